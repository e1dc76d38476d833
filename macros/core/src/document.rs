//! `endpoints!`: an API document as typed endpoints.
//!
//! [`countersign_spec`] has read and checked the document, so what is written here from its model cannot fail. How the
//! structs of the operations make requests is written by [`expand`], as for structs that derive `Endpoint`.

mod additional;
mod constructor;
mod debug;
mod doc_text;
mod docs;
mod input;
mod methods;
mod operation;
mod property;
mod reserved;
mod runtime;
mod schema;
#[cfg(test)]
mod tests;
mod types;

use countersign_spec::Document;
use proc_macro2::TokenStream;
use quote::quote;

use self::{input::Input, operation::Items, runtime::Runtime, types::Types};
use crate::{
    ctxt::Ctxt,
    expand,
    source::Source,
    source_code::{Tokenize, literal, tokens},
};

/// Reads the input of the macro and the document, and writes the types, or every error.
pub(crate) fn endpoints(input: TokenStream, source: &Source, tokenize: Tokenize) -> TokenStream {
    let cx = Ctxt::new();
    let input = Input::parse(&cx, input);
    let loaded = input.document.as_ref().map(|literal| source.load(&cx, literal));
    let read = loaded.as_ref().and_then(|loaded| Some((loaded.document.as_ref()?, loaded.path()?)));
    match cx.check(read) {
        Ok((document, path)) => {
            let import = Runtime::import(input.krate.as_ref());
            let types = Types::new(document, Runtime::of(input.krate.as_ref()));
            let doc = tokens(tokenize, &docs::document(document).to_string());
            let items = tokens(tokenize, &items(&types));
            quote! {
                #import

                #doc
                // This is also how the compiler learns of the file, so that an edit of it rebuilds the crate.
                pub const DOCUMENT: &::std::primitive::str = ::core::include_str!(#path);

                #items
            }
        }
        Err(errors) => {
            let errors = errors.to_compile_error();
            let tracking = loaded.as_ref().and_then(|loaded| loaded.tracking());
            quote!(#errors #tracking)
        }
    }
}

/// Everything that is made of a document but the constant that holds it.
fn items(types: &Types<'_>) -> String {
    let mut items = base_urls(types.document);
    let mut implementations = String::new();
    for operation in &types.document.operations {
        let Items { declaration, implementation } = operation::operation(types, operation);
        items.push_str(&declaration);
        implementations.push_str(&implementation);
    }
    if !implementations.is_empty() {
        // One scope for all: each is an item that the compiler has to look at.
        items.push_str(&expand::in_const(&types.runtime.alias(), "", &implementations));
    }
    for schema in &types.document.schemas {
        items.push_str(&schema::schema(types, schema));
    }
    items
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
