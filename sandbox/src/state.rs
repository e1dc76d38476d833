//! What all requests to one sandbox share.

use std::sync::Arc;

use countersign::{Timestamp, Verifier, VerifyingKey};
use http::{Method, StatusCode};

use crate::{basic_auth::Credentials, entitlement::Entitlements, received::Log};

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
    pub(crate) verifier: Verifier,
    pub(crate) clock: Clock,
    pub(crate) observer: Option<Observer>,
    pub(crate) received: Log,
    pub(crate) entitlements: Entitlements,
}

impl State {
    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
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
    /// The status of the answer.
    pub status: StatusCode,
    /// The `responseMessage` of the answer.
    pub message: String,
}
