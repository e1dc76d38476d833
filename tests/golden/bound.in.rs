//! A struct that is bound to an operation: method, path and signed list come from the document.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement")]
pub struct GetEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    pub entitlement_id: &'a str,
}

pub fn example() -> GetEntitlement<'static> {
    GetEntitlement { entitlement_id: "a25100b8" }
}
