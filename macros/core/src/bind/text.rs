//! The words of the errors.

use std::{cell::Cell, fmt::Display};

use countersign_spec::{Document, Location, Shape, Type};
use quote::ToTokens;

use crate::ctxt::Ctxt;

/// The most names that a message lists.
const MAX_NAMES: usize = 20;

/// Takes errors, and knows whether there were any.
pub(super) struct Report<'c> {
    cx: &'c Ctxt,
    is_empty: Cell<bool>,
}

impl<'c> Report<'c> {
    pub(super) fn new(cx: &'c Ctxt) -> Self {
        Self { cx, is_empty: Cell::new(true) }
    }

    pub(super) fn refuse(&self, tokens: impl ToTokens, message: impl Display, help: impl Display) {
        self.is_empty.set(false);
        self.cx.error_on(tokens, format_args!("{message}\nhelp: {help}"));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.is_empty.get()
    }
}

/// `bango-resale.json:41:13`
pub(super) fn place(document: &Document, location: &Location) -> String {
    format!("{}:{location}", document.file)
}

/// What operations there are, as a help for who named none of them.
pub(super) fn operations(document: &Document) -> String {
    let ids: Vec<_> =
        document.operations.iter().map(|operation| format!("`{}`", operation.id)).collect();
    match list(&ids) {
        Some(names) => format!("the document declares {names}"),
        None => format!("the document declares {} operations", ids.len()),
    }
}

/// `` `a`, `b` and `c` ``, if there are some, and not too many to read.
pub(super) fn list(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(one.clone()),
        [several @ .., last] if names.len() <= MAX_NAMES => {
            Some(format!("{} and {last}", several.join(", ")))
        }
        _ => None,
    }
}

/// A Rust type for values of a declared type, as one would write it.
pub(super) fn rust_type(document: &Document, ty: &Type) -> String {
    match ty {
        Type::Boolean => "bool".to_owned(),
        Type::Boxed(inside) => rust_type(document, inside),
        Type::DateTime => "countersign::DateTime".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::List(item) => format!("Vec<{}>", rust_type(document, item)),
        Type::Map(value) => format!("BTreeMap<String, {}>", rust_type(document, value)),
        Type::Named(name) => match document.schema(name).map(|schema| &schema.shape) {
            Some(Shape::Enum { .. }) => "String".to_owned(),
            _ => name.clone(),
        },
        Type::Nullable(inside) => format!("Option<{}>", rust_type(document, inside)),
        Type::Number => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Unsigned32 => "u32".to_owned(),
        Type::Unsigned64 => "u64".to_owned(),
        _ => "countersign::serde_json::Value".to_owned(),
    }
}

/// A Rust type as one would write it, without the spaces between all of its tokens.
pub(super) fn shown(ty: &syn::Type) -> String {
    let mut shown = ty.to_token_stream().to_string();
    for (spaced, close) in [
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ::", "::"),
        (":: ", "::"),
        (" ,", ","),
        (" ;", ";"),
        ("& ", "&"),
    ] {
        shown = shown.replace(spaced, close);
    }
    shown
}

/// The name of a field as it is written: raw if it is a keyword.
pub(super) fn ident(name: &str) -> String {
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => name.to_owned(),
        Err(_) => format!("r#{name}"),
    }
}

/// Whether two names differ in case and separators at most, as `entitlement_id` and `entitlementId` do.
pub(super) fn alike(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> {
        name.chars()
            .filter(|character| !matches!(character, '_' | '-'))
            .flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn lists_names() {
        let names = |count: usize| {
            list(
                &["a", "b", "c"].repeat(9)[..count]
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(names(0), None);
        assert_eq!(names(1).unwrap(), "a");
        assert_eq!(names(2).unwrap(), "a and b");
        assert_eq!(names(3).unwrap(), "a, b and c");
        assert!(names(MAX_NAMES).is_some());
        assert_eq!(names(MAX_NAMES + 1), None);
    }

    #[test]
    fn shows_types() {
        let types: [syn::Type; 5] = [
            parse_quote!(Option<Vec<u8>>),
            parse_quote!(&'a str),
            parse_quote!(std::collections::BTreeMap<String, [u8; 4]>),
            parse_quote!(()),
            parse_quote!((u8, &T)),
        ];
        assert_eq!(
            types.each_ref().map(shown),
            [
                "Option<Vec<u8>>",
                "&'a str",
                "std::collections::BTreeMap<String, [u8; 4]>",
                "()",
                "(u8, &T)",
            ],
        );
    }

    #[test]
    fn knows_names_that_are_alike() {
        assert!(alike("entitlement_id", "entitlementId"));
        assert!(alike("x_request_identifier", "X-RequestIdentifier"));
        assert!(!alike("entitlement", "entitlementId"));
        assert!(alike("", "_"));
    }
}
