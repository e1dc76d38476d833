//! What stands between the parentheses of `endpoints!`: `"bango-resale.json"`, `"bango-resale.json", crate = path`.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Ident, LitStr, Path, Token,
    ext::IdentExt as _,
    parse::{ParseStream, Parser as _},
};

use crate::{
    ctxt::Ctxt,
    symbol::CRATE,
    words::{error_on_next, value},
};

const EXAMPLE: &str = "endpoints!(\"bango-resale.json\")";

/// The input of the macro. What could not be read has been reported.
#[derive(Default)]
pub(crate) struct Input {
    pub(crate) document: Option<LitStr>,
    /// Where countersign is, if it was said.
    pub(crate) krate: Option<Path>,
}

impl Input {
    pub(crate) fn parse(cx: &Ctxt, input: TokenStream) -> Self {
        let mut read = Self::default();
        if let Err(error) = (|input: ParseStream<'_>| read.read(input)).parse2(input) {
            cx.error(error);
        }
        read
    }

    fn read(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let result = self.read_words(input);
        if result.is_err() {
            // One mistake is enough; what follows it may be meant in any way.
            while input.parse::<TokenTree>().is_ok() {}
        }
        result
    }

    fn read_words(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.is_empty() {
            let message = format!("no document is named\nhelp: name one: `{EXAMPLE}`");
            return Err(syn::Error::new(Span::call_site(), message));
        }
        self.document = Some(document(input)?);
        while !input.is_empty() {
            if input.parse::<Token![,]>().is_err() {
                return Err(error_on_next(input, "expected a comma before this".to_owned()));
            }
            if !input.is_empty() {
                self.read_word(input)?;
            }
        }
        Ok(())
    }

    fn read_word(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(LitStr) {
            return Err(error_on_next(
                input,
                "one `endpoints!` reads one document\n\
                 help: write another `endpoints!` for this one, in a module of its own"
                    .to_owned(),
            ));
        }
        let Ok(word) = input.call(Ident::parse_any) else {
            return Err(error_on_next(input, format!("expected `{CRATE} = some::path`")));
        };
        if word != CRATE {
            let help = match countersign_spec::nearest(&word.to_string(), [CRATE]) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the only one is `{CRATE} = some::path`"),
            };
            return Err(syn::Error::new(
                word.span(),
                format!("unknown word `{word}`\nhelp: {help}"),
            ));
        }
        let path = value(&word, input, "crate = some::path", |input| {
            let wrong = error_on_next(input, "expected a path, as in `some::path`".to_owned());
            input.call(Path::parse_mod_style).map_err(|_| wrong)
        })?;
        if self.krate.replace(path).is_some() {
            let message = format!("`{word}` is given twice\nhelp: remove one of the two");
            return Err(syn::Error::new(word.span(), message));
        }
        Ok(())
    }
}

fn document(input: ParseStream<'_>) -> syn::Result<LitStr> {
    let message = "the name of the document must be a string literal, because the macro reads it";
    let wrong = error_on_next(input, message.to_owned());
    input.parse().map_err(|_| wrong)
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;

    use super::*;

    /// The errors, each as `tokens: message`.
    #[track_caller]
    fn refused(input: &str, expected: &[&str]) {
        let cx = Ctxt::new();
        let input: TokenStream = input.parse().unwrap();
        let _ = Input::parse(&cx, input);
        let errors: Vec<_> = cx
            .check(Some(()))
            .unwrap_err()
            .into_iter()
            .map(|error| format!("{}: {error}", error.span().source_text().unwrap_or_default()))
            .collect();
        assert_eq!(errors, expected);
    }

    #[test]
    fn one_document_and_a_path() {
        for (input, document, krate) in [
            ("\"x.json\"", "x.json", ""),
            ("\"x.json\",", "x.json", ""),
            ("r\"x.json\", crate = a::b", "x.json", "a :: b"),
            ("\"x.json\", crate = ::a,", "x.json", ":: a"),
            ("\"x.json\", crate = crate::a", "x.json", "crate :: a"),
        ] {
            let cx = Ctxt::new();
            let read = Input::parse(&cx, input.parse().unwrap());
            cx.check(Some(())).unwrap();
            assert_eq!(read.document.unwrap().value(), document);
            assert_eq!(read.krate.to_token_stream().to_string(), krate, "{input}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        refused(
            "",
            &[": no document is named\nhelp: name one: `endpoints!(\"bango-resale.json\")`"],
        );
        let literal =
            "the name of the document must be a string literal, because the macro reads it";
        for wrong in ["bango", "1", "b\"x\"", "{}"] {
            refused(wrong, &[&format!("{wrong}: {literal}")]);
        }
        refused("concat!(\"a\", \"b\")", &[&format!("concat: {literal}")]);
        refused("\"a\" crate = b", &["crate: expected a comma before this"]);
        refused("\"a\",, crate = b", &[",: expected `crate = some::path`"]);
        refused(
            "\"a\", \"b\"",
            &["\"b\": one `endpoints!` reads one document\n\
               help: write another `endpoints!` for this one, in a module of its own"],
        );
        refused("\"a\", crte = b", &["crte: unknown word `crte`\nhelp: did you mean `crate`?"]);
        refused(
            "\"a\", banana",
            &["banana: unknown word `banana`\nhelp: the only one is `crate = some::path`"],
        );
        refused(
            "\"a\", crate",
            &["crate: `crate` needs a value\nhelp: write `crate = some::path`"],
        );
        refused("\"a\", crate = \"b\"", &["\"b\": expected a path, as in `some::path`"]);
        refused(
            "\"a\", crate = b, crate = c",
            &["crate: `crate` is given twice\nhelp: remove one of the two"],
        );
    }
}
