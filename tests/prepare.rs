//! From a request value to the bytes that are signed and sent: what is written, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use countersign::{
    BaseUrl, Endpoint, PrepareError, PreparedRequest, Timestamp, Verifier, http::Method,
    serde::Serialize,
};
use countersign_tests::VECTORS;
use proptest::prelude::*;
use serde_json::value::RawValue;

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{first}/literal/{second}")]
struct Paths<'a> {
    #[endpoint(path)]
    first: &'a str,
    #[endpoint(path)]
    second: &'a str,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/search")]
struct Queries<'a> {
    #[endpoint(query)]
    text: &'a str,
    #[endpoint(query = "dry run&")]
    dry_run: Option<bool>,
    #[endpoint(query)]
    limit: u32,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/headers", signed("Created", "X-Text"))]
struct Headers<'a> {
    #[endpoint(header = "X-Text")]
    text: &'a str,
    #[endpoint(header = "X-Maybe")]
    maybe: Option<&'a str>,
}

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/payload")]
struct Payload<T> {
    value: T,
}

#[derive(Serialize)]
#[serde(crate = "countersign::serde")]
struct Price {
    amounts: Vec<f64>,
}

fn base_url() -> BaseUrl {
    BaseUrl::parse("https://resale.api.bango.net").unwrap()
}

fn prepare<E: Endpoint>(request: &E) -> Result<PreparedRequest, PrepareError> {
    request.prepare(&base_url())
}

fn payload_of<T: Serialize>(value: T) -> Result<String, PrepareError> {
    let prepared = prepare(&Payload { value })?;
    Ok(String::from_utf8(prepared.payload().to_vec()).unwrap())
}

#[test]
fn the_parts_of_a_request() {
    let prepared = prepare(&Payload { value: "x" }).unwrap();
    assert_eq!(*prepared.method(), Method::POST);
    assert_eq!(prepared.uri(), "https://resale.api.bango.net/v1/payload");
    assert_eq!(prepared.path_template(), "/v1/payload");
    assert_eq!(prepared.payload(), &br#"{"value":"x"}"#[..]);

    let key = VECTORS.vendor_key().signing_key();
    let request = prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap();
    assert_eq!(request.headers()["Created"], "7");
    assert_eq!(request.headers()["Accept"], "application/json");
    assert_eq!(request.headers()["Content-Type"], "application/json");

    let without = prepare(&Queries { text: "", dry_run: None, limit: 1 }).unwrap();
    let request = without.sign(&key, Timestamp::from_unix_seconds(7)).unwrap();
    assert!(request.body().is_empty());
    assert!(!request.headers().contains_key("Content-Type"));
}

#[test]
fn a_base_url_may_have_a_prefix() {
    let base_url = BaseUrl::parse("https://localhost:8443/bango/").unwrap();
    let prepared = Payload { value: 1 }.prepare(&base_url).unwrap();
    assert_eq!(prepared.uri(), "https://localhost:8443/bango/v1/payload");
}

#[test]
fn path_values_stay_one_segment() {
    let check = |value: &str, expect: &str| {
        let prepared = prepare(&Paths { first: value, second: "z" }).unwrap();
        assert_eq!(prepared.uri().path(), format!("/v1/{expect}/literal/z"));
    };
    check("a/b", "a%2Fb");
    check("a?b", "a%3Fb");
    check("a#b", "a%23b");
    check("a%2Fb", "a%252Fb");
    check("%2e%2e", "%252e%252e");
    check("...", "...");
    check("a b+c;d=e,f", "a%20b%2Bc%3Bd%3De%2Cf");
    check("\\..\\", "%5C..%5C");
    check("año\r\n", "a%C3%B1o%0D%0A");
}

#[test]
fn path_values_that_no_encoding_can_keep_are_refused_with_the_field() {
    for value in [".", ".."] {
        let error = prepare(&Paths { first: "a", second: value }).unwrap_err();
        assert_eq!(error, PrepareError::PathDotSegment { field: "second" });
        assert!(error.to_string().contains("field `second`"), "{error}");
    }
    let error = prepare(&Paths { first: "", second: "a" }).unwrap_err();
    assert_eq!(error, PrepareError::PathEmpty { field: "first" });
}

/// A value whose `Display` fails half-way must not be sent by halves.
#[test]
fn a_value_that_fails_to_write_itself_is_refused_with_the_field() {
    struct Broken;
    impl std::fmt::Display for Broken {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a25100b8")?;
            Err(std::fmt::Error)
        }
    }
    #[derive(Endpoint)]
    #[endpoint(method = GET, path = "/v1/{path}")]
    struct Everywhere {
        #[endpoint(path)]
        path: Box<dyn std::fmt::Display>,
        #[endpoint(query)]
        query: Box<dyn std::fmt::Display>,
        #[endpoint(header = "X-Header")]
        header: Box<dyn std::fmt::Display>,
    }
    for broken in ["path", "query", "header"] {
        let value = |field| -> Box<dyn std::fmt::Display> {
            if field == broken { Box::new(Broken) } else { Box::new(1) }
        };
        let request =
            Everywhere { path: value("path"), query: value("query"), header: value("header") };
        assert_eq!(prepare(&request).unwrap_err(), PrepareError::Unwritable { field: broken });
    }
}

