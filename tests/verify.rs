//! The verifier: accepts what was signed, and says exactly why it refuses anything else.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    Coverage, Signature, SignatureHeader, SignatureHeaderError, SignatureString, SigningKey,
    Timestamp, Verifier, VerifyError, VerifyingKey,
    http::{HeaderMap, HeaderValue},
};
use countersign_tests::{VECTORS, header};
use proptest::prelude::*;

const CREATED: u64 = 1_402_174_295;
const NOW: Timestamp = Timestamp::from_unix_seconds(CREATED);
const LIST: [&str; 2] = ["Created", "EntitlementId"];
const BODY: &[u8] = br#"{"entitlementId":"e-1","entitlementBenefits":"NORMAL"}"#;

fn signing_key() -> SigningKey {
    VECTORS.vendor_key().signing_key()
}

fn verifying_key() -> VerifyingKey {
    VerifyingKey::from_pem(&VECTORS.vendor_key().public_spki_pem).unwrap()
}

/// A verifier of [`LIST`].
fn verifier() -> Verifier {
    Verifier::new(verifying_key(), Coverage::exactly(LIST).unwrap())
}

/// A verifier that takes any list.
fn any_list() -> Verifier {
    Verifier::new(verifying_key(), Coverage::at_least_with_movable_body(["Created"]).unwrap())
}

/// The headers of a request that signs `list` at `created`.
fn signed(created: &str, list: &[&str]) -> HeaderMap {
    let mut headers: HeaderMap =
        [header("Created", created), header("EntitlementId", "e-1"), header("Other", "x")]
            .into_iter()
            .collect();
    let string = SignatureString::new(list, &headers, BODY).unwrap();
    let signature = signing_key().sign(&string).unwrap().to_base64();
    let value = format!("keyId=RSA-SHA256V1, headers={}, signature={signature}", list.join(";"));
    headers.extend([header("Signature", &value)]);
    headers
}

fn request() -> HeaderMap {
    signed(&CREATED.to_string(), &LIST)
}

/// The request with its `Signature` header rewritten.
fn with_signature(change: impl Fn(&str) -> String) -> HeaderMap {
    let mut headers = request();
    let value = change(headers["Signature"].to_str().unwrap());
    headers.insert("signature", HeaderValue::from_str(&value).unwrap());
    headers
}

#[track_caller]
fn check(headers: &HeaderMap, body: &[u8], expect: VerifyError) {
    assert_eq!(verifier().verify(headers, body, NOW).unwrap_err(), expect);
}

#[test]
fn accepts_what_was_signed() {
    let verified = verifier().verify(&request(), BODY, NOW).unwrap();
    assert_eq!(verified.created, NOW);
    assert_eq!(verified.signed_headers, ["Created", "EntitlementId"]);
}

#[test]
fn a_header_that_must_be_there_is_missing() {
    for (name, shown) in [("signature", "Signature"), ("created", "Created")] {
        let mut headers = request();
        headers.remove(name);
        check(&headers, BODY, VerifyError::HeaderMissing(shown));
    }
}

#[test]
fn a_header_that_must_be_there_once_is_there_twice_or_no_text() {
    for (name, shown) in [("signature", "Signature"), ("created", "Created")] {
        let mut headers = request();
        let value = headers[name].clone();
        headers.append(name, value);
        check(&headers, BODY, VerifyError::HeaderRepeated(shown));
        headers.insert(name, HeaderValue::from_bytes(b"\xFF").unwrap());
        check(&headers, BODY, VerifyError::HeaderNotText(shown));
    }
}

#[test]
fn a_malformed_list() {
    let malformed = |error| VerifyError::SignatureMalformed(error);
    let headers = with_signature(|value| value.replace(';', " "));
    let name = SignatureHeaderError::Name("Created EntitlementId".to_owned());
    check(&headers, BODY, malformed(name));
    let headers = with_signature(|value| value.replace(", ", ","));
    check(&headers, BODY, malformed(SignatureHeaderError::Parameter("headers")));
    let headers = with_signature(|value| value.replace("EntitlementId", "created"));
    check(&headers, BODY, malformed(SignatureHeaderError::ListedTwice("created".to_owned())));
}

#[test]
fn another_key_id() {
    let headers = with_signature(|value| value.replace("SHA256V1", "SHA256V2"));
    check(&headers, BODY, VerifyError::KeyIdUnknown("RSA-SHA256V2".to_owned()));
}

#[test]
fn what_a_sender_chose_is_escaped_and_bounded() {
    for key_id in ["a\tb", &"x".repeat(10_000)] {
        let headers = with_signature(|value| value.replace("RSA-SHA256V1", key_id));
        let shown = verifier().verify(&headers, BODY, NOW).unwrap_err().to_string();
        assert!(shown.len() < 500 && !shown.contains('\t'), "{} bytes", shown.len());
    }
    let absent = "x".repeat(10_000);
    let headers = with_signature(|value| value.replace("EntitlementId", &absent));
    let error = verifier().verify(&headers, BODY, NOW).unwrap_err();
    assert!(error.to_string().len() < 500);
    let (expected, signed) = (list(&["Created", "EntitlementId"]), list(&["Created", &absent]));
    assert_eq!(error, VerifyError::CoverageDiffers { expected, signed });
}

fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn created_is_not_a_number() {
    for created in [
        "",
        "soon",
        "1402174295.5",
        "-1402174295",
        "+1402174295",
        "1402174295 ",
        "99999999999999999999",
        "01402174295",
    ] {
        let mut headers = request();
        headers.insert("created", HeaderValue::from_str(created).unwrap());
        check(&headers, BODY, VerifyError::CreatedNotANumber);
    }
}

/// Without separators, digits could move from a header to the one behind it, so a moment has one form only.
#[test]
fn digits_do_not_move_into_created() {
    let sign = |created: &str, id: &str| {
        let mut headers: HeaderMap =
            [header("Created", created), header("EntitlementId", id)].into_iter().collect();
        let list = ["EntitlementId", "Created"];
        let string = SignatureString::new(&list, &headers, BODY).unwrap();
        let signature = signing_key().sign(&string).unwrap().to_base64();
        let value =
            format!("keyId=RSA-SHA256V1, headers=EntitlementId;Created, signature={signature}");
        headers.extend([header("Signature", &value)]);
        headers
    };
    let original = sign(&CREATED.to_string(), "e-100");
    let coverage = Coverage::exactly(["EntitlementId", "Created"]).unwrap();
    let verifier = Verifier::new(verifying_key(), coverage);
    assert!(verifier.verify(&original, BODY, NOW).is_ok());
    // The same signature, and the same string, for another entitlement.
    let moved = sign(&format!("00{CREATED}"), "e-1");
    assert_eq!(moved["Signature"], original["Signature"]);
    let error = verifier.verify(&moved, BODY, NOW).unwrap_err();
    assert_eq!(error, VerifyError::CreatedNotANumber);
}

#[test]
fn the_window_is_120_seconds_in_both_directions() {
    let at = |created: u64| {
        let headers = signed(&created.to_string(), &LIST);
        verifier().verify(&headers, BODY, NOW).map(|_| ())
    };
    assert_eq!(at(CREATED - 120), Ok(()));
    assert_eq!(at(CREATED + 120), Ok(()));
    let age = Duration::from_secs(121);
    assert_eq!(
        at(CREATED - 121),
        Err(VerifyError::TooOld { age, tolerance: Verifier::DEFAULT_TOLERANCE })
    );
    assert_eq!(
        at(CREATED + 121),
        Err(VerifyError::TooFarAhead { lead: age, tolerance: Verifier::DEFAULT_TOLERANCE })
    );
    let lead = Duration::from_secs(u64::MAX - CREATED);
    assert_eq!(
        at(u64::MAX),
        Err(VerifyError::TooFarAhead { lead, tolerance: Verifier::DEFAULT_TOLERANCE })
    );
    let age = Duration::from_secs(CREATED);
    assert_eq!(at(0), Err(VerifyError::TooOld { age, tolerance: Verifier::DEFAULT_TOLERANCE }));
}

#[test]
fn a_listed_header_is_absent_repeated_or_empty() {
    let mut headers = request();
    headers.remove("entitlementid");
    check(&headers, BODY, VerifyError::ListedHeaderAbsent("EntitlementId".to_owned()));
    let mut headers = request();
    headers.append("entitlementid", HeaderValue::from_static("e-1"));
    let error = verifier().verify(&headers, BODY, NOW).unwrap_err();
    assert!(
        error.to_string().contains("`EntitlementId` is in the request more than once"),
        "{error}"
    );
    headers.insert("entitlementid", HeaderValue::from_static(""));
    let error = verifier().verify(&headers, BODY, NOW).unwrap_err();
    assert!(error.to_string().contains("`EntitlementId` is empty"), "{error}");
}

#[test]
fn a_signature_that_is_not_base64() {
    let headers = with_signature(|value| value.replace("signature=", "signature=*"));
    check(&headers, BODY, VerifyError::SignatureNotBase64);
    let headers = with_signature(|value| value.trim_end_matches('=').to_owned());
    check(&headers, BODY, VerifyError::SignatureNotBase64);
}

#[test]
fn one_changed_byte_of_the_body() {
    for position in 0..BODY.len() {
        let mut body = BODY.to_vec();
        body[position] ^= 1;
        check(&request(), &body, VerifyError::SignatureWrong);
    }
    check(&request(), &[BODY, b"\n"].concat(), VerifyError::SignatureWrong);
    check(&request(), &BODY[1..], VerifyError::SignatureWrong);
    check(&request(), b"", VerifyError::SignatureWrong);
}

