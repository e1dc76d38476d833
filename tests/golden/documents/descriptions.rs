// Written by tests/golden_documents.rs from descriptions.json.

/// The document that this module is made of: Descriptions \<of> \[all] kinds, version `1`.
///
/// See <https://developer.bango.com/resale/> and [the FAQ](https://developer.bango.com/resale/faq/).
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/descriptions.json")
);
/// The base URL.
///
/// Production, see <http://developer.bango.com>
pub const BASE_URL: &::std::primitive::str = "https://resale.api.bango.net";
/// Echoes \[id] as \<id>
///
/// Send this:
///
/// ```text
/// let x = unknown();
/// ```
///
/// ```text
/// assert!(false);
/// ```
///
/// ```json
/// { "echo": "x" }
/// ```
///
/// Then:
///
/// - read `<answer>`
///   and \[answer]
/// - check
///
///   1. the code
///   2. the text
///
/// | code | meaning |
/// |------|---------|
/// | `OK` | \<b>good\</b> |
///
/// > signature=\<Base64>
///
/// `GET /v1/echo/{id}`, signs `Created`. The document does not ask for a signature; the client signs every request.
///
/// Answers:
///
/// - `200`: \[ok]
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct Echo {
    /// An \`unclosed code span, a "quote", a \\ and a */ */ comment.
    ///
    /// Sent in the path.
    pub id: ::std::string::String,
}
impl Echo {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_id(id: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self { id: id.into() }
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
        const PATH: &'static ::core::primitive::str = "/v1/echo/{id}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/echo/");
            __countersign_private::PathValue::write_path(&self.id, "id", __request)?;
            __countersign_private::Ok(())
        }
    }
};
/// The kind
#[derive(
    ::std::clone::Clone,
    ::std::fmt::Debug,
    ::std::cmp::Eq,
    ::std::hash::Hash,
    ::std::cmp::Ord,
    ::std::cmp::PartialEq,
    ::std::cmp::PartialOrd,
)]
#[non_exhaustive]
pub enum Kind {
    /// "A\`B"
    AB,
    /// `C D`: See \[`Kind::AB`] \<here>.
    CD,
    /// A value that is not declared. It is kept as it came.
    Unknown(::countersign::UnknownValue),
}
impl Kind {
    /// The declared values, in the order of the document.
    pub const KNOWN: &'static [Self] = &[Self::AB, Self::CD];
    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &::std::primitive::str {
        match self {
            Self::AB => "A`B",
            Self::CD => "C D",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::std::fmt::Display for Kind {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::fmt::Display::fmt(self.as_str(), f)
    }
}
impl ::std::convert::From<&::std::primitive::str> for Kind {
    fn from(value: &::std::primitive::str) -> Self {
        match value {
            "A`B" => Self::AB,
            "C D" => Self::CD,
            _ => Self::Unknown(::countersign::__private0::unknown_value(value)),
        }
    }
}
impl ::std::convert::From<::std::string::String> for Kind {
    fn from(value: ::std::string::String) -> Self {
        <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
    }
}
impl ::countersign::serde::Serialize for Kind {
    fn serialize<S: ::countersign::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Kind {
    fn deserialize<D: ::countersign::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<Self, D::Error> {
        ::countersign::__private0::deserialize_enum(deserializer)
    }
}
