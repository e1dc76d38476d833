//! The body has every member that the operation requires.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct OneIsMissing {
    customer_identifier: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
struct AllAreMissing;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct NotSent {
    #[serde(skip)]
    customer_identifier: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    product_key: String,
}

fn main() {}
