//! Faults over real TLS, with a client that nobody here wrote: what the client sees, and what was carried out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::time::Duration;

use common::{
    BODY,
    bench::{Bench, NOW, client},
};
use countersign::Timestamp;
use countersign_sandbox::{
    BadCertificate, ConnectionFault, Fault, FaultKind, FaultPlan, HttpVersions, RetryAfter,
    Sandbox, SandboxBuilder, ServerError, Stage,
};
use http::{Method, StatusCode};
use reqwest::{Client, RequestBuilder, retry};
use tokio::sync::mpsc;

fn builder(plan: impl Into<FaultPlan>) -> SandboxBuilder {
    Sandbox::builder().clock(|| Timestamp::from_unix_seconds(NOW)).faults(plan)
}

/// A bench whose client repeats nothing.
async fn bench(builder: SandboxBuilder) -> Bench {
    let sandbox = builder.start().await.unwrap();
    let client = new_client(&sandbox);
    Bench { sandbox, client }
}

fn new_client(sandbox: &Sandbox) -> Client {
    client(sandbox).retry(retry::never()).build().unwrap()
}

/// The status, if all of the answer came.
async fn status(request: RequestBuilder) -> Option<StatusCode> {
    let response = request.send().await.ok()?;
    let status = response.status();
    response.bytes().await.ok()?;
    Some(status)
}

const fn ok(status: StatusCode) -> Option<StatusCode> {
    Some(status)
}

#[tokio::test]
async fn the_client_sees_the_fault_and_the_ledger_says_what_was_carried_out() {
    let pause = Duration::from_millis(1);
    for (fault, expect, carried_out) in [
        (Fault::None, ok(StatusCode::OK), 1),
        (Fault::Latency(pause), ok(StatusCode::OK), 1),
        (Fault::SlowBody { pause }, ok(StatusCode::OK), 1),
        (Fault::Cut(Stage::Head), None, 0),
        (Fault::Cut(Stage::Body), None, 0),
        (Fault::Cut(Stage::CarriedOut), None, 1),
        (Fault::Cut(Stage::Answer), None, 1),
        (Fault::Reset(Stage::Head), None, 0),
        (Fault::Reset(Stage::Body), None, 0),
        (Fault::Reset(Stage::CarriedOut), None, 1),
        (Fault::Reset(Stage::Answer), None, 1),
        (Fault::TooManyRequests(RetryAfter::Absent), ok(StatusCode::TOO_MANY_REQUESTS), 0),
        (Fault::ServerError(ServerError::BadGateway), ok(StatusCode::BAD_GATEWAY), 0),
        (Fault::LostAnswer(ServerError::GatewayTimeout), ok(StatusCode::GATEWAY_TIMEOUT), 1),
        (Fault::WrongClock { ahead: 121 }, ok(StatusCode::UNAUTHORIZED), 0),
        (Fault::WrongClock { ahead: -121 }, ok(StatusCode::UNAUTHORIZED), 0),
        (Fault::WrongClock { ahead: 120 }, ok(StatusCode::OK), 1),
    ] {
        for versions in [HttpVersions::All, HttpVersions::Http1] {
            let bench = bench(builder(FaultPlan::script([fault])).http_versions(versions)).await;
            assert_eq!(status(bench.create(BODY)).await, expect, "{fault:?}, {versions:?}");
            assert_eq!(bench.sandbox.ledger().len(), carried_out, "{fault:?}, {versions:?}");
            // The script is at its end.
            let other = BODY.replace("my-user", "another-user");
            assert_eq!(status(bench.create(other)).await, ok(StatusCode::OK), "{fault:?}");
        }
    }
}

#[tokio::test]
async fn the_answer_breaks_off_in_its_middle() {
    for fault in [Fault::Cut(Stage::Answer), Fault::Reset(Stage::Answer)] {
        for versions in [HttpVersions::All, HttpVersions::Http1] {
            let bench = bench(builder(FaultPlan::script([fault])).http_versions(versions)).await;
            let mut response = bench.create(BODY).send().await.unwrap();
            let length = response.content_length().unwrap();
            let mut received = 0;
            while let Ok(chunk) = response.chunk().await {
                received += chunk.unwrap().len() as u64;
            }
            assert!(received > 0 && received < length, "{received} of {length}: {fault:?}");
        }
    }
}

#[tokio::test]
async fn a_cut_takes_other_requests_of_its_connection_with_it_and_a_reset_does_not() {
    for (fault, other_survives) in
        [(Fault::Cut(Stage::CarriedOut), false), (Fault::Reset(Stage::CarriedOut), true)]
    {
        let (arrived, mut arrivals) = mpsc::unbounded_channel();
        // If the other one survives, it should be slow enough to be there when the reset happens.
        let latency = Duration::from_secs(if other_survives { 1 } else { 600 });
        let plan = FaultPlan::on_request(move |number| {
            arrived.send(number).unwrap();
            match number {
                1 => Fault::None,
                2 => Fault::Latency(latency),
                _ => fault,
            }
        });
        let bench = bench(builder(plan)).await;
        // One connection for all that follows.
        status(bench.request(Method::GET, "/v1/echo/a")).await.unwrap();
        let slow = tokio::spawn(status(bench.create(BODY)));
        while arrivals.recv().await.unwrap() != 2 {}
        let other = BODY.replace("my-user", "another-user");
        assert_eq!(status(bench.create(other)).await, None);
        assert_eq!(slow.await.unwrap().is_some(), other_survives, "{fault:?}");
        assert_eq!(bench.sandbox.accepted_connections(), 1);
        assert_eq!(bench.sandbox.ledger().len(), if other_survives { 2 } else { 1 });
    }
}

