//! A string enum that keeps values which it does not know.

use countersign_spec::{EnumValue, Schema};

use super::{
    super::{
        doc_text::doc_text,
        docs::{Doc, code},
        operation::allow_deprecated,
        types::Types,
    },
    doc,
};
use crate::{
    private::Private,
    source_code::{attribute_if, ident, literal},
};

pub(super) fn open_enum(
    types: &Types<'_>,
    schema: &Schema,
    values: &[EnumValue],
    unknown: &str,
) -> String {
    let runtime = types.runtime;
    let name = ident(&schema.type_name);
    let unknown = ident(unknown);
    let doc = doc(schema);
    let deprecated = attribute_if(schema.deprecated, "#[deprecated]");
    let allow = allow_deprecated(schema.deprecated);
    let known: Vec<_> = values.iter().map(Known::new).collect();
    let each = |write: fn(&Known) -> String| known.iter().map(write).collect::<String>();
    let variants = each(|Known { doc, variant, .. }| format!("{doc} {variant},\n"));
    let list = each(|Known { variant, .. }| format!("Self::{variant}, "));
    let to_text = each(|Known { variant, text, .. }| format!("Self::{variant} => {text},\n"));
    let from_text = each(|Known { variant, text, .. }| format!("{text} => Self::{variant},\n"));
    format!(
        "{doc}
        #[derive(
            ::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::Eq, ::std::hash::Hash,
            ::std::cmp::Ord, ::std::cmp::PartialEq, ::std::cmp::PartialOrd,
        )]
        {deprecated} {allow}
        #[non_exhaustive]
        pub enum {name} {{
            {variants}
            /// A value that is not declared. It is kept as it came.
            {unknown}({runtime}::UnknownValue),
        }}

        {allow}
        impl {name} {{
            /// The declared values, in the order of the document.
            pub const KNOWN: &'static [Self] = &[{list}];

            /// The value as it stands in JSON.
            #[must_use]
            pub const fn as_str(&self) -> &::std::primitive::str {{
                match self {{
                    {to_text}
                    Self::{unknown}(value) => value.as_str(),
                }}
            }}
        }}

        {allow}
        impl ::std::fmt::Display for {name} {{
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {{
                ::std::fmt::Display::fmt(self.as_str(), f)
            }}
        }}

        {allow}
        impl ::std::convert::From<&::std::primitive::str> for {name} {{
            fn from(value: &::std::primitive::str) -> Self {{
                match value {{
                    {from_text}
                    _ => Self::{unknown}({runtime}::{Private}::unknown_value(value)),
                }}
            }}
        }}

        {allow}
        impl ::std::convert::From<::std::string::String> for {name} {{
            fn from(value: ::std::string::String) -> Self {{
                <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
            }}
        }}

        {allow}
        impl {runtime}::serde::Serialize for {name} {{
            fn serialize<S: {runtime}::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {{
                serializer.serialize_str(self.as_str())
            }}
        }}

        {allow}
        impl<'de> {runtime}::serde::Deserialize<'de> for {name} {{
            fn deserialize<D: {runtime}::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {{
                {runtime}::{Private}::deserialize_enum(deserializer)
            }}
        }}"
    )
}

/// A declared value.
struct Known {
    doc: Doc,
    variant: String,
    /// The value as a literal.
    text: String,
}

impl Known {
    fn new(value: &EnumValue) -> Self {
        let name = code(&value.value);
        let doc = Doc::new(match &value.description {
            Some(description) => doc_text(&format!("{name}: {description}")),
            None => name,
        });
        Self { doc, variant: ident(&value.variant), text: literal(&value.value) }
    }
}
