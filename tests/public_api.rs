//! The public API of `countersign`, listed in `golden/public_api.txt`, and what it must never hold.
//!
//! `GOLDEN=overwrite cargo test -p countersign-tests --test public_api` writes the list anew. Read the difference before
//! you keep it: is every new item needed, can it still grow (`#[non_exhaustive]`, private fields), does it name a type
//! of a library that we may want to replace, and above all, does it let a user weaken what the vendor demands? A client
//! checks certificates, pins nothing, and speaks TLS (design, sections 1 and 7); no option may change that.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "public_api/source.rs"]
mod source;

use std::{env, fs};

use countersign_tests::path;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use similar::TextDiff;
use syn::{Item, visit::Visit};

use source::PublicApi;

/// Words that the name of a switch for a check would hold.
const WORDS: &[&str] = &[
    "allow",
    "bypass",
    "danger",
    "dangerous",
    "dangerously",
    "disable",
    "disabled",
    "fingerprint",
    "fingerprints",
    "insecure",
    "lax",
    "pin",
    "pinned",
    "pinning",
    "pins",
    "plain",
    "plaintext",
    "skip",
    "trust",
    "trusted",
    "unchecked",
    "unsafe",
    "untrusted",
    "unverified",
    "without",
];

/// Words that such a name would hold side by side.
const PHRASES: &[&[&str]] = &[
    &["accept", "invalid"],
    &["accept", "any"],
    &["http", "only"],
    &["https", "only"],
    &["ignore", "certificate"],
    &["no", "verify"],
    &["verify", "none"],
    &["verify", "off"],
    &["public", "key", "hash"],
];

/// Names that hold such words and turn nothing off: each has to be looked at.
const HARMLESS: &[(&str, &str)] = &[
    // The error that says that plain HTTP is refused.
    ("BaseUrlError", "PlainHttp"),
];

/// Crates whose types would let a user put something else in the place of the transport or of its checks.
const CRATES: &[&str] = &[
    "backon",
    "hyper",
    "hyper_rustls",
    "hyper_util",
    "native_tls",
    "reqwest",
    "rustls",
    "tokio",
    "tower",
    "webpki",
];

#[test]
fn the_list_is_what_the_sources_say() {
    let output = path("golden/public_api.txt");
    let actual = PublicApi::read().to_string();
    #[expect(clippy::disallowed_methods, reason = "how a person asks for new files")]
    if env::var_os("GOLDEN").is_some_and(|value| value == "overwrite") {
        fs::write(&output, &actual).unwrap();
    }
    let expected = fs::read_to_string(&output).unwrap_or_default();
    let diff = TextDiff::from_lines(expected.as_str(), actual.as_str());
    assert!(expected == actual, "golden/public_api.txt is out of date:\n{}", diff.unified_diff());
}

#[test]
fn nothing_turns_a_check_off() {
    let api = PublicApi::read();
    // What holds everything that a user can set has to be among what is searched.
    for name in ["Client", "ClientBuilder", "Roots", "TimeLimits", "RetryPolicy", "Error"] {
        assert!(api.items().any(|item| item.name == name), "{name} is not listed");
    }
    for item in api.items() {
        for name in names(&item.syntax) {
            if HARMLESS.contains(&(item.name.as_str(), name.as_str())) {
                continue;
            }
            if let Some(word) = forbidden(&name) {
                panic!("`{name}` of `{}` says `{word}`: can it turn a check off?", item.name);
            }
        }
    }
}

#[test]
fn no_signature_names_a_type_of_the_transport() {
    for item in PublicApi::read().items() {
        for ident in idents(item.syntax.to_token_stream()) {
            let origin = item.imports.get(&ident).unwrap_or(&ident);
            assert!(
                !CRATES.contains(&origin.as_str()),
                "`{}` names `{ident}` of `{origin}`",
                item.name
            );
        }
    }
}

#[test]
fn a_policy_is_no_bool() {
    for item in PublicApi::read().items().filter(|item| item.name == "ClientBuilder") {
        let Item::Impl(block) = &item.syntax else { continue };
        let inputs = block.items.iter().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(function.sig.inputs.to_token_stream()),
            _ => None,
        });
        for input in inputs {
            assert!(!idents(input.clone()).contains(&"bool".to_owned()), "{input}");
        }
    }
}

#[test]
fn a_switch_would_be_found() {
    for name in [
        "danger_accept_invalid_certs",
        "accept_invalid_hostnames",
        "DisableTls",
        "pin_certificate",
        "PinnedKey",
        "skip_verification",
        "http_only",
        "VerifyNone",
        "PlainHttp",
        "sha256_fingerprint",
    ] {
        assert!(forbidden(name).is_some(), "{name}");
    }
    for name in ["mapping", "explain", "add_roots_pem", "VerifyingKey", "Verifier", "signing_key"] {
        assert_eq!(forbidden(name), None, "{name}");
    }
}

/// The word or phrase in a name that must not be there.
fn forbidden(name: &str) -> Option<String> {
    let words = words(name);
    let word = words.iter().find(|word| WORDS.contains(&word.as_str())).cloned();
    let phrase = || {
        PHRASES.iter().find(|phrase| words.windows(phrase.len()).any(|window| window == **phrase))
    };
    word.or_else(|| phrase().map(|phrase| phrase.join(" ")))
}

/// The words of a name in snake_case or PascalCase, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_after_lower = false;
    for character in name.chars() {
        if character == '_' || (character.is_uppercase() && is_after_lower) {
            words.push(String::new());
        }
        is_after_lower = character.is_lowercase() || character.is_ascii_digit();
        if let Some(word) = words.last_mut().filter(|_| character != '_') {
            word.extend(character.to_lowercase());
        }
    }
    words
}

/// The names of an item and of everything that can be named through it.
fn names(item: &Item) -> Vec<String> {
    #[derive(Default)]
    struct Names(Vec<String>);

    impl<'ast> Visit<'ast> for Names {
        fn visit_variant(&mut self, variant: &'ast syn::Variant) {
            self.0.push(variant.ident.to_string());
            syn::visit::visit_variant(self, variant);
        }

        fn visit_field(&mut self, field: &'ast syn::Field) {
            self.0.extend(field.ident.as_ref().map(ToString::to_string));
        }

        fn visit_signature(&mut self, signature: &'ast syn::Signature) {
            self.0.push(signature.ident.to_string());
        }

        fn visit_impl_item_const(&mut self, constant: &'ast syn::ImplItemConst) {
            self.0.push(constant.ident.to_string());
        }
    }

    let mut names = Names::default();
    match item {
        Item::Struct(item) => names.0.push(item.ident.to_string()),
        Item::Enum(item) => names.0.push(item.ident.to_string()),
        Item::Trait(item) => names.0.push(item.ident.to_string()),
        _ => {}
    }
    names.visit_item(item);
    names.0
}

fn idents(tokens: TokenStream) -> Vec<String> {
    let mut idents = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => idents.push(ident.to_string()),
            TokenTree::Group(group) => idents.extend(self::idents(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    idents
}
