//! Structs that are bound to a document: what they send, and that the document is found wherever the crate is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::process::Output;

use countersign::{BaseUrl, Endpoint, Timestamp};
use countersign_tests::{VECTORS, own_crate::OwnCrate};

/// Everything comes from the document; the names of the fields are Rust's.
#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "getEntitlement")]
struct GetEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
}

/// What the document says is said again, with another name for the variable.
#[derive(Endpoint)]
#[endpoint(
    document = "ui/bound/bango.json",
    operation = "cancelEntitlement",
    method = POST,
    path = "/v1/entitlement/cancel/{id}",
    signed("Created", "EntitlementId"),
)]
#[serde(rename_all = "camelCase")]
struct CancelEntitlement<'a, T> {
    #[endpoint(path, header = "entitlementid")]
    id: T,
    #[endpoint(query = "dryRun")]
    dry_run: Option<bool>,
    #[endpoint(header = "X-RequestIdentifier", idempotency_key)]
    request_identifier: Option<&'a str>,
    cancel_reason_category: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancel_reason_description: Option<&'a str>,
    #[cfg(any())]
    of_another_platform: u8,
    #[cfg(test)]
    comment: &'a str,
}

/// A variant, whose preset member is the name of the struct.
#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "resumeEntitlement")]
#[serde(rename_all = "camelCase", tag = "entitlementBenefits", rename = "NORMAL")]
struct ResumeEntitlement {
    entitlement_id: u64_as_text::U64,
}

/// The body is one field.
#[derive(Endpoint)]
#[endpoint(document = "ui/bound/bango.json", operation = "putEntitlements")]
struct PutEntitlements<'a> {
    #[endpoint(body)]
    identifiers: &'a [&'a str],
}

mod u64_as_text {
    //! A type of the user's, about which the derive knows nothing.

    /// A number that is written as text.
    pub(super) struct U64(pub(super) u64);

    impl serde::Serialize for U64 {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&self.0)
        }
    }
}

/// The request line, the signed headers, and the payload.
fn wire<E: Endpoint>(endpoint: &E) -> String {
    let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
    let key = VECTORS.vendor_key().signing_key();
    let prepared = endpoint.prepare(&base_url).unwrap();
    let request = prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap();
    let signature = request.headers()["Signature"].to_str().unwrap();
    let (signature, _) = signature.split_once(", signature=").unwrap();
    format!(
        "{} {}\n{signature}\n{}",
        request.method(),
        request.uri().path_and_query().unwrap(),
        str::from_utf8(request.body()).unwrap(),
    )
}

#[test]
fn everything_comes_from_the_document() {
    assert_eq!(GetEntitlement::PATH, "/v1/entitlement/{entitlementId}");
    assert_eq!(GetEntitlement::METHOD, "GET");
    assert_eq!(GetEntitlement::SIGNED_HEADERS, ["Created", "EntitlementId"]);
    assert_eq!(
        wire(&GetEntitlement { entitlement_id: "a/25" }),
        "GET /v1/entitlement/a%2F25\n\
         keyId=RSA-SHA256V1, headers=Created;EntitlementId\n",
    );
}

#[test]
fn what_the_struct_says_again_is_spelled_as_in_the_document() {
    assert_eq!(CancelEntitlement::<u8>::PATH, "/v1/entitlement/cancel/{entitlementId}");
    let request = CancelEntitlement {
        id: 25,
        dry_run: Some(true),
        request_identifier: Some("r-1"),
        cancel_reason_category: "REVOKED",
        cancel_reason_description: None,
        comment: "c",
    };
    assert_eq!(
        wire(&request),
        "POST /v1/entitlement/cancel/25?dryRun=true\n\
         keyId=RSA-SHA256V1, headers=Created;EntitlementId\n\
         {\"cancelReasonCategory\":\"REVOKED\",\"comment\":\"c\"}",
    );
}

#[test]
fn a_variant_sends_its_preset_member() {
    assert_eq!(
        wire(&ResumeEntitlement { entitlement_id: u64_as_text::U64(25) }),
        "PATCH /v1/entitlement\n\
         keyId=RSA-SHA256V1, headers=Created\n\
         {\"entitlementBenefits\":\"NORMAL\",\"entitlementId\":\"25\"}",
    );
}

#[test]
fn a_body_of_one_field() {
    assert_eq!(
        wire(&PutEntitlements { identifiers: &["a", "b"] }),
        "PUT /v1/entitlements\nkeyId=RSA-SHA256V1, headers=Created\n[\"a\",\"b\"]",
    );
}

fn errors(output: &Output) -> String {
    assert!(!output.status.success(), "it compiles");
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The crate has its own workspace and its own document, and is compiled elsewhere.
#[test]
fn the_document_is_found_in_the_crate_of_the_user() {
    let outside = OwnCrate::copy("bound/outside", env!("CARGO_TARGET_TMPDIR"), "outside");
    let tested = outside.cargo(&["test"]);
    assert!(tested.status.success(), "{}", String::from_utf8_lossy(&tested.stderr));

    // Nothing but the document changes, and the struct is compared with it anew.
    outside.edit("api/notes.json", "\"noteText\"", "\"noteTexts\"");
    let errors_of_struct = errors(&outside.cargo(&["test"]));
    for part in [
        "error: `putNote` declares no member `noteText` (api/notes.json:9:9)",
        "help: did you mean `noteTexts`? call the field `note_texts`",
        "  --> lib.rs:14:9",
    ] {
        assert!(errors_of_struct.contains(part), "{part}\nis not in\n{errors_of_struct}");
    }

    outside.edit("api/notes.json", "\"putNote\"", "putNote");
    let errors_of_document = errors(&outside.cargo(&["test"]));
    assert!(errors_of_document.contains("error: api/notes.json:9:24: "), "{errors_of_document}");
    assert!(errors_of_document.contains(" --> lib.rs:7:23"), "{errors_of_document}");
}
