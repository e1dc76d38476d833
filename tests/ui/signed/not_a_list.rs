//! The list is made of strings, in parentheses.

use countersign::Endpoint;

const CREATED: &str = "Created";

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed = "Created")]
struct NotAList;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed(CREATED, Accept))]
struct NotStrings;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created" "Accept"))]
struct NoComma;

fn main() {}
