//! Words without the value that they need, and a word with a value that it cannot have.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method, path =, signed, response, error = , crate)]
struct OnStruct;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct OnField {
    #[endpoint(header)]
    a: u64,
    #[endpoint(query = )]
    b: u64,
    #[endpoint(body = "c")]
    c: u64,
}

fn main() {}
