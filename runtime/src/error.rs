//! What can go wrong with a call, for the person who reads it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::LOCATION};

use crate::response::{ErrorBody, ErrorResponse};

/// Why a call failed: what happened, where, and what to do next.
///
/// `E` is the endpoint's error type. The stages of a call each have a variant, in their order.
#[cfg(feature = "client")]
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = ErrorBody> {
    /// A value of the request cannot be written; nothing was sent.
    Prepare(crate::PrepareError),

    /// The request cannot be signed; nothing was sent.
    Sign(crate::SignError),

    /// The exchange failed: no connection, no trust, no complete answer.
    Transport(crate::TransportError),

    /// The server answered, with a status other than 200 to 299.
    Api(Box<ApiError<E>>),

    /// The server answered with success, but the body does not fit the endpoint's response type.
    Decode(Box<DecodeError>),
}

#[cfg(feature = "client")]
impl<E> Error<E> {
    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Prepare(_) | Self::Sign(_) | Self::Transport(_) => None,
        }
    }

    /// The answer of the server, if it has one that says why.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }
}

#[cfg(feature = "client")]
impl<E> fmt::Display for Error<E>
where
    E: ErrorResponse,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prepare(error) => write!(f, "the request was not sent: {error}"),
            Self::Sign(error) => {
                write!(f, "the request was not sent, because it cannot be signed: {error}")
            }
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

#[cfg(feature = "client")]
impl<E> std::error::Error for Error<E>
where
    E: ErrorResponse + fmt::Debug,
{
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The texts of the inner errors are part of `Display`, so the chain goes on below them.
        match self {
            Self::Prepare(error) => std::error::Error::source(error),
            Self::Sign(error) => std::error::Error::source(error),
            Self::Transport(error) => std::error::Error::source(error),
            Self::Api(_) | Self::Decode(_) => None,
        }
    }
}

/// An answer with a status other than 200 to 299.
pub struct ApiError<E = ErrorBody> {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    error: Option<E>,
}

impl<E: ErrorResponse> ApiError<E> {
    /// Reads the answer; a body that is not an `E`, such as the HTML page of a proxy, is kept as it is.
    #[cfg_attr(
        not(feature = "client"),
        expect(dead_code, reason = "only the client receives answers")
    )]
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let error = E::from_json(&body).ok();
        Self { status, headers, body, error }
    }

    /// The machine-readable code of the error body, such as `BAD_REQUEST`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.error.as_ref()?.code()
    }

    /// The text for people that came with the code.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.error.as_ref()?.message()
    }
}

impl<E> ApiError<E> {
    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The decoded error body; `None` if the body is something else, which [`body`](Self::body) then shows.
    #[must_use]
    pub const fn error(&self) -> Option<&E> {
        self.error.as_ref()
    }

    /// The body, byte for byte. It may hold customer data.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }
}

impl<E: ErrorResponse> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.status)?;
        match (self.code(), self.message()) {
            (Some(code), Some(message)) => write!(f, ": {code}: {message}"),
            (Some(text), None) | (None, Some(text)) => write!(f, ": {text}"),
            (None, None) if self.status.is_redirection() => {
                let location = self.headers.get(LOCATION).and_then(|value| value.to_str().ok());
                write!(
                    f,
                    ", a redirect to `{}`; redirects are not followed, because the signature and the credentials are \
                     meant for one host: correct the base URL",
                    location.unwrap_or("an unknown place"),
                )
            }
            (None, None) => {
                write!(f, ", with {} bytes that are not its error format", self.body.len())
            }
        }
    }
}

impl<E> fmt::Debug for ApiError<E> {
    /// Shows neither headers nor body, because they may hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status)
            .field("decoded", &self.error.is_some())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<E: ErrorResponse> std::error::Error for ApiError<E> {}

/// An answer with a success status whose body does not fit the endpoint's response type.
pub struct DecodeError {
    status: StatusCode,
    body: Bytes,
    source: serde_json::Error,
}

impl DecodeError {
    #[cfg_attr(
        not(feature = "client"),
        expect(dead_code, reason = "only the client receives answers")
    )]
    pub(crate) const fn new(status: StatusCode, body: Bytes, source: serde_json::Error) -> Self {
        Self { status, body, source }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The body, byte for byte. It may hold customer data.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server answered {}, but its body of {} bytes does not fit the response type at line {}, column {}",
            self.status,
            self.body.len(),
            self.source.line(),
            self.source.column(),
        )?;
        if let Some(reason) = reason_without_values(&self.source.to_string()) {
            write!(f, ": {reason}")?;
        }
        f.write_str("; `DecodeError::body` has it")
    }
}

impl fmt::Debug for DecodeError {
    /// Does not show the body, because it may hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Has no source, because serde's own text quotes values, which may be customer data.
impl std::error::Error for DecodeError {}

/// The part of a text of serde that comes from the type and not from the body.
fn reason_without_values(text: &str) -> Option<String> {
    let text = text.rsplit_once(" at line ").map_or(text, |(reason, _)| reason);
    if text.starts_with("missing field `") {
        return Some(text.to_owned());
    }
    // "invalid type: string \"…\", expected u32": only what follows the value is ours.
    text.rsplit_once(", expected ").map(|(_, expected)| format!("expected {expected}"))
}
