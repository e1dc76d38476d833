//! The idempotency key is said, by one field that is sent as a header and can hold a key.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders", signed("Created", "Order-Key"))]
struct NotSaid {
    #[endpoint(header = "Order-Key")]
    key: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders")]
struct Twice {
    #[endpoint(header = "Order-Key", idempotency_key)]
    key: Option<String>,
    #[endpoint(header = "X-RequestIdentifier", idempotency_key)]
    request_identifier: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders", signed("Created", "Order-Key"))]
struct WithoutHeader {
    #[endpoint(query, idempotency_key)]
    order_key: Option<String>,
    #[endpoint(idempotency_key)]
    key: String,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders")]
struct Misspelt {
    #[endpoint(header = "Order-Key", idempotence_key)]
    key: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders")]
struct WithName {
    #[endpoint(idempotency_key = "Order-Key")]
    key: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders", idempotency_key)]
struct OnTheStruct {
    #[endpoint(header = "Order-Key")]
    key: Option<String>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders")]
struct Boolean {
    #[endpoint(header = "Order-Key", idempotency_key)]
    key: bool,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders")]
struct Number {
    #[endpoint(header = "Order-Key", idempotency_key)]
    key: Option<u64>,
}

fn main() {}
