//! One field sends one header.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct TwoFields {
    #[endpoint(header = "EntitlementId")]
    first: u64,
    #[endpoint(query, header = "entitlementid")]
    second: u64,
}

fn main() {}
