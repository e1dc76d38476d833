//! Signed names that neither a field nor the client sends.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}", signed("Created", "EntitlmentId"))]
struct NearAHeader {
    #[endpoint(path, header = "EntitlementId")]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{entitlement_id}", signed("Created", "EntitlementId"))]
struct NearAField {
    #[endpoint(path)]
    entitlement_id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Craeted"))]
struct NearCreated;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("created"))]
struct OtherCase;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created", "Digest"))]
struct NearNothing;

fn main() {}
