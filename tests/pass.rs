//! Structs that have to compile, and the requests that they make.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use countersign::{BaseUrl, Endpoint, Timestamp, http::Request};
use countersign_tests::VECTORS;

#[path = "pass/any_scope.rs"]
mod any_scope;
#[path = "pass/generics.rs"]
mod generics;
#[path = "pass/no_implicit_prelude.rs"]
mod no_implicit_prelude;
#[path = "pass/redefined_prelude.rs"]
mod redefined_prelude;
#[path = "pass/roles.rs"]
mod roles;
#[path = "pass/serde_attributes.rs"]
mod serde_attributes;
#[path = "pass/strict_lints.rs"]
mod strict_lints;

fn request<E: Endpoint>(endpoint: &E) -> Request<Vec<u8>> {
    let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
    let key = VECTORS.vendor_key().signing_key();
    let prepared = endpoint.prepare(&base_url).unwrap();
    prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap().map(|body| body.to_vec())
}

fn request_line<E: Endpoint>(endpoint: &E) -> String {
    let request = request(endpoint);
    format!("{} {}", request.method(), request.uri().path_and_query().unwrap())
}

fn payload<E: Endpoint>(endpoint: &E) -> String {
    String::from_utf8(request(endpoint).into_body()).unwrap()
}

fn header<E: Endpoint>(endpoint: &E, name: &str) -> Option<String> {
    request(endpoint).headers().get(name).map(|value| value.to_str().unwrap().to_owned())
}
