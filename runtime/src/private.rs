//! What generated code may name. Not public: the module's public name changes with every patch release.

pub use core::{
    option::Option::{self, None, Some},
    result::Result::{self, Ok},
};

pub use http::{HeaderName, Method};
pub use serde;

pub use crate::{
    request::{
        HeaderFieldValue, JsonSerializer, PathValue, PayloadValue, PrepareError, QueryValue,
        RequestWriter, name_members, serialize_additional, write_additional,
    },
    unknown_value::deserialize_enum,
};

use crate::UnknownValue;

/// Keeps the value of an open enum. The enum has to see to it that it is none of the known ones.
#[must_use]
pub fn unknown_value(value: &str) -> UnknownValue {
    UnknownValue::new(value)
}

/// Reads a member that is there and may be `null`, which serde would take for a member that is absent.
///
/// # Errors
///
/// A value of the wrong type.
pub fn deserialize_present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
