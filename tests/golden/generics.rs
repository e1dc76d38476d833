// Written by tests/golden.rs from generics.in.rs.

//! Lifetimes, type parameters, constants, a where-clause and a default.
use std::fmt::Display;
use countersign::Endpoint;
pub struct PutValues<'a, T: Clone, I = u64, const N: usize = 2>
where
    I: Display,
{
    id: I,
    kind: &'a str,
    since: Option<I>,
    values: &'a [T],
    kind_of_value: &'a str,
    counts: [T; N],
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[derive(__countersign_private::serde::Serialize)]
    #[serde(crate = "__countersign_private::serde", remote = "PutValues")]
    struct __Payload<'a, T: Clone, I, const N: usize>
    where
        I: Display,
        &'a [T]: __countersign_private::PayloadValue,
    {
        #[serde(skip)]
        id: I,
        #[serde(skip)]
        kind: &'a str,
        #[serde(skip)]
        since: Option<I>,
        #[serde(serialize_with = "__Payload::<'a, T, I, N>::__serialize_values")]
        values: &'a [T],
        #[serde(serialize_with = "__Payload::<'a, T, I, N>::__serialize_kind_of_value")]
        #[serde(rename = "type")]
        kind_of_value: &'a str,
        #[serde(serialize_with = "count")]
        counts: [T; N],
    }
    #[allow(clippy::ptr_arg, single_use_lifetimes)]
    impl<'a, T: Clone, I, const N: usize> __Payload<'a, T, I, N>
    where
        I: Display,
        &'a [T]: __countersign_private::PayloadValue,
    {
        fn __serialize_values<__S: __countersign_private::serde::Serializer>(
            __value: &&'a [T],
            __serializer: __S,
        ) -> __countersign_private::Result<__S::Ok, __S::Error> {
            <&'a [T] as __countersign_private::PayloadValue>::serialize_payload(
                __value,
                __serializer,
            )
        }
        fn __serialize_kind_of_value<__S: __countersign_private::serde::Serializer>(
            __value: &&'a str,
            __serializer: __S,
        ) -> __countersign_private::Result<__S::Ok, __S::Error> {
            <&'a str as __countersign_private::PayloadValue>::serialize_payload(
                __value,
                __serializer,
            )
        }
    }
    #[allow(dead_code)]
    trait __Refused {
        fn serialize<__T, __S: __countersign_private::serde::Serializer>(
            _: &__T,
            __serializer: __S,
        ) -> __countersign_private::Result<__S::Ok, __S::Error> {
            __serializer.serialize_unit()
        }
    }
    #[automatically_derived]
    impl<'a, T: Clone, I, const N: usize> __Refused for __Payload<'a, T, I, N>
    where
        I: Display,
        &'a [T]: __countersign_private::PayloadValue,
    {}
    #[automatically_derived]
    impl<'a, T: Clone, I, const N: usize> __countersign::Endpoint
    for PutValues<'a, T, I, N>
    where
        I: Display,
        I: __countersign_private::PathValue,
        I: __countersign_private::QueryValue,
        &'a [T]: __countersign_private::PayloadValue,
    {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PUT;
        const PATH: &'static ::core::primitive::str = "/v1/{kind}/{id}/values";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/");
            <&'a str as __countersign_private::PathValue>::write_path(
                &self.kind,
                "kind",
                __request,
            )?;
            __request.path_literal("/");
            <I as __countersign_private::PathValue>::write_path(
                &self.id,
                "id",
                __request,
            )?;
            __request.path_literal("/values");
            if let __countersign_private::Some(__value) = &self.since {
                <I as __countersign_private::QueryValue>::write_query(
                    __value,
                    "since",
                    "if_newer_than",
                    __request,
                )?;
            }
            __request
                .json(|__serializer| <__Payload<
                    'a,
                    T,
                    I,
                    N,
                >>::serialize(self, __serializer))?;
            __countersign_private::Ok(())
        }
    }
};
fn count<T, S, const N: usize>(_: &[T; N], serializer: S) -> Result<S::Ok, S::Error>
where
    S: countersign::serde::Serializer,
{
    serializer.serialize_u64(N as u64)
}
pub fn example() -> PutValues<'static, char, u8, 3> {
    PutValues {
        id: 7,
        kind: "a/b",
        since: Some(6),
        values: &['x', 'y'],
        kind_of_value: "char",
        counts: ['a', 'b', 'c'],
    }
}
