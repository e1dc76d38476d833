//! How often memory is allocated for one request: bounded, and no more than by careful hand.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    hint::black_box,
    pin::pin,
    task::{Context, Poll, Waker},
};

use allocation_counter::measure;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    BaseUrl, Endpoint, SignFuture, Signature, SignatureString, Signer, Timestamp, bytes::Bytes,
    http::Request,
};
use serde::Serialize;

const BASE_URL: &str = "https://resale.api.bango.net";

/// The most for one request, the signature's own bytes included.
const MOST: u64 = 15;

/// The vendor's example.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement")]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement {
    customer_identifier: &'static str,
    merchant_account_key: &'static str,
    product_key: &'static str,
}

/// The same by hand.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ByHand {
    customer_identifier: &'static str,
    merchant_account_key: &'static str,
    product_key: &'static str,
}

struct NoSignature;

impl Signer for NoSignature {
    fn sign<'a>(&'a self, _: &'a SignatureString<'a>) -> SignFuture<'a> {
        Box::pin(async { Ok(Signature::from_bytes([0x5a; 128])) })
    }
}

#[test]
fn a_request_takes_no_more_allocations_than_by_hand() {
    let base_url = BaseUrl::parse(BASE_URL).unwrap();
    let ours = measure(|| drop(black_box(ours(&base_url))));
    let by_hand = measure(|| drop(black_box(by_hand())));
    assert!(ours.count_total <= MOST, "{ours:?}");
    assert!(ours.count_total <= by_hand.count_total, "{ours:?}, by hand {by_hand:?}");
}

/// That no name is there twice is looked at only where it can be, and then in three pieces of memory.
#[test]
fn flattened_members_take_few_allocations() {
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/v1/entitlement")]
    struct Flattened {
        id: u8,
        #[serde(flatten)]
        more: std::collections::BTreeMap<&'static str, u8>,
    }
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/v1/entitlement")]
    struct Mapped {
        id: u8,
        more: std::collections::BTreeMap<&'static str, u8>,
    }
    let base_url = BaseUrl::parse(BASE_URL).unwrap();
    let more = std::collections::BTreeMap::from([("a", 1), ("b", 2), ("c", 3)]);
    let (flattened, mapped) = (Flattened { id: 1, more: more.clone() }, Mapped { id: 1, more });
    let flattened = measure(|| drop(black_box(flattened.prepare(&base_url).unwrap())));
    let mapped = measure(|| drop(black_box(mapped.prepare(&base_url).unwrap())));
    assert!(flattened.count_total <= mapped.count_total + 5, "{flattened:?}, mapped {mapped:?}");
}

#[test]
fn a_payload_is_written_once() {
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/v1/note")]
    struct Note<'a> {
        text: &'a str,
    }
    const LENGTH: u64 = 1 << 20;
    let text = "x".repeat(1 << 20);
    let base_url = BaseUrl::parse(BASE_URL).unwrap();
    let prepared = measure(|| drop(black_box(Note { text: &text }.prepare(&base_url).unwrap())));
    // The buffer grows by doubling, and is neither copied for the signature nor for sending.
    assert!(prepared.bytes_max < 4 * LENGTH, "{prepared:?}");
    let prepared = Note { text: &text }.prepare(&base_url).unwrap();
    let signed = measure(|| drop(black_box(sign(&prepared))));
    assert!(signed.bytes_total < 4096, "{signed:?}");
}

fn ours(base_url: &BaseUrl) -> Request<Bytes> {
    let create = CreateEntitlement {
        customer_identifier: "my-user-123456789",
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
    };
    sign(&create.prepare(base_url).unwrap())
}

fn sign(prepared: &countersign::PreparedRequest) -> Request<Bytes> {
    let created = Timestamp::from_unix_seconds(1_576_595_412);
    match pin!(prepared.sign_with(&NoSignature, created))
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(signed) => signed.unwrap(),
        Poll::Pending => panic!("the signer is ready at once"),
    }
}

fn by_hand() -> Request<Bytes> {
    let create = ByHand {
        customer_identifier: "my-user-123456789",
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
    };
    let payload = serde_json::to_vec(&create).unwrap();
    let signature = STANDARD.encode(vec![0x5a; 128]);
    Request::builder()
        .method("POST")
        .uri(format!("{BASE_URL}/v1/entitlement"))
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .header("created", 1_576_595_412_u64.to_string())
        .header("signature", format!("keyId=RSA-SHA256V1, headers=Created, signature={signature}"))
        .body(payload.into())
        .unwrap()
}
