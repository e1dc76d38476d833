//! The server over real TLS, with a client that trusts the sandbox's certificate and no other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use common::{
    BODY,
    bench::{Bench, NOW, answer, check_refusal, client, envelope, signed},
    private_key, public_key,
};
use countersign::{Timestamp, VerifyingKey};
use countersign_sandbox::{Sandbox, StartError};
use http::{Method, StatusCode, Version};
use reqwest::Client;
use rsa::{RsaPrivateKey, pkcs8::EncodePublicKey as _, rand_core::OsRng};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

#[tokio::test]
async fn an_entitlement_is_created_and_read_back() {
    let bench = Bench::new().await;
    let (status, created) = answer(bench.create(BODY)).await;
    let id = created["entitlementId"].as_str().unwrap().to_owned();
    let expect = json!({
        "responseCode": "OK",
        "responseMessage": "Success",
        "parameters": {},
        "entitlementId": id,
        "status": "ACTIVE",
        "dateCreated": "2017-01-01T01:02:03Z",
        "dateActivated": "2017-01-01T01:02:03Z",
        "dateEnded": null,
        "dateSuspended": null,
        "dateResumed": null,
        "dateLastUpdated": "2017-01-01T01:02:03Z",
        "customerIdentifier": "my-user-123456789",
        "merchantAccountKey": "BANGO",
        "productKey": "BangoMusic",
        "offerKey": "",
        "activationCode": "",
        "entitlementDisplayName": "",
        "dateExpiry": null,
        "extensionData": "",
    });
    assert_eq!((status, &created), (StatusCode::OK, &expect));
    assert_eq!(answer(bench.read(&id)).await, (StatusCode::OK, created));

    let (_, other) = answer(bench.create(BODY)).await;
    assert_ne!(other["entitlementId"], json!(id));
}

#[tokio::test]
async fn optional_members_come_back() {
    let bench = Bench::new().await;
    let body = json!({
        "customerIdentifier": "c", "merchantAccountKey": "BANGO", "productKey": "BangoMusic", "offerKey": "offer",
        "entitlementId": "my id/1", "dateExpiry": "2030-01-01T00:00:00Z", "entitlementDisplayName": "Música",
        "extensionData": { "a": [1, 2] }, "notificationUrl": "https://example.com/n",
    });
    let (status, created) = answer(bench.create(body.to_string())).await;
    assert_eq!(status, StatusCode::OK);
    for name in
        ["offerKey", "entitlementId", "dateExpiry", "entitlementDisplayName", "extensionData"]
    {
        assert_eq!(created[name], body[name], "{name}");
    }
    let other_customer = body.to_string().replace("\"c\"", "\"d\"");
    let used = answer(bench.create(other_customer)).await;
    check_refusal(
        &used,
        400,
        "BAD_REQUEST",
        "`entitlementId`: parameter is invalid: an entitlement has it already",
    );

    let request = bench.request(Method::GET, "/v1/entitlement/my%20id%2F1");
    let read = answer(signed(request, NOW, &[("EntitlementId", "my id/1")], "")).await;
    assert_eq!(read, (StatusCode::OK, created));
}

#[tokio::test]
async fn requests_that_are_not_allowed_in() {
    let bench = Bench::new().await;
    let url = format!("{}/v1/entitlement", bench.sandbox.base_url());
    let check = |answer: (StatusCode, Value), message| {
        check_refusal(&answer, 401, "UNAUTHORIZED", &format!("sandbox: {message}"));
    };
    let request = |client: &Client| signed(client.post(&url), NOW, &[], BODY).body(BODY);
    let response = request(&bench.client).send().await.unwrap();
    assert_eq!(response.headers()["www-authenticate"], "Basic realm=\"countersign-sandbox\"");
    check(envelope(response).await, "the header `Authorization` is missing");
    let wrong = request(&bench.client).basic_auth("MyOrganization", Some("elephant"));
    check(answer(wrong).await, "user or password is wrong");
    let unsigned = bench.request(Method::POST, "/v1/entitlement").body(BODY);
    check(answer(unsigned).await, "the header `Signature` is missing");
    // Basic auth comes first: without it, nothing is said of the signature.
    check(answer(bench.client.post(&url)).await, "the header `Authorization` is missing");
}

