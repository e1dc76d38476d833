//! Base64 of keys, read and written in a time that depends on nothing but its length.
//!
//! The crate `base64` looks each letter up in a table, and the cache shows which parts of a table were read.

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

/// Decodes pieces of text that follow each other, without the white space in them, into memory that is wiped on drop.
pub(super) fn decode_base64<'a>(
    pieces: impl Iterator<Item = &'a str> + Clone,
) -> Result<Zeroizing<Vec<u8>>, base64ct::Error> {
    // Long enough from the start: growing would leave a copy behind that is not wiped.
    let mut base64 = Zeroizing::new(Vec::with_capacity(pieces.clone().map(str::len).sum()));
    base64.extend(pieces.flat_map(str::bytes).filter(|byte| !byte.is_ascii_whitespace()));
    let mut bytes = Zeroizing::new(vec![0; base64.len()]);
    let length = Base64::decode(&*base64, &mut bytes)?.len();
    bytes.truncate(length);
    Ok(bytes)
}

/// Encodes bytes with padding, on one line.
pub(super) fn encode_base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}
