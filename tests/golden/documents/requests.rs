// Written by tests/golden_documents.rs from requests.json.

/// The document that this module is made of: Requests, version 2.1.0.
///
/// Everything that a request can be made of.
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/requests.json")
);
/// The base URLs:
///
/// - `https://us.resale.api.bango.com`: North America
/// - `https://eu.resale.api.bango.com`
pub const BASE_URLS: &[&::std::primitive::str] = &[
    "https://us.resale.api.bango.com",
    "https://eu.resale.api.bango.com",
];
/// Creates an entitlement.
///
/// The customer is given access,
/// or a page where access can be had.
///
/// `POST /v1/entitlement`, signs `Created`.
///
/// Answers:
///
/// - `200`: It is active.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq)]
#[allow(deprecated)]
#[non_exhaustive]
pub struct CreateEntitlement {
    /// The same call has the same identifier, however often it is sent.
    ///
    /// Sent as the header `X-RequestIdentifier`. It carries the idempotency key of the call.
    pub request_identifier: ::std::option::Option<::std::string::String>,
    /// The reseller's own name for the customer.
    ///
    /// `Debug` does not show it.
    pub customer_identifier: ::std::string::String,
    /// The member `status`.
    pub status: Status,
    /// The member `balance`.
    pub balance: ::std::option::Option<::std::primitive::f64>,
    /// The member `products`.
    pub products: ::std::vec::Vec<::std::string::String>,
    /// The member `type`.
    pub r#type: ::std::string::String,
    /// The member `pin`.
    ///
    /// `Debug` does not show it.
    pub pin: ::std::option::Option<::std::string::String>,
    /// `null` if no offer applies.
    ///
    /// `Some(None)` stands for `null`.
    pub offer_key: ::std::option::Option<::std::option::Option<::std::string::String>>,
    /// The member `dateExpiry`.
    ///
    /// `Some(None)` stands for `null`.
    pub date_expiry: ::std::option::Option<
        ::std::option::Option<::countersign::DateTime>,
    >,
    /// The member `trial`.
    #[deprecated]
    pub trial: ::std::option::Option<::std::primitive::bool>,
    /// Anything.
    pub extension_data: ::std::option::Option<::countersign::serde_json::Value>,
    /// The member `labels`.
    pub labels: ::std::option::Option<
        ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
    >,
    /// The member `device`.
    pub device: ::std::option::Option<CreateEntitlementDevice>,
    /// The member `new`.
    pub new: ::std::option::Option<::std::primitive::i32>,
    /// The member `count`.
    pub count: ::std::option::Option<::std::primitive::u64>,
    /// The member `offset`.
    pub offset: ::std::option::Option<::std::primitive::i64>,
    /// The member `port`.
    pub port: ::std::option::Option<::std::primitive::u32>,
    /// The member `sequence`.
    pub sequence: ::std::option::Option<::std::primitive::u64>,
}
#[allow(deprecated)]
impl CreateEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: CreateEntitlementRequired<'_>) -> Self {
        Self {
            request_identifier: ::std::option::Option::None,
            customer_identifier: ::std::borrow::ToOwned::to_owned(
                required.customer_identifier,
            ),
            status: required.status,
            balance: required.balance,
            products: required.products,
            r#type: ::std::borrow::ToOwned::to_owned(required.r#type),
            pin: ::std::option::Option::None,
            offer_key: ::std::option::Option::None,
            date_expiry: ::std::option::Option::None,
            trial: ::std::option::Option::None,
            extension_data: ::std::option::Option::None,
            labels: ::std::option::Option::None,
            device: ::std::option::Option::None,
            new: ::std::option::Option::None,
            count: ::std::option::Option::None,
            offset: ::std::option::Option::None,
            port: ::std::option::Option::None,
            sequence: ::std::option::Option::None,
        }
    }
    /// Sets `X-RequestIdentifier`.
    ///
    /// The same call has the same identifier, however often it is sent.
    #[inline]
    #[must_use]
    pub fn request_identifier(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.request_identifier = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `pin`.
    #[inline]
    #[must_use]
    pub fn pin(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.pin = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `offerKey`.
    ///
    /// `null` if no offer applies.
    #[inline]
    #[must_use]
    pub fn offer_key(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.offer_key = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `offerKey` to `null`.
    #[inline]
    #[must_use]
    pub fn offer_key_null(mut self) -> Self {
        self.offer_key = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
    /// Sets `dateExpiry`.
    #[inline]
    #[must_use]
    pub fn date_expiry(mut self, value: ::countersign::DateTime) -> Self {
        self.date_expiry = ::std::option::Option::Some(
            ::std::option::Option::Some(value),
        );
        self
    }
    /// Sets `dateExpiry` to `null`.
    #[inline]
    #[must_use]
    pub fn date_expiry_null(mut self) -> Self {
        self.date_expiry = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
    /// Sets `trial`.
    #[deprecated]
    #[inline]
    #[must_use]
    pub fn trial(mut self, value: ::std::primitive::bool) -> Self {
        self.trial = ::std::option::Option::Some(value);
        self
    }
    /// Sets `extensionData`.
    ///
    /// Anything.
    #[inline]
    #[must_use]
    pub fn extension_data(
        mut self,
        value: impl ::std::convert::Into<::countersign::serde_json::Value>,
    ) -> Self {
        self.extension_data = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `labels`.
    #[inline]
    #[must_use]
    pub fn labels(
        mut self,
        value: ::std::collections::BTreeMap<::std::string::String, ::std::string::String>,
    ) -> Self {
        self.labels = ::std::option::Option::Some(value);
        self
    }
    /// Sets `device`.
    #[inline]
    #[must_use]
    pub fn device(mut self, value: CreateEntitlementDevice) -> Self {
        self.device = ::std::option::Option::Some(value);
        self
    }
    /// Sets `new`.
    #[inline]
    #[must_use]
    pub fn new_(mut self, value: ::std::primitive::i32) -> Self {
        self.new = ::std::option::Option::Some(value);
        self
    }
    /// Sets `count`.
    #[inline]
    #[must_use]
    pub fn count(mut self, value: ::std::primitive::u64) -> Self {
        self.count = ::std::option::Option::Some(value);
        self
    }
    /// Sets `offset`.
    #[inline]
    #[must_use]
    pub fn offset(mut self, value: ::std::primitive::i64) -> Self {
        self.offset = ::std::option::Option::Some(value);
        self
    }
    /// Sets `port`.
    #[inline]
    #[must_use]
    pub fn port(mut self, value: ::std::primitive::u32) -> Self {
        self.port = ::std::option::Option::Some(value);
        self
    }
    /// Sets `sequence`.
    #[inline]
    #[must_use]
    pub fn sequence(mut self, value: ::std::primitive::u64) -> Self {
        self.sequence = ::std::option::Option::Some(value);
        self
    }
}
/// What [`CreateEntitlement::new`] takes: all that is required.
#[derive(::std::clone::Clone)]
#[allow(deprecated)]
pub struct CreateEntitlementRequired<'a> {
    /// The reseller's own name for the customer.
    ///
    /// `Debug` does not show it.
    pub customer_identifier: &'a ::std::primitive::str,
    /// The member `status`.
    pub status: Status,
    /// The member `balance`.
    pub balance: ::std::option::Option<::std::primitive::f64>,
    /// The member `products`.
    pub products: ::std::vec::Vec<::std::string::String>,
    /// The member `type`.
    pub r#type: &'a ::std::primitive::str,
}
#[allow(deprecated)]
impl ::std::fmt::Debug for CreateEntitlementRequired<'_> {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CreateEntitlementRequired")
            .field("customer_identifier", &"[redacted]")
            .field("status", &self.status)
            .field("balance", &self.balance)
            .field("products", &self.products)
            .field("type", &self.r#type)
            .finish()
    }
}
#[allow(deprecated)]
impl ::std::fmt::Debug for CreateEntitlement {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CreateEntitlement")
            .field("request_identifier", &self.request_identifier)
            .field("customer_identifier", &"[redacted]")
            .field("status", &self.status)
            .field("balance", &self.balance)
            .field("products", &self.products)
            .field("type", &self.r#type)
            .field("pin", &self.pin.as_ref().map(|_| "[redacted]"))
            .field("offer_key", &self.offer_key)
            .field("date_expiry", &self.date_expiry)
            .field("trial", &self.trial)
            .field("extension_data", &self.extension_data)
            .field("labels", &self.labels)
            .field("device", &self.device)
            .field("new", &self.new)
            .field("count", &self.count)
            .field("offset", &self.offset)
            .field("port", &self.port)
            .field("sequence", &self.sequence)
            .finish()
    }
}
/// The operation `updateEntitlement`.
///
/// `PATCH /v1/entitlement`, signs `Created`.
///
/// Answers:
///
/// - `200`: It is updated.
/// - `202`: The merchant was asked, and will answer later. Inferred: Other operations do so.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct UpdateEntitlement {
    /// The same call has the same identifier, however often it is sent.
    ///
    /// Sent as the header `X-RequestIdentifier`. It carries the idempotency key of the call.
    pub request_identifier: ::std::option::Option<::std::string::String>,
    /// The member `entitlementId`.
    pub entitlement_id: ::std::string::String,
    /// The member `dateExpiry`.
    ///
    /// `Some(None)` stands for `null`.
    pub date_expiry: ::std::option::Option<
        ::std::option::Option<::countersign::DateTime>,
    >,
    /// The member `reason`.
    pub reason: ::std::option::Option<::std::string::String>,
    /// The member `status`.
    pub status: ::std::option::Option<Status>,
}
impl UpdateEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_entitlement_id(
        entitlement_id: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            request_identifier: ::std::option::Option::None,
            entitlement_id: entitlement_id.into(),
            date_expiry: ::std::option::Option::None,
            reason: ::std::option::Option::None,
            status: ::std::option::Option::None,
        }
    }
    /// Sets `X-RequestIdentifier`.
    ///
    /// The same call has the same identifier, however often it is sent.
    #[inline]
    #[must_use]
    pub fn request_identifier(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.request_identifier = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `dateExpiry`.
    #[inline]
    #[must_use]
    pub fn date_expiry(mut self, value: ::countersign::DateTime) -> Self {
        self.date_expiry = ::std::option::Option::Some(
            ::std::option::Option::Some(value),
        );
        self
    }
    /// Sets `dateExpiry` to `null`.
    #[inline]
    #[must_use]
    pub fn date_expiry_null(mut self) -> Self {
        self.date_expiry = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
    /// Sets `reason`.
    #[inline]
    #[must_use]
    pub fn reason(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.reason = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `status`.
    #[inline]
    #[must_use]
    pub fn status(mut self, value: Status) -> Self {
        self.status = ::std::option::Option::Some(value);
        self
    }
}
/// Takes access away for some time.
///
/// `PATCH /v1/entitlement`, signs `Created`.
///
/// This is a narrowed form of [`UpdateEntitlement`].
///
/// It always sends `status` as `ON-HOLD`.
///
/// Inferred: The value is not documented.
///
/// Answers:
///
/// - `200`: It is updated.
/// - `202`: The merchant was asked, and will answer later. Inferred: Other operations do so.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct SuspendEntitlement {
    /// The same call has the same identifier, however often it is sent.
    ///
    /// Sent as the header `X-RequestIdentifier`. It carries the idempotency key of the call.
    pub request_identifier: ::std::option::Option<::std::string::String>,
    /// The member `entitlementId`.
    pub entitlement_id: ::std::string::String,
    /// The member `reason`.
    pub reason: ::std::string::String,
    /// The member `status`.
    status: Status,
}
impl SuspendEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: SuspendEntitlementRequired<'_>) -> Self {
        Self {
            request_identifier: ::std::option::Option::None,
            entitlement_id: ::std::borrow::ToOwned::to_owned(required.entitlement_id),
            reason: ::std::borrow::ToOwned::to_owned(required.reason),
            status: Status::OnHold,
        }
    }
    /// Sets `X-RequestIdentifier`.
    ///
    /// The same call has the same identifier, however often it is sent.
    #[inline]
    #[must_use]
    pub fn request_identifier(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.request_identifier = ::std::option::Option::Some(value.into());
        self
    }
}
/// What [`SuspendEntitlement::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct SuspendEntitlementRequired<'a> {
    /// The member `entitlementId`.
    pub entitlement_id: &'a ::std::primitive::str,
    /// The member `reason`.
    pub reason: &'a ::std::primitive::str,
}
/// The operation `getEntitlement`.
///
/// `GET /v1/entitlement/{entitlementId}/{status}`, signs `Created` and `EntitlementId`.
///
/// Answers:
///
/// - `204`: There is nothing to say.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq)]
#[deprecated]
#[allow(deprecated)]
#[non_exhaustive]
pub struct GetEntitlement {
    /// The entitlement.
    ///
    /// Sent in the path and as the header `EntitlementId`.
    pub entitlement_id: ::std::string::String,
    /// Sent in the path.
    pub status: Status,
    /// Sent as the query parameter `since`.
    ///
    /// Inferred: Seen in an example only.
    pub since: ::std::option::Option<::countersign::DateTime>,
    /// Sent as the query parameter `pageSize`.
    pub page_size: ::std::primitive::i32,
    /// Sent as the header `X-Token`.
    ///
    /// `Debug` does not show it.
    #[deprecated]
    pub token: ::std::option::Option<::std::string::String>,
}
#[allow(deprecated)]
impl GetEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: GetEntitlementRequired<'_>) -> Self {
        Self {
            entitlement_id: ::std::borrow::ToOwned::to_owned(required.entitlement_id),
            status: required.status,
            since: ::std::option::Option::None,
            page_size: required.page_size,
            token: ::std::option::Option::None,
        }
    }
    /// Sets `since`.
    #[inline]
    #[must_use]
    pub fn since(mut self, value: ::countersign::DateTime) -> Self {
        self.since = ::std::option::Option::Some(value);
        self
    }
    /// Sets `X-Token`.
    #[deprecated]
    #[inline]
    #[must_use]
    pub fn token(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.token = ::std::option::Option::Some(value.into());
        self
    }
}
/// What [`GetEntitlement::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
#[allow(deprecated)]
pub struct GetEntitlementRequired<'a> {
    /// The entitlement.
    ///
    /// Sent in the path and as the header `EntitlementId`.
    pub entitlement_id: &'a ::std::primitive::str,
    /// Sent in the path.
    pub status: Status,
    /// Sent as the query parameter `pageSize`.
    pub page_size: ::std::primitive::i32,
}
#[allow(deprecated)]
impl ::std::fmt::Debug for GetEntitlement {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("GetEntitlement")
            .field("entitlement_id", &self.entitlement_id)
            .field("status", &self.status)
            .field("since", &self.since)
            .field("page_size", &self.page_size)
            .field("token", &self.token.as_ref().map(|_| "[redacted]"))
            .finish()
    }
}
/// The operation `replaceEntitlement`.
///
/// `PUT /v1/entitlement/{entitlementId}`, signs `Created`.
///
/// Answers:
///
/// - `200`: It is replaced.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct ReplaceEntitlement {
    /// Sent in the path.
    pub entitlement_id: ::std::string::String,
    /// The JSON body.
    pub body: ReplacementRequest,
}
impl ReplaceEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: ReplaceEntitlementRequired<'_>) -> Self {
        Self {
            entitlement_id: ::std::borrow::ToOwned::to_owned(required.entitlement_id),
            body: required.body,
        }
    }
}
/// What [`ReplaceEntitlement::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct ReplaceEntitlementRequired<'a> {
    /// Sent in the path.
    pub entitlement_id: &'a ::std::primitive::str,
    /// The JSON body.
    pub body: ReplacementRequest,
}
/// The operation `deleteEntitlement`.
///
/// `DELETE /v1/entitlement/{entitlementId}`, signs `Created`.
///
/// Answers:
///
/// - `200`: It is gone.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct DeleteEntitlement {
    /// Sent in the path.
    pub entitlement_id: ::std::string::String,
    /// The member `cancelReasonCode`.
    pub cancel_reason_code: ::std::option::Option<::std::string::String>,
    /// The members beyond those that are declared, by their names.
    ///
    /// `Debug` does not show it.
    pub additional_properties: ::std::collections::BTreeMap<
        ::std::string::String,
        ::countersign::serde_json::Value,
    >,
}
impl DeleteEntitlement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_entitlement_id(
        entitlement_id: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self {
            entitlement_id: entitlement_id.into(),
            cancel_reason_code: ::std::option::Option::None,
            additional_properties: ::std::collections::BTreeMap::new(),
        }
    }
    /// Sets `cancelReasonCode`.
    #[inline]
    #[must_use]
    pub fn cancel_reason_code(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.cancel_reason_code = ::std::option::Option::Some(value.into());
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
impl ::std::fmt::Debug for DeleteEntitlement {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("DeleteEntitlement")
            .field("entitlement_id", &self.entitlement_id)
            .field("cancel_reason_code", &self.cancel_reason_code)
            .field("additional_properties", &"[redacted]")
            .finish()
    }
}
/// The operation `createBatch`.
///
/// `POST /v1/entitlement/batch`, signs `Created`.
///
/// Answers:
///
/// - `200`: They are queued.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct CreateBatch {
    /// The JSON body.
    pub body: ::std::option::Option<::std::vec::Vec<ReplacementRequest>>,
}
impl CreateBatch {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            body: ::std::option::Option::None,
        }
    }
    /// Sets `body`.
    #[inline]
    #[must_use]
    pub fn body(mut self, value: ::std::vec::Vec<ReplacementRequest>) -> Self {
        self.body = ::std::option::Option::Some(value);
        self
    }
}
impl ::std::default::Default for CreateBatch {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[allow(deprecated)]
    #[automatically_derived]
    impl __countersign::Endpoint for CreateEntitlement {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::POST;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
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
            __request.path_literal("/v1/entitlement");
            if let __countersign_private::Some(__value) = &self.request_identifier {
                __countersign_private::HeaderFieldValue::write_header(
                    __value,
                    "request_identifier",
                    "X-RequestIdentifier",
                    __request,
                )?;
            }
            __request
                .json(|__serializer| {
                    let mut __members = __countersign_private::serde::Serializer::serialize_struct(
                        __serializer,
                        "CreateEntitlement",
                        17,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.customer_identifier,
                        "customerIdentifier",
                        &mut __members,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.status,
                        "status",
                        &mut __members,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.balance,
                        "balance",
                        &mut __members,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.products,
                        "products",
                        &mut __members,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.r#type,
                        "type",
                        &mut __members,
                    )?;
                    if !::std::option::Option::is_none(&self.pin) {
                        __countersign_private::PayloadValue::write_member(
                            &self.pin,
                            "pin",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.offer_key) {
                        __countersign_private::PayloadValue::write_member(
                            &self.offer_key,
                            "offerKey",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.date_expiry) {
                        __countersign_private::PayloadValue::write_member(
                            &self.date_expiry,
                            "dateExpiry",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.trial) {
                        __countersign_private::PayloadValue::write_member(
                            &self.trial,
                            "trial",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.extension_data) {
                        __countersign_private::PayloadValue::write_member(
                            &self.extension_data,
                            "extensionData",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.labels) {
                        __countersign_private::PayloadValue::write_member(
                            &self.labels,
                            "labels",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.device) {
                        __countersign_private::PayloadValue::write_member(
                            &self.device,
                            "device",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.new) {
                        __countersign_private::PayloadValue::write_member(
                            &self.new,
                            "new",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.count) {
                        __countersign_private::PayloadValue::write_member(
                            &self.count,
                            "count",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.offset) {
                        __countersign_private::PayloadValue::write_member(
                            &self.offset,
                            "offset",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.port) {
                        __countersign_private::PayloadValue::write_member(
                            &self.port,
                            "port",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.sequence) {
                        __countersign_private::PayloadValue::write_member(
                            &self.sequence,
                            "sequence",
                            &mut __members,
                        )?;
                    }
                    __countersign_private::serde::ser::SerializeStruct::end(__members)
                })?;
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for UpdateEntitlement {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PATCH;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
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
            __request.path_literal("/v1/entitlement");
            if let __countersign_private::Some(__value) = &self.request_identifier {
                __countersign_private::HeaderFieldValue::write_header(
                    __value,
                    "request_identifier",
                    "X-RequestIdentifier",
                    __request,
                )?;
            }
            __request
                .json(|__serializer| {
                    let mut __members = __countersign_private::serde::Serializer::serialize_struct(
                        __serializer,
                        "UpdateEntitlement",
                        4,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.entitlement_id,
                        "entitlementId",
                        &mut __members,
                    )?;
                    if !::std::option::Option::is_none(&self.date_expiry) {
                        __countersign_private::PayloadValue::write_member(
                            &self.date_expiry,
                            "dateExpiry",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.reason) {
                        __countersign_private::PayloadValue::write_member(
                            &self.reason,
                            "reason",
                            &mut __members,
                        )?;
                    }
                    if !::std::option::Option::is_none(&self.status) {
                        __countersign_private::PayloadValue::write_member(
                            &self.status,
                            "status",
                            &mut __members,
                        )?;
                    }
                    __countersign_private::serde::ser::SerializeStruct::end(__members)
                })?;
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for SuspendEntitlement {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PATCH;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
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
            __request.path_literal("/v1/entitlement");
            if let __countersign_private::Some(__value) = &self.request_identifier {
                __countersign_private::HeaderFieldValue::write_header(
                    __value,
                    "request_identifier",
                    "X-RequestIdentifier",
                    __request,
                )?;
            }
            __request
                .json(|__serializer| {
                    let mut __members = __countersign_private::serde::Serializer::serialize_struct(
                        __serializer,
                        "SuspendEntitlement",
                        3,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.entitlement_id,
                        "entitlementId",
                        &mut __members,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.reason,
                        "reason",
                        &mut __members,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.status,
                        "status",
                        &mut __members,
                    )?;
                    __countersign_private::serde::ser::SerializeStruct::end(__members)
                })?;
            __countersign_private::Ok(())
        }
    }
    #[allow(deprecated)]
    #[automatically_derived]
    impl __countersign::Endpoint for GetEntitlement {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement/{entitlementId}/{status}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[
            "Created",
            "EntitlementId",
        ];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement/");
            __countersign_private::PathValue::write_path(
                &self.entitlement_id,
                "entitlement_id",
                __request,
            )?;
            __request.path_literal("/");
            __countersign_private::PathValue::write_path(
                &self.status,
                "status",
                __request,
            )?;
            if let __countersign_private::Some(__value) = &self.since {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "since",
                    "since",
                    __request,
                )?;
            }
            __countersign_private::QueryValue::write_query(
                &self.page_size,
                "page_size",
                "pageSize",
                __request,
            )?;
            __countersign_private::HeaderFieldValue::write_header(
                &self.entitlement_id,
                "entitlement_id",
                "EntitlementId",
                __request,
            )?;
            if let __countersign_private::Some(__value) = &self.token {
                __countersign_private::HeaderFieldValue::write_header(
                    __value,
                    "token",
                    "X-Token",
                    __request,
                )?;
            }
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for ReplaceEntitlement {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::PUT;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement/{entitlementId}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement/");
            __countersign_private::PathValue::write_path(
                &self.entitlement_id,
                "entitlement_id",
                __request,
            )?;
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
    #[automatically_derived]
    impl __countersign::Endpoint for DeleteEntitlement {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::DELETE;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement/{entitlementId}";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement/");
            __countersign_private::PathValue::write_path(
                &self.entitlement_id,
                "entitlement_id",
                __request,
            )?;
            __request
                .json(|__serializer| {
                    let mut __members = __countersign_private::serde::Serializer::serialize_map(
                        __serializer,
                        __countersign_private::Some(
                            1
                                + ::std::collections::BTreeMap::len(
                                    &self.additional_properties,
                                ),
                        ),
                    )?;
                    if !::std::option::Option::is_none(&self.cancel_reason_code) {
                        __countersign_private::PayloadValue::write_entry(
                            &self.cancel_reason_code,
                            "cancelReasonCode",
                            &mut __members,
                        )?;
                    }
                    __countersign_private::write_additional(
                        &self.additional_properties,
                        &["cancelReasonCode"],
                        &mut __members,
                    )?;
                    __countersign_private::serde::ser::SerializeMap::end(__members)
                })?;
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for CreateBatch {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::POST;
        const PATH: &'static ::core::primitive::str = "/v1/entitlement/batch";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/entitlement/batch");
            if let __countersign_private::Some(__value) = &self.body {
                __request
                    .json(|__serializer| {
                        __countersign_private::PayloadValue::serialize_payload(
                            __value,
                            __serializer,
                        )
                    })?;
            }
            __countersign_private::Ok(())
        }
    }
};
/// The schema `CreateEntitlementDevice`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct CreateEntitlementDevice {
    /// The member `model`.
    pub model: ::std::string::String,
    /// The member `serialNumber`.
    ///
    /// `Some(None)` stands for `null`.
    ///
    /// `Debug` does not show it.
    #[serde(
        rename = "serialNumber",
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub serial_number: ::std::option::Option<
        ::std::option::Option<::std::string::String>,
    >,
}
impl CreateEntitlementDevice {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_model(model: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            model: model.into(),
            serial_number: ::std::option::Option::None,
        }
    }
    /// Sets `serialNumber`.
    #[inline]
    #[must_use]
    pub fn serial_number(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.serial_number = ::std::option::Option::Some(
            ::std::option::Option::Some(value.into()),
        );
        self
    }
    /// Sets `serialNumber` to `null`.
    #[inline]
    #[must_use]
    pub fn serial_number_null(mut self) -> Self {
        self.serial_number = ::std::option::Option::Some(::std::option::Option::None);
        self
    }
}
impl ::std::fmt::Debug for CreateEntitlementDevice {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CreateEntitlementDevice")
            .field("model", &self.model)
            .field("serial_number", &self.serial_number.as_ref().map(|_| "[redacted]"))
            .finish()
    }
}
/// The schema `Status`.
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
pub enum Status {
    /// `ACTIVE`
    Active,
    /// `ACTIVE-ENDING`
    ActiveEnding,
    /// `ON-HOLD`: Without access for some time.
    OnHold,
    /// A value that is not declared. It is kept as it came.
    Unknown(::countersign::UnknownValue),
}
impl Status {
    /// The declared values, in the order of the document.
    pub const KNOWN: &'static [Self] = &[Self::Active, Self::ActiveEnding, Self::OnHold];
    /// The value as it stands in JSON.
    #[must_use]
    pub const fn as_str(&self) -> &::std::primitive::str {
        match self {
            Self::Active => "ACTIVE",
            Self::ActiveEnding => "ACTIVE-ENDING",
            Self::OnHold => "ON-HOLD",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::std::fmt::Display for Status {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        ::std::fmt::Display::fmt(self.as_str(), f)
    }
}
impl ::std::convert::From<&::std::primitive::str> for Status {
    fn from(value: &::std::primitive::str) -> Self {
        match value {
            "ACTIVE" => Self::Active,
            "ACTIVE-ENDING" => Self::ActiveEnding,
            "ON-HOLD" => Self::OnHold,
            _ => Self::Unknown(::countersign::__private0::unknown_value(value)),
        }
    }
}
impl ::std::convert::From<::std::string::String> for Status {
    fn from(value: ::std::string::String) -> Self {
        <Self as ::std::convert::From<&::std::primitive::str>>::from(&value)
    }
}
impl ::countersign::serde::Serialize for Status {
    fn serialize<S: ::countersign::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for Status {
    fn deserialize<D: ::countersign::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<Self, D::Error> {
        ::countersign::__private0::deserialize_enum(deserializer)
    }
}
/// What replaces an entitlement.
///
/// Responses hold this; requests are made of [`ReplacementRequest`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Replacement {
    /// The member `id`.
    pub id: ::std::string::String,
    /// A note, or `null` to remove it.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub note: ::std::option::Option<::std::string::String>,
}
impl Replacement {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_id(id: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            id: id.into(),
            note: ::std::option::Option::None,
        }
    }
    /// Sets `note`.
    ///
    /// A note, or `null` to remove it.
    #[inline]
    #[must_use]
    pub fn note(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.note = ::std::option::Option::Some(value.into());
        self
    }
}
/// What replaces an entitlement.
///
/// Requests are made of this; responses hold [`Replacement`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct ReplacementRequest {
    /// The member `id`.
    pub id: ::std::string::String,
    /// A note, or `null` to remove it.
    ///
    /// `Some(None)` stands for `null`.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub note: ::std::option::Option<::std::option::Option<::std::string::String>>,
}
impl ReplacementRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_id(id: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            id: id.into(),
            note: ::std::option::Option::None,
        }
    }
    /// Sets `note`.
    ///
    /// A note, or `null` to remove it.
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
}
