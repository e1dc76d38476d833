//! Why a request cannot be signed.

use crate::foreign_text::ForeignText;

/// Why a request cannot be signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The signed header list does not name `Created`, without which a signature would never expire.
    #[error(
        "the signed header list lacks `Created`; a signature without a time is refused by the server"
    )]
    CreatedNotListed,

    /// A listed header is not in the request.
    #[error(
        "the signed header `{}` is not in the request; add the header or take it off the list", ForeignText(.0)
    )]
    HeaderAbsent(String),

    /// A listed header has no value, so signing it would bind nothing.
    #[error(
        "the signed header `{}` is empty; give it a value or take it off the list", ForeignText(.0)
    )]
    HeaderEmpty(String),

    /// A listed header is in the request more than once.
    #[error(
        "the signed header `{}` is in the request more than once; which value is signed is not defined", ForeignText(.0)
    )]
    HeaderRepeated(String),

    /// The header of the idempotency key is listed, and the request has no key. The client makes one for a call that
    /// gives none; who signs without the client gives one.
    #[error(
        "the signed header `{0}` carries the idempotency key, and the request has none; give it one before you sign, or \
         send the request with the client, which makes one"
    )]
    IdempotencyKeyAbsent(String),

    /// The list names a header twice.
    #[error("the signed header list names `{}` twice", ForeignText(.0))]
    ListedTwice(String),

    /// The signer failed: a remote one for its own reasons, a local key if its arithmetic did not check out.
    #[error("the signer failed: {source}")]
    Signer {
        /// Whether another try may succeed.
        kind: SignerFailure,
        /// What the signer reports.
        source: Box<dyn std::error::Error + Send + Sync>,
    },

    /// The signer returned no bytes, or the list is empty or longer than 32 names.
    #[error(
        "the `Signature` header cannot be written: the signer returned no bytes, or the signed header list is not one of \
         1 to 32 header names"
    )]
    SignatureHeader,

    /// The list names `Signature`, which would have to sign itself.
    #[error("the signed header list names `Signature`, which cannot sign itself")]
    SignsItself,
}

impl SignError {
    /// Wraps what a [`Signer`](crate::Signer) of your own reports, if another try would fail like this one: no permission, no such key.
    pub fn signer(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Signer { kind: SignerFailure::Final, source: error.into() }
    }

    /// Wraps what a [`Signer`](crate::Signer) of your own reports, if another try may succeed: no connection, throttled, out of time.
    ///
    /// The client tries again, within its `RetryPolicy` and the time limit of the call. That is safe for every request,
    /// because nothing was sent.
    pub fn transient(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Signer { kind: SignerFailure::Transient, source: error.into() }
    }

    /// Whether another try may succeed without anybody having done anything in between: `true` for what a [`Signer`](crate::Signer) made
    /// by [`transient`](Self::transient), and for nothing else.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Signer { kind: SignerFailure::Transient, .. })
    }
}

/// Whether a [`Signer`](crate::Signer) that failed may succeed if it is asked again.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignerFailure {
    /// Another try would fail like this one.
    #[default]
    Final,
    /// Another try may succeed.
    Transient,
}
