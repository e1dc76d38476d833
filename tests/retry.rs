//! What is sent again, how often, and what each repetition looks like on the wire.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::BTreeSet,
    future::ready,
    marker::PhantomData,
    slice,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant, UNIX_EPOCH},
};

use countersign::{
    Client, Endpoint, Error, ErrorBody, IgnoredBody, InternalErrors, PrepareError, RequestWriter,
    RetryBudget, RetryPolicy, SignFuture, SignatureString, Signer, TimeLimits, Timestamp, Verifier,
    http::{HeaderName, Method},
    serde::Serialize as _,
};
use countersign_tests::scripted_server::{KEY, Reserved, ScriptedServer, Step};
use tokio::sync::Notify;

/// A method as a type, so that one endpoint serves for all of them.
trait Verb {
    const METHOD: Method;
}

macro_rules! verbs {
    ($($verb:ident $method:ident)*) => {$(
        struct $verb;
        impl Verb for $verb {
            const METHOD: Method = Method::$method;
        }
    )*};
}

verbs! { Get GET Put PUT Delete DELETE Post POST Patch PATCH }

/// An endpoint that declares no idempotency key.
struct Plain<V>(PhantomData<V>);

/// An endpoint that declares one, and the value that the user gives.
struct Keyed<V>(PhantomData<V>, Option<&'static str>);

impl<V: Verb> Endpoint for Plain<V> {
    type Response = IgnoredBody;
    type Error = ErrorBody;
    const METHOD: Method = V::METHOD;
    const PATH: &'static str = "/v1/items";
    const SIGNED_HEADERS: &'static [&'static str] = &["Created"];

    fn write(&self, request: &mut RequestWriter) -> Result<(), PrepareError> {
        request.path_literal(Self::PATH);
        if Self::METHOD == Method::GET {
            return Ok(());
        }
        request.json(|serializer| "payload".serialize(serializer))
    }
}

impl<V: Verb> Endpoint for Keyed<V> {
    type Response = IgnoredBody;
    type Error = ErrorBody;
    const METHOD: Method = V::METHOD;
    const PATH: &'static str = Plain::<V>::PATH;
    const SIGNED_HEADERS: &'static [&'static str] = Plain::<V>::SIGNED_HEADERS;
    const IDEMPOTENCY_KEY: Option<HeaderName> =
        Some(HeaderName::from_static("x-requestidentifier"));

    fn write(&self, request: &mut RequestWriter) -> Result<(), PrepareError> {
        if let Some(key) = self.1 {
            request.header_value("key", "X-RequestIdentifier", key)?;
        }
        Plain::<V>(PhantomData).write(request)
    }
}

/// What the endpoint says of an idempotency key.
#[derive(Clone, Copy, Debug)]
enum Key {
    NotDeclared,
    MadeByClient,
    Given(&'static str),
}
use Key::{Given, MadeByClient, NotDeclared};

async fn send(client: &Client, method: &str, key: Key) -> Result<(), Error> {
    match method {
        "GET" => send_as::<Get>(client, key).await,
        "PUT" => send_as::<Put>(client, key).await,
        "DELETE" => send_as::<Delete>(client, key).await,
        "POST" => send_as::<Post>(client, key).await,
        "PATCH" => send_as::<Patch>(client, key).await,
        other => panic!("there is no endpoint for {other}"),
    }
}

async fn send_as<V: Verb>(client: &Client, key: Key) -> Result<(), Error> {
    let answer = match key {
        NotDeclared => client.send(&Plain::<V>(PhantomData)).await,
        MadeByClient => client.send(&Keyed::<V>(PhantomData, None)).await,
        Given(key) => client.send(&Keyed::<V>(PhantomData, Some(key))).await,
    };
    answer.map(|_| ())
}

/// Up to 3 attempts with waits that no test notices, and no budget, so that each row stands for itself.
fn quick() -> RetryPolicy {
    RetryPolicy::default()
        .max_attempts(3)
        .backoff(Duration::from_millis(1), Duration::from_millis(2))
        .budget(RetryBudget::Unlimited)
}

/// How a call ended, in words.
fn ending(result: &Result<(), Error>) -> String {
    let Err(error) = result else { return "success".to_owned() };
    let how = match (error, error.status()) {
        (_, Some(status)) => status.as_str().to_owned(),
        (Error::Transport(_), None) => "no answer".to_owned(),
        _ => error.to_string(),
    };
    let effect = if error.may_have_taken_effect() { "perhaps done" } else { "not done" };
    format!("{how} after {} attempts, {effect}", error.attempts())
}

/// A client with its server. It serves for many rows of a table, because setting TLS up takes longer than a call.
struct Subject {
    server: ScriptedServer,
    client: Client,
}

impl Subject {
    fn new(policy: RetryPolicy) -> Self {
        let server = ScriptedServer::start([Step::status(200)]).unwrap();
        let client = server.client().retry(policy).build().unwrap();
        Self { server, client }
    }

