//! The ledger: everything that was carried out, in order, for tests to hold a client's results against.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use http::StatusCode;

use crate::{call::Call, sandbox::Sandbox};

/// No more entries are kept than these, and no more bytes of bodies: the oldest are dropped first.
const MAX_ENTRIES: usize = 100_000;
const MAX_BODY_BYTES: usize = 256 << 20;

/// A call that was carried out: it changed the state of the sandbox, whether its answer arrived or not.
///
/// A call that is answered from an example has no state to change; it counts as carried out unless its method is GET or
/// HEAD.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct LedgerEntry {
    /// The `operationId`.
    pub operation_id: String,
    /// The idempotency key, if the operation declares a header for it (`x-idempotency-key`) and the request carries one.
    pub idempotency_key: Option<String>,
    /// The entitlement that was created or changed.
    pub entitlement_id: Option<String>,
    /// The body of the request, byte for byte.
    pub body: Bytes,
    /// The status of the answer.
    pub status: StatusCode,
}

impl fmt::Debug for LedgerEntry {
    /// Without the body, which holds customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LedgerEntry")
            .field("operation_id", &self.operation_id)
            .field("idempotency_key", &self.idempotency_key)
            .field("entitlement_id", &self.entitlement_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Sandbox {
    /// What was carried out, in the order in which it was. A repeated request that got a remembered answer is not in it
    /// again, a request whose connection was cut before it was carried out not at all.
    ///
    /// At most the last 100,000 entries are kept, and no more than 256 MiB of bodies.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerEntry> {
        self.state.ledger.all()
    }
}

/// The ledger of one sandbox.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    entries: VecDeque<LedgerEntry>,
    bytes: usize,
}

impl Ledger {
    /// Takes note of a call. Whoever changes state calls this in the same step, with nothing awaited in between, so that
    /// no request that is broken off leaves a change without its entry.
    pub(crate) fn push(&self, call: &Call, entitlement_id: Option<&str>, status: StatusCode) {
        let entry = LedgerEntry {
            operation_id: call.operation.id.clone(),
            idempotency_key: call.idempotency_key.clone(),
            entitlement_id: entitlement_id.map(ToOwned::to_owned),
            body: call.payload.clone(),
            status,
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += entry.body.len();
        kept.entries.push_back(entry);
        while kept.entries.len() > MAX_ENTRIES || kept.bytes > MAX_BODY_BYTES {
            let Some(oldest) = kept.entries.pop_front() else { break };
            kept.bytes -= oldest.body.len();
        }
    }

    fn all(&self) -> Vec<LedgerEntry> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entries.iter().cloned().collect()
    }
}
