//! A header carries the idempotency key if the document says so.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct ListEntitlements {
    #[endpoint(query)]
    limit: u32,
    #[endpoint(header = "CustomerIdentifier", idempotency_key)]
    customer_identifier: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "cancelEntitlement")]
#[serde(rename_all = "camelCase")]
struct CancelEntitlement {
    #[endpoint(path, header = "EntitlementId", idempotency_key)]
    entitlement_id: String,
    cancel_reason_category: String,
}

fn main() {}