    /// Makes one call while the server plays the script: how many requests it read, and how the call ended.
    async fn call(&self, (method, key): (&str, Key), script: &[Step]) -> (usize, String) {
        let before = self.server.seen().requests.len();
        self.server.play(script.to_vec());
        let result = send(&self.client, method, key).await;
        (self.server.seen().requests.len() - before, ending(&result))
    }

    async fn check(&self, call: (&str, Key), script: &[Step], expect: (usize, &str)) {
        let (requests, ending) = self.call(call, script).await;
        assert_eq!((requests, ending.as_str()), expect, "{call:?}, {script:?}");
    }
}

/// An answer after which the next request needs a new connection.
fn closing(status: u16) -> Step {
    Step::answer(status, &[("Connection", "close")])
}

/// All that may be sent again after it may have been carried out.
const REPEATABLE: [(&str, Key); 9] = [
    ("GET", NotDeclared),
    ("PUT", NotDeclared),
    ("DELETE", NotDeclared),
    ("PUT", MadeByClient),
    ("DELETE", Given("sentinel")),
    ("POST", MadeByClient),
    ("POST", Given("sentinel")),
    ("PATCH", MadeByClient),
    ("PATCH", Given("sentinel")),
];

/// All that may not. A key that is empty is none.
const ONCE: [(&str, Key); 3] = [("POST", NotDeclared), ("PATCH", NotDeclared), ("POST", Given(""))];

#[tokio::test]
async fn what_was_not_sent_is_always_repeated() {
    let subject = Subject::new(quick());
    for call in REPEATABLE.into_iter().chain(ONCE) {
        subject.check(call, &[Step::ResetBeforeTls, closing(200)], (1, "success")).await;
        let expect = (0, "no answer after 3 attempts, not done");
        subject.check(call, &[Step::ResetBeforeTls], expect).await;
    }
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_repeated_only_where_that_is_safe() {
    let subject = Subject::new(quick());
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_owned();
    for step in [
        Step::ResetAfterRequest,
        Step::CloseAfterRequest,
        Step::SendAndClose("HTTP/1.1 200".to_owned()),
        Step::SendAndClose(half),
    ] {
        for call in REPEATABLE {
            subject.check(call, &[step.clone(), Step::status(200)], (2, "success")).await;
            let expect = (3, "no answer after 3 attempts, perhaps done");
            subject.check(call, slice::from_ref(&step), expect).await;
        }
        for call in ONCE {
            let expect = (1, "no answer after 1 attempts, perhaps done");
            subject.check(call, &[step.clone(), Step::status(200)], expect).await;
        }
    }
}

#[tokio::test]
async fn a_connection_that_is_reset_before_a_byte_was_read_is_not_trusted_with_a_second_post() {
    let subject = Subject::new(quick());
    let script = [Step::ResetAfterTls, closing(200)];
    for call in REPEATABLE {
        subject.check(call, &script, (1, "success")).await;
    }
    for call in ONCE {
        let ending = subject.call(call, &script).await;
        // The client may notice the reset before it has begun to write, and then nothing was sent.
        let sent = (0, "no answer after 1 attempts, perhaps done".to_owned());
        let not_sent = (1, "success".to_owned());
        assert!([sent, not_sent].contains(&ending), "{call:?}: {ending:?}");
    }
}

#[tokio::test]
async fn statuses_that_pass_are_repeated_only_where_that_is_safe() {
    let subject = Subject::new(quick());
    for status in [408, 421, 425, 429, 502, 503, 504] {
        let effect = if matches!(status, 421 | 425 | 429) { "not done" } else { "perhaps done" };
        for call in REPEATABLE {
            let passing = [Step::status(status), Step::status(status), Step::status(200)];
            subject.check(call, &passing, (3, "success")).await;
            let expect = format!("{status} after 3 attempts, {effect}");
            subject.check(call, &[Step::status(status)], (3, &expect)).await;
        }
        for call in ONCE {
            let expect = format!("{status} after 1 attempts, {effect}");
            subject.check(call, &[Step::status(status), Step::status(200)], (1, &expect)).await;
        }
    }
}

#[tokio::test]
async fn statuses_that_stay_are_reported_at_once() {
    let subject = Subject::new(quick());
    for (status, effect) in [
        (301, "perhaps done"),
        (307, "not done"),
        (400, "not done"),
        (401, "not done"),
        (404, "not done"),
        (409, "not done"),
        (500, "perhaps done"),
        (501, "perhaps done"),
        (505, "perhaps done"),
    ] {
        let expect = format!("{status} after 1 attempts, {effect}");
        for call in REPEATABLE.into_iter().chain(ONCE) {
            subject.check(call, &[Step::status(status), Step::status(200)], (1, &expect)).await;
        }
    }
}

#[tokio::test]
async fn a_misdirected_request_is_repeated_on_a_new_connection() {
    let subject = Subject::new(quick());
    // Two connections, both idle when they are needed next.
    let event = Arc::new(Notify::new());
    let ok = countersign_tests::scripted_server::answer(200, &[]);
    subject.server.play([Step::AnswerAfter(Arc::clone(&event), ok)]);
    let both = async {
        let call = || send(&subject.client, "GET", NotDeclared);
        let (one, other) = tokio::join!(call(), call());
        one.and(other).unwrap();
    };
    let answers = async {
        subject.server.until(|seen| seen.waiting == 2).await;
        event.notify_waiters();
    };
    tokio::join!(both, answers);

    let script = [Step::status(421), Step::status(200)];
    subject.check(("GET", NotDeclared), &script, (2, "success")).await;
    // Neither is used again, by this call or by another one.
    subject.server.until(|seen| seen.closed == 2).await;
    subject.check(("POST", NotDeclared), &[Step::status(200)], (1, "success")).await;
    let seen = subject.server.seen();
    let connections: Vec<_> = seen.requests[2..].iter().map(|request| request.connection).collect();
    let [misdirected, repetition, later] = connections[..] else { panic!("{connections:?}") };
    assert!(misdirected <= 2);
    assert_eq!((repetition, later), (3, 3));
}

#[tokio::test]
async fn a_misdirected_request_of_the_past_does_not_cost_a_new_connection() {
    // Two calls at once learn of it, over a connection each. One has been repeated when the other one learns.
    let subject = Subject::new(quick());
    let event = Arc::new(Notify::new());
    let misdirected = countersign_tests::scripted_server::answer(421, &[]);
    subject.server.play([
        Step::AnswerAfter(Arc::clone(&event), misdirected),
        Step::status(421),
        Step::status(200),
    ]);
    let late = send(&subject.client, "GET", NotDeclared);
    let early = async {
        subject.server.until(|seen| seen.waiting == 1).await;
        send(&subject.client, "GET", NotDeclared).await.unwrap();
        event.notify_waiters();
    };
    let (late, ()) = tokio::join!(late, early);
    late.unwrap();
    let seen = subject.server.seen();
    let connections: Vec<_> = seen.requests.iter().map(|request| request.connection).collect();
    assert_eq!(connections, [1, 2, 3, 3]);
}

#[tokio::test]
async fn the_status_500_is_repeated_if_the_policy_says_so() {
    let subject = Subject::new(quick().internal_errors(InternalErrors::Retry));
    let script = [Step::status(500), Step::status(200)];
    for call in REPEATABLE {
        subject.check(call, &script, (2, "success")).await;
    }
    for call in ONCE {
        let expect = (1, "500 after 1 attempts, perhaps done");
        subject.check(call, &script, expect).await;
    }
    let expect = (1, "501 after 1 attempts, perhaps done");
    subject.check(("GET", NotDeclared), &[Step::status(501), Step::status(200)], expect).await;
}

#[tokio::test]
async fn an_earlier_attempt_that_may_have_been_carried_out_is_remembered() {
    let subject = Subject::new(quick());
    for (script, expect) in [
        (
            [Step::CloseAfterRequest, closing(400), closing(500)],
            (2, "400 after 2 attempts, perhaps done"),
        ),
        (
            [closing(503), Step::ResetBeforeTls, Step::ResetBeforeTls],
            (1, "no answer after 3 attempts, perhaps done"),
        ),
        (
            [Step::ResetBeforeTls, Step::status(429), Step::status(404)],
            (2, "404 after 3 attempts, not done"),
        ),
    ] {
        subject.check(("POST", MadeByClient), &script, expect).await;
    }
}

#[tokio::test]
async fn a_server_that_comes_up_is_reached() {
    /// Starts the server when the second attempt is signed.
    struct SecondAttempt {
        signed: AtomicUsize,
        reserved: Mutex<Option<Reserved>>,
        started: Arc<Mutex<Option<ScriptedServer>>>,
    }
    impl Signer for SecondAttempt {
        fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
            if self.signed.fetch_add(1, Ordering::SeqCst) == 1 {
                let reserved = self.reserved.lock().unwrap().take().unwrap();
                *self.started.lock().unwrap() = Some(reserved.start([Step::status(200)]).unwrap());
            }
            Box::pin(ready(KEY.sign(string)))
        }
    }
    let reserved = Reserved::new().unwrap();
    let builder = reserved.client();
    let started = Arc::default();
    let signer = SecondAttempt {
        signed: AtomicUsize::new(0),
        reserved: Mutex::new(Some(reserved)),
        started: Arc::clone(&started),
    };
    let client = builder.signer(signer).retry(quick()).build().unwrap();
    send(&client, "POST", NotDeclared).await.unwrap();
    let server = started.lock().unwrap().take().unwrap();
    assert_eq!(server.seen().requests.len(), 1);
}

#[tokio::test]
async fn a_time_out_is_repeated_only_where_that_is_safe() {
    let server = ScriptedServer::start([Step::status(200)]).unwrap();
    let limits = TimeLimits::default().attempt(Duration::from_millis(200));
    let policy = quick().max_attempts(2);
    let client = server.client().time_limits(limits).retry(policy).build().unwrap();
    let repeatable = REPEATABLE.map(|call| (call, 2));
    for ((method, key), attempts) in repeatable.into_iter().chain(ONCE.map(|call| (call, 1))) {
        // The connection stands before the time-out, which is thus one of the request.
        server.play([Step::status(200), Step::Stall]);
        while send(&client, "GET", NotDeclared).await.is_err() {
            server.play([Step::status(200), Step::Stall]);
        }
        let result = send(&client, method, key).await;
        let expect = format!("no answer after {attempts} attempts, perhaps done");
        assert_eq!(ending(&result), expect, "{method}, {key:?}");
    }
}

#[tokio::test]
async fn every_attempt_is_signed_anew_over_its_own_time_and_keeps_key_and_payload() {
    // Each answer says that the server's clock has jumped by a quarter of an hour.
    let jump = Duration::from_secs(900);
    let now = || Duration::from_secs(Timestamp::now().unix_seconds());
    let begun = now();
    let date = |count| httpdate::fmt_http_date(UNIX_EPOCH + begun + jump * count);
    let server = ScriptedServer::start([
        Step::answer(503, &[("Date", &date(1))]),
        Step::answer(503, &[("Date", &date(2))]),
        Step::answer(200, &[("Date", &date(3))]),
    ])
    .unwrap();
    let client = server.client().retry(quick()).build().unwrap();
    send(&client, "POST", MadeByClient).await.unwrap();

    let seen = server.seen();
    let verifier = Verifier::for_endpoint::<Keyed<Post>>(KEY.verifying_key().clone())
        .unwrap()
        .tolerance(now() - begun + Duration::from_secs(3));
    let mut signatures = BTreeSet::new();
    for (attempt, request) in (0..).zip(&seen.requests) {
        let at = Timestamp::from_unix_seconds((begun + jump * attempt).as_secs());
        verifier.verify(&request.headers(), request.payload(), at).unwrap();
        signatures.insert(request.header("Signature"));
        assert_eq!(request.request_line(), "POST /v1/items HTTP/1.1");
        assert_eq!(request.payload(), b"\"payload\"");
        assert_eq!(
            request.header("X-RequestIdentifier"),
            seen.requests[0].header("X-RequestIdentifier")
        );
    }
    assert_eq!(signatures.len(), 3);
}

#[tokio::test]
async fn the_clients_key_is_a_random_uuid_of_its_call_and_the_users_key_is_kept() {
    let server = ScriptedServer::start([Step::status(400)]).unwrap();
    let client = server.client().build().unwrap();
    let mut keys = BTreeSet::new();
    for _ in 0..20 {
        let error = send(&client, "POST", MadeByClient).await.unwrap_err();
        let sent = server.seen().requests.last().unwrap().header("X-RequestIdentifier");
        assert_eq!(error.request_id(), Some(sent.as_str()));
        // 8-4-4-4-12 lower-case hexadecimal digits, version 4, variant 10xx (RFC 9562, sections 4 and 5.4).
        let is_uuid = sent.len() == 36
            && sent.char_indices().all(|(index, char)| match index {
                8 | 13 | 18 | 23 => char == '-',
                14 => char == '4',
                19 => "89ab".contains(char),
                _ => "0123456789abcdef".contains(char),
            });
        assert!(is_uuid, "{sent}");
        keys.insert(sent);
    }
    assert_eq!(keys.len(), 20);

    let error = send(&client, "POST", Given("order-7")).await.unwrap_err();
    assert_eq!(error.request_id(), Some("order-7"));
    assert_eq!(server.seen().requests.last().unwrap().header("X-RequestIdentifier"), "order-7");
    let error = send(&client, "POST", NotDeclared).await.unwrap_err();
    assert_eq!(error.request_id(), None);
    assert_eq!(server.seen().requests.last().unwrap().header("X-RequestIdentifier"), "");
}

#[tokio::test]
async fn the_server_names_the_time_of_the_repetition() {
    let hour_ago = Duration::from_secs(Timestamp::now().unix_seconds() - 3600);
    let date =
        |seconds| httpdate::fmt_http_date(UNIX_EPOCH + hour_ago + Duration::from_secs(seconds));
    let (server_now, later) = (date(0), date(2));
    let subject = Subject::new(quick());
    for (headers, at_least) in [
        (vec![("Retry-After", "1")], 1),
        // The server's own clock is what its date is meant by, and not that of this machine.
        (vec![("Retry-After", later.as_str()), ("Date", server_now.as_str())], 2),
        (vec![("Retry-After", server_now.as_str())], 0),
        (vec![("Retry-After", "soon")], 0),
    ] {
        for status in [429, 503] {
            let script = [Step::answer(status, &headers), Step::status(200)];
            subject.check(("GET", NotDeclared), &script, (2, "success")).await;
            let seen = subject.server.seen();
            let [.., first, second] = seen.requests.as_slice() else { panic!("{seen:?}") };
            let waited = second.at.duration_since(first.at);
            // The clocks of the timer and of this measurement tick apart, by a millisecond or two.
            let at_least = Duration::from_secs(at_least).saturating_sub(Duration::from_millis(10));
            assert!(waited >= at_least, "{headers:?}: {waited:?}");
        }
    }
}

#[tokio::test]
async fn a_wait_beyond_the_calls_limit_is_not_begun() {
    let subject = Subject::new(quick());
    let call = ("GET", NotDeclared);
    let expect = (1, "503 after 1 attempts, perhaps done");
    let far = httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(4_000_000_000));
    for retry_after in ["120", "99999999999999999999999999", &far] {
        let begun = Instant::now();
        let step = Step::answer(503, &[("Retry-After", retry_after)]);
        subject.check(call, &[step, Step::status(200)], expect).await;
        assert!(begun.elapsed() < Duration::from_secs(60), "it waited for {retry_after}");
    }
    // Nor is a wait of the policy's own: one below 90 seconds has a chance of one in a million.
    let years = Duration::from_secs(90_000_000);
    let subject = Subject::new(quick().backoff(years, years));
    subject.check(call, &[Step::status(503), Step::status(200)], expect).await;
}

