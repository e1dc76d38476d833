// Written by tests/golden_documents.rs from answers.json.

/// The document that this module is made of: Answers, version 1.0.0.
///
/// Everything that an answer can hold.
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/answers.json")
);
/// The operation `getEntitlement`.
///
/// `GET /v1/entitlement`, signs `Created`.
///
/// Answers:
///
/// - `200`: The entitlement.
/// - `4XX`: It failed.
/// - `default`: It failed.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct GetEntitlement {}
impl GetEntitlement {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for GetEntitlement {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The operation `listEntitlements`.
///
/// `GET /v1/entitlements`, signs `Created`.
///
/// Answers:
///
/// - `200`: The entitlements.
/// - `404`: There are none.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct ListEntitlements {}
impl ListEntitlements {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for ListEntitlements {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The operation `getAnything`.
///
/// `GET /v1/anything`, signs `Created`.
///
/// Answers:
///
/// - `200`: Anything.
/// - `default`: An error that names neither code nor text.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct GetAnything {}
impl GetAnything {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for GetAnything {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The operation `getStatus`.
///
/// `GET /v1/status`, signs `Created`.
///
/// Answers:
///
/// - `default` (any status): How things are, well or not.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct GetStatus {}
impl GetStatus {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for GetStatus {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The operation `resetStatus`.
///
/// `DELETE /v1/status`, signs `Created`.
///
/// Answers:
///
/// - `4XX`: It failed.
/// - `default` (any other status, successes among them): What was reset.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct ResetStatus {}
impl ResetStatus {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for ResetStatus {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The operation `putCustomer`.
///
/// `PUT /v1/customer`, signs `Created`.
///
/// Answers:
///
/// - `200`: The customer as it is now.
/// - `400`: Something is wrong.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[allow(deprecated)]
#[non_exhaustive]
pub struct PutCustomer {
    /// The JSON body.
    pub body: CustomerRequest,
}
#[allow(deprecated)]
impl PutCustomer {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_body(body: CustomerRequest) -> Self {
        Self { body }
    }
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl __countersign::Endpoint for GetEntitlement {
        type Response = Entitlement;
        type Error = Failure;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement");
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for ListEntitlements {
        type Response = ::std::vec::Vec<Entitlement>;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/entitlements";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlements");
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for GetAnything {
        type Response = ::countersign::serde_json::Value;
        type Error = Envelope;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/anything";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/anything");
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for GetStatus {
        type Response = GetStatusResponse;
        type Error = GetStatusResponse;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/status";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/status");
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for ResetStatus {
        type Response = ::std::vec::Vec<::std::string::String>;
        type Error = Failure;
        const METHOD: __countersign_private::Method = __countersign_private::Method::DELETE;
        const PATH: &'static ::core::primitive::str = "/v1/status";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/status");
            __countersign_private::Ok(())
        }
    }
    #[allow(deprecated)]
    #[automatically_derived]
    impl __countersign::Endpoint for PutCustomer {
        type Response = Customer;
        type Error = OldFailure;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PUT;
        const PATH: &'static ::core::primitive::str = "/v1/customer";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/customer");
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
/// The schema `GetStatusResponse`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct GetStatusResponse {
    /// The member `code`.
    pub code: ::std::string::String,
    /// The member `load`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub load: ::std::option::Option<::std::primitive::f64>,
}
impl GetStatusResponse {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_code(code: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            code: code.into(),
            load: ::std::option::Option::None,
        }
    }
    /// Sets `load`.
    #[inline]
    #[must_use]
    pub fn load(mut self, value: ::std::primitive::f64) -> Self {
        self.load = ::std::option::Option::Some(value);
        self
    }
}
impl ::countersign::ErrorResponse for GetStatusResponse {
    fn code(&self) -> ::std::option::Option<&::std::primitive::str> {
        ::std::option::Option::Some(self.code.as_str())
    }
    fn message(&self) -> ::std::option::Option<&::std::primitive::str> {
        ::std::option::Option::None
    }
}
/// The schema `Envelope`.
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
    /// The member `responseMessage`.
    #[serde(
        rename = "responseMessage",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub response_message: ::std::option::Option<::std::string::String>,
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
            response_message: ::std::option::Option::None,
        }
    }
    /// Sets `responseMessage`.
    #[inline]
    #[must_use]
    pub fn response_message(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.response_message = ::std::option::Option::Some(value.into());
        self
    }
}
impl ::countersign::ErrorResponse for Envelope {
    fn code(&self) -> ::std::option::Option<&::std::primitive::str> {
        ::std::option::Option::None
    }
    fn message(&self) -> ::std::option::Option<&::std::primitive::str> {
        ::std::option::Option::None
    }
}
/// An entitlement as it is answered.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Entitlement {
    /// The members of `Envelope`.
    #[serde(flatten)]
    pub envelope: Envelope,
    /// An opaque name.
    pub id: Identifier,
    /// The member `created`.
    pub created: ::countersign::DateTime,
    /// The member `ended`.
    pub ended: ::std::option::Option<::countersign::DateTime>,
    /// Where it is in its life.
    pub status: EntitlementStatus,
    /// The member `offer`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub offer: ::std::option::Option<::std::string::String>,
    /// The member `owner`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub owner: ::std::option::Option<Customer>,
    /// An entitlement as it is answered.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub previous: ::std::option::Option<::std::boxed::Box<Entitlement>>,
    /// The member `prices`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub prices: ::std::option::Option<
        ::std::collections::BTreeMap<::std::string::String, ::std::primitive::f64>,
    >,
    /// The member `history`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub history: ::std::option::Option<
        ::std::vec::Vec<::std::option::Option<::std::primitive::i64>>,
    >,
    /// The member `self`.
    #[serde(rename = "self", skip_serializing_if = "::std::option::Option::is_none")]
    pub self_: ::std::option::Option<::std::string::String>,
    /// The member `maybe`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub maybe: ::std::option::Option<MaybeText>,
}
impl Entitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: EntitlementRequired<'_>) -> Self {
        Self {
            envelope: required.envelope,
            id: ::std::borrow::ToOwned::to_owned(required.id),
            created: required.created,
            ended: required.ended,
            status: required.status,
            offer: ::std::option::Option::None,
            owner: ::std::option::Option::None,
            previous: ::std::option::Option::None,
            prices: ::std::option::Option::None,
            history: ::std::option::Option::None,
            self_: ::std::option::Option::None,
            maybe: ::std::option::Option::None,
        }
    }
    /// Sets `offer`.
    #[inline]
    #[must_use]
    pub fn offer(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.offer = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `owner`.
    #[inline]
    #[must_use]
    pub fn owner(mut self, value: Customer) -> Self {
        self.owner = ::std::option::Option::Some(value);
        self
    }
    /// Sets `previous`.
    ///
    /// An entitlement as it is answered.
    #[inline]
    #[must_use]
    pub fn previous(mut self, value: Entitlement) -> Self {
        self.previous = ::std::option::Option::Some(::std::boxed::Box::new(value));
        self
    }
    /// Sets `prices`.
    #[inline]
    #[must_use]
    pub fn prices(
        mut self,
        value: ::std::collections::BTreeMap<::std::string::String, ::std::primitive::f64>,
    ) -> Self {
        self.prices = ::std::option::Option::Some(value);
        self
    }
    /// Sets `history`.
    #[inline]
    #[must_use]
    pub fn history(
        mut self,
        value: ::std::vec::Vec<::std::option::Option<::std::primitive::i64>>,
    ) -> Self {
        self.history = ::std::option::Option::Some(value);
        self
    }
    /// Sets `self`.
    #[inline]
    #[must_use]
    pub fn self_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.self_ = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `maybe`.
    #[inline]
    #[must_use]
    pub fn maybe(mut self, value: impl ::std::convert::Into<MaybeText>) -> Self {
        self.maybe = ::std::option::Option::Some(value.into());
        self
    }
}
/// What [`Entitlement::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct EntitlementRequired<'a> {
    /// The members of `Envelope`.
    pub envelope: Envelope,
    /// An opaque name.
    pub id: &'a ::std::primitive::str,
    /// The member `created`.
    pub created: ::countersign::DateTime,
    /// The member `ended`.
    pub ended: ::std::option::Option<::countersign::DateTime>,
    /// Where it is in its life.
    pub status: EntitlementStatus,
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
            #[serde(rename = "responseMessage")]
            response_message: ::std::option::Option<::std::string::String>,
            id: Identifier,
            created: ::countersign::DateTime,
            ended: ::std::option::Option<::countersign::DateTime>,
            status: EntitlementStatus,
            offer: ::std::option::Option<::std::string::String>,
            owner: ::std::option::Option<Customer>,
            previous: ::std::option::Option<::std::boxed::Box<Entitlement>>,
            prices: ::std::option::Option<
                ::std::collections::BTreeMap<
                    ::std::string::String,
                    ::std::primitive::f64,
                >,
            >,
            history: ::std::option::Option<
                ::std::vec::Vec<::std::option::Option<::std::primitive::i64>>,
            >,
            #[serde(rename = "self")]
            self_: ::std::option::Option<::std::string::String>,
            maybe: ::std::option::Option<MaybeText>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            envelope: Envelope {
                response_code: __members.response_code,
                response_message: __members.response_message,
            },
            id: __members.id,
            created: __members.created,
            ended: __members.ended,
            status: __members.status,
            offer: __members.offer,
            owner: __members.owner,
            previous: __members.previous,
            prices: __members.prices,
            history: __members.history,
            self_: __members.self_,
            maybe: __members.maybe,
        })
    }
}
/// Where it is in its life.
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
pub enum EntitlementStatus {
    /// `ACTIVE`
    Active,
    /// `2nd`
    _2nd,
    /// `Unknown`
    Unknown,
    /// A value that is not declared. It is kept as it came.
    Unrecognized(::countersign::UnknownValue),
}
impl EntitlementStatus {
    /// The declared values, in the order of the document.
    pub const KNOWN: &'static [Self] = &[Self::Active, Self::_2nd, Self::Unknown];
    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &::std::primitive::str {
        match self {
            Self::Active => "ACTIVE",
            Self::_2nd => "2nd",
            Self::Unknown => "Unknown",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}
impl ::std::fmt::Display for EntitlementStatus {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::fmt::Display::fmt(self.as_str(), f)
    }
}
impl ::std::convert::From<&::std::primitive::str> for EntitlementStatus {
    fn from(value: &::std::primitive::str) -> Self {
        match value {
            "ACTIVE" => Self::Active,
            "2nd" => Self::_2nd,
            "Unknown" => Self::Unknown,
            _ => Self::Unrecognized(::countersign::__private0::unknown_value(value)),
        }
    }
}
impl ::std::convert::From<::std::string::String> for EntitlementStatus {
    fn from(value: ::std::string::String) -> Self {
        <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
    }
}
impl ::countersign::serde::Serialize for EntitlementStatus {
    fn serialize<S: ::countersign::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for EntitlementStatus {
    fn deserialize<D: ::countersign::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<Self, D::Error> {
        ::countersign::__private0::deserialize_enum(deserializer)
    }
}
/// An opaque name.
pub type Identifier = ::std::string::String;
/// The schema `MaybeText`.
pub type MaybeText = ::std::string::String;
/// The schema `Customer`.
///
/// Responses hold this; requests are made of [`CustomerRequest`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Customer {
    /// The member `name`.
    ///
    /// `Debug` does not show it.
    pub name: ::std::string::String,
    /// The member `address`.
    ///
    /// `Debug` does not show it.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub address: ::std::option::Option<::std::string::String>,
    /// The member `locale`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub locale: ::std::option::Option<MaybeText>,
    /// The members beyond those that are declared, by their names.
    ///
    /// `Debug` does not show it.
    #[serde(flatten, serialize_with = "Customer::__serialize_additional")]
    pub additional_properties: ::std::collections::BTreeMap<
        ::std::string::String,
        ::std::primitive::i64,
    >,
}
impl Customer {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_name(name: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            name: name.into(),
            address: ::std::option::Option::None,
            locale: ::std::option::Option::None,
            additional_properties: ::std::collections::BTreeMap::new(),
        }
    }
    /// Sets `address`.
    #[inline]
    #[must_use]
    pub fn address(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.address = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `locale`.
    #[inline]
    #[must_use]
    pub fn locale(mut self, value: impl ::std::convert::Into<MaybeText>) -> Self {
        self.locale = ::std::option::Option::Some(value.into());
        self
    }
    /// Adds a member that is not declared. It replaces an earlier one of the same name. A name that is declared is an error when the value is written.
    #[inline]
    #[must_use]
    pub fn additional_property(
        mut self,
        name: impl ::std::convert::Into<::std::string::String>,
        value: ::std::primitive::i64,
    ) -> Self {
        let _ = self.additional_properties.insert(name.into(), value);
        self
    }
}
impl Customer {
    fn __serialize_additional<__S: ::countersign::serde::Serializer>(
        additional: &::std::collections::BTreeMap<
            ::std::string::String,
            ::std::primitive::i64,
        >,
        serializer: __S,
    ) -> ::std::result::Result<__S::Ok, __S::Error> {
        ::countersign::__private0::serialize_additional(
            additional,
            &["address", "locale", "name"],
            serializer,
        )
    }
}
impl ::std::fmt::Debug for Customer {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("Customer")
            .field("name", &"[redacted]")
            .field("address", &self.address.as_ref().map(|_| "[redacted]"))
            .field("locale", &self.locale)
            .field("additional_properties", &"[redacted]")
            .finish()
    }
}
/// The schema `CustomerRequest`.
///
/// Requests are made of this; responses hold [`Customer`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct CustomerRequest {
    /// The member `name`.
    ///
    /// `Debug` does not show it.
    pub name: ::std::string::String,
    /// The member `address`.
    ///
    /// `Some(None)` stands for `null`.
    ///
    /// `Debug` does not show it.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub address: ::std::option::Option<::std::option::Option<::std::string::String>>,
    /// The member `locale`.
    ///
    /// `Some(None)` stands for `null`.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub locale: ::std::option::Option<::std::option::Option<MaybeText>>,
    /// The members beyond those that are declared, by their names.
    ///
    /// `Debug` does not show it.
    #[serde(flatten, serialize_with = "CustomerRequest::__serialize_additional")]
    pub additional_properties: ::std::collections::BTreeMap<
        ::std::string::String,
        ::std::primitive::i64,
    >,
}
impl CustomerRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_name(name: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            name: name.into(),
            address: ::std::option::Option::None,
            locale: ::std::option::Option::None,
            additional_properties: ::std::collections::BTreeMap::new(),
        }
    }
    /// Sets `address`.
    #[inline]
    #[must_use]
    pub fn address(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.address = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `address` to `null`.
    #[inline]
    #[must_use]
    pub fn address_null(mut self) -> Self {
        self.address = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
    /// Sets `locale`.
    #[inline]
    #[must_use]
    pub fn locale(mut self, value: impl ::std::convert::Into<MaybeText>) -> Self {
        self.locale = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `locale` to `null`.
    #[inline]
    #[must_use]
    pub fn locale_null(mut self) -> Self {
        self.locale = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
    /// Adds a member that is not declared. It replaces an earlier one of the same name. A name that is declared is an error when the value is written.
    #[inline]
    #[must_use]
    pub fn additional_property(
        mut self,
        name: impl ::std::convert::Into<::std::string::String>,
        value: ::std::primitive::i64,
    ) -> Self {
        let _ = self.additional_properties.insert(name.into(), value);
        self
    }
}
impl CustomerRequest {
    fn __serialize_additional<__S: ::countersign::serde::Serializer>(
        additional: &::std::collections::BTreeMap<
            ::std::string::String,
            ::std::primitive::i64,
        >,
        serializer: __S,
    ) -> ::std::result::Result<__S::Ok, __S::Error> {
        ::countersign::__private0::serialize_additional(
            additional,
            &["address", "locale", "name"],
            serializer,
        )
    }
}
impl ::std::fmt::Debug for CustomerRequest {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CustomerRequest")
            .field("name", &"[redacted]")
            .field("address", &self.address.as_ref().map(|_| "[redacted]"))
            .field("locale", &self.locale)
            .field("additional_properties", &"[redacted]")
            .finish()
    }
}
/// The schema `Failure`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Failure {
    /// The member `code`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub code: ::std::option::Option<FailureCode>,
    /// The member `text`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub text: ::std::option::Option<::std::string::String>,
}
impl Failure {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            code: ::std::option::Option::None,
            text: ::std::option::Option::None,
        }
    }
    /// Sets `code`.
    #[inline]
    #[must_use]
    pub fn code_(mut self, value: FailureCode) -> Self {
        self.code = ::std::option::Option::Some(value);
        self
    }
    /// Sets `text`.
    #[inline]
    #[must_use]
    pub fn text(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.text = ::std::option::Option::Some(value.into());
        self
    }
}
impl ::std::default::Default for Failure {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
impl ::countersign::ErrorResponse for Failure {
    const SUCCESS_CODES: ::countersign::SuccessCodes = ::countersign::SuccessCodes::Only(
        &["NOT_FOUND"],
    );
    fn code(&self) -> ::std::option::Option<&::std::primitive::str> {
        self.code.as_ref().map(FailureCode::as_str)
    }
    fn message(&self) -> ::std::option::Option<&::std::primitive::str> {
        self.text.as_deref()
    }
}
/// The schema `FailureCode`.
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
pub enum FailureCode {
    /// `BAD_REQUEST`
    BadRequest,
    /// `NOT_FOUND`
    NotFound,
    /// A value that is not declared. It is kept as it came.
    Unknown(::countersign::UnknownValue),
}
impl FailureCode {
    /// The declared values, in the order of the document.
    pub const KNOWN: &'static [Self] = &[Self::BadRequest, Self::NotFound];
    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &::std::primitive::str {
        match self {
            Self::BadRequest => "BAD_REQUEST",
            Self::NotFound => "NOT_FOUND",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::std::fmt::Display for FailureCode {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::fmt::Display::fmt(self.as_str(), f)
    }
}
impl ::std::convert::From<&::std::primitive::str> for FailureCode {
    fn from(value: &::std::primitive::str) -> Self {
        match value {
            "BAD_REQUEST" => Self::BadRequest,
            "NOT_FOUND" => Self::NotFound,
            _ => Self::Unknown(::countersign::__private0::unknown_value(value)),
        }
    }
}
impl ::std::convert::From<::std::string::String> for FailureCode {
    fn from(value: ::std::string::String) -> Self {
        <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
    }
}
impl ::countersign::serde::Serialize for FailureCode {
    fn serialize<S: ::countersign::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for FailureCode {
    fn deserialize<D: ::countersign::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<Self, D::Error> {
        ::countersign::__private0::deserialize_enum(deserializer)
    }
}
/// The schema `OldFailure`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[deprecated]
#[allow(deprecated)]
#[non_exhaustive]
pub struct OldFailure {
    /// The member `message`.
    #[deprecated]
    pub message: ::std::string::String,
    /// The members beyond those that are declared, by their names.
    ///
    /// `Debug` does not show it.
    #[serde(flatten, serialize_with = "OldFailure::__serialize_additional")]
    pub additional_properties: ::std::collections::BTreeMap<
        ::std::string::String,
        ::countersign::serde_json::Value,
    >,
}
#[allow(deprecated)]
impl OldFailure {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_message(
        message: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            message: message.into(),
            additional_properties: ::std::collections::BTreeMap::new(),
        }
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
#[allow(deprecated)]
impl OldFailure {
    fn __serialize_additional<__S: ::countersign::serde::Serializer>(
        additional: &::std::collections::BTreeMap<
            ::std::string::String,
            ::countersign::serde_json::Value,
        >,
        serializer: __S,
    ) -> ::std::result::Result<__S::Ok, __S::Error> {
        ::countersign::__private0::serialize_additional(
            additional,
            &["message"],
            serializer,
        )
    }
}
#[allow(deprecated)]
impl ::std::fmt::Debug for OldFailure {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("OldFailure")
            .field("message", &self.message)
            .field("additional_properties", &"[redacted]")
            .finish()
    }
}
#[allow(deprecated)]
impl ::countersign::ErrorResponse for OldFailure {
    fn code(&self) -> ::std::option::Option<&::std::primitive::str> {
        ::std::option::Option::None
    }
    fn message(&self) -> ::std::option::Option<&::std::primitive::str> {
        ::std::option::Option::Some(self.message.as_str())
    }
}
/// The schema `String`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct String {
    /// The member `Option`.
    #[serde(rename = "Option")]
    pub option: ::std::string::String,
    /// The member `Vec`.
    #[serde(rename = "Vec", skip_serializing_if = "::std::option::Option::is_none")]
    pub vec: ::std::option::Option<::std::vec::Vec<Option>>,
}
impl String {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_option(
        option: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            option: option.into(),
            vec: ::std::option::Option::None,
        }
    }
    /// Sets `Vec`.
    #[inline]
    #[must_use]
    pub fn vec(mut self, value: ::std::vec::Vec<Option>) -> Self {
        self.vec = ::std::option::Option::Some(value);
        self
    }
}
/// The schema `Option`.
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
pub enum Option {
    /// `Some`
    Some,
    /// `None`
    None,
    /// A value that is not declared. It is kept as it came.
    Unknown(::countersign::UnknownValue),
}
impl Option {
    /// The declared values, in the order of the document.
    pub const KNOWN: &'static [Self] = &[Self::Some, Self::None];
    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &::std::primitive::str {
        match self {
            Self::Some => "Some",
            Self::None => "None",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::std::fmt::Display for Option {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::fmt::Display::fmt(self.as_str(), f)
    }
}
impl ::std::convert::From<&::std::primitive::str> for Option {
    fn from(value: &::std::primitive::str) -> Self {
        match value {
            "Some" => Self::Some,
            "None" => Self::None,
            _ => Self::Unknown(::countersign::__private0::unknown_value(value)),
        }
    }
}
impl ::std::convert::From<::std::string::String> for Option {
    fn from(value: ::std::string::String) -> Self {
        <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
    }
}
impl ::countersign::serde::Serialize for Option {
    fn serialize<S: ::countersign::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Option {
    fn deserialize<D: ::countersign::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<Self, D::Error> {
        ::countersign::__private0::deserialize_enum(deserializer)
    }
}
/// The schema `Box`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Box {
    /// The member `Box`.
    #[serde(rename = "Box", skip_serializing_if = "::std::option::Option::is_none")]
    pub r#box: ::std::option::Option<::std::boxed::Box<Box>>,
}
impl Box {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            r#box: ::std::option::Option::None,
        }
    }
    /// Sets `Box`.
    #[inline]
    #[must_use]
    pub fn r#box(mut self, value: Box) -> Self {
        self.r#box = ::std::option::Option::Some(::std::boxed::Box::new(value));
        self
    }
}
impl ::std::default::Default for Box {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The schema `Result`.
pub type Result = String;
