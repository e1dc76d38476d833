//! Every mistake of a struct is reported in one go.

use countersign::{Endpoint, serde::Deserialize};

#[derive(Endpoint)]
#[endpoint(
    method = get,
    path = "v1/entitlement/{entitlementId}/{product}?dry_run=1",
    signed("EntitlmentId", "Host", "X-Note", "host"),
    respond = Entitlement,
)]
#[serde(rename_all = "camelCase")]
struct Wrong<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
    #[endpoint(path = "merchant")]
    merchant: Option<u64>,
    #[endpoint(header = "X-Note")]
    note: Option<String>,
    #[endpoint(header = "x-note")]
    other_note: String,
    #[endpoint(header = "Content-Length")]
    length: usize,
    #[endpoint(qury)]
    dry_run: bool,
    #[endpoint(query, header = "X-Opaque")]
    opaque: Option<Opaque>,
    #[endpoint(body)]
    whole: String,
    reason: String,
}

struct Opaque;

#[derive(Deserialize)]
#[serde(crate = "countersign::serde")]
struct Entitlement;

fn main() {}
