//! What is written in place of the implementation when there are errors.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{ast::Container, expand, private::Private, words::Word};

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
    let implementation = expand::in_const(
        container,
        &quote! {
            #[automatically_derived]
            impl #impl_generics __countersign::Endpoint for #ident #ty_generics #where_clause {
                #types

                const METHOD: __countersign::#Private::Method = __countersign::#Private::Method::GET;
                const PATH: &'static ::core::primitive::str = "/";
                const SIGNED_HEADERS: &'static [&'static ::core::primitive::str] = &["Created"];

                fn write(
                    &self,
                    _: &mut __countersign::#Private::RequestWriter,
                ) -> __countersign::#Private::Result<(), __countersign::#Private::PrepareError> {
                    __countersign::#Private::Ok(())
                }
            }
        },
    );
    quote!(#errors #implementation)
}
