// Written by tests/golden.rs from cancel.in.rs.

//! The example of the design: a field in two roles, an optional query, a body of several members.
use countersign::{Endpoint, serde::{Deserialize, Serialize}};
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
pub struct CancelEntitlement<'a> {
    entitlement_id: &'a str,
    dry_run: Option<bool>,
    cancel_reason_category: CancelReason,
    cancel_reason_description: Option<String>,
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl<'a> __countersign::Endpoint for CancelEntitlement<'a> {
        type Response = Entitlement;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::POST;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement/cancel/{entitlement_id}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[
            "Created",
            "EntitlementId",
        ];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement/cancel/");
            <&'a str as __countersign_private::PathValue>::write_path(
                &self.entitlement_id,
                "entitlement_id",
                __request,
            )?;
            if let __countersign_private::Some(__value) = &self.dry_run {
                <bool as __countersign_private::QueryValue>::write_query(
                    __value,
                    "dry_run",
                    "dry_run",
                    __request,
                )?;
            }
            <&'a str as __countersign_private::HeaderFieldValue>::write_header(
                &self.entitlement_id,
                "entitlement_id",
                "EntitlementId",
                __request,
            )?;
            __request
                .json(|__serializer| {
                    let mut __members = __countersign_private::serde::Serializer::serialize_struct(
                        __serializer,
                        "CancelEntitlement",
                        2,
                    )?;
                    <CancelReason as __countersign_private::PayloadValue>::write_member(
                        &self.cancel_reason_category,
                        "cancelReasonCategory",
                        &mut __members,
                    )?;
                    if !Option::is_none(&self.cancel_reason_description) {
                        <Option<
                            String,
                        > as __countersign_private::PayloadValue>::write_member(
                            &self.cancel_reason_description,
                            "cancelReasonDescription",
                            &mut __members,
                        )?;
                    }
                    __countersign_private::serde::ser::SerializeStruct::end(__members)
                })?;
            __countersign_private::Ok(())
        }
    }
};
pub fn example() -> CancelEntitlement<'static> {
    CancelEntitlement {
        entitlement_id: "a25100b8",
        dry_run: Some(true),
        cancel_reason_category: CancelReason::CustomerRequest,
        cancel_reason_description: None,
    }
}
