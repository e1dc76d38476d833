//! A struct without the derive.

use countersign::Endpoint;

struct Plain;

fn send<E: Endpoint>(_: &E) {}

fn main() {
    send(&Plain);
}
