//! A value of the query has a text form.

use countersign::Endpoint;

struct Opaque;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct Query<'a> {
    #[endpoint(query)]
    list: Vec<Opaque>,
    #[endpoint(query)]
    optional: Option<&'a Opaque>,
}

fn main() {}
