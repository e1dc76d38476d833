//! The implementation of `countersign::Endpoint`. Nothing here can fail: every rule holds already.

mod generics;
mod payload;
mod request;

pub(crate) use generics::mentions_type_parameter;
pub(crate) use payload::is_written_by_us;

use countersign_spec::{Endpoint, HeaderName};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use self::payload::Payload;
use crate::{ast::Container, attr::ContainerAttrs, bind::Binding, private::Private};

pub(crate) fn endpoint(
    container: &Container<'_>,
    endpoint: &Endpoint,
    binding: &Binding,
) -> TokenStream {
    let ident = container.ident();
    let generics = generics::with_bounds(container, endpoint);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();

    let types = associated_types(&container.attrs);
    let method = Ident::new(endpoint.method().as_str(), Span::call_site());
    let path = endpoint.path().as_str();
    let signed = endpoint.signed().iter().map(HeaderName::as_str);
    let key = endpoint.idempotency_key().or_else(|| binding.idempotency_key());
    let idempotency_key = key.map(idempotency_key);
    let payload = Payload::of(container, endpoint);
    let write = request::write(container, endpoint, &payload.call);
    let items = payload.items;

    in_const(
        container,
        &quote! {
            #items

            #[automatically_derived]
            impl #impl_generics __countersign::Endpoint for #ident #ty_generics #where_clause {
                #types

                const METHOD: __countersign_private::Method = __countersign_private::Method::#method;
                const PATH: &'static ::core::primitive::str = #path;
                const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &[#(#signed),*];
                #idempotency_key

                #[inline]
                fn write(
                    &self,
                    __request: &mut __countersign_private::RequestWriter,
                ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
                    #write
                    __countersign_private::Ok(())
                }
            }
        },
    )
}

/// The constant that names the header for the idempotency key. Without such a header, the default of the trait holds.
fn idempotency_key(name: &HeaderName) -> TokenStream {
    let name = name.as_str();
    quote! {
        const IDEMPOTENCY_KEY: __countersign_private::Option<&'static ::core::primitive::str> =
            __countersign_private::Some(#name);
    }
}

/// The response types, as far as they could be read.
pub(crate) fn associated_types(attrs: &ContainerAttrs) -> TokenStream {
    let response =
        attrs.response.value().map_or_else(|| quote!(__countersign::IgnoredBody), |ty| quote!(#ty));
    let error =
        attrs.error.value().map_or_else(|| quote!(__countersign::ErrorBody), |ty| quote!(#ty));
    quote! {
        type Response = #response;
        type Error = #error;
    }
}

/// Wraps items in a scope of their own, in which `__countersign` is the runtime, and `__countersign_private` its hidden module.
pub(crate) fn in_const(container: &Container<'_>, items: &TokenStream) -> TokenStream {
    let import = match container.attrs.krate.value() {
        // With the span of the path, so that the compiler marks it if it leads nowhere.
        Some(path) => quote_spanned!(path.span()=> use #path as __countersign;),
        None => quote!(
            use ::countersign as __countersign;
        ),
    };
    // To derive something for a deprecated struct, or to write a deprecated member of it, is not to use it.
    let allow = container.has_deprecated().then(|| quote!(#[allow(deprecated)]));
    let allowed = container.allowed_lints();
    quote! {
        #[doc(hidden)]
        #allow
        #(#allowed)*
        const _: () = {
            #import
            use __countersign::#Private as __countersign_private;
            #items
        };
    }
}
