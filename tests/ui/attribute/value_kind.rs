//! Values of the wrong kind.

use countersign::Endpoint;

const PATH: &str = "/v1/echo";

#[derive(Endpoint)]
#[endpoint(method = "post", path = PATH, signed = "Created", response = "Vec<u8>", error = 3, crate = "countersign")]
struct OnStruct;

#[derive(Endpoint)]
#[endpoint(method = 1, path = concat!("/v1", "/echo"))]
struct Computed;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{a}")]
struct OnField {
    #[endpoint(path = a)]
    a: u64,
    #[endpoint(query("b"))]
    b: u64,
    #[endpoint(header = X)]
    c: u64,
}

fn main() {}
