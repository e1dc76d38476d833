//! The struct as it was read, with its tokens kept for errors.

use proc_macro2::{Ident, TokenTree};
use syn::{
    Attribute, Data, DeriveInput, Fields, GenericArgument, Generics, Path, PathArguments, Type,
    ext::IdentExt as _,
};

use crate::{
    attr::{ContainerAttrs, FieldAttrs},
    ctxt::Ctxt,
};

/// A struct with its attributes.
pub(crate) struct Container<'a> {
    pub(crate) original: &'a DeriveInput,
    pub(crate) attrs: ContainerAttrs,
    /// The fields in declaration order.
    pub(crate) fields: Vec<Field<'a>>,
    /// Whether this is a struct with named fields or none; anything else was complained about, and has no `fields`.
    pub(crate) has_right_shape: bool,
}

/// A field with its attributes.
pub(crate) struct Field<'a> {
    pub(crate) original: &'a syn::Field,
    pub(crate) ident: &'a Ident,
    /// The name without `r#`.
    pub(crate) name: String,
    pub(crate) attrs: FieldAttrs,
}

impl<'a> Container<'a> {
    pub(crate) fn from_ast(cx: &Ctxt, input: &'a DeriveInput) -> Self {
        let attrs = ContainerAttrs::from_ast(cx, &input.attrs);
        let fields = match &input.data {
            Data::Struct(data) => named_fields(cx, &data.fields),
            Data::Enum(data) => {
                cx.error_on(
                    data.enum_token,
                    "an enum cannot be an endpoint\n\
                     help: derive `Endpoint` for one struct per operation",
                );
                None
            }
            Data::Union(data) => {
                cx.error_on(
                    data.union_token,
                    "a union cannot be an endpoint\nhelp: derive `Endpoint` for a struct",
                );
                None
            }
        };
        if let Some(packed) = packed(&input.attrs) {
            cx.error_on(
                packed,
                "a packed struct cannot be an endpoint, because its fields cannot be borrowed\n\
                 help: remove `packed`: a request has the layout of its JSON, not of its struct",
            );
        }
        Self {
            original: input,
            attrs,
            has_right_shape: fields.is_some(),
            fields: fields.unwrap_or_default(),
        }
    }

    pub(crate) fn ident(&self) -> &'a Ident {
        &self.original.ident
    }

    /// Whether the struct or one of its fields is deprecated.
    pub(crate) fn has_deprecated(&self) -> bool {
        let fields = self.fields.iter().flat_map(|field| &field.original.attrs);
        let mut attributes = self.original.attrs.iter().chain(fields);
        attributes.any(|attribute| attribute.path().is_ident("deprecated"))
    }

    /// The lints that the user allows on the struct, and so on what is derived for it.
    pub(crate) fn allowed_lints(&self) -> impl Iterator<Item = &'a Attribute> {
        self.original.attrs.iter().filter(|attribute| attribute.path().is_ident("allow"))
    }

    pub(crate) fn generics(&self) -> &'a Generics {
        &self.original.generics
    }
}

fn named_fields<'a>(cx: &Ctxt, fields: &'a Fields) -> Option<Vec<Field<'a>>> {
    if let Fields::Unnamed(unnamed) = fields {
        cx.error_on(
            unnamed,
            "the fields of an endpoint need names\n\
             help: write `struct Name { field: Type }`, or `struct Name;` if there are none",
        );
        return None;
    }
    Some(fields.iter().filter_map(|field| Field::from_ast(cx, field)).collect())
}

/// The word `packed` of `#[repr(C, packed(2))]`. About a `repr` that makes no sense, the compiler complains.
fn packed(attributes: &[Attribute]) -> Option<Ident> {
    let reprs = attributes.iter().filter(|attribute| attribute.path().is_ident("repr"));
    let mut words = reprs.filter_map(|attribute| attribute.meta.require_list().ok());
    words.find_map(|list| {
        let mut tokens = list.tokens.clone().into_iter();
        tokens.find_map(|token| match token {
            TokenTree::Ident(word) if word == "packed" => Some(word),
            _ => None,
        })
    })
}

impl<'a> Field<'a> {
    fn from_ast(cx: &Ctxt, field: &'a syn::Field) -> Option<Self> {
        let ident = field.ident.as_ref()?;
        Some(Self {
            original: field,
            ident,
            name: ident.unraw().to_string(),
            attrs: FieldAttrs::from_ast(cx, &field.attrs),
        })
    }

    pub(crate) fn ty(&self) -> &'a Type {
        &self.original.ty
    }

    /// The `T` of a field of type `Option<T>`, told by its name, because a derive sees no types.
    pub(crate) fn inside_option(&self) -> Option<&'a Type> {
        inside_option(self.ty())
    }

    /// Whether serde leaves the field out, so that it is in no part of the request unless it has a role.
    pub(crate) fn is_skipped(&self) -> bool {
        self.attrs.serde.iter().any(|attr| attr.has(&["skip", "skip_serializing"]))
    }
}

fn inside_option(ty: &Type) -> Option<&Type> {
    let path = match ty {
        // The type may come out of a `macro_rules!` as an invisible group.
        Type::Group(group) => return inside_option(&group.elem),
        Type::Paren(paren) => return inside_option(&paren.elem),
        Type::Path(path) if path.qself.is_none() => &path.path,
        _ => return None,
    };
    let last = path.segments.last().filter(|_| is_option(path))?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(inside)) if arguments.args.len() == 1 => Some(inside),
        _ => None,
    }
}

/// Whether this is the `Option` of the prelude, or the standard library's by its whole path. Any other is a type of the
/// user's that has the name too.
fn is_option(path: &Path) -> bool {
    let names = || path.segments.iter().map(|segment| &segment.ident);
    let is_short = path.leading_colon.is_none() && names().eq(["Option"]);
    is_short || ["core", "std"].into_iter().any(|library| names().eq([library, "option", "Option"]))
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn sees_options() {
        let options: [Type; 6] = [
            parse_quote!(Option<u8>),
            parse_quote!(core::option::Option<u8>),
            parse_quote!(::core::option::Option<u8>),
            parse_quote!(std::option::Option<u8>),
            parse_quote!(::std::option::Option<u8>),
            parse_quote!((Option<u8>)),
        ];
        for option in options {
            assert_eq!(inside_option(&option).unwrap().to_token_stream().to_string(), "u8");
        }
    }

    #[test]
    fn sees_what_is_no_option() {
        let others: [Type; 13] = [
            parse_quote!(my::Option<u8>),
            parse_quote!(::my::Option<u8>),
            parse_quote!(crate::Option<u8>),
            parse_quote!(::Option<u8>),
            parse_quote!(option::Option<u8>),
            parse_quote!(std::Option<u8>),
            parse_quote!(my::std::option::Option<u8>),
            parse_quote!(Option),
            parse_quote!(Option<u8, u8>),
            parse_quote!(Option<'a>),
            parse_quote!(&'a Option<u8>),
            parse_quote!(<T as Option>::Option),
            parse_quote!(Vec<Option<u8>>),
        ];
        for other in others {
            assert!(inside_option(&other).is_none());
        }
    }
}
