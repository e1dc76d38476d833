//! PEM: finds the block that holds the key and decodes it.

use zeroize::Zeroizing;

use super::{KeyError, constant_time::decode_base64};

/// The decoded content of a PEM block and its label.
pub(super) struct Block {
    pub(super) label: String,
    pub(super) der: Zeroizing<Vec<u8>>,
}

/// Decodes the first block that holds a key of the wanted kind, or else of the other kind, or else the first block.
///
/// `wanted` is how the label ends: `PRIVATE KEY` or `PUBLIC KEY`.
///
/// The text may hold other blocks and notes, and lines of any length: keys travel through mail, terminals and
/// configuration files.
pub(super) fn decode(text: &[u8], wanted: &str) -> Result<Block, KeyError> {
    let text =
        std::str::from_utf8(text).map_err(|_| malformed("it is not UTF-8 text".to_owned()))?;
    let (mut other_kind, mut first) = (None, None);
    let mut rest = text;
    while let Some((label, body, after)) = next_block(rest)? {
        if label.ends_with(wanted) {
            return decode_block(label, body);
        }
        if label.ends_with(" KEY") {
            other_kind.get_or_insert((label, body));
        }
        first.get_or_insert((label, body));
        rest = after;
    }
    let (label, body) = other_kind.or(first).ok_or(KeyError::Unrecognised { hint: "" })?;
    decode_block(label, body)
}

/// The label and body of the next block, and the text after it.
fn next_block(text: &str) -> Result<Option<(&str, &str, &str)>, KeyError> {
    let Some((_, block)) = text.split_once("-----BEGIN ") else {
        return Ok(None);
    };
    let (label, body) =
        block.split_once("-----").ok_or(KeyError::Truncated("the `-----BEGIN` line has no end"))?;
    let end = format!("-----END {label}-----");
    let (body, after) = body
        .split_once(&end)
        .ok_or(KeyError::Truncated("the `-----END` line of the PEM block is missing"))?;
    Ok(Some((label, body, after)))
}

fn decode_block(label: &str, body: &str) -> Result<Block, KeyError> {
    if body.lines().any(|line| line.starts_with("Proc-Type:") && line.contains("ENCRYPTED")) {
        return Err(KeyError::Encrypted);
    }
    if body.contains("\\n") {
        let reason = "it holds the two characters `\\n` where line breaks belong, as an environment variable may; \
                      replace them by line breaks";
        return Err(malformed(reason.to_owned()));
    }
    let der = decode_base64([body].into_iter()).map_err(|error| malformed(error.to_string()))?;
    Ok(Block { label: label.to_owned(), der })
}

fn malformed(reason: String) -> KeyError {
    KeyError::Malformed { form: "PEM", reason }
}
