//! Two fields for one query parameter.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/entitlements")]
struct Twice {
    #[endpoint(query)]
    limit: u32,
    #[endpoint(query = "limit")]
    second: Option<u32>,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/entitlements")]
struct ByItsOwnName {
    #[endpoint(query = "limit")]
    first: u32,
    #[endpoint(query)]
    limit: u32,
}

fn main() {}
