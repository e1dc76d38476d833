//! From a struct to a signed request: the framework's own share beside a hand-written equivalent, the whole beside the
//! bare RSA call, and how the cost grows with the payload.

#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

#[path = "../runtime/src/key/arithmetic/aws_lc/raw.rs"]
#[expect(dead_code, reason = "only signing is compared")]
mod raw;

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use allocation_counter::measure;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use countersign::{
    BaseUrl, Endpoint, SignFuture, Signature, SignatureString, Signer, SigningKey, Timestamp,
};
use countersign_benches::{Commit, Results, Rival, compare};
use http::{Method, Request};
use rsa::{RsaPrivateKey, pkcs1::EncodeRsaPrivateKey as _, pkcs8::DecodePrivateKey as _};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

const BASE_URL: &str = "https://resale.api.bango.net";

/// The vendor's example.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement", response = ())]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
    notification_url: &'a str,
}

const OURS: CreateEntitlement<'_> = CreateEntitlement {
    customer_identifier: "my-user-123456789",
    merchant_account_key: "BANGO",
    product_key: "BangoMusic",
    notification_url: "https://example.com/entitlement/notification",
};

/// The same by hand.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ByHand<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
    notification_url: &'a str,
}

const BY_HAND: ByHand<'_> = ByHand {
    customer_identifier: OURS.customer_identifier,
    merchant_account_key: OURS.merchant_account_key,
    product_key: OURS.product_key,
    notification_url: OURS.notification_url,
};

/// A signer that costs nothing.
struct NoSignature;

impl Signer for NoSignature {
    fn sign<'a>(&'a self, _: &'a SignatureString<'a>) -> SignFuture<'a> {
        Box::pin(async { Ok(Signature::from_bytes([0x5a; 128])) })
    }
}

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
fn main() {
    let commit = Commit::last();
    let base_url = BaseUrl::parse(BASE_URL).unwrap();
    let created = Timestamp::from_unix_seconds(1_576_595_412);
    let ours_with = |signer: &dyn Signer| {
        let prepared = OURS.prepare(&base_url).unwrap();
        let mut signed = pin!(prepared.sign_with(signer, created));
        match signed.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(signed) => signed.unwrap(),
            Poll::Pending => unreachable_signer(),
        }
    };
    let by_hand_with = |sign: &dyn Fn(&str, &[u8]) -> Vec<u8>| -> Request<Bytes> {
        let payload = serde_json::to_vec(&BY_HAND).unwrap();
        let created = created.unix_seconds().to_string();
        let signature = STANDARD.encode(sign(&created, &payload));
        Request::builder()
            .method(Method::POST)
            .uri(format!("{BASE_URL}/v1/entitlement"))
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .header("created", created)
            .header(
                "signature",
                format!("keyId=RSA-SHA256V1, headers=Created, signature={signature}"),
            )
            .body(payload.into())
            .unwrap()
    };
    let nothing = |_: &str, _: &[u8]| vec![0x5a; 128];
    let (ours, by_hand) = (ours_with(&NoSignature), by_hand_with(&nothing));
    assert_eq!((ours.uri(), ours.body()), (by_hand.uri(), by_hand.body()));
    assert_eq!(ours.headers(), by_hand.headers());

    let mut results = vec![compare(
        "the framework's own share: struct to request, with a signer that does nothing",
        vec![
            Rival::new("by hand: serde_json and http's builder", || by_hand_with(&nothing)),
            Rival::new("countersign: prepare and sign", || ours_with(&NoSignature)),
        ],
    )];
    let count = |run: &dyn Fn() -> Request<Bytes>| {
        let counted = measure(|| drop(run()));
        (counted.count_total, counted.bytes_total)
    };
    let (hand, ours) = (count(&|| by_hand_with(&nothing)), count(&|| ours_with(&NoSignature)));
    println!(
        "allocations for one request: by hand {} ({} bytes), countersign {} ({} bytes)\n",
        hand.0, hand.1, ours.0, ours.1
    );

    for bits in [1024, 2048, 4096] {
        let key = SigningKey::generate(bits).unwrap();
        let der = RsaPrivateKey::from_pkcs8_pem(&key.to_pkcs8_pem().unwrap()).unwrap();
        let raw = raw::Rsa::from_pkcs1_der(der.to_pkcs1_der().unwrap().as_bytes()).unwrap();
        let by_hand = |created: &str, payload: &[u8]| {
            let digest = Sha256::new().chain_update(created).chain_update(payload).finalize();
            raw.sign_sha256(&digest.into()).unwrap()
        };
        results.push(compare(
            &format!("struct to signed request, RSA-{bits}"),
            vec![
                Rival::new("AWS-LC, raw RSA_sign of a digest", || raw.sign_sha256(&[7; 32])),
                Rival::new("by hand on AWS-LC", || by_hand_with(&by_hand)),
                Rival::new("countersign: prepare and sign", || ours_with(&key)),
            ],
        ));
    }
    commit.save("request", &results);
    commit.save("payload", &by_payload(&base_url, created));
}

fn unreachable_signer() -> ! {
    std::process::abort()
}

/// One member that is as long as wanted.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/note", response = ())]
struct Note<'a> {
    text: &'a str,
}

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
fn by_payload(base_url: &BaseUrl, created: Timestamp) -> Vec<Results> {
    let key = SigningKey::generate(1024).unwrap();
    [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]
        .into_iter()
        .map(|bytes| {
            let text = "x".repeat(bytes);
            let note = Note { text: &text };
            compare(
                &format!("a payload of {bytes} bytes"),
                vec![
                    Rival::new("SHA-256 of the payload", || Sha256::digest(text.as_bytes())),
                    Rival::new("serde_json of the payload", || serde_json::to_vec(&text).unwrap()),
                    Rival::new("countersign: prepare and sign", || {
                        note.prepare(base_url).unwrap().sign(&key, created).unwrap()
                    }),
                ],
            )
        })
        .collect()
}
