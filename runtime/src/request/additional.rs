//! Members beyond those that a document declares.

use std::{collections::BTreeMap, fmt::Display};

use serde::{
    Serialize,
    ser::{Error, SerializeMap, Serializer},
};

/// Writes additional members beside those that are written already. None may have the name of a declared one.
///
/// # Errors
///
/// A name that is declared, and a value that has no JSON form.
pub fn write_additional<V: Serialize, M: SerializeMap>(
    additional: &BTreeMap<String, V>,
    declared: &[&str],
    members: &mut M,
) -> Result<(), M::Error> {
    for (name, value) in additional {
        check(name, declared).map_err(M::Error::custom)?;
        members.serialize_entry(name, value)?;
    }
    Ok(())
}

/// Writes additional members into a struct that serde flattens them into.
///
/// # Errors
///
/// As for [`write_additional`].
pub fn serialize_additional<V: Serialize, S: Serializer>(
    additional: &BTreeMap<String, V>,
    declared: &[&str],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(Some(additional.len()))?;
    write_additional(additional, declared, &mut members)?;
    members.end()
}

/// Only a name that is declared, and so no secret, gets into the error.
fn check(name: &str, declared: &[&str]) -> Result<(), impl Display> {
    match declared.iter().find(|declared| **declared == name) {
        Some(name) => Err(format!(
            "`{name}` is declared, so no additional member can have this name; set the declared one"
        )),
        None => Ok(()),
    }
}
