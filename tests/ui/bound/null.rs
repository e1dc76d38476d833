//! `None` is written as `null`, which is not what a required or optional member allows.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "createEntitlement")]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement {
    customer_identifier: Option<String>,
    product_key: String,
    offer_key: Option<String>,
    activation_code: Option<String>,
    quantity: (),
    labels: Vec<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Option<f64>>,
}

fn main() {}
