//! Types whose text the derive knows are what the parameters are declared as.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct ListEntitlements {
    #[endpoint(query)]
    limit: String,
    #[endpoint(query = "startAfter")]
    start_after: Option<u64>,
    #[endpoint(query = "updatedSince")]
    updated_since: Option<u64>,
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: u64,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct DeleteNote {
    #[endpoint(path)]
    entitlement_id: String,
    #[endpoint(path)]
    note_number: f32,
}

fn main() {}
