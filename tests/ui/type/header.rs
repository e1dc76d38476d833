//! The value of a header has a text form.

use countersign::Endpoint;

struct Opaque;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created", "X-Opaque"))]
struct Header {
    #[endpoint(header = "X-Opaque")]
    opaque: Opaque,
    #[endpoint(header = "X-Optional")]
    optional: Option<[Opaque; 2]>,
}

fn main() {}
