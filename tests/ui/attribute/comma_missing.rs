//! Punctuation.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET path = "/v1/echo"; signed("Created"))]
struct NoComma;

#[derive(Endpoint)]
#[endpoint("/v1/echo", method = GET, path = "/v1/echo")]
struct NoWord;

fn main() {}