#[test]
fn one_changed_byte_of_a_header_value() {
    let mut headers = request();
    headers.insert("entitlementid", HeaderValue::from_static("e-2"));
    check(&headers, BODY, VerifyError::SignatureWrong);
    let mut headers = request();
    headers.insert("created", HeaderValue::from(CREATED + 1));
    check(&headers, BODY, VerifyError::SignatureWrong);
}

#[test]
fn a_changed_list() {
    for list in ["EntitlementId;Created", "Created", "Created;EntitlementId;Other"] {
        let headers = with_signature(|value| value.replace("Created;EntitlementId", list));
        let expected = LIST.map(str::to_owned).to_vec();
        let signed = list.split(';').map(str::to_owned).collect();
        check(&headers, BODY, VerifyError::CoverageDiffers { expected, signed });
        // The signature alone gives it away too.
        let error = any_list().verify(&headers, BODY, NOW).unwrap_err();
        assert_eq!(error, VerifyError::SignatureWrong);
    }
}

#[test]
fn one_changed_byte_of_the_signature() {
    let original = request();
    let parsed = SignatureHeader::parse(original["Signature"].to_str().unwrap()).unwrap();
    let bytes = parsed.signature().as_bytes();
    let replaced = |bytes: &[u8]| {
        let base64 = STANDARD.encode(bytes);
        with_signature(|value| {
            format!("{}signature={base64}", value.split("signature=").next().unwrap())
        })
    };
    for position in 0..bytes.len() {
        let mut changed = bytes.to_vec();
        changed[position] ^= 0x10;
        check(&replaced(&changed), BODY, VerifyError::SignatureWrong);
    }
    // Too short, too long, and zero: RFC 8017, section 8.2.2, steps 1 and 2.
    check(&replaced(&bytes[1..]), BODY, VerifyError::SignatureWrong);
    check(&replaced(&[&[0], bytes].concat()), BODY, VerifyError::SignatureWrong);
    check(&replaced(&[0; 128]), BODY, VerifyError::SignatureWrong);
}

/// RFC 8017, section 5.2.2, step 1: the same signature plus the modulus is another number, and out of range.
#[test]
fn a_signature_beyond_the_modulus() {
    let key = signing_key();
    let modulus = rsa::BigUint::from_bytes_be(key.verifying_key().modulus());
    let headers = request();
    let mut tried = 0;
    for counter in 0_u32..2000 {
        let body = counter.to_string();
        let string = SignatureString::new(&["Created"], &headers, body.as_bytes()).unwrap();
        let signature = key.sign(&string).unwrap();
        let beyond = (rsa::BigUint::from_bytes_be(signature.as_bytes()) + &modulus).to_bytes_be();
        if beyond.len() == signature.as_bytes().len() {
            assert!(key.verifying_key().verify(&string, &signature));
            assert!(!key.verifying_key().verify(&string, &Signature::from_bytes(beyond)));
            tried += 1;
        }
        if tried == 3 {
            return;
        }
    }
    panic!("no signature was small enough to add the modulus");
}

#[test]
fn another_key() {
    let other = SigningKey::generate(1024).unwrap();
    let key = other.verifying_key().clone();
    let verifier = Verifier::new(key, Coverage::exactly(LIST).unwrap());
    assert_eq!(verifier.verify(&request(), BODY, NOW).unwrap_err(), VerifyError::SignatureWrong);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_signed_is_accepted_and_what_differs_is_not(
        values in proptest::collection::vec("[!-~]([ -~]{0,30}[!-~])?", 0..4),
        body in proptest::collection::vec(any::<u8>(), 0..200),
        other in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let names: Vec<String> = (0..values.len()).map(|index| format!("X-{index}")).collect();
        let mut headers: HeaderMap = names
            .iter()
            .zip(&values)
            .map(|(name, value)| header(name, value))
            .chain([header("Created", &CREATED.to_string())])
            .collect();
        let mut list = vec!["Created"];
        list.extend(names.iter().map(String::as_str));
        let string = SignatureString::new(&list, &headers, &body).unwrap();
        let signature = signing_key().sign(&string).unwrap().to_base64();
        let value = format!("keyId=RSA-SHA256V1, headers={}, signature={signature}", list.join(";"));
        headers.extend([header("Signature", &value)]);
        prop_assert!(any_list().verify(&headers, &body, NOW).is_ok());
        if body != other {
            prop_assert_eq!(any_list().verify(&headers, &other, NOW).unwrap_err(), VerifyError::SignatureWrong);
        }
    }

    #[test]
    fn no_request_panics(created in "\\PC{0,20}", signature in "\\PC{0,200}", body in any::<Vec<u8>>()) {
        let mut headers = HeaderMap::new();
        for (name, value) in [("created", created), ("signature", signature)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        prop_assert!(verifier().verify(&headers, &body, NOW).is_err());
        prop_assert!(any_list().verify(&headers, &body, NOW).is_err());
    }
}
