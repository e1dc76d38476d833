//! What errors say, and what they never say.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{
    HeaderValue, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION},
};
use serde::Deserialize;

use super::{Error, decode};
use crate::{ErrorBody, ErrorResponse, IgnoredBody, SuccessCodes, response::ResponseBody};

#[derive(Debug)]
struct Currency;

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format!("bad currency, expected ISO code, got {text}")))
    }
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
struct Listing {
    entitlements: Vec<Entitlement>,
    #[serde(default)]
    by_customer: BTreeMap<String, u8>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
struct Entitlement {
    status: String,
    #[serde(default)]
    kind: Option<Kind>,
}

/// Objects in objects, to any depth.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it can be read is of interest")]
struct Nested(BTreeMap<String, Self>);

/// Repeats what it was given, in a sentence that begins like serde's own.
#[derive(Debug)]
struct Refusing;

impl<'de> Deserialize<'de> for Refusing {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format!("missing field `{text}`")))
    }
}

#[derive(Debug, Deserialize)]
enum Kind {
    Trial,
}

fn answer(status: u16, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

fn error_of<R: ResponseBody>(answer: Response<Bytes>) -> Error {
    decode::<R, ErrorBody>(answer).err().unwrap()
}

#[test]
fn a_success_that_does_not_fit_says_where_and_why() {
    let check = |body: &[u8], path: Option<&str>, expect: &str| {
        let error = error_of::<Listing>(answer(200, body.to_vec()));
        let Error::Decode(decode) = &error else { panic!("{error}") };
        assert_eq!(decode.path(), path, "{error}");
        let shown = error.to_string();
        assert!(shown.contains(expect), "{shown}");
        assert!(!format!("{shown} {error:?}").contains("sentinel"), "{shown}");
    };
    check(
        br#"{"entitlements":[{"status":"sentinel"},{"status":7}]}"#,
        Some("entitlements[1].status"),
        "does not fit the response type: expected a string at `entitlements[1].status` (line 1, column 50); ",
    );
    check(
        br#"{"entitlements":[{"status":"sentinel"},{}]}"#,
        Some("entitlements[1]"),
        "missing field `status` at `entitlements[1]` (line 1, column 41); ",
    );
    check(br#"{"sentinel":1}"#, None, "missing field `entitlements` at line 1, column 14; ");
    check(
        br#"{"entitlements":[],"by_customer":{"my-user-123456789":"sentinel"}}"#,
        Some("by_customer.*"),
        "expected u8 at `by_customer.*` (",
    );
    // serde_json says that a value was expected, as if this were no JSON.
    check(
        br#"{"entitlements":[{"status":"sentinel","kind":7}]}"#,
        Some("entitlements[0].kind"),
        "the type refuses a value at `entitlements[0].kind` (line 1, column 46); ",
    );
    // Not an error body either, whose code would then be shown.
    check(br#" ["sentinel","sentinel"]"#, Some("[0]"), "expected a sequence at `[0]` (");
    check(br#"{"entitlements":[{"status":"sentinel"#, None, "the JSON ends too early at line 1, ");
    check(b"sentinel", None, "it is not JSON at line 1, column 1; ");
    check(br#"{"entitlements":[]} sentinel"#, None, "it is not JSON at line 1, column 21; ");
    check(b"{\"entitlements\xff\":[]}", None, "it is not UTF-8, from byte 14 on; ");
    check(b"", None, "200 OK, but its body is empty");
}

#[test]
fn a_byte_order_mark_changes_nothing_but_the_length() {
    let bodies = [
        (200, r#"{"entitlements":[{"status":"sentinel"},{"status":7}]}"#),
        (200, r#"{"responseCode":"NO_SUCH_PRODUCT","responseMessage":"There is none."}"#),
        (200, r#" ["sentinel","sentinel"]"#),
        (200, "sentinel"),
        (200, ""),
        (400, r#"{"responseCode":"BAD_REQUEST","responseMessage":"sentinel"}"#),
        (400, ""),
    ];
    for (status, body) in bodies {
        let marked = error_of::<Listing>(answer(status, format!("\u{feff}{body}")));
        let plain = error_of::<Listing>(answer(status, body));
        let length = |length: usize| format!("{length} bytes");
        let expect = plain.to_string().replace(&length(body.len()), &length(body.len() + 3));
        assert_eq!(marked.to_string(), expect);
        assert_eq!(marked.api().map(|api| api.code()), plain.api().map(|api| api.code()), "{body}");
        assert_eq!(marked.body().unwrap(), format!("\u{feff}{body}").as_bytes());
    }
    // The position of a byte is one in the body as it came.
    let error = error_of::<Listing>(answer(200, &b"\xef\xbb\xbf{\"a\xff\":1}"[..]));
    assert!(error.to_string().contains("it is not UTF-8, from byte 6 on"), "{error}");
}

#[test]
fn a_body_that_does_not_come_from_the_api_is_named() {
    let check = |status: u16, name, value: &str, expect: &str| {
        let mut answer = answer(status, "<sentinel");
        answer.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
        let error = error_of::<Listing>(answer);
        assert!(error.to_string().contains(expect), "{error}");
        assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
    };
    let html = " its body of 9 bytes is HTML, which a proxy or gateway writes, not the API; ";
    check(200, CONTENT_TYPE, "text/html", html);
    check(502, CONTENT_TYPE, "Text/HTML; charset=utf-8", html);
    check(502, CONTENT_TYPE, "text/plain", "9 bytes that are not its error format");
    check(200, CONTENT_TYPE, "application/json", "it is not JSON");
    check(200, CONTENT_ENCODING, "gzip", "compressed (`Content-Encoding: gzip`)");
    check(400, CONTENT_ENCODING, "br, gzip", "compressed (`Content-Encoding: br, gzip`)");
    check(200, CONTENT_ENCODING, "\"sentinel\"", "compressed (`Content-Encoding: unknown`)");
    check(200, CONTENT_ENCODING, "identity", "it is not JSON");
}

#[test]
fn a_success_with_an_error_body_is_an_api_error() {
    let body = r#"{"responseCode":"NO_SUCH_PRODUCT","responseMessage":"There is none."}"#;
    let error = error_of::<Listing>(answer(200, body));
    assert_eq!(error.api().unwrap().code(), Some("NO_SUCH_PRODUCT"));
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(error.body().unwrap(), body);
    assert!(error.may_have_taken_effect() && !error.is_retryable());
    assert_eq!(
        error.to_string(),
        "the server answered 200 OK, a success, but its body does not fit the response type (missing field \
         `entitlements` at line 1, column 69) and reads as an error: NO_SUCH_PRODUCT: There is none.",
    );
    // Without a code it names none.
    let error = error_of::<Listing>(answer(200, r#"{"responseMessage":"sentinel"}"#));
    assert!(matches!(&error, Error::Decode(_)), "{error}");
}

/// The error type of an API whose successes name a code, too.
#[derive(Debug, Deserialize)]
struct Failure {
    code: Option<String>,
}

impl ErrorResponse for Failure {
    const SUCCESS_CODES: SuccessCodes = SuccessCodes::Only(&["DONE", "QUEUED"]);

    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        None
    }
}

/// The same of an API whose successes name none.
#[derive(Debug, Deserialize)]
struct Fault {
    error: Option<String>,
}

impl ErrorResponse for Fault {
    const SUCCESS_CODES: SuccessCodes = SuccessCodes::Only(&[]);

    fn code(&self) -> Option<&str> {
        self.error.as_deref()
    }

    fn message(&self) -> Option<&str> {
        None
    }
}

/// A response type that requires nothing, so that the body of any error fits it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Lenient {
    status: Option<String>,
}

#[test]
fn a_code_that_no_success_has_makes_an_error_whatever_the_response_type() {
    fn check<R: ResponseBody>() {
        for body in [r#"{"code":"GONE","status":"x"}"#, "\u{feff} {\"code\":\"GONE\"}"] {
            let error = decode::<R, Failure>(answer(202, body)).err().unwrap();
            assert_eq!(error.api().unwrap().code(), Some("GONE"));
            assert!(error.may_have_taken_effect() && !error.is_retryable());
            assert_eq!(
                error.to_string(),
                "the server answered 202 Accepted, a success, but with a code that is not one of a success (`DONE`, \
                 `QUEUED`): GONE",
            );
        }
        let error = decode::<R, Fault>(answer(200, r#"{"error":"gone"}"#)).err().unwrap();
        assert_eq!(
            error.to_string(),
            "the server answered 200 OK, a success, but with the code of an error: gone",
        );
    }
    check::<Lenient>();
    check::<Listing>();
    check::<IgnoredBody>();
    check::<serde_json::Value>();
}

#[test]
fn a_code_that_successes_have_or_none_leaves_it_to_the_response_type() {
    let success =
        |body: &'static str| decode::<Lenient, Failure>(answer(200, body)).unwrap().into_body();
    for body in [r#"{"code":"DONE"}"#, r#"{"code":"QUEUED"}"#, r#"{"code":null}"#, "{}"] {
        assert_eq!(success(body).status, None);
    }
    // This is no code of the error type, which is text, and the other one stands elsewhere.
    for body in [r#"{"code":7,"status":"x"}"#, r#"{"status":"x","inner":{"code":"GONE"}}"#] {
        assert_eq!(success(body).status.as_deref(), Some("x"));
    }
    for body in ["", "<html>", r#"["GONE"]"#, r#"{"code":"#] {
        assert!(decode::<IgnoredBody, Failure>(answer(200, body)).is_ok(), "{body}");
    }
    // It says that it is a success, so it is one that does not fit.
    let body = r#"{"code":"DONE","entitlements":7}"#;
    let error = decode::<Listing, Failure>(answer(200, body)).err().unwrap();
    assert!(matches!(&error, Error::Decode(error) if error.path() == Some("entitlements")));
}

#[test]
fn where_the_codes_of_successes_are_not_known_the_response_type_decides() {
    for code in ["OK", "GONE"] {
        let body = format!(r#"{{"responseCode":"{code}"}}"#);
        assert!(decode::<Lenient, ErrorBody>(answer(200, body.clone())).is_ok());
        assert_eq!(error_of::<Listing>(answer(200, body)).api().unwrap().code(), Some(code));
    }
}

#[test]
fn what_may_succeed_later_and_what_may_have_happened() {
    let check = |status: u16, is_retryable: bool, may_have_taken_effect: bool| {
        let error = error_of::<()>(answer(status, "{}"));
        assert_eq!(error.is_retryable(), is_retryable, "{error}");
        assert_eq!(error.may_have_taken_effect(), may_have_taken_effect, "{error}");
    };
    for status in [421, 425, 429] {
        check(status, true, false);
    }
    for status in [408, 500, 502, 503, 504] {
        check(status, true, true);
    }
    for status in [307, 308, 400, 401, 403, 404, 409, 410, 422] {
        check(status, false, false);
    }
    for status in [300, 301, 302, 303, 501, 505, 511] {
        check(status, false, true);
    }
    check(200, false, true);
}

#[test]
fn an_error_without_code_and_message_is_not_said_to_be_foreign() {
    let error = decode::<(), Failure>(answer(404, "{}")).err().unwrap();
    assert!(error.api().unwrap().error().is_some());
    assert_eq!(
        error.to_string(),
        "the server answered 404 Not Found, with 2 bytes in its error format, which hold neither a code nor a message; \
         `ApiError::error` has what they hold",
    );
}

#[test]
#[cfg(feature = "client")]
fn the_facts_of_the_call_are_at_hand() {
    let mut error = error_of::<()>(answer(429, ""));
    assert_eq!((error.attempts(), error.request_id()), (0, None));
    error.set_facts(&super::CallFacts {
        request_id: Some(HeaderValue::from_static("6e1d")),
        attempts: 3,
        may_have_taken_effect: true,
    });
    assert_eq!((error.attempts(), error.request_id()), (3, Some("6e1d")));
    assert!(error.may_have_taken_effect());
    assert_eq!(
        error.to_string(),
        "the server answered 429 Too Many Requests, and its body is empty (after 3 attempts, of which an earlier one may \
         have taken effect)",
    );
    assert!(!format!("{error:?}").contains("6e1d"));
}

#[test]
fn an_error_is_small_enough_to_be_returned() {
    assert!(size_of::<Error>() <= 128, "{} bytes", size_of::<Error>());
}

#[test]
fn a_types_own_message_is_not_repeated() {
    let error = error_of::<Currency>(answer(200, "\"sentinel\""));
    assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
    assert!(error.to_string().contains("the response type: the type refuses a value"), "{error}");
}

/// A body of the default error type.
fn error_body(code: &str, message: &str) -> String {
    serde_json::json!({ "responseCode": code, "responseMessage": message }).to_string()
}

#[test]
fn a_message_of_the_server_stays_on_one_line() {
    let error = error_of::<()>(answer(400, error_body("A\nB", "C\r\nD\u{2028}E")));
    assert_eq!(error.to_string(), r"the server answered 400 Bad Request: A\nB: C\r\nD\u{2028}E");
    assert_eq!(error.api().unwrap().code(), Some("A\nB"));
}

#[test]
fn a_message_of_the_server_cannot_turn_the_text_around_it() {
    let error = error_of::<()>(answer(400, error_body("A\u{202e}B", "\u{2066}\u{1b}[31m\u{feff}")));
    let (display, debug) = (error.to_string(), format!("{error:?}"));
    assert_eq!(
        display,
        r"the server answered 400 Bad Request: A\u{202e}B: \u{2066}\u{1b}[31m\u{feff}"
    );
    assert!(debug.contains(r#"code: Some("A\u{202e}B")"#), "{debug}");
    assert!(debug.contains(r#"message: Some("\u{2066}\u{1b}[31m\u{feff}")"#), "{debug}");
}

#[test]
fn texts_of_the_server_are_bounded() {
    let long = "x".repeat(100_000);
    let mut redirect = answer(302, "");
    redirect.headers_mut().insert(LOCATION, format!("https://{long}/").parse().unwrap());
    let mut to_scheme = answer(302, "");
    to_scheme.headers_mut().insert(LOCATION, format!("{long}:").parse().unwrap());
    let depth = 100;
    let deep = format!(r#"{{"{}":"#, "x".repeat(60)).repeat(depth);
    let deep = format!("{deep}7{}", "}".repeat(depth));
    for error in [
        error_of::<()>(answer(400, error_body(&long, &long))),
        error_of::<Listing>(answer(200, error_body(&long, &long))),
        error_of::<()>(redirect),
        error_of::<()>(to_scheme),
        error_of::<Nested>(answer(200, deep)),
        error_of::<Refusing>(answer(200, format!("\"{long}\""))),
    ] {
        let (display, debug) = (error.to_string(), format!("{error:?}"));
        assert!(display.len() < 1_500, "{} bytes: {display}", display.len());
        assert!(debug.len() < 1_500, "{} bytes: {debug}", debug.len());
    }
}

#[test]
fn a_redirect_shows_its_host_and_no_more() {
    let mut redirect = answer(307, "");
    let location = "https://other.example:8443/v1/sentinel?a=sentinel".parse().unwrap();
    redirect.headers_mut().insert(LOCATION, location);
    let error = error_of::<()>(redirect);
    assert!(error.to_string().contains("a redirect to https://other.example:8443;"), "{error}");
    assert!(!error.to_string().contains("sentinel"), "{error}");
}

#[test]
fn a_redirect_shows_another_host_however_it_is_written() {
    let check = |location: Option<&str>, expect: &str| {
        // A body that explains the redirect does not hide it.
        let mut redirect = answer(302, r#"{"responseCode":"MOVED"}"#);
        if let Some(location) = location {
            redirect.headers_mut().insert(LOCATION, location.parse().unwrap());
        }
        let error = error_of::<()>(redirect).to_string();
        assert!(error.contains(&format!("a redirect to {expect}; ")), "{location:?}: {error}");
        assert!(!error.contains("sentinel"), "{error}");
    };
    check(Some("/v2/sentinel"), "another path of the same host");
    check(Some("sentinel?a"), "another path of the same host");
    check(Some("//other.example/sentinel"), "https://other.example");
    check(Some("http://user:sentinel@other.example/"), "http://other.example");
    check(Some("HTTPS://[::1]:8443?sentinel"), "https://[::1]:8443");
    check(Some("//other.example:/sentinel"), "https://other.example");
    check(Some("https://user:sentinel/x@other.example/"), "a `Location` that is no URL");
    check(Some("https://user:1:sentinel?@other.example/"), "a `Location` that is no URL");
    check(Some("/\\other.example/sentinel"), "a `Location` that is no URL");
    check(Some("mailto:sentinel@example.com"), "a URL of the scheme `mailto`");
    check(Some("https://:sentinel"), "a `Location` that is no URL");
    check(None, "nowhere: it has no `Location`");
}
