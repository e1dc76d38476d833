//! Sends one signed request over TLS and receives the answer: reqwest over rustls, with everything risky left out.

use std::{error::Error as StdError, fmt, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Request, Response};
use reqwest::{Certificate, redirect, retry, tls};
use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use webpki_root_certs::TLS_SERVER_ROOT_CERTS;

use super::{
    builder::{BuildError, Roots},
    limits::{TimeLimit, TimeLimits},
};
use crate::{BaseUrl, error::CallFacts};

/// How many bytes of a body are read; the API's own answers are a few thousand.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Connections to one API.
pub(super) struct Transport(reqwest::Client);

impl Transport {
    pub(super) fn new(
        base_url: &BaseUrl,
        roots: Roots,
        extra_roots: &[Vec<u8>],
        limits: &TimeLimits,
    ) -> Result<Self, BuildError> {
        let mut extra = Vec::new();
        for pem in extra_roots {
            extra.append(&mut read_roots(pem).map_err(BuildError::Roots)?);
        }
        let builder = reqwest::Client::builder()
            .user_agent(concat!("countersign/", env!("CARGO_PKG_VERSION")))
            .https_only(true)
            .tls_version_min(tls::Version::TLS_1_2)
            // A redirect would carry a signature that is meant for one host to another.
            .redirect(redirect::Policy::none())
            .referer(false)
            // What is repeated, and that it is signed anew, is for the pipeline above to decide.
            .retry(retry::never())
            .connect_timeout(limits.longest_connect());
        // A proxy of the environment could not reach this machine's own loopback, so the sandbox is called directly.
        let builder = if base_url.host() == "localhost" { builder.no_proxy() } else { builder };
        let builder = match roots {
            Roots::Platform => builder.tls_certs_merge(extra),
            Roots::Mozilla => {
                let mozilla = certificates(TLS_SERVER_ROOT_CERTS)
                    .map_err(|error| BuildError::Tls(root_cause(&error)))?;
                builder.tls_certs_only(mozilla.into_iter().chain(extra))
            }
        };
        builder.build().map(Self).map_err(|error| BuildError::Tls(root_cause(&error)))
    }

    /// Sends a request and receives the whole answer. `on_head` is called when status and headers have come.
    pub(super) async fn send(
        &self,
        request: Request<Bytes>,
        limit: AttemptLimit,
        on_head: impl FnOnce(&HeaderMap),
    ) -> Result<Response<Bytes>, TransportError> {
        let mut request = reqwest::Request::try_from(request).map_err(TransportError::new)?;
        *request.timeout_mut() = Some(limit.after);
        let mut answer = self.0.execute(request).await.map_err(TransportError::new)?;
        on_head(answer.headers());
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(TransportError::new)? {
            if body.len() + chunk.len() > BODY_LIMIT {
                return Err(TransportError {
                    kind: Kind::BodyTooLarge,
                    source: None,
                    facts: CallFacts::default(),
                });
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = Response::new(body.freeze());
        *response.status_mut() = answer.status();
        *response.version_mut() = answer.version();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}

/// How long one attempt may take, and by which of the user's limits.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttemptLimit {
    /// What is left of the limit.
    pub(super) after: Duration,
    /// Which limit it is.
    pub(super) named: TimeLimit,
    /// The limit as the user set it, for messages.
    pub(super) whole: Duration,
}

/// Reads PEM text of one or more root certificates, each of which must be fit to be one.
fn read_roots(pem: &[u8]) -> Result<Vec<Certificate>, String> {
    let roots = CertificateDer::pem_slice_iter(pem)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| error.to_string())?;
    if roots.is_empty() {
        return Err("there is none in the text".to_owned());
    }
    let mut store = RootCertStore::empty();
    for root in &roots {
        store.add(root.clone()).map_err(|error| error.to_string())?;
    }
    certificates(&roots).map_err(|error| root_cause(&error))
}

fn certificates(roots: &[CertificateDer<'_>]) -> Result<Vec<Certificate>, reqwest::Error> {
    roots.iter().map(|root| Certificate::from_der(root)).collect()
}

/// Why an exchange failed, with no complete answer.
///
/// Neither `Display` nor `Debug` shows the address, because its path holds values of the request.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    source: Option<reqwest::Error>,
    pub(crate) facts: CallFacts,
}

/// How far the exchange came, which decides whether it may be repeated.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    /// No connection came about: nothing was sent.
    Connect,
    /// The request could not be put into the form that is sent: nothing was sent.
    Request,
    /// The time ran out after the request was under way.
    Timeout,
    /// The connection failed after the request was under way.
    Broken,
    /// The answer is longer than is read.
    BodyTooLarge,
}

impl TransportError {
    fn new(error: reqwest::Error) -> Self {
        let kind = if error.is_connect() {
            Kind::Connect
        } else if error.is_builder() {
            Kind::Request
        } else if error.is_timeout() {
            Kind::Timeout
        } else {
            Kind::Broken
        };
        Self { kind, source: Some(error.without_url()), facts: CallFacts::default() }
    }

    /// The time of the whole call was up before an attempt was sent.
    pub(super) fn out_of_time_before_sending(_limit: Duration) -> Self {
        Self { kind: Kind::Connect, source: None, facts: CallFacts::default() }
    }

    /// Whether a repetition may succeed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self.kind, Kind::Connect | Kind::Timeout | Kind::Broken)
    }

    /// Whether a byte of the request may have reached the server.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        !matches!(self.kind, Kind::Connect | Kind::Request)
    }

    /// The value of OpenTelemetry's `error.type`.
    pub(crate) fn error_type(&self) -> &'static str {
        "transport"
    }

    /// Whether no connection came about, so that nothing of the request was sent: no address, no route, no trust, or no
    /// handshake in time.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Whether the time ran out while the request was under way; the server may have carried it out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = self.source.as_ref().map(|error| root_cause(error)).unwrap_or_default();
        match self.kind {
            Kind::Connect => write!(
                f,
                "no connection to the server, so nothing was sent: {cause}; check the base URL, the network, the proxy \
                 settings, this machine's clock and its root certificates (`add_roots_pem` adds one)"
            ),
            Kind::Request => write!(f, "the request cannot be sent, so nothing was sent: {cause}"),
            Kind::Timeout => {
                write!(f, "the server did not answer in time; it may have carried out the request",)
            }
            Kind::Broken => write!(
                f,
                "the exchange broke off: {cause}; the server may have carried out the request"
            ),
            Kind::BodyTooLarge => write!(
                f,
                "the answer is longer than {BODY_LIMIT} bytes and was not read to its end; check that the base URL \
                 leads to the API"
            ),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}

/// The text of the innermost error, which is the one that says what happened.
fn root_cause(error: &(dyn StdError + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
