//! Whatever is sent, something fitting is answered: never a fault of the server, always the envelope.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::sync::Mutex;

use common::{
    BODY,
    bench::{Bench, NOW, signed},
};
use http::Method;
use proptest::{prelude::*, test_runner::TestRunner};
use reqwest::Response;
use serde_json::Value;

const LIBRARY: &str = include_str!("documents/library.json");
const BANGO: &str = include_str!("../../api-spec/bango-resale.json");

/// What is declared, with values in the place of variables.
const DECLARED: [&str; 13] = [
    "POST /v1/entitlement",
    "PATCH /v1/entitlement",
    "GET /v1/entitlement/e-1",
    "POST /v1/entitlement/report",
    "POST /v1/entitlement/cancel/e-1",
    "POST /v1/entitlement/revoke/e-1",
    "POST /v1/entitlement/reactivate/e-1",
    "GET /v1/echo/e-1",
    "GET /v1/shelves/e-1/books?limit=5",
    "POST /v1/shelves/e-1/books",
    "GET /v1/books/e-1",
    "DELETE /v1/books/e-1",
    "POST /v1/books/import",
];

/// A request with the right credentials, whose signature is right too.
#[derive(Clone, Debug)]
struct AnyRequest {
    method: String,
    path: String,
    query: String,
    headers: Vec<(&'static str, String)>,
    /// Whether all headers are signed, or only those that operations with such a path declare.
    signs_all: bool,
    body: String,
}

fn any_request() -> impl Strategy<Value = AnyRequest> {
    let declared = prop::sample::select(DECLARED.to_vec()).prop_map(|declared| {
        let (method, path) = declared.split_once(' ').unwrap();
        (method.to_owned(), path.to_owned())
    });
    let method = "[A-Z]{1,8}".prop_filter("a tunnel is no request", |method| method != "CONNECT");
    let words: Vec<_> = DECLARED.iter().flat_map(|declared| declared.split('/').skip(1)).collect();
    let segment = prop_oneof![
        4 => prop::sample::select(words).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9._~%!$&'()*+,;=:@-]{0,6}",
        1 => "(%[0-9a-fA-F]{2}){1,3}",
    ];
    let path = prop::collection::vec(segment, 0..6)
        .prop_map(|segments| format!("/{}", segments.join("/")));
    let known_method = declared.clone().prop_map(|(method, _)| method);
    let target = prop_oneof![
        6 => declared,
        1 => (known_method, path.clone()),
        1 => (method, path),
    ];
    let query = prop_oneof![
        8 => Just(String::new()),
        1 => "\\?limit=[0-9]{1,3}(&[a-z]{1,3}=[a-z0-9%+]{0,3}){0,2}",
        1 => "\\?[a-z=&%+.]{0,12}",
    ];
    let header = (
        prop::sample::select(vec![
            "ShelfId",
            "EntitlementId",
            "Reader-Age",
            "X-RequestIdentifier",
            "Shelf-Call",
            "Content-Type",
        ]),
        prop_oneof![Just("e-1".to_owned()), Just("application/json".to_owned()), "[!-~]{1,6}"],
    );
    let member = (
        prop::sample::select(vec![
            "customerIdentifier",
            "merchantAccountKey",
            "productKey",
            "entitlementId",
            "title",
            "author",
            "entitlementBenefits",
            "dateExpiry",
            "notificationUrl",
            "extensionData",
        ]),
        prop::sample::select(vec![
            "\"a\"",
            "\"e-1\"",
            "\"\"",
            "null",
            "1",
            "{}",
            "[]",
            "{\"name\":\"a\"}",
            "\"NORMAL\"",
            "\"2030-01-01T00:00:00Z\"",
            "\"http://localhost:1/\"",
            "-1e400",
            "\"\\ud800\"",
        ]),
    );
    let body = prop_oneof![
        4 => Just(String::new()),
        2 => prop::sample::select(vec![BODY, "{}", "[]"]).prop_map(str::to_owned),
        4 => prop::collection::vec(member, 0..6).prop_map(|members| {
            let members: Vec<_> =
                members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
            format!("{{{}}}", members.join(","))
        }),
        1 => ".{0,20}",
    ];
    let headers = prop::collection::vec(header, 0..4);
    (target, query, headers, prop::bool::weighted(0.8), body).prop_map(
        |((method, path), query, mut headers, fits, mut body)| {
            if fits {
                if method == "GET" || method == "DELETE" {
                    body.clear();
                }
                let ids = [("EntitlementId", "e-1"), ("ShelfId", "e-1"), ("Reader-Age", "17")];
                headers.extend(ids.map(|(name, value)| (name, value.to_owned())));
                headers.reverse();
            }
            headers.sort_by_key(|(name, _)| *name);
            headers.dedup_by_key(|(name, _)| *name);
            AnyRequest { method, path, query, headers, signs_all: !fits, body }
        },
    )
}

/// Whether operations with such a path sign this header.
fn declares(path: &str, header: &str) -> bool {
    match header {
        "ShelfId" => path.starts_with("/v1/shelves/"),
        "EntitlementId" => path.starts_with("/v1/entitlement/") && path.ends_with("/e-1"),
        _ => false,
    }
}

async fn send(bench: &Bench, request: AnyRequest) -> Response {
    let AnyRequest { method, path, query, headers, signs_all, body } = request;
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = bench.request(method, &format!("{path}{query}"));
    let headers = headers.iter().map(|(name, value)| (*name, value.as_str()));
    let (signed_headers, others): (Vec<_>, Vec<_>) =
        headers.partition(|(name, _)| signs_all || declares(&path, name));
    let request = signed(request, NOW, &signed_headers, &body);
    let request =
        others.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let request = if body.is_empty() { request } else { request.body(body) };
    request.send().await.unwrap()
}

#[test]
fn any_request_is_answered() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bench = runtime
        .block_on(Bench::serving(&[("library.json", LIBRARY), ("bango-resale.json", BANGO)]));
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let seen = Mutex::new([0; 6]);
    let outcome = runner.run(&any_request(), |request| {
        let is_head = request.method == "HEAD";
        let (status, headers, body) = runtime.block_on(async {
            let response = send(&bench, request).await;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            (status, headers, response.bytes().await.unwrap())
        });
        seen.lock().unwrap()[usize::from(status / 100)] += 1;
        let expected = [200, 201, 202, 204, 400, 401, 404, 405, 409];
        prop_assert!(expected.contains(&status), "{}", status);
        prop_assert_eq!(headers.contains_key("allow"), status == 405);
        prop_assert_eq!(headers.contains_key("www-authenticate"), status == 401);
        if status == 204 {
            prop_assert!(body.is_empty() && !headers.contains_key("content-type"));
            return Ok(());
        }
        prop_assert_eq!(&headers["content-type"], "application/json");
        if status >= 400 && !is_head {
            let body: Value = serde_json::from_slice(&body).unwrap();
            prop_assert!(body["responseCode"].is_string() && body["responseMessage"].is_string());
        }
        Ok(())
    });
    outcome.unwrap();
    // The requests are not all refused at the door.
    let seen = seen.into_inner().unwrap();
    assert!(seen[2] > 30 && seen[4] > 100, "{seen:?}");
}
