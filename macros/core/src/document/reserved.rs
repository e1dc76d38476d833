//! The functions that a generated struct has from traits, so that no setter may have their names.
//!
//! A function of the struct itself comes before one of a trait: with a setter `prepare`, `request.prepare(&base_url)`
//! would be that setter.

/// A trait, and the names of its functions.
type Trait = (&'static str, &'static [&'static str]);

/// What a generated struct is, which says what traits it implements.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// An object that names an error.
    ErrorObject,

    /// An object in a payload.
    Object,

    /// A request of an operation.
    Request,
}

impl Kind {
    /// The names of all functions that are there already.
    pub(crate) fn reserved(self) -> impl Iterator<Item = &'static str> {
        let more: &[&[Trait]] = match self {
            Self::ErrorObject => &[OBJECT, ERROR],
            Self::Object => &[OBJECT],
            Self::Request => &[REQUEST],
        };
        let traits = [EVERY].into_iter().chain(more.iter().copied()).flatten();
        ["new"].into_iter().chain(traits.flat_map(|(_, names)| names.iter().copied()))
    }
}

/// What every generated struct implements, most of it because every type does.
const EVERY: &[Trait] = &[
    ("Any", &["type_id"]),
    ("Borrow", &["borrow"]),
    ("BorrowMut", &["borrow_mut"]),
    ("Clone", &["clone", "clone_from"]),
    ("Debug", &["fmt"]),
    ("Default", &["default"]),
    ("From", &["from"]),
    ("Into", &["into"]),
    ("PartialEq", &["eq", "ne"]),
    ("ToOwned", &["clone_into", "to_owned"]),
    ("TryFrom", &["try_from"]),
    ("TryInto", &["try_into"]),
];

const OBJECT: &[Trait] = &[
    ("Deserialize", &["deserialize", "deserialize_in_place"]),
    ("ResponseBody", &["from_json"]),
    ("Serialize", &["serialize"]),
];

const ERROR: &[Trait] = &[("ErrorResponse", &["code", "message"])];

const REQUEST: &[Trait] = &[("Endpoint", &["decode", "prepare", "write"])];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use serde_json::json;
    use syn::{Item, ItemImpl, TraitItem};

    use super::*;
    use crate::document::{Document, Runtime, Types, items};

    /// The functions of a trait as the runtime declares it.
    fn declared(file: &str, name: &str) -> BTreeSet<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/src").join(file);
        let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
        let found = file.items.into_iter().find_map(|item| match item {
            Item::Trait(item) if item.ident == name => Some(item),
            _ => None,
        });
        let functions = found.unwrap().items.into_iter().filter_map(|item| match item {
            TraitItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        });
        functions.collect()
    }

    #[test]
    fn the_traits_of_the_runtime_have_no_other_functions() {
        for (file, name) in [
            ("endpoint.rs", "Endpoint"),
            ("response.rs", "ErrorResponse"),
            ("response.rs", "ResponseBody"),
        ] {
            let mut traits = [REQUEST, ERROR, OBJECT].into_iter().flatten();
            let (_, functions) = traits.find(|(known, _)| *known == name).unwrap();
            let functions: BTreeSet<_> = functions.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(declared(file, name), functions, "{name}");
        }
    }

    /// The last names of the traits that a struct derives and implements.
    fn implemented(file: &syn::File, ident: &str) -> BTreeSet<String> {
        let mut traits = BTreeSet::new();
        let mut open: Vec<&Item> = file.items.iter().collect();
        while let Some(item) = open.pop() {
            match item {
                Item::Const(item) => {
                    if let syn::Expr::Block(block) = &*item.expr {
                        open.extend(block.block.stmts.iter().filter_map(
                            |statement| match statement {
                                syn::Stmt::Item(item) => Some(item),
                                _ => None,
                            },
                        ));
                    }
                }
                Item::Impl(ItemImpl { trait_: Some((path, _)), self_ty, .. })
                    if quote::quote!(#self_ty).to_string() == ident =>
                {
                    traits.extend(last(path));
                }
                Item::Struct(item) if item.ident == ident => {
                    for attribute in item.attrs.iter().filter(|a| a.path().is_ident("derive")) {
                        let _ = attribute.parse_nested_meta(|derived| {
                            traits.extend(last(&derived.path));
                            Ok(())
                        });
                    }
                }
                _ => {}
            }
        }
        traits
    }

    fn last(path: &syn::Path) -> Option<String> {
        path.segments.last().map(|segment| segment.ident.to_string())
    }

    #[test]
    fn no_other_trait_is_implemented() {
        let body = |name: &str| {
            json!({ "description": "", "content": { "application/json": { "schema": {
                "$ref": format!("#/components/schemas/{name}"),
            } } } })
        };
        let members =
            json!({ "a": { "type": "string" }, "b": { "type": "string", "x-sensitive": true } });
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "t", "version": "1" },
            "security": [{ "s": [] }],
            "paths": { "/": { "get": {
                "operationId": "request",
                "parameters": [{ "name": "a", "in": "query", "schema": { "type": "string" } }],
                "responses": { "200": body("Object"), "default": body("Failure") },
            } } },
            "components": {
                "schemas": {
                    "Object": { "allOf": [{ "$ref": "#/components/schemas/Part" }] },
                    "Part": { "properties": members },
                    "Failure": { "properties": members, "x-error-code": "a" },
                },
                "securitySchemes": { "s": {
                    "type": "apiKey", "in": "header", "name": "Signature", "x-signature-scheme": "RSA-SHA256V1",
                } },
            },
        });
        let document = Document::read("x.json", &document.to_string()).unwrap();
        let types = Types::new(&document, Runtime::Default);
        let file: syn::File = syn::parse_str(&items(&types)).unwrap();
        for (ident, own) in [
            ("Request", &[REQUEST][..]),
            ("Object", &[OBJECT]),
            ("Part", &[OBJECT]),
            ("Failure", &[OBJECT, ERROR]),
        ] {
            let known: BTreeSet<_> = own
                .iter()
                .chain([&EVERY])
                .copied()
                .flatten()
                .map(|(name, _)| (*name).to_owned())
                .collect();
            let implemented = implemented(&file, ident);
            assert!(implemented.len() >= 4, "{implemented:?}");
            assert!(implemented.is_subset(&known), "{ident}: {implemented:?}");
        }
    }
}