#[tokio::test]
async fn the_signature_is_checked_and_explained() {
    let bench = Bench::new().await;
    let create = || bench.request(Method::POST, "/v1/entitlement");
    let check = |answer: (StatusCode, Value), message| {
        check_refusal(&answer, 401, "UNAUTHORIZED", &format!("sandbox: {message}"));
    };
    let tampered = signed(create(), NOW, &[], BODY).body(BODY.replace("BANGO", "OTHER"));
    check(answer(tampered).await, "your key is the right one, but you signed something else");
    let spaced = signed(create(), NOW, &[], &BODY.replace("\":", "\": ")).body(BODY);
    check(answer(spaced).await, "you signed the body with a space after each colon");
    for (created, message) in [
        (NOW - 121, "`Created` is 121 s old, and at most 120 s are accepted"),
        (NOW + 121, "`Created` is 121 s ahead of this clock"),
        (NOW - 3600, "`Created` is 1 h 00 min behind this clock"),
        (NOW * 1000, "`Created` is in milliseconds; send seconds: divide by 1000"),
    ] {
        check(answer(signed(create(), created, &[], BODY).body(BODY)).await, message);
    }
    for created in [NOW - 120, NOW + 120] {
        // Each customer may have one.
        let body = BODY.replace("my-user", &created.to_string());
        let request = signed(create(), created, &[], &body).body(body);
        assert_eq!(answer(request).await.0, StatusCode::OK);
    }
    // The signature fits, but the vendor forbids line breaks.
    let pretty = BODY.replace(',', ",\n");
    check(answer(bench.create(pretty)).await, "the body holds a line feed (at byte 42)");
}

#[tokio::test]
async fn another_key_is_refused_with_a_hint() {
    let key = RsaPrivateKey::new(&mut OsRng, 1024).unwrap();
    let pem = key.to_public_key().to_public_key_pem(Default::default()).unwrap();
    let own = VerifyingKey::from_pem(pem).unwrap();
    let builder = || Sandbox::builder().clock(|| Timestamp::from_unix_seconds(NOW));
    let bench = Bench::of(builder().public_key(own).start().await.unwrap());
    let refused = answer(bench.create(BODY)).await;
    check_refusal(&refused, 401, "UNAUTHORIZED", "the signature was made by another private key");
    assert!(!refused.1.to_string().contains("example key"));

    let bench = Bench::new().await;
    let signature = key.sign(rsa::Pkcs1v15Sign::new_unprefixed(), b"x").unwrap();
    let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, signature);
    let request = bench
        .request(Method::GET, "/v1/entitlement/e")
        .header("Created", NOW)
        .header("Signature", format!("keyId=RSA-SHA256V1, headers=Created, signature={base64}"));
    let refused = answer(request).await;
    check_refusal(
        &refused,
        401,
        "UNAUTHORIZED",
        "This sandbox accepts the vendor's published example key",
    );
}

