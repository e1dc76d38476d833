//! Where to sign: on the async worker, or in `spawn_blocking`. Throughput with all workers busy, and how late a
//! bystander task runs while signatures are asked for at half of what one core can do.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use countersign::{SignatureString, SigningKey, http::HeaderMap};
use serde::Serialize;
use tokio::{
    runtime,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// Rounds, in each of which every way has its turn.
const ROUNDS: usize = 5;

/// How long the bystander is watched in each round.
const WATCH: Duration = Duration::from_secs(2);

/// How often the bystander wants to run.
const TICK: Duration = Duration::from_millis(1);

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
enum Way {
    OnTheWorker,
    SpawnBlocking,
}

/// Times in seconds.
#[derive(Debug, Serialize)]
struct Row {
    bits: u32,
    way: Way,
    signatures_per_second: f64,
    bystander_p50: f64,
    bystander_p99: f64,
}

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
fn main() {
    let runtime =
        runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut rows = Vec::new();
    for bits in [1024, 2048, 4096] {
        let key = Arc::new(SigningKey::generate(bits).unwrap());
        let begin = Instant::now();
        (0..20).for_each(|_| sign(&key));
        let each = begin.elapsed() / 20;
        let ways = [Way::OnTheWorker, Way::SpawnBlocking];
        let mut measured = ways.map(|_| (Vec::new(), Vec::new()));
        for _ in 0..ROUNDS {
            for (way, (throughput, lateness)) in ways.into_iter().zip(&mut measured) {
                throughput.push(runtime.block_on(saturate(&key, way, each)));
                lateness.extend(runtime.block_on(watch(&key, way, each)));
            }
        }
        println!("RSA-{bits}: one signature takes {each:.1?}");
        for (way, (mut throughput, mut lateness)) in ways.into_iter().zip(measured) {
            throughput.sort_by(f64::total_cmp);
            lateness.sort();
            let late = |part: usize| lateness[(lateness.len() - 1) * part / 100];
            println!(
                "  {way:<14?} {:>8.0} signatures/s   a bystander is late by {:>8.1?} (p50), {:>8.1?} (p99)",
                throughput[ROUNDS / 2],
                late(50),
                late(99),
            );
            rows.push(Row {
                bits,
                way,
                signatures_per_second: throughput[ROUNDS / 2],
                bystander_p50: late(50).as_secs_f64(),
                bystander_p99: late(99).as_secs_f64(),
            });
        }
    }
    countersign_benches::save("worker", &rows);
}

/// Signatures per second with more tasks than workers.
#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
async fn saturate(key: &Arc<SigningKey>, way: Way, each: Duration) -> f64 {
    let count = (1.0 / each.as_secs_f64()).clamp(50.0, 5_000.0) as u32;
    let begin = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let key = Arc::clone(key);
        tasks.spawn(async move {
            for _ in 0..count / 8 {
                sign_by(&key, way).await;
                tokio::task::yield_now().await;
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    f64::from(count / 8 * 8) / begin.elapsed().as_secs_f64()
}

/// How late the bystander was, each time that it wanted to run.
async fn watch(key: &Arc<SigningKey>, way: Way, each: Duration) -> Vec<Duration> {
    let key = Arc::clone(key);
    let load = tokio::spawn(async move {
        let mut arrivals = interval(each * 2);
        arrivals.set_missed_tick_behavior(MissedTickBehavior::Burst);
        loop {
            arrivals.tick().await;
            let key = Arc::clone(&key);
            tokio::spawn(async move { sign_by(&key, way).await });
        }
    });
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let begin = Instant::now();
    let mut lateness = Vec::new();
    ticks.tick().await;
    while begin.elapsed() < WATCH {
        let due = ticks.tick().await;
        lateness.push(due.elapsed());
    }
    load.abort();
    lateness
}

async fn sign_by(key: &Arc<SigningKey>, way: Way) {
    match way {
        Way::OnTheWorker => sign(key),
        Way::SpawnBlocking => {
            let key = Arc::clone(key);
            // An error is a panic in `sign`, which has been reported.
            let _ = tokio::task::spawn_blocking(move || sign(&key)).await;
        }
    }
}

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
fn sign(key: &SigningKey) {
    let mut headers = HeaderMap::new();
    headers.insert("Created", "1576595412".parse().unwrap());
    let string = SignatureString::new(&["Created"], &headers, &[b'x'; 200]).unwrap();
    std::hint::black_box(key.sign(&string).unwrap());
}
