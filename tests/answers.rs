//! Every kind of answer that is not what was asked for, over real TLS: which error it becomes, what that says, and what
//! is at hand without reading its text.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use bango_resale::{
    CreateEntitlement, CreateEntitlementRequired, ErrorResponse, ReportEntitlements, ResponseCode,
    reseller_v1,
};
use countersign::{Client, Endpoint, Error, IgnoredBody, RetryPolicy, http::StatusCode};
use countersign_tests::{
    VECTORS,
    raw_server::RawServer,
    sentinels::{SENTINEL, assert_clean, whole},
};

/// The idempotency key that the calls carry.
const KEY: &str = "6e1d2f0a";

/// A call that takes no key, and of whose answer nothing is of interest.
#[derive(Endpoint)]
#[endpoint(method = GET, path = "/")]
struct Ask;

/// What is expected of an error.
struct Expected<'a> {
    variant: Variant,
    /// `None` if no whole answer came.
    answer: Option<(u16, &'a [u8])>,
    is_retryable: bool,
    may_have_taken_effect: bool,
    /// Parts of its text.
    shown: &'a [&'a str],
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Variant {
    Transport,
    Api,
    Decode,
}

impl Variant {
    fn of<E>(error: &Error<E>) -> Self {
        match error {
            Error::Transport(_) => Self::Transport,
            Error::Api(_) => Self::Api,
            Error::Decode(_) => Self::Decode,
            _ => panic!("another variant"),
        }
    }
}

/// A call that creates an entitlement, with customer data and an idempotency key.
fn create() -> CreateEntitlement {
    CreateEntitlement::new(CreateEntitlementRequired {
        customer_identifier: SENTINEL,
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
    })
    .request_identifier(KEY)
}

async fn send<E: Endpoint>(
    server: &RawServer,
    request: &E,
) -> Result<E::Response, Error<E::Error>> {
    let client = Client::builder(&server.base_url)
        .signing_key(VECTORS.vendor_key().signing_key())
        .add_roots_pem(server.certificate_pem.as_str())
        .retry(RetryPolicy::off())
        .build()
        .unwrap();
    client.send(request).await
}

/// The error of a call to a server that answers with these bytes.
async fn check<E: Endpoint>(
    request: &E,
    answer: impl Into<Vec<u8>>,
    expected: Expected<'_>,
) -> Error<E::Error> {
    let server = RawServer::start(answer).await.unwrap();
    check_server(&server, request, expected).await
}

async fn check_server<E: Endpoint>(
    server: &RawServer,
    request: &E,
    expected: Expected<'_>,
) -> Error<E::Error> {
    let error = send(server, request).await.err().unwrap();
    let shown = error.to_string();
    assert_eq!(Variant::of(&error), expected.variant, "{shown}");
    let status = expected.answer.map(|(status, _)| StatusCode::from_u16(status).unwrap());
    assert_eq!(error.status(), status, "{shown}");
    assert_eq!(error.body().map(AsRef::as_ref), expected.answer.map(|(_, body)| body), "{shown}");
    assert_eq!(error.headers().is_some(), expected.answer.is_some(), "{shown}");
    assert_eq!(error.is_retryable(), expected.is_retryable, "{shown}");
    assert_eq!(error.may_have_taken_effect(), expected.may_have_taken_effect, "{shown}");
    assert_eq!(error.request_id(), Some(KEY), "{shown}");
    assert_eq!(error.attempts(), 1, "{shown}");
    for part in expected.shown {
        assert!(shown.contains(part), "`{part}` is not in: {shown}");
    }
    assert!(!shown.contains(['\n', '\r']), "{shown}");
    assert_clean(&whole(&error));
    error
}

