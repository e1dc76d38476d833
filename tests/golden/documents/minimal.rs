// Written by tests/golden_documents.rs from minimal.json.

/// The base URL.
pub const BASE_URL: &::std::primitive::str = "https://resale.api.bango.net";
/// The document that this module is made of: The smallest document, version 1.0.0.
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/minimal.json")
);
/// The operation `echo`.
///
/// `GET /v1/echo`, signs `Created`.
///
/// Answers:
///
/// - `200`
#[derive(
    ::std::clone::Clone,
    ::std::fmt::Debug,
    ::std::cmp::PartialEq,
    ::countersign::Endpoint,
)]
#[endpoint(method = GET, path = "/v1/echo", signed("Created"))]
#[non_exhaustive]
pub struct Echo {}
impl Echo {
    /// A value in which nothing is set.
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for Echo {
    fn default() -> Self {
        Self::new()
    }
}
