//! A request that passed the gate and every check of its operation, as those who answer it get it.

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use countersign::Timestamp;
use countersign_spec::Operation;
use serde_json::Value;

/// A request with the right credentials and signature, whose parameters and body fit the document.
pub(crate) struct Call {
    /// What is called. Never a variant (`x-variants`): those share method and path with the operation they narrow.
    pub(crate) operation: Arc<Operation>,
    /// The values of the path, the query and the headers that the operation declares, decoded, by their names in the
    /// document: `entitlementId`. One name in two places holds the value of the path, then that of the query.
    pub(crate) parameters: BTreeMap<String, String>,
    /// The body, if there is one: it fits its schema, and no member is there twice.
    pub(crate) body: Option<Value>,
    /// The body byte for byte.
    pub(crate) payload: Bytes,
    /// When the request was accepted, by the clock of the sandbox.
    pub(crate) at: Timestamp,
    /// The idempotency key, if the operation declares a header for it and the request carries one.
    pub(crate) idempotency_key: Option<String>,
}
