//! What can go wrong with a call, for the person who reads it.
//!
//! The `Display` of every error here is complete on one line; `source` is for code that looks for a type.

use std::{error::Error as StdError, fmt};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header::LOCATION};

use crate::{
    PrepareError, SignError,
    response::{ErrorBody, ErrorResponse, ResponseBody},
};

/// Why a call failed: what happened, where, and what to do next.
///
/// `E` is the endpoint's error type. The stages of a call each have a variant, in their order.
#[non_exhaustive]
pub enum Error<E = ErrorBody> {
    /// A value of the request cannot be written; nothing was sent.
    Prepare(PrepareError),

    /// The request cannot be signed; nothing was sent.
    Sign(SignError),

    /// The exchange failed: no connection, no trust, no complete answer.
    #[cfg(feature = "client")]
    Transport(crate::TransportError),

    /// The server answered, with a status other than 200 to 299.
    Api(Box<ApiError<E>>),

    /// The server answered with success, but the body does not fit the endpoint's response type.
    Decode(Box<DecodeError>),
}

/// What is known of a call besides the error that it ends with.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallFacts {
    /// The idempotency key that all attempts carried.
    pub(crate) request_id: Option<HeaderValue>,
    /// How many attempts were made.
    pub(crate) attempts: u32,
    /// Whether an attempt before the last one may have been carried out.
    pub(crate) may_have_taken_effect: bool,
}

impl<E> Error<E> {
    /// Whether the server may have carried out the request. `false` only if that is certain: nothing was sent, or each
    /// attempt was refused (a status of 300 to 499).
    ///
    /// After `true`, repeat the call with the same [`request_id`](Self::request_id), or read the state of things first.
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        let (last, facts) = match self {
            Self::Prepare(_) | Self::Sign(_) => return false,
            #[cfg(feature = "client")]
            Self::Transport(error) => (error.may_have_been_sent(), &error.facts),
            Self::Api(error) => {
                (error.status.is_success() || error.status.is_server_error(), &error.facts)
            }
            Self::Decode(error) => (true, &error.facts),
        };
        last || facts.may_have_taken_effect
    }

    /// The idempotency key of the call, such as the value of `X-RequestIdentifier`: that of the user, or the one that
    /// the client made.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.facts()?.request_id.as_ref()?.to_str().ok()
    }

    /// How many times the request was sent, or tried to be.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.facts().map_or(0, |facts| facts.attempts)
    }

    fn facts(&self) -> Option<&CallFacts> {
        match self {
            Self::Prepare(_) | Self::Sign(_) => None,
            #[cfg(feature = "client")]
            Self::Transport(error) => Some(&error.facts),
            Self::Api(error) => Some(&error.facts),
            Self::Decode(error) => Some(&error.facts),
        }
    }

    #[cfg(feature = "client")]
    pub(crate) fn set_facts(&mut self, facts: &CallFacts) {
        match self {
            Self::Prepare(_) | Self::Sign(_) => {}
            Self::Transport(error) => error.facts = facts.clone(),
            Self::Api(error) => error.facts = facts.clone(),
            Self::Decode(error) => error.facts = facts.clone(),
        }
    }

    /// The value of OpenTelemetry's `error.type`: the status of the answer, or the stage that failed.
    #[cfg(feature = "client")]
    pub(crate) fn error_type(&self) -> String {
        match self {
            Self::Prepare(_) => "prepare".to_owned(),
            Self::Sign(_) => "sign".to_owned(),
            Self::Transport(error) => error.error_type().to_owned(),
            Self::Api(error) => error.status.as_str().to_owned(),
            Self::Decode(_) => "decode".to_owned(),
        }
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            _ => None,
        }
    }

    /// The answer of the server, if it is one that says why.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }
}

impl<E: ErrorResponse> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prepare(error) => write!(f, "the request was not sent: {error}"),
            Self::Sign(error) => {
                write!(f, "the request was not sent, because it cannot be signed: {error}")
            }
            #[cfg(feature = "client")]
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

impl<E: ErrorResponse> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prepare(error) => f.debug_tuple("Prepare").field(error).finish(),
            Self::Sign(error) => f.debug_tuple("Sign").field(error).finish(),
            #[cfg(feature = "client")]
            Self::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Self::Api(error) => f.debug_tuple("Api").field(error).finish(),
            Self::Decode(error) => f.debug_tuple("Decode").field(error).finish(),
        }
    }
}

impl<E: ErrorResponse> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Prepare(error) => Some(error),
            Self::Sign(error) => Some(error),
            #[cfg(feature = "client")]
            Self::Transport(error) => Some(error),
            Self::Api(error) => Some(&**error),
            Self::Decode(error) => Some(&**error),
        }
    }
}

