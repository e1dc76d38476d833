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
    #[automatically_derived]
    impl __countersign::Endpoint for PatchItems {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign::__private0::Method = __countersign::__private0::Method::PATCH;
        const PATH: &'static ::core::primitive::str = "/v1/items";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[
            "Created",
            "Content-Type",
        ];
        fn write(
            &self,
            __request: &mut __countersign::__private0::RequestWriter,
        ) -> __countersign::__private0::Result<
            (),
            __countersign::__private0::PrepareError,
        > {
            __request.path_literal("/v1/items");
            __request
                .json(|__serializer| {
                    <Vec<
                        Item,
                    > as __countersign::__private0::PayloadValue>::serialize_payload(
                        &self.items,
                        __serializer,
                    )
                })?;
            __countersign::__private0::Ok(())
        }
    }
};
pub struct DeleteItems<T> {
    filter: Option<T>,
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    #[automatically_derived]
    impl<T> __countersign::Endpoint for DeleteItems<T>
    where
        T: __countersign::__private0::PayloadValue,
    {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign::__private0::Method = __countersign::__private0::Method::DELETE;
        const PATH: &'static ::core::primitive::str = "/v1/items/";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        fn write(
            &self,
            __request: &mut __countersign::__private0::RequestWriter,
        ) -> __countersign::__private0::Result<
            (),
            __countersign::__private0::PrepareError,
        > {
            __request.path_literal("/v1/items/");
            if let __countersign::__private0::Some(__value) = &self.filter {
                __request
                    .json(|__serializer| {
                        <T as __countersign::__private0::PayloadValue>::serialize_payload(
                            __value,
                            __serializer,
                        )
                    })?;
            }
            __countersign::__private0::Ok(())
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
