//! The idempotency key of a call: the one that the request carries, or one that the client makes.

use aws_lc_rs::{error::Unspecified, rand};
use http::{HeaderName, HeaderValue, Method};
use uuid::{Builder, Uuid};

use crate::PreparedRequest;

/// Gives the request a key if its endpoint declares the header and the user gave none, and returns the key.
pub(super) fn ensure_key(
    prepared: &mut PreparedRequest,
    header: Option<&'static str>,
) -> Result<Option<HeaderValue>, Unspecified> {
    let Some(header) = header else { return Ok(None) };
    if let Some(given) = prepared.header(header) {
        return Ok(Some(given.clone()));
    }
    // A hand-written endpoint may declare a name that is none; its request goes out without a key, and is not repeated.
    let Ok(name) = HeaderName::from_bytes(header.as_bytes()) else { return Ok(None) };
    let mut text = Uuid::encode_buffer();
    let text = random_uuid()?.hyphenated().encode_lower(&mut text);
    let Ok(key) = HeaderValue::from_str(text) else { return Ok(None) };
    prepared.add_header(name, key.clone());
    Ok(Some(key))
}

/// Whether a request that may have been carried out may be sent again.
pub(super) fn is_repeatable(method: &Method, key: Option<&HeaderValue>) -> bool {
    // Idempotent methods: RFC 9110, section 9.2.2. An empty key is none.
    method.is_idempotent() || key.is_some_and(|key| !key.is_empty())
}

/// A UUID of version 4 (RFC 9562, section 5.4).
fn random_uuid() -> Result<Uuid, Unspecified> {
    let mut bytes = [0; 16];
    rand::fill(&mut bytes)?;
    Ok(Builder::from_random_bytes(bytes).into_uuid())
}