/// What the derive refuses at compile time is refused at run time for endpoints that are written by hand.
#[test]
fn endpoints_written_by_hand_are_checked_too() {
    struct ByHand(&'static str, &'static str);
    impl Endpoint for ByHand {
        type Response = countersign::IgnoredBody;
        type Error = countersign::ErrorBody;
        const METHOD: Method = Method::GET;
        const PATH: &'static str = "/v1";
        const SIGNED_HEADERS: &'static [&'static str] = &["Created", "Authorization"];

        fn write(&self, request: &mut countersign::RequestWriter) -> Result<(), PrepareError> {
            request.path_literal(self.0);
            request.header_value("field", self.1, "value")
        }
    }
    for header in ["Authorization", "created", "Signature", "Host", "content-length"] {
        let error = prepare(&ByHand("/v1", header)).unwrap_err();
        assert_eq!(error, PrepareError::HeaderReserved { field: "field", header });
    }
    let error = prepare(&ByHand("/v1", "not a name")).unwrap_err();
    assert_eq!(error, PrepareError::HeaderName { header: "not a name" });
    for path in ["v1", "/v1?a=b", "/v1#a"] {
        let error = prepare(&ByHand(path, "X-Header")).unwrap_err();
        assert!(matches!(error, PrepareError::Path { .. }), "{path}: {error}");
    }
    let key = VECTORS.vendor_key().signing_key();
    let prepared = prepare(&ByHand("/v1", "X-Header")).unwrap();
    let error = prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap_err();
    assert!(error.to_string().contains("`Authorization` is not in the request"), "{error}");
}

#[test]
fn a_url_that_is_too_long_is_refused() {
    let base_url = BaseUrl::parse("https://localhost:8443/prefix").unwrap();
    let url_of =
        |length: usize| Paths { first: &"x".repeat(length), second: "a" }.prepare(&base_url);
    let length = |prepared: PreparedRequest| prepared.uri().to_string().len();
    let rest = length(url_of(1).unwrap()) - 1;
    assert_eq!(length(url_of(65_000 - rest).unwrap()), 65_000);
    let error = url_of(65_001 - rest).unwrap_err();
    assert!(matches!(error, PrepareError::UrlTooLong { bytes: 65_001, max: 65_000 }), "{error}");
}

#[test]
fn a_path_follows_the_whole_base_url() {
    for base in [
        "https://localhost",
        "https://localhost:8443",
        "https://localhost:8443/a/b%20c",
        "https://xn--bcher-kva.example/%C3%A4",
    ] {
        let base_url = BaseUrl::parse(&format!("{base}/")).unwrap();
        let prepared = Paths { first: "x", second: "a/b" }.prepare(&base_url).unwrap();
        let template = prepared.path_template();
        let path = template.replace("{first}", "x").replace("{second}", "a%2Fb");
        assert_eq!(prepared.uri().to_string(), format!("{base}{path}"));
    }
}

