//! `ErrorResponse` for a type that an operation answers with when it fails.

use countersign_spec::{ErrorMembers, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::{
    property::{Presence, Property},
    types::Types,
};

pub(super) fn implementation(
    types: &Types<'_>,
    name: &Ident,
    members: &ErrorMembers,
    properties: &[Property],
    allow: &TokenStream,
) -> TokenStream {
    let runtime = types.runtime;
    let [code, message] = [&members.code, &members.message].map(|name| {
        let named = |property: &&Property| Some(&property.name) == name.as_ref();
        properties
            .iter()
            .find(named)
            .and_then(|property| text(types, property))
            .unwrap_or_else(|| quote!(::std::option::Option::None))
    });
    quote! {
        #allow
        impl #runtime::ErrorResponse for #name {
            fn code(&self) -> ::std::option::Option<&::std::primitive::str> {
                #code
            }

            fn message(&self) -> ::std::option::Option<&::std::primitive::str> {
                #message
            }
        }
    }
}

/// The text of a string or an enum as an `Option<&str>`.
fn text(types: &Types<'_>, property: &Property) -> Option<TokenStream> {
    let ident = &property.ident;
    let (is_string, as_str) = match types.resolve(&property.ty) {
        Type::String => (true, quote!(::std::string::String::as_str)),
        // An enum: nothing else can be a code.
        Type::Named(_) => {
            let ty = types.tokens(&property.ty);
            (false, quote!(#ty::as_str))
        }
        _ => return None,
    };
    Some(match &property.presence {
        Presence::Required => quote!(::std::option::Option::Some(self.#ident.as_str())),
        Presence::Optional | Presence::RequiredOrNull if is_string => {
            quote!(self.#ident.as_deref())
        }
        Presence::Optional | Presence::RequiredOrNull => quote!(self.#ident.as_ref().map(#as_str)),
        Presence::OptionalOrNull => quote! {
            self.#ident.as_ref().and_then(::std::option::Option::as_ref).map(#as_str)
        },
        Presence::Additional | Presence::Preset(_) => return None,
    })
}
