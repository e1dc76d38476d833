//! The little that has to be known of `#[serde(…)]`.
//!
//! All but the usual ones (see `derive/payload/plain.rs`) serde reads itself, from a struct of ours that carries
//! them, and complains about them itself. Here they are looked at only as far as the expansion depends on them, and
//! anything unknown is left to serde.

mod rename_rule;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{
    Attribute, Ident, LitStr, Meta, Token, WherePredicate, parse::Parser as _,
    punctuated::Punctuated,
};

use crate::{self_type::SelfType, symbol};

pub(crate) use rename_rule::RenameRule;

/// The words for writing whose values are Rust in strings: paths, types and bounds.
const HOLD_RUST: [&str; 5] = ["bound", "into", "serialize_with", "skip_serializing_if", "with"];

/// One `#[serde(…)]` attribute.
pub(crate) struct SerdeAttr {
    pub(crate) original: Attribute,
    words: Vec<SerdeWord>,
}

/// One word of it and whatever stands between it and the next comma.
struct SerdeWord {
    word: Ident,
    value: TokenStream,
}

/// The where-predicates that `#[serde(bound)]` sets in place of the usual ones.
pub(crate) type Bound = Punctuated<WherePredicate, Token![,]>;

impl SerdeAttr {
    pub(crate) fn all(attributes: &[Attribute]) -> Vec<Self> {
        attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident(symbol::SERDE))
            .map(|attribute| Self { original: attribute.clone(), words: words(attribute) })
            .collect()
    }

    /// The word, if the attribute has it.
    pub(crate) fn word(&self, text: &str) -> Option<&Ident> {
        self.words.iter().map(|word| &word.word).find(|word| *word == text)
    }

    /// Whether the attribute has one of these words.
    pub(crate) fn has(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.word(text).is_some())
    }

    /// The attribute as it goes to serde, on a struct of ours.
    ///
    /// It goes without `crate`, because the derive knows where serde is: that word is there if the struct also derives
    /// one of serde's own traits. And it goes with the user's struct in place of `Self`.
    pub(crate) fn for_payload(&self, self_type: &SelfType) -> TokenStream {
        // Most attributes go as they are, and so does what makes no sense, so that serde complains about it.
        if !self.words.iter().any(|word| word.is_crate() || word.may_mention_self()) {
            return self.original.to_token_stream();
        }
        let words =
            self.words.iter().filter(|word| !word.is_crate()).map(|SerdeWord { word, value }| {
                let value = match HOLD_RUST.iter().any(|known| word == known) {
                    true => self_type.replace_in_strings(value.clone()),
                    false => value.clone(),
                };
                quote!(#word #value)
            });
        quote!(#[serde(#(#words),*)])
    }

    /// `bound = "T: Serialize"` or `bound(serialize = "T: Serialize")`
    pub(crate) fn bound(&self) -> Option<Bound> {
        match self.for_serialize("bound") {
            Setting::Given(literal) => literal.parse_with(Punctuated::parse_terminated).ok(),
            Setting::Absent | Setting::Unreadable => None,
        }
    }

    /// What `word = "…"` or `word(serialize = "…")` sets for writing.
    ///
    /// The word may be there twice, once for each side.
    pub(crate) fn for_serialize(&self, text: &str) -> Setting {
        let words = self.words.iter().filter(|word| word.word == text);
        Setting::first_of(words.map(SerdeWord::for_serialize))
    }
}

impl SerdeWord {
    fn is_crate(&self) -> bool {
        self.word == "crate"
    }

    fn may_mention_self(&self) -> bool {
        self.value.to_string().contains("Self")
    }

    fn for_serialize(&self) -> Setting {
        let Some(TokenTree::Group(group)) = self.value.clone().into_iter().next() else {
            return Setting::of(&self.value);
        };
        let nested = words_of(group.stream());
        let makes_sense =
            nested.iter().all(|word| word.word == "serialize" || word.word == "deserialize");
        if !makes_sense || (nested.is_empty() && !group.stream().is_empty()) {
            return Setting::Unreadable;
        }
        nested
            .iter()
            .find(|word| word.word == "serialize")
            .map_or(Setting::Absent, |word| Setting::of(&word.value))
    }
}

/// What one word sets.
pub(crate) enum Setting {
    /// Nothing: the word is not there, or is about reading only.
    Absent,

    /// A text.
    Given(LitStr),

    /// Something about which serde will complain.
    Unreadable,
}

impl Setting {
    /// The first of several attributes that sets the word.
    pub(crate) fn first(attributes: &[SerdeAttr], word: &str) -> Self {
        Self::first_of(attributes.iter().map(|attribute| attribute.for_serialize(word)))
    }

    fn first_of(mut settings: impl Iterator<Item = Self>) -> Self {
        settings.find(|setting| !matches!(setting, Self::Absent)).unwrap_or(Self::Absent)
    }

    fn of(value: &TokenStream) -> Self {
        value_of(value).map_or(Self::Unreadable, Self::Given)
    }
}

fn words(attribute: &Attribute) -> Vec<SerdeWord> {
    match &attribute.meta {
        Meta::List(list) => words_of(list.tokens.clone()),
        _ => Vec::new(),
    }
}

fn words_of(tokens: TokenStream) -> Vec<SerdeWord> {
    let mut words = Vec::new();
    let mut tokens = tokens.into_iter();
    loop {
        // Every value that serde allows is one literal or one group, so no comma stands inside a value.
        let chunk: Vec<TokenTree> = tokens.by_ref().take_while(|token| !is_comma(token)).collect();
        match chunk.as_slice() {
            [] => return words,
            [TokenTree::Ident(word), value @ ..] => {
                words
                    .push(SerdeWord { word: word.clone(), value: value.iter().cloned().collect() });
            }
            _ => {}
        }
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}

/// The literal of `= "…"`.
fn value_of(tokens: &TokenStream) -> Option<LitStr> {
    let parser = |input: syn::parse::ParseStream<'_>| {
        input.parse::<Token![=]>()?;
        input.parse::<LitStr>()
    };
    parser.parse2(tokens.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(tokens: TokenStream) -> SerdeAttr {
        let input: syn::DeriveInput = syn::parse_quote!(
            #[serde(#tokens)]
            struct X;
        );
        SerdeAttr::all(&input.attrs).remove(0)
    }

    #[test]
    fn finds_words() {
        let attribute =
            attribute(quote!(rename = "skip", skip_serializing_if = "a, b", with = "x"));
        assert!(attribute.has(&["with"]));
        assert!(!attribute.has(&["skip", "b", "x"]));
    }

    #[test]
    fn reads_bounds() {
        for tokens in [
            quote!(default, bound = "T: A, U: B"),
            quote!(bound(deserialize = "T: X", serialize = "T: A, U: B")),
            quote!(bound(deserialize = "T: X"), bound(serialize = "T: A, U: B")),
        ] {
            assert_eq!(
                attribute(tokens).bound().unwrap().to_token_stream().to_string(),
                "T : A , U : B"
            );
        }
        assert!(attribute(quote!(bound(deserialize = "T: X"))).bound().is_none());
        assert!(attribute(quote!(bound = "")).bound().unwrap().is_empty());
        assert!(attribute(quote!(rename = "bound")).bound().is_none());
    }

    #[test]
    fn leaves_crate_out() {
        let self_type = SelfType::of(&quote::format_ident!("Create"), &syn::Generics::default());
        let check = |tokens, expected| {
            assert_eq!(attribute(tokens).for_payload(&self_type).to_string(), expected);
        };
        check(quote!(default), "# [serde (default)]");
        check(
            quote!(tag = "t", crate = "c", bound(serialize = "")),
            "# [serde (tag = \"t\" , bound (serialize = \"\"))]",
        );
        check(quote!(crate = "c"), "# [serde ()]");
    }

    #[test]
    fn reads_settings() {
        let check = |tokens, expected: &str| {
            let actual = match attribute(tokens).for_serialize("rename") {
                Setting::Absent => "absent".to_owned(),
                Setting::Given(literal) => literal.value(),
                Setting::Unreadable => "unreadable".to_owned(),
            };
            assert_eq!(actual, expected);
        };
        check(quote!(rename = "a"), "a");
        check(quote!(default, rename = r"a",), "a");
        check(quote!(rename(serialize = "a")), "a");
        check(quote!(rename(deserialize = "b", serialize = "a")), "a");
        check(quote!(rename(deserialize = "b")), "absent");
        check(quote!(rename(deserialize = "b"), rename(serialize = "a")), "a");
        check(quote!(rename(deserialize = "b"), default, rename = "a"), "a");
        check(quote!(rename_all = "b"), "absent");
        check(quote!(rename), "unreadable");
        check(quote!(rename = 3), "unreadable");
        check(quote!(rename("a")), "unreadable");
        check(quote!(rename(serialise = "a")), "unreadable");
        check(quote!(rename(serialize = a)), "unreadable");
    }

    #[test]
    fn the_first_attribute_that_sets_a_word_counts() {
        let attributes = [quote!(default), quote!(rename(deserialize = "a")), quote!(rename = "b")];
        let attributes = attributes.map(attribute);
        let Setting::Given(literal) = Setting::first(&attributes, "rename") else {
            panic!("`rename` is set");
        };
        assert_eq!(literal.value(), "b");
        assert!(matches!(Setting::first(&attributes, "tag"), Setting::Absent));
    }

    #[test]
    fn leaves_nonsense_to_serde() {
        for tokens in [quote!(), quote!(= 3, ,,), quote!(bound), quote!(bound = "!!!")] {
            assert!(attribute(tokens).bound().is_none());
        }
    }
}
