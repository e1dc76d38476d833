//! The response to HEAD has no body, so nothing can be decoded from it.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = HEAD, path = "/v1/echo", response = Vec<String>)]
struct Head;

fn main() {}
