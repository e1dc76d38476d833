// Written by tests/golden.rs from bound.in.rs.

//! A struct that is bound to an operation: method, path and signed list come from the document.
use countersign::Endpoint;
pub struct GetEntitlement<'a> {
    pub entitlement_id: &'a str,
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl<'a> __countersign::Endpoint for GetEntitlement<'a> {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement/{entitlementId}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[
            "Created",
            "EntitlementId",
        ];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement/");
            <&'a str as __countersign_private::PathValue>::write_path(
                &self.entitlement_id,
                "entitlement_id",
                __request,
            )?;
            <&'a str as __countersign_private::HeaderFieldValue>::write_header(
                &self.entitlement_id,
                "entitlement_id",
                "EntitlementId",
                __request,
            )?;
            __countersign_private::Ok(())
        }
    }
};
#[doc(hidden)]
const _: &[::core::primitive::u8] = ::core::include_bytes!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", "ui/bound/bango.json")
);
pub fn example() -> GetEntitlement<'static> {
    GetEntitlement {
        entitlement_id: "a25100b8",
    }
}
