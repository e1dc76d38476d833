//! Every mistake of a struct is reported in one run, and uses of the struct are not reported at all.

use countersign::{BaseUrl, Endpoint, PreparedRequest};

#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "cancelEntitlement",
    method = PUT,
    path = "/v1/entitlement/{entitlementId}",
    signed("Created"),
)]
#[serde(rename_all = "camelCase")]
struct CancelEntitlement<'a, T: Clone = u8> {
    #[endpoint(path = "id")]
    entitlement_id: &'a T,
    #[endpoint(query)]
    dry_run: Option<u8>,
    cancel_reason_description: Option<String>,
}

fn prepare(base_url: &BaseUrl) -> PreparedRequest {
    let request =
        CancelEntitlement { entitlement_id: &1, dry_run: None, cancel_reason_description: None };
    request.prepare(base_url).unwrap()
}

fn main() {}
