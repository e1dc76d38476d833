//! The fields of a packed struct cannot be borrowed.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/{id}")]
#[repr(C, packed(2))]
struct Packed {
    #[endpoint(path)]
    id: u64,
    member: u64,
}

fn main() {}
