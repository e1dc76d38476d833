//! The values of the body have a JSON form.

use countersign::{Endpoint, serde::Serialize};

struct Opaque;

#[derive(Serialize)]
#[serde(crate = "countersign::serde")]
struct Fine;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct Members<'a, T> {
    fine: Fine,
    opaque: Opaque,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<Opaque>,
    #[serde(flatten)]
    flat: Opaque,
    generic: &'a T,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct Whole {
    #[endpoint(body)]
    whole: Vec<Opaque>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/echo")]
struct Optional {
    #[endpoint(body)]
    whole: Option<Opaque>,
}

fn main() {}
