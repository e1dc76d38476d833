//! A signed header is always sent.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created", "EntitlementId"))]
struct OptionalHeader {
    #[endpoint(header = "EntitlementId")]
    id: Option<u64>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo", signed("Created", "Content-Type"))]
struct NoBody;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo", signed("Created", "Content-Type"))]
struct OptionalBody {
    #[endpoint(body)]
    text: Option<String>,
}

fn main() {}
