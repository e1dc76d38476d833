//! A variable of the path always has a value.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}")]
struct Optional {
    #[endpoint(path)]
    id: std::option::Option<Vec<u8>>,
}

fn main() {}
