//! What a verifier demands to be signed: the exact list, in its order, and values that cannot have moved.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use countersign::{
    BaseUrl, Coverage, CoverageError, Endpoint, SignatureString, Timestamp, Verified, Verifier,
    VerifyError, VerifyingKey,
    http::{HeaderMap, HeaderValue},
};
use countersign_tests::{VECTORS, header};
use proptest::prelude::*;

const CREATED: &str = "1402174295";
const NOW: Timestamp = Timestamp::from_unix_seconds(1_402_174_295);
const BODY: &str = r#"{"a":1}"#;

type Headers<'a> = &'a [(&'a str, &'a str)];

/// A request as it arrives: the signed headers in the order of the list, and the body.
#[derive(Clone)]
struct Received {
    headers: HeaderMap,
    body: String,
}

/// A request whose list names these headers, signed.
fn signed(list: Headers<'_>, body: &str) -> Received {
    let mut headers: HeaderMap = list.iter().map(|(name, value)| header(name, value)).collect();
    let names: Vec<_> = list.iter().map(|(name, _)| *name).collect();
    let string = SignatureString::new(&names, &headers, body.as_bytes()).unwrap();
    let signature = VECTORS.vendor_key().signing_key().sign(&string).unwrap().to_base64();
    let value = format!("keyId=RSA-SHA256V1, headers={}, signature={signature}", names.join(";"));
    headers.extend([header("Signature", &value)]);
    Received { headers, body: body.to_owned() }
}

/// The request of somebody who has no key: another list and other values, with the signature of an honest request.
fn forged(honest: &Received, list: Headers<'_>, body: &str) -> Received {
    let mut headers: HeaderMap = list.iter().map(|(name, value)| header(name, value)).collect();
    let names: Vec<_> = list.iter().map(|(name, _)| *name).collect();
    let text = honest.headers["Signature"].to_str().unwrap();
    let signature = text.split("signature=").nth(1).unwrap();
    let value = format!("keyId=RSA-SHA256V1, headers={}, signature={signature}", names.join(";"));
    headers.insert("signature", HeaderValue::from_str(&value).unwrap());
    Received { headers, body: body.to_owned() }
}

fn key() -> VerifyingKey {
    VECTORS.vendor_key().signing_key().verifying_key().clone()
}

fn exactly(list: &[&str]) -> Verifier {
    Verifier::new(key(), Coverage::exactly(list).unwrap())
}

fn verify(verifier: &Verifier, request: &Received) -> Result<Verified, VerifyError> {
    verifier.verify(&request.headers, request.body.as_bytes(), NOW)
}

/// An honest request is accepted, and what is forged from it is refused for this reason.
///
/// The forgery is a good one: who lets the sender choose the list accepts it.
#[track_caller]
fn check(honest: (Headers<'_>, &str), forgery: (Headers<'_>, &str), expect: &VerifyError) {
    let list: Vec<_> = honest.0.iter().map(|(name, _)| *name).collect();
    let verifier = exactly(&list);
    let request = signed(honest.0, honest.1);
    assert_eq!(verify(&verifier, &request).unwrap().signed_headers, list);

    let forgery = forged(&request, forgery.0, forgery.1);
    assert_eq!(verify(&verifier, &forgery).unwrap_err(), *expect);
    let sender_chooses = Coverage::at_least_with_movable_body(["Created"]).unwrap();
    verify(&Verifier::new(key(), sender_chooses), &forgery).unwrap();
}

fn differs(expected: &[&str], signed: &[&str]) -> VerifyError {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    VerifyError::CoverageDiffers { expected: list(expected), signed: list(signed) }
}

#[test]
fn a_body_does_not_move_into_a_header_beyond_the_list() {
    check(
        (&[("Created", CREATED)], BODY),
        (&[("Created", CREATED), ("X", BODY)], ""),
        &differs(&["Created"], &["Created", "X"]),
    );
}

#[test]
fn a_body_does_not_move_into_a_header_of_the_list() {
    for body in [BODY, r#"[{"a":1}]"#] {
        let value = format!("e-1{body}");
        check(
            (&[("Created", CREATED), ("EntitlementId", "e-1")], body),
            (&[("Created", CREATED), ("EntitlementId", &value)], ""),
            &VerifyError::ValueMayHaveMoved("EntitlementId".to_owned()),
        );
    }
}

