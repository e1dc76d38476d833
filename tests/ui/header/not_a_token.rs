//! Header names follow RFC 9110, section 5.6.2.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct NotTokens {
    #[endpoint(header = "Entitlement Id")]
    space: u64,
    #[endpoint(header = "EntitlementId:")]
    colon: u64,
    #[endpoint(header = "A;B")]
    semicolon: u64,
    #[endpoint(header = "")]
    empty: u64,
    #[endpoint(header = "Größe")]
    not_ascii: u64,
}

fn main() {}
