//! One value that is written through a trait.

use super::Field;

/// What is written of a field.
pub(super) struct Value<'a> {
    pub(super) field: &'a Field,
    /// Its type, if a user wrote it.
    pub(super) ty: Option<&'a str>,
    /// Whether it is inside an `Option`.
    pub(super) optional: bool,
}

impl Value<'_> {
    /// Writes the value through the trait. If it is optional, that happens if it is there.
    ///
    /// `call` makes the statement of the value and the trait as the path of a call.
    pub(super) fn write(&self, name: &str, call: impl FnOnce(&str, &str) -> String) -> String {
        let value = format!("&self.{}", self.field.ident);
        // With the whole type, so that the compiler, if it does not implement the trait, marks the whole type in the
        // struct. That of a document surely does, and is left to be inferred: it is less to read for the compiler.
        let path = match self.ty {
            Some(ty) => format!("<{ty} as __countersign_private::{name}>"),
            None => format!("__countersign_private::{name}"),
        };
        if !self.optional {
            return call(&value, &path);
        }
        let write = call("__value", &path);
        format!("if let __countersign_private::Some(__value) = {value} {{ {write} }}\n")
    }
}
