//! What cannot be an endpoint.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}", signed("Created", "EntitlementId"))]
enum Enum {
    Variant { id: u64 },
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
union Union {
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}")]
struct Tuple(#[endpoint(path)] u64, String);

fn main() {}
