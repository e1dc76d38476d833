//! Who signs: the trait behind which a local key or a remote key service stands.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{SignError, SignatureString};

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
