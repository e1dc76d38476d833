//! Why an exchange failed, with no complete answer.

mod failure;

use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use super::{
    limits::TimeLimit,
    tls::CertificateRefusal,
    transport::{AttemptLimit, BODY_LIMIT},
};
use crate::{error::CallFacts, foreign_text::ForeignText};
use failure::{Failure, Progress, ProxyFailure, TlsFailure, root_cause};

pub(super) use failure::{Context, WaitedFor};

/// Why an exchange failed, with no complete answer.
///
/// Neither `Display` nor `Debug` shows the address, because its path holds values of the request.
///
/// # Examples
///
/// ```
/// use countersign::{CertificateCheck, TransportError, TransportErrorKind};
///
/// fn whom_to_wake(error: &TransportError) -> &'static str {
///     match error.kind() {
///         TransportErrorKind::Certificate => match error.certificate().map(|refusal| refusal.check()) {
///             Some(CertificateCheck::Expired) => "the vendor, unless our clock is wrong",
///             _ => "security",
///         },
///         TransportErrorKind::Lookup | TransportErrorKind::Proxy => "our network's operator",
///         _ => "nobody yet",
///     }
/// }
/// ```
#[derive(Debug)]
pub struct TransportError {
    failure: Failure,
    /// Host and port.
    server: Arc<str>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    pub(crate) facts: CallFacts,
}

/// How an exchange failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The host's name has no address, or none was found. Nothing was sent.
    Lookup,
    /// No connection came about: refused, or no route. Nothing was sent.
    Connect,
    /// The proxy cannot be reached or does not let the connection through. Nothing was sent.
    Proxy,
    /// The server's certificate was refused; [`TransportError::certificate`] says why. Nothing was sent.
    Certificate,
    /// The TLS handshake failed for another reason. Nothing was sent.
    Tls,
    /// This limit was reached.
    Timeout(TimeLimit),
    /// The connection failed while the request was under way.
    Broken,
    /// The answer is longer than is read: 16 MiB.
    BodyTooLarge,
    /// The request cannot be put into the form that is sent. Nothing was sent.
    Request,
}

impl TransportError {
    /// What the HTTP client reports.
    pub(super) fn new(error: Box<dyn StdError + Send + Sync>, context: &Context) -> Self {
        let failure = Failure::of(&*error, context);
        Self { source: Some(error), ..Self::without_source(failure, context) }
    }

    /// What the HTTP client reports after status and headers have come, which show that the request was under way.
    pub(super) fn body_broken_off(error: hyper::Error, context: &Context) -> Self {
        let failure = Failure::Broken(Progress::UnderWay);
        Self { source: Some(Box::new(error)), ..Self::without_source(failure, context) }
    }

    pub(super) fn body_too_large(context: &Context) -> Self {
        Self::without_source(Failure::BodyTooLarge, context)
    }

    /// The time of an attempt was up.
    pub(super) fn timeout(limit: AttemptLimit, context: &Context) -> Self {
        let failure = Failure::Timeout { limit: limit.named, length: limit.whole };
        Self::without_source(failure, context)
    }

    /// The time of the whole call was up before an attempt was sent.
    pub(super) fn out_of_time(length: Duration, waited_for: WaitedFor, context: &Context) -> Self {
        Self::without_source(Failure::OutOfTime { length, waited_for }, context)
    }

    fn without_source(failure: Failure, context: &Context) -> Self {
        let server = Arc::clone(&context.server);
        Self { failure, server, source: None, facts: CallFacts::default() }
    }

