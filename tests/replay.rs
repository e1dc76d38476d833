//! What tells a replay from a request that was not seen before: the bytes of the signature, and nothing beside them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    BaseUrl, Endpoint, KEY_ID, Timestamp, Verified, Verifier,
    http::{HeaderMap, HeaderValue},
};
use countersign_tests::VECTORS;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_576_595_412);

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/pay/{id}", signed("Created", "EntitlementId"))]
struct Pay {
    #[endpoint(path, header = "EntitlementId")]
    id: &'static str,
    #[endpoint(header = "X-RequestIdentifier")]
    request_identifier: &'static str,
    amount: u32,
}

/// A request as it arrives.
fn request(amount: u32, created: Timestamp) -> (HeaderMap, String) {
    let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
    let pay = Pay { id: "e-1", request_identifier: "first", amount };
    let key = VECTORS.vendor_key().signing_key();
    let request = pay.prepare(&base_url).unwrap().sign(&key, created).unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    (request.headers().clone(), body)
}

fn verify((headers, body): &(HeaderMap, String)) -> Verified {
    let key = VECTORS.vendor_key().signing_key().verifying_key().clone();
    let verifier = Verifier::for_endpoint::<Pay>(key).unwrap();
    verifier.verify(headers, body.as_bytes(), NOW).unwrap()
}

#[test]
fn the_signature_is_that_of_the_header_decoded() {
    let request = request(7, NOW);
    let verified = verify(&request);
    let text = request.0["Signature"].to_str().unwrap();
    let base64 = text.strip_prefix("keyId=RSA-SHA256V1, headers=Created;EntitlementId, signature=");
    assert_eq!(verified.signature.as_bytes(), STANDARD.decode(base64.unwrap()).unwrap());
    assert_eq!(verified.key_id, KEY_ID);
}

/// Everything that a sender without the key can change, and is accepted, changes nothing of what is proved.
#[test]
fn nothing_that_can_be_varied_is_in_what_is_proved() {
    let original = request(7, NOW);
    let verified = verify(&original);
    let signature = original.0["Signature"].to_str().unwrap();
    for list in ["created;entitlementid", "CREATED;EntitlementID"] {
        let mut replay = original.clone();
        let spelled = signature.replace("Created;EntitlementId", list);
        assert_ne!(spelled, signature);
        replay.0.insert("Signature", HeaderValue::try_from(spelled).unwrap());
        // The API takes another identifier for another request, and it is not signed.
        replay.0.insert("X-RequestIdentifier", HeaderValue::from_static("second"));
        assert_eq!(verify(&replay), verified, "{list}");
    }
}

#[test]
fn other_requests_have_other_signatures() {
    let later = Timestamp::from_unix_seconds(NOW.unix_seconds() + 1);
    let requests = [request(7, NOW), request(8, NOW), request(7, later)];
    let seen: BTreeSet<_> = requests.iter().map(|request| verify(request).signature).collect();
    assert_eq!(seen.len(), requests.len());
}
