//! An operation as a struct that derives `Endpoint`.

use countersign_spec::{Additional, HeaderName, Operation, RequestBody, Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    docs, methods,
    property::Property,
    types::{Types, ident},
};

pub(crate) fn operation(types: &Types<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.type_name);
    let mut properties: Vec<_> =
        operation.fields.iter().map(|field| Property::of_field(types, field)).collect();
    if let RequestBody::Members { additional: kept @ Additional::Kept(_), .. } = &operation.body {
        properties.extend(Property::of_additional(types, kept, &properties));
    }
    let answers = [&operation.success, &operation.error].into_iter().flatten();
    let mentions_deprecated = operation.deprecated
        || properties.iter().any(|property| property.deprecated || property.mentions_deprecated)
        || answers.into_iter().any(|ty| types.mentions_deprecated(ty));
    let allow = allow_deprecated(mentions_deprecated);

    let runtime = types.runtime;
    let doc = docs::operation(types.document, operation);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let declarations = properties.iter().map(|property| property.declaration(types));
    let debug = methods::redacting_debug(&name, &properties, &allow);
    let derive_debug = debug.is_none().then(|| quote!(::std::fmt::Debug,));
    let attribute = attribute(types, operation);
    let methods = methods::methods(types, &name, &properties, &allow);
    quote! {
        #doc
        #[derive(
            ::std::clone::Clone, #derive_debug ::std::cmp::PartialEq, #runtime::Endpoint,
        )]
        #attribute
        #deprecated
        #allow
        #[non_exhaustive]
        pub struct #name {
            #(#declarations,)*
        }
        #methods
        #debug
    }
}

/// The attribute of an item that says or means something deprecated: to write it down is not to use it.
pub(crate) fn allow_deprecated(needed: bool) -> TokenStream {
    if needed { quote!(#[allow(deprecated)]) } else { TokenStream::new() }
}

/// `#[endpoint(method = …)]`
fn attribute(types: &Types<'_>, operation: &Operation) -> TokenStream {
    let endpoint = &operation.endpoint;
    let method = Ident::new(endpoint.method().as_str(), Span::call_site());
    let path = endpoint.path().as_str();
    let signed = endpoint.signed().iter().map(HeaderName::as_str);
    let answer = |word: &str, ty: &Option<Type>| {
        let (word, ty) = (ident(word), types.tokens(ty.as_ref()?));
        Some(quote!(#word = #ty,))
    };
    let response = answer("response", &operation.success);
    let error = answer("error", &operation.error);
    let krate = types.runtime.endpoint_attribute();
    quote! {
        #[endpoint(method = #method, path = #path, signed(#(#signed),*), #response #error #krate)]
    }
}
