//! `Created` is always signed.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed())]
struct Empty;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Accept"))]
struct Another;

fn main() {}
