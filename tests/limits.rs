//! Time limits: which one ends a call, at every place where a call can spend its time.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    future::{Future, pending, ready},
    num::NonZeroUsize,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use countersign::{
    Client, Endpoint, Error, RetryBudget, RetryPolicy, SignFuture, SignatureString, Signer,
    TimeLimit, TimeLimits, TransportErrorKind, http::StatusCode,
};
use countersign_tests::scripted_server::{KEY, ScriptedServer, Step, answer};
use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{error::Elapsed, timeout},
};

/// Not idempotent, and without a key.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/items")]
struct Create {
    quantity: u32,
}

const CREATE: Create = Create { quantity: 1 };

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/items")]
struct Read;

/// Long enough that what takes so long hangs.
const HANG: Duration = Duration::from_secs(60);

/// The limits under test are one of these and two of those that no test reaches.
const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(600);

fn long() -> TimeLimits {
    TimeLimits::default().connect(LONG).attempt(LONG).call(LONG)
}

fn quick(max_attempts: u32) -> RetryPolicy {
    RetryPolicy::default()
        .max_attempts(max_attempts)
        .backoff(Duration::ZERO, Duration::ZERO)
        .budget(RetryBudget::Unlimited)
}

/// Sends, and fails if that hangs.
async fn send(
    client: &Client,
    request: &impl Endpoint<Error = countersign::ErrorBody>,
) -> Result<(), Error> {
    let sent: Result<_, Elapsed> = timeout(HANG, client.send(request)).await;
    sent.unwrap().map(|_| ())
}

/// The limit that ended a call.
fn limit_of(error: &Error) -> TimeLimit {
    let Error::Transport(transport) = error else { panic!("not a time limit: {error}") };
    assert!(transport.is_timeout());
    let TransportErrorKind::Timeout(limit) = transport.kind() else {
        panic!("not a time limit: {error}")
    };
    limit
}

#[tokio::test]
async fn a_handshake_that_stalls_is_cut_off_by_the_limit_of_connecting() {
    let server = ScriptedServer::start([Step::StallInHandshake]).unwrap();
    let client =
        server.client().time_limits(long().connect(SHORT)).retry(quick(3)).build().unwrap();
    let begun = Instant::now();
    let error = send(&client, &CREATE).await.unwrap_err();
    assert_eq!(limit_of(&error), TimeLimit::Connect);
    // Nothing was sent, so even this is repeated.
    assert_eq!(error.attempts(), 3);
    assert!(begun.elapsed() >= SHORT * 3);
    assert!(!error.may_have_taken_effect());
    assert!(error.to_string().contains("`TimeLimits::connect`"), "{error}");
}

#[tokio::test]
async fn an_answer_that_stalls_is_cut_off_by_the_limit_of_the_attempt() {
    let whole = answer(200, &[]);
    for step in [
        Step::Stall,
        Step::SendAndStall("HTTP/1.1 200 O".to_owned()),
        Step::SendAndStall("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n".to_owned()),
        Step::SendAndStall(whole.strip_suffix("{}").unwrap().to_owned()),
        Step::SendAndStall(whole.strip_suffix('}').unwrap().to_owned()),
    ] {
        let server = ScriptedServer::start([step.clone()]).unwrap();
        let client = server.client().time_limits(long().attempt(SHORT)).build().unwrap();
        // On a slow machine the limit may be reached before the server is.
        while server.seen().requests.is_empty() {
            let begun = Instant::now();
            let error = send(&client, &CREATE).await.unwrap_err();
            assert_eq!(limit_of(&error), TimeLimit::Attempt, "{step:?}");
            assert!(begun.elapsed() >= SHORT, "{step:?}");
            assert_eq!(error.attempts(), 1, "{step:?}");
            assert!(error.may_have_taken_effect(), "{step:?}");
            assert!(error.to_string().contains("`TimeLimits::attempt`"), "{step:?}: {error}");
        }
    }
}

