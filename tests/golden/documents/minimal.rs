// Written by tests/golden_documents.rs from minimal.json.

/// The document that this module is made of: The smallest document, version 1.0.0.
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/minimal.json")
);
/// The base URL.
pub const BASE_URL: &::std::primitive::str = "https://resale.api.bango.net";
/// The operation `echo`.
///
/// `GET /v1/echo`, signs `Created`.
///
/// Answers:
///
/// - `200`
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct Echo {}
impl Echo {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for Echo {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl __countersign::Endpoint for Echo {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/echo";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/echo");
            __countersign_private::Ok(())
        }
    }
};
