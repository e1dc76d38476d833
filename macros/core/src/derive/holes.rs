//! Rust text with holes, for tokens of the user, which no text can stand for: an error at them has to be shown where
//! they were written, and names of a `macro_rules!` mean something in their own place only.

use std::mem;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

/// The tokens for the holes of one text.
#[derive(Default)]
pub(crate) struct Holes<'a>(Vec<Box<dyn ToTokens + 'a>>);

impl<'a> Holes<'a> {
    /// A hole for these tokens: `$` and its number. Generated code has no other use for the character.
    pub(crate) fn hole(&mut self, tokens: impl ToTokens + 'a) -> String {
        let number = self.0.len();
        self.0.push(Box::new(tokens));
        format!("${number}")
    }

    /// The tokens of the text with every hole filled.
    ///
    /// The text is read here: what the compiler makes of it would have to be taken apart again, group by group, which
    /// costs more. It may hold what generated code is made of: names, lifetimes, strings, whole numbers, punctuation
    /// and brackets, but no comments, characters, raw names or other literals.
    pub(crate) fn fill(&self, text: &str) -> TokenStream {
        let mut around = Vec::new();
        let mut tokens = TokenStream::new();
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let (token, after) = rest.split_at(length(first, rest));
            match first {
                '(' | '[' | '{' => around.push(mem::take(&mut tokens)),
                ')' | ']' | '}' => {
                    let inside = mem::replace(&mut tokens, around.pop().unwrap_or_default());
                    tokens.append(Group::new(delimiter(first), inside));
                }
                '$' => tokens.append_all(self.of(token)),
                '"' => tokens.append(string(token)),
                '0'..='9' => tokens.append(number(token)),
                '_' | 'A'..='Z' | 'a'..='z' => tokens.append(Ident::new(token, Span::call_site())),
                _ => tokens.append(Punct::new(first, spacing(first, after))),
            }
            rest = after.trim_start();
        }
        tokens
    }

    fn of(&self, hole: &str) -> Option<&dyn ToTokens> {
        self.0.get(hole[1..].parse::<usize>().ok()?).map(|tokens| &**tokens)
    }
}

/// How many bytes long the token is that the text begins with.
fn length(first: char, text: &str) -> usize {
    let bytes = text.as_bytes();
    match first {
        '"' => {
            let mut end = 1;
            while let Some(byte) = bytes.get(end).filter(|byte| **byte != b'"') {
                end += if *byte == b'\\' { 2 } else { 1 };
            }
            (end + 1).min(bytes.len())
        }
        '$' | '_' | '0'..='9' | 'A'..='Z' | 'a'..='z' => {
            let mut end = 1;
            while bytes
                .get(end)
                .is_some_and(|byte| matches!(byte, b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'))
            {
                end += 1;
            }
            end
        }
        _ => first.len_utf8(),
    }
}

fn delimiter(end: char) -> Delimiter {
    match end {
        ')' => Delimiter::Parenthesis,
        ']' => Delimiter::Bracket,
        _ => Delimiter::Brace,
    }
}

fn string(token: &str) -> Literal {
    let inside = token.trim_matches('"');
    let escaped = token.contains('\\').then(|| token.parse().ok()).flatten();
    escaped.unwrap_or_else(|| Literal::string(inside))
}

fn number(token: &str) -> Literal {
    Literal::usize_unsuffixed(token.parse().unwrap_or_default())
}

/// Whether a character belongs to what follows it: to a longer operator, or to a lifetime. What fills a hole stands for
/// itself.
fn spacing(first: char, after: &str) -> Spacing {
    match after.as_bytes().first() {
        _ if first == '\'' => Spacing::Joint,
        Some(
            b'#' | b'&' | b'\'' | b'-' | b'.' | b':' | b'<' | b'=' | b'>' | b'?' | b'|' | b','
            | b';',
        ) => Spacing::Joint,
        _ => Spacing::Alone,
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::source_code::literal;

    #[test]
    fn tokens_go_into_the_holes_and_strings_stay() {
        let mut holes = Holes::default();
        let (ty, ident) = (holes.hole(quote!(Vec<u8>)), holes.hole(quote!(name)));
        let nothing = holes.hole(quote!());
        let text = format!("{{ <{ty}>::new(&self.{ident}, \"$0\") {nothing} }} {ident}");
        let expect = r#"{<Vec<u8>>::new(&self.name,"$0")}name"#;
        assert_eq!(without_spaces(holes.fill(&text)), expect);
    }

    #[test]
    fn text_is_read_as_the_compiler_reads_it() {
        for text in [
            "",
            "#[doc(hidden)] const _: () = { use ::a::b as __c; };",
            "impl<'a, T: 'static> A<'a, T> for B<'_, T> where Vec<Vec<T>>: C { }",
            "fn write(&self, x: &'static [&'static str]) -> Result<(), E> { Ok(()) }",
            "if !skip(&self.x) && 12 >= 3 || y? == z { |v| match v { _ => .., } }",
            r#""" "a" "\"" "\\" "\\\"b" "é {} \u{202e}" "[" "{""#,
        ] {
            let expect: TokenStream = text.parse().unwrap();
            assert_eq!(Holes::default().fill(text).to_string(), expect.to_string(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_string_stays_what_it_is(text: String) {
            let read: syn::LitStr = syn::parse2(Holes::default().fill(&literal(&text))).unwrap();
            assert_eq!(read.value(), text);
        }
    }

    #[test]
    fn two_holes_do_not_make_an_operator() {
        let mut holes = Holes::default();
        let ty = holes.hole(quote!(<T as A>::B));
        let filled: syn::Type = syn::parse2(holes.fill(&format!("<{ty} as C>::D"))).unwrap();
        assert_eq!(without_spaces(quote!(#filled)), "<<TasA>::BasC>::D");
    }

    #[test]
    fn tokens_keep_their_places() {
        let mut holes = Holes::default();
        let written: TokenStream = "somewhere".parse().unwrap();
        let hole = holes.hole(written);
        let filled = holes.fill(&format!("({hole})"));
        let Some(proc_macro2::TokenTree::Group(group)) = filled.into_iter().next() else {
            panic!("no group")
        };
        let ident = group.stream().into_iter().next().unwrap();
        assert_eq!(ident.span().source_text().as_deref(), Some("somewhere"));
    }

    fn without_spaces(tokens: TokenStream) -> String {
        tokens.to_string().split_whitespace().collect()
    }
}
