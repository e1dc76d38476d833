//! Holds what the client was told against what the sandbox carried out.

use std::collections::{BTreeMap, BTreeSet};

use bango_resale::Status;
use countersign_sandbox::LedgerEntry;

use crate::{
    calls::{Called, Told},
    receiver::Deliveries,
};

/// The ledger, and whatever does not agree with it.
pub(crate) struct Audit {
    entries: BTreeMap<Subject, Vec<LedgerEntry>>,
    pub(crate) contradictions: Vec<String>,
}

/// The `operationId`, and the entitlement or else the payload. Each call of the test has a subject of its own.
type Subject = (String, String);

impl Audit {
    pub(crate) fn new(ledger: Vec<LedgerEntry>) -> Self {
        let mut audit = Self { entries: BTreeMap::new(), contradictions: Vec::new() };
        audit.go_on_with(ledger);
        audit
    }

    /// Takes a newer ledger in the place of the one that it has.
    pub(crate) fn go_on_with(&mut self, ledger: Vec<LedgerEntry>) {
        self.entries.clear();
        for entry in ledger {
            let payload = || String::from_utf8_lossy(&entry.body).into_owned();
            let of = entry.entitlement_id.clone().unwrap_or_else(payload);
            let subject = (entry.operation_id.clone(), of);
            self.entries.entry(subject).or_default().push(entry);
        }
    }

    /// A success is in the ledger with its identifier; what has certainly had no effect is not; nothing else is.
    pub(crate) fn each_call_was_carried_out_as_told(&mut self, told: &[Told]) {
        let mut known = BTreeSet::new();
        for told in told {
            let subject = subject(&told.called);
            let entries = self.entries.get(&subject).map_or(&[][..], Vec::as_slice);
            let agrees = match (&told.result, entries) {
                (Ok(()), [entry]) => match (&told.identifier, &told.called) {
                    (Some(given), _) => entry.idempotency_key.as_ref() == Some(given),
                    (None, Called::AddReading(_)) => entry.idempotency_key.is_none(),
                    (None, _) => entry.idempotency_key.as_deref().is_some_and(is_uuid),
                },
                (Ok(()), _) => false,
                (Err(_), []) => true,
                (Err(failure), _) => failure.may_have_taken_effect,
            };
            if !agrees {
                self.contradictions.push(format!("{told:?}, but the ledger has {entries:?}"));
            }
            known.insert(subject);
        }
        for unknown in self.entries.keys().filter(|subject| !known.contains(subject)) {
            self.contradictions.push(format!("nobody called {unknown:?}"));
        }
    }

    pub(crate) fn nothing_was_carried_out_twice(&mut self) {
        let mut identifiers = BTreeSet::new();
        for (subject, entries) in &self.entries {
            if entries.len() > 1 {
                self.contradictions.push(format!("{subject:?} more than once: {entries:?}"));
            }
            for identifier in entries.iter().filter_map(|entry| entry.idempotency_key.as_ref()) {
                if !identifiers.insert(identifier) {
                    self.contradictions.push(format!("{identifier} more than once"));
                }
            }
        }
    }

    /// Otherwise the storm shows little.
    pub(crate) fn most_calls_succeeded(&mut self, told: &[Told]) {
        let failures = told.iter().filter_map(|told| told.result.as_ref().err());
        let mut texts = BTreeMap::new();
        for failure in failures {
            *texts.entry((failure.may_have_taken_effect, &failure.text)).or_insert(0) += 1;
        }
        let failed: usize = texts.values().sum();
        let succeeded = told.len() - failed;
        println!("{succeeded} calls succeeded, {failed} failed:");
        for ((may_have_taken_effect, text), times) in texts {
            println!("  {times} (may have taken effect: {may_have_taken_effect}): {text}");
        }
        if succeeded < told.len() * 4 / 5 {
            self.contradictions.push(format!("{failed} of {} calls failed", told.len()));
        }
    }

    /// Every call that could be repeated was, and succeeded then.
    pub(crate) fn repetitions_succeeded(&mut self, told: &[Told]) {
        let has_key = |told: &&Told| !matches!(told.called, Called::AddReading(_));
        for failed in told.iter().filter(has_key).filter(|told| told.result.is_err()) {
            self.contradictions.push(format!("still fails in the calm: {failed:?}"));
        }
    }

    /// Asks for the entitlement of every seventh customer.
    pub(crate) async fn states_are_as_told(
        &mut self,
        told: &[Told],
        status_of: impl AsyncFn(&str) -> Status,
    ) {
        let mut expected = BTreeMap::new();
        for told in told {
            match &told.called {
                Called::Create(customer) => {
                    expected.entry(customer.entitlement_id()).or_insert(Status::Active);
                }
                Called::Cancel(customer) => {
                    expected.insert(customer.entitlement_id(), Status::Cancelled);
                }
                Called::AddReading(_) => {}
            }
        }
        for (id, expect) in expected.into_iter().step_by(7) {
            let status = status_of(&id).await;
            if status != expect {
                self.contradictions.push(format!("{id} is {status:?}, not {expect:?}"));
            }
        }
    }

    /// At least once each, some more often, and nothing that did not happen.
    pub(crate) fn changes_were_notified(&mut self, told: &[Told], deliveries: &Deliveries) {
        let mut expected = BTreeSet::new();
        for told in told {
            let (customer, reason) = match &told.called {
                Called::Create(customer) => (customer, "ACTIVATION_SUCCESS"),
                Called::Cancel(customer) => (customer, "TERMINATION_SUCCESS"),
                Called::AddReading(_) => continue,
            };
            if customer.notification_url.is_some() {
                expected.insert((customer.entitlement_id(), reason.to_owned()));
            }
        }
        let delivered: BTreeSet<_> = deliveries.keys().cloned().collect();
        for difference in expected.symmetric_difference(&delivered) {
            self.contradictions.push(format!("not told, or told for no reason: {difference:?}"));
        }
        if deliveries.values().all(|times| *times == 1) {
            self.contradictions.push("no notification was duplicated".to_owned());
        }
    }
}

fn subject(called: &Called) -> Subject {
    let of = match called {
        Called::Create(customer) | Called::Cancel(customer) => customer.entitlement_id(),
        Called::AddReading(number) => Called::reading(*number),
    };
    (called.operation_id().to_owned(), of)
}

/// In the form of RFC 9562, section 4.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12]
}
