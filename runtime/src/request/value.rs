//! What a field of each role must be able to do, and what the compiler says when it cannot.
//!
//! Each trait covers every type of the one general trait that its role needs. They exist for their messages: the
//! blanket implementations are marked `do_not_recommend`, so the compiler names the role instead of `Display` or
//! `Serialize`, at the type of the field.

use std::fmt::Display;

use serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeStruct},
};

use super::{PrepareError, RequestWriter};

/// A value that can stand in a path: everything that implements [`Display`].
///
/// The text is percent-encoded, so it always remains one segment of the path. A float that is NaN or infinite is refused
/// when the request is prepared ([`PrepareError::NotFinite`]).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into a path",
    label = "a `path` field needs a text form",
    note = "implement `std::fmt::Display` for the type, or use one that has it, such as `String` or `u64`"
)]
pub trait PathValue {
    #[doc(hidden)]
    fn write_path(
        &self,
        field: &'static str,
        request: &mut RequestWriter,
    ) -> Result<(), PrepareError>;
}

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> PathValue for T {
    fn write_path(
        &self,
        field: &'static str,
        request: &mut RequestWriter,
    ) -> Result<(), PrepareError> {
        request.path_value(field, self)
    }
}

/// A value that can stand in a query: everything that implements [`Display`].
///
/// A field of type `Option<T>` needs it of `T`, and is left out when it is `None`. A float that is NaN or infinite is
/// refused when the request is prepared ([`PrepareError::NotFinite`]).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into a query",
    label = "a `query` field needs a text form",
    note = "implement `std::fmt::Display` for the type, or use one that has it, such as `String` or `u64`"
)]
pub trait QueryValue {
    #[doc(hidden)]
    fn write_query(
        &self,
        field: &'static str,
        name: &'static str,
        request: &mut RequestWriter,
    ) -> Result<(), PrepareError>;
}

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> QueryValue for T {
    fn write_query(
        &self,
        field: &'static str,
        name: &'static str,
        request: &mut RequestWriter,
    ) -> Result<(), PrepareError> {
        request.query_value(field, name, self)
    }
}

/// A value that can stand in a header: everything that implements [`Display`].
///
/// A field of type `Option<T>` needs it of `T`, and is left out when it is `None`. Such a header cannot be signed, unless
/// it carries the idempotency key, which the client makes if there is none. A float that is NaN or
/// infinite is refused when the request is prepared ([`PrepareError::NotFinite`]).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into a header",
    label = "a `header` field needs a text form",
    note = "implement `std::fmt::Display` for the type, or use one that has it, such as `String` or `u64`"
)]
pub trait HeaderFieldValue {
    #[doc(hidden)]
    fn write_header(
        &self,
        field: &'static str,
        name: &'static str,
        request: &mut RequestWriter,
    ) -> Result<(), PrepareError>;
}

#[diagnostic::do_not_recommend]
impl<T: Display + ?Sized> HeaderFieldValue for T {
    fn write_header(
        &self,
        field: &'static str,
        name: &'static str,
        request: &mut RequestWriter,
    ) -> Result<(), PrepareError> {
        request.header_value(field, name, self)
    }
}

/// A value that can be part of the JSON payload: everything that implements [`Serialize`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written into the JSON payload",
    label = "a field of the payload needs a JSON form",
    note = "derive it: `#[derive(countersign::serde::Serialize)] #[serde(crate = \"countersign::serde\")]`"
)]
pub trait PayloadValue {
    #[doc(hidden)]
    fn serialize_payload<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    #[doc(hidden)]
    fn write_member<S: SerializeStruct>(
        &self,
        name: &'static str,
        members: &mut S,
    ) -> Result<(), S::Error>;

    #[doc(hidden)]
    fn write_entry<S: SerializeMap>(
        &self,
        name: &'static str,
        members: &mut S,
    ) -> Result<(), S::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> PayloadValue for T {
    fn serialize_payload<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn write_member<S: SerializeStruct>(
        &self,
        name: &'static str,
        members: &mut S,
    ) -> Result<(), S::Error> {
        members.serialize_field(name, self)
    }

    fn write_entry<S: SerializeMap>(
        &self,
        name: &'static str,
        members: &mut S,
    ) -> Result<(), S::Error> {
        members.serialize_entry(name, self)
    }
}
