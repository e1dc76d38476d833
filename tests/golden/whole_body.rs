// Written by tests/golden.rs from whole_body.in.rs.

//! A body that is one field, and one that may be absent.
use countersign::{Endpoint, serde::Serialize};
#[derive(Serialize)]
#[serde(crate = "countersign::serde")]
pub struct Item {
    pub product: String,
}
pub struct PatchItems {
    items: Vec<Item>,
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl __countersign::Endpoint for PatchItems {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PATCH;
        const PATH: &'static ::core::primitive::str = "/v1/items";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[
            "Created",
            "Content-Type",
        ];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/items");
            __request
                .json(|__serializer| {
                    <Vec<
                        Item,
                    > as __countersign_private::PayloadValue>::serialize_payload(
                        &self.items,
                        __serializer,
                    )
                })?;
            __countersign_private::Ok(())
        }
    }
};
pub struct DeleteItems<T> {
    filter: Option<T>,
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl<T> __countersign::Endpoint for DeleteItems<T>
    where
        T: __countersign_private::PayloadValue,
    {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::DELETE;
        const PATH: &'static ::core::primitive::str = "/v1/items/";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/items/");
            if let __countersign_private::Some(__value) = &self.filter {
                __request
                    .json(|__serializer| {
                        <T as __countersign_private::PayloadValue>::serialize_payload(
                            __value,
                            __serializer,
                        )
                    })?;
            }
            __countersign_private::Ok(())
        }
    }
};
pub fn example() -> PatchItems {
    PatchItems {
        items: vec![Item { product : "BangoMusic".to_owned() }],
    }
}
pub fn optional_example(filter: Option<u8>) -> DeleteItems<u8> {
    DeleteItems { filter }
}
