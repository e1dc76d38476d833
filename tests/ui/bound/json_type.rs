//! Types whose JSON the derive knows are what the members are declared as.

use std::collections::BTreeMap;

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement<'a> {
    customer_identifier: u64,
    product_key: &'a [&'a str],
    activation_code: Option<bool>,
    date_expiry: u64,
    status: bool,
    quantity: f64,
    price: &'a str,
    trial: u8,
    labels: Vec<char>,
    counts: BTreeMap<String, Vec<u8>>,
    reason: String,
    note: u8,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct Nested {
    customer_identifier: String,
    product_key: String,
    labels: Vec<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<BTreeMap<String, String>>,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "cancelEntitlement")]
struct AdditionalMember {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
    #[serde(rename = "cancelReasonCategory")]
    category: String,
    anything_else: u8,
}

fn main() {}
