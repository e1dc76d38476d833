//! The server's clock: off from the start, and jumping while the client runs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::{Duration, UNIX_EPOCH},
};

use countersign::{
    Client, ClientBuilder, ClockSkew, Endpoint, Error, HasSigner, RetryPolicy, Timestamp,
    http::StatusCode,
};
use countersign_sandbox::Sandbox;
use countersign_tests::scripted_server::{KEY, ScriptedServer, Step};
use tokio::task::JoinSet;

/// A POST without an idempotency key: it may be repeated after a refusal, because that did nothing.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement")]
#[serde(rename_all = "camelCase")]
struct Create {
    customer_identifier: String,
    merchant_account_key: &'static str,
    product_key: &'static str,
}

/// Each customer may have one entitlement, so each call is for another.
async fn send(client: &Client) -> Result<(), Error> {
    static CUSTOMERS: AtomicUsize = AtomicUsize::new(0);
    let customer = CUSTOMERS.fetch_add(1, Ordering::SeqCst);
    let create = Create {
        customer_identifier: format!("customer-{customer}"),
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
    };
    client.send(&create).await.map(|_| ())
}

/// A sandbox whose clock is so many seconds ahead, and can be set.
async fn sandbox(ahead: i64) -> (Sandbox, Arc<AtomicI64>) {
    let ahead = Arc::new(AtomicI64::new(ahead));
    let clock = {
        let ahead = Arc::clone(&ahead);
        move || shifted(ahead.load(Ordering::SeqCst))
    };
    (Sandbox::builder().clock(clock).start().await.unwrap(), ahead)
}

/// So many seconds from now.
fn shifted(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(Timestamp::now().unix_seconds().saturating_add_signed(seconds))
}

fn builder(sandbox: &Sandbox) -> ClientBuilder<HasSigner> {
    Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signer(&*KEY)
        .add_roots_pem(sandbox.root_certificate_pem())
}

#[track_caller]
fn assert_skew(client: &Client, ahead: i64) {
    let difference = client.clock_skew_seconds() - ahead;
    assert!(difference.abs() <= 2, "{}", client.clock_skew_seconds());
}

#[tokio::test]
async fn after_the_first_exchange_every_call_succeeds_at_once() {
    for (ahead, first) in [(-3600, 2), (-130, 2), (0, 1), (90, 1), (600, 2)] {
        let (sandbox, _) = sandbox(ahead).await;
        let client = builder(&sandbox).build().unwrap();
        assert_eq!(client.clock_skew_seconds(), 0);
        for requests in first..first + 5 {
            send(&client).await.unwrap();
            assert_eq!(sandbox.received().len(), requests, "{ahead}");
            assert_skew(&client, ahead);
        }
        // A clone shares what is known.
        assert_skew(&client.clone(), ahead);
    }
}

#[tokio::test]
async fn a_clock_that_jumps_is_followed() {
    let (sandbox, clock) = sandbox(0).await;
    let client = builder(&sandbox).build().unwrap();
    // From 90 to -20 and back is within the server's window, and followed all the same.
    for (ahead, requests) in [(0, 1), (-3600, 2), (600, 2), (90, 2), (-20, 1), (90, 1), (-3600, 2)]
    {
        clock.store(ahead, Ordering::SeqCst);
        let before = sandbox.received().len();
        send(&client).await.unwrap();
        assert_eq!(sandbox.received().len() - before, requests, "{ahead}");
        assert_skew(&client, ahead);
    }
}

