//! Payloads of the usual kind, whose serde attributes only name members, leave members out, or put the entries of a map
//! beside them.
//!
//! To derive `Serialize` for a struct that repeats the user's costs the compiler a second expansion, and a type and two
//! functions for each member. What the usual attributes say is little, so with them we write the calls that serde's
//! derive would make. As soon as any other attribute is there, serde writes the payload.

use proc_macro2::Ident;
use syn::{Attribute, ExprPath, LitStr, Token, Type, parse::ParseStream, punctuated::Punctuated};

use crate::{
    ast::{Container, Field},
    derive::{Holes, mentions_type_parameter},
    expand::Member,
    serde_attr::{RenameRule, SerdeAttr, Setting},
};

/// What is written of these fields, or `None` if that is left to serde.
pub(super) fn members(
    holes: &mut Holes<'_>,
    container: &Container<'_>,
    members: &[usize],
) -> Option<Vec<Member>> {
    let rule = rename_rule(&container.attrs.serde)?;
    let mut others = (0..container.fields.len()).filter(|index| !members.contains(index));
    if members.is_empty() || others.any(|other| !container.fields[other].attrs.serde.is_empty()) {
        return None;
    }
    members.iter().map(|field| member(holes, container, *field, rule)).collect()
}

/// The names of members of a struct that has flattened fields, as far as they are plain to see; none for other structs.
pub(super) fn names(container: &Container<'_>, members: &[usize]) -> Vec<String> {
    let fields = || members.iter().map(|field| &container.fields[*field]);
    let is_flattened =
        |field: &&Field<'_>| field.attrs.serde.iter().any(|attribute| attribute.has(&["flatten"]));
    if !fields().any(|field| is_flattened(&field)) {
        return Vec::new();
    }
    let rule = match Setting::first(&container.attrs.serde, "rename_all") {
        Setting::Given(rule) => RenameRule::parse(&rule.value()),
        Setting::Absent | Setting::Unreadable => None,
    };
    let name = |field: &Field<'_>| match Setting::first(&field.attrs.serde, "rename") {
        Setting::Given(name) => name.value(),
        Setting::Absent | Setting::Unreadable => {
            rule.map_or_else(|| field.name.clone(), |rule| rule.apply(&field.name))
        }
    };
    let tag = match Setting::first(&container.attrs.serde, "tag") {
        Setting::Given(tag) => Some(tag.value()),
        Setting::Absent | Setting::Unreadable => None,
    };
    tag.into_iter().chain(fields().filter(|field| !is_flattened(field)).map(name)).collect()
}

fn member(
    holes: &mut Holes<'_>,
    container: &Container<'_>,
    index: usize,
    rule: Option<RenameRule>,
) -> Option<Member> {
    let field = &container.fields[index];
    if let [attribute] = &*field.attrs.serde
        && attribute.original.parse_args::<Ident>().is_ok_and(|word| word == "flatten")
    {
        // The bound that generic code has is one on the whole type, which says nothing of the values of a map.
        let is_generic = mentions_type_parameter(container.generics(), field.ty());
        return (is_map(field.ty()) && !is_generic).then_some(Member::Entries { field: index });
    }
    let (mut rename, mut skip_if) = (None, None);
    for (word, text) in texts(&field.attrs.serde)? {
        if word == "rename" && rename.is_none() {
            rename = Some(text.value());
        } else if word == "skip_serializing_if" && skip_if.is_none() {
            skip_if = Some(text.parse::<ExprPath>().ok()?);
        } else {
            return None;
        }
    }
    let name = rename
        .unwrap_or_else(|| rule.map_or_else(|| field.name.clone(), |rule| rule.apply(&field.name)));
    Some(Member::One { field: index, name, skip_if: skip_if.map(|skip_if| holes.hole(skip_if)) })
}

/// Whether a type is surely the map of the standard library: `::std::collections::BTreeMap`, written in full. Of any
/// other type only serde can tell what its members are.
fn is_map(ty: &Type) -> bool {
    let Type::Path(ty) = ty else { return false };
    let path = ty.path.segments.iter().map(|segment| &segment.ident);
    ty.qself.is_none()
        && ty.path.leading_colon.is_some()
        && path.eq(["std", "collections", "BTreeMap"])
}