/// An answer with this body and its length.
fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let page = format!("<!DOCTYPE html><title>{SENTINEL}</title>").into_bytes();
    let html = "Content-Type: text/html; charset=UTF-8\r\n";
    let json = "Content-Type: application/json\r\n";
    let gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let not_utf8 = [br#"{"responseCode":"OK","entitlementId":""#, &[0xff][..], b"\"}"].concat();
    let cut = format!(r#"{{"responseCode":"OK","entitlementId":"{SENTINEL}"#).into_bytes();
    let list = format!(r#"["{SENTINEL}","{SENTINEL}"]"#).into_bytes();
    for (headers, body, shown) in [
        (
            html,
            &page[..],
            "its body of 43 bytes is HTML, which a proxy or gateway writes, not the API",
        ),
        (json, &page, "does not fit the response type: it is not JSON at line 1, column 1"),
        (json, b"", "the server answered 200 OK, but its body is empty"),
        (json, &not_utf8, "it is not UTF-8, from byte 38 on"),
        (json, &cut, "the JSON ends too early at line 1, "),
        (json, &list, "does not fit the response type: "),
        ("Content-Encoding: gzip\r\n", &gzip, "is compressed (`Content-Encoding: gzip`)"),
    ] {
        let expected = Expected {
            variant: Variant::Decode,
            answer: Some((200, body)),
            is_retryable: false,
            may_have_taken_effect: true,
            shown: &[shown],
        };
        check(&create(), answer("200 OK", headers, body), expected).await;
    }

    // The same page from a gateway that could not reach the API. What the API did is not known, but may be asked again.
    let expected = Expected {
        variant: Variant::Api,
        answer: Some((502, &page)),
        is_retryable: true,
        may_have_taken_effect: true,
        shown: &["the server answered 502 Bad Gateway, and its body of 43 bytes is HTML"],
    };
    let error = check(&create(), answer("502 Bad Gateway", html, &page), expected).await;
    assert!(error.api().unwrap().error().is_none());
}

#[tokio::test]
async fn a_member_deep_inside_is_named_by_its_path() {
    let body = format!(
        r#"{{"responseCode":"OK","entitlements":[{{"entitlementId":"{SENTINEL}","status":"ACTIVE"}},
           {{"entitlementId":"{SENTINEL}","status":7,"extensionData":{{"{SENTINEL}":1}}}}]}}"#
    );
    let expected = Expected {
        variant: Variant::Decode,
        answer: Some((200, body.as_bytes())),
        is_retryable: false,
        may_have_taken_effect: true,
        shown: &["at `entitlements[1].status` (line 2, column ", "; `Error::body` has it"],
    };
    let report = ReportEntitlements::with_customer_identifier(SENTINEL).request_identifier(KEY);
    let error = check(&report, answer("200 OK", "", body.as_bytes()), expected).await;
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!(error.path(), Some("entitlements[1].status"));
}

