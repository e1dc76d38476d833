//! A path to the runtime that leads nowhere.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo", crate = signed_api)]
struct Echo {
    text: String,
}

fn main() {}