/// Decodes an answer: a success into the response type, anything else into the error type.
pub(crate) fn decode<R: ResponseBody, E: ErrorResponse>(
    answer: Response<Bytes>,
) -> Result<Response<R>, Error<E>> {
    let (head, body) = answer.into_parts();
    if !head.status.is_success() {
        let (status, headers) = (head.status, head.headers);
        let error = E::from_json(&body).ok();
        return Err(Error::Api(Box::new(ApiError {
            status,
            headers,
            body,
            error,
            facts: CallFacts::default(),
        })));
    }
    match R::from_json(&body) {
        Ok(decoded) => Ok(Response::from_parts(head, decoded)),
        Err(error) => {
            let (status, headers) = (head.status, head.headers);
            let reason = Reason::of(&error);
            Err(Error::Decode(Box::new(DecodeError {
                status,
                headers,
                body,
                reason,
                facts: CallFacts::default(),
            })))
        }
    }
}

/// An answer with a status other than 200 to 299.
pub struct ApiError<E = ErrorBody> {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    error: Option<E>,
    facts: CallFacts,
}

impl<E: ErrorResponse> ApiError<E> {
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
            (Some(code), Some(message)) => {
                write!(f, ": {}: {}", OneLine(code), OneLine(message))
            }
            (Some(text), None) | (None, Some(text)) => write!(f, ": {}", OneLine(text)),
            (None, None) if self.status.is_redirection() => write!(
                f,
                ", a redirect to {}; redirects are not followed, because the signature and the credentials are meant \
                 for one host: correct the base URL",
                self.redirect_host(),
            ),
            (None, None) => {
                write!(f, ", with {} bytes that are not its error format", self.body.len())
            }
        }
    }
}

impl<E> ApiError<E> {
    /// Where a redirect leads, without its path, which may hold values of the request.
    fn redirect_host(&self) -> String {
        self.headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok()?.parse::<Uri>().ok())
            .and_then(|uri| Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?)))
            .unwrap_or_else(|| "another path of the same host".to_owned())
    }
}

/// A text of the server without its control characters, so that it cannot forge lines of a log.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, piece) in self.0.split(char::is_control).enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(piece)?;
        }
        Ok(())
    }
}

impl<E: ErrorResponse> fmt::Debug for ApiError<E> {
    /// Shows code and message, because `main` prints errors by `Debug`, but neither headers nor body, because they may
    /// hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status)
            .field("code", &self.code())
            .field("message", &self.message())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<E: ErrorResponse> StdError for ApiError<E> {}

/// An answer with a success status whose body does not fit the endpoint's response type.
pub struct DecodeError {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    reason: Reason,
    facts: CallFacts,
}

impl DecodeError {
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
            "the server answered {}, but its body of {} bytes does not fit the response type{}; \
             `DecodeError::body` has it",
            self.status,
            self.body.len(),
            self.reason,
        )
    }
}

impl fmt::Debug for DecodeError {
    /// Does not show the body, because it may hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("reason", &self.reason)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Has no source, because serde's own text quotes values, which may be customer data.
impl StdError for DecodeError {}

/// Where decoding stopped and what was expected there: the part of serde's error that comes from the type and not from
/// the body.
#[derive(Debug)]
struct Reason {
    line: usize,
    column: usize,
    expected: Option<String>,
}

impl Reason {
    fn of(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let text = text.rsplit_once(" at line ").map_or(&*text, |(text, _)| text);
        // A type's own deserializer may say anything, so only serde's own sentences are taken apart.
        let quotes_a_value = ["invalid type: ", "invalid value: ", "unknown variant `"];
        let expected = if text.starts_with("missing field `") {
            Some(text.to_owned())
        } else if quotes_a_value.iter().any(|start| text.starts_with(start)) {
            text.rsplit_once(", expected ").map(|(_, expected)| format!("expected {expected}"))
        } else {
            None
        };
        Self { line: error.line(), column: error.column(), expected }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // serde_json knows no place when a type's own deserializer refuses the whole body.
        if self.line > 0 {
            write!(f, " at line {}, column {}", self.line, self.column)?;
        }
        match &self.expected {
            Some(expected) => write!(f, ": {expected}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Currency;

    impl<'de> serde::Deserialize<'de> for Currency {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format!("bad currency, expected ISO code, got {text}")))
        }
    }

    fn answer(status: u16, body: &'static str) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from_static(body.as_bytes()));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response
    }

    #[test]
    fn a_types_own_message_is_not_repeated() {
        let error = decode::<Currency, ErrorBody>(answer(200, "\"sentinel\"")).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
        assert!(error.to_string().contains("the response type; "), "{error}");
    }

    #[test]
    fn a_message_of_the_server_stays_on_one_line() {
        let body = r#"{"responseCode":"A\nB","responseMessage":"C\r\nD"}"#;
        let error = decode::<(), ErrorBody>(answer(400, body)).unwrap_err();
        assert_eq!(error.to_string(), "the server answered 400 Bad Request: A B: C  D");
        assert_eq!(error.api().unwrap().code(), Some("A\nB"));
    }

    #[test]
    fn a_redirect_shows_its_host_and_no_more() {
        let mut redirect = answer(307, "");
        let location = "https://other.example:8443/v1/sentinel?a=sentinel".parse().unwrap();
        redirect.headers_mut().insert(LOCATION, location);
        let error = decode::<(), ErrorBody>(redirect).unwrap_err();
        assert!(error.to_string().contains("a redirect to https://other.example:8443;"), "{error}");
        assert!(!error.to_string().contains("sentinel"), "{error}");
    }
}
