//! A query parameter has a name.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct EmptyName {
    #[endpoint(query = "")]
    q: u64,
}

fn main() {}