#[tokio::test]
async fn bodies_are_checked() {
    let bench = Bench::new().await;
    let check = async |body: &str, message: &str| {
        check_refusal(&answer(bench.create(body)).await, 400, "BAD_REQUEST", message);
    };
    check("", "the body: parameter is required").await;
    check("{", "the body: parameter is invalid: it is not JSON: EOF").await;
    check("[]", "the body: parameter is invalid: it is not a JSON object").await;
    check(
        r#"{"customerIdentifier":"c","merchantAccountKey":"m"}"#,
        "`productKey`: parameter is required",
    )
    .await;
    check(r#"{"customerIdentifier":1,"productKey":"p"}"#, "`customerIdentifier`: parameter is invalid: it is not a string; `merchantAccountKey`: parameter is required").await;

    let large = " ".repeat((1 << 20) + 1);
    let refused = answer(bench.create(large)).await;
    check_refusal(&refused, 413, "BAD_REQUEST", "the body is larger than 1048576 bytes");
}

#[tokio::test]
async fn reads_are_checked() {
    let bench = Bench::new().await;
    let unknown = answer(bench.read("6a2c41b0-0000-4000-8000-000000000000")).await;
    check_refusal(&unknown, 404, "NOT_FOUND", "no entitlement has this `entitlementId`");
    let request = bench.request(Method::GET, "/v1/entitlement/one");
    let differs = answer(signed(request, NOW, &[("EntitlementId", "two")], "")).await;
    check_refusal(&differs, 400, "BAD_REQUEST", "the header `EntitlementId` and the path differ");
    let request = bench.request(Method::GET, "/v1/entitlement/%ff");
    let not_text = answer(signed(request, NOW, &[("EntitlementId", "e")], "")).await;
    check_refusal(&not_text, 400, "BAD_REQUEST", "it is not UTF-8");
}

#[tokio::test]
async fn other_paths_and_methods_are_refused_in_the_same_form() {
    let bench = Bench::new().await;
    let unknown = answer(bench.request(Method::GET, "/v1/entitlements?a=b")).await;
    check_refusal(&unknown, 404, "NOT_FOUND", "there is no operation GET /v1/entitlements;");
    let root = answer(bench.client.get(bench.sandbox.base_url())).await;
    check_refusal(&root, 404, "NOT_FOUND", "there is no operation GET /;");
    let response = bench.request(Method::DELETE, "/v1/entitlement").send().await.unwrap();
    assert_eq!(response.headers()["allow"], "POST, PATCH");
    check_refusal(
        &envelope(response).await,
        405,
        "BAD_REQUEST",
        "/v1/entitlement does not take DELETE",
    );
    let put = answer(bench.request(Method::PUT, "/v1/entitlement/e")).await;
    check_refusal(&put, 405, "BAD_REQUEST", "does not take PUT");
}

#[tokio::test]
async fn what_was_received_is_kept_byte_for_byte() {
    let bench = Bench::new().await;
    assert_eq!(bench.sandbox.received(), []);
    let body = r#"{ "a":"é" }"#;
    let request = signed(
        bench.request(Method::POST, "/v1/entitlement?x=%2F"),
        NOW,
        &[("X-Marker", "1")],
        body,
    );
    answer(request.body(body)).await;
    answer(bench.read("e")).await;
    answer(bench.client.get(bench.sandbox.base_url())).await;
    let received = bench.sandbox.received();
    let targets: Vec<_> = received.iter().map(|received| received.target.as_str()).collect();
    assert_eq!(targets, ["/v1/entitlement?x=%2F", "/v1/entitlement/e", "/"]);
    assert_eq!((&received[0].method, &received[1].method), (&Method::POST, &Method::GET));
    assert_eq!(received[0].body, body.as_bytes());
    assert_eq!(received[0].headers["x-marker"], "1");
    assert_eq!(received[0].headers["created"], NOW.to_string());
    assert_eq!(received[0].version, Version::HTTP_2);
    assert!(received.iter().all(|received| !received.headers.contains_key("authorization")));
}

#[tokio::test]
async fn http_1_is_served_too() {
    let sandbox =
        Sandbox::builder().clock(|| Timestamp::from_unix_seconds(NOW)).start().await.unwrap();
    let client = client(&sandbox).http1_only().build().unwrap();
    let bench = Bench { sandbox, client };
    assert_eq!(answer(bench.create(BODY)).await.0, StatusCode::OK);
    assert_eq!(bench.sandbox.received()[0].version, Version::HTTP_11);
}

#[tokio::test]
async fn every_version_of_tls_from_1_2_is_served_and_no_stranger_is_trusted() {
    let bench = Bench::new().await;
    for version in [reqwest::tls::Version::TLS_1_2, reqwest::tls::Version::TLS_1_3] {
        let client = client(&bench.sandbox)
            .tls_version_min(version)
            .tls_version_max(version)
            .build()
            .unwrap();
        let response = client.get(bench.sandbox.base_url()).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
    }
    let other = Bench::new().await;
    assert_ne!(bench.sandbox.root_certificate_pem(), other.sandbox.root_certificate_pem());
    let error = other.client.get(bench.sandbox.base_url()).send().await.unwrap_err();
    assert!(
        format!("{error:?}").contains("UnknownIssuer")
            || format!("{error:?}").contains("BadSignature"),
        "{error:?}"
    );
    // The certificate is for the name alone.
    let by_address = bench.sandbox.base_url().replace("localhost", "127.0.0.1");
    let error = bench.client.get(by_address).send().await.unwrap_err();
    assert!(format!("{error:?}").contains("NotValidForName"), "{error:?}");
}

#[tokio::test]
async fn two_sandboxes_share_nothing() {
    let (one, two) = (Bench::new().await, Bench::new().await);
    assert_ne!(one.sandbox.base_url(), two.sandbox.base_url());
    let (_, created) = answer(one.create(BODY)).await;
    let id = created["entitlementId"].as_str().unwrap();
    assert_eq!(answer(one.read(id)).await.0, StatusCode::OK);
    assert_eq!(answer(two.read(id)).await.0, StatusCode::NOT_FOUND);
    assert_eq!((one.sandbox.received().len(), two.sandbox.received().len()), (2, 1));
}

#[tokio::test]
async fn a_stalled_handshake_holds_up_no_one() {
    let bench = Bench::new().await;
    let port = port(&bench.sandbox);
    let mut stalled = Vec::new();
    for _ in 0..8 {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        // The beginning of a ClientHello, and then nothing.
        stream.write_all(&[0x16, 0x03, 0x01]).await.unwrap();
        stalled.push(stream);
    }
    assert_eq!(in_time(answer(bench.create(BODY))).await.0, StatusCode::OK);
    in_time(bench.sandbox.shutdown()).await;
    for mut stream in stalled {
        assert!(matches!(stream.read(&mut [0; 1]).await, Ok(0) | Err(_)));
    }
}

#[tokio::test]
async fn plain_http_is_not_answered() {
    let bench = Bench::new().await;
    let mut stream = TcpStream::connect(("127.0.0.1", port(&bench.sandbox))).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
}

#[tokio::test]
async fn both_loopback_addresses_are_served() {
    let bench = Bench::new().await;
    let port = port(&bench.sandbox);
    TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    if tokio::net::TcpListener::bind(("::1", 0)).await.is_ok() {
        TcpStream::connect(("::1", port)).await.unwrap();
    }
}

#[tokio::test]
async fn shutdown_closes_the_port() {
    let bench = Bench::new().await;
    let port = port(&bench.sandbox);
    assert_eq!(answer(bench.create(BODY)).await.0, StatusCode::OK);
    // The client keeps its connection open, which must not hold up the shutdown.
    in_time(bench.sandbox.shutdown()).await;
    let again = Sandbox::builder().port(port).start().await.unwrap();
    assert_eq!(again.base_url(), format!("https://localhost:{port}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_lets_requests_finish() {
    // The first request is held up where it looks at the clock.
    let (arrived, mut arrival) = tokio::sync::mpsc::unbounded_channel();
    let (release, released) = std::sync::mpsc::channel();
    let released = Mutex::new(Some(released));
    let clock = move || {
        if let Some(released) = released.lock().unwrap().take() {
            arrived.send(()).unwrap();
            released.recv().unwrap();
        }
        Timestamp::from_unix_seconds(NOW)
    };
    let bench = Bench::of(Sandbox::builder().clock(clock).start().await.unwrap());
    let port = port(&bench.sandbox);
    let request = tokio::spawn(answer(bench.create(BODY)));
    arrival.recv().await.unwrap();
    let shutdown = tokio::spawn(bench.sandbox.shutdown());
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!shutdown.is_finished());
    release.send(()).unwrap();
    assert_eq!(request.await.unwrap().0, StatusCode::OK);
    shutdown.await.unwrap();
}

#[tokio::test]
async fn a_dropped_sandbox_stops() {
    let bench = Bench::new().await;
    let url = bench.sandbox.base_url().to_owned();
    let (client, sandbox) = (bench.client, bench.sandbox);
    assert_eq!(client.get(&url).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    drop(sandbox);
    // The task ends when it is scheduled next.
    while client.get(&url).send().await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let port = port(&sandbox);
    let error = Sandbox::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, StartError::PortInUse { port: named } if named == port), "{error}");
    assert!(error.to_string().starts_with(&format!("port {port} of this machine is in use;")));
}

#[tokio::test]
async fn credentials_are_chosen_and_checked() {
    let builder = Sandbox::builder().basic_auth("us:er", "password");
    assert!(matches!(builder.start().await, Err(StartError::UserHoldsColon)));
    let sandbox = Sandbox::builder()
        .basic_auth("usér", "pass:wörd")
        .clock(|| Timestamp::from_unix_seconds(NOW))
        .start()
        .await
        .unwrap();
    assert_eq!((sandbox.user(), sandbox.password()), ("usér", "pass:wörd"));
    assert_eq!(answer(Bench::of(sandbox).create(BODY)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_clock_dates_answers_and_may_change() {
    let now = Arc::new(AtomicU64::new(NOW));
    let clock = Arc::clone(&now);
    let sandbox = Sandbox::builder()
        .clock(move || Timestamp::from_unix_seconds(clock.load(Ordering::Relaxed)))
        .start()
        .await
        .unwrap();
    let bench = Bench::of(sandbox);
    let response = bench.create(BODY).send().await.unwrap();
    assert_eq!(response.headers()["date"], "Sun, 01 Jan 2017 01:02:03 GMT");
    now.store(NOW + 121, Ordering::Relaxed);
    assert_eq!(answer(bench.create(BODY)).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn answers_are_told() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let sandbox = Sandbox::builder()
        .clock(|| Timestamp::from_unix_seconds(NOW))
        .on_answer(move |answer| {
            let start: String = answer.message.chars().take(24).collect();
            log.lock()
                .unwrap()
                .push(format!("{} {} {} {start}", answer.method, answer.path, answer.status));
        })
        .start()
        .await
        .unwrap();
    let bench = Bench::of(sandbox);
    answer(bench.create(BODY)).await;
    answer(bench.request(Method::GET, "/v1/entitlement/e?secret=1")).await;
    assert_eq!(
        *told.lock().unwrap(),
        [
            "POST /v1/entitlement 200 OK Success",
            "GET /v1/entitlement/e 401 Unauthorized sandbox: the header `Sig",
        ]
    );
}

#[tokio::test]
async fn debug_hides_the_password() {
    let builder = Sandbox::builder().basic_auth("user", "sentinel");
    assert!(!format!("{builder:?}").contains("sentinel"));
    let sandbox = builder.start().await.unwrap();
    assert!(!format!("{sandbox:?}").contains("sentinel"));
}

#[test]
fn the_default_key_is_the_public_half_of_the_test_key() {
    let example = VerifyingKey::from_pem(countersign_sandbox::VENDOR_EXAMPLE_PUBLIC_KEY).unwrap();
    assert_eq!(example, public_key());
    let pem = private_key().to_public_key().to_public_key_pem(Default::default()).unwrap();
    assert_eq!(VerifyingKey::from_pem(pem).unwrap(), example);
}

fn port(sandbox: &Sandbox) -> u16 {
    sandbox.base_url().rsplit(':').next().unwrap().parse().unwrap()
}

/// Less than the shortest limit of the server, so that what ends by a limit only is found.
async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(4), future).await.unwrap()
}