#[test]
fn queries_follow_form_rules() {
    let check = |text: &str, dry_run, expect: &str| {
        let prepared = prepare(&Queries { text, dry_run, limit: 5 }).unwrap();
        assert_eq!(prepared.uri().query(), Some(expect));
    };
    check("a b&c=d", None, "text=a+b%26c%3Dd&limit=5");
    check("", Some(true), "text=&dry+run%26=true&limit=5");
    check("año+", Some(false), "text=a%C3%B1o%2B&dry+run%26=false&limit=5");
}

#[test]
fn header_values_that_would_not_arrive_unchanged_are_refused_with_the_field() {
    let check =
        |text: &str, position: usize, problem: &str| match prepare(&Headers { text, maybe: None })
            .unwrap_err()
        {
            PrepareError::HeaderValue {
                field: "text",
                header: "X-Text",
                position: at,
                problem: is,
            } => {
                assert_eq!(at, position, "{text:?}");
                assert!(is.contains(problem), "{text:?}: {is}");
            }
            other => panic!("{text:?}: {other}"),
        };
    check("a\r\nX-Admin: 1", 1, "control");
    check("a\nb", 1, "control");
    check("a\tb", 1, "control");
    check("\0", 0, "control");
    check("a\x7F", 1, "control");
    check("año", 1, "not ASCII");
    check(" a", 0, "space at the edge");
    check("a ", 1, "space at the edge");
}

#[test]
fn an_optional_header_is_left_out() {
    let key = VECTORS.vendor_key().signing_key();
    let sign = |maybe| {
        let prepared = prepare(&Headers { text: "x", maybe }).unwrap();
        prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap()
    };
    assert!(!sign(None).headers().contains_key("X-Maybe"));
    assert_eq!(sign(Some("y")).headers()["X-Maybe"], "y");
}

#[test]
fn a_signed_header_without_value_is_refused() {
    let key = VECTORS.vendor_key().signing_key();
    let prepared = prepare(&Headers { text: "", maybe: None }).unwrap();
    let error = prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap_err();
    assert!(error.to_string().contains("`X-Text` is empty"), "{error}");
}

