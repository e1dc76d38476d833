//! Rust as text.
//!
//! A macro runs without optimisation in most builds. To push token after token took half of the time of a large
//! document; the compiler, which is optimised, reads the same as text in a tenth of it.

use proc_macro2::{Span, TokenStream};

/// Makes tokens of Rust text, or says why it cannot.
///
/// `str::parse` does, but inside a macro `proc_macro2` reads the text itself first, without optimisation, to see whether
/// the compiler can read it. The compiler's own `parse` is what a macro should give here.
pub type Tokenize = fn(&str) -> Result<TokenStream, String>;

/// The tokens of generated text.
pub(crate) fn tokens(tokenize: Tokenize, text: &str) -> TokenStream {
    tokenize(text)
        .unwrap_or_else(|error| syn::Error::new(Span::call_site(), error).to_compile_error())
}

/// A name of the document's model as an identifier, which may be a keyword.
pub(crate) fn ident(name: &str) -> String {
    match KEYWORDS.binary_search(&name) {
        Ok(_) => format!("r#{name}"),
        Err(_) => name.to_owned(),
    }
}

/// The keywords of Rust 2024, used and reserved (Rust reference, "Keywords"), but for those that cannot be written raw:
/// the model has none of these. In an older edition `r#gen` means the same as `gen`.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// A string literal.
pub(crate) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// `None`, whatever the user's module calls by that name. So are the next two.
pub(crate) const NONE: &str = "::std::option::Option::None";

/// `Some` of a value.
pub(crate) fn some(value: &str) -> String {
    format!("::std::option::Option::Some({value})")
}

/// `Option` of a type.
pub(crate) fn option(ty: &str) -> String {
    format!("::std::option::Option<{ty}>")
}

/// An attribute, or nothing.
pub(crate) fn attribute_if(needed: bool, attribute: &'static str) -> &'static str {
    if needed { attribute } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_written_raw() {
        assert!(KEYWORDS.is_sorted());
        for keyword in KEYWORDS {
            assert_eq!(ident(keyword), format!("r#{keyword}"));
            let is_new = keyword == "gen"; // syn takes it for a name, as in the editions before 2024
            assert_eq!(syn::parse_str::<syn::Ident>(keyword).is_ok(), is_new, "{keyword}");
        }
        for name in ["kind", "union", "macro_rules", "r", "Type", "é"] {
            assert_eq!(ident(name), name);
            assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_literal_means_its_text() {
        for text in ["", "\"\\'{}", "\r\n\t\0\u{7f}", "e\u{301} \u{202e} \u{1f980}", "#\"#"] {
            let read: syn::LitStr = syn::parse_str(&literal(text)).unwrap();
            assert_eq!(read.value(), text);
        }
    }
}
