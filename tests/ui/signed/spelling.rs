//! The list is sent as it is written, so it is spelled as the headers are.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}", signed("Created", "entitlementid"))]
struct GetEntitlement {
    #[endpoint(path, header = "EntitlementId")]
    id: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement", signed("Created", "ENTITLEMENTID"))]
struct BoundToADocument {
    #[endpoint(path, header = "entitlementid")]
    entitlement_id: String,
}

fn main() {}
