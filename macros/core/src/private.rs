//! The name of the runtime's hidden module.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// Writes `__private<PATCH>` into generated code.
///
/// The patch version is part of the name, so that code written by hand against the module breaks on the next release.
#[derive(Clone, Copy)]
pub(crate) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(concat!("__private", env!("CARGO_PKG_VERSION_PATCH")))
    }
}

impl ToTokens for Private {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Ident::new(&self.to_string(), Span::call_site()));
    }
}
