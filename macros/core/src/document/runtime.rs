//! Where generated code finds the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned as _};

use crate::private::Private;

/// The runtime by its own name, or by the path that the user gave.
#[derive(Clone, Copy)]
pub(crate) enum Runtime {
    /// `::countersign`
    Default,

    /// A name in the user's module for the path of `crate = path`.
    ///
    /// Attributes of serde need the path in a string, where a `$crate` would lose its meaning.
    Renamed,
}

impl Runtime {
    const RENAMED: &'static str = "__countersign_of_endpoints";

    pub(crate) fn of(path: Option<&Path>) -> Self {
        path.map_or(Self::Default, |_| Self::Renamed)
    }

    /// The item that makes the name.
    pub(crate) fn import(path: Option<&Path>) -> Option<TokenStream> {
        path.map(|path| {
            // With the span of the path, so that the compiler marks it if it leads nowhere.
            let span = path.span();
            let name = Ident::new(Self::RENAMED, span);
            quote_spanned!(span=> #[doc(hidden)] use #path as #name;)
        })
    }

    /// `crate = …` of `#[endpoint]`, unless it is the default.
    pub(crate) fn endpoint_attribute(self) -> Option<TokenStream> {
        match self {
            Self::Default => None,
            Self::Renamed => Some(quote!(crate = #self,)),
        }
    }

    /// The path of something in the runtime, in a string.
    pub(crate) fn path_text(self, inside: &str) -> String {
        let runtime = match self {
            Self::Default => "::countersign",
            Self::Renamed => Self::RENAMED,
        };
        format!("{runtime}::{inside}")
    }

    /// The path of a function that only generated code may call, in a string.
    pub(crate) fn private_path_text(self, function: &str) -> String {
        self.path_text(&format!("{}::{function}", Private.name()))
    }
}

impl ToTokens for Runtime {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Default => tokens.extend(quote!(::countersign)),
            Self::Renamed => Ident::new(Self::RENAMED, Span::call_site()).to_tokens(tokens),
        }
    }
}
