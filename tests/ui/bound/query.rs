//! Query parameters are those of the operation.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct Unknown {
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: String,
    #[endpoint(query)]
    limit: u32,
    #[endpoint(query)]
    start_after: Option<String>,
    #[endpoint(query = "sort")]
    order: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct Missing {
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct Optional {
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: String,
    #[endpoint(query)]
    limit: Option<u32>,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct Twice {
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: String,
    #[endpoint(query)]
    limit: u32,
    #[endpoint(query = "limit")]
    second: u32,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct InsteadOfHeader {
    #[endpoint(query)]
    limit: u32,
    #[endpoint(query)]
    customer_identifier: String,
}

fn main() {}
