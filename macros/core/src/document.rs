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
mod source_code;
#[cfg(test)]
mod tests;
mod types;

pub use source_code::Tokenize;

use countersign_spec::Document;
use proc_macro2::TokenStream;
use quote::quote;

use self::{input::Input, runtime::Runtime, source_code::literal, types::Types};
use crate::{ctxt::Ctxt, source::Source};

/// Reads the input of the macro and the document, and writes the types, or every error.
pub(crate) fn endpoints(input: TokenStream, source: &Source, tokenize: Tokenize) -> TokenStream {
    let cx = Ctxt::new();
    let input = Input::parse(&cx, input);
    let loaded = input.document.as_ref().map(|literal| source.load(&cx, literal));
    let read = loaded.as_ref().and_then(|loaded| Some((loaded.document.as_ref()?, loaded.path()?)));
    match cx.check(read) {
        Ok((document, path)) => {
            let import = Runtime::import(input.krate.as_ref());
            let types = Types::new(document, Runtime::of(input.krate.as_ref()), tokenize);
            let items = items(&types, path, source);
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
fn items(types: &Types<'_>, path: &TokenStream, source: &Source) -> TokenStream {
    let document = types.document;
    let base_urls = types.tokens(&base_urls(document));
    let doc = types.tokens(&docs::document(document).to_string());
    let operations =
        document.operations.iter().map(|operation| operation::operation(types, operation, source));
    let schemas = document.schemas.iter().map(|schema| schema::schema(types, schema));
    quote! {
        #base_urls

        #doc
        // This is also how the compiler learns of the file, so that an edit of it rebuilds the crate.
        pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(#path);

        #(#operations)*
        #(#schemas)*
    }
}

fn base_urls(document: &Document) -> String {
    let doc = docs::servers(&document.servers);
    let urls: Vec<_> = document.servers.iter().map(|server| literal(&server.url)).collect();
    match urls.as_slice() {
        [] => String::new(),
        [url] => format!("{doc} pub const BASE_URL: &::std::primitive::str = {url};"),
        urls => {
            let urls = urls.join(", ");
            format!("{doc} pub const BASE_URLS: &[&::std::primitive::str] = &[{urls}];")
        }
    }
}
