//! Words that are given twice, in one attribute or in two.

use countersign::Endpoint;

#[derive(Endpoint)]
#[endpoint(method = GET, method = POST, path = "/v1/echo", signed("Created"))]
#[endpoint(signed("Created"), response = u8, response = u8)]
struct OnStruct {
    #[endpoint(query, query = "q")]
    #[endpoint(header = "X", query)]
    q: u64,
}

/// The right word beside a misspelt one is no second mistake.
#[derive(Endpoint)]
#[endpoint(metod = GET, method = GET, path = "/v1/{id}")]
struct Misspelt {
    #[endpoint(path, pth)]
    id: u64,
}

fn main() {}
