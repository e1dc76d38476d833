//! A header that repeats a variable is sent by the field that fills the variable.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement")]
struct NotSent {
    #[endpoint(path)]
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement")]
struct SentByAnother {
    #[endpoint(path)]
    entitlement_id: String,
    #[endpoint(header = "EntitlementId")]
    again: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement")]
struct NeitherIsThere;

fn main() {}
