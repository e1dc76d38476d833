//! Writes one request piece by piece: path, query, headers, payload.

use std::fmt::{self, Display, Write as _};

use http::{HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{JsonSerializer, PrepareError, json::write_json};
use crate::{
    BaseUrl,
    signature::{CREATED, SIGNATURE},
};

/// All that is encoded in a path segment: everything but the unreserved characters of RFC 3986, section 2.3.
///
/// The sub-delimiters would be allowed, but some servers give them a meaning, and no server refuses their encoded form.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The headers that the client and the transport write. The derive refuses them at compile time, and more; here they
/// are refused for endpoints that are written by hand, because a header that is replaced after signing is a wrong
/// signature.
pub(super) const RESERVED: [HeaderName; 11] = [
    CREATED,
    SIGNATURE,
    header::ACCEPT,
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPECT,
    header::HOST,
    header::TRANSFER_ENCODING,
    header::USER_AGENT,
];

/// Takes the pieces of one request from an [`Endpoint`](crate::Endpoint) and holds them to the rules of HTTP.
///
/// The order of the calls is the order on the wire: all pieces of the path first, then query, headers and payload.
pub struct RequestWriter {
    /// The base URL's prefix, then path and query.
    path_and_query: String,
    /// Where the endpoint's path begins.
    path_start: usize,
    has_query: bool,
    /// A piece of the path template that would end the path.
    bad_literal: Option<&'static str>,
    headers: Vec<(HeaderName, HeaderValue)>,
    payload: Option<Vec<u8>>,
    /// Text of the value at hand, kept to reuse its memory.
    scratch: String,
}

impl RequestWriter {
    pub(super) fn new(base_url: &BaseUrl) -> Self {
        let prefix = base_url.path_prefix();
        let mut path_and_query = String::with_capacity(prefix.len() + 96);
        path_and_query.push_str(prefix);
        Self {
            path_start: prefix.len(),
            path_and_query,
            has_query: false,
            bad_literal: None,
            headers: Vec::with_capacity(4),
            payload: None,
            scratch: String::new(),
        }
    }

    /// Appends a piece of the path template as it stands.
    pub fn path_literal(&mut self, literal: &'static str) {
        if literal.contains(['?', '#']) {
            self.bad_literal.get_or_insert(literal);
        }
        self.path_and_query.push_str(literal);
    }

    /// Appends the value of a path variable, percent-encoded so that it stays one segment.
    ///
    /// # Errors
    ///
    /// [`PrepareError::PathEmpty`] and [`PrepareError::PathDotSegment`], for values that no encoding can keep,
    /// [`PrepareError::NotFinite`] for a float that is NaN or infinite, and [`PrepareError::Unwritable`] for a value that
    /// fails to write itself.
    pub fn path_value<T: Display + ?Sized>(
        &mut self,
        field: &'static str,
        value: &T,
    ) -> Result<(), PrepareError> {
        match self.text_of(field, value)? {
            "" => return Err(PrepareError::PathEmpty { field }),
            "." | ".." => return Err(PrepareError::PathDotSegment { field }),
            _ => {}
        }
        self.path_and_query.extend(utf8_percent_encode(&self.scratch, SEGMENT));
        Ok(())
    }

    /// Appends a pair to the query, encoded by the rules of HTML forms (WHATWG URL, section 5.2).
    ///
    /// # Errors
    ///
    /// [`PrepareError::NotFinite`] for a float that is NaN or infinite, and [`PrepareError::Unwritable`] for a value that
    /// fails to write itself.
    pub fn query_value<T: Display + ?Sized>(
        &mut self,
        field: &'static str,
        name: &'static str,
        value: &T,
    ) -> Result<(), PrepareError> {
        self.path_and_query.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        self.path_and_query.extend(form_urlencoded::byte_serialize(name.as_bytes()));
        self.path_and_query.push('=');
        self.text_of(field, value)?;
        self.path_and_query.extend(form_urlencoded::byte_serialize(self.scratch.as_bytes()));
        Ok(())
    }

    /// Sets a header.
    ///
    /// # Errors
    ///
    /// [`PrepareError::HeaderValue`] for a value that would not arrive as it was signed, [`PrepareError::NotFinite`] for a
    /// float that is NaN or infinite, [`PrepareError::Unwritable`] for a value that fails to write itself,
    /// [`PrepareError::HeaderRepeated`] and [`PrepareError::HeaderName`] for mistakes that the derive refuses earlier.
    pub fn header_value<T: Display + ?Sized>(
        &mut self,
        field: &'static str,
        header: &'static str,
        value: &T,
    ) -> Result<(), PrepareError> {
        let name = HeaderName::from_bytes(header.as_bytes())
            .map_err(|_| PrepareError::HeaderName { header })?;
        if RESERVED.contains(&name) {
            return Err(PrepareError::HeaderReserved { field, header });
        }
        let text = self.text_of(field, value)?;
        if let Some((position, problem)) = unfit_byte(text.as_bytes()) {
            return Err(PrepareError::HeaderValue { field, header, position, problem });
        }
        let value = HeaderValue::from_str(text).map_err(|_| PrepareError::HeaderValue {
            field,
            header,
            position: 0,
            problem: "not allowed",
        })?;
        if self.headers.iter().any(|(earlier, _)| *earlier == name) {
            return Err(PrepareError::HeaderRepeated { field, header });
        }
        self.headers.push((name, value));
        Ok(())
    }

    /// Writes the payload: compact JSON, in one go, with no CR, LF or TAB byte.
    ///
    /// # Errors
    ///
    /// [`PrepareError::Payload`] with the member that has no JSON form, such as a float that is not a number, or with the
    /// object in which two members have one name.
    pub fn json<F>(&mut self, write: F) -> Result<(), PrepareError>
    where
        F: FnOnce(JsonSerializer<'_>) -> Result<(), serde_json::Error>,
    {
        let mut payload = Vec::with_capacity(256);
        write_json(&mut payload, write).map_err(PrepareError::Payload)?;
        self.payload = Some(payload);
        Ok(())
    }

    /// Path and query, the headers and the payload; the path template for one that is none.
    pub(super) fn finish(self, path: &'static str) -> Result<Written, PrepareError> {
        if let Some(path) = self.bad_literal {
            return Err(PrepareError::Path { path });
        }
        if !self.path_and_query[self.path_start..].starts_with('/') {
            return Err(PrepareError::Path { path });
        }
        let Self { path_and_query, headers, payload, .. } = self;
        Ok(Written { path_and_query, headers, payload })
    }

    /// The text of a value. One whose `Display` fails half-way must not be sent by halves, and a number that is none
    /// must not be sent at all, as in JSON.
    fn text_of<T: Display + ?Sized>(
        &mut self,
        field: &'static str,
        value: &T,
    ) -> Result<&str, PrepareError> {
        self.scratch.clear();
        match write!(self.scratch, "{value}") {
            Ok(()) if is_not_finite(&self.scratch, value) => Err(PrepareError::NotFinite { field }),
            Ok(()) => Ok(&self.scratch),
            Err(fmt::Error) => Err(PrepareError::Unwritable { field }),
        }
    }
}

/// All pieces of a request.
pub(super) struct Written {
    pub(super) path_and_query: String,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) payload: Option<Vec<u8>>,
}

impl fmt::Debug for RequestWriter {
    /// Shows no values, because they may be customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestWriter").finish_non_exhaustive()
    }
}

/// Whether a value is a float that is NaN or infinite, and not a text that reads so.
///
/// No type is known here, but numbers stand at the right of a field that is wider than they are, and texts at the left
/// (`std::fmt`, "Fill/Alignment"). So a type of the user's that hands its formatter on to a float is seen too.
fn is_not_finite<T: Display + ?Sized>(text: &str, value: &T) -> bool {
    matches!(text, "NaN" | "inf" | "-inf") && format!("{value:5}").starts_with(' ')
}

/// The first byte that a header value cannot carry to the other side unchanged, and what it is.
fn unfit_byte(value: &[u8]) -> Option<(usize, &'static str)> {
    let control = value.iter().position(|byte| byte.is_ascii_control());
    let not_ascii = value.iter().position(|byte| !byte.is_ascii());
    let edge = match value {
        [b' ', ..] => Some(0),
        [.., b' '] => Some(value.len() - 1),
        _ => None,
    };
    [
        (control, "a control character"),
        (not_ascii, "not ASCII"),
        (edge, "a space at the edge, which the other side strips"),
    ]
    .into_iter()
    .filter_map(|(position, problem)| position.map(|position| (position, problem)))
    .min()
}
