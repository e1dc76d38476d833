//! Headers are those of the operation.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct Unknown {
    #[endpoint(query)]
    limit: u32,
    #[endpoint(header = "CustomerIdentifer")]
    customer_identifier: String,
    #[endpoint(header = "X-RequestIdentifier")]
    request_identifier: String,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct MissingAndSigned {
    #[endpoint(query)]
    limit: u32,
}

#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "listEntitlements",
    signed("Created", "CustomerIdentifier"),
)]
struct MissingAndListed {
    #[endpoint(query)]
    limit: u32,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct OptionalAndSigned {
    #[endpoint(query)]
    limit: u32,
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "listEntitlements")]
struct Reserved {
    #[endpoint(query)]
    limit: u32,
    #[endpoint(header = "CustomerIdentifier")]
    customer_identifier: String,
    #[endpoint(header = "Host")]
    host: String,
}

fn main() {}
