//! A body that is one field, and one that may be absent.

use countersign::{Endpoint, serde::Serialize};

#[derive(Serialize)]
#[serde(crate = "countersign::serde")]
pub struct Item {
    pub product: String,
}

#[derive(Endpoint)]
#[endpoint(method = PATCH, path = "/v1/items", signed("Created", "Content-Type"))]
pub struct PatchItems {
    #[endpoint(body)]
    items: Vec<Item>,
}

#[derive(Endpoint)]
#[endpoint(method = DELETE, path = "/v1/items/")]
pub struct DeleteItems<T> {
    #[endpoint(body)]
    filter: Option<T>,
}

pub fn example() -> PatchItems {
    PatchItems { items: vec![Item { product: "BangoMusic".to_owned() }] }
}

pub fn optional_example(filter: Option<u8>) -> DeleteItems<u8> {
    DeleteItems { filter }
}
