//! Words of a field on a struct, and the other way round.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", query, header = "X")]
struct OnStruct;

#[derive(Endpoint)]
#[endpoint(path = "/v1/{id}")]
struct OnField {
    #[endpoint(method = GET, path)]
    id: u64,
    #[endpoint(signed)]
    signed: u64,
}

fn main() {}
