// Written by tests/golden_documents.rs from sides.json.

/// The document that this module is made of: Sides, version 1.0.0.
///
/// Schemas of which requests and responses hold different things.
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/sides.json")
);
/// The operation `createCustomer`.
///
/// `POST /v1/customer`, signs `Created`.
///
/// Without `id` and `created`, which are read-only.
///
/// Answers:
///
/// - `200`: The customer as it is now.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct CreateCustomer {
    /// The member `name`.
    pub name: ::std::string::String,
    /// The member `first`.
    pub first: ::std::option::Option<OrderRequest>,
}
impl CreateCustomer {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_name(name: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            name: name.into(),
            first: ::std::option::Option::None,
        }
    }
    /// Sets `first`.
    #[inline]
    #[must_use]
    pub fn first(mut self, value: OrderRequest) -> Self {
        self.first = ::std::option::Option::Some(value);
        self
    }
}
/// The operation `replaceCustomer`.
///
/// `PUT /v1/customer`, signs `Created`.
///
/// Answers:
///
/// - `200`: The customer as it is now.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct ReplaceCustomer {
    /// The JSON body.
    pub body: CustomerRequest,
}
impl ReplaceCustomer {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_body(body: CustomerRequest) -> Self {
        Self { body }
    }
}
/// The operation `listOrders`.
///
/// `GET /v1/orders`, signs `Created`.
///
/// Answers:
///
/// - `200`: The orders.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct ListOrders {}
impl ListOrders {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::std::default::Default for ListOrders {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The operation `importOrders`.
///
/// `POST /v1/orders`, signs `Created`.
///
/// Answers:
///
/// - `204`: They are imported.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct ImportOrders {
    /// The JSON body.
    pub body: ImportRequest,
}
impl ImportOrders {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_body(body: ImportRequest) -> Self {
        Self { body }
    }
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl __countersign::Endpoint for CreateCustomer {
        type Response = Customer;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::POST;
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
                    let mut __members = __countersign_private::serde::Serializer::serialize_struct(
                        __serializer,
                        "CreateCustomer",
                        2,
                    )?;
                    __countersign_private::PayloadValue::write_member(
                        &self.name,
                        "name",
                        &mut __members,
                    )?;
                    if !::std::option::Option::is_none(&self.first) {
                        __countersign_private::PayloadValue::write_member(
                            &self.first,
                            "first",
                            &mut __members,
                        )?;
                    }
                    __countersign_private::serde::ser::SerializeStruct::end(__members)
                })?;
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for ReplaceCustomer {
        type Response = Customer;
        type Error = __countersign::ErrorBody;
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
    #[automatically_derived]
    impl __countersign::Endpoint for ListOrders {
        type Response = Orders;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/orders";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/orders");
            __countersign_private::Ok(())
        }
    }
    #[automatically_derived]
    impl __countersign::Endpoint for ImportOrders {
        type Response = __countersign::IgnoredBody;
        type Error = __countersign::ErrorBody;
        const METHOD: __countersign_private::Method = __countersign_private::Method::POST;
        const PATH: &'static ::core::primitive::str = "/v1/orders";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/orders");
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
/// The server chooses it.
pub type CustomerId = ::std::string::String;
/// A customer.
///
/// Responses hold this; requests are made of [`CustomerRequest`].
///
/// Without `password`, which is write-only.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Customer {
    /// The members of `Stamp`.
    #[serde(flatten)]
    pub stamp: Stamp,
    /// The server chooses it.
    pub id: CustomerId,
    /// The member `name`.
    pub name: ::std::string::String,
    /// The member `address`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub address: ::std::option::Option<::std::string::String>,
    /// The member `orders`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub orders: ::std::option::Option<Orders>,
    /// The member `favourite`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub favourite: ::std::option::Option<CustomerFavourite>,
}
impl Customer {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: CustomerRequired<'_>) -> Self {
        Self {
            stamp: required.stamp,
            id: ::std::borrow::ToOwned::to_owned(required.id),
            name: ::std::borrow::ToOwned::to_owned(required.name),
            address: ::std::option::Option::None,
            orders: ::std::option::Option::None,
            favourite: ::std::option::Option::None,
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
    /// Sets `orders`.
    #[inline]
    #[must_use]
    pub fn orders(mut self, value: Orders) -> Self {
        self.orders = ::std::option::Option::Some(value);
        self
    }
    /// Sets `favourite`.
    #[inline]
    #[must_use]
    pub fn favourite(mut self, value: CustomerFavourite) -> Self {
        self.favourite = ::std::option::Option::Some(value);
        self
    }
}
/// What [`Customer::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct CustomerRequired<'a> {
    /// The members of `Stamp`.
    pub stamp: Stamp,
    /// The server chooses it.
    pub id: &'a ::std::primitive::str,
    /// The member `name`.
    pub name: &'a ::std::primitive::str,
}
impl<'de> ::countersign::serde::Deserialize<'de> for Customer {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct Customer")]
        struct __Members {
            created: ::countersign::DateTime,
            source: ::std::option::Option<::std::string::String>,
            id: CustomerId,
            name: ::std::string::String,
            address: ::std::option::Option<::std::string::String>,
            orders: ::std::option::Option<Orders>,
            favourite: ::std::option::Option<CustomerFavourite>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            stamp: Stamp {
                created: __members.created,
                source: __members.source,
            },
            id: __members.id,
            name: __members.name,
            address: __members.address,
            orders: __members.orders,
            favourite: __members.favourite,
        })
    }
}
/// A customer.
///
/// Requests are made of this; responses hold [`Customer`].
///
/// Without `id`, which is read-only.
#[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::countersign::serde::Serialize)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct CustomerRequest {
    /// The members of `Stamp`.
    #[serde(flatten)]
    pub stamp: StampRequest,
    /// The member `name`.
    pub name: ::std::string::String,
    /// The member `password`.
    ///
    /// `Debug` does not show it.
    pub password: ::std::string::String,
    /// The member `address`.
    ///
    /// `Some(None)` stands for `null`.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub address: ::std::option::Option<::std::option::Option<::std::string::String>>,
    /// The member `orders`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub orders: ::std::option::Option<OrdersRequest>,
    /// The member `favourite`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub favourite: ::std::option::Option<CustomerFavouriteRequest>,
}
impl CustomerRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: CustomerRequestRequired<'_>) -> Self {
        Self {
            stamp: required.stamp,
            name: ::std::borrow::ToOwned::to_owned(required.name),
            password: ::std::borrow::ToOwned::to_owned(required.password),
            address: ::std::option::Option::None,
            orders: ::std::option::Option::None,
            favourite: ::std::option::Option::None,
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
    /// Sets `orders`.
    #[inline]
    #[must_use]
    pub fn orders(mut self, value: OrdersRequest) -> Self {
        self.orders = ::std::option::Option::Some(value);
        self
    }
    /// Sets `favourite`.
    #[inline]
    #[must_use]
    pub fn favourite(mut self, value: CustomerFavouriteRequest) -> Self {
        self.favourite = ::std::option::Option::Some(value);
        self
    }
}
/// What [`CustomerRequest::new`] takes: all that is required.
#[derive(::std::clone::Clone)]
pub struct CustomerRequestRequired<'a> {
    /// The members of `Stamp`.
    pub stamp: StampRequest,
    /// The member `name`.
    pub name: &'a ::std::primitive::str,
    /// The member `password`.
    ///
    /// `Debug` does not show it.
    pub password: &'a ::std::primitive::str,
}
impl ::std::fmt::Debug for CustomerRequestRequired<'_> {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CustomerRequestRequired")
            .field("stamp", &self.stamp)
            .field("name", &self.name)
            .field("password", &"[redacted]")
            .finish()
    }
}
impl ::std::fmt::Debug for CustomerRequest {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CustomerRequest")
            .field("stamp", &self.stamp)
            .field("name", &self.name)
            .field("password", &"[redacted]")
            .field("address", &self.address)
            .field("orders", &self.orders)
            .field("favourite", &self.favourite)
            .finish()
    }
}
impl<'de> ::countersign::serde::Deserialize<'de> for CustomerRequest {
    fn deserialize<__D: ::countersign::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::std::result::Result<Self, __D::Error> {
        /// The members of the object and those of its parts, side by side.
        #[derive(::countersign::serde::Deserialize)]
        #[serde(crate = "::countersign::serde", expecting = "struct CustomerRequest")]
        struct __Members {
            source: ::std::option::Option<::std::string::String>,
            name: ::std::string::String,
            password: ::std::string::String,
            #[serde(
                default,
                deserialize_with = "::countersign::__private0::deserialize_present"
            )]
            address: ::std::option::Option<::std::option::Option<::std::string::String>>,
            orders: ::std::option::Option<OrdersRequest>,
            favourite: ::std::option::Option<CustomerFavouriteRequest>,
        }
        let __members: __Members = ::countersign::serde::Deserialize::deserialize(
            deserializer,
        )?;
        ::std::result::Result::Ok(Self {
            stamp: StampRequest {
                source: __members.source,
            },
            name: __members.name,
            password: __members.password,
            address: __members.address,
            orders: __members.orders,
            favourite: __members.favourite,
        })
    }
}
/// The schema `CustomerFavourite`.
///
/// Responses hold this; requests are made of [`CustomerFavouriteRequest`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct CustomerFavourite {
    /// The member `since`.
    pub since: ::std::string::String,
    /// The member `product`.
    pub product: ::std::string::String,
}
impl CustomerFavourite {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn new(required: CustomerFavouriteRequired<'_>) -> Self {
        Self {
            since: ::std::borrow::ToOwned::to_owned(required.since),
            product: ::std::borrow::ToOwned::to_owned(required.product),
        }
    }
}
/// What [`CustomerFavourite::new`] takes: all that is required.
#[derive(::std::clone::Clone, ::std::fmt::Debug)]
pub struct CustomerFavouriteRequired<'a> {
    /// The member `since`.
    pub since: &'a ::std::primitive::str,
    /// The member `product`.
    pub product: &'a ::std::primitive::str,
}
/// The schema `CustomerFavouriteRequest`.
///
/// Requests are made of this; responses hold [`CustomerFavourite`].
///
/// Without `since`, which is read-only.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct CustomerFavouriteRequest {
    /// The member `product`.
    pub product: ::std::string::String,
}
impl CustomerFavouriteRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_product(
        product: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        Self { product: product.into() }
    }
}
/// The schema `Stamp`.
///
/// Responses hold this; requests are made of [`StampRequest`].
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
    /// The member `source`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub source: ::std::option::Option<::std::string::String>,
}
impl Stamp {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_created(created: ::countersign::DateTime) -> Self {
        Self {
            created,
            source: ::std::option::Option::None,
        }
    }
    /// Sets `source`.
    #[inline]
    #[must_use]
    pub fn source(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.source = ::std::option::Option::Some(value.into());
        self
    }
}
/// The schema `StampRequest`.
///
/// Requests are made of this; responses hold [`Stamp`].
///
/// Without `created`, which is read-only.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct StampRequest {
    /// The member `source`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub source: ::std::option::Option<::std::string::String>,
}
impl StampRequest {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            source: ::std::option::Option::None,
        }
    }
    /// Sets `source`.
    #[inline]
    #[must_use]
    pub fn source(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.source = ::std::option::Option::Some(value.into());
        self
    }
}
impl ::std::default::Default for StampRequest {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The schema `Order`.
///
/// Responses hold this; requests are made of [`OrderRequest`].
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Order {
    /// The member `number`.
    pub number: ::std::primitive::i64,
    /// The member `note`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub note: ::std::option::Option<::std::string::String>,
}
impl Order {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_number(number: ::std::primitive::i64) -> Self {
        Self {
            number,
            note: ::std::option::Option::None,
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
}
/// The schema `OrderRequest`.
///
/// Requests are made of this; responses hold [`Order`].
///
/// Without `number`, which is read-only.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct OrderRequest {
    /// The member `note`.
    ///
    /// `Some(None)` stands for `null`.
    #[serde(
        skip_serializing_if = "::std::option::Option::is_none",
        default,
        deserialize_with = "::countersign::__private0::deserialize_present"
    )]
    pub note: ::std::option::Option<::std::option::Option<::std::string::String>>,
}
impl OrderRequest {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            note: ::std::option::Option::None,
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
}
impl ::std::default::Default for OrderRequest {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// The schema `Orders`.
///
/// Responses hold this; requests are made of [`OrdersRequest`].
pub type Orders = ::std::vec::Vec<Order>;
/// The schema `OrdersRequest`.
///
/// Requests are made of this; responses hold [`Orders`].
pub type OrdersRequest = ::std::vec::Vec<OrderRequest>;
/// Its name says that requests are made of it.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct ImportRequest {
    /// The member `token`.
    pub token: ::std::string::String,
    /// The member `orders`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub orders: ::std::option::Option<
        ::std::collections::BTreeMap<::std::string::String, OrderRequest>,
    >,
}
impl ImportRequest {
    /// A value with all that is required.
    #[inline]
    #[must_use]
    pub fn with_token(token: impl ::std::convert::Into<::std::string::String>) -> Self {
        Self {
            token: token.into(),
            orders: ::std::option::Option::None,
        }
    }
    /// Sets `orders`.
    #[inline]
    #[must_use]
    pub fn orders(
        mut self,
        value: ::std::collections::BTreeMap<::std::string::String, OrderRequest>,
    ) -> Self {
        self.orders = ::std::option::Option::Some(value);
        self
    }
}