#[tokio::test]
async fn the_limit_of_the_call_ends_an_attempt() {
    for step in [Step::StallInHandshake, Step::Stall, Step::SendAndStall("HTTP/1.1 200".to_owned())]
    {
        let server = ScriptedServer::start([step.clone()]).unwrap();
        let client =
            server.client().time_limits(long().call(SHORT)).retry(quick(5)).build().unwrap();
        let begun = Instant::now();
        let error = send(&client, &Read).await.unwrap_err();
        assert!(begun.elapsed() >= SHORT, "{step:?}");
        assert_eq!(limit_of(&error), TimeLimit::Call, "{step:?}");
        assert_eq!(error.attempts(), 1, "{step:?}");
        assert!(error.to_string().contains("`TimeLimits::call`"), "{step:?}: {error}");
    }
}

#[tokio::test]
async fn the_limit_of_the_call_holds_over_all_attempts() {
    let server = ScriptedServer::start([Step::Stall]).unwrap();
    let limits = long().attempt(SHORT).call(SHORT * 4);
    let client = server.client().time_limits(limits).retry(quick(u32::MAX)).build().unwrap();
    let begun = Instant::now();
    let error = send(&client, &Read).await.unwrap_err();
    // The last attempt ends with the call, or so shortly before that no other fits in.
    limit_of(&error);
    assert!(begun.elapsed() >= SHORT * 3);
    assert!((2..=4).contains(&error.attempts()), "{}", error.attempts());
}

#[tokio::test]
async fn the_limit_of_the_call_holds_over_waits() {
    let server = ScriptedServer::start([Step::answer(503, &[("Retry-After", "1")])]).unwrap();
    let limits = long().call(Duration::from_millis(2500));
    let client = server.client().time_limits(limits).retry(quick(u32::MAX)).build().unwrap();
    let error = send(&client, &Read).await.unwrap_err();
    // Two waits of a second fit in, a third does not and is not begun. On a slow machine there are fewer.
    assert!(error.attempts() <= 3, "{}", error.attempts());
    assert_eq!(server.seen().requests.len(), usize::try_from(error.attempts()).unwrap());
}

/// Signs so many times, and then never comes to an end.
struct Hangs {
    signatures: AtomicUsize,
}

impl Hangs {
    const fn after(signatures: usize) -> Self {
        Self { signatures: AtomicUsize::new(signatures) }
    }
}

impl Signer for Hangs {
    fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
        let left = self.signatures.load(Ordering::SeqCst);
        if left == 0 {
            return Box::pin(pending());
        }
        self.signatures.store(left - 1, Ordering::SeqCst);
        Box::pin(ready(KEY.sign(string)))
    }
}

#[tokio::test]
async fn a_signer_that_hangs_is_cut_off_by_the_limit_of_the_call() {
    let server = ScriptedServer::start([Step::status(503)]).unwrap();
    let limits = TimeLimits::default().call(SHORT);
    let client = server.client().signer(Hangs::after(0)).time_limits(limits).build().unwrap();
    let begun = Instant::now();
    let error = send(&client, &Read).await.unwrap_err();
    assert!(begun.elapsed() >= SHORT);
    assert_eq!((limit_of(&error), error.attempts()), (TimeLimit::Call, 0));
    assert!(error.to_string().contains("the signer took too long"), "{error}");
    assert!(!error.may_have_taken_effect());
    assert_eq!(server.seen().connections, 0);
}

#[tokio::test]
async fn a_signer_that_hangs_later_leaves_it_known_that_an_attempt_was_sent() {
    let server = ScriptedServer::start([Step::status(503)]).unwrap();
    let limits = TimeLimits::default().call(Duration::from_secs(3));
    let builder = server.client().signer(Hangs::after(1)).time_limits(limits).retry(quick(5));
    let error = send(&builder.build().unwrap(), &Read).await.unwrap_err();
    // What made the repetition necessary says more than that it was not sent. On a slow machine the first attempt is
    // already too much.
    let is_answer = error.status() == Some(StatusCode::SERVICE_UNAVAILABLE);
    assert!(is_answer || limit_of(&error) == TimeLimit::Call, "{error}");
    assert_eq!(error.attempts(), 1);
    assert!(error.may_have_taken_effect());
}

