//! A response can be decoded.

use countersign::Endpoint;

struct Opaque;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", response = Vec<Opaque>)]
struct Response;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", error = String)]
struct Error;

fn main() {}
