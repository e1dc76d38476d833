//! Message signing "RSA-SHA256V1": the signature string, the `Signature` header, and who signs.
//!
//! Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>, which descends from
//! draft-cavage-http-signatures-12 (sections 2.1.1 to 2.1.3, 2.1.6 and 2.4) but builds its own string.

mod error;
mod header;
mod signer;
mod string;

use http::HeaderName;

pub use error::{SignError, SignerFailure};
pub(crate) use header::MAX_SIGNED_HEADERS;
pub use header::{SignatureHeader, SignatureHeaderError};
pub use signer::{SignFuture, Signature, Signer};
pub use string::SignatureString;

/// The header that holds the time of signing, in Unix seconds.
pub(crate) const CREATED: HeaderName = HeaderName::from_static("created");

/// The header that holds the signature.
pub(crate) const SIGNATURE: HeaderName = HeaderName::from_static("signature");

/// The `keyId` of the `Signature` header: a constant of the scheme that names the algorithm, not a key.
///
/// Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>
pub const KEY_ID: &str = "RSA-SHA256V1";
