//! One slice of time of one rival: so many calls at once, all the time.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use rustix::time::{ClockId, clock_gettime};
use tokio::{runtime::Runtime, task::JoinSet};

use crate::Call;

/// How long is measured, and how often.
pub(crate) struct Plan {
    /// One more goes before them and does not count.
    pub(crate) rounds: usize,
    /// Before each slice, for connections and queues to come to where they stay.
    warm_up: Duration,
    slice: Duration,
}

impl Plan {
    /// Very short slices and many rounds, so that what disturbs the machine hits all rivals alike; longer ones for
    /// queues as long as the time that hundreds of signatures take. One call at a time varies most: much depends on the
    /// cores that the system gives to client and server.
    pub(crate) const fn whole(concurrency: usize) -> Self {
        let (rounds, warm_up, slice) = match concurrency {
            1 => (361, 20, 40),
            2..=8 => (121, 20, 40),
            9..=64 => (101, 60, 160),
            _ => (81, 300, 200),
        };
        Self {
            rounds,
            warm_up: Duration::from_millis(warm_up),
            slice: Duration::from_millis(slice),
        }
    }

    /// One short round: whether it works.
    pub(crate) const QUICK: Self =
        Self { rounds: 1, warm_up: Duration::from_millis(50), slice: Duration::from_millis(150) };
}

/// What was measured in one slice. Times are in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    pub(crate) requests_per_second: f64,
    /// Of this process, which is the client alone.
    pub(crate) cpu: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

#[derive(Default)]
struct Shared {
    answered: AtomicU64,
    is_measuring: AtomicBool,
    is_over: AtomicBool,
}

/// Runs `concurrency` tasks, each of which makes one call after the other, and watches them from outside.
#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
pub(crate) fn measure(runtime: &Runtime, call: &Call, concurrency: usize, plan: &Plan) -> Slice {
    let shared = Arc::new(Shared::default());
    let mut tasks = JoinSet::new();
    for _ in 0..concurrency {
        tasks.spawn_on(caller(Arc::clone(call), Arc::clone(&shared)), runtime.handle());
    }
    // This thread is none of the runtime's, so it sleeps without being in anybody's way.
    thread::sleep(plan.warm_up);
    shared.is_measuring.store(true, Ordering::Relaxed);
    let (before, cpu_before, begin) =
        (shared.answered.load(Ordering::Relaxed), cpu_time(), Instant::now());
    thread::sleep(plan.slice);
    let (after, cpu_after, elapsed) =
        (shared.answered.load(Ordering::Relaxed), cpu_time(), begin.elapsed());
    shared.is_measuring.store(false, Ordering::Relaxed);
    shared.is_over.store(true, Ordering::Relaxed);
    let mut latencies = Vec::new();
    runtime.block_on(async {
        while let Some(task) = tasks.join_next().await {
            latencies.extend(task.unwrap());
        }
    });
    latencies.sort();
    let answered = count(after - before);
    Slice {
        requests_per_second: answered / elapsed.as_secs_f64(),
        cpu: (cpu_after - cpu_before).as_secs_f64() / answered,
        p50: percentile(&latencies, 50),
        p99: percentile(&latencies, 99),
    }
}

/// How long each call took that ended within the slice.
async fn caller(call: Call, shared: Arc<Shared>) -> Vec<Duration> {
    let mut latencies = Vec::new();
    while !shared.is_over.load(Ordering::Relaxed) {
        let begin = Instant::now();
        call().await;
        shared.answered.fetch_add(1, Ordering::Relaxed);
        if shared.is_measuring.load(Ordering::Relaxed) {
            latencies.push(begin.elapsed());
        }
    }
    latencies
}

/// What this process has used of all processors.
fn cpu_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default()
}

fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let index = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(index).map_or(f64::NAN, Duration::as_secs_f64)
}

#[expect(clippy::cast_precision_loss, reason = "some ten thousands")]
fn count(requests: u64) -> f64 {
    requests as f64
}
