// Written by tests/golden_documents.rs from names.json.

/// The document that this module is made of: Names, version 1.0.0.
///
/// Members that are called like functions of traits.
pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(
    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/",
    "golden/documents/names.json")
);
/// The operation `getNames`.
///
/// `GET /v1/names`, signs `Created`.
///
/// Answers:
///
/// - `200`: Names.
/// - `default`: Failure.
#[derive(::std::clone::Clone, ::std::fmt::Debug, ::std::cmp::PartialEq)]
#[non_exhaustive]
pub struct GetNames {
    /// Sent as the query parameter `new`.
    pub new: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `typeId`.
    pub type_id: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `borrow`.
    pub borrow: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `borrowMut`.
    pub borrow_mut: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `clone`.
    pub clone: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `cloneFrom`.
    pub clone_from: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `fmt`.
    pub fmt: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `default`.
    pub default: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `from`.
    pub from: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `into`.
    pub into: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `eq`.
    pub eq: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `ne`.
    pub ne: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `cloneInto`.
    pub clone_into: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `toOwned`.
    pub to_owned: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `tryFrom`.
    pub try_from: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `tryInto`.
    pub try_into: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `decode`.
    pub decode: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `prepare`.
    pub prepare: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `write`.
    pub write: ::std::option::Option<::std::string::String>,
    /// Sent as the query parameter `code`.
    pub code: ::std::option::Option<::std::string::String>,
}
impl GetNames {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            new: ::std::option::Option::None,
            type_id: ::std::option::Option::None,
            borrow: ::std::option::Option::None,
            borrow_mut: ::std::option::Option::None,
            clone: ::std::option::Option::None,
            clone_from: ::std::option::Option::None,
            fmt: ::std::option::Option::None,
            default: ::std::option::Option::None,
            from: ::std::option::Option::None,
            into: ::std::option::Option::None,
            eq: ::std::option::Option::None,
            ne: ::std::option::Option::None,
            clone_into: ::std::option::Option::None,
            to_owned: ::std::option::Option::None,
            try_from: ::std::option::Option::None,
            try_into: ::std::option::Option::None,
            decode: ::std::option::Option::None,
            prepare: ::std::option::Option::None,
            write: ::std::option::Option::None,
            code: ::std::option::Option::None,
        }
    }
    /// Sets `new`.
    #[inline]
    #[must_use]
    pub fn new_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.new = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `typeId`.
    #[inline]
    #[must_use]
    pub fn type_id_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.type_id = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `borrow`.
    #[inline]
    #[must_use]
    pub fn borrow_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.borrow = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `borrowMut`.
    #[inline]
    #[must_use]
    pub fn borrow_mut_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.borrow_mut = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `clone`.
    #[inline]
    #[must_use]
    pub fn clone_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `cloneFrom`.
    #[inline]
    #[must_use]
    pub fn clone_from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone_from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `fmt`.
    #[inline]
    #[must_use]
    pub fn fmt_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.fmt = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `default`.
    #[inline]
    #[must_use]
    pub fn default_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.default = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `from`.
    #[inline]
    #[must_use]
    pub fn from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `into`.
    #[inline]
    #[must_use]
    pub fn into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `eq`.
    #[inline]
    #[must_use]
    pub fn eq_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.eq = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `ne`.
    #[inline]
    #[must_use]
    pub fn ne_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.ne = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `cloneInto`.
    #[inline]
    #[must_use]
    pub fn clone_into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone_into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `toOwned`.
    #[inline]
    #[must_use]
    pub fn to_owned_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.to_owned = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `tryFrom`.
    #[inline]
    #[must_use]
    pub fn try_from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.try_from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `tryInto`.
    #[inline]
    #[must_use]
    pub fn try_into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.try_into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `decode`.
    #[inline]
    #[must_use]
    pub fn decode_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.decode = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `prepare`.
    #[inline]
    #[must_use]
    pub fn prepare_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.prepare = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `write`.
    #[inline]
    #[must_use]
    pub fn write_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.write = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `code`.
    #[inline]
    #[must_use]
    pub fn code(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.code = ::std::option::Option::Some(value.into());
        self
    }
}
impl ::std::default::Default for GetNames {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
#[doc(hidden)]
const _: () = {
    use ::countersign as __countersign;
    use __countersign::__private0 as __countersign_private;
    #[automatically_derived]
    impl __countersign::Endpoint for GetNames {
        type Response = Names;
        type Error = Failure;
        const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
        const PATH: &'static ::core::primitive::str = "/v1/names";
        const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];
        #[inline]
        fn write(
            &self,
            __request: &mut __countersign_private::RequestWriter,
        ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
            __request.path_literal("/v1/names");
            if let __countersign_private::Some(__value) = &self.new {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "new",
                    "new",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.type_id {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "type_id",
                    "typeId",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.borrow {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "borrow",
                    "borrow",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.borrow_mut {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "borrow_mut",
                    "borrowMut",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.clone {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "clone",
                    "clone",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.clone_from {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "clone_from",
                    "cloneFrom",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.fmt {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "fmt",
                    "fmt",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.default {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "default",
                    "default",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.from {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "from",
                    "from",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.into {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "into",
                    "into",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.eq {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "eq",
                    "eq",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.ne {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "ne",
                    "ne",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.clone_into {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "clone_into",
                    "cloneInto",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.to_owned {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "to_owned",
                    "toOwned",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.try_from {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "try_from",
                    "tryFrom",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.try_into {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "try_into",
                    "tryInto",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.decode {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "decode",
                    "decode",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.prepare {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "prepare",
                    "prepare",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.write {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "write",
                    "write",
                    __request,
                )?;
            }
            if let __countersign_private::Some(__value) = &self.code {
                __countersign_private::QueryValue::write_query(
                    __value,
                    "code",
                    "code",
                    __request,
                )?;
            }
            __countersign_private::Ok(())
        }
    }
};
/// The schema `Names`.
#[derive(
    ::std::clone::Clone,
    ::std::cmp::PartialEq,
    ::std::fmt::Debug,
    ::countersign::serde::Deserialize,
    ::countersign::serde::Serialize
)]
#[serde(crate = "::countersign::serde")]
#[non_exhaustive]
pub struct Names {
    /// The member `new`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub new: ::std::option::Option<::std::string::String>,
    /// The member `typeId`.
    #[serde(rename = "typeId", skip_serializing_if = "::std::option::Option::is_none")]
    pub type_id: ::std::option::Option<::std::string::String>,
    /// The member `borrow`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub borrow: ::std::option::Option<::std::string::String>,
    /// The member `borrowMut`.
    #[serde(
        rename = "borrowMut",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub borrow_mut: ::std::option::Option<::std::string::String>,
    /// The member `clone`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub clone: ::std::option::Option<::std::string::String>,
    /// The member `cloneFrom`.
    #[serde(
        rename = "cloneFrom",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub clone_from: ::std::option::Option<::std::string::String>,
    /// The member `fmt`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub fmt: ::std::option::Option<::std::string::String>,
    /// The member `default`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub default: ::std::option::Option<::std::string::String>,
    /// The member `from`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub from: ::std::option::Option<::std::string::String>,
    /// The member `into`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub into: ::std::option::Option<::std::string::String>,
    /// The member `eq`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub eq: ::std::option::Option<::std::string::String>,
    /// The member `ne`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ne: ::std::option::Option<::std::string::String>,
    /// The member `cloneInto`.
    #[serde(
        rename = "cloneInto",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub clone_into: ::std::option::Option<::std::string::String>,
    /// The member `toOwned`.
    #[serde(rename = "toOwned", skip_serializing_if = "::std::option::Option::is_none")]
    pub to_owned: ::std::option::Option<::std::string::String>,
    /// The member `tryFrom`.
    #[serde(rename = "tryFrom", skip_serializing_if = "::std::option::Option::is_none")]
    pub try_from: ::std::option::Option<::std::string::String>,
    /// The member `tryInto`.
    #[serde(rename = "tryInto", skip_serializing_if = "::std::option::Option::is_none")]
    pub try_into: ::std::option::Option<::std::string::String>,
    /// The member `deserialize`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub deserialize: ::std::option::Option<::std::string::String>,
    /// The member `deserializeInPlace`.
    #[serde(
        rename = "deserializeInPlace",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub deserialize_in_place: ::std::option::Option<::std::string::String>,
    /// The member `fromJson`.
    #[serde(rename = "fromJson", skip_serializing_if = "::std::option::Option::is_none")]
    pub from_json: ::std::option::Option<::std::string::String>,
    /// The member `serialize`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub serialize: ::std::option::Option<::std::string::String>,
    /// The member `code`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub code: ::std::option::Option<::std::string::String>,
    /// The member `prepare`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub prepare: ::std::option::Option<::std::string::String>,
}
impl Names {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            new: ::std::option::Option::None,
            type_id: ::std::option::Option::None,
            borrow: ::std::option::Option::None,
            borrow_mut: ::std::option::Option::None,
            clone: ::std::option::Option::None,
            clone_from: ::std::option::Option::None,
            fmt: ::std::option::Option::None,
            default: ::std::option::Option::None,
            from: ::std::option::Option::None,
            into: ::std::option::Option::None,
            eq: ::std::option::Option::None,
            ne: ::std::option::Option::None,
            clone_into: ::std::option::Option::None,
            to_owned: ::std::option::Option::None,
            try_from: ::std::option::Option::None,
            try_into: ::std::option::Option::None,
            deserialize: ::std::option::Option::None,
            deserialize_in_place: ::std::option::Option::None,
            from_json: ::std::option::Option::None,
            serialize: ::std::option::Option::None,
            code: ::std::option::Option::None,
            prepare: ::std::option::Option::None,
        }
    }
    /// Sets `new`.
    #[inline]
    #[must_use]
    pub fn new_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.new = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `typeId`.
    #[inline]
    #[must_use]
    pub fn type_id_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.type_id = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `borrow`.
    #[inline]
    #[must_use]
    pub fn borrow_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.borrow = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `borrowMut`.
    #[inline]
    #[must_use]
    pub fn borrow_mut_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.borrow_mut = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `clone`.
    #[inline]
    #[must_use]
    pub fn clone_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `cloneFrom`.
    #[inline]
    #[must_use]
    pub fn clone_from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone_from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `fmt`.
    #[inline]
    #[must_use]
    pub fn fmt_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.fmt = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `default`.
    #[inline]
    #[must_use]
    pub fn default_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.default = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `from`.
    #[inline]
    #[must_use]
    pub fn from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `into`.
    #[inline]
    #[must_use]
    pub fn into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `eq`.
    #[inline]
    #[must_use]
    pub fn eq_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.eq = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `ne`.
    #[inline]
    #[must_use]
    pub fn ne_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.ne = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `cloneInto`.
    #[inline]
    #[must_use]
    pub fn clone_into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone_into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `toOwned`.
    #[inline]
    #[must_use]
    pub fn to_owned_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.to_owned = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `tryFrom`.
    #[inline]
    #[must_use]
    pub fn try_from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.try_from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `tryInto`.
    #[inline]
    #[must_use]
    pub fn try_into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.try_into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `deserialize`.
    #[inline]
    #[must_use]
    pub fn deserialize_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.deserialize = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `deserializeInPlace`.
    #[inline]
    #[must_use]
    pub fn deserialize_in_place_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.deserialize_in_place = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `fromJson`.
    #[inline]
    #[must_use]
    pub fn from_json_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.from_json = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `serialize`.
    #[inline]
    #[must_use]
    pub fn serialize_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.serialize = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `code`.
    #[inline]
    #[must_use]
    pub fn code(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.code = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `prepare`.
    #[inline]
    #[must_use]
    pub fn prepare(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.prepare = ::std::option::Option::Some(value.into());
        self
    }
}
impl ::std::default::Default for Names {
    #[inline]
    fn default() -> Self {
        Self::new()
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
    /// The member `new`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub new: ::std::option::Option<::std::string::String>,
    /// The member `typeId`.
    #[serde(rename = "typeId", skip_serializing_if = "::std::option::Option::is_none")]
    pub type_id: ::std::option::Option<::std::string::String>,
    /// The member `borrow`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub borrow: ::std::option::Option<::std::string::String>,
    /// The member `borrowMut`.
    #[serde(
        rename = "borrowMut",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub borrow_mut: ::std::option::Option<::std::string::String>,
    /// The member `clone`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub clone: ::std::option::Option<::std::string::String>,
    /// The member `cloneFrom`.
    #[serde(
        rename = "cloneFrom",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub clone_from: ::std::option::Option<::std::string::String>,
    /// The member `fmt`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub fmt: ::std::option::Option<::std::string::String>,
    /// The member `default`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub default: ::std::option::Option<::std::string::String>,
    /// The member `from`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub from: ::std::option::Option<::std::string::String>,
    /// The member `into`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub into: ::std::option::Option<::std::string::String>,
    /// The member `eq`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub eq: ::std::option::Option<::std::string::String>,
    /// The member `ne`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub ne: ::std::option::Option<::std::string::String>,
    /// The member `cloneInto`.
    #[serde(
        rename = "cloneInto",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub clone_into: ::std::option::Option<::std::string::String>,
    /// The member `toOwned`.
    #[serde(rename = "toOwned", skip_serializing_if = "::std::option::Option::is_none")]
    pub to_owned: ::std::option::Option<::std::string::String>,
    /// The member `tryFrom`.
    #[serde(rename = "tryFrom", skip_serializing_if = "::std::option::Option::is_none")]
    pub try_from: ::std::option::Option<::std::string::String>,
    /// The member `tryInto`.
    #[serde(rename = "tryInto", skip_serializing_if = "::std::option::Option::is_none")]
    pub try_into: ::std::option::Option<::std::string::String>,
    /// The member `deserialize`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub deserialize: ::std::option::Option<::std::string::String>,
    /// The member `deserializeInPlace`.
    #[serde(
        rename = "deserializeInPlace",
        skip_serializing_if = "::std::option::Option::is_none"
    )]
    pub deserialize_in_place: ::std::option::Option<::std::string::String>,
    /// The member `fromJson`.
    #[serde(rename = "fromJson", skip_serializing_if = "::std::option::Option::is_none")]
    pub from_json: ::std::option::Option<::std::string::String>,
    /// The member `serialize`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub serialize: ::std::option::Option<::std::string::String>,
    /// The member `code`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub code: ::std::option::Option<::std::string::String>,
    /// The member `message`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub message: ::std::option::Option<::std::string::String>,
    /// The member `prepare`.
    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
    pub prepare: ::std::option::Option<::std::string::String>,
}
impl Failure {
    /// A value in which nothing is set.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self {
            new: ::std::option::Option::None,
            type_id: ::std::option::Option::None,
            borrow: ::std::option::Option::None,
            borrow_mut: ::std::option::Option::None,
            clone: ::std::option::Option::None,
            clone_from: ::std::option::Option::None,
            fmt: ::std::option::Option::None,
            default: ::std::option::Option::None,
            from: ::std::option::Option::None,
            into: ::std::option::Option::None,
            eq: ::std::option::Option::None,
            ne: ::std::option::Option::None,
            clone_into: ::std::option::Option::None,
            to_owned: ::std::option::Option::None,
            try_from: ::std::option::Option::None,
            try_into: ::std::option::Option::None,
            deserialize: ::std::option::Option::None,
            deserialize_in_place: ::std::option::Option::None,
            from_json: ::std::option::Option::None,
            serialize: ::std::option::Option::None,
            code: ::std::option::Option::None,
            message: ::std::option::Option::None,
            prepare: ::std::option::Option::None,
        }
    }
    /// Sets `new`.
    #[inline]
    #[must_use]
    pub fn new_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.new = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `typeId`.
    #[inline]
    #[must_use]
    pub fn type_id_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.type_id = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `borrow`.
    #[inline]
    #[must_use]
    pub fn borrow_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.borrow = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `borrowMut`.
    #[inline]
    #[must_use]
    pub fn borrow_mut_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.borrow_mut = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `clone`.
    #[inline]
    #[must_use]
    pub fn clone_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `cloneFrom`.
    #[inline]
    #[must_use]
    pub fn clone_from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone_from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `fmt`.
    #[inline]
    #[must_use]
    pub fn fmt_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.fmt = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `default`.
    #[inline]
    #[must_use]
    pub fn default_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.default = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `from`.
    #[inline]
    #[must_use]
    pub fn from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `into`.
    #[inline]
    #[must_use]
    pub fn into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `eq`.
    #[inline]
    #[must_use]
    pub fn eq_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.eq = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `ne`.
    #[inline]
    #[must_use]
    pub fn ne_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.ne = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `cloneInto`.
    #[inline]
    #[must_use]
    pub fn clone_into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.clone_into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `toOwned`.
    #[inline]
    #[must_use]
    pub fn to_owned_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.to_owned = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `tryFrom`.
    #[inline]
    #[must_use]
    pub fn try_from_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.try_from = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `tryInto`.
    #[inline]
    #[must_use]
    pub fn try_into_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.try_into = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `deserialize`.
    #[inline]
    #[must_use]
    pub fn deserialize_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.deserialize = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `deserializeInPlace`.
    #[inline]
    #[must_use]
    pub fn deserialize_in_place_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.deserialize_in_place = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `fromJson`.
    #[inline]
    #[must_use]
    pub fn from_json_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.from_json = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `serialize`.
    #[inline]
    #[must_use]
    pub fn serialize_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.serialize = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `code`.
    #[inline]
    #[must_use]
    pub fn code_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.code = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `message`.
    #[inline]
    #[must_use]
    pub fn message_(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.message = ::std::option::Option::Some(value.into());
        self
    }
    /// Sets `prepare`.
    #[inline]
    #[must_use]
    pub fn prepare(
        mut self,
        value: impl ::std::convert::Into<::std::string::String>,
    ) -> Self {
        self.prepare = ::std::option::Option::Some(value.into());
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
    fn code(&self) -> ::std::option::Option<&::std::primitive::str> {
        self.code.as_deref()
    }
    fn message(&self) -> ::std::option::Option<&::std::primitive::str> {
        self.message.as_deref()
    }
}
