//! 2,000 concurrent creates and cancels through a storm of faults: at the end, what the client was told and what the
//! sandbox carried out agree exactly.
//!
//! `CHAOS_SEED=123 cargo test -p countersign-tests --test chaos` replays one seed, `CHAOS_SEEDS=100` runs the seeds from 1
//! to 100.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(clippy::print_stdout, reason = "the tally is for whoever reads the log")]
#[path = "chaos/audit.rs"]
mod audit;
#[path = "chaos/calls.rs"]
mod calls;
#[path = "chaos/receiver.rs"]
mod receiver;

use std::{collections::BTreeMap, env, num::NonZeroUsize, time::Duration};

use countersign::{Client, RetryBudget, RetryPolicy, TimeLimits};
use countersign_sandbox::{FaultKind, FaultPlan, HttpVersions, Sandbox};
use countersign_tests::VECTORS;
use tokio::task::JoinSet;

use audit::Audit;
use calls::{CUSTOMERS, Customer, READINGS, Told, add_reading, repeat, status_of};
use receiver::Receiver;

/// What CI runs.
const SEEDS: [u64; 3] = [1, 2, 3];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_client_was_told_and_what_was_carried_out_agree() {
    let mut faults = BTreeMap::new();
    let seeds = seeds();
    for seed in &seeds {
        println!("seed {seed}; CHAOS_SEED={seed} replays it");
        let contradictions = weather(*seed, &mut faults).await;
        assert!(
            contradictions.is_empty(),
            "seed {seed} (CHAOS_SEED={seed} replays it):\n{}",
            contradictions.join("\n")
        );
    }
    println!("{faults:?}");
    // One seed alone may lack what is rare.
    if seeds.len() >= SEEDS.len() {
        for kind in FaultKind::ALL {
            assert!(faults.contains_key(&kind), "{kind:?} never happened");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "whoever runs the test chooses the seeds")]
fn seeds() -> Vec<u64> {
    let number = |name| env::var(name).ok().map(|text| text.parse().unwrap());
    match (number("CHAOS_SEED"), number("CHAOS_SEEDS")) {
        (Some(seed), _) => vec![seed],
        (None, Some(count)) => (1..=count).collect(),
        (None, None) => SEEDS.to_vec(),
    }
}

/// A storm of calls, then calm. The result is whatever does not agree.
async fn weather(seed: u64, faults: &mut BTreeMap<FaultKind, u64>) -> Vec<String> {
    let receiver = Receiver::start().await;
    let sandbox = Sandbox::builder()
        .document("bango-resale.json", bango_resale::DOCUMENT)
        .document("meter.json", include_str!("chaos/meter.json"))
        // Cuts hit many requests at once over the one, and one at a time over the other.
        .http_versions(if seed.is_multiple_of(2) { HttpVersions::Http1 } else { HttpVersions::All })
        // Some wait longer than an attempt may take.
        .faults(FaultPlan::storm(seed).latency(30, Duration::from_secs(3)))
        .notification_retries([Duration::from_millis(10); 5])
        .start()
        .await
        .unwrap();
    let client = client_of(&sandbox);
    let mut told = storm(&client, &receiver).await;
    sandbox.calm();

    let mut audit = Audit::new(sandbox.ledger());
    audit.each_call_was_carried_out_as_told(&told);
    audit.nothing_was_carried_out_twice();
    audit.most_calls_succeeded(&told);

    // Whoever repeats a failed call with the key that the error names gets it done once.
    for failed in told.iter_mut().filter(|told| told.result.is_err()) {
        if let Some(repeated) = repeat(&client, failed).await {
            *failed = repeated;
        }
    }
    audit.go_on_with(sandbox.ledger());
    audit.each_call_was_carried_out_as_told(&told);
    audit.nothing_was_carried_out_twice();
    audit.repetitions_succeeded(&told);
    audit.states_are_as_told(&told, async |id| status_of(&client, id).await).await;
    sandbox.notifications_settled().await;
    audit.changes_were_notified(&told, &receiver.received());
    for (kind, count) in sandbox.fault_counts() {
        *faults.entry(kind).or_insert(0) += count;
    }

    drop(client);
    sandbox.wait_for_open_connections(0).await;
    sandbox.shutdown().await;
    audit.contradictions
}

fn client_of(sandbox: &Sandbox) -> Client {
    let limits = TimeLimits::default()
        .connect(Duration::from_secs(10))
        .attempt(Duration::from_secs(2))
        .call(Duration::from_secs(300));
    let retry = RetryPolicy::default()
        .max_attempts(6)
        .backoff(Duration::from_millis(5), Duration::from_millis(100))
        .budget(RetryBudget::Unlimited);
    Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(VECTORS.vendor_key().signing_key())
        .add_roots_pem(sandbox.root_certificate_pem())
        .time_limits(limits)
        .retry(retry)
        .max_concurrent_requests(NonZeroUsize::new(24).unwrap())
        .build()
        .unwrap()
}

/// All calls at once, as far as the client lets them.
async fn storm(client: &Client, receiver: &Receiver) -> Vec<Told> {
    let mut tasks = JoinSet::new();
    for number in 0..CUSTOMERS {
        let (client, customer) = (client.clone(), Customer::new(number, receiver));
        tasks.spawn(async move { customer.create_and_cancel(&client).await });
    }
    for number in 0..READINGS {
        let client = client.clone();
        tasks.spawn(async move { vec![add_reading(&client, number).await] });
    }
    tasks.join_all().await.into_iter().flatten().collect()
}
