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

/// A second field does not hide a typo in the signed list.
#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created", "XId"))]
struct AndATypo {
    #[endpoint(header = "X-Id")]
    first: u64,
    #[endpoint(header = "x-id")]
    second: u64,
}

fn main() {}
