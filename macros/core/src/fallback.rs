//! What is written in place of the implementation when there are errors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    ast::{Container, Field},
    expand,
    words::Word,
};

/// The errors, and an implementation that does nothing.
///
/// Without it, every use of the struct would be a second error, which says that the struct is no endpoint.
pub(crate) fn endpoint(container: &Container<'_>, errors: &syn::Error) -> TokenStream {
    let errors = errors.to_compile_error();
    // Where the runtime is was said, but not in a way that could be read.
    if matches!(container.attrs.krate, Word::Unreadable) {
        return errors;
    }
    let ident = container.ident();
    let (impl_generics, ty_generics, where_clause) = container.generics().split_for_impl();
    let types = expand::associated_types(&container.attrs);
    let probes = container.fields.iter().flat_map(|field| probes(container, field));
    let implementation = expand::in_const(
        container,
        &quote! {
            #[automatically_derived]
            impl #impl_generics __countersign::Endpoint for #ident #ty_generics #where_clause {
                #types

                const METHOD: __countersign_private::Method = __countersign_private::Method::GET;
                const PATH: &'static ::core::primitive::str = "/";
                const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];

                fn write(
                    &self,
                    _: &mut __countersign_private::RequestWriter,
                ) -> __countersign_private::Result<(), __countersign_private::PrepareError> {
                    #(let _ = #probes;)*
                    __countersign_private::Ok(())
                }
            }
        },
    );
    quote!(#errors #implementation)
}

/// The functions that would write the field, so that the compiler complains about its type in the same run.
///
/// Only for types that it can judge here and now, and in roles that could be read.
fn probes(container: &Container<'_>, field: &Field<'_>) -> Vec<TokenStream> {
    let attrs = &field.attrs;
    if attrs.unreadable || expand::mentions_type_parameter(container.generics(), field.ty()) {
        return Vec::new();
    }
    let whole = field.ty();
    let inside = field.inside_option().unwrap_or(whole);
    let mut probes = Vec::new();
    if attrs.path.value().is_some() && field.inside_option().is_none() {
        probes.push(quote!(<#whole as __countersign_private::PathValue>::write_path));
    }
    if attrs.query.value().is_some() {
        probes.push(quote!(<#inside as __countersign_private::QueryValue>::write_query));
    }
    if attrs.header.value().is_some() {
        probes.push(quote!(<#inside as __countersign_private::HeaderFieldValue>::write_header));
    }
    let payload = if attrs.body.value().is_some() {
        Some(inside)
    } else if !attrs.has_role() && !field.is_skipped() && expand::is_written_by_us(field) {
        Some(whole)
    } else {
        None
    };
    if let Some(ty) = payload {
        probes.push(quote! {
            <#ty as __countersign_private::PayloadValue>::serialize_payload::<
                __countersign_private::JsonSerializer<'_>,
            >
        });
    }
    probes
}
