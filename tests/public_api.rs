//! The public API of `countersign`, listed in `golden/public_api.txt`, and what it must never hold.
//!
//! `GOLDEN=overwrite cargo test -p countersign-tests --test public_api` writes the list anew. Read the difference before
//! you keep it: is every new item needed, can it still grow (`#[non_exhaustive]`, private fields), does it name a type
//! of a library that we may want to replace, and above all, does it let a user weaken what the vendor demands? A client
//! checks certificates, pins nothing, and speaks TLS (design, section 1); no setting may change that, so every one is tried.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "public_api/source.rs"]
mod source;

#[path = "public_api/settings.rs"]
mod settings;

use std::{collections::BTreeSet, env, fs};

use countersign::{BaseUrlError, BuildError, CertificateCheck, CertificateRefusal, Error};
use countersign_tests::{
    certificates::Plan,
    path,
    tls_server::{PING, TlsServer, client},
};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use similar::TextDiff;
use syn::Item;

use settings::{SETTINGS, Set, settings_of};
use source::PublicApi;

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

/// A setting that is new has to be tried against wrong certificates too, before it can be published.
#[test]
fn every_setting_is_tried() {
    let api = PublicApi::read();
    let tried: BTreeSet<_> = SETTINGS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(settings_of(&api), tried);
}

/// Whatever a user sets, and all of it at once: wrong certificates are refused before a byte is sent, and so is `http://`.
#[tokio::test]
async fn no_setting_turns_a_check_off() {
    let [root, stranger] =
        ["the root", "a stranger"].map(|name| Plan::authority(name).self_signed());
    let expired_root = Plan::authority("the root of yesterday").expired().self_signed();
    let server = || Plan::server(&["localhost"]);
    let good = server().issued_by(&root).chain(&[]);
    let wrong = [
        (CertificateCheck::Name, Plan::server(&["other.example"]).issued_by(&root)),
        (CertificateCheck::Expired, server().expired().issued_by(&root)),
        (CertificateCheck::Expired, server().issued_by(&expired_root)),
        (CertificateCheck::Signature, server().issued_by(&root).forged()),
        (CertificateCheck::UnknownIssuer, server().issued_by(&stranger)),
    ]
    .map(|(check, leaf)| (check, leaf.chain(&[])));
    let all: (_, Set) =
        ("all of them", |builder| SETTINGS.iter().fold(builder, |builder, (_, set)| set(builder)));
    for (name, set) in SETTINGS.iter().chain([&all]) {
        let server = TlsServer::start(good.clone()).await;
        let begin = |base_url: &str| set(client(base_url, &[&root, &expired_root]));
        let client = begin(&server.base_url()).build().unwrap();
        client.send(&PING).await.unwrap();
        let sent = server.counts().application_bytes;
        for (check, chain) in &wrong {
            server.show(chain.clone());
            let error = client.send(&PING).await.unwrap_err();
            let Error::Transport(error) = error else { panic!("{name}, {check:?}: {error}") };
            let refused = error.certificate().map(CertificateRefusal::check);
            assert_eq!(refused, Some(*check), "{name}: {error}");
        }
        assert_eq!(server.counts().application_bytes, sent, "{name}");
        let plain = begin(&server.base_url().replace("https", "http")).build().unwrap_err();
        let is_plain = matches!(plain, BuildError::BaseUrl(BaseUrlError::PlainHttp));
        assert!(is_plain, "{name}: {plain}");
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

/// Every identifier in these tokens.
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
