//! What generated structs can do: `new`, one setter for each optional member, `Default` and `Debug`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    docs::{Doc, code},
    property::{Presence, Property},
    types::{Argument, Types, ident},
};

/// More arguments than this are a lint of clippy.
const MANY_ARGUMENTS: usize = 7;

/// `new` and the setters, and what follows from them.
///
/// `allow` are the attributes that each item needs.
pub(crate) fn methods(
    types: &Types<'_>,
    name: &Ident,
    properties: &[Property],
    allow: &TokenStream,
) -> TokenStream {
    let new = constructor(types, properties);
    let mut names = MethodNames::default();
    let setters: Vec<_> =
        properties.iter().map(|property| setters(types, property, &mut names)).collect();
    let default = properties.iter().all(|property| !property.is_argument()).then(|| {
        quote! {
            #allow
            impl ::std::default::Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #allow
        impl #name {
            #new
            #(#setters)*
        }
        #default
    }
}

impl Property {
    /// Whether `new` asks for the value.
    fn is_argument(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::RequiredOrNull)
    }
}

/// Methods whose names are taken.
struct MethodNames(BTreeSet<String>);

impl Default for MethodNames {
    fn default() -> Self {
        Self(BTreeSet::from(["new".to_owned()]))
    }
}

impl MethodNames {
    /// The name, or the name with as many underscores behind it as make it free.
    fn take(&mut self, name: &str) -> Ident {
        let mut free = name.to_owned();
        while !self.0.insert(free.clone()) {
            free.push('_');
        }
        ident(&free)
    }
}

fn constructor(types: &Types<'_>, properties: &[Property]) -> TokenStream {
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for property in properties {
        let ident = &property.ident;
        let value = match &property.presence {
            Presence::Additional => quote!(::std::collections::BTreeMap::new()),
            Presence::Optional | Presence::OptionalOrNull => quote!(::std::option::Option::None),
            Presence::Preset(value) => value.clone(),
            Presence::RequiredOrNull => {
                let ty = types.tokens(&property.ty);
                arguments.push(quote!(#ident: ::std::option::Option<#ty>));
                fields.push(quote!(#ident));
                continue;
            }
            Presence::Required => {
                let argument = types.argument(&property.ty);
                let ty = argument.ty();
                arguments.push(quote!(#ident: #ty));
                if let Argument::Plain(_) = argument {
                    fields.push(quote!(#ident));
                    continue;
                }
                argument.kept(ident)
            }
        };
        fields.push(quote!(#ident: #value));
    }
    let doc = Doc::new(match arguments.len() {
        0 => "A value in which nothing is set.",
        _ => "A value with all that is required.",
    });
    let allow =
        (arguments.len() > MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #doc
        #allow
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

fn setters(types: &Types<'_>, property: &Property, names: &mut MethodNames) -> TokenStream {
    let deprecated = property.deprecated.then(|| quote!(#[deprecated]));
    let ident = &property.ident;
    let argument = types.argument(&property.ty);
    let (ty, value) = (argument.ty(), argument.kept(&format_ident!("value")));
    let wire_name = code(&property.wire_name);
    let mut doc = Doc::new(format!("Sets {wire_name}."));
    doc.add_all(&property.said);
    let some = |value| quote!(::std::option::Option::Some(#value));
    match property.presence {
        Presence::Preset(_) | Presence::Required | Presence::RequiredOrNull => TokenStream::new(),
        Presence::Optional => {
            let (setter, value) = (names.take(&property.name), some(value));
            quote! {
                #doc
                #deprecated
                #[must_use]
                pub fn #setter(mut self, value: #ty) -> Self {
                    self.#ident = #value;
                    self
                }
            }
        }
        Presence::OptionalOrNull => {
            let (setter, value) = (names.take(&property.name), some(some(value)));
            let null = names.take(&format!("{}_null", property.name));
            let null_doc = Doc::new(format!("Sets {wire_name} to `null`."));
            quote! {
                #doc
                #deprecated
                #[must_use]
                pub fn #setter(mut self, value: #ty) -> Self {
                    self.#ident = #value;
                    self
                }

                #null_doc
                #deprecated
                #[must_use]
                pub fn #null(mut self) -> Self {
                    self.#ident = ::std::option::Option::Some(::std::option::Option::None);
                    self
                }
            }
        }
        Presence::Additional => {
            let setter = names.take("additional_property");
            let doc = Doc::new(
                "Adds a member that is not declared. It replaces an earlier one of the same name.",
            );
            quote! {
                #doc
                #[must_use]
                pub fn #setter(
                    mut self,
                    name: impl ::std::convert::Into<::std::string::String>,
                    value: #ty,
                ) -> Self {
                    let _ = self.#ident.insert(name.into(), #value);
                    self
                }
            }
        }
    }
}

/// `Debug` without what must not be shown; `None` if it can be derived.
pub(crate) fn redacting_debug(
    name: &Ident,
    properties: &[Property],
    allow: &TokenStream,
) -> Option<TokenStream> {
    if !properties.iter().any(|property| property.sensitive) {
        return None;
    }
    let text = name.to_string();
    let fields = properties.iter().map(|property| {
        let Property { ident, name, .. } = property;
        let value = match (property.sensitive, &property.presence) {
            (false, _) => quote!(self.#ident),
            (true, Presence::Optional | Presence::OptionalOrNull | Presence::RequiredOrNull) => {
                quote!(self.#ident.as_ref().map(|_| "[redacted]"))
            }
            (true, _) => quote!("[redacted]"),
        };
        quote!(.field(#name, &#value))
    });
    Some(quote! {
        #allow
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#text) #(#fields)* .finish()
            }
        }
    })
}
