//! What can go wrong with a call, for the person who reads it.
//!
//! The `Display` of every error here is complete on one line; `source` is for code that looks for a type.

mod api;
mod decode;
mod json_path;
#[cfg(test)]
mod tests;

use std::{error::Error as StdError, fmt};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode};

pub use self::{api::ApiError, decode::DecodeError};
use self::{api::Despite, decode::Unfit};
use crate::{
    PrepareError, SignError,
    response::{ErrorBody, ErrorResponse, ResponseBody, SuccessCodes, json_text},
};

/// Why a call failed: what happened, where, and what to do next.
///
/// `E` is the endpoint's error type. The stages of a call each have a variant, in their order. What most programs ask
/// next has a method of its own, so that nobody has to match for it.
///
/// # Examples
///
/// ```
/// use countersign::{Error, http::StatusCode};
///
/// fn explain(error: &Error) -> String {
///     match error {
///         // The server's own code decides; codes that are not known yet may come at any time.
///         Error::Api(api) if api.code() == Some("ALREADY_ACTIVE") => "nothing to do".to_owned(),
///         Error::Api(api) if api.status() == StatusCode::NOT_FOUND => "no such entitlement".to_owned(),
///         _ if error.is_retryable() => format!("later, perhaps: {error}"),
///         _ => error.to_string(),
///     }
/// }
/// ```
#[non_exhaustive]
pub enum Error<E = ErrorBody> {
    /// A value of the request cannot be written; nothing was sent.
    Prepare(PrepareError),

    /// The request cannot be signed; nothing was sent.
    Sign(SignError),

    /// The exchange failed: no connection, no trust, no complete answer.
    #[cfg(feature = "client")]
    Transport(crate::TransportError),