#[tokio::test]
async fn the_correction_is_no_matter_of_the_retry_policy() {
    let (sandbox, _) = sandbox(-3600).await;
    let client = builder(&sandbox).retry(RetryPolicy::off()).build().unwrap();
    send(&client).await.unwrap();
    assert_eq!(sandbox.received().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_calls_agree_on_the_clock() {
    const CALLS: usize = 32;
    let (sandbox, clock) = sandbox(0).await;
    let client = builder(&sandbox).build().unwrap();
    for ahead in [-3600, 600, -130, 90] {
        clock.store(ahead, Ordering::SeqCst);
        let before = sandbox.received().len();
        let mut calls = JoinSet::new();
        for _ in 0..CALLS {
            let client = client.clone();
            calls.spawn(async move { send(&client).await.unwrap() });
        }
        calls.join_all().await;
        assert!(sandbox.received().len() - before <= 2 * CALLS);
        assert_skew(&client, ahead);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_jump_in_the_middle_of_many_calls_fails_none_of_them() {
    // The clock jumps when it has been looked at so often: while many calls are under way.
    for jump_after in [20, 50, 90] {
        let looks = AtomicUsize::new(0);
        let clock = move || {
            let has_jumped = looks.fetch_add(1, Ordering::SeqCst) >= jump_after;
            shifted(if has_jumped { 600 } else { 0 })
        };
        let sandbox = Sandbox::builder().clock(clock).start().await.unwrap();
        let client = builder(&sandbox).build().unwrap();
        let mut calls = JoinSet::new();
        for _ in 0..32 {
            let client = client.clone();
            calls.spawn(async move {
                for _ in 0..4 {
                    send(&client).await.unwrap();
                }
            });
        }
        calls.join_all().await;
        send(&client).await.unwrap();
        assert_skew(&client, 600);
    }
}

#[tokio::test]
async fn a_clock_that_is_to_be_ignored_is() {
    let (sandbox, clock) = sandbox(-3600).await;
    let client = builder(&sandbox).clock_skew(ClockSkew::Ignore).build().unwrap();
    let error = send(&client).await.unwrap_err();
    assert_eq!((error.status(), error.attempts()), (Some(StatusCode::UNAUTHORIZED), 1));
    assert!(!error.may_have_taken_effect());
    assert_eq!(sandbox.received().len(), 1);
    assert_eq!(client.clock_skew_seconds(), 0);
    clock.store(90, Ordering::SeqCst);
    send(&client).await.unwrap();
    assert_eq!(client.clock_skew_seconds(), 0);
}

#[tokio::test]
async fn a_refusal_for_another_reason_is_not_repeated() {
    for (ahead, attempts) in [(0, 1), (90, 2), (-3600, 2)] {
        let (sandbox, _) = sandbox(ahead).await;
        let client = builder(&sandbox).basic_auth(sandbox.user(), "sentinel").build().unwrap();
        let error = send(&client).await.unwrap_err();
        // If the clock is off, that may have been the reason, once.
        assert_eq!((error.status(), error.attempts()), (Some(StatusCode::UNAUTHORIZED), attempts));
        let error = send(&client).await.unwrap_err();
        assert_eq!((error.status(), error.attempts()), (Some(StatusCode::UNAUTHORIZED), 1));
    }
}

#[tokio::test]
async fn a_date_that_says_nothing_is_no_reason_to_repeat() {
    let date = date_ahead(3600);
    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let client = server.client().build().unwrap();
    for headers in [
        vec![],
        vec![("Date", "soon")],
        vec![("Date", ""), ("Age", "0")],
        vec![("Date", date.as_str()), ("Age", "0")],
    ] {
        server.play([Step::answer(401, &headers), Step::status(200)]);
        let error = send(&client).await.unwrap_err();
        assert_eq!(error.attempts(), 1, "{headers:?}");
        assert_eq!(client.clock_skew_seconds(), 0, "{headers:?}");
    }
    server.play([Step::answer(401, &[("Date", &date)]), Step::status(200)]);
    send(&client).await.unwrap();
    assert_skew(&client, 3600);
}

/// Idempotent, so that it is repeated after a 503.
#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo")]
struct Read;

/// The `Date` of a server that is so many seconds ahead.
fn date_ahead(seconds: i64) -> String {
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(shifted(seconds).unix_seconds()))
}

#[tokio::test]
async fn a_clock_that_jumps_with_every_refusal_gets_one_corrected_repetition() {
    let refusal = |hours: i64| Step::answer(401, &[("Date", &date_ahead(hours * 3600))]);
    let busy = Step::answer(503, &[("Retry-After", "0")]);
    for (script, requests) in [
        (vec![refusal(1), refusal(2), refusal(3), refusal(4), Step::status(200)], 2),
        // A repetition for another reason does not entitle the call to a second correction.
        (vec![refusal(1), busy, refusal(2), refusal(3), Step::status(200)], 3),
    ] {
        let server = ScriptedServer::start(script).unwrap();
        let error = server.client().build().unwrap().send(&Read).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
        assert_eq!(server.seen().requests.len(), requests);
        assert_eq!(error.attempts(), u32::try_from(requests).unwrap());
    }
}

#[tokio::test]
async fn a_correction_is_good_for_the_next_attempt_alone() {
    let (an_hour, two_hours) = (date_ahead(3600), date_ahead(7200));
    let server = ScriptedServer::start([
        Step::answer(401, &[("Date", &an_hour)]),
        Step::answer(503, &[("Date", &two_hours), ("Retry-After", "0")]),
        Step::answer(200, &[("Date", &two_hours)]),
    ])
    .unwrap();
    server.client().build().unwrap().send(&Read).await.unwrap();
    let requests = server.seen().requests.clone();
    assert_eq!(requests.len(), 3);
    let created = requests.into_iter().map(|request| {
        let text = String::from_utf8(request.bytes).unwrap().to_ascii_lowercase();
        let value = text.lines().find_map(|line| line.strip_prefix("created: ")).unwrap();
        value.parse::<i64>().unwrap() - i64::try_from(Timestamp::now().unix_seconds()).unwrap()
    });
    for (created, expect) in created.zip([0, 3600, 7200]) {
        assert!(created.abs_diff(expect) < 60, "signed {created} s ahead, not {expect}");
    }
}
