//! A header is signed once, and its name has no case.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created", "EntitlementId", "created", "ENTITLEMENTID"))]
struct Repeated {
    #[endpoint(header = "EntitlementId")]
    id: u64,
}

fn main() {}
