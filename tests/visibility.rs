//! What a call says to `tracing` and `log`, at TRACE: what an operator needs, and nothing that is a secret or a
//! customer's. Our dependencies speak too, and are held to the same.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "visibility/capture.rs"]
mod capture;

use std::time::Duration;

use countersign::{
    Client, ClientBuilder, Endpoint, HasSigner, RetryPolicy, Roots, SignError, SignFuture,
    SignatureString, Signer, TimeLimits,
};
use countersign_sandbox::Sandbox;
use countersign_tests::{
    VECTORS,
    scripted_server::{Reserved, ScriptedServer, Step, answer},
    sentinels::{PASSWORD, SENTINEL, USER, assert_clean},
};

use capture::{Kind, take};

/// Customer data in every place of a request.
#[derive(Endpoint)]
#[endpoint(
    method = POST,
    path = "/v1/customer/{id}/note",
    signed("Created", "X-Customer"),
    response = Answered,
)]
struct AddNote<'a> {
    #[endpoint(path, header = "X-Customer")]
    id: &'a str,
    #[endpoint(query)]
    filter: &'a str,
    #[endpoint(header = "X-RequestIdentifier", idempotency_key)]
    request_identifier: &'a str,
    note: &'a str,
}

#[derive(serde::Deserialize)]
struct Answered {}

const ADD_NOTE: AddNote<'_> =
    AddNote { id: SENTINEL, filter: SENTINEL, request_identifier: SENTINEL, note: SENTINEL };

/// What the span of a call says in the end.
struct Expected<'a> {
    status: Option<&'a str>,
    resend_count: Option<&'a str>,
    /// `None` after a success; the stage or the status otherwise.
    error_type: Option<&'a str>,
    /// How many attempts came so far that they have an event.
    attempts: usize,
}

const SUCCESS: Expected<'_> =
    Expected { status: Some("200"), resend_count: None, error_type: None, attempts: 1 };

/// Makes a call and checks all that was said meanwhile, by anyone.
async fn check(
    name: &str,
    client: ClientBuilder<HasSigner>,
    request: &AddNote<'_>,
    expected: Expected<'_>,
) {
    let client = client.basic_auth(USER, PASSWORD).build().unwrap();
    let port = client.base_url().port().to_string();
    drop(take());
    let result = client.send(request).await;
    let records = take();
    assert_eq!(result.is_ok(), expected.error_type.is_none(), "{name}");
    for record in &records {
        assert_clean(&format!("{name}: {record:?}"));
    }

    let spans: Vec<_> = records.iter().filter(|record| record.is_ours(Kind::Span)).collect();
    let [span] = spans.as_slice() else { panic!("{name}: {} spans", spans.len()) };
    for (field, value) in [
        ("otel.name", Some("POST /v1/customer/{id}/note")),
        ("otel.kind", Some("client")),
        ("http.request.method", Some("POST")),
        ("url.template", Some("/v1/customer/{id}/note")),
        ("server.address", Some("localhost")),
        ("server.port", Some(port.as_str())),
        ("http.response.status_code", expected.status),
        ("http.request.resend_count", expected.resend_count),
        ("error.type", expected.error_type),
    ] {
        // The last value that was recorded is the one that counts.
        let last = records.iter().rfind(|record| {
            record.span == span.span && record.kind != Kind::Event && record.field(field).is_some()
        });
        assert_eq!(last.and_then(|record| record.field(field)), value, "{name}: `{field}`");
    }
    let attempts: Vec<_> = records
        .iter()
        .filter(|record| record.is_ours(Kind::Event) && record.level == tracing::Level::DEBUG)
        .map(|record| record.field("http.request.resend_count").unwrap().to_owned())
        .collect();
    let counted: Vec<_> = (0..expected.attempts).map(|number| number.to_string()).collect();
    assert_eq!(attempts, counted, "{name}: one event for each attempt");
}

#[tokio::test]
async fn nothing_that_is_said_shows_a_secret_or_customer_data() {
    capture::install();
    // Otherwise all of this proves nothing.
    tracing::trace!(sentinel = SENTINEL);
    log::trace!("{SENTINEL}");
    let heard = take();
    assert_eq!(heard.iter().filter(|record| format!("{record:?}").contains(SENTINEL)).count(), 2);

    whole_answers().await;
    over_http_2().await;
    no_answers().await;
    repeated_calls().await;
    nothing_sent().await;
    // Our dependencies were heard too, so that what they do not say was not just missed.
    let everything = capture::everything();
    for target in ["hyper_util::", "h2::"] {
        assert!(everything.contains(&format!("target: \"{target}")), "nothing came from {target}");
    }
}

