//! An API client as a user writes it, in a crate whose only dependency is `countersign`.

use countersign::{
    Endpoint,
    serde::{Deserialize, Serialize},
};

/// Changes an entitlement.
#[derive(Debug, Endpoint)]
#[endpoint(
    method = PATCH,
    path = "/v1/entitlement/{entitlement_id}",
    signed("Created", "EntitlementId"),
    response = Entitlement,
    error = Refusal
)]
#[serde(rename_all = "camelCase")]
pub struct ChangeEntitlement<'a, M> {
    /// Which one.
    #[endpoint(path, header = "EntitlementId")]
    pub entitlement_id: &'a str,
    /// Only say what would happen.
    #[endpoint(query = "dryRun")]
    pub dry_run: Option<bool>,
    /// Until when it runs.
    pub date_ended: Period,
    /// What the customer said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memo: Option<M>,
}

/// A type of the body.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
pub enum Period {
    /// Now.
    Immediately,
    /// After the days that are paid for.
    AfterDays(u16),
}

/// The type of the response.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
pub struct Entitlement {
    /// Which one.
    pub entitlement_id: String,
}

/// The type of a response that is an error.
#[derive(Debug, Deserialize)]
#[serde(crate = "countersign::serde")]
pub struct Refusal {
    code: String,
}

impl countersign::ErrorResponse for Refusal {
    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }

    fn message(&self) -> Option<&str> {
        None
    }
}

#[cfg(test)]
mod tests {
    use countersign::{BaseUrl, SigningKey, Timestamp};

    use super::*;

    #[test]
    fn a_request_can_be_prepared_and_signed() {
        let request = ChangeEntitlement {
            entitlement_id: "a25100b8/1",
            dry_run: Some(true),
            date_ended: Period::AfterDays(7),
            memo: Some("moving out"),
        };
        let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
        let prepared = request.prepare(&base_url).unwrap();

        assert_eq!(
            prepared.uri(),
            "https://resale.api.bango.net/v1/entitlement/a25100b8%2F1?dryRun=true"
        );
        assert_eq!(
            prepared.payload(),
            &br#"{"dateEnded":{"afterDays":7},"memo":"moving out"}"#[..]
        );

        let key = SigningKey::generate(1024).unwrap();
        let signed = prepared.sign(&key, Timestamp::from_unix_seconds(1_576_595_412)).unwrap();
        assert_eq!(signed.headers()["Created"], "1576595412");
        assert_eq!(signed.headers()["EntitlementId"], "a25100b8/1");
        let signature = signed.headers()["Signature"].to_str().unwrap();
        assert!(signature.contains("headers=Created;EntitlementId, "), "{signature}");
    }
}
