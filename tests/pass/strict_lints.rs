//! A module in which every lint that looks at generated code is an error.
#![deny(
    warnings,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    missing_debug_implementations,
    missing_docs,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]

use countersign::{
    Endpoint,
    serde::{Deserialize, Serialize},
};

use super::{payload, request_line};

/// A value of the body.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(crate = "countersign::serde")]
struct Reason {
    code: u8,
}

/// An endpoint whose fields are read by nothing but the derive.
#[derive(Debug, Endpoint)]
#[endpoint(
    method = POST,
    path = "/v1/entitlement/cancel/{entitlement_id}",
    signed("Created", "EntitlementId"),
    response = Reason,
)]
#[serde(rename_all = "camelCase")]
struct EndEntitlement<'a, T> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
    #[endpoint(query)]
    dry_run: Option<bool>,
    cancel_reason_category: Reason,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_reason_description: Option<String>,
    notes: Vec<T>,
}

/// As above, left to serde because of an attribute.
#[derive(Debug, Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement/cancel/{entitlement_id}")]
#[serde(rename_all = "camelCase")]
struct EndBySerde<'a, T> {
    #[endpoint(path)]
    entitlement_id: &'a str,
    #[serde(alias = "category")]
    cancel_reason_category: Reason,
    cancel_reason_description: Option<String>,
    notes: Vec<T>,
}

/// As above, without a body.
#[derive(Clone, Copy, Debug, Endpoint)]
#[endpoint(method = GET, path = "/v1/entitlement/{entitlement_id}")]
struct Get<'a> {
    #[endpoint(path)]
    entitlement_id: &'a str,
}

/// As above, with a body of one field.
#[derive(Debug, Endpoint)]
#[endpoint(method = PUT, path = "/v1/entitlement")]
struct Put {
    #[endpoint(body)]
    reason: Option<Reason>,
}

/// As above, bound to a document.
#[derive(Clone, Copy, Debug, Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "deleteNote")]
struct Delete<'a> {
    #[endpoint(path)]
    entitlement_id: &'a str,
    #[endpoint(path)]
    note_number: u64,
}

/// As above, deprecated with all its fields.
#[derive(Debug, Endpoint)]
#[endpoint(method = PUT, path = "/v1/entitlement/{entitlement_id}")]
#[deprecated]
struct Old {
    #[endpoint(path)]
    #[deprecated]
    entitlement_id: u8,
    #[deprecated]
    reason: Option<String>,
}

#[test]
#[expect(deprecated, reason = "the struct is")]
fn deprecated() {
    let request = Old { entitlement_id: 1, reason: None };
    assert_eq!(payload(&request), r#"{"reason":null}"#);
}

#[test]
fn works() {
    let reason = Reason { code: 1 };
    let cancel = EndEntitlement {
        entitlement_id: "x",
        dry_run: None,
        cancel_reason_category: reason,
        cancel_reason_description: None,
        notes: vec![1],
    };
    assert_eq!(payload(&cancel), r#"{"cancelReasonCategory":{"code":1},"notes":[1]}"#);
    assert_eq!(request_line(&Get { entitlement_id: "x" }), "GET /v1/entitlement/x");
    assert_eq!(
        request_line(&Delete { entitlement_id: "x", note_number: 1 }),
        "DELETE /v1/entitlement/x/note/1"
    );
    assert_eq!(payload(&Put { reason: Some(reason) }), r#"{"code":1}"#);
    let by_serde = EndBySerde {
        entitlement_id: "x",
        cancel_reason_category: reason,
        cancel_reason_description: None,
        notes: vec![1],
    };
    assert_eq!(
        payload(&by_serde),
        r#"{"cancelReasonCategory":{"code":1},"cancelReasonDescription":null,"notes":[1]}"#
    );
}
