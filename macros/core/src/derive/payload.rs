//! The JSON payload.
//!
//! The members of a JSON object are written by serde, through a struct that repeats the user's with its serde
//! attributes and derives `Serialize` for it as for a remote type. So the attributes mean exactly what they mean
//! anywhere else, and the user's struct needs no `Serialize` of its own. Where there are only the usual attributes, the
//! same calls are written without that struct, because it takes the compiler longer than anything else here.

mod plain;
#[cfg(test)]
mod tests;

use countersign_spec::{Body, Endpoint};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{GenericParam, WherePredicate, ext::IdentExt as _, parse_quote};

use crate::{
    ast::{Container, Field},
    expand::Payload,
    self_type::SelfType,
    serde_attr::{SerdeAttr, Setting},
};

use super::{Holes, generics::mentions_type_parameter};

/// What the payload is made of.
pub(super) struct PayloadItems {
    pub(super) payload: Payload,
    /// The items that the call which writes it needs.
    pub(super) items: String,
}

impl PayloadItems {
    pub(super) fn of<'a>(
        holes: &mut Holes<'a>,
        container: &'a Container<'a>,
        endpoint: &Endpoint,
    ) -> Self {
        let payload = match endpoint.body() {
            Body::Whole { field, optional } => {
                Payload::Whole { field: *field, optional: *optional }
            }
            Body::Members(members) => match plain::members(holes, container, members) {
                Some(members) => Payload::Members { name: container.ident().to_string(), members },
                None => return by_serde(holes, container, members),
            },
            _ => Payload::None,
        };
        Self { payload, items: String::new() }
    }
}

fn by_serde<'a>(
    holes: &mut Holes<'a>,
    container: &'a Container<'a>,
    members: &[usize],
) -> PayloadItems {
    let (_, arguments, _) = container.generics().split_for_impl();
    PayloadItems {
        payload: Payload::BySerde {
            arguments: holes.hole(arguments),
            names: plain::names(container, members),
        },
        items: holes.hole(serde_items(container, members)),
    }
}

/// The struct that serde writes for the user's.
fn serde_items(container: &Container<'_>, members: &[usize]) -> TokenStream {
    let self_type = SelfType::of(container.ident(), container.generics());
    let mut generics = container.generics().clone();
    let predicates = predicates(container, members);
    if !predicates.is_empty() {
        generics.make_where_clause().predicates.extend(predicates);
    }
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let impl_generics = self_type.replace(impl_generics);
    let where_clause = self_type.replace(where_clause);

    let remote = container.ident().to_string();
    let attributes = container.attrs.serde.iter().map(|attr| attr.for_payload(&self_type));
    let name = name_for_tag(container);
    let fields = container.fields.iter().enumerate().map(|(index, field)| {
        payload_field(container, field, members.contains(&index), &self_type)
    });
    let functions = members
        .iter()
        .map(|member| &container.fields[*member])
        .filter(|field| is_written_by_us(field))
        .map(|field| member_function(field, &self_type));

    let refused = when_serde_refuses(container).map(|fallback| {
        quote! {
            #fallback

            #[automatically_derived]
            impl #impl_generics __Refused for __Payload #ty_generics #where_clause {}
        }
    });

    quote! {
        #[derive(__countersign_private::serde::Serialize)]
        #[serde(crate = "__countersign_private::serde", remote = #remote)]
        #name
        #(#attributes)*
        struct __Payload #impl_generics #where_clause {
            #(#fields,)*
        }

        #[allow(clippy::ptr_arg, single_use_lifetimes)]
        impl #impl_generics __Payload #ty_generics #where_clause {
            #(#functions)*
        }

        #refused
    }
}

