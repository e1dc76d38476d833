//! An endpoint with nothing in it.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
pub struct Echo;

pub fn example() -> Echo {
    Echo
}
