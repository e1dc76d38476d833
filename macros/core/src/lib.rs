//! The logic of Countersign's macros, as a plain library on `proc_macro2`, so that tests can call it.
//!
//! The way of a struct through this crate: [`ast`] and [`attr`] read it into typed values, [`lower`] describes it as a
//! [`countersign_spec`] draft and turns the problems of the draft into errors at their tokens,
//! [`derive`](mod@derive) and [`expand`] write the implementation. Errors are collected in a [`ctxt::Ctxt`], so that
//! all of them are reported at once, and [`fallback`] writes an implementation beside them that keeps the compiler
//! from adding more.
//!
//! This crate is an implementation detail of `countersign` and not covered by semver.

mod ast;
mod attr;
mod bind;
mod ctxt;
mod derive;
mod document;
mod expand;
mod fallback;
mod lower;
mod members;
mod private;
mod self_type;
mod serde_attr;
mod source;
mod source_code;
mod symbol;
#[cfg(test)]
mod tests;
mod words;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::{ast::Container, bind::Binding, ctxt::Ctxt};

// The public interface is:
pub use crate::{source::Source, source_code::Tokenize};

/// Expands `#[derive(Endpoint)]`.
///
/// The result is an implementation of `countersign::Endpoint`, or a `compile_error!` for every mistake and an
/// implementation that does nothing.
pub fn derive_endpoint(input: &DeriveInput, source: &Source) -> TokenStream {
    let cx = Ctxt::new();
    let container = Container::from_ast(&cx, input);
    let binding = Binding::read(&cx, &container.attrs, source);
    let endpoint = lower::endpoint(&cx, &container, &binding);
    let implementation = match cx.check(endpoint) {
        Ok(endpoint) => derive::endpoint(&container, &endpoint),
        Err(errors) => fallback::endpoint(&container, &errors),
    };
    let tracking = binding.tracking();
    quote!(#implementation #tracking)
}

/// Expands `endpoints!("bango-resale.json")`.
///
/// The result is the types of the document, or a `compile_error!` for every mistake.
pub fn endpoints(input: TokenStream, source: &Source, tokenize: Tokenize) -> TokenStream {
    document::endpoints(input, source, tokenize)
}
