//! A variant sets members to values that the struct has to send.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "resumeEntitlement")]
#[serde(rename_all = "camelCase")]
struct Missing {
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "resumeEntitlement")]
#[serde(rename_all = "camelCase")]
struct WrongType {
    entitlement_id: String,
    entitlement_benefits: bool,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "resumeEntitlement")]
#[serde(rename_all = "camelCase", tag = "entitlementBenefits", rename = "NORMALLY")]
struct OtherValue {
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "resumeEntitlement")]
#[serde(rename_all = "camelCase", tag = "entitlementBenefits")]
struct NameOfTheStruct {
    entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "resumeEntitlement")]
#[serde(rename_all = "camelCase", tag = "entitlementBenefits", rename = "NORMAL")]
struct NotOfTheVariant {
    entitlement_id: String,
    product_key: String,
}

fn main() {}
