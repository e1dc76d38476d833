//! A field that is the whole body leaves no room for another.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct BesideOne {
    #[endpoint(body)]
    whole: String,
    member: u64,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct BesideSeveral {
    first: u64,
    second: u64,
    #[endpoint(body)]
    whole: String,
    third: u64,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct Two {
    #[endpoint(body)]
    first: String,
    #[endpoint(body)]
    second: String,
}

fn main() {}
