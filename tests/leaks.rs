//! 10,000 calls one after the other, 1,000 at once and 1,000 that are dropped half-way leave nothing behind: no
//! connection, no task, no file descriptor, no memory. Client and sandbox are in this one process, so both are measured.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fs,
    future::poll_fn,
    pin::pin,
    task::Poll,
    time::{Duration, Instant},
};

use bango_resale::Echo;
use countersign::{Client, RetryBudget, RetryPolicy};
use countersign_sandbox::{HttpVersions, Sandbox};
use countersign_tests::VECTORS;
use tokio::{
    runtime::Handle,
    task::{JoinSet, yield_now},
    time::timeout,
};

/// 100 requests may be under way at once, unless the user of a client says otherwise. Over HTTP/1.1 each has a connection
/// of its own, and some more lie idle: a request that waits for a new connection takes one that becomes free sooner, and
/// leaves the new one to others.
const MAX_OPEN_CONNECTIONS: usize = 300;

/// How much more memory may be in use afterwards, in KiB. Allocators keep some of what they got, and it takes some 8,000
/// calls until that stays the same; 10,000 calls that lose two KiB each lose more than this.
const MEMORY_TOLERANCE: u64 = 16 * 1024;

/// How long tasks may take to see that their connections are gone.
const DID_NOT_HANG: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_leave_nothing_behind() {
    for (versions, one_by_one) in [(HttpVersions::All, 10_000), (HttpVersions::Http1, 500)] {
        let sandbox = Sandbox::builder().http_versions(versions).start().await.unwrap();
        // The sandbox keeps the last 1,000 requests, so there are as many from here on.
        calls(&sandbox, &client_of(&sandbox), one_by_one / 5).await;
        let before = Footprint::of_rest(&sandbox, None).await;

        let client = client_of(&sandbox);
        calls(&sandbox, &client, one_by_one / 5).await;
        let begun = resident_kib();
        calls(&sandbox, &client, one_by_one).await;
        // What a client gathers while it lives would be gone with it.
        let growth = resident_kib().saturating_sub(begun);
        assert!(growth <= MEMORY_TOLERANCE, "{growth} KiB more while the client lives");
        drop(client);

        let after = Footprint::of_rest(&sandbox, Some(before)).await;
        println!("{versions:?}: {before:?}, {growth} KiB in the client's life, then {after:?}");
        assert_eq!(after.descriptors, before.descriptors);
        let growth = after.memory.saturating_sub(before.memory);
        assert!(growth <= MEMORY_TOLERANCE, "{growth} KiB more: {before:?}, then {after:?}");
    }
}

/// All kinds of calls by one client. `tests/reuse.rs` counts how many connections they begin.
async fn calls(sandbox: &Sandbox, client: &Client, one_by_one: usize) {
    for _ in 0..one_by_one {
        echo(client).await;
    }
    check_open_connections(sandbox);

    let mut at_once = JoinSet::new();
    for _ in 0..1_000 {
        let client = client.clone();
        at_once.spawn(async move { echo(&client).await });
    }
    at_once.join_all().await;
    check_open_connections(sandbox);

    let mut dropped = JoinSet::new();
    for number in 0..1_000_u64 {
        let client = client.clone();
        dropped.spawn(async move {
            let call = echo(&client);
            // After a number of steps or after some time, so that calls end wherever they can.
            match number % 2 {
                0 => is_done_within(number / 2 % 4, call).await,
                _ => timeout(Duration::from_millis(number / 2 % 200), call).await.is_ok(),
            }
        });
    }
    let dropped = dropped.join_all().await.into_iter().filter(|is_done| !is_done).count();
    assert!(dropped >= 250, "only {dropped} were dropped");
    echo(client).await;
    check_open_connections(sandbox);
}

fn check_open_connections(sandbox: &Sandbox) {
    let open = sandbox.open_connections();
    assert!(open <= MAX_OPEN_CONNECTIONS, "{open} connections are open");
}

async fn echo(client: &Client) {
    client.send(&Echo::with_echo_request_id("hello")).await.unwrap();
}

/// Polls a future so many times at most, and drops it.
async fn is_done_within(polls: u64, future: impl Future<Output = ()>) -> bool {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        let polled = future.as_mut().poll(context).map(|()| true);
        if left == 0 && polled.is_pending() {
            // Nobody else would wake this up.
            return Poll::Ready(false);
        }
        polled
    })
    .await
}

fn client_of(sandbox: &Sandbox) -> Client {
    Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(VECTORS.vendor_key().signing_key())
        .add_roots_pem(sandbox.root_certificate_pem())
        // Servers of HTTP/2 close a connection on which many calls are dropped at once, and others that are on it too have
        // to be repeated.
        .retry(RetryPolicy::default().budget(RetryBudget::Unlimited))
        .build()
        .unwrap()
}

/// What this process holds.
#[derive(Clone, Copy, Debug)]
struct Footprint {
    tasks: usize,
    descriptors: usize,
    /// Resident, in KiB.
    memory: u64,
}

impl Footprint {
    /// Measures when no connection is open, and no more tasks are there than before.
    async fn of_rest(sandbox: &Sandbox, before: Option<Self>) -> Self {
        let begin = Instant::now();
        sandbox.wait_for_open_connections(0).await;
        let tasks = || Handle::current().metrics().num_alive_tasks();
        // The sandbox itself, which accepts connections, is the one task that stays.
        let expect = before.map_or(1, |before| before.tasks);
        while tasks() > expect {
            assert!(begin.elapsed() < DID_NOT_HANG, "{} tasks are left, not {expect}", tasks());
            yield_now().await;
        }
        Self {
            tasks: tasks(),
            descriptors: fs::read_dir("/proc/self/fd").unwrap().count(),
            memory: resident_kib(),
        }
    }
}

fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}