#[test]
fn half_a_body_does_not_move_into_a_header_of_the_list() {
    check(
        (&[("Created", CREATED), ("EntitlementId", "e-1")], r#"{"a":{"b":1}}"#),
        (&[("Created", CREATED), ("EntitlementId", r#"e-1{"a":"#)], r#"{"b":1}}"#),
        &VerifyError::ValueMayHaveMoved("EntitlementId".to_owned()),
    );
}

#[test]
fn the_end_of_a_header_does_not_become_the_body() {
    check(
        (&[("Created", CREATED), ("EntitlementId", "e-12")], ""),
        (&[("Created", CREATED), ("EntitlementId", "e-1")], "2"),
        &VerifyError::PayloadMayHaveMoved,
    );
    // Where `Created` is the last one, everything moves by one value.
    check(
        (&[("EntitlementId", "e-1402174290"), ("Created", CREATED)], ""),
        (&[("EntitlementId", "e-"), ("Created", "1402174290")], CREATED),
        &VerifyError::PayloadMayHaveMoved,
    );
}

#[test]
fn digits_do_not_move_to_a_neighbour_beyond_the_list() {
    check(
        (&[("Created", CREATED), ("EntitlementId", "e-12")], ""),
        (&[("Created", CREATED), ("EntitlementId", "e-1"), ("X", "2")], ""),
        &differs(&["Created", "EntitlementId"], &["Created", "EntitlementId", "X"]),
    );
}

#[test]
fn the_list_is_not_reordered() {
    // Each value has the form of the other.
    let (earlier, later) = ("1402174295", "1402174299");
    check(
        (&[("Created", earlier), ("EntitlementId", later)], ""),
        (&[("EntitlementId", earlier), ("Created", later)], ""),
        &differs(&["Created", "EntitlementId"], &["EntitlementId", "Created"]),
    );
}

#[test]
fn no_other_header_stands_in_for_one_of_the_list() {
    check(
        (&[("Created", CREATED), ("EntitlementId", "e-1")], BODY),
        (&[("Created", CREATED), ("X", "e-1")], BODY),
        &differs(&["Created", "EntitlementId"], &["Created", "X"]),
    );
}

#[test]
fn no_header_is_added_to_the_list() {
    check(
        (&[("Created", CREATED), ("EntitlementId", "e-1")], BODY),
        (&[("Created", CREATED), ("X", "e-"), ("EntitlementId", "1")], BODY),
        &differs(&["Created", "EntitlementId"], &["Created", "X", "EntitlementId"]),
    );
}

#[test]
fn a_shorter_list_is_refused_too() {
    let request = signed(&[("Created", CREATED)], BODY);
    let error = verify(&exactly(&["Created", "EntitlementId"]), &request).unwrap_err();
    assert_eq!(error, differs(&["Created", "EntitlementId"], &["Created"]));
    assert_eq!(
        error.to_string(),
        "the request signs `Created`; it must sign `Created;EntitlementId`, these headers in this order and no other"
    );
}

#[test]
fn names_have_no_letter_case() {
    let request = signed(&[("created", CREATED), ("ENTITLEMENTID", "e-1")], BODY);
    let verified = verify(&exactly(&["Created", "EntitlementId"]), &request).unwrap();
    assert_eq!(verified.signed_headers, ["Created", "EntitlementId"]);
}

#[test]
fn a_payload_of_any_kind_may_follow_created() {
    for body in ["", "{}", "[]", "\"text\"", "7", "not JSON"] {
        verify(&exactly(&["Created"]), &signed(&[("Created", CREATED)], body)).unwrap();
    }
}

#[test]
fn digits_move_between_neighbours_only_if_that_was_chosen() {
    let list = ["Created", "EntitlementId", "Amount"];
    let honest = signed(&[("Created", CREATED), ("EntitlementId", "e-12"), ("Amount", "3")], BODY);
    let moved: Headers<'_> = &[("Created", CREATED), ("EntitlementId", "e-1"), ("Amount", "23")];
    let moved = forged(&honest, moved, BODY);
    // A verifier that does not know where a value ends cannot be made.
    assert_eq!(
        Coverage::exactly(list).unwrap_err().to_string(),
        "nothing separates the signed values of `EntitlementId` and `Amount`, so that bytes could move from one to the \
         other; if you check the form of both values, take `Coverage::exactly_with_movable_values`"
    );
    let movable = Verifier::new(key(), Coverage::exactly_with_movable_values(list).unwrap());
    verify(&movable, &honest).unwrap();
    verify(&movable, &moved).unwrap();

    // The list is exact all the same, and the body stays where it is.
    let more = [("Created", CREATED), ("EntitlementId", "e-1"), ("Amount", "2"), ("X", "3")];
    let error = verify(&movable, &forged(&honest, &more, BODY)).unwrap_err();
    assert_eq!(error, differs(&list, &["Created", "EntitlementId", "Amount", "X"]));
    let amount = format!("3{BODY}");
    let with_body = [("Created", CREATED), ("EntitlementId", "e-12"), ("Amount", &amount)];
    let error = verify(&movable, &forged(&honest, &with_body, "")).unwrap_err();
    assert_eq!(error, VerifyError::ValueMayHaveMoved("Amount".to_owned()));
}

#[test]
fn the_sender_chooses_the_list_only_if_that_was_chosen() {
    let coverage = Coverage::at_least_with_movable_body(["EntitlementId"]).unwrap();
    let verifier = Verifier::new(key(), coverage);
    let id = ("entitlementid", "e-1");
    let request = signed(&[("X", "1"), id, ("Created", CREATED)], BODY);
    let verified = verify(&verifier, &request).unwrap();
    assert_eq!(verified.signed_headers, ["X", "EntitlementId", "Created"]);

    let not_signed = |name: &str| Err(VerifyError::NotSigned(name.to_owned()));
    let request = signed(&[("Created", CREATED), ("X", "1")], BODY);
    assert_eq!(verify(&verifier, &request), not_signed("EntitlementId"));
    let request = forged(&request, &[id], BODY);
    let request = Received { headers: with_created(request.headers), ..request };
    assert_eq!(verify(&verifier, &request), not_signed("Created"));
}

fn with_created(mut headers: HeaderMap) -> HeaderMap {
    headers.extend([header("Created", CREATED)]);
    headers
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/entitlement/{id}", signed("EntitlementId", "Created"))]
struct GetEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    id: &'a str,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/pay", signed("Created", "EntitlementId", "Amount"))]
struct Pay<'a> {
    #[endpoint(header = "EntitlementId")]
    id: &'a str,
    #[endpoint(header = "Amount")]
    amount: u32,
}

#[test]
fn an_endpoint_says_what_is_signed() {
    let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
    let key = VECTORS.vendor_key().signing_key();
    let request = GetEntitlement { id: "e-1" }.prepare(&base_url).unwrap().sign(&key, NOW).unwrap();
    let public = || key.verifying_key().clone();
    let verifier = Verifier::for_endpoint::<GetEntitlement<'_>>(public()).unwrap();
    let verified = verifier.verify(request.headers(), request.body(), NOW).unwrap();
    assert_eq!(verified.signed_headers, ["EntitlementId", "Created"]);
    let other_order = verify(
        &exactly(&["Created", "EntitlementId"]),
        &Received { headers: request.headers().clone(), body: String::new() },
    );
    assert_eq!(
        other_order.unwrap_err(),
        differs(&["Created", "EntitlementId"], &["EntitlementId", "Created"])
    );

    let error = Verifier::for_endpoint::<Pay<'_>>(public()).unwrap_err();
    assert!(matches!(error, CoverageError::ValuesMayMove { .. }), "{error}");
    let movable = Coverage::exactly_with_movable_values(Pay::SIGNED_HEADERS).unwrap();
    let pay = Pay { id: "e-1", amount: 7 }.prepare(&base_url).unwrap().sign(&key, NOW).unwrap();
    Verifier::new(public(), movable).verify(pay.headers(), pay.body(), NOW).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// An accepted string can be cut in one way only: no other values and no other body have its signature.
    #[test]
    fn no_byte_of_an_accepted_request_can_move(
        id in "[0-9a-z-]{1,6}|14021742[0-9]{2}|14021742[0-9]{2}14021742[0-9]{2}",
        body in r#"|\{\}|\{"a":[0-9]{1,3}\}|\[14021742[0-9]{2}\]|\[\{\}\]"#,
        created_first: bool,
    ) {
        let order = |created, id| {
            let (created, id) = (("Created", created), ("EntitlementId", id));
            if created_first { [created, id] } else { [id, created] }
        };
        let list = order(CREATED, &id);
        let honest = signed(&list, &body);
        let verifier = exactly(&list.map(|(name, _)| name));
        prop_assert!(verify(&verifier, &honest).is_ok());
        let string = format!("{}{}{body}", list[0].1, list[1].1);
        for (first, second) in (1..string.len()).flat_map(|first| {
            (first + 1..=string.len()).map(move |second| (first, second))
        }) {
            let cut = [&string[..first], &string[first..second], &string[second..]];
            if cut == [list[0].1, list[1].1, &body] {
                continue;
            }
            let forgery = forged(&honest, &[(list[0].0, cut[0]), (list[1].0, cut[1])], cut[2]);
            prop_assert!(verify(&verifier, &forgery).is_err(), "{:?}", cut);
        }
    }
}
