//! Paths that do not begin with a slash.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "v1/echo")]
struct Relative;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "")]
struct Empty;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "https://resale.api.bango.net/v1/echo")]
struct Absolute;

fn main() {}
