//! Names of the document as names of Rust.
//!
//! Rust names are equal if they are in Normalization Form C (Unicode Standard Annex #15): that is how the compiler reads
//! them. So they are made in that form, and then two names that are one for the compiler are one here.

use std::fmt;

use heck::{ToPascalCase as _, ToSnakeCase as _};
use unicode_normalization::UnicodeNormalization as _;

/// What the type of a value is called if it needs a name. Few do, so the name is put together only then.
#[derive(Clone, Copy)]
pub(super) enum InlineName<'n> {
    /// This name.
    Whole(&'n str),
    /// The name of what the value is part of, with a word after it.
    Word(&'n Self, &'static str),
    /// The name of what the value is part of, with what the member of this name adds to it.
    Part(&'n Self, &'n str),
}

impl fmt::Display for InlineName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(name) => f.write_str(name),
            Self::Word(owner, word) => write!(f, "{owner}{word}"),
            Self::Part(owner, member) => write!(f, "{owner}{}", of_part(member)),
        }
    }
}

/// The name of a type: `createEntitlement` is `CreateEntitlement`.
///
/// The author of the document chooses this name, so one that gives no identifier is `None`, and is to be changed.
pub(super) fn of_type(name: &str) -> Option<String> {
    identifier(nfc(name).to_pascal_case())
}

/// The name of a field: `entitlementId` is `entitlement_id`, and `3dsVersion` is `_3ds_version`.
///
/// The API fixes this name, so only one without any letter or digit is `None`.
pub(super) fn of_field(name: &str) -> Option<String> {
    fixed_identifier(nfc(name).to_snake_case())
}

/// The name of the field for a header: `X-RequestIdentifier` is `request_identifier`.
pub(super) fn of_header(name: &str) -> Option<String> {
    let without_prefix = match name.get(..2) {
        Some("X-" | "x-") => &name[2..],
        _ => name,
    };
    of_field(without_prefix).or_else(|| of_field(name))
}

/// The name of a value of an enum: `ACTIVE-ENDING` is `ActiveEnding`, `3G` is `_3g`, and the empty value is `Empty`.
pub(super) fn of_value(value: &str) -> Option<String> {
    if value.is_empty() {
        return Some("Empty".to_owned());
    }
    fixed_identifier(nfc(value).to_pascal_case())
}

/// What a member adds to the name of the type that it is declared in.
pub(super) fn of_part(name: &str) -> String {
    let part = nfc(name).to_pascal_case();
    if part.is_empty() { "Unnamed".to_owned() } else { part }
}

/// A name that was put together, if it can be the name of a type as it is.
pub(super) fn of_inline_type(name: &str) -> Option<String> {
    let name = nfc(name);
    identifier(name.clone()).filter(|identifier| *identifier == name)
}

/// As [`identifier`], with `_` before a digit.
fn fixed_identifier(name: String) -> Option<String> {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        identifier(format!("_{name}"))
    } else {
        identifier(name)
    }
}

/// The name if it is an identifier. The keywords that cannot be written raw get a `_`; others remain.
fn identifier(name: String) -> Option<String> {
    // Words that were put together can make characters that neither of them had.
    let name = nfc(&name);
    if matches!(name.as_str(), "self" | "Self" | "super" | "crate") {
        return Some(name + "_");
    }
    let mut characters = name.chars();
    let begins = match characters.next()? {
        '_' => name.len() > 1,
        first => unicode_ident::is_xid_start(first),
    };
    (begins && characters.all(unicode_ident::is_xid_continue)).then_some(name)
}

fn nfc(name: &str) -> String {
    name.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: fn(&str) -> Option<String>, cases: &[(&str, Option<&str>)]) {
        for (text, expected) in cases {
            assert_eq!(name(text).as_deref(), *expected, "{text:?}");
        }
    }

    #[test]
    fn types() {
        check(
            of_type,
            &[
                ("createEntitlement", Some("CreateEntitlement")),
                ("response-code", Some("ResponseCode")),
                ("Entitlement", Some("Entitlement")),
                ("self", Some("Self_")),
                ("größe", Some("Größe")),
                ("gro\u{308}ße", Some("Größe")),
                ("3dSecure", None),
                ("²", None),
                ("--", None),
                ("", None),
            ],
        );
    }

    #[test]
    fn fields() {
        check(
            of_field,
            &[
                ("entitlementId", Some("entitlement_id")),
                ("productLogoURL", Some("product_logo_url")),
                ("type", Some("type")),
                ("self", Some("self_")),
                ("Super", Some("super_")),
                ("an\u{303}o", Some("año")),
                ("\u{212b}", Some("å")),
                ("\u{1100}\u{1161}\u{11a8}", Some("각")),
                ("3dsVersion", Some("_3ds_version")),
                ("$ref", Some("ref")),
                ("$", None),
                ("", None),
            ],
        );
    }

    #[test]
    fn headers() {
        check(
            of_header,
            &[
                ("X-RequestIdentifier", Some("request_identifier")),
                ("x-type", Some("type")),
                ("EntitlementId", Some("entitlement_id")),
                ("X-", Some("x")),
                ("~", None),
            ],
        );
    }

    #[test]
    fn values() {
        check(
            of_value,
            &[
                ("ACTIVE-ENDING", Some("ActiveEnding")),
                ("NAVIGATE_TO_URL", Some("NavigateToUrl")),
                ("3G", Some("_3g")),
                ("self", Some("Self_")),
                ("", Some("Empty")),
                ("+", None),
            ],
        );
    }
}
