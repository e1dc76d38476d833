//! What a type parameter has to do is asked where the struct is used.

use countersign::Endpoint;

struct Opaque;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/{id}")]
struct Generic<T, U> {
    #[endpoint(path)]
    id: T,
    members: Vec<U>,
}

fn send<E: Endpoint>(_: &E) {}

fn main() {
    send(&Generic { id: Opaque, members: vec![1] });
    send(&Generic { id: 1, members: vec![Opaque] });
}
