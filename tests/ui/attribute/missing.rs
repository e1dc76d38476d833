//! The attribute, or one of the words that it needs, is not there.

use countersign::Endpoint;

#[derive(Endpoint)]
struct NoAttribute {
    id: u64,
}

#[derive(Endpoint)]
#[endpoint]
struct NoWords;

#[derive(Endpoint)]
#[endpoint = "GET /v1/echo"]
struct Equals;

#[derive(Endpoint)]
#[endpoint(path = "/v1/echo")]
struct NoMethod;

#[derive(Endpoint)]
#[endpoint(method = GET)]
struct NoPath;

fn main() {}
