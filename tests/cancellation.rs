//! A call whose future is dropped, at every point where it can be: nothing is left behind, and no later call notices.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    future::{Future, poll_fn},
    num::NonZeroUsize,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use countersign::{
    Client, ClientBuilder, Endpoint, HasSigner, RetryBudget, RetryPolicy, SignFuture,
    SignatureString, Signer, http::Version, serde::Deserialize,
};
use countersign_sandbox::Sandbox;
use countersign_tests::scripted_server::{KEY, ScriptedServer, Step, answer};
use tokio::{runtime::Handle, sync::Notify, task::yield_now, time::timeout};

#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/entitlement/{entitlement_id}",
    signed("Created", "EntitlementId"),
)]
struct Read<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
}

const READ: Read<'_> = Read { entitlement_id: "a25100b8" };

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement", response = Entitlement)]
#[serde(rename_all = "camelCase")]
struct Create {
    customer_identifier: &'static str,
    merchant_account_key: &'static str,
    product_key: &'static str,
}

const CREATE: Create = Create {
    customer_identifier: "my-user-123456789",
    merchant_account_key: "BANGO",
    product_key: "BangoMusic",
};

#[derive(Deserialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Entitlement {
    entitlement_id: String,
}

/// Long enough that what takes so long hangs.
const HANG: Duration = Duration::from_secs(60);

/// Signs, but not at once, so that a call can be dropped while it waits for its signature.
struct Slow;

impl Signer for Slow {
    fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
        Box::pin(async {
            yield_now().await;
            KEY.sign(string)
        })
    }
}

/// With one place, so that one that is not given back is the last one; and with waits between attempts.
fn build(builder: ClientBuilder<HasSigner>) -> Client {
    let policy = RetryPolicy::default()
        .backoff(Duration::from_millis(2), Duration::from_millis(2))
        .budget(RetryBudget::Unlimited);
    builder.signer(Slow).retry(policy).max_concurrent_requests(NonZeroUsize::MIN).build().unwrap()
}

/// Polls the future so many times, and drops it if it is not ready by then.
async fn poll_at_most<F: Future>(times: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = times;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// Drops calls after more and more polls, until one is through. After each, another call has to succeed.
async fn drop_everywhere(
    read: &Read<'_>,
    client: impl Fn() -> Client,
    prepare: impl Fn(),
) -> usize {
    for polls in 0.. {
        let client = client();
        prepare();
        let is_through = match poll_at_most(polls, client.send(read)).await {
            Some(result) => result.is_ok(),
            None => false,
        };
        timeout(HANG, client.send(read)).await.unwrap().unwrap();
        if is_through {
            return polls;
        }
    }
    0
}

/// Waits until no more tasks are alive than there were.
async fn until_tasks(alive: usize) {
    let metrics = Handle::current().metrics();
    let ended = async {
        while metrics.num_alive_tasks() > alive {
            yield_now().await;
        }
    };
    assert!(timeout(HANG, ended).await.is_ok(), "{} tasks are left", metrics.num_alive_tasks());
}

/// The answer that makes the client wait and try again, and then one that it takes.
fn script() -> [Step; 2] {
    [Step::status(503), Step::status(200)]
}

#[tokio::test]
async fn a_call_may_be_dropped_anywhere_over_http_1() {
    let server = ScriptedServer::start(script()).unwrap();
    let prepare = || server.play(script());
    let tasks = Handle::current().metrics().num_alive_tasks();

    // Over connections that have yet to be made.
    let cold = drop_everywhere(&READ, || build(server.client()), prepare).await;
    // Over one that stands already.
    let client = build(server.client());
    let warm = drop_everywhere(&READ, || client.clone(), prepare).await;
    drop(client);

    // There was something to drop: place, signature, connection, answer, wait, and all that once more.
    assert!(cold > 4 && warm > 4, "{cold}, {warm}");
    server.until(|seen| seen.closed == seen.connections).await;
    until_tasks(tasks).await;
}

#[tokio::test]
async fn a_call_may_be_dropped_anywhere_over_http_2() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let build = || {
        let builder = Client::builder(sandbox.base_url())
            .basic_auth(sandbox.user(), sandbox.password())
            .signer(&*KEY)
            .add_roots_pem(sandbox.root_certificate_pem());
        build(builder)
    };
    let client = build();
    let created = client.send(&CREATE).await.unwrap();
    let read = Read { entitlement_id: &created.entitlement_id };
    let cold = drop_everywhere(&read, build, || {}).await;
    let warm = drop_everywhere(&read, || client.clone(), || {}).await;
    assert!(cold > 2 && warm > 2, "{cold}, {warm}");
    let answer = client.send_for_response(&read).await.unwrap();
    assert_eq!(answer.version(), Version::HTTP_2);
}

#[tokio::test]
async fn what_waits_for_a_place_may_be_dropped_too() {
    let event = Arc::new(Notify::new());
    let waits = Step::AnswerAfter(Arc::clone(&event), answer(200, &[]));
    let server = ScriptedServer::start([waits]).unwrap();
    let client = build(server.client());
    let first = tokio::spawn({
        let client = client.clone();
        async move { client.send(&READ).await.unwrap() }
    });
    server.until(|seen| seen.waiting == 1).await;
    for polls in 1..5 {
        // It is polled for as long as it is not ready, and it never is.
        let waiting = timeout(Duration::from_millis(polls), client.send(&READ)).await;
        assert!(waiting.is_err());
    }
    event.notify_one();
    first.await.unwrap();
    event.notify_one();
    timeout(HANG, client.send(&READ)).await.unwrap().unwrap();
    assert_eq!(server.seen().requests.len(), 2);
}

#[tokio::test]
async fn a_dropped_call_closes_its_connection_and_is_not_sent_again() {
    for step in [Step::Stall, Step::SendAndStall(answer(200, &[]).replace("{}", "{"))] {
        let server = ScriptedServer::start([step]).unwrap();
        let tasks = Handle::current().metrics().num_alive_tasks();
        let client = build(server.client());
        let call = tokio::spawn({
            let client = client.clone();
            async move { client.send(&READ).await.map(|_| ()).map_err(|error| error.to_string()) }
        });
        server.until(|seen| seen.waiting == 1).await;
        call.abort();
        assert!(call.await.unwrap_err().is_cancelled());
        server.until(|seen| seen.closed == 1).await;
        server.play([Step::status(200)]);
        client.send(&READ).await.unwrap();
        assert_eq!(server.seen().requests.len(), 2);
        drop(client);
        server.until(|seen| seen.closed == seen.connections).await;
        until_tasks(tasks).await;
    }
}

#[tokio::test]
async fn a_client_may_be_dropped_while_a_call_is_under_way() {
    let event = Arc::new(Notify::new());
    let waits = Step::AnswerAfter(Arc::clone(&event), answer(200, &[]));
    let server = ScriptedServer::start([waits]).unwrap();
    let tasks = Handle::current().metrics().num_alive_tasks();
    let client = build(server.client());
    let call = tokio::spawn({
        let client = client.clone();
        async move { client.send(&READ).await.unwrap() }
    });
    server.until(|seen| seen.waiting == 1).await;
    drop(client);
    event.notify_one();
    // The call has a clone, and goes on; the last one takes the connection with it.
    call.await.unwrap();
    server.until(|seen| seen.closed == seen.connections).await;
    until_tasks(tasks).await;
}
