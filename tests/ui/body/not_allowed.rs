//! GET and HEAD requests have no body.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct Members {
    first: u64,
    second: u64,
}

#[derive(Endpoint)]
#[endpoint(method = HEAD, path = "/v1/echo")]
struct Whole {
    #[endpoint(body)]
    text: String,
}

fn main() {}
