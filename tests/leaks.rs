//! Calls one after the other, many at once and many that are dropped half-way leave nothing behind: no connection, no
//! task, no file descriptor, no byte. Client and server share one thread, so that both are counted, and the counts hardly
//! vary.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "leaks/server.rs"]
mod server;

use std::{
    alloc::System,
    fs,
    future::poll_fn,
    pin::pin,
    sync::{Mutex, PoisonError},
    task::Poll,
    time::{Duration, Instant},
};

use bango_resale::Echo;
use countersign::{
    BaseUrl, Client, Endpoint, RetryBudget, RetryPolicy, SignatureString, SigningKey, Timestamp,
    http::HeaderMap,
};
use countersign_sandbox::HttpVersions;
use countersign_tests::{VECTORS, header};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tokio::{
    runtime::{Builder, Handle},
    task::{JoinSet, yield_now},
    time::timeout,
};

use server::Server;

/// Counts what all threads allocate.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The tests of this file count what the whole process holds, so they run one after the other.
static ALONE: Mutex<()> = Mutex::new(());

/// How many calls of each kind are made.
const CALLS: usize = 300;

/// So many calls by one client come before those that are counted. Less than `CALLS`, so that a list of something for each
/// call, which doubles its room, grows among those that are counted.
const CALLS_BEFORE: usize = 200;

/// 100 requests may be under way at once, unless the user of a client says otherwise. Over HTTP/1.1 each has a connection
/// of its own, and some more lie idle: a request that waits for a new connection takes one that becomes free sooner, and
/// leaves the new one to others.
const MAX_OPEN_CONNECTIONS: usize = 300;

/// How many more allocations may be alive afterwards: far fewer than calls were made, or dropped.
const MORE_ALLOCATIONS: i64 = 30;

/// How many more bytes may be allocated after calls that follow one another: half a byte for each.
const MORE_BYTES: i64 = CALLS as i64 / 2;

/// And after calls at once and dropped ones: the runtime's queues may have grown once more.
const MORE_BYTES_AT_REST: i64 = 2048;

/// How long tasks may take to see that their connections are gone.
const DID_NOT_HANG: Duration = Duration::from_secs(60);

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/note/{id}", signed("Created", "X-Id"))]
struct Note<'a> {
    #[endpoint(path, header = "X-Id")]
    id: &'a str,
    text: &'a str,
}

#[test]
fn calls_leave_nothing_behind() {
    for versions in [HttpVersions::All, HttpVersions::Http1] {
        run(async {
            let server = Server::without_memory(versions).await;
            for_each_kind_of_call(&server, &client_of(&server)).await;
            let before = Footprint::of_rest(&server, None).await;

            let client = client_of(&server);
            one_by_one(&client, CALLS_BEFORE).await;
            let begun = Live::now().await;
            one_by_one(&client, CALLS).await;
            let lived = Live::now().await;
            println!("{versions:?}, while the client lives: {begun:?}, then {lived:?}");
            lived.check_growth_since(begun, MORE_BYTES);
            for_each_kind_of_call(&server, &client).await;
            drop(client);

            let after = Footprint::of_rest(&server, Some(before)).await;
            println!("{versions:?}: {before:?}, then {after:?}");
            assert_eq!(after.descriptors, before.descriptors);
            after.live.check_growth_since(before.live, MORE_BYTES_AT_REST);
        });
    }
}

/// It keeps the last requests on purpose, so its memory is not looked at.
#[test]
fn the_sandbox_leaves_no_connection_behind() {
    for versions in [HttpVersions::All, HttpVersions::Http1] {
        run(async {
            let server = Server::sandbox(versions).await;
            let before = Footprint::of_rest(&server, None).await;
            for_each_kind_of_call(&server, &client_of(&server)).await;
            let after = Footprint::of_rest(&server, Some(before)).await;
            assert_eq!(after.descriptors, before.descriptors);
        });
    }
}

#[test]
fn requests_leave_no_byte_behind() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let base_url = BaseUrl::parse("https://localhost").unwrap();
    let key = VECTORS.vendor_key().signing_key();
    let request = || {
        let note = Note { id: "n-1", text: "hello" };
        note.prepare(&base_url).unwrap().sign(&key, Timestamp::from_unix_seconds(7)).unwrap();
    };
    // The harness may still report the test before this one.
    (0..CALLS).for_each(|_| request());
    let before = Live::count();
    (0..CALLS).for_each(|_| request());
    Live::count().check_growth_since(before, MORE_BYTES);
}

