//! The example of the design: a field in two roles, an optional query, a body of several members.

use countersign::{
    Endpoint,
    serde::{Deserialize, Serialize},
};

#[derive(Serialize)]
#[serde(crate = "countersign::serde", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CancelReason {
    CustomerRequest,
}

#[derive(Debug, Deserialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
pub struct Entitlement {
    pub entitlement_id: String,
}

#[derive(Endpoint)]
#[endpoint(
    method = POST,
    path = "/v1/entitlement/cancel/{entitlement_id}",
    signed("Created", "EntitlementId"),
    response = Entitlement,
)]
#[serde(rename_all = "camelCase")]
pub struct CancelEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
    #[endpoint(query)]
    dry_run: Option<bool>,
    cancel_reason_category: CancelReason,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_reason_description: Option<String>,
}

pub fn example() -> CancelEntitlement<'static> {
    CancelEntitlement {
        entitlement_id: "a25100b8",
        dry_run: Some(true),
        cancel_reason_category: CancelReason::CustomerRequest,
        cancel_reason_description: None,
    }
}
