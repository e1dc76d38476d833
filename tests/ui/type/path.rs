//! A value of the path has a text form.

use countersign::Endpoint;

struct Opaque;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}/{list}")]
struct Path<'a> {
    #[endpoint(path)]
    id: &'a Opaque,
    #[endpoint(path)]
    list: Vec<Opaque>,
}

fn main() {}
