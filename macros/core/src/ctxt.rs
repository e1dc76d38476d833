//! Collects errors, so that all of them are reported at once.

use std::{
    cell::{Cell, RefCell},
    fmt::Display,
    thread,
};

use quote::ToTokens;

/// The errors found so far.
///
/// Whoever makes one has to [`check`](Self::check) it: dropping it unchecked panics, so that a path through the code
/// that forgets its errors fails the tests instead of accepting wrong input.
pub(crate) struct Ctxt {
    /// `None` once checked.
    errors: RefCell<Option<Vec<syn::Error>>>,
    guessing: Cell<bool>,
}

impl Ctxt {
    pub(crate) fn new() -> Self {
        Self { errors: RefCell::new(Some(Vec::new())), guessing: Cell::new(false) }
    }

    /// Adds an error on exactly these tokens.
    pub(crate) fn error_on(&self, tokens: impl ToTokens, message: impl Display) {
        self.error(syn::Error::new_spanned(tokens, message));
    }

    pub(crate) fn error(&self, error: syn::Error) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    /// Reads a misspelt word, about which there is an error already, as the word that it resembles.
    pub(crate) fn guess<T>(&self, read: impl FnOnce() -> T) -> T {
        self.guessing.set(true);
        let result = read();
        self.guessing.set(false);
        result
    }

    pub(crate) fn is_guessing(&self) -> bool {
        self.guessing.get()
    }

    /// Gives the value if it is there and nothing went wrong, or else all errors as one.
    pub(crate) fn check<T>(self, value: Option<T>) -> syn::Result<T> {
        let errors = self.errors.take().unwrap_or_default();
        let combined = errors.into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        match (combined, value) {
            (None, Some(value)) => Ok(value),
            (Some(errors), _) => Err(errors),
            (None, None) => Err(syn::Error::new(
                proc_macro2::Span::call_site(),
                "the derive refused this struct without saying why; please report this bug of countersign",
            )),
        }
    }
}

impl Drop for Ctxt {
    fn drop(&mut self) {
        if !thread::panicking() && self.errors.get_mut().is_some() {
            #[expect(clippy::panic, reason = "a bug of this crate, which no input can cause")]
            {
                panic!("the errors of a macro were never checked");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_wrong() {
        assert_eq!(Ctxt::new().check(Some(1)).unwrap(), 1);
    }

    #[test]
    fn every_error_is_kept() {
        let cx = Ctxt::new();
        cx.error_on(quote::quote!(a), "one");
        cx.error_on(quote::quote!(b), "two");
        let messages: Vec<_> =
            cx.check(Some(1)).unwrap_err().into_iter().map(|error| error.to_string()).collect();
        assert_eq!(messages, ["one", "two"]);
    }

    #[test]
    fn no_value_is_an_error() {
        assert!(Ctxt::new().check(None::<u8>).is_err());
    }

    #[test]
    fn forgotten_errors_are_loud() {
        let forgotten = std::panic::catch_unwind(|| drop(Ctxt::new()));
        assert!(forgotten.is_err());
    }
}