#[tokio::test]
async fn retry_after_is_a_number_or_a_date_of_the_sandboxes_clock() {
    for (retry_after, expect) in [
        (RetryAfter::Seconds(7), Some("7")),
        (RetryAfter::DateIn(60), Some("Sun, 01 Jan 2017 01:03:03 GMT")),
        (RetryAfter::Absent, None),
    ] {
        let plan = FaultPlan::script([Fault::TooManyRequests(retry_after)]);
        let response = bench(builder(plan)).await.create(BODY).send().await.unwrap();
        let value = response.headers().get("retry-after").map(|value| value.to_str().unwrap());
        assert_eq!(value, expect);
    }
}

#[tokio::test]
async fn a_wrong_clock_shows_in_the_date_and_says_what_is_wrong() {
    let bench = bench(builder(FaultPlan::script([Fault::WrongClock { ahead: -3600 }]))).await;
    let response = bench.create(BODY).send().await.unwrap();
    assert_eq!(response.headers()["date"], "Sun, 01 Jan 2017 00:02:03 GMT");
    let text = response.text().await.unwrap();
    assert!(text.contains("1 h 00 min ahead of this clock"), "{text}");
}

#[tokio::test]
async fn connections_fail_before_any_request_is_on_them() {
    let bad = |bad| ConnectionFault::Certificate(bad);
    for (fault, message) in [
        (ConnectionFault::Cut, None),
        (bad(BadCertificate::Expired), Some("ExpiredContext")),
        (bad(BadCertificate::OtherHost), Some("NotValidForNameContext")),
        (bad(BadCertificate::UnknownRoot), Some("UnknownIssuer")),
    ] {
        let bench = bench(builder(FaultPlan::default().connections([fault]))).await;
        let error = bench.create(BODY).send().await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        if let Some(message) = message {
            assert!(format!("{error:?}").contains(message), "{message} is not in {error:?}");
        }
        assert!(bench.sandbox.received().is_empty());
        assert_eq!(status(bench.create(BODY)).await, ok(StatusCode::OK));
        assert_eq!(bench.sandbox.accepted_connections(), 2);
        assert_eq!(bench.sandbox.fault_counts().into_values().sum::<u64>(), 1);
    }
}

#[tokio::test]
async fn the_same_calls_meet_the_same_faults_in_any_order() {
    let run = async |customers: Vec<u32>| {
        let plan = FaultPlan::seeded(11).server_errors(300, 2).lost_answers(100);
        let bench = bench(builder(plan)).await;
        let mut statuses = Vec::new();
        for customer in customers {
            for _ in 0..3 {
                let body = BODY.replace("my-user", &customer.to_string());
                statuses.push((customer, status(bench.create(body)).await.unwrap()));
            }
        }
        // The order of one customer's calls stays.
        statuses.sort_by_key(|(customer, _)| *customer);
        (statuses, bench.sandbox.fault_counts())
    };
    let forwards = run((0..40).collect()).await;
    assert_eq!(forwards, run((0..40).rev().collect()).await);
    assert!(forwards.1.contains_key(&FaultKind::ServerError), "{:?}", forwards.1);
    assert!(forwards.1.contains_key(&FaultKind::LostAnswer), "{:?}", forwards.1);
}

#[tokio::test]
async fn calm_ends_all_faults() {
    let plan = FaultPlan::seeded(1).server_errors(1000, 1).bad_certificates(1000);
    let bench = bench(builder(plan)).await;
    bench.create(BODY).send().await.unwrap_err();
    bench.sandbox.calm();
    assert_eq!(status(bench.create(BODY)).await, ok(StatusCode::OK));
}

#[tokio::test]
async fn connections_are_counted_while_they_are_open() {
    let bench = bench(builder(FaultPlan::default())).await;
    assert_eq!((bench.sandbox.accepted_connections(), bench.sandbox.open_connections()), (0, 0));
    status(bench.create(BODY)).await.unwrap();
    assert_eq!((bench.sandbox.accepted_connections(), bench.sandbox.open_connections()), (1, 1));
    drop(bench.client);
    bench.sandbox.wait_for_open_connections(0).await;
    assert_eq!((bench.sandbox.accepted_connections(), bench.sandbox.open_connections()), (1, 0));
}

#[tokio::test]
async fn the_ledger_holds_changes_once_and_nothing_else() {
    let bench = bench(builder(FaultPlan::default())).await;
    let identified = || bench.create(BODY).header("X-RequestIdentifier", "sentinel-1");
    for _ in 0..2 {
        assert_eq!(status(identified()).await, ok(StatusCode::OK));
    }
    // Refused, and read.
    assert_eq!(status(bench.create("{}")).await, ok(StatusCode::BAD_REQUEST));
    assert_eq!(status(bench.create(BODY)).await, ok(StatusCode::BAD_REQUEST));
    assert_eq!(status(bench.read("unknown")).await, ok(StatusCode::NOT_FOUND));
    let ledger = bench.sandbox.ledger();
    let [entry] = ledger.as_slice() else { panic!("{ledger:?}") };
    assert_eq!(entry.operation_id, "createEntitlement");
    assert_eq!(entry.idempotency_key.as_deref(), Some("sentinel-1"));
    assert_eq!((&entry.body[..], entry.status), (BODY.as_bytes(), StatusCode::OK));
    let id = entry.entitlement_id.clone().unwrap();
    assert_eq!(status(bench.read(&id)).await, ok(StatusCode::OK));
    assert!(!format!("{ledger:?}").contains("my-user"), "{ledger:?}");
}
