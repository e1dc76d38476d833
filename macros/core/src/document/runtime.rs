//! Where generated code finds the runtime.

use std::fmt;

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::{Path, spanned::Spanned as _};

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

    /// The item that makes the name `__countersign` of [`expand::in_const`](crate::expand::in_const).
    pub(crate) fn alias(self) -> String {
        format!("use {self} as __countersign;")
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Default => "::countersign",
            Self::Renamed => Self::RENAMED,
        })
    }
}
