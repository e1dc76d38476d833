//! Header names follow RFC 9110, section 5.6.2.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created;EntitlementId"))]
struct OneString;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created", "Entitlement Id", ""))]
struct NotTokens;

fn main() {}
