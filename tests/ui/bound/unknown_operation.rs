//! The operation is one of the document.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "CreateEntitlment")]
struct Misspelt {
    customer_identifier: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "refund", signed("Created", "RefundId"))]
struct NotThere {
    #[endpoint(path = "refundId")]
    id: u64,
}

fn main() {}