#[tokio::test]
async fn waiting_for_a_place_is_cut_off_by_the_limit_of_the_call() {
    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let client = server
        .client()
        .signer(Hangs::after(0))
        .time_limits(TimeLimits::default().call(SHORT))
        .max_concurrent_requests(NonZeroUsize::MIN)
        .build()
        .unwrap();
    // It takes the place and keeps it, because it is not polled again when its own time is up.
    let mut first = pin!(client.send(&Read));
    assert!(matches!(first.as_mut().poll(&mut Context::from_waker(Waker::noop())), Poll::Pending));
    let begun = Instant::now();
    let error = send(&client, &CREATE).await.unwrap_err();
    assert!(begun.elapsed() >= SHORT);
    assert_eq!((limit_of(&error), error.attempts()), (TimeLimit::Call, 0));
    assert!(error.to_string().contains("raise `max_concurrent_requests`"), "{error}");
    assert!(!error.may_have_taken_effect());
    assert_eq!(server.seen().connections, 0);
    assert_eq!(limit_of(&first.await.unwrap_err()), TimeLimit::Call);
}

#[tokio::test]
async fn a_request_is_prepared_when_its_turn_comes() {
    #[derive(Endpoint)]
    #[endpoint(method = GET, path = "/v1/items/{id}")]
    struct NeedsId {
        #[endpoint(path)]
        id: &'static str,
    }

    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let builder = server.client().signer(Hangs::after(0));
    let client = builder.max_concurrent_requests(NonZeroUsize::MIN).build().unwrap();
    let mut context = Context::from_waker(Waker::noop());
    let mut first = Box::pin(client.send(&Read));
    assert!(matches!(first.as_mut().poll(&mut context), Poll::Pending));
    let mut second = pin!(send(&client, &NeedsId { id: "" }));
    assert!(matches!(second.as_mut().poll(&mut context), Poll::Pending));
    drop(first);
    let error = second.await.unwrap_err();
    assert!(matches!(error, Error::Prepare(_)), "{error}");
    assert_eq!(server.seen().connections, 0);
}

#[tokio::test]
async fn no_more_requests_are_under_way_than_there_are_places() {
    const CALLS: usize = 6;
    let event = Arc::new(Notify::new());
    let server =
        ScriptedServer::start([Step::AnswerAfter(Arc::clone(&event), answer(200, &[]))]).unwrap();
    let client =
        server.client().max_concurrent_requests(NonZeroUsize::new(2).unwrap()).build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        calls.spawn(async move { send(&client, &Read).await.unwrap() });
    }
    for answered in 0..CALLS {
        server.until(|seen| seen.requests.len() >= CALLS.min(answered + 2)).await;
        event.notify_one();
    }
    calls.join_all().await;
    assert_eq!(server.seen().requests.len(), CALLS);
    assert_eq!(server.seen().most_waiting, 2);
}

#[tokio::test]
async fn the_greatest_limits_are_as_good_as_none() {
    let max = Duration::MAX;
    let server = ScriptedServer::start([Step::status(503), Step::status(200)]).unwrap();
    let limits = TimeLimits::default().connect(max).attempt(max).call(max);
    let client = server.client().time_limits(limits).retry(quick(2)).build().unwrap();
    send(&client, &Read).await.unwrap();
    assert_eq!(server.seen().requests.len(), 2);
}

#[tokio::test]
async fn a_call_without_any_time_sends_nothing() {
    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let limits = TimeLimits::default().call(Duration::ZERO);
    for limits in [limits, limits.attempt(Duration::ZERO)] {
        let client = server.client().time_limits(limits).retry(quick(3)).build().unwrap();
        let error = send(&client, &Read).await.unwrap_err();
        assert_eq!((limit_of(&error), error.attempts()), (TimeLimit::Call, 0));
        assert!(!error.may_have_taken_effect(), "{error}");
        assert!(error.to_string().contains("preparing and signing took all of it"), "{error}");
    }
    assert_eq!(server.seen().connections, 0);
}
