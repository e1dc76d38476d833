//! What identifies a public key to a person.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::VerifyingKey;
use sha2::{Digest, Sha256};

/// The SHA-256 digest of the key as SubjectPublicKeyInfo in DER, in lower-case hex: what
/// `openssl pkey -pubin -in KEY.pem -outform DER | openssl sha256` prints.
#[must_use]
pub fn spki_sha256(key: &VerifyingKey) -> String {
    let base64: String =
        key.to_spki_pem().lines().filter(|line| !line.starts_with("-----")).collect();
    // The runtime wrote this PEM, so that decoding cannot fail; a digest of nothing would fit no key.
    let der = STANDARD.decode(base64).unwrap_or_default();
    hex(&Sha256::digest(der))
}

/// Bytes in lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 0x0f)]])
        .collect()
}
