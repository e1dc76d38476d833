//! What the derive writes, committed to be read, and compiled and run to be true.
//!
//! `GOLDEN=overwrite cargo test -p countersign-tests --test golden` writes `golden/<case>.rs` from `golden/<case>.in.rs`.
//! Read the difference before you keep it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{env, fs};

use countersign_macros_core::Source;
use countersign_tests::{path, wire};
use similar::TextDiff;
use syn::{Item, ItemStruct, Meta, parse_quote};

/// The committed files. They are formatted by `prettyplease`, and held to the rules for generated code.
macro_rules! cases {
    ($($case:ident $file:literal,)*) => {
        $(
            #[allow(
                dead_code, missing_docs, single_use_lifetimes, unreachable_pub, unused_imports,
                unused_qualifications,
                reason = "this is what a macro writes into the user's crate",
            )]
            #[path = $file]
            #[rustfmt::skip]
            mod $case;
        )*

        const CASES: &[&str] = &[$(stringify!($case)),*];
    };
}

cases! {
    bound "golden/bound.rs",
    cancel "golden/cancel.rs",
    generics "golden/generics.rs",
    headers "golden/headers.rs",
    minimal "golden/minimal.rs",
    whole_body "golden/whole_body.rs",
}

#[test]
fn the_files_are_what_the_derive_writes() {
    for case in CASES {
        let input = fs::read_to_string(path(&format!("golden/{case}.in.rs"))).unwrap();
        let output = path(&format!("golden/{case}.rs"));
        let actual = expand(case, &input);
        #[expect(clippy::disallowed_methods, reason = "how a person asks for new files")]
        if env::var_os("GOLDEN").is_some_and(|value| value == "overwrite") {
            fs::write(&output, &actual).unwrap();
        }
        let expected = fs::read_to_string(&output).unwrap_or_default();
        let diff = TextDiff::from_lines(expected.as_str(), actual.as_str());
        assert!(expected == actual, "golden/{case}.rs is out of date:\n{}", diff.unified_diff());
    }
}

/// The input with each derived struct replaced by the plain struct and its implementation.
fn expand(case: &str, input: &str) -> String {
    let mut file = syn::parse_file(input).unwrap();
    let items = file.items.drain(..).flat_map(|item| match item {
        Item::Struct(item) if derives_endpoint(&item) => expand_struct(item),
        item => vec![item],
    });
    file.items = items.collect();
    format!("// Written by tests/golden.rs from {case}.in.rs.\n\n{}", prettyplease::unparse(&file))
}

fn derives_endpoint(item: &ItemStruct) -> bool {
    let derive: Meta = parse_quote!(derive(Endpoint));
    item.attrs.iter().any(|attribute| attribute.meta == derive)
}

fn expand_struct(mut item: ItemStruct) -> Vec<Item> {
    let tokens =
        countersign_macros_core::derive_endpoint(&item.clone().into(), &Source::from_env());
    let implementation: syn::File = syn::parse2(tokens).unwrap();
    item.attrs.clear();
    for field in &mut item.fields {
        field.attrs.clear();
    }
    [Item::Struct(item)].into_iter().chain(implementation.items).collect()
}

#[test]
fn bound_request() {
    assert_eq!(
        wire(&bound::example()),
        "GET /v1/entitlement/a25100b8\n\
         entitlementid: a25100b8\n\
         signature: keyId=RSA-SHA256V1, headers=Created;EntitlementId\n\
         \n",
    );
}

#[test]
fn minimal_request() {
    assert_eq!(
        wire(&minimal::example()),
        "GET /v1/echo\n\
         signature: keyId=RSA-SHA256V1, headers=Created\n\
         \n",
    );
}

#[test]
fn cancel_request() {
    assert_eq!(
        wire(&cancel::example()),
        "POST /v1/entitlement/cancel/a25100b8?dry_run=true\n\
         content-type: application/json\n\
         entitlementid: a25100b8\n\
         signature: keyId=RSA-SHA256V1, headers=Created;EntitlementId\n\
         \n\
         {\"cancelReasonCategory\":\"CUSTOMER_REQUEST\"}",
    );
}

#[test]
fn generics_request() {
    assert_eq!(
        wire(&generics::example()),
        "PUT /v1/a%2Fb/7/values?if_newer_than=6\n\
         content-type: application/json\n\
         signature: keyId=RSA-SHA256V1, headers=Created\n\
         \n\
         {\"values\":[\"x\",\"y\"],\"type\":\"char\",\"counts\":3}",
    );
}

#[test]
fn whole_body_request() {
    assert_eq!(
        wire(&whole_body::example()),
        "PATCH /v1/items\n\
         content-type: application/json\n\
         signature: keyId=RSA-SHA256V1, headers=Created;Content-Type\n\
         \n\
         [{\"product\":\"BangoMusic\"}]",
    );
    assert_eq!(
        wire(&whole_body::optional_example(None)),
        "DELETE /v1/items/\nsignature: keyId=RSA-SHA256V1, headers=Created\n\n",
    );
    assert!(wire(&whole_body::optional_example(Some(1))).ends_with("\n\n1"));
}

#[test]
fn headers_request() {
    assert_eq!(
        wire(&headers::example()),
        "GET /v1/a%20b?type=a+b\n\
         signature: keyId=RSA-SHA256V1, headers=Accept;X-Type;Created\n\
         x-type: a b\n\
         \n",
    );
}