    /// How the exchange failed.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        match self.failure {
            Failure::Lookup => TransportErrorKind::Lookup,
            Failure::Connect => TransportErrorKind::Connect,
            Failure::Proxy(_) => TransportErrorKind::Proxy,
            Failure::Certificate(_) => TransportErrorKind::Certificate,
            Failure::Tls(_) => TransportErrorKind::Tls,
            Failure::Timeout { limit, .. } => TransportErrorKind::Timeout(limit),
            Failure::OutOfTime { .. } => TransportErrorKind::Timeout(TimeLimit::Call),
            Failure::Broken(_) => TransportErrorKind::Broken,
            Failure::BodyTooLarge => TransportErrorKind::BodyTooLarge,
            Failure::Request => TransportErrorKind::Request,
        }
    }

    /// Why the certificate was refused, if that is what happened.
    #[must_use]
    pub fn certificate(&self) -> Option<&CertificateRefusal> {
        match &self.failure {
            Failure::Certificate(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether a repetition may succeed without anybody having done anything in between.
    ///
    /// Whether it is safe is another question, which [`may_have_been_sent`](Self::may_have_been_sent) answers.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        match self.failure {
            Failure::Lookup
            | Failure::Connect
            | Failure::Timeout { .. }
            | Failure::OutOfTime { .. }
            | Failure::Broken(_) => true,
            Failure::Proxy(failure) => !matches!(failure, ProxyFailure::AuthenticationRequired),
            Failure::Tls(failure) => matches!(failure, TlsFailure::CutOff),
            Failure::Certificate(_) | Failure::BodyTooLarge | Failure::Request => false,
        }
    }

    /// Whether the request may have reached the server and been carried out. `false` only if that is certain: nothing
    /// was sent, or the server said over HTTP/2 that it did not process it (RFC 9113, section 8.7).
    #[must_use]
    pub const fn may_have_been_sent(&self) -> bool {
        match self.failure {
            Failure::Timeout { limit, .. } => !matches!(limit, TimeLimit::Connect),
            Failure::Broken(progress) => matches!(progress, Progress::UnderWay),
            Failure::BodyTooLarge => true,
            Failure::Lookup
            | Failure::Connect
            | Failure::OutOfTime { .. }
            | Failure::Proxy(_)
            | Failure::Certificate(_)
            | Failure::Tls(_)
            | Failure::Request => false,
        }
    }

    /// Whether no connection came about: no address, no route, no trust, or no handshake in time.
    #[must_use]
    pub const fn is_connect(&self) -> bool {
        matches!(
            self.kind(),
            TransportErrorKind::Lookup
                | TransportErrorKind::Connect
                | TransportErrorKind::Proxy
                | TransportErrorKind::Certificate
                | TransportErrorKind::Tls
                | TransportErrorKind::Timeout(TimeLimit::Connect)
        )
    }

    /// Whether one of the [`TimeLimits`](crate::TimeLimits) was reached.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        matches!(self.kind(), TransportErrorKind::Timeout(_))
    }

    /// The value of OpenTelemetry's `error.type`.
    pub(crate) const fn error_type(&self) -> &'static str {
        match self.kind() {
            TransportErrorKind::Lookup => "lookup",
            TransportErrorKind::Connect => "connect",
            TransportErrorKind::Proxy => "proxy",
            TransportErrorKind::Certificate => "certificate",
            TransportErrorKind::Tls => "tls",
            TransportErrorKind::Timeout(_) => "timeout",
            TransportErrorKind::Broken => "broken",
            TransportErrorKind::BodyTooLarge => "body_too_large",
            TransportErrorKind::Request => "request",
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = &*self.server;
        // A server may have chosen a part of it, such as the text that comes with GOAWAY (RFC 9113, section 6.8).
        let cause = self.source.as_ref().map(|error| root_cause(&**error)).unwrap_or_default();
        let cause = ForeignText(&cause);
        match &self.failure {
            Failure::Lookup => write!(
                f,
                "no address was found for {server}, so nothing was sent: {cause}; check the base URL, and this \
                 machine's name lookup"
            ),
            Failure::Connect => write!(
                f,
                "no connection to {server}, so nothing was sent: {cause}; check the base URL, the network and its \
                 firewalls, and whether the server runs"
            ),
            Failure::Proxy(failure) => failure.write(f, server, cause),
            Failure::Certificate(refusal) => {
                write!(f, "no trust in {server}, so nothing was sent: {refusal}")
            }
            Failure::Tls(failure) => failure.write(f, server, cause),
            Failure::Timeout { limit, length } => {
                write_timeout(f, server, *limit, *length, advice(&self.facts))
            }
            Failure::OutOfTime { length, waited_for } => {
                write!(
                    f,
                    "the call's limit of {length:?} (`TimeLimits::call`) was reached before anything was sent to {server}: "
                )?;
                f.write_str(match waited_for {
                    WaitedFor::Place => {
                        "as many requests as may be were under way all the time; raise `max_concurrent_requests`, or call less"
                    }
                    WaitedFor::Signer => "the signer took too long; check the key service behind it",
                    WaitedFor::AllBeforeSending => {
                        "waiting for a place, preparing and signing took all of it; raise the limit, or call less"
                    }
                })
            }
            Failure::Broken(Progress::NotCarriedOut) => write!(
                f,
                "the connection to {server} ended before the request was carried out: {cause}; it is safe to repeat"
            ),
            Failure::Broken(Progress::UnderWay) => write!(
                f,
                "the connection to {server} broke off: {cause}; the server may have carried out the request: {}",
                advice(&self.facts)
            ),
            Failure::BodyTooLarge => write!(
                f,
                "the answer of {server} is longer than {BODY_LIMIT} bytes and was not read to its end; the server may \
                 have carried out the request; check that the base URL leads to the API"
            ),
            Failure::Request => {
                write!(f, "the request to {server} cannot be sent, so nothing was sent: {cause}")
            }
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|error| &**error as _)
    }
}

