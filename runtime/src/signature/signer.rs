//! Who signs: the trait behind which a local key or a remote key service stands.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::SignatureString;
use crate::foreign_text::ForeignText;

/// The future that [`Signer::sign`] returns: boxed, so that the trait can be an object, and `Send`, so that a call can
/// move between threads.
pub type SignFuture<'a> = Pin<Box<dyn Future<Output = Result<Signature, SignError>> + Send + 'a>>;

/// Signs signature strings: a [`SigningKey`](crate::SigningKey), or a key management service or hardware module that
/// never gives its key away.
///
/// # Examples
///
/// A signer that asks a remote service, which takes the SHA-256 digest and answers with an RSASSA-PKCS1-v1_5
/// signature:
///
/// ```
/// use std::io::ErrorKind;
///
/// use countersign::{SignError, SignFuture, Signature, SignatureString, Signer};
///
/// # struct Service;
/// # impl Service {
/// #     async fn sign_digest(&self, _: [u8; 32]) -> Result<Vec<u8>, std::io::Error> { Ok(vec![0; 128]) }
/// # }
/// struct RemoteKey {
///     service: Service,
/// }
///
/// impl Signer for RemoteKey {
///     fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
///         Box::pin(async move {
///             match self.service.sign_digest(string.sha256()).await {
///                 Ok(bytes) => Ok(Signature::from_bytes(bytes)),
///                 // The service is overloaded, or the network is: the client tries again.
///                 Err(error) if error.kind() == ErrorKind::TimedOut => Err(SignError::transient(error)),
///                 Err(error) => Err(SignError::signer(error)),
///             }
///         })
///     }
/// }
/// ```
pub trait Signer: Send + Sync {
    /// Signs by RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2).
    ///
    /// # Errors
    ///
    /// [`SignError::Signer`] with the reason: made by [`SignError::transient`] if another try may succeed, and by
    /// [`SignError::signer`] if not.
    fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a>;
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<T: Signer + ?Sized> Signer for $pointer {
            fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
                (**self).sign(string)
            }
        }
    )*};
}

pointers! { &T Arc<T> Box<T> }

/// A signature: as many bytes as the modulus of the key has.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Signature(Box<[u8]>);

impl Signature {
    /// Takes the bytes of a signature, most significant first.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Box<[u8]>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes, most significant first.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The Base64 form that stands in the `Signature` header (RFC 4648, section 4, with padding).
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.0)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Signature").field(&self.to_base64()).finish()
    }
}

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
    /// Wraps what a [`Signer`] of your own reports, if another try would fail like this one: no permission, no such key.
    pub fn signer(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Signer { kind: SignerFailure::Final, source: error.into() }
    }

    /// Wraps what a [`Signer`] of your own reports, if another try may succeed: no connection, throttled, out of time.
    ///
    /// The client tries again, within its `RetryPolicy` and the time limit of the call. That is safe for every request,
    /// because nothing was sent.
    pub fn transient(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Signer { kind: SignerFailure::Transient, source: error.into() }
    }

    /// Whether another try may succeed without anybody having done anything in between: `true` for what a [`Signer`] made
    /// by [`transient`](Self::transient), and for nothing else.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Signer { kind: SignerFailure::Transient, .. })
    }
}

/// Whether a [`Signer`] that failed may succeed if it is asked again.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignerFailure {
    /// Another try would fail like this one.
    #[default]
    Final,
    /// Another try may succeed.
    Transient,
}
