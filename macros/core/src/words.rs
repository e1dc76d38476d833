//! Reads `#[endpoint(word, word = value, …)]`, going on after a mistake.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{
    Attribute, Ident, LitStr, Meta, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use crate::{ctxt::Ctxt, symbol};

/// A word that was set at most once.
#[derive(Default)]
pub(crate) enum Word<T> {
    /// The word is not there.
    #[default]
    Absent,

    /// The word is there with a value that was complained about.
    Unreadable,

    /// The word is there.
    Given(Ident, T),

    /// A misspelt word is there that resembles this one.
    Guessed(Ident, T),
}

impl<T> Word<T> {
    /// Sets the word to what was read as its value.
    ///
    /// Once a word has been given, a second time is a mistake whatever its value is.
    pub(crate) fn set(
        &mut self,
        cx: &Ctxt,
        word: Ident,
        value: syn::Result<T>,
    ) -> Result<(), Reported> {
        let is_guess = cx.is_guessing();
        match self {
            Self::Absent => {}
            // The right word beside a misspelt one is no second mistake, whichever comes first.
            Self::Guessed(..) if !is_guess => {}
            _ => {
                if !is_guess {
                    cx.error_on(
                        &word,
                        format!("`{word}` is given twice\nhelp: remove one of the two"),
                    );
                }
                return value.map(drop).map_err(|_| Reported);
            }
        }
        match value {
            Ok(value) => {
                *self =
                    if is_guess { Self::Guessed(word, value) } else { Self::Given(word, value) };
                Ok(())
            }
            Err(error) => {
                cx.error(error);
                *self = Self::Unreadable;
                Err(Reported)
            }
        }
    }

    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The word itself, if it has a value that could be read.
    pub(crate) fn word(&self) -> Option<&Ident> {
        match self {
            Self::Given(word, _) | Self::Guessed(word, _) => Some(word),
            Self::Absent | Self::Unreadable => None,
        }
    }

    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Self::Given(_, value) | Self::Guessed(_, value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }
}

/// A mistake that the context already holds.
pub(crate) struct Reported;

/// Where an attribute stands, which decides what may be in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Container,
    Field,
}

impl On {
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Container => &symbol::CONTAINER_WORDS,
            Self::Field => &symbol::FIELD_WORDS,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Container => Self::Field,
            Self::Field => Self::Container,
        }
    }
}

/// Calls `read` for each word of the attribute, with the word as it was meant and the input behind it.
///
/// Returns whether every word made sense. `read` has to report its own mistakes. A misspelt word is reported here, and
/// then read as the word that it resembles, so that one mistake does not look like several.
pub(crate) fn read_words(
    cx: &Ctxt,
    attribute: &Attribute,
    on: On,
    mut read: impl FnMut(&Ident, &str, ParseStream<'_>) -> Result<(), Reported>,
) -> bool {
    let Meta::List(list) = &attribute.meta else {
        let example = match on {
            On::Container => "#[endpoint(method = GET, path = \"/v1/echo\")]",
            On::Field => "#[endpoint(query)]",
        };
        cx.error_on(
            &attribute.meta,
            format!("`endpoint` needs its words in parentheses\nhelp: for example `{example}`"),
        );
        return false;
    };
    let mut all_understood = true;
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            if read_word(cx, input, on, &mut read).is_err() {
                all_understood = false;
                skip_to_next_word(input);
            }
            expect_comma(cx, input);
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(list.tokens.clone()) {
        cx.error(error);
        return false;
    }
    all_understood
}

fn read_word(
    cx: &Ctxt,
    input: ParseStream<'_>,
    on: On,
    read: &mut impl FnMut(&Ident, &str, ParseStream<'_>) -> Result<(), Reported>,
) -> Result<(), Reported> {
    let word = Ident::parse_any(input).map_err(|_| {
        let wrong = input.fork().parse::<TokenTree>().ok();
        cx.error_on(wrong, format!("expected one of {}", list_of(on.words())));
        Reported
    })?;
    let text = word.to_string();
    if on.words().contains(&text.as_str()) {
        return read(&word, &text, input);
    }
    if on.other().words().contains(&text.as_str()) {
        let place = match on {
            On::Container => "on a field, not on the struct",
            On::Field => "on the struct, not on a field",
        };
        cx.error_on(&word, format!("`{text}` belongs {place}"));
        return Err(Reported);
    }
    let near = countersign_spec::nearest(&text, on.words().iter().copied());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", list_of(on.words())),
    };
    cx.error_on(&word, format!("unknown word `{text}`\nhelp: {help}"));
    match near {
        Some(near) => cx.guess(|| read(&Ident::new(near, word.span()), near, input)),
        None => Err(Reported),
    }
}

/// Skips what could not be understood: up to a comma behind which there seems to be a word, and not the next part of
/// a type.
fn skip_to_next_word(input: ParseStream<'_>) {
    while !input.is_empty() && !at_next_word(input) {
        let _ = input.parse::<TokenTree>();
    }
}

fn at_next_word(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    if ahead.parse::<Token![,]>().is_err() {
        return false;
    }
    ahead.is_empty()
        || Ident::parse_any(&ahead).is_ok_and(|word| is_word(&word) || ahead.peek(Token![=]))
}

fn is_word(ident: &Ident) -> bool {
    [On::Container, On::Field].iter().any(|on| on.words().iter().any(|word| ident == word))
}

fn expect_comma(cx: &Ctxt, input: ParseStream<'_>) {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return;
    }
    let next = input.fork().parse::<TokenTree>().ok();
    let goes_on = matches!(&next, Some(TokenTree::Ident(word)) if is_word(word));
    cx.error_on(next, "expected a comma before this");
    // A word goes on as if the comma were there; anything else is skipped.
    if !goes_on {
        skip_to_next_word(input);
        let _ = input.parse::<Token![,]>();
    }
}

/// The value behind `word =`, or an error on the word if there is none.
pub(crate) fn value<T>(
    word: &Ident,
    input: ParseStream<'_>,
    example: &str,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let equals = input.fork();
    if equals.parse::<Token![=]>().is_err() || equals.is_empty() || equals.peek(Token![,]) {
        return Err(syn::Error::new(
            word.span(),
            format!("`{word}` needs a value\nhelp: write `{example}`"),
        ));
    }
    input.parse::<Token![=]>()?;
    parse(input)
}

/// A string literal, or an error that says why nothing else will do.
pub(crate) fn string(input: ParseStream<'_>, what: &str) -> syn::Result<LitStr> {
    let wrong = input.fork().parse::<TokenTree>().ok();
    input.parse().map_err(|_| {
        syn::Error::new_spanned(
            wrong,
            format!("{what} must be a string literal, because the derive reads it"),
        )
    })
}

/// An error on the token that comes next.
pub(crate) fn error_on_next(input: ParseStream<'_>, message: String) -> syn::Error {
    match input.fork().parse::<TokenTree>() {
        Ok(token) => syn::Error::new_spanned(token.to_token_stream(), message),
        Err(_) => input.error(message),
    }
}

pub(crate) fn list_of(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
