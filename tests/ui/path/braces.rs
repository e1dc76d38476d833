//! Braces that do not match, and variables that are none.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id")]
struct NeverClosed {
    #[endpoint(path)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/id}")]
struct NeverOpened {
    #[endpoint(path)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{{id}}")]
struct Nested {
    #[endpoint(path)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{}")]
struct NoName {
    #[endpoint(path)]
    id: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{*rest}")]
struct Wildcard {
    #[endpoint(path)]
    rest: u64,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{id}-{part}/x-{id}")]
struct NotAWholeSegment {
    #[endpoint(path)]
    id: u64,
}

fn main() {}
