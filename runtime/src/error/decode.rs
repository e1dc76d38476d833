//! A success that cannot be read, and why: the part of it that comes from the types and not from the body.

use std::{error::Error as StdError, fmt};

use bytes::Bytes;
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};
use serde::de::IgnoredAny;

use super::{Answer, CallFacts, json_path};
use crate::{foreign_text::ForeignText, response::json_text};

/// An answer with a success status whose body does not fit the endpoint's response type.
///
/// The request was most likely carried out. The body is kept, so that nothing of the answer is lost.
pub struct DecodeError {
    pub(super) answer: Answer,
    unfit: Unfit,
    pub(super) facts: CallFacts,
}

impl DecodeError {
    pub(super) fn new(answer: Answer, unfit: Unfit) -> Self {
        Self { answer, unfit, facts: CallFacts::default() }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers of the answer.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body, byte for byte. It may hold customer data.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// Where in the JSON decoding stopped, such as `entitlements[1].status`; for a member that is missing, the object
    /// that lacks it. Names that may be data and not part of the API, such as the keys of a map, are written `*`.
    ///
    /// What serde reads whole before its type refuses it is named by the object around: always inside a
    /// `#[serde(flatten)]`, and if it comes last in its object or array, a value with a check of its own (`try_from`,
    /// `deserialize_with`) and an untagged enum.
    ///
    /// `None` if decoding stopped at the body as a whole, or if the body is not JSON.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.unfit.path.as_deref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Answer { status, body, .. } = &self.answer;
        write!(f, "the server answered {status}, but ")?;
        match foreign_body(&self.answer) {
            Some(foreign) => write!(f, "{foreign}")?,
            None => write!(
                f,
                "its body of {} bytes does not fit the response type: {}",
                body.len(),
                self.unfit
            )?,
        }
        if !json_text(body).is_empty() {
            f.write_str("; `Error::body` has it")?;
        }
        Ok(())
    }
}

impl fmt::Debug for DecodeError {
    /// Does not show the body, because it may hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.answer.status)
            .field("path", &self.path().map(ForeignText))
            .field("reason", &self.unfit.reason)
            .field("body_bytes", &self.answer.body.len())
            .finish_non_exhaustive()
    }
}

/// Has no source, because serde's own text quotes values, which may be customer data.
impl StdError for DecodeError {}

/// Why a body is not of a type: where reading it stopped, and what was expected there.
#[derive(Debug)]
pub(super) struct Unfit {
    /// See [`DecodeError::path`].
    path: Option<String>,
    /// By line and column, both from 1; `None` if serde knows no place.
    position: Option<(usize, usize)>,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    /// Nothing came, and the type needs something.
    Empty,
    /// The first byte that is not UTF-8, which JSON has to be (RFC 8259, section 8.1).
    NotUtf8 { at: usize },
    /// The JSON ends too early.
    Truncated,
    /// It is no JSON.
    Syntax,
    /// The sentence of serde that says what is missing or was expected; `None` if it may quote the body.
    Type(Option<String>),
}

impl Unfit {
    /// Says why a type refused this body with this error.
    pub(super) fn new(body: &[u8], error: &serde_json::Error) -> Self {
        // Lines and columns are those of the text, as editors count them, which show no byte order mark.
        let json = json_text(body);
        let reason = if json.is_empty() {
            Reason::Empty
        } else if let Err(error) = std::str::from_utf8(body) {
            Reason::NotUtf8 { at: error.valid_up_to() }
        } else if error.is_eof() {
            Reason::Truncated
        } else if error.is_syntax() && serde_json::from_slice::<IgnoredAny>(json).is_err() {
            Reason::Syntax
        } else {
            // Also a number where the variant of an enum should be, which serde_json calls an error of syntax.
            Reason::Type(sentence_without_values(error))
        };
        let is_text = !matches!(reason, Reason::Empty | Reason::NotUtf8 { .. });
        // serde_json knows no place when a type's own deserializer refuses the whole body.
        let is_placed = is_text && error.line() > 0;
        Self {
            path: matches!(reason, Reason::Type(_)).then(|| json_path::of(json, error)).flatten(),
            position: is_placed.then(|| (error.line(), error.column())),
            reason,
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Empty => f.write_str("it is empty")?,
            Reason::NotUtf8 { at } => write!(f, "it is not UTF-8, from byte {at} on")?,
            Reason::Truncated => f.write_str("the JSON ends too early")?,
            Reason::Syntax => f.write_str("it is not JSON")?,
            Reason::Type(Some(sentence)) => sentence.fmt(f)?,
            Reason::Type(None) => f.write_str("the type refuses a value")?,
        }
        if let Some(path) = &self.path {
            write!(f, " at `{}`", ForeignText(path))?;
        }
        match self.position {
            Some((line, column)) if self.path.is_some() => {
                write!(f, " (line {line}, column {column})")
            }
            Some((line, column)) => write!(f, " at line {line}, column {column}"),
            None => Ok(()),
        }
    }
}

/// The part of serde's error that comes from the type and not from the body.
fn sentence_without_values(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(&*text, |(text, _)| text);
    // A type's own deserializer may say anything, so only serde's own sentences are taken apart, and what is left is bounded:
    // it may repeat the body in a sentence that begins like one of serde's.
    let quotes_a_value = ["invalid type: ", "invalid value: ", "unknown variant `"];
    let sentence = if text.starts_with("missing field `") {
        text.to_owned()
    } else if quotes_a_value.iter().any(|start| text.starts_with(start)) {
        let (_, expected) = text.rsplit_once(", expected ")?;
        format!("expected {expected}")
    } else {
        return None;
    };
    Some(ForeignText(&sentence).to_string())
}

/// What a body is that cannot come from the API, as a clause about it.
pub(super) fn foreign_body(answer: &Answer) -> Option<String> {
    let Answer { headers, body, .. } = answer;
    if json_text(body).is_empty() {
        return Some("its body is empty".to_owned());
    }
    let length = body.len();
    if let Some(encoding) = encoding(headers) {
        return Some(format!(
            "its body of {length} bytes is compressed (`Content-Encoding: {encoding}`), which the client did not ask \
             for and does not read; check the proxies on the way"
        ));
    }
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("text/html").then(|| {
        format!(
            "its body of {length} bytes is HTML, which a proxy or gateway writes, not the API; check the base URL and \
             the proxies on the way"
        )
    })
}

/// The encoding of a body that has one (RFC 9110, section 8.4).
fn encoding(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(CONTENT_ENCODING)?.to_str().unwrap_or("unknown").trim();
    let is_name = |character: char| character.is_ascii_alphanumeric() || ", -".contains(character);
    if value.is_empty() || value.eq_ignore_ascii_case("identity") {
        None
    } else if value.len() <= 40 && value.chars().all(is_name) {
        Some(value)
    } else {
        Some("unknown")
    }
}
