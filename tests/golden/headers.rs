// Written by tests/golden.rs from headers.in.rs.

//! Headers, of which one may be absent, and one field in every role but the body.
use countersign::Endpoint;
pub struct GetType<'a> {
    r#type: &'a str,
    request_identifier: Option<&'a str>,
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl<'a> __countersign::Endpoint for GetType<'a> {
        type Response = __countersign::IgnoredBody;
        type Error = countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/{type}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[
            "Accept",
            "X-Type",
            "Created",
        ];
        const IDEMPOTENCY_KEY: __countersign_private::Option<
            __countersign_private::HeaderName,
        > = __countersign_private::Some(
            __countersign_private::HeaderName::from_static("x-requestidentifier"),
        );
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/");
            <&'a str as __countersign_private::PathValue>::write_path(
                &self.r#type,
                "type",
                __request,
            )?;
            <&'a str as __countersign_private::QueryValue>::write_query(
                &self.r#type,
                "type",
                "type",
                __request,
            )?;
            <&'a str as __countersign_private::HeaderFieldValue>::write_header(
                &self.r#type,
                "type",
                "X-Type",
                __request,
            )?;
            if let __countersign_private::Some(__value) = &self.request_identifier {
                <&'a str as __countersign_private::HeaderFieldValue>::write_header(
                    __value,
                    "request_identifier",
                    "X-RequestIdentifier",
                    __request,
                )?;
            }
            __countersign_private::Ok(())
        }
    }
};
pub fn example() -> GetType<'static> {
    GetType {
        r#type: "a b",
        request_identifier: None,
    }
}