/// What `rename_all` of the struct says, or `None` if the struct has any attribute but that one.
#[expect(clippy::option_option, reason = "no rule is what most structs have")]
fn rename_rule(attributes: &[SerdeAttr]) -> Option<Option<RenameRule>> {
    let mut rule = None;
    // `crate` is about serde's own derives, which the struct may have too.
    for (word, text) in texts(attributes)?.into_iter().filter(|(word, _)| word != "crate") {
        if word != "rename_all" || rule.is_some() {
            return None;
        }
        rule = Some(RenameRule::parse(&text.value())?);
    }
    Some(rule)
}

/// The words of all attributes, or `None` if one is anything but `word = "…"`.
fn texts(attributes: &[SerdeAttr]) -> Option<Vec<(Ident, LitStr)>> {
    let texts: Option<Vec<_>> =
        attributes.iter().map(|attribute| texts_of(&attribute.original)).collect();
    Some(texts?.into_iter().flatten().collect())
}

fn texts_of(attribute: &Attribute) -> Option<Punctuated<(Ident, LitStr), Token![,]>> {
    let text = |input: ParseStream<'_>| {
        // `crate` is a keyword.
        let word = syn::ext::IdentExt::parse_any(input)?;
        input.parse::<Token![=]>()?;
        Ok((word, input.parse::<LitStr>()?))
    };
    let texts = attribute
        .parse_args_with(|input: ParseStream<'_>| Punctuated::parse_terminated_with(input, text))
        .ok()?;
    texts.iter().all(|(_, text)| text.suffix().is_empty()).then_some(texts)
}

#[cfg(test)]
mod tests {
    use syn::{DeriveInput, parse_quote};

    use super::*;
    use crate::ctxt::Ctxt;

    fn names(input: &DeriveInput) -> Option<Vec<String>> {
        let cx = Ctxt::new();
        let container = Container::from_ast(&cx, input);
        let mut holes = Holes::default();
        let all: Vec<_> = (0..container.fields.len()).collect();
        let members = members(&mut holes, &container, &all);
        assert!(cx.check(Some(())).is_ok());
        let name = |member| match member {
            Member::One { name, skip_if: None, .. } => name,
            Member::One { name, skip_if: Some(skip_if), .. } => {
                format!("{name} unless {}", holes.fill(&skip_if))
            }
            Member::Additional { .. } | Member::Entries { .. } => "*".to_owned(),
        };
        Some(members?.into_iter().map(name).collect())
    }

    #[test]
    fn the_usual_attributes_need_no_serde() {
        let usual = names(&parse_quote! {
            #[serde(rename_all = "camelCase", crate = "my::serde")]
            struct Usual {
                plain_name: u8,
                r#type: u8,
                #[serde(rename = "Other")]
                #[serde(skip_serializing_if = "Option::is_none")]
                renamed: u8,
                #[serde(flatten)]
                others: ::std::collections::BTreeMap<String, u8>,
            }
        });
        assert_eq!(usual.unwrap(), ["plainName", "type", "Other unless Option :: is_none", "*"]);
    }

    #[test]
    fn only_the_map_that_no_import_can_replace_is_known() {
        let types: [Type; 4] = [
            parse_quote!(BTreeMap<String, u8>),
            parse_quote!(std::collections::BTreeMap<String, u8>),
            parse_quote!(::std::collections::HashMap<String, u8>),
            parse_quote!(::std::collections::BTreeMap<String, T>),
        ];
        for ty in types {
            assert_eq!(names(&parse_quote!(struct X<T> { #[serde(flatten)] field: #ty })), None);
        }
    }

    #[test]
    fn anything_else_is_left_to_serde() {
        let fields: [Attribute; 9] = [
            parse_quote!(#[serde(with = "x")]),
            parse_quote!(#[serde(flatten)]),
            parse_quote!(#[serde(rename(serialize = "x"))]),
            parse_quote!(#[serde(rename = "x", rename = "y")]),
            parse_quote!(#[serde(rename = "x"y)]),
            parse_quote!(#[serde(rename = 3)]),
            parse_quote!(#[serde(skip_serializing_if = "!")]),
            parse_quote!(#[serde]),
            parse_quote!(#[serde = "x"]),
        ];
        for attribute in fields {
            assert_eq!(names(&parse_quote!(struct X { #attribute field: u8 })), None);
        }
        let structs: [Attribute; 4] = [
            parse_quote!(#[serde(rename_all = "Camel")]),
            parse_quote!(#[serde(tag = "x")]),
            parse_quote!(#[serde(transparent)]),
            parse_quote!(#[serde(rename_all = "camelCase", rename_all = "camelCase")]),
        ];
        for attribute in structs {
            assert_eq!(names(&parse_quote!(#attribute struct X { field: u8 })), None);
        }
    }
}
