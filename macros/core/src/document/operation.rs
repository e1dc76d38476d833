//! An operation as a struct that is an `Endpoint`.

use countersign_spec::{Additional, HeaderName, Operation, RequestBody, Type};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    docs, methods,
    property::Property,
    types::{Types, ident},
};
use crate::{derive_endpoint, source::Source};

pub(crate) fn operation(types: &Types<'_>, operation: &Operation, source: &Source) -> TokenStream {
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

    let doc = docs::operation(types.document, operation);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let fields = properties.iter().map(|property| property.field(types));
    let debug = methods::redacting_debug(&name, &properties, &allow);
    let derive_debug = debug.is_none().then(|| quote!(::std::fmt::Debug,));
    let methods = methods::methods(types, &name, &properties, &allow);
    let endpoint = endpoint(types, operation, &properties, &allow, source);
    quote! {
        #doc
        #[derive(::std::clone::Clone, #derive_debug ::std::cmp::PartialEq)]
        #deprecated
        #allow
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
        #methods
        #debug
        #endpoint
    }
}

/// What the derive makes of the struct. To let the compiler call it would take twice as long, because every struct would
/// go through it twice more, with all its documentation.
fn endpoint(
    types: &Types<'_>,
    operation: &Operation,
    properties: &[Property],
    allow: &TokenStream,
    source: &Source,
) -> TokenStream {
    let name = ident(&operation.type_name);
    let attribute = attribute(types, operation);
    let fields = properties.iter().map(|property| property.input(types));
    let input = quote! {
        #attribute
        #allow
        struct #name {
            #(#fields,)*
        }
    };
    match syn::parse2(input) {
        Ok(input) => derive_endpoint(&input, source),
        Err(error) => error.to_compile_error(),
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