#[test]
fn floats_that_json_cannot_express_are_errors_with_the_member() {
    let check = |error: PrepareError, member: &str, reason: &str| {
        let PrepareError::Payload(inner) = &error else { panic!("{error}") };
        assert_eq!(inner.member(), member);
        assert!(error.to_string().contains(reason), "{error}");
    };
    check(payload_of(f64::NAN).unwrap_err(), "value", "NaN");
    check(payload_of(f32::INFINITY).unwrap_err(), "value", "infinite");
    check(payload_of(Some(f64::NEG_INFINITY)).unwrap_err(), "value", "infinite");
    let prices = [Price { amounts: vec![] }, Price { amounts: vec![1.0, f64::NAN] }];
    check(payload_of(prices).unwrap_err(), "value[1].amounts[1]", "NaN");
    let map = BTreeMap::from([("customer data", f64::NAN)]);
    check(payload_of(map).unwrap_err(), "value.*", "NaN");
    assert_eq!(payload_of(1.5).unwrap(), r#"{"value":1.5}"#);
}

#[test]
fn errors_never_repeat_a_value() {
    #[derive(Serialize)]
    #[serde(crate = "countersign::serde")]
    struct Flattened {
        #[serde(flatten)]
        one: BTreeMap<&'static str, u8>,
        #[serde(flatten)]
        two: BTreeMap<&'static str, u8>,
    }
    let sentinel = || BTreeMap::from([("sentinel", 1)]);
    let errors = [
        prepare(&Headers { text: "sentinel\n", maybe: None }).unwrap_err(),
        prepare(&Paths { first: "sentinel", second: "" }).unwrap_err(),
        payload_of(BTreeMap::from([("sentinel", f64::NAN)])).unwrap_err(),
        payload_of(Flattened { one: sentinel(), two: sentinel() }).unwrap_err(),
    ];
    for error in errors {
        assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
    }
}

#[test]
fn members_are_written_as_serde_writes_them() {
    /// The same fields twice: written by the derive, and, because of `alias`, by serde.
    macro_rules! twice {
        ($($name:ident($($serde:tt)*);)*) => {$(
            #[derive(Endpoint)]
            #[endpoint(method = POST, path = "/{id}")]
            #[serde(rename_all = "camelCase")]
            struct $name<'a, T> {
                #[endpoint(path)]
                id: u8,
                #[serde($($serde)*, skip_serializing_if = "Option::is_none")]
                first_of_all: Option<&'a str>,
                r#type: T,
                #[serde(rename = "Last", skip_serializing_if = "Vec::is_empty")]
                last: Vec<Option<f64>>,
            }

            impl<T: Serialize> $name<'_, T> {
                fn payload(first_of_all: Option<&str>, r#type: T, last: Vec<Option<f64>>) -> String {
                    let request = $name { id: 1, first_of_all, r#type, last };
                    match prepare(&request) {
                        Ok(prepared) => String::from_utf8(prepared.payload().to_vec()).unwrap(),
                        Err(error) => error.to_string(),
                    }
                }
            }
        )*};
    }
    twice! { Plain(rename = "firstOfAll"); BySerde(alias = "first"); }
    let mut seen = Vec::new();
    for first in [None, Some("a\t\"b\"")] {
        for last in [vec![], vec![Some(0.5), None], vec![Some(f64::NAN)]] {
            let plain = Plain::payload(first, Price { amounts: vec![1.0] }, last.clone());
            assert_eq!(plain, BySerde::payload(first, Price { amounts: vec![1.0] }, last.clone()));
            assert_eq!(
                Plain::payload(first, f64::INFINITY, last.clone()),
                BySerde::payload(first, f64::INFINITY, last)
            );
            seen.push(plain);
        }
    }
    assert_eq!(seen[0], r#"{"type":{"amounts":[1.0]}}"#);
    assert_eq!(seen[4], r#"{"firstOfAll":"a\t\"b\"","type":{"amounts":[1.0]},"Last":[0.5,null]}"#);
}

#[test]
fn entries_of_a_map_are_written_as_serde_writes_them() {
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/")]
    #[serde(rename_all = "camelCase")]
    struct Plain {
        first_of_all: u8,
        #[serde(flatten)]
        entries: ::std::collections::BTreeMap<String, f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last: Option<f64>,
    }

    /// The same, but only serde knows what this name stands for.
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/")]
    #[serde(rename_all = "camelCase")]
    struct BySerde {
        first_of_all: u8,
        #[serde(flatten)]
        entries: BTreeMap<String, f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last: Option<f64>,
    }

    fn payload(request: &impl Endpoint) -> String {
        match prepare(request) {
            Ok(prepared) => String::from_utf8(prepared.payload().to_vec()).unwrap(),
            Err(error) => error.to_string(),
        }
    }

    let entries =
        [vec![], vec![("a", 1.0)], vec![("a\"b", 0.5), ("c", 2.0)], vec![("a", f64::NAN)]];
    let mut seen = Vec::new();
    for entries in entries {
        let entries: BTreeMap<_, _> =
            entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        for last in [None, Some(3.0), Some(f64::INFINITY)] {
            let plain = payload(&Plain { first_of_all: 1, entries: entries.clone(), last });
            let by_serde = BySerde { first_of_all: 1, entries: entries.clone(), last };
            assert_eq!(plain, payload(&by_serde));
            seen.push(plain);
        }
    }
    assert_eq!(seen[0], r#"{"firstOfAll":1}"#);
    assert_eq!(seen[7], r#"{"firstOfAll":1,"a\"b":0.5,"c":2.0,"last":3.0}"#);
}

/// What a reader makes of `{"a":1,"a":2}` is its own affair (RFC 8259, section 4), so it is never signed.
#[test]
fn no_two_members_have_one_name() {
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/")]
    #[serde(rename_all = "camelCase")]
    struct Plain {
        entitlement_id: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<u8>,
        #[serde(flatten)]
        entries: ::std::collections::BTreeMap<String, u8>,
    }

    /// The same, but only serde knows what this name stands for.
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/")]
    #[serde(rename_all = "camelCase")]
    struct BySerde {
        entitlement_id: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<u8>,
        #[serde(flatten)]
        entries: BTreeMap<String, u8>,
    }

    let entries = |name: &str| BTreeMap::from([("a".to_owned(), 1), (name.to_owned(), 2)]);
    let plain = |name, note| Plain { entitlement_id: 1, note, entries: entries(name) };
    let by_serde = |name, note| BySerde { entitlement_id: 1, note, entries: entries(name) };
    for (name, note) in [("entitlementId", None), ("note", Some(1))] {
        let error = prepare(&plain(name, note)).unwrap_err();
        let PrepareError::Payload(_) = error else { panic!("{error}") };
        let expected = format!("two members are called `{name}`");
        assert!(error.to_string().contains(&expected), "{error}");
        assert_eq!(prepare(&by_serde(name, note)).unwrap_err(), error);
    }
    #[derive(Endpoint)]
    #[endpoint(method = POST, path = "/")]
    #[serde(tag = "kind")]
    struct Tagged {
        #[serde(flatten)]
        entries: ::std::collections::BTreeMap<String, u8>,
    }
    let error = prepare(&Tagged { entries: entries("kind") }).unwrap_err();
    assert!(error.to_string().contains("two members are called `kind`"), "{error}");
    // Only one of them is there.
    for (name, note) in [("note", None), ("entitlement_id", Some(1)), ("a", None)] {
        let payload = prepare(&plain(name, note)).unwrap();
        assert_eq!(prepare(&by_serde(name, note)).unwrap().payload(), payload.payload());
    }
}

#[test]
fn no_two_members_of_an_inner_object_have_one_name() {
    #[derive(Serialize)]
    #[serde(crate = "countersign::serde")]
    struct Customer {
        name: u8,
        #[serde(flatten)]
        contact: Contact,
        #[serde(flatten)]
        more: BTreeMap<&'static str, u8>,
        #[serde(flatten)]
        most: BTreeMap<u8, u8>,
    }
    #[derive(Serialize)]
    #[serde(crate = "countersign::serde")]
    struct Contact {
        phone: u8,
    }
    let customer = |more, most| Customer {
        name: 1,
        contact: Contact { phone: 2 },
        more: BTreeMap::from([(more, 3)]),
        most: BTreeMap::from([(most, 4)]),
    };
    let payload = payload_of([customer("a", 5)]).unwrap();
    assert_eq!(payload, r#"{"value":[{"name":1,"phone":2,"a":3,"5":4}]}"#);
    for (more, most) in [("name", 5), ("phone", 5), ("5", 5)] {
        let error = payload_of([customer("a", 5), customer(more, most)]).unwrap_err();
        let PrepareError::Payload(inner) = &error else { panic!("{error}") };
        assert_eq!(inner.member(), "value[1]");
        assert!(error.to_string().contains("two members have one name"), "{error}");
    }
    // Maps know how many entries they have, and none is there twice.
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    assert_eq!(payload_of(map).unwrap(), r#"{"value":{"a":1,"b":2}}"#);
}

#[test]
fn raw_json_loses_the_bytes_that_may_not_be_signed() {
    let raw = RawValue::from_string("{\r\n\t\"a\": \"b\\n\"\n}".to_owned()).unwrap();
    assert_eq!(payload_of(raw).unwrap(), r#"{"value":{"a": "b\n"}}"#);
}

proptest! {
    #[test]
    fn any_path_value_is_one_segment_and_comes_back(first in ".{1,40}", second in "\\PC{1,40}") {
        prop_assume!(![".", ".."].contains(&first.as_str()) && ![".", ".."].contains(&second.as_str()));
        let prepared = prepare(&Paths { first: &first, second: &second }).unwrap();
        let uri = prepared.uri().to_string();
        // Clients such as reqwest normalise a URL before they send it; ours leaves nothing to normalise.
        let url = url::Url::parse(&uri).unwrap();
        prop_assert_eq!(url.as_str(), &uri);
        let segments: Vec<String> = url
            .path_segments()
            .unwrap()
            .map(|segment| percent_encoding::percent_decode_str(segment).decode_utf8().unwrap().into_owned())
            .collect();
        prop_assert_eq!(segments, ["v1", first.as_str(), "literal", second.as_str()]);
        prop_assert_eq!((url.query(), url.fragment()), (None, None));
    }

    #[test]
    fn any_query_value_comes_back(text in ".*", limit: u32) {
        let prepared = prepare(&Queries { text: &text, dry_run: Some(true), limit }).unwrap();
        let uri = prepared.uri().to_string();
        let url = url::Url::parse(&uri).unwrap();
        prop_assert_eq!(url.as_str(), &uri);
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        prop_assert_eq!(
            pairs,
            [pair("text", &text), pair("dry run&", "true"), pair("limit", &limit.to_string())]
        );
    }

    #[test]
    fn any_header_value_arrives_unchanged_or_is_refused(text in "\\PC{1,30}|[ -~\r\n\t]{1,30}") {
        let fit = text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim() == text;
        match prepare(&Headers { text: &text, maybe: None }) {
            Ok(prepared) => {
                prop_assert!(fit);
                let key = VECTORS.vendor_key().signing_key();
                let request = prepared.sign(&key, Timestamp::from_unix_seconds(7)).unwrap();
                prop_assert_eq!(request.headers()["X-Text"].as_bytes(), text.as_bytes());
            }
            Err(_) => prop_assert!(!fit),
        }
    }

    #[test]
    fn any_text_makes_a_payload_without_control_bytes(text in ".*|[\\x00-\\x1F]*") {
        let payload = payload_of(&text).unwrap();
        prop_assert!(!payload.bytes().any(|byte| byte.is_ascii_control() && byte != 0x7F));
        prop_assert_eq!(&payload, &serde_json::to_string(&serde_json::json!({ "value": text })).unwrap());
    }

    #[test]
    fn what_is_signed_is_what_is_sent(text in "[!-~]{1,20}", created: u32) {
        let key = VECTORS.vendor_key().signing_key();
        let created = Timestamp::from_unix_seconds(created.into());
        let request = prepare(&Headers { text: &text, maybe: None }).unwrap().sign(&key, created).unwrap();
        let verifier = Verifier::for_endpoint::<Headers<'_>>(key.verifying_key().clone()).unwrap();
        let is_ok = verifier.verify(request.headers(), request.body(), created).is_ok();
        // A value that holds one of these could be a payload that was moved.
        prop_assert_eq!(is_ok, !text.contains(['{', '[']));
    }
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{number}")]
struct Numbers<T> {
    #[endpoint(path)]
    number: T,
    #[endpoint(query)]
    least: Option<T>,
    #[endpoint(header = "X-Most")]
    most: Option<T>,
}

/// A number that is written by the number inside it.
#[derive(Clone, Copy)]
struct Amount(f64);

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[test]
fn numbers_that_are_none_are_refused_with_the_field() {
    fn check<T: std::fmt::Display + Copy>(finite: T, wrong: T) {
        let requests = [
            ("number", Numbers { number: wrong, least: None, most: None }),
            ("least", Numbers { number: finite, least: Some(wrong), most: None }),
            ("most", Numbers { number: finite, least: None, most: Some(wrong) }),
        ];
        for (field, request) in requests {
            let error = prepare(&request).unwrap_err();
            assert_eq!(error, PrepareError::NotFinite { field });
            assert!(error.to_string().contains(&format!("field `{field}`")), "{error}");
        }
        prepare(&Numbers { number: finite, least: Some(finite), most: Some(finite) }).unwrap();
    }
    for wrong in [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        check(-1.5, wrong);
        check(f64::MAX, wrong);
        check(&0.0, &wrong);
        check(Amount(1.0), Amount(wrong));
    }
    check(1.5, f32::NAN);
    check(f32::MIN, f32::INFINITY);
}

#[test]
fn texts_that_look_like_such_numbers_are_texts() {
    for text in ["NaN", "inf", "-inf", "infinity"] {
        let request = Numbers { number: text, least: Some(text), most: Some(text) };
        let prepared = prepare(&request).unwrap();
        assert_eq!(
            prepared.uri().path_and_query().unwrap().as_str(),
            format!("/v1/{text}?least={text}")
        );
        prepare(&Numbers { number: text.to_owned(), least: None, most: None }).unwrap();
        prepare(&Numbers { number: format_args!("{text}"), least: None, most: None }).unwrap();
    }
}
