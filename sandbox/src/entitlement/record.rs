//! The record of an entitlement as it stands in answers.

use serde::Serialize;
use serde_json::{Map, Value};

/// An entitlement, with every member that the vendor lists.
///
/// Members that the vendor types as a string and not as "string or null" are empty strings if there is nothing in them.
///
/// Source: <https://developer.bango.com/resale/api-ref/entitlement/reactivate/post>
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Entitlement {
    pub(crate) parameters: Map<String, Value>,
    pub(crate) entitlement_id: String,
    pub(crate) status: Status,
    pub(crate) date_created: String,
    pub(crate) date_activated: Option<String>,
    pub(crate) date_ended: Option<String>,
    pub(crate) date_suspended: Option<String>,
    pub(crate) date_resumed: Option<String>,
    pub(crate) date_last_updated: String,
    pub(crate) customer_identifier: String,
    pub(crate) merchant_account_key: String,
    pub(crate) product_key: String,
    pub(crate) offer_key: String,
    pub(crate) activation_code: String,
    pub(crate) entitlement_display_name: String,
    pub(crate) date_expiry: Option<String>,
    /// Given back as it came: the vendor types it as a string on one page and as custom data on others.
    pub(crate) extension_data: Value,
}

/// The states that the sandbox knows so far.
///
/// Source: <https://developer.bango.com/resale/entitlements>
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Status {
    Active,
}
