//! What serde itself refuses is said once, by serde.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
#[serde(renam_all = "camelCase")]
struct OnStruct {
    member: u64,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct OnField<'a, T> {
    #[serde(rename = 3, skip_serialising)]
    member: &'a T,
}

fn main() {}