#[tokio::test]
async fn the_budget_keeps_an_outage_from_growing() {
    const CALLS: usize = 100;
    let requests = async |policy: RetryPolicy| {
        let server = ScriptedServer::start([Step::status(503)]).unwrap();
        let client = server.client().retry(policy).build().unwrap();
        let begun = Instant::now();
        for _ in 0..CALLS {
            send(&client, "GET", NotDeclared).await.unwrap_err();
        }
        let seconds = usize::try_from(begun.elapsed().as_secs()).unwrap();
        (server.seen().requests.len(), seconds)
    };
    let policy = quick().max_attempts(4);

    let (seen, seconds) = requests(policy.clone().budget(RetryBudget::default())).await;
    // One a second, of which ten seconds' worth may be spent at once, and 20 for each hundred calls.
    let spent_at_once = 10;
    let repetitions = seen - CALLS;
    assert!(repetitions >= spent_at_once, "{repetitions}");
    assert!(repetitions <= spent_at_once + 2 * seconds + CALLS / 5, "{repetitions} in {seconds} s");

    let none = RetryBudget::Limited { per_second: 0, percent: 0 };
    assert_eq!(requests(policy.clone().budget(none)).await.0, CALLS);
    assert_eq!(requests(policy.clone().budget(RetryBudget::Unlimited)).await.0, 4 * CALLS);
    assert_eq!(requests(RetryPolicy::off()).await.0, CALLS);
    assert_eq!(requests(policy.max_attempts(0)).await.0, CALLS);
}

#[tokio::test]
async fn a_connection_that_the_server_has_closed_meanwhile_is_no_obstacle() {
    let closed = Step::SendAndClose(countersign_tests::scripted_server::answer(200, &[]));
    let server = ScriptedServer::start([closed]).unwrap();
    let client = server.client().retry(quick()).build().unwrap();
    for _ in 0..20 {
        send(&client, "GET", NotDeclared).await.unwrap();
    }
    assert_eq!(server.seen().requests.len(), 20);
}