/// What the signatures' library allocates is not Rust's, so it shows in the size of the process alone.
#[test]
fn keys_and_signatures_leave_nothing_behind() {
    /// In KiB: 20,000 signatures that lose 26 bytes each lose more, and so do 1,000 keys, which take thousands.
    const TOLERANCE: u64 = 512;
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let headers: HeaderMap = [header("Created", "1576595412")].into_iter().collect();
    let string = SignatureString::new(&["Created"], &headers, b"{}").unwrap();
    let pem = VECTORS.vendor_key().private_pkcs8_pem.as_str();
    let sign = |keys: usize, signatures: usize| {
        for _ in 0..keys {
            let key = SigningKey::from_pem(pem).unwrap();
            for _ in 0..signatures {
                let signature = key.sign(&string).unwrap();
                assert!(key.verifying_key().verify(&string, &signature));
            }
        }
    };
    sign(100, 20);
    let before = resident_kib();
    sign(1_000, 20);
    let growth = resident_kib().saturating_sub(before);
    println!("keys and signatures: {growth} KiB");
    assert!(growth <= TOLERANCE, "{growth} KiB more");
}

/// All kinds of calls by one client. `tests/reuse.rs` counts how many connections they begin.
async fn for_each_kind_of_call(server: &Server, client: &Client) {
    one_by_one(client, CALLS).await;
    check_open_connections(server);

    let mut at_once = JoinSet::new();
    for _ in 0..CALLS {
        let client = client.clone();
        at_once.spawn(async move { echo(&client).await });
    }
    at_once.join_all().await;
    check_open_connections(server);

    let mut dropped = JoinSet::new();
    for number in 0..CALLS as u64 {
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
    assert!(dropped >= CALLS / 4, "only {dropped} were dropped");
    echo(client).await;
    check_open_connections(server);
}

async fn one_by_one(client: &Client, calls: usize) {
    for _ in 0..calls {
        echo(client).await;
    }
}

fn check_open_connections(server: &Server) {
    let open = server.open_connections();
    assert!(open <= MAX_OPEN_CONNECTIONS, "{open} connections are open");
}

async fn echo(client: &Client) {
    let response = client.send(&Echo::with_echo_request_id("hello")).await.unwrap();
    assert_eq!(response.echo, "hello");
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

fn client_of(server: &Server) -> Client {
    server
        .client()
        .signing_key(VECTORS.vendor_key().signing_key())
        // Servers of HTTP/2 close a connection on which many calls are dropped at once, and others that are on it too have
        // to be repeated.
        .retry(RetryPolicy::default().budget(RetryBudget::Unlimited))
        .build()
        .unwrap()
}

/// Runs a test on one thread, while no other test of this file runs.
fn run(test: impl Future<Output = ()>) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    // Addresses are resolved on threads besides, which stay for a while: one, so that there are never more than before.
    let mut runtime = Builder::new_current_thread();
    runtime.enable_all().max_blocking_threads(1).build().unwrap().block_on(test);
}

/// What this process holds.
#[derive(Clone, Copy, Debug)]
struct Footprint {
    tasks: usize,
    descriptors: usize,
    live: Live,
}

impl Footprint {
    /// Measures when no connection is open, and no more tasks are there than before.
    async fn of_rest(server: &Server, before: Option<Self>) -> Self {
        let begin = Instant::now();
        server.all_closed().await;
        let tasks = || Handle::current().metrics().num_alive_tasks();
        // The server itself, which accepts connections, is the one task that stays.
        let expect = before.map_or(1, |before| before.tasks);
        while tasks() > expect {
            assert!(begin.elapsed() < DID_NOT_HANG, "{} tasks are left, not {expect}", tasks());
            yield_now().await;
        }
        Self {
            tasks: tasks(),
            descriptors: fs::read_dir("/proc/self/fd").unwrap().count(),
            live: Live::now().await,
        }
    }
}

/// What is allocated and not freed.
#[derive(Clone, Copy, Debug)]
struct Live {
    allocations: i64,
    bytes: i64,
}

impl Live {
    /// Counts when the tasks have done what was left to do.
    async fn now() -> Self {
        for _ in 0..1_000 {
            yield_now().await;
        }
        Self::count()
    }

    fn count() -> Self {
        let stats = ALLOCATOR.stats();
        let difference = |more: usize, fewer: usize| more.wrapping_sub(fewer) as i64;
        Self {
            allocations: difference(stats.allocations, stats.deallocations),
            bytes: difference(stats.bytes_allocated, stats.bytes_deallocated),
        }
    }

    #[track_caller]
    fn check_growth_since(self, before: Self, more_bytes: i64) {
        let [allocations, bytes] =
            [self.allocations - before.allocations, self.bytes - before.bytes];
        assert!(allocations <= MORE_ALLOCATIONS, "{allocations} allocations more ({bytes} bytes)");
        assert!(bytes <= more_bytes, "{bytes} bytes more ({allocations} allocations)");
    }
}

fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}
