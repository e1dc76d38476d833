//! Where to sign: on the async worker, or in `spawn_blocking`. Throughput with all workers busy, and how late a
//! bystander task runs while signatures are asked for at half of what one core can do.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use countersign::{SignatureString, SigningKey, http::HeaderMap};
use countersign_benches::{Commit, Results};
use tokio::{
    runtime,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// Rounds, in each of which every way has its turn.
const ROUNDS: usize = 15;

/// How long the bystander is watched in each round.
const WATCH: Duration = Duration::from_secs(1);

/// How often the bystander wants to run.
const TICK: Duration = Duration::from_millis(1);

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
    SpawnBlocking,
    OnTheWorker,
}

impl Way {
    /// The first one is what the other is compared with.
    const ALL: [Self; 2] = [Self::SpawnBlocking, Self::OnTheWorker];

    const fn name(self) -> &'static str {
        match self {
            Self::SpawnBlocking => "in spawn_blocking",
            Self::OnTheWorker => "countersign, on the worker",
        }
    }
}

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
fn main() {
    let commit = Commit::last();
    let runtime =
        runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut results = Vec::new();
    for bits in [1024, 2048, 4096] {
        let key = Arc::new(SigningKey::generate(bits).unwrap());
        let begin = Instant::now();
        (0..20).for_each(|_| sign(&key));
        let each = begin.elapsed() / 20;
        let mut taken = Way::ALL.map(|way| (way.name(), Vec::new()));
        let [mut p50, mut p99] = [taken.clone(), taken.clone()];
        for round in 0..ROUNDS {
            // Each round begins with the other one.
            for turn in 0..Way::ALL.len() {
                let index = (round + turn) % Way::ALL.len();
                let way = Way::ALL[index];
                taken[index].1.push(runtime.block_on(saturate(&key, way, each)));
                let mut lateness = runtime.block_on(watch(&key, way, each));
                lateness.sort();
                let late = |part: usize| lateness[(lateness.len() - 1) * part / 100].as_secs_f64();
                p50[index].1.push(late(50));
                p99[index].1.push(late(99));
            }
        }
        for (what, measured) in [
            ("time for a signature, all workers busy", taken),
            ("a bystander is late by (p50)", p50),
            ("a bystander is late by (p99)", p99),
        ] {
            let result = Results::new(&format!("RSA-{bits}: {what}"), measured.into_iter());
            println!("{result}");
            results.push(result);
        }
    }
    commit.save("worker", &results);
}

/// Seconds for each signature with more tasks than workers.
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
    begin.elapsed().as_secs_f64() / f64::from(count / 8 * 8)
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
