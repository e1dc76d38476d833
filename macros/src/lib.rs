//! The procedural macros of [Countersign]. Depend on `countersign`, which re-exports them and documents them.
//!
//! [Countersign]: https://docs.rs/countersign

use countersign_macros_core::{Source, Tokenize};
use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

#[expect(missing_docs, reason = "documented where `countersign` re-exports it")]
#[proc_macro_derive(Endpoint, attributes(endpoint, serde))]
pub fn derive_endpoint(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    countersign_macros_core::derive_endpoint(&input, &Source::from_env()).into()
}

#[expect(missing_docs, reason = "documented where `countersign` re-exports it")]
#[proc_macro]
pub fn endpoints(input: TokenStream) -> TokenStream {
    countersign_macros_core::endpoints(input.into(), &Source::from_env(), TOKENIZE).into()
}

/// The compiler's own reader of Rust text.
const TOKENIZE: Tokenize = |text| match text.parse::<TokenStream>() {
    Ok(tokens) => Ok(tokens.into()),
    Err(error) => Err(error.to_string()),
};