async fn whole_answers() {
    let failed = |status, error_type| Expected {
        status: Some(status),
        resend_count: None,
        error_type: Some(error_type),
        attempts: 1,
    };
    let body = |status: &str, body: &str| {
        let length = body.len();
        Step::Answer(format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{body}"))
    };
    let fine = Step::status(200);
    let page = body("502 Bad Gateway", &format!("<html>{SENTINEL}</html>"));
    let deep = body("200 OK", &format!("[[\"{SENTINEL}\"]]"));
    let coded = body("400 Bad Request", r#"{"responseCode":"BAD_REQUEST"}"#);
    let location = format!("https://localhost/{SENTINEL}");
    let moved = Step::answer(307, &[("Location", &location), ("X-Echo", SENTINEL)]);
    for (name, step, expected) in [
        ("a success", fine, SUCCESS),
        ("an error of the API", coded, failed("400", "400")),
        ("a refusal", Step::status(401), failed("401", "401")),
        ("an internal error", Step::status(500), failed("500", "500")),
        ("a page of a gateway", page, failed("502", "502")),
        ("a redirect", moved, failed("307", "307")),
        ("a body that does not fit", deep, failed("200", "decode")),
    ] {
        let server = ScriptedServer::start([step]).unwrap();
        let client = server.client().retry(RetryPolicy::off());
        check(name, client, &ADD_NOTE, expected).await;
    }
}

/// The sandbox refuses a path that it does not know, but only after all of the request has reached it.
async fn over_http_2() {
    let sandbox = Sandbox::builder().basic_auth(USER, PASSWORD).start().await.unwrap();
    let client = Client::builder(sandbox.base_url())
        .signing_key(VECTORS.vendor_key().signing_key())
        .add_roots_pem(sandbox.root_certificate_pem());
    let expected =
        Expected { status: Some("404"), resend_count: None, error_type: Some("404"), attempts: 1 };
    check("a call over HTTP/2", client, &ADD_NOTE, expected).await;
    assert_eq!(sandbox.received().len(), 1);
}

async fn no_answers() {
    let cut = format!("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{{\"{SENTINEL}");
    for (name, step, error_type) in [
        ("a time-out", Step::Stall, "timeout"),
        ("a body that stalls", Step::SendAndStall(cut.clone()), "timeout"),
        ("a body that breaks off", Step::SendAndClose(cut), "broken"),
        ("a reset", Step::ResetAfterRequest, "broken"),
        ("a reset in the handshake", Step::ResetBeforeTls, "tls"),
        ("no HTTP", Step::SendAndClose(format!("{SENTINEL}\r\n\r\n")), "broken"),
    ] {
        let server = ScriptedServer::start([step]).unwrap();
        let limits = TimeLimits::default().attempt(Duration::from_millis(300));
        let client = server.client().retry(RetryPolicy::off()).time_limits(limits);
        check_transport(name, client, error_type).await;
    }
    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let stranger = Client::builder(server.client().build().unwrap().base_url().as_str())
        .signing_key(VECTORS.vendor_key().signing_key())
        .roots(Roots::Mozilla);
    let stranger = stranger.retry(RetryPolicy::off());
    check_transport("an untrusted certificate", stranger, "certificate").await;
    let nobody = Reserved::new().unwrap();
    let client = nobody.client().retry(RetryPolicy::off());
    check_transport("nobody listens", client, "connect").await;
}

/// As [`check`], for calls that get no whole answer.
async fn check_transport(name: &str, client: ClientBuilder<HasSigner>, error_type: &str) {
    let expected =
        Expected { status: None, resend_count: None, error_type: Some(error_type), attempts: 1 };
    check(name, client, &ADD_NOTE, expected).await;
}

async fn repeated_calls() {
    let busy = || Step::answer(503, &[("Retry-After", "0")]);
    let server = ScriptedServer::start([busy(), busy(), Step::status(200)]).unwrap();
    let expected = Expected { resend_count: Some("2"), attempts: 3, ..SUCCESS };
    check("two repetitions", server.client(), &ADD_NOTE, expected).await;

    // The server's clock is decades off, and it refuses what is not signed by it.
    let date = [("Date", "Sun, 06 Nov 1994 08:49:37 GMT")];
    let script = [Step::Answer(answer(401, &date)), Step::Answer(answer(200, &date))];
    let server = ScriptedServer::start(script).unwrap();
    let expected = Expected { resend_count: Some("1"), attempts: 2, ..SUCCESS };
    check("a corrected clock", server.client(), &ADD_NOTE, expected).await;

    let signature = server.seen().requests[1].header("Signature");
    let (_, signature) = signature.split_once("signature=").unwrap();
    assert!(signature.len() > 100);
    assert!(!capture::everything().contains(&signature[..32]), "{signature} was said");
}

async fn nothing_sent() {
    struct Failing;
    impl Signer for Failing {
        fn sign<'a>(&'a self, _: &'a SignatureString<'a>) -> SignFuture<'a> {
            Box::pin(async { Err(SignError::signer("the service is down")) })
        }
    }
    let expected = |error_type| Expected {
        status: None,
        resend_count: None,
        error_type: Some(error_type),
        attempts: 0,
    };
    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let line_break = format!("{SENTINEL}\n");
    let request = AddNote { id: &line_break, ..ADD_NOTE };
    check("a value that cannot be sent", server.client(), &request, expected("prepare")).await;
    let client = server.client().signer(Failing);
    check("a signer that fails", client, &ADD_NOTE, expected("sign")).await;
    assert!(server.seen().requests.is_empty());
}
