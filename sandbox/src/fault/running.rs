//! A plan at work: what goes wrong with what has just come, and how often what has gone wrong.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use countersign_spec::HeaderName;
use http::request::Parts;
use sha2::{Digest as _, Sha256};

use super::{ConnectionFault, Fault, FaultKind, FaultPlan, SeededFaults, seeded::Key};

/// No more requests are known again than these. Beyond, all are forgotten, and repetitions begin anew.
const MAX_KNOWN: usize = 100_000;

/// The faults of one running sandbox.
#[derive(Default)]
pub(crate) struct Faults {
    plan: FaultPlan,
    is_calm: AtomicBool,
    requests: AtomicU64,
    visits: Mutex<BTreeMap<Key, u32>>,
    counts: Mutex<BTreeMap<FaultKind, u64>>,
}

/// A request whose head has come, and what is known of its fault.
pub(crate) struct Arrival {
    /// `None` if the body has a say in it.
    pub(crate) fault: Option<Fault>,
    clock: Clock,
}

/// What shows how far the clock is ahead.
enum Clock {
    /// The request has one of its own, so many seconds ahead.
    Own(i64),
    /// That of all requests.
    Common,
}

impl Faults {
    pub(crate) fn new(plan: FaultPlan) -> Self {
        Self { plan, ..Self::default() }
    }

    /// Nothing goes wrong from now on.
    pub(super) fn calm(&self) {
        self.is_calm.store(true, Ordering::Relaxed);
    }

    pub(super) fn counts(&self) -> BTreeMap<FaultKind, u64> {
        lock(&self.counts).clone()
    }

    /// What goes wrong with the connection of this number.
    pub(crate) fn connection(&self, number: u64) -> ConnectionFault {
        if self.is_calm() {
            return ConnectionFault::None;
        }
        let fault = self.plan.connection(number);
        self.count(FaultKind::of_connection(fault));
        fault
    }

    /// Takes note of a request whose head has come. A repeated one is known by its idempotency key, which is in the header
    /// of the name `key_header`.
    pub(crate) fn arrive(
        &self,
        parts: &Parts,
        operation_id: Option<&str>,
        key_header: Option<&HeaderName>,
    ) -> Arrival {
        if self.is_calm() {
            return Arrival { clock: Clock::Common, fault: Some(Fault::None) };
        }
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        let by_chance = |seeded: &SeededFaults| {
            let key = parts.headers.get(key_header?.as_str())?;
            Some(self.draw(seeded, parts, operation_id, key.as_bytes()))
        };
        let (clock, fault) = match (self.plan.by_number(number), self.plan.chance()) {
            (Some(Fault::WrongClock { ahead }), _) => (Clock::Own(ahead), Some(Fault::None)),
            (Some(fault), _) => (Clock::Common, Some(fault)),
            (None, Some(seeded)) => (Clock::Common, by_chance(seeded)),
            (None, None) => (Clock::Common, Some(Fault::None)),
        };
        let arrival = Arrival { fault, clock };
        self.count((self.clock(&arrival) != 0).then_some(FaultKind::WrongClock));
        self.count(fault.and_then(FaultKind::of_request));
        arrival
    }

    /// How many seconds the clock is ahead for this request at this moment: it may jump while the request is under way.
    pub(crate) fn clock(&self, arrival: &Arrival) -> i64 {
        match arrival.clock {
            Clock::Own(ahead) => ahead,
            Clock::Common if self.is_calm() => 0,
            Clock::Common => {
                let number = self.requests.load(Ordering::Relaxed);
                self.plan.chance().map_or(0, |seeded| seeded.clock(number))
            }
        }
    }

    /// What goes wrong with a request that has no idempotency key, and is known by its target and its body.
    pub(crate) fn by_body(&self, parts: &Parts, operation_id: Option<&str>, body: &[u8]) -> Fault {
        let Some(seeded) = self.plan.chance().filter(|_| !self.is_calm()) else {
            return Fault::None;
        };
        let mut hash = Sha256::new();
        hash.update(parts.uri.path_and_query().map_or("/", |target| target.as_str()));
        // No target holds a line feed, so this separates it from the body.
        hash.update("\n");
        hash.update(body);
        let fault = self.draw(seeded, parts, operation_id, &hash.finalize());
        self.count(FaultKind::of_request(fault));
        fault
    }

    /// How often a notification is delivered again for no reason.
    pub(crate) fn duplicates(&self, entitlement_id: &str, reason: &str) -> u64 {
        let Some(seeded) = self.plan.chance().filter(|_| !self.is_calm()) else { return 0 };
        let duplicates = seeded.duplicates(entitlement_id, reason);
        self.count((duplicates > 0).then_some(FaultKind::DuplicatedNotification));
        duplicates
    }

    fn draw(
        &self,
        seeded: &SeededFaults,
        parts: &Parts,
        operation_id: Option<&str>,
        known_by: &[u8],
    ) -> Fault {
        let mut hash = Sha256::new();
        hash.update(operation_id.unwrap_or_else(|| parts.method.as_str()));
        hash.update("\n");
        hash.update(known_by);
        let key = hash.finalize().into();
        let visit = {
            let mut visits = lock(&self.visits);
            if visits.len() >= MAX_KNOWN && !visits.contains_key(&key) {
                visits.clear();
            }
            let visits = visits.entry(key).or_insert(0);
            *visits = visits.saturating_add(1);
            *visits - 1
        };
        seeded.request(&key, visit)
    }

    fn count(&self, kind: Option<FaultKind>) {
        if let Some(kind) = kind {
            *lock(&self.counts).entry(kind).or_insert(0) += 1;
        }
    }

    fn is_calm(&self) -> bool {
        self.is_calm.load(Ordering::Relaxed)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