#[tokio::test]
async fn errors_of_the_api_are_typed() {
    let check_code = async |status: &str, code: &str, is_retryable, may_have_taken_effect| {
        let body = format!(r#"{{"responseCode":"{code}","responseMessage":"In words."}}"#);
        let number = status[..3].parse().unwrap();
        let expected = Expected {
            variant: Variant::Api,
            answer: Some((number, body.as_bytes())),
            is_retryable,
            may_have_taken_effect,
            shown: &[status, &format!("{code}: In words.")],
        };
        let error = check(&create(), answer(status, "", body.as_bytes()), expected).await;
        let typed: &ErrorResponse = error.api().unwrap().error().unwrap();
        typed.response_code.clone()
    };
    let code = check_code("400 Bad Request", "BAD_REQUEST", false, false).await;
    assert_eq!(code, ResponseCode::BadRequest);
    // A code that the vendor has added since is kept, and no error of its own.
    let code = check_code("409 Conflict", "ALREADY_GONE", false, false).await;
    assert!(matches!(code, ResponseCode::Unknown(_)));
    assert_eq!(code.as_str(), "ALREADY_GONE");
    check_code("429 Too Many Requests", "SLOW_DOWN", true, false).await;
    check_code("500 Internal Server Error", "INTERNAL_ERROR", true, true).await;
    check_code("503 Service Unavailable", "SERVICE_UNAVAILABLE", true, true).await;
}

#[tokio::test]
async fn a_success_with_the_body_of_an_error_is_an_api_error() {
    let body = br#"{"responseCode":"NOT_AVAILABLE","responseMessage":"In words."}"#;
    let expected = Expected {
        variant: Variant::Api,
        answer: Some((200, body)),
        is_retryable: false,
        // It says that it failed, and that it succeeded.
        may_have_taken_effect: true,
        shown: &[
            "the server answered 200 OK, a success, but with a code that is not one of a success (`OK`, \
             `CLIENT_ACTION_REQUIRED`): NOT_AVAILABLE: In words.",
        ],
    };
    let error = check(&create(), answer("200 OK", "", body), expected).await;
    assert_eq!(error.api().unwrap().error().unwrap().response_code.as_str(), "NOT_AVAILABLE");
}

#[tokio::test]
async fn the_body_of_an_error_is_one_even_if_every_member_of_a_success_is_optional() {
    let create = reseller_v1::CreateEntitlement::new(reseller_v1::CreateEntitlementRequired {
        customer_identifier: SENTINEL,
        merchant_account_key: "BANGO_US",
        product_key: "MUSIC",
    });
    let send_code = async |code: &str| {
        let body = format!(r#"{{"responseCode":"{code}","responseMessage":"In words."}}"#);
        let server = RawServer::start(answer("202 Accepted", "", body.as_bytes())).await.unwrap();
        send(&server, &create).await
    };
    let error = send_code("NOT_AVAILABLE").await.unwrap_err();
    assert_eq!(error.api().unwrap().code(), Some("NOT_AVAILABLE"));
    for code in ["OK", "CLIENT_ACTION_REQUIRED"] {
        let created = send_code(code).await.unwrap();
        assert_eq!(created.response_code.as_deref(), Some(code));
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_no_part_of_the_json() {
    let success = format!(
        "\u{feff}{}",
        r#"{"responseCode":"OK","entitlementId":"a25100b8","status":"ACTIVE"}"#
    );
    let server = RawServer::start(answer("200 OK", "", success.as_bytes())).await.unwrap();
    assert_eq!(send(&server, &create()).await.unwrap().entitlement.entitlement_id, "a25100b8");

    let body =
        format!("\u{feff}{}", r#"{"responseCode":"BAD_REQUEST","responseMessage":"In words."}"#);
    let expected = Expected {
        variant: Variant::Api,
        answer: Some((400, body.as_bytes())),
        is_retryable: false,
        may_have_taken_effect: false,
        shown: &["BAD_REQUEST: In words."],
    };
    check(&create(), answer("400 Bad Request", "", body.as_bytes()), expected).await;
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_a_transport_error() {
    for sent in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"responseCode\"",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{\"res",
        "HTTP/1.1 200 O",
        "",
    ] {
        let expected = Expected {
            variant: Variant::Transport,
            answer: None,
            is_retryable: true,
            may_have_taken_effect: true,
            shown: &[],
        };
        check(&create(), sent, expected).await;
    }
}

#[tokio::test]
async fn a_body_of_100_megabytes_is_not_read_to_its_end() {
    const MEBIBYTE: usize = 1024 * 1024;
    // White space is JSON, so nothing but the length is wrong.
    let piece = " ".repeat(MEBIBYTE);
    let chunk = format!("{MEBIBYTE:x}\r\n{piece}\r\n");
    for (head, piece) in [
        (format!("Content-Length: {}", 100 * MEBIBYTE), piece),
        ("Transfer-Encoding: chunked".to_owned(), chunk),
    ] {
        let begin = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n");
        let mut server = RawServer::start_long(begin, piece, 100).await.unwrap();
        let expected = Expected {
            variant: Variant::Transport,
            answer: None,
            is_retryable: false,
            may_have_taken_effect: true,
            shown: &["longer than 16777216 bytes"],
        };
        check_server(&server, &create(), expected).await;
        // What the client has not taken lies in the buffers of the two sockets.
        let sent = server.sent.recv().await.unwrap();
        assert!(sent < 50 * MEBIBYTE, "{head}: the client took up to {sent} bytes");
    }
}

#[tokio::test]
async fn an_ignored_body_may_be_anything() {
    for (headers, body) in [
        ("Content-Type: text/html\r\n", &b"<html>"[..]),
        ("Content-Encoding: gzip\r\n", &[0x1f, 0x8b]),
        ("", &[0xff]),
        ("", b""),
        ("", br#"{"responseCode":"NOT_AVAILABLE"}"#),
    ] {
        let server = RawServer::start(answer("200 OK", headers, body)).await.unwrap();
        let IgnoredBody { .. } = send(&server, &Ask).await.unwrap();
    }
}

#[tokio::test]
async fn a_call_without_a_key_has_none_and_one_that_takes_it_gets_one() {
    let refusal = answer("400 Bad Request", "", br#"{"responseCode":"BAD_REQUEST"}"#);
    let server = RawServer::start(refusal).await.unwrap();
    assert_eq!(send(&server, &Ask).await.unwrap_err().request_id(), None);

    let mut server = server;
    server.requests.recv().await.unwrap();
    let create = CreateEntitlement::new(CreateEntitlementRequired {
        customer_identifier: SENTINEL,
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
    });
    let error = send(&server, &create).await.unwrap_err();
    let key = error.request_id().unwrap();
    let request = String::from_utf8(server.requests.recv().await.unwrap()).unwrap();
    assert!(request.contains(&format!("\r\nx-requestidentifier: {key}\r\n")), "{request}");
    assert_eq!(key.len(), 36, "{key}");
}