impl ProxyFailure {
    fn write(
        self,
        f: &mut fmt::Formatter<'_>,
        server: &str,
        cause: ForeignText<'_>,
    ) -> fmt::Result {
        write!(f, "the proxy on the way to {server} ")?;
        match self {
            Self::Unreachable => write!(f, "cannot be reached: {cause}"),
            Self::AuthenticationRequired => {
                f.write_str("demands a user name and password (407 Proxy Authentication Required)")
            }
            Self::Refused => f.write_str("does not let the connection through: it answered CONNECT with another status than 200"),
            Self::Broken => write!(f, "broke the connection off: {cause}"),
        }?;
        f.write_str(
            ", so nothing was sent; check the environment variables HTTPS_PROXY and NO_PROXY, or the proxy settings of \
             the system, and ask the proxy's operator",
        )
    }
}

impl TlsFailure {
    fn write(
        self,
        f: &mut fmt::Formatter<'_>,
        server: &str,
        cause: ForeignText<'_>,
    ) -> fmt::Result {
        match self {
            Self::CutOff => write!(
                f,
                "{server} closed the connection in the TLS handshake, so nothing was sent: {cause}; check for a \
                 firewall, and that the server is up"
            ),
            Self::NotTls => write!(
                f,
                "{server} does not speak TLS, so nothing was sent; perhaps it speaks plain HTTP: check the port of the \
                 base URL"
            ),
            Self::OldVersion => write!(
                f,
                "{server} speaks only TLS 1.1 or older, so nothing was sent; the least is TLS 1.2: ask the server's \
                 operator, and look for an old proxy that inspects TLS"
            ),
            Self::NotItsKey => write!(
                f,
                "{server} does not hold the key of the certificate that it shows, so nothing was sent; it may be \
                 forged: ask the server's operator, and look for a proxy that inspects TLS"
            ),
            Self::Other => write!(
                f,
                "the TLS handshake with {server} failed, so nothing was sent: {cause}; ask the server's operator, and \
                 look for a proxy that inspects TLS"
            ),
        }
    }
}

/// What to do if it is not known whether the request was carried out. Only an idempotency key makes it safe to repeat: a
/// header of another meaning that is the same again does not.
fn advice(facts: &CallFacts) -> &'static str {
    match facts.request_id {
        Some(_) => "repeat it with the same idempotency key, or read the state of things first",
        None => "read the state of things before you repeat it",
    }
}

fn write_timeout(
    f: &mut fmt::Formatter<'_>,
    server: &str,
    limit: TimeLimit,
    length: Duration,
    advice: &str,
) -> fmt::Result {
    match limit {
        TimeLimit::Connect => write!(
            f,
            "no connection to {server} within {length:?} (`TimeLimits::connect`), so nothing was sent; check the \
             network and its firewalls, and the proxy settings"
        ),
        TimeLimit::Attempt => write!(
            f,
            "no complete answer of {server} within {length:?} (`TimeLimits::attempt`); the server may have carried out \
             the request: {advice}"
        ),
        TimeLimit::Call => write!(
            f,
            "no complete answer of {server} within the call's limit of {length:?} (`TimeLimits::call`); the server may \
             have carried out the request: {advice}"
        ),
    }
}
