// Written by tests/golden_documents.rs from parts.json.

/// The document that this module is made of: Parts, version 1.0.0.
///
/// Objects that are made of others (`allOf`).
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/parts.json")
);
/// The operation `putEntitlement`.
///
/// `PUT /v1/entitlement`, signs `Created`.
///
/// Answers:
///
/// - `200`: The entitlement as it is now.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct PutEntitlement {
    /// The JSON body.
    pub body: EntitlementRequest,
}
impl PutEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_body(body: EntitlementRequest) -> Self {
        Self { body }
    }
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl __countersign::Endpoint for PutEntitlement {
        type Response = Answer;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PUT;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement");
            __request
                .json(|__serializer| {
                    __countersign_private::PayloadValue::serialize_payload(
                        &self.body,
                        __serializer,
                    )
                })?;
            __countersign_private::Ok(())
        }
    }
};
/// The schema `Envelope`.
///
/// Responses hold this; requests are made of [`EnvelopeRequest`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Envelope {
    /// The member `responseCode`.
    #[serde(rename = "responseCode")]
    pub response_code: ::std::string::String,
    /// The member `request-id`.
    #[serde(
        rename = "request-id",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub request_id: ::std::option::Option<::std::string::String>,
}
impl Envelope {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_response_code(
        response_code: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            response_code: response_code.into(),
            request_id: ::std::option::Option::None,
        }
    }
    /// Sets `request-id`.
    #[inline]
    #[must_use]
    pub fn request_id(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.request_id = ::std::option::Option::Some(value.into());
        self
    }
}
/// The schema `EnvelopeRequest`.
///
/// Requests are made of this; responses hold [`Envelope`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct EnvelopeRequest {
    /// The member `responseCode`.
    #[serde(rename = "responseCode")]
    pub response_code: ::std::string::String,
    /// The member `request-id`.
    ///
    /// `Some(None)` stands for `null`.
    #[serde(
        rename = "request-id",
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub request_id: ::std::option::Option<::std::option::Option<::std::string::String>>,
}
impl EnvelopeRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_response_code(
        response_code: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            response_code: response_code.into(),
            request_id: ::std::option::Option::None,
        }
    }
    /// Sets `request-id`.
    #[inline]
    #[must_use]
    pub fn request_id(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.request_id = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `request-id` to `null`.
    #[inline]
    #[must_use]
    pub fn request_id_null(mut self) -> Self {
        self.request_id = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
}
/// The schema `Header`.
///
/// Responses hold this; requests are made of [`HeaderRequest`].
pub type Header = Envelope;
/// The schema `HeaderRequest`.
///
/// Requests are made of this; responses hold [`Header`].
pub type HeaderRequest = EnvelopeRequest;
/// The schema `Stamp`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Stamp {
    /// The member `created`.
    pub created: ::countersign::DateTime,
    /// The member `ended`.
    pub ended: ::std::option::Option<::countersign::DateTime>,
}
impl Stamp {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: StampRequired) -> Self {
        Self {
            created: required.created,
            ended: required.ended,
        }
    }
}
/// What [`Stamp::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct StampRequired {
    /// The member `created`.
    pub created: ::countersign::DateTime,
    /// The member `ended`.
    pub ended: ::std::option::Option<::countersign::DateTime>,
}
/// The schema `Audit`.
///
/// Responses hold this; requests are made of [`AuditRequest`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::countersign::serde::Serialize)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Audit {
    /// The members of `Stamp`.
    #[serde(flatten)]
    pub stamp: Stamp,
    /// The member `requestId`.
    #[serde(
        rename = "requestId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub request_id: ::std::option::Option<::std::primitive::i64>,
    /// The member `type`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub r#type: ::std::option::Option<D>,
    /// The member `auditor`.
    ///
    /// `Debug` does not show it.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub auditor: ::std::option::Option<::std::string::String>,
}
impl Audit {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_stamp(stamp: Stamp) -> Self {
        Self {
            stamp,
            request_id: ::std::option::Option::None,
            r#type: ::std::option::Option::None,
            auditor: ::std::option::Option::None,
        }
    }
    /// Sets `requestId`.
    #[inline]
    #[must_use]
    pub fn request_id(mut self, value: ::std::primitive::i64) -> Self {
        self.request_id = ::std::option::Option::Some(value);
        self
    }
    /// Sets `type`.
    #[inline]
    #[must_use]
    pub fn r#type(mut self, value: D) -> Self {
        self.r#type = ::std::option::Option::Some(value);
        self
    }
    /// Sets `auditor`.
    #[inline]
    #[must_use]
    pub fn auditor(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.auditor = ::std::option::Option::Some(value.into());
        self
    }
}
impl ::std::fmt::Debug for Audit {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("Audit")
            .field("stamp", &self.stamp)
            .field("request_id", &self.request_id)
            .field("type", &self.r#type)
            .field("auditor", &self.auditor.as_ref().map(|_| "[redacted]"))
            .finish()
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Audit {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Audit")]
        struct __Members {
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            #[serde(rename = "requestId")]
            request_id: ::std::option::Option<::std::primitive::i64>,
            r#type: ::std::option::Option<D>,
            auditor: ::std::option::Option<::std::string::String>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            stamp: Stamp {
                created: __members.created,
                ended: __members.ended,
            },
            request_id: __members.request_id,
            r#type: __members.r#type,
            auditor: __members.auditor,
        })
    }
}
/// The schema `AuditRequest`.
///
/// Requests are made of this; responses hold [`Audit`].
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::countersign::serde::Serialize)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct AuditRequest {
    /// The members of `Stamp`.
    #[serde(flatten)]
    pub stamp: Stamp,
    /// The member `requestId`.
    #[serde(
        rename = "requestId",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub request_id: ::std::option::Option<::std::primitive::i64>,
    /// The member `type`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub r#type: ::std::option::Option<D>,
    /// The member `auditor`.
    ///
    /// `Some(None)` stands for `null`.
    ///
    /// `Debug` does not show it.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub auditor: ::std::option::Option<::std::option::Option<::std::string::String>>,
}
impl AuditRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_stamp(stamp: Stamp) -> Self {
        Self {
            stamp,
            request_id: ::std::option::Option::None,
            r#type: ::std::option::Option::None,
            auditor: ::std::option::Option::None,
        }
    }
    /// Sets `requestId`.
    #[inline]
    #[must_use]
    pub fn request_id(mut self, value: ::std::primitive::i64) -> Self {
        self.request_id = ::std::option::Option::Some(value);
        self
    }
    /// Sets `type`.
    #[inline]
    #[must_use]
    pub fn r#type(mut self, value: D) -> Self {
        self.r#type = ::std::option::Option::Some(value);
        self
    }
    /// Sets `auditor`.
    #[inline]
    #[must_use]
    pub fn auditor(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.auditor = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `auditor` to `null`.
    #[inline]
    #[must_use]
    pub fn auditor_null(mut self) -> Self {
        self.auditor = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
}
impl ::std::fmt::Debug for AuditRequest {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("AuditRequest")
            .field("stamp", &self.stamp)
            .field("request_id", &self.request_id)
            .field("type", &self.r#type)
            .field("auditor", &self.auditor.as_ref().map(|_| "[redacted]"))
            .finish()
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for AuditRequest {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct AuditRequest")]
        struct __Members {
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            #[serde(rename = "requestId")]
            request_id: ::std::option::Option<::std::primitive::i64>,
            r#type: ::std::option::Option<D>,
            #[serde(
                default,
                deserialize_with = "::countersign::__private0::deserialize_present"
            )]
            auditor: ::std::option::Option<::std::option::Option<::std::string::String>>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            stamp: Stamp {
                created: __members.created,
                ended: __members.ended,
            },
            request_id: __members.request_id,
            r#type: __members.r#type,
            auditor: __members.auditor,
        })
    }
}
/// The schema `D`.
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
pub enum D {
    /// `ACTIVE`
    Active,
    /// `ENDED`
    Ended,
    /// A value that is not declared. It is kept as it came.
    Unknown(::countersign::UnknownValue),
}
impl D {
    /// The declared values, in the order of the document.
    pub const KNOWN: &'static [Self] = &[Self::Active, Self::Ended];
    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &::std::primitive::str {
        match self {
            Self::Active => "ACTIVE",
            Self::Ended => "ENDED",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::std::fmt::Display for D {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::fmt::Display::fmt(self.as_str(), f)
    }
}
impl ::std::convert::From<&::std::primitive::str> for D {
    fn from(value: &::std::primitive::str) -> Self {
        match value {
            "ACTIVE" => Self::Active,
            "ENDED" => Self::Ended,
            _ => Self::Unknown(::countersign::__private0::unknown_value(value)),
        }
    }
}
impl ::std::convert::From<::std::string::String> for D {
    fn from(value: ::std::string::String) -> Self {
        <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
    }
}
impl ::countersign::serde::Serialize for D {
    fn serialize<S: ::countersign::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for D {
    fn deserialize<D: ::countersign::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<Self, D::Error> {
        ::countersign::__private0::deserialize_enum(deserializer)
    }
}
/// Made of one object, under another name, and of one that has a part itself. It is read in one go.
///
/// Responses hold this; requests are made of [`EntitlementRequest`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Entitlement {
    /// The members of `Header`.
    #[serde(flatten)]
    pub header: Header,
    /// The member `id`.
    pub id: ::std::string::String,
    /// The member `weight`.
    pub weight: ::std::primitive::f64,
    /// The member `data`.
    pub data: ::countersign::serde_json::Value,
    /// The member `note`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub note: ::std::option::Option<::std::string::String>,
    /// The members of `Audit`.
    #[serde(flatten)]
    pub audit: Audit,
    /// Made of one object, under another name, and of one that has a part itself. It is read in one go.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub previous: ::std::option::Option<::std::boxed::Box<Entitlement>>,
}
impl Entitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: EntitlementRequired<'_>) -> Self {
        Self {
            header: required.header,
            id: ::std::borrow::ToOwned::to_owned(required.id),
            weight: required.weight,
            data: required.data,
            note: ::std::option::Option::None,
            audit: required.audit,
            previous: ::std::option::Option::None,
        }
    }
    /// Sets `note`.
    #[inline]
    #[must_use]
    pub fn note(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.note = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `previous`.
    ///
    /// Made of one object, under another name, and of one that has a part itself. It is read in one go.
    #[inline]
    #[must_use]
    pub fn previous(mut self, value: Entitlement) -> Self {
        self.previous = ::std::option::Option::Some(::std::boxed::Box::new(value));
        self
    }
}
/// What [`Entitlement::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct EntitlementRequired<'a> {
    /// The members of `Header`.
    pub header: Header,
    /// The member `id`.
    pub id: &'a ::std::primitive::str,
    /// The member `weight`.
    pub weight: ::std::primitive::f64,
    /// The member `data`.
    pub data: ::countersign::serde_json::Value,
    /// The members of `Audit`.
    pub audit: Audit,
}
impl<'de> ::countersign::serde::Deserialize<'de> for Entitlement {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Entitlement")]
        struct __Members {
            #[serde(rename = "responseCode")]
            response_code: ::std::string::String,
            #[serde(rename = "request-id")]
            request_id: ::std::option::Option<::std::string::String>,
            id: ::std::string::String,
            weight: ::std::primitive::f64,
            data: ::countersign::serde_json::Value,
            note: ::std::option::Option<::std::string::String>,
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            #[serde(rename = "requestId")]
            request_id_: ::std::option::Option<::std::primitive::i64>,
            r#type: ::std::option::Option<D>,
            auditor: ::std::option::Option<::std::string::String>,
            previous: ::std::option::Option<::std::boxed::Box<Entitlement>>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            header: Header {
                response_code: __members.response_code,
                request_id: __members.request_id,
            },
            id: __members.id,
            weight: __members.weight,
            data: __members.data,
            note: __members.note,
            audit: Audit {
                stamp: Stamp {
                    created: __members.created,
                    ended: __members.ended,
                },
                request_id: __members.request_id_,
                r#type: __members.r#type,
                auditor: __members.auditor,
            },
            previous: __members.previous,
        })
    }
}
/// Made of one object, under another name, and of one that has a part itself. It is read in one go.
///
/// Requests are made of this; responses hold [`Entitlement`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct EntitlementRequest {
    /// The members of `Header`.
    #[serde(flatten)]
    pub header: HeaderRequest,
    /// The member `id`.
    pub id: ::std::string::String,
    /// The member `weight`.
    pub weight: ::std::primitive::f64,
    /// The member `data`.
    pub data: ::countersign::serde_json::Value,
    /// The member `note`.
    ///
    /// `Some(None)` stands for `null`.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub note: ::std::option::Option<::std::option::Option<::std::string::String>>,
    /// The members of `Audit`.
    #[serde(flatten)]
    pub audit: AuditRequest,
    /// Made of one object, under another name, and of one that has a part itself. It is read in one go.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub previous: ::std::option::Option<::std::boxed::Box<EntitlementRequest>>,
}
impl EntitlementRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: EntitlementRequestRequired<'_>) -> Self {
        Self {
            header: required.header,
            id: ::std::borrow::ToOwned::to_owned(required.id),
            weight: required.weight,
            data: required.data,
            note: ::std::option::Option::None,
            audit: required.audit,
            previous: ::std::option::Option::None,
        }
    }
    /// Sets `note`.
    #[inline]
    #[must_use]
    pub fn note(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.note = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `note` to `null`.
    #[inline]
    #[must_use]
    pub fn note_null(mut self) -> Self {
        self.note = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
    /// Sets `previous`.
    ///
    /// Made of one object, under another name, and of one that has a part itself. It is read in one go.
    #[inline]
    #[must_use]
    pub fn previous(mut self, value: EntitlementRequest) -> Self {
        self.previous = ::std::option::Option::Some(::std::boxed::Box::new(value));
        self
    }
}
/// What [`EntitlementRequest::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct EntitlementRequestRequired<'a> {
    /// The members of `Header`.
    pub header: HeaderRequest,
    /// The member `id`.
    pub id: &'a ::std::primitive::str,
    /// The member `weight`.
    pub weight: ::std::primitive::f64,
    /// The member `data`.
    pub data: ::countersign::serde_json::Value,
    /// The members of `Audit`.
    pub audit: AuditRequest,
}
impl<'de> ::countersign::serde::Deserialize<'de> for EntitlementRequest {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct EntitlementRequest")]
        struct __Members {
            #[serde(rename = "responseCode")]
            response_code: ::std::string::String,
            #[serde(
                rename = "request-id",
                default,
                deserialize_with = "::countersign::__private0::deserialize_present"
            )]
            request_id: ::std::option::Option<
                ::std::option::Option<::std::string::String>,
            >,
            id: ::std::string::String,
            weight: ::std::primitive::f64,
            data: ::countersign::serde_json::Value,
            #[serde(
                default,
                deserialize_with = "::countersign::__private0::deserialize_present"
            )]
            note: ::std::option::Option<::std::option::Option<::std::string::String>>,
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            #[serde(rename = "requestId")]
            request_id_: ::std::option::Option<::std::primitive::i64>,
            r#type: ::std::option::Option<D>,
            #[serde(
                default,
                deserialize_with = "::countersign::__private0::deserialize_present"
            )]
            auditor: ::std::option::Option<::std::option::Option<::std::string::String>>,
            previous: ::std::option::Option<::std::boxed::Box<EntitlementRequest>>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            header: HeaderRequest {
                response_code: __members.response_code,
                request_id: __members.request_id,
            },
            id: __members.id,
            weight: __members.weight,
            data: __members.data,
            note: __members.note,
            audit: AuditRequest {
                stamp: Stamp {
                    created: __members.created,
                    ended: __members.ended,
                },
                request_id: __members.request_id_,
                r#type: __members.r#type,
                auditor: __members.auditor,
            },
            previous: __members.previous,
        })
    }
}
/// Never sent, though a part of it is.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Answer {
    /// The members of `Audit`.
    #[serde(flatten)]
    pub audit: Audit,
    /// The member `comment`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub comment: ::std::option::Option<::std::string::String>,
}
impl Answer {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_audit(audit: Audit) -> Self {
        Self {
            audit,
            comment: ::std::option::Option::None,
        }
    }
    /// Sets `comment`.
    #[inline]
    #[must_use]
    pub fn comment(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.comment = ::std::option::Option::Some(value.into());
        self
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Answer {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Answer")]
        struct __Members {
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            #[serde(rename = "requestId")]
            request_id: ::std::option::Option<::std::primitive::i64>,
            r#type: ::std::option::Option<D>,
            auditor: ::std::option::Option<::std::string::String>,
            comment: ::std::option::Option<::std::string::String>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            audit: Audit {
                stamp: Stamp {
                    created: __members.created,
                    ended: __members.ended,
                },
                request_id: __members.request_id,
                r#type: __members.r#type,
                auditor: __members.auditor,
            },
            comment: __members.comment,
        })
    }
}
/// The schema `OldStamp`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[deprecated]
#[allow(deprecated)]
#[non_exhaustive]
pub struct OldStamp {
    /// The member `begun`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    #[deprecated]
    pub begun: ::std::option::Option<::std::string::String>,
}
#[allow(deprecated)]
impl OldStamp {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            begun: ::std::option::Option::None,
        }
    }
    /// Sets `begun`.
    #[deprecated]
    #[inline]
    #[must_use]
    pub fn begun(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.begun = ::std::option::Option::Some(value.into());
        self
    }
}
#[allow(deprecated)]
impl ::std::default::Default for OldStamp {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// Made of something deprecated.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[allow(deprecated)]
#[non_exhaustive]
pub struct Old {
    /// The members of `OldStamp`.
    #[serde(flatten)]
    #[deprecated]
    pub old_stamp: OldStamp,
    /// The member `id`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub id: ::std::option::Option<::std::string::String>,
}
#[allow(deprecated)]
impl Old {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_old_stamp(old_stamp: OldStamp) -> Self {
        Self {
            old_stamp,
            id: ::std::option::Option::None,
        }
    }
    /// Sets `id`.
    #[inline]
    #[must_use]
    pub fn id(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.id = ::std::option::Option::Some(value.into());
        self
    }
}
#[allow(deprecated)]
impl<'de> ::countersign::serde::Deserialize<'de> for Old {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Old")]
        struct __Members {
            begun: ::std::option::Option<::std::string::String>,
            id: ::std::option::Option<::std::string::String>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            old_stamp: OldStamp { begun: __members.begun },
            id: __members.id,
        })
    }
}
/// The schema `Mark`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Mark {}
impl Mark {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for Mark {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// Has no member at all.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Marked {
    /// The members of `Mark`.
    #[serde(flatten)]
    pub mark: Mark,
}
impl Marked {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_mark(mark: Mark) -> Self {
        Self { mark }
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Marked {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Marked")]
        struct __Members {}
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self { mark: Mark {} })
    }
}
/// Keeps further members, so serde collects what it does not know.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::countersign::serde::Serialize)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Open {
    /// The members of `Audit`.
    #[serde(flatten)]
    pub audit: Audit,
    /// The member `id`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub id: ::std::option::Option<::std::string::String>,
    /// The members beyond those that are declared, by their names.
    ///
    /// `Debug` does not show it.
    #[serde(flatten, serialize_with = "Open::__serialize_additional")]
    pub additional_properties: ::std::collections::BTreeMap<
        ::std::string::String,
        ::countersign::serde_json::Value,
    >,
}
impl Open {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_audit(audit: Audit) -> Self {
        Self {
            audit,
            id: ::std::option::Option::None,
            additional_properties: ::std::collections::BTreeMap::new(),
        }
    }
    /// Sets `id`.
    #[inline]
    #[must_use]
    pub fn id(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.id = ::std::option::Option::Some(value.into());
        self
    }
    /// Adds a member that is not declared. It replaces an earlier one of the same name. A name that is declared is an error when the value is written.
    #[inline]
    #[must_use]
    pub fn additional_property(
        mut self,
        name: impl ::std::convert::Into<::std::string::String>,
        value: impl ::std::convert::Into<::countersign::serde_json::Value>,
    ) -> Self {
        let _ = self.additional_properties.insert(name.into(), value.into());
        self
    }
}
impl Open {
    fn __serialize_additional<__S: ::countersign::serde::Serializer>(
        additional: &::std::collections::BTreeMap<
            ::std::string::String,
            ::countersign::serde_json::Value,
        >,
        serializer: __S,
    ) -> ::std::result::Result<__S::Ok, __S::Error> {
        ::countersign::__private0::serialize_additional(
            additional,
            &["auditor", "created", "ended", "id", "requestId", "type"],
            serializer,
        )
    }
}
impl ::std::fmt::Debug for Open {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("Open")
            .field("audit", &self.audit)
            .field("id", &self.id)
            .field("additional_properties", &"[redacted]")
            .finish()
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Open {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Open")]
        struct __Members {
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            #[serde(rename = "requestId")]
            request_id: ::std::option::Option<::std::primitive::i64>,
            r#type: ::std::option::Option<D>,
            auditor: ::std::option::Option<::std::string::String>,
            id: ::std::option::Option<::std::string::String>,
            #[serde(flatten)]
            additional_properties: ::std::collections::BTreeMap<
                ::std::string::String,
                ::countersign::serde_json::Value,
            >,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            audit: Audit {
                stamp: Stamp {
                    created: __members.created,
                    ended: __members.ended,
                },
                request_id: __members.request_id,
                r#type: __members.r#type,
                auditor: __members.auditor,
            },
            id: __members.id,
            additional_properties: __members.additional_properties,
        })
    }
}
/// The schema `Node`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Node {
    /// The member `name`.
    pub name: ::std::string::String,
    /// Its part leads back to it, so that is boxed.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub leaf: ::std::option::Option<::std::boxed::Box<Leaf>>,
}
impl Node {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_name(name: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            name: name.into(),
            leaf: ::std::option::Option::None,
        }
    }
    /// Sets `leaf`.
    ///
    /// Its part leads back to it, so that is boxed.
    #[inline]
    #[must_use]
    pub fn leaf(mut self, value: Leaf) -> Self {
        self.leaf = ::std::option::Option::Some(::std::boxed::Box::new(value));
        self
    }
}
/// Its part leads back to it, so that is boxed.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Leaf {
    /// The members of `Node`.
    #[serde(flatten)]
    pub node: ::std::boxed::Box<Node>,
    /// The member `colour`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub colour: ::std::option::Option<::std::string::String>,
}
impl Leaf {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_node(node: Node) -> Self {
        Self {
            node: ::std::boxed::Box::new(node),
            colour: ::std::option::Option::None,
        }
    }
    /// Sets `colour`.
    #[inline]
    #[must_use]
    pub fn colour(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.colour = ::std::option::Option::Some(value.into());
        self
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Leaf {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Leaf")]
        struct __Members {
            name: ::std::string::String,
            leaf: ::std::option::Option<::std::boxed::Box<Leaf>>,
            colour: ::std::option::Option<::std::string::String>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            node: ::std::boxed::Box::new(Node {
                name: __members.name,
                leaf: __members.leaf,
            }),
            colour: __members.colour,
        })
    }
}
/// Keeps further members, behind parts that have a part themselves.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::countersign::serde::Serialize)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct OpenLeaf {
    /// Its part leads back to it, so that is boxed.
    #[serde(flatten)]
    pub leaf: Leaf,
    /// The member `note`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub note: ::std::option::Option<::std::string::String>,
    /// The members beyond those that are declared, by their names.
    ///
    /// `Debug` does not show it.
    #[serde(flatten, serialize_with = "OpenLeaf::__serialize_additional")]
    pub additional_properties: ::std::collections::BTreeMap<
        ::std::string::String,
        ::countersign::serde_json::Value,
    >,
}
impl OpenLeaf {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_leaf(leaf: Leaf) -> Self {
        Self {
            leaf,
            note: ::std::option::Option::None,
            additional_properties: ::std::collections::BTreeMap::new(),
        }
    }
    /// Sets `note`.
    #[inline]
    #[must_use]
    pub fn note(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.note = ::std::option::Option::Some(value.into());
        self
    }
    /// Adds a member that is not declared. It replaces an earlier one of the same name. A name that is declared is an error when the value is written.
    #[inline]
    #[must_use]
    pub fn additional_property(
        mut self,
        name: impl ::std::convert::Into<::std::string::String>,
        value: impl ::std::convert::Into<::countersign::serde_json::Value>,
    ) -> Self {
        let _ = self.additional_properties.insert(name.into(), value.into());
        self
    }
}
impl OpenLeaf {
    fn __serialize_additional<__S: ::countersign::serde::Serializer>(
        additional: &::std::collections::BTreeMap<
            ::std::string::String,
            ::countersign::serde_json::Value,
        >,
        serializer: __S,
    ) -> ::std::result::Result<__S::Ok, __S::Error> {
        ::countersign::__private0::serialize_additional(
            additional,
            &["colour", "leaf", "name", "note"],
            serializer,
        )
    }
}
impl ::std::fmt::Debug for OpenLeaf {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("OpenLeaf")
            .field("leaf", &self.leaf)
            .field("note", &self.note)
            .field("additional_properties", &"[redacted]")
            .finish()
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for OpenLeaf {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct OpenLeaf")]
        struct __Members {
            name: ::std::string::String,
            leaf: ::std::option::Option<::std::boxed::Box<Leaf>>,
            colour: ::std::option::Option<::std::string::String>,
            note: ::std::option::Option<::std::string::String>,
            #[serde(flatten)]
            additional_properties: ::std::collections::BTreeMap<
                ::std::string::String,
                ::countersign::serde_json::Value,
            >,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            leaf: Leaf {
                node: ::std::boxed::Box::new(Node {
                    name: __members.name,
                    leaf: __members.leaf,
                }),
                colour: __members.colour,
            },
            note: __members.note,
            additional_properties: __members.additional_properties,
        })
    }
}
