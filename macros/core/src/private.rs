//! The name of the runtime's hidden module.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// Stands for `__private<PATCH>` in quoted code.
///
/// The patch version is part of the name, so that code written by hand against the module breaks on the next release.
#[derive(Clone, Copy)]
pub(crate) struct Private;

impl Private {
    pub(crate) fn name(self) -> String {
        concat!("__private", env!("CARGO_PKG_VERSION_PATCH")).to_owned()
    }
}

impl ToTokens for Private {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Ident::new(&self.name(), Span::call_site()));
    }
}
