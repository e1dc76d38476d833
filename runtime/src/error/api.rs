//! The answer of a server that says why it did not do what it was asked.

use std::{error::Error as StdError, fmt};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::LOCATION, uri::Authority};

use super::{
    Answer, CallFacts,
    decode::{Unfit, foreign_body},
};
use crate::{
    base_url::parts::{split_authority, split_port, split_scheme},
    foreign_text::ForeignText,
    response::{ErrorBody, ErrorResponse},
};

/// An answer with a status other than 200 to 299, or with such a status and the body of an error: which one that is,
/// [`ErrorResponse::SUCCESS_CODES`] says.
pub struct ApiError<E = ErrorBody> {
    pub(super) answer: Answer,
    error: Option<E>,
    /// What makes it an error, if its status is one of a success.
    despite: Option<Despite>,
    pub(super) facts: CallFacts,
}

impl<E> ApiError<E> {
    pub(super) fn new(answer: Answer, error: Option<E>, despite: Option<Despite>) -> Self {
        Self { answer, error, despite, facts: CallFacts::default() }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers of the answer, such as `Retry-After`.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The decoded error body; `None` if the body is something else, which [`body`](Self::body) then shows.
    #[must_use]
    pub const fn error(&self) -> Option<&E> {
        self.error.as_ref()
    }

    /// The body, byte for byte. It may hold customer data.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// Where a redirect leads, without its path, which may hold values of the request, and without credentials.
    fn redirect_host(&self) -> String {
        let Some(location) = self.answer.headers.get(LOCATION) else {
            return "nowhere: it has no `Location`".to_owned();
        };
        let no_url = "a `Location` that is no URL".to_owned();
        // Some clients read `\` as `/`, and so another host where a path seems to be.
        let Some(location) = location.to_str().ok().filter(|text| !text.contains('\\')) else {
            return no_url;
        };
        let (scheme, rest) = match split_scheme(location) {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, location),
        };
        let Some(rest) = rest.strip_prefix("//") else {
            return match scheme {
                Some(scheme) => format!("a URL of the scheme `{scheme}`"),
                None => "another path of the same host".to_owned(),
            };
        };
        let (authority, _) = split_authority(rest);
        let server = authority.rsplit('@').next().unwrap_or_default();
        // Without a scheme it is that of this request (RFC 3986, section 4.2).
        let scheme = scheme.unwrap_or("https").to_ascii_lowercase();
        match split_port(server) {
            Some((host, _)) if host.is_empty() || Authority::try_from(host).is_err() => no_url,
            Some((host, None)) => format!("{scheme}://{host}"),
            Some((host, Some(port))) => format!("{scheme}://{host}:{port}"),
            None => no_url,
        }
    }
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

    /// What came instead of a code and a message.
    fn write_body(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.answer.body.len();
        if self.error.is_some() {
            let text = "bytes in its error format, which hold neither a code nor a message; \
                        `ApiError::error` has what they hold";
            return write!(f, ", with {length} {text}");
        }
        match foreign_body(&self.answer) {
            Some(foreign) => write!(f, ", and {foreign}"),
            None => write!(
                f,
                ", with {length} bytes that are not its error format; `Error::body` has them"
            ),
        }
    }
}

impl<E: ErrorResponse> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.answer.status)?;
        if let Some(despite) = &self.despite {
            write!(f, ", a success, but {despite}")?;
        }
        if self.answer.status.is_redirection() {
            return write!(
                f,
                ", a redirect to {}; redirects are not followed, because the signature and the credentials are meant \
                 for one host: correct the base URL",
                ForeignText(&self.redirect_host()),
            );
        }
        match (self.code(), self.message()) {
            (Some(code), Some(message)) => {
                write!(f, ": {}: {}", ForeignText(code), ForeignText(message))
            }
            (Some(text), None) | (None, Some(text)) => write!(f, ": {}", ForeignText(text)),
            (None, None) => self.write_body(f),
        }
    }
}

impl<E: ErrorResponse> fmt::Debug for ApiError<E> {
    /// Shows code and message, because `main` prints errors by `Debug`, but neither headers nor body, because they may
    /// hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.answer.status)
            .field("code", &self.code().map(ForeignText))
            .field("message", &self.message().map(ForeignText))
            .field("body_bytes", &self.answer.body.len())
            .finish_non_exhaustive()
    }
}

impl<E: ErrorResponse> StdError for ApiError<E> {}

/// What makes an answer an error despite its success status.
pub(super) enum Despite {
    /// Its code is none of these, which are those of a success.
    Code(&'static [&'static str]),
    /// Its body does not fit the response type, and names a code.
    Unfit(Unfit),
}

impl fmt::Display for Despite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code([]) => f.write_str("with the code of an error"),
            Self::Code([first, others @ ..]) => {
                write!(f, "with a code that is not one of a success (`{first}`")?;
                others.iter().try_for_each(|code| write!(f, ", `{code}`"))?;
                f.write_str(")")
            }
            Self::Unfit(unfit) => {
                write!(f, "its body does not fit the response type ({unfit}) and reads as an error")
            }
        }
    }
}
