//! Everything that a user of a client can set, and a way to set each as loosely as it can be.

use std::{collections::BTreeSet, num::NonZeroUsize, time::Duration};

use countersign::{
    ClientBuilder, ClockSkew, HasSigner, InternalErrors, RetryBudget, RetryPolicy, Roots,
    SignFuture, Signature, SignatureString, Signer, TimeLimits,
};
use countersign_tests::{VECTORS, certificates::Plan};
use quote::ToTokens as _;
use syn::{ImplItem, Item, ReturnType};

use crate::{idents, source::PublicApi};

/// Sets one thing.
pub(crate) type Set = fn(ClientBuilder<HasSigner>) -> ClientBuilder<HasSigner>;

/// What can be set, by the names in the public API.
pub(crate) const SETTINGS: &[(&str, Set)] = &[
    ("ClientBuilder::add_roots_pem", |builder| {
        builder.add_roots_pem(Plan::authority("one more root").self_signed().pem())
    }),
    ("ClientBuilder::basic_auth", |builder| builder.basic_auth("user", "password")),
    ("ClientBuilder::clock_skew", |builder| builder.clock_skew(ClockSkew::default())),
    ("ClientBuilder::max_concurrent_requests", |builder| {
        builder.max_concurrent_requests(NonZeroUsize::MAX)
    }),
    ("ClientBuilder::retry", |builder| builder.retry(RetryPolicy::default())),
    ("ClientBuilder::roots", |builder| builder.roots(Roots::default())),
    ("ClientBuilder::signer", |builder| builder.signer(NoSignature)),
    ("ClientBuilder::signing_key", |builder| {
        builder.signing_key(VECTORS.vendor_key().signing_key())
    }),
    ("ClientBuilder::time_limits", |builder| builder.time_limits(TimeLimits::default())),
    ("ClockSkew::Correct", |builder| builder.clock_skew(ClockSkew::Correct)),
    ("ClockSkew::Ignore", |builder| builder.clock_skew(ClockSkew::Ignore)),
    ("InternalErrors::Report", |builder| with_internal_errors(builder, InternalErrors::Report)),
    ("InternalErrors::Retry", |builder| with_internal_errors(builder, InternalErrors::Retry)),
    ("RetryBudget::Limited", |builder| {
        with_budget(builder, RetryBudget::Limited { per_second: u32::MAX, percent: 1_000 })
    }),
    ("RetryBudget::Unlimited", |builder| with_budget(builder, RetryBudget::Unlimited)),
    ("RetryPolicy::backoff", |builder| {
        builder.retry(RetryPolicy::default().backoff(Duration::ZERO, Duration::ZERO))
    }),
    ("RetryPolicy::budget", |builder| with_budget(builder, RetryBudget::default())),
    ("RetryPolicy::internal_errors", |builder| {
        with_internal_errors(builder, InternalErrors::default())
    }),
    ("RetryPolicy::max_attempts", |builder| {
        builder.retry(RetryPolicy::default().max_attempts(u32::MAX))
    }),
    ("RetryPolicy::off", |builder| builder.retry(RetryPolicy::off())),
    ("Roots::Mozilla", |builder| builder.roots(Roots::Mozilla)),
    ("Roots::Platform", |builder| builder.roots(Roots::Platform)),
    ("TimeLimits::attempt", |builder| {
        builder.time_limits(TimeLimits::default().attempt(Duration::MAX))
    }),
    ("TimeLimits::call", |builder| builder.time_limits(TimeLimits::default().call(Duration::MAX))),
    ("TimeLimits::connect", |builder| {
        builder.time_limits(TimeLimits::default().connect(Duration::MAX))
    }),
];

/// What signs is no setting of the transport, and has many makers of its own.
const SIGNERS: &[&str] = &["Signer", "SigningKey"];

/// What the public API lets a user set: by the types that the builder takes, and the types that those take in turn.
pub(crate) fn settings_of(api: &PublicApi) -> BTreeSet<String> {
    let names: BTreeSet<_> = api.items().map(|item| item.name.as_str()).collect();
    let mut settings = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut next = vec!["Client".to_owned(), "ClientBuilder".to_owned()];
    while let Some(name) = next.pop() {
        assert!(names.contains(name.as_str()), "{name} is not listed");
        for item in api.items().filter(|item| item.name == name) {
            for (setting, takes) in settings_in(&name, &item.syntax) {
                settings.insert(format!("{name}::{setting}"));
                next.extend(takes.into_iter().filter(|taken| {
                    names.contains(taken.as_str())
                        && !SIGNERS.contains(&taken.as_str())
                        && seen.insert(taken.clone())
                }));
            }
        }
    }
    settings
}

/// The variants of an enum, or the functions that make a value of the type; each with the names of what it takes.
fn settings_in(name: &str, item: &Item) -> Vec<(String, Vec<String>)> {
    match item {
        Item::Enum(item) => item
            .variants
            .iter()
            .map(|variant| (variant.ident.to_string(), idents(variant.fields.to_token_stream())))
            .collect(),
        Item::Impl(block) if block.trait_.is_none() => block
            .items
            .iter()
            .filter_map(|item| {
                let ImplItem::Fn(function) = item else { return None };
                let ReturnType::Type(_, made) = &function.sig.output else { return None };
                let made = idents(made.to_token_stream());
                let signature = &function.sig;
                let takes =
                    [signature.generics.to_token_stream(), signature.inputs.to_token_stream()];
                made.iter().any(|made| made == "Self" || made == name).then(|| {
                    (signature.ident.to_string(), takes.into_iter().flat_map(idents).collect())
                })
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn with_budget(builder: ClientBuilder<HasSigner>, budget: RetryBudget) -> ClientBuilder<HasSigner> {
    builder.retry(RetryPolicy::default().budget(budget))
}

fn with_internal_errors(
    builder: ClientBuilder<HasSigner>,
    internal_errors: InternalErrors,
) -> ClientBuilder<HasSigner> {
    builder.retry(RetryPolicy::default().internal_errors(internal_errors))
}

struct NoSignature;

impl Signer for NoSignature {
    fn sign<'a>(&'a self, _: &'a SignatureString<'a>) -> SignFuture<'a> {
        Box::pin(async { Ok(Signature::from_bytes([0x5a; 128])) })
    }
}
