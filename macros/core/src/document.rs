//! `endpoints!`: an API document as typed endpoints.
//!
//! [`countersign_spec`] has read and checked the document, so what is written here from its model cannot fail. The
//! structs of the operations go through the derive of `Endpoint`, which is the only writer of requests.

mod doc_text;
mod docs;
mod input;
mod methods;
mod operation;
mod property;
mod runtime;
mod schema;
#[cfg(test)]
mod tests;
mod types;

use countersign_spec::Document;
use proc_macro2::TokenStream;
use quote::quote;

use self::{input::Input, runtime::Runtime, types::Types};
use crate::{ctxt::Ctxt, source::Source};

/// Reads the input of the macro and the document, and writes the types, or every error.
pub(crate) fn endpoints(input: TokenStream, source: &Source) -> TokenStream {
    let cx = Ctxt::new();
    let input = Input::parse(&cx, input);
    let loaded = input.document.as_ref().map(|literal| source.load(&cx, literal));
    let read = loaded.as_ref().and_then(|loaded| Some((loaded.document.as_ref()?, loaded.path()?)));
    match cx.check(read) {
        Ok((document, path)) => {
            let import = Runtime::import(input.krate.as_ref());
            let items = items(document, Runtime::of(input.krate.as_ref()), path, source);
            quote!(#import #items)
        }
        Err(errors) => {
            let errors = errors.to_compile_error();
            let tracking = loaded.as_ref().and_then(|loaded| loaded.tracking());
            quote!(#errors #tracking)
        }
    }
}

/// Everything that is made of a document. `path` is an expression for where it is.
fn items(
    document: &Document,
    runtime: Runtime,
    path: &TokenStream,
    source: &Source,
) -> TokenStream {
    let types = Types::new(document, runtime);
    let base_urls = base_urls(document);
    let doc = docs::document(document);
    let operations =
        document.operations.iter().map(|operation| operation::operation(&types, operation, source));
    let schemas = document.schemas.iter().map(|schema| schema::schema(&types, schema));
    quote! {
        #base_urls

        #doc
        // This is also how the compiler learns of the file, so that an edit of it rebuilds the crate.
        pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(#path);

        #(#operations)*
        #(#schemas)*
    }
}

fn base_urls(document: &Document) -> Option<TokenStream> {
    let doc = docs::servers(&document.servers);
    let urls: Vec<_> = document.servers.iter().map(|server| &server.url).collect();
    match urls.as_slice() {
        [] => None,
        [url] => Some(quote! {
            #doc
            pub const BASE_URL: &::std::primitive::str = #url;
        }),
        urls => Some(quote! {
            #doc
            pub const BASE_URLS: &[&::std::primitive::str] = &[#(#urls),*];
        }),
    }
}
