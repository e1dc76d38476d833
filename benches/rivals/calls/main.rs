//! Whole calls over TLS on loopback: requests per second, the client's CPU per request, and latency, over HTTP/1.1 and
//! HTTP/2, one to 512 at a time.
//!
//! ```text
//! cargo bench                         both protocols, about a quarter of an hour
//! cargo bench -- http1                one of them
//! cargo bench -- --quick              whether it works: the figures mean little
//! cargo bench -- http1 --only=WORD    the rivals whose names have that word
//! cargo bench -- http1 --calls=N      so many calls of each, one after the other and not measured: for a profiler
//! ```
//!
//! The server is a process of its own (this program again), so that the CPU time is the client's alone.
#![expect(clippy::print_stdout, reason = "a benchmark prints its results")]

mod by_hand;
mod by_hand_on_hyper;
mod generated;
mod measure;
mod ours;
#[path = "../../../runtime/src/key/arithmetic/aws_lc/raw.rs"]
#[expect(dead_code, reason = "the file can do more than sign")]
mod raw;
mod report;
mod server;

use std::{env, error::Error, future::Future, pin::Pin, sync::Arc, time::Duration};

use bango_resale::SigningKey;
use countersign_benches::Commit;
use tokio::{
    runtime::{self, Runtime},
    sync::Semaphore,
};

use by_hand::{ByHand, Signing};
use by_hand_on_hyper::WithHyperUtil;
use measure::{Plan, measure};
use report::Cell;
use server::Server;

/// One call of a rival. It ends the program if it fails.
type Call = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// What all rivals are compared with, and the one that ours has to be twice as fast as.
const AWS_LC: &str = "by hand: reqwest, AWS-LC";
const HYPER_UTIL: &str = "by hand: hyper-util, AWS-LC";
const RSA: &str = "by hand: reqwest, rsa 0.9 blinded";
const OURS: &str = "countersign::Client";

/// As the vendor asks for.
const KEY_BITS: u32 = 1024;

/// How many requests each rival has under way at most; the others wait. It is the default of ours.
const UNDER_WAY: usize = 100;

const CONCURRENCIES: [usize; 4] = [1, 8, 64, 512];

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Protocol {
    Http1,
    Http2,
}

impl Protocol {
    const ALL: [Self; 2] = [Self::Http1, Self::Http2];

    const fn name(self) -> &'static str {
        match self {
            Self::Http1 => "http1",
            Self::Http2 => "http2",
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let chosen = |protocol: &Protocol| has(protocol.name());
    if has(server::ARGUMENT) {
        let protocol = Protocol::ALL.into_iter().find(chosen).ok_or("no protocol")?;
        return server::run(protocol);
    }
    let commit = Commit::last();
    let is_quick = has("--quick");
    let only = arguments.iter().find_map(|argument| argument.strip_prefix("--only="));
    let is_all = !Protocol::ALL.iter().any(chosen);
    for protocol in Protocol::ALL.into_iter().filter(|protocol| is_all || chosen(protocol)) {
        if let Some(calls) = arguments.iter().find_map(|argument| argument.strip_prefix("--calls="))
        {
            call_often(protocol, calls.parse()?, only)?;
            continue;
        }
        let cells = compare(protocol, is_quick, only)?;
        if !is_quick && only.is_none() {
            commit.save(&format!("calls-{}", protocol.name()), &cells);
        }
    }
    Ok(())
}

/// Calls and does not measure. A runtime of one thread does the same each time.
fn call_often(protocol: Protocol, calls: usize, only: Option<&str>) -> Result<(), Box<dyn Error>> {
    let key = SigningKey::generate(KEY_BITS)?;
    let server = Server::start(protocol, key.verifying_key())?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let rivals = rivals(&server, &key)?;
    for (_, call) in rivals.iter().filter(|(name, _)| only.is_none_or(|word| name.contains(word))) {
        call_one_by_one(&runtime, call, calls);
    }
    Ok(())
}

/// By this name a profiler knows what to count.
#[inline(never)]
fn call_one_by_one(runtime: &Runtime, call: &Call, calls: usize) {
    runtime.block_on(async {
        for _ in 0..calls {
            call().await;
        }
    });
}

fn compare(
    protocol: Protocol,
    is_quick: bool,
    only: Option<&str>,
) -> Result<Vec<Cell>, Box<dyn Error>> {
    let key = SigningKey::generate(KEY_BITS)?;
    let server = Server::start(protocol, key.verifying_key())?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut rivals = rivals(&server, &key)?;
    rivals.retain(|(name, _)| only.is_none_or(|word| name.contains(word)));
    let mut cells = Vec::new();
    for concurrency in CONCURRENCIES {
        let plan = if is_quick { Plan::QUICK } else { Plan::whole(concurrency) };
        let mut rounds: Vec<_> = rivals.iter().map(|_| Vec::new()).collect();
        for round in 0..=plan.rounds {
            // Each round begins with another one, so that none always follows the slowest, and every other round goes the
            // other way, so that what slows down or speeds up meanwhile favours none.
            for turn in 0..rivals.len() {
                let turn = if round % 2 == 0 { turn } else { rivals.len() - 1 - turn };
                let index = (round + turn) % rivals.len();
                let (_, call) = &rivals[index];
                let slice = measure(&runtime, call, concurrency, &plan);
                // The first round opens the connections.
                if round > 0 {
                    rounds[index].push(slice);
                }
            }
        }
        let measured = rivals.iter().map(|(name, _)| *name).zip(rounds);
        let cell = Cell::new(protocol, concurrency, measured);
        println!("{cell}");
        cells.push(cell);
    }
    // Connections are closed before the server goes away.
    drop(rivals);
    runtime.shutdown_timeout(Duration::from_secs(5));
    Ok(cells)
}

fn rivals(server: &Server, key: &SigningKey) -> Result<Vec<(&'static str, Call)>, Box<dyn Error>> {
    let by_hand = |signing| ByHand::new(server, signing).map(ByHand::into_call);
    let hyper_util = WithHyperUtil::new(server, Signing::aws_lc(key)?)?.into_call();
    let rivals = [
        ("by hand: reqwest, not signed (the limit)", by_hand(Signing::None)?),
        // Next to each other, because the less time lies between two slices, the less the machine changes.
        (AWS_LC, by_hand(Signing::aws_lc(key)?)?),
        (OURS, ours::call(server, key)?),
        (HYPER_UTIL, hyper_util),
        ("progenitor, signing by AWS-LC in its hook", generated::call(server, key)?),
        (RSA, by_hand(Signing::rsa(key)?)?),
    ];
    // Ours waits within its client.
    let limit = |(name, call)| (name, if name == OURS { call } else { limited(call) });
    Ok(rivals.into_iter().map(limit).collect())
}

/// The same call with no more than `UNDER_WAY` of it at a time, as a careful hand adds it.
#[expect(clippy::unwrap_used, reason = "nobody closes the semaphore")]
fn limited(call: Call) -> Call {
    let places = Arc::new(Semaphore::new(UNDER_WAY));
    Arc::new(move || {
        let (call, places) = (Arc::clone(&call), Arc::clone(&places));
        Box::pin(async move {
            let _place = places.acquire().await.unwrap();
            call().await;
        })
    })
}
