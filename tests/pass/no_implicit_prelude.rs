//! A module without any prelude.
#![no_implicit_prelude]

#[derive(::countersign::Endpoint)]
#[endpoint(method = POST, path = "/{id}")]
#[serde(rename_all = "camelCase")]
struct Bare<'a> {
    #[endpoint(path)]
    id: &'a str,
    #[endpoint(query)]
    dry_run: ::core::option::Option<bool>,
    #[endpoint(header = "X-Note")]
    note: ::core::option::Option<u8>,
    #[serde(skip_serializing_if = "::core::option::Option::is_none")]
    cancel_reason: ::core::option::Option<::std::string::String>,
}

/// The same, left to serde because of an attribute.
#[derive(::countersign::Endpoint)]
#[endpoint(method = POST, path = "/")]
struct BySerde {
    #[serde(alias = "reason", skip_serializing_if = "::core::option::Option::is_none")]
    cancel_reason: ::core::option::Option<::std::string::String>,
}

#[test]
fn works() {
    use ::core::{
        assert_eq,
        option::Option::{None, Some},
    };

    let request = Bare { id: "x", dry_run: Some(true), note: Some(1), cancel_reason: None };
    assert_eq!(super::request_line(&request), "POST /x?dry_run=true");
    assert_eq!(super::payload(&request), "{}");
    assert_eq!(super::payload(&BySerde { cancel_reason: None }), "{}");
}