/// What the members need of the type parameters.
///
/// As with serde, `#[serde(bound)]` replaces what would be found out here.
pub(super) fn predicates(container: &Container<'_>, members: &[usize]) -> Vec<WherePredicate> {
    if let Some(bound) = container.attrs.serde.iter().find_map(SerdeAttr::bound) {
        return bound.into_iter().collect();
    }
    let mut predicates = Vec::new();
    for field in members.iter().map(|member| &container.fields[*member]) {
        if let Some(bound) = field.attrs.serde.iter().find_map(SerdeAttr::bound) {
            predicates.extend(bound);
        } else if is_written_by_us(field)
            && mentions_type_parameter(container.generics(), field.ty())
        {
            let ty = field.ty();
            predicates.push(parse_quote!(#ty: __countersign_private::PayloadValue));
        }
    }
    predicates
}

/// A second `serialize`, found if serde refuses an attribute and so writes none, which saves a misleading error.
///
/// serde's own is an inherent function and comes first.
fn when_serde_refuses(container: &Container<'_>) -> Option<TokenStream> {
    let mut attributes =
        container.fields.iter().flat_map(|field| &field.attrs.serde).chain(&container.attrs.serde);
    attributes.next()?;
    Some(quote! {
        #[allow(dead_code)]
        trait __Refused {
            fn serialize<__T, __S: __countersign_private::serde::Serializer>(
                _: &__T,
                __serializer: __S,
            ) -> __countersign_private::Result<__S::Ok, __S::Error> {
                __serializer.serialize_unit()
            }
        }
    })
}

/// Whether a member is written through `PayloadValue`, because the user names no function for it.
pub(crate) fn is_written_by_us(field: &Field<'_>) -> bool {
    !field.attrs.serde.iter().any(|attr| attr.has(&["with", "serialize_with"]))
}

/// `tag` writes the name of the struct, which serde would take from `__Payload`.
///
/// A name for reading alone, `rename(deserialize = "…")`, leaves the one that is written as it is.
fn name_for_tag(container: &Container<'_>) -> Option<TokenStream> {
    let attributes = &container.attrs.serde;
    let has_tag = attributes.iter().any(|attr| attr.has(&["tag"]));
    let is_renamed = !matches!(Setting::first(attributes, "rename"), Setting::Absent);
    let name = container.ident().unraw().to_string();
    (has_tag && !is_renamed).then(|| quote!(#[serde(rename(serialize = #name))]))
}

fn payload_field(
    container: &Container<'_>,
    field: &Field<'_>,
    is_member: bool,
    self_type: &SelfType,
) -> TokenStream {
    let ident = field.ident;
    let ty = self_type.replace(field.ty());
    let attributes = field.attrs.serde.iter().map(|attr| attr.for_payload(self_type));
    let ours = if !is_member {
        // What serde skips already needs no second `skip`.
        (!field.is_skipped()).then(|| quote!(#[serde(skip)]))
    } else if is_written_by_us(field) {
        let function = function_path(container, field);
        Some(quote!(#[serde(serialize_with = #function)]))
    } else {
        None
    };
    quote! {
        #ours
        #(#attributes)*
        #ident: #ty
    }
}

/// Writes one member through a function of ours, so that a type without JSON form is one error, on that type.
fn member_function(field: &Field<'_>, self_type: &SelfType) -> TokenStream {
    let function = function_ident(field);
    let ty = self_type.replace(field.ty());
    quote! {
        fn #function<__S: __countersign_private::serde::Serializer>(
            __value: &#ty,
            __serializer: __S,
        ) -> __countersign_private::Result<__S::Ok, __S::Error> {
            <#ty as __countersign_private::PayloadValue>::serialize_payload(__value, __serializer)
        }
    }
}

fn function_ident(field: &Field<'_>) -> Ident {
    format_ident!("__serialize_{}", field.name)
}

/// The function's path as serde wants it: in a string, with every generic parameter.
fn function_path(container: &Container<'_>, field: &Field<'_>) -> String {
    let parameters: Vec<_> = container
        .generics()
        .params
        .iter()
        .map(|parameter| match parameter {
            GenericParam::Const(parameter) => parameter.ident.to_string(),
            GenericParam::Lifetime(parameter) => parameter.lifetime.to_string(),
            GenericParam::Type(parameter) => parameter.ident.to_string(),
        })
        .collect();
    let parameters = match parameters.as_slice() {
        [] => String::new(),
        parameters => format!("::<{}>", parameters.join(", ")),
    };
    format!("__Payload{parameters}::{}", function_ident(field))
}
