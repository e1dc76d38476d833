//! What all requests to one sandbox share.

use std::sync::Arc;

use countersign::{Timestamp, VerifyingKey};
use http::{Method, StatusCode};

use crate::{
    bango::Bango,
    basic_auth::Credentials,
    documents::Documents,
    fault::{Connections, Faults},
    idempotency::Idempotency,
    ledger::Ledger,
    received::Log,
};

/// The clock of a sandbox.
pub(crate) type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Who watches the answers of a sandbox.
pub(crate) type Observer = Arc<dyn Fn(&Answered) + Send + Sync>;

/// What all requests to one sandbox share.
pub(crate) struct State {
    pub(crate) credentials: Credentials,
    pub(crate) key: VerifyingKey,
    /// Whether the key is the default, so that a refusal can say so.
    pub(crate) key_is_example: bool,
    pub(crate) clock: Clock,
    pub(crate) observer: Option<Observer>,
    pub(crate) received: Log,
    pub(crate) documents: Documents,
    pub(crate) bango: Bango,
    pub(crate) idempotency: Idempotency,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) faults: Arc<Faults>,
    pub(crate) connections: Connections,
}

impl State {
    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The time by a clock that is so many seconds ahead, or behind if negative.
    pub(crate) fn now_ahead(&self, seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(self.now().unix_seconds().saturating_add_signed(seconds))
    }
}

/// A request that was answered.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Answered {
    /// The method.
    pub method: Method,
    /// The path, without the query.
    pub path: String,
    /// The `operationId` of the operation that method and path belong to, if there is one.
    pub operation_id: Option<String>,
    /// The status of the answer.
    pub status: StatusCode,
    /// The `responseMessage` of the answer.
    pub message: String,
}
