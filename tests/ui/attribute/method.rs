//! Methods that no endpoint has.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = post, path = "/v1/echo")]
struct LowerCase;

#[derive(Endpoint)]
#[endpoint(method = DELET, path = "/v1/echo")]
struct Misspelt;

#[derive(Endpoint)]
#[endpoint(method = TRACE, path = "/v1/echo")]
struct NotForEndpoints;

fn main() {}