    /// The server answered with an error: a status other than 200 to 299, or such a status with the body of an error
    /// ([`ErrorResponse::SUCCESS_CODES`]).
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
    /// Whether the same call may succeed later: the signer says so ([`SignError::is_retryable`]), no connection came about,
    /// the exchange broke off or took too long, or the server answered 408, 421, 425, 429, 500, 502, 503 or 504 (RFC 9110,
    /// sections 15.5 and 15.6; RFC 8470, section 5.2; RFC 6585, section 4).
    ///
    /// The client has already repeated what its `RetryPolicy` allows. Before you repeat the call
    /// yourself, ask [`may_have_taken_effect`](Self::may_have_taken_effect): after `false`, it can simply be made
    /// again. After `true`, repeat it with the same [`request_id`](Self::request_id) as its idempotency key, so that
    /// the server does not do twice what it has done once; without a key, read the state of things first.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Prepare(_) | Self::Decode(_) => false,
            Self::Sign(error) => error.is_retryable(),
            #[cfg(feature = "client")]
            Self::Transport(error) => error.is_retryable(),
            Self::Api(error) => matches!(
                error.status(),
                StatusCode::REQUEST_TIMEOUT
                    | StatusCode::MISDIRECTED_REQUEST
                    | StatusCode::TOO_EARLY
                    | StatusCode::TOO_MANY_REQUESTS
                    | StatusCode::INTERNAL_SERVER_ERROR
                    | StatusCode::BAD_GATEWAY
                    | StatusCode::SERVICE_UNAVAILABLE
                    | StatusCode::GATEWAY_TIMEOUT
            ),
        }
    }

    /// Whether the server may have carried out the request of this call. `false` only if that is certain: nothing was
    /// sent, or each attempt was refused (a status of 400 to 499 other than 408, 307 or 308).
    ///
    /// After `true`, repeat the call with the same [`request_id`](Self::request_id), or read the state of things first.
    /// A refusal of such a repetition (a 409, say) speaks of the repetition alone: the call before it may still take
    /// effect.
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        self.last_may_have_taken_effect()
            || self.facts().is_some_and(|facts| facts.may_have_taken_effect)
    }

    /// The idempotency key of the call, such as the value of `X-RequestIdentifier`: that of the user, or the one that
    /// the client made.
    ///
    /// `None` if the endpoint takes no key (see [`Endpoint::IDEMPOTENCY_KEY`](crate::Endpoint::IDEMPOTENCY_KEY)), if
    /// the request could not be prepared or signed, if the call's time was up before its turn came (see
    /// `ClientBuilder::max_concurrent_requests`), or if the key of the user is not visible ASCII.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.facts()?.request_id.as_ref()?.to_str().ok()
    }

    /// How many times the request was sent, or tried to be. Zero if it could not be prepared or signed, or if the
    /// answer was received without the client.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.facts().map_or(0, |facts| facts.attempts)
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(|answer| answer.status)
    }

    /// The headers of the answer, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(|answer| &answer.headers)
    }

    /// The body of the answer, byte for byte, if there was one. It may hold customer data.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.answer().map(|answer| &answer.body)
    }

    /// The answer of the server, if it is one that says why.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    fn last_may_have_taken_effect(&self) -> bool {
        match self {
            Self::Prepare(_) | Self::Sign(_) => false,
            #[cfg(feature = "client")]
            Self::Transport(error) => error.may_have_been_sent(),
            Self::Api(error) => leaves_open(error.status()),
            Self::Decode(_) => true,
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
            Self::Api(error) => error.status().as_str().to_owned(),
            Self::Decode(_) => "decode".to_owned(),
        }
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

    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Prepare(_) | Self::Sign(_) => None,
            #[cfg(feature = "client")]
            Self::Transport(_) => None,
            Self::Api(error) => Some(&error.answer),
            Self::Decode(error) => Some(&error.answer),
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
        }?;
        match self.attempts() {
            0 | 1 => Ok(()),
            // "Nothing was sent" is said of the last attempt.
            attempts if self.may_have_taken_effect() && !self.last_may_have_taken_effect() => {
                write!(
                    f,
                    " (after {attempts} attempts, of which an earlier one may have taken effect)"
                )
            }
            attempts => write!(f, " (after {attempts} attempts)"),
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

/// Whether a status leaves open that the request was carried out.
pub(crate) fn leaves_open(status: StatusCode) -> bool {
    match status {
        // It says that the request did not come whole in time (RFC 9110, section 15.5.9). The client sends it whole, so the
        // server may have read it after all, and gateways answer so for a server behind them that takes too long.
        StatusCode::REQUEST_TIMEOUT => true,
        // They ask for the request again.
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => false,
        // Another redirect may say where the outcome is (RFC 9110, section 15.4: 303 does, 301 and 302 are used so).
        status => !status.is_client_error(),
    }
}

/// An answer that is kept whole in an error.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// Decodes an answer: a success into the response type, anything else into the error type.
pub(crate) fn decode<R: ResponseBody, E: ErrorResponse>(
    answer: Response<Bytes>,
) -> Result<Response<R>, Error<E>> {
    let (head, body) = answer.into_parts();
    let decoded = if head.status.is_success() {
        decode_success(&body)
    } else {
        Err(NoSuccess::Named(E::from_json(&body).ok(), None))
    };
    let reason = match decoded {
        Ok(decoded) => return Ok(Response::from_parts(head, decoded)),
        Err(reason) => reason,
    };
    let answer = Answer { status: head.status, headers: head.headers, body };
    Err(match reason {
        NoSuccess::Named(error, despite) => {
            Error::Api(Box::new(ApiError::new(answer, error, despite)))
        }
        NoSuccess::Unfit(unfit) => Error::Decode(Box::new(DecodeError::new(answer, unfit))),
    })
}

/// Why an answer is no success.
enum NoSuccess<E> {
    /// It is an error, which its body may name, and which may come despite a success status.
    Named(Option<E>, Option<Despite>),
    /// Its status is one of a success, and its body fits nothing.
    Unfit(Unfit),
}

/// Decodes the body of an answer with a success status, which may be that of an error all the same.
fn decode_success<R: ResponseBody, E: ErrorResponse>(body: &[u8]) -> Result<R, NoSuccess<E>> {
    let declared = match E::SUCCESS_CODES {
        SuccessCodes::Only(codes) => Some(codes),
        SuccessCodes::Undeclared => None,
    };
    // Before the response type is asked, because the body of an error may fit it.
    if let Some(codes) = declared
        && let Some(error) = named_error(body, codes)
    {
        return Err(NoSuccess::Named(Some(error), Some(Despite::Code(codes))));
    }
    let unfit = match R::from_json(body) {
        Ok(decoded) => return Ok(decoded),
        Err(error) => Unfit::new(body, &error),
    };
    // What was declared has been looked at, and says that this is no error.
    let error = if declared.is_none() { named_error(body, &[]) } else { None };
    Err(match error {
        Some(error) => NoSuccess::Named(Some(error), Some(Despite::Unfit(unfit))),
        None => NoSuccess::Unfit(unfit),
    })
}

/// The error of a body that names a code other than these.
fn named_error<E: ErrorResponse>(body: &[u8], success_codes: &[&str]) -> Option<E> {
    // Types that are derived read a list too, member by member, and then its first value would pass for a code.
    let is_object = json_text(body).trim_ascii_start().starts_with(b"{");
    let error = is_object.then(|| E::from_json(body).ok()).flatten()?;
    let names_another = error.code().is_some_and(|code| !success_codes.contains(&code));
    names_another.then_some(error)
}
