//! A string enum that keeps values which it does not know.

use countersign_spec::{EnumValue, Schema};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::{
        doc_text::doc_text,
        docs::{Doc, code},
        operation::allow_deprecated,
        types::{Types, ident},
    },
    doc,
};
use crate::private::Private;

pub(super) fn open_enum(
    types: &Types<'_>,
    schema: &Schema,
    values: &[EnumValue],
    unknown: &str,
) -> TokenStream {
    let runtime = types.runtime;
    let name = ident(&schema.type_name);
    let unknown = ident(unknown);
    let doc = doc(schema);
    let deprecated = schema.deprecated.then(|| quote!(#[deprecated]));
    let allow = allow_deprecated(schema.deprecated);
    let texts: Vec<_> = values.iter().map(|value| &value.value).collect();
    let variants: Vec<_> = values.iter().map(|value| ident(&value.variant)).collect();
    let docs = values.iter().map(|value| match &value.description {
        Some(description) => Doc::new(doc_text(&format!("{}: {description}", code(&value.value)))),
        None => Doc::new(code(&value.value)),
    });
    quote! {
        #doc
        #[derive(
            ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::Eq, ::std::hash::Hash,
            ::std::cmp::Ord, ::std::cmp::PartialEq, ::std::cmp::PartialOrd,
        )]
        #deprecated
        #allow
        #[non_exhaustive]
        pub enum #name {
            #(
                #docs
                #variants,
            )*
            /// A value that is not declared. It is kept as it came.
            #unknown(#runtime::UnknownValue),
        }

        #allow
        impl #name {
            /// The declared values, in the order of the document.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];

            /// The value as it stands in JSON.
            #[must_use]
            pub const fn as_str(&self) -> &::std::primitive::str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::#unknown(value) => value.as_str(),
                }
            }
        }

        #allow
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self.as_str(), f)
            }
        }

        #allow
        impl ::std::convert::From<&::std::primitive::str> for #name {
            fn from(value: &::std::primitive::str) -> Self {
                match value {
                    #(#texts => Self::#variants,)*
                    _ => Self::#unknown(#runtime::#Private::unknown_value(value)),
                }
            }
        }

        #allow
        impl ::std::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
            }
        }

        #allow
        impl #runtime::serde::Serialize for #name {
            fn serialize<S: #runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #allow
        impl<'de> #runtime::serde::Deserialize<'de> for #name {
            fn deserialize<D: #runtime::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                #runtime::#Private::deserialize_enum(deserializer)
            }
        }
    }
}
