//! Headers, of which one may be absent, and one field in every role but the body.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/{type}",
    signed("Accept", "X-Type", "Created"),
    error = countersign::ErrorBody,
)]
pub struct GetType<'a> {
    #[endpoint(path, query, header = "X-Type")]
    r#type: &'a str,
    #[endpoint(header = "X-RequestIdentifier", idempotency_key)]
    request_identifier: Option<&'a str>,
}

pub fn example() -> GetType<'static> {
    GetType { r#type: "a b", request_identifier: None }
}
