//! Words that do not exist, with the nearest one that does.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(methd = GET, Path = "/v1/echo", sign("Created"), version = 1)]
struct OnStruct;

#[derive(Endpoint)]
#[endpoint(summary = "Echo", method = GET, path = "/v1/echo")]
struct OfTheDocument;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/{id}")]
struct OnField {
    #[endpoint(pth, heeder = "EntitlementId")]
    id: u64,
    #[endpoint(cookie = "session")]
    session: u64,
}

fn main() {}
