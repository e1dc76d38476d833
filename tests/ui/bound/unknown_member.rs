//! Members of the body are those of the operation.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct Misspelt {
    customer_identifer: String,
    #[serde(rename = "productkey")]
    product: String,
    #[serde(rename(serialize = "offer", deserialize = "offerKey"))]
    offer_key: String,
    colour: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
struct WithoutRenameAll {
    customer_identifier: String,
    product_key: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "PascalCase")]
struct OtherRule {
    customer_identifier: String,
    product_key: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct OtherPlace {
    customer_identifier: String,
    #[endpoint(query)]
    product_key: String,
    request_identifier: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct Twice {
    customer_identifier: String,
    product_key: String,
    #[serde(rename = "productKey")]
    product: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase", tag = "kind")]
struct Tag {
    customer_identifier: String,
    product_key: String,
}

fn main() {}
