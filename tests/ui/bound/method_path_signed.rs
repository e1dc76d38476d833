//! Method, path and signed list may be left out; if they are given, they are those of the document.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement", method = POST)]
struct OtherMethod {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "getEntitlement",
    path = "/v1/entitlements/{entitlementId}",
)]
struct OtherPath {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "getEntitlement",
    path = "v1/entitlement/{id}",
)]
struct WrongPath {
    #[endpoint(path, header = "EntitlementId")]
    id: String,
}

#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "getEntitlement",
    signed("Created", "X-RequestIdentifier"),
)]
struct OtherName {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "getEntitlement",
    signed("EntitlementId", "Created"),
)]
struct OtherOrder {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement", signed("Created"))]
struct TooShort {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: String,
}

fn main() {}
