//! Reads out of the library's error how far an exchange came and what stopped it.

use std::{error::Error as StdError, io, iter, sync::Arc, time::Duration};

use hyper_util::client::legacy;
use rustls::{AlertDescription, CertificateError, InvalidMessage, PeerIncompatible};
use tokio::time::error::Elapsed;

use crate::{
    BaseUrl,
    client::{
        limits::{TimeLimit, TimeLimits},
        tls::CertificateRefusal,
    },
};

/// The kind with what is told of it.
#[derive(Debug)]
pub(super) enum Failure {
    Lookup,
    Connect,
    Proxy(ProxyFailure),
    Certificate(Box<CertificateRefusal>),
    Tls(TlsFailure),
    Timeout { limit: TimeLimit, length: Duration },
    OutOfTime { length: Duration, waited_for: WaitedFor },
    Broken(Progress),
    BodyTooLarge,
    Request,
}

/// What a call waited for when its time was up, before anything was sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::client) enum WaitedFor {
    /// A place among the requests that may be under way.
    Place,
    /// The signature of a signer of the user's.
    Signer,
    /// Nothing in particular: what comes before sending took all of it.
    AllBeforeSending,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Progress {
    /// It is certain that the server did not carry it out.
    NotCarriedOut,
    /// It is on its way, and the server may have carried it out.
    UnderWay,
}

/// How a connection through a proxy failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ProxyFailure {
    Unreachable,
    AuthenticationRequired,
    Refused,
    Broken,
}

/// How a TLS handshake failed, certificates aside.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum TlsFailure {
    CutOff,
    NotTls,
    OldVersion,
    NotItsKey,
    Other,
}

/// What errors say about all exchanges of a client.
#[derive(Debug)]
pub(in crate::client) struct Context {
    pub(super) server: Arc<str>,
    connect_limit: Duration,
}

impl Context {
    pub(in crate::client) fn new(base_url: &BaseUrl, limits: &TimeLimits) -> Self {
        let server = format!("{}:{}", base_url.host(), base_url.port()).into();
        Self { server, connect_limit: limits.longest_connect() }
    }
}

impl Failure {
    pub(super) fn of(error: &(dyn StdError + 'static), context: &Context) -> Self {
        if error.is::<http::Error>() {
            return Self::Request;
        }
        let is_connect = error.downcast_ref().is_some_and(legacy::Error::is_connect);
        if !is_connect {
            let is_certain = chain(error).any(was_not_processed);
            return Self::Broken(if is_certain {
                Progress::NotCarriedOut
            } else {
                Progress::UnderWay
            });
        }
        if chain(error).any(<dyn StdError>::is::<Elapsed>) {
            return Self::Timeout { limit: TimeLimit::Connect, length: context.connect_limit };
        }
        if let Some(refusal) = chain(error).find_map(refusal) {
            Self::Certificate(Box::new(refusal.clone()))
        } else if let Some(failure) = chain(error).find_map(ProxyFailure::of) {
            Self::Proxy(failure)
        } else if chain(error).any(is_lookup) {
            Self::Lookup
        } else if let Some(error) = chain(error).find_map(<dyn StdError>::downcast_ref) {
            Self::Tls(TlsFailure::of(error))
        } else if chain(error).any(is_cut_off) {
            Self::Tls(TlsFailure::CutOff)
        } else {
            Self::Connect
        }
    }
}

impl ProxyFailure {
    /// The failure that hyper-util tells of by its text alone: its type has no public name.
    fn of(error: &(dyn StdError + 'static)) -> Option<Self> {
        let text = error.to_string();
        Some(match text.strip_prefix("tunnel error: ")? {
            "proxy authorization required" => Self::AuthenticationRequired,
            "failed to create underlying connection" => Self::Unreachable,
            "unsuccessful" => Self::Refused,
            _ => Self::Broken,
        })
    }
}

impl TlsFailure {
    fn of(error: &rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidMessage(
                InvalidMessage::InvalidContentType | InvalidMessage::UnknownProtocolVersion,
            ) => Self::NotTls,
            rustls::Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13)
            | rustls::Error::AlertReceived(AlertDescription::ProtocolVersion) => Self::OldVersion,
            // A certificate's own signature is wrapped by the verifier; this is that of the handshake.
            rustls::Error::InvalidCertificate(CertificateError::BadSignature) => Self::NotItsKey,
            _ => Self::Other,
        }
    }
}

/// Whether no address was found, which hyper-util tells of by its text alone: its type has no public name.
fn is_lookup(error: &(dyn StdError + 'static)) -> bool {
    error.to_string() == "dns error"
}

/// Whether it is certain that the server did not process the request.
fn was_not_processed(error: &(dyn StdError + 'static)) -> bool {
    // hyper cancels what it has not begun to write.
    let is_canceled = error.downcast_ref().is_some_and(hyper::Error::is_canceled);
    // RFC 9113, section 8.7: a stream above the last one of a GOAWAY frame, or one that was refused. h2 gives an error
    // of GOAWAY to those streams alone.
    let is_refused = error.downcast_ref::<h2::Error>().is_some_and(|error| {
        let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        error.is_remote() && (is_refused || error.is_go_away())
    });
    is_canceled || is_refused
}

fn refusal<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a CertificateRefusal> {
    match error.downcast_ref()? {
        rustls::Error::InvalidCertificate(CertificateError::Other(other)) => other.0.downcast_ref(),
        _ => None,
    }
}

fn is_cut_off(error: &(dyn StdError + 'static)) -> bool {
    let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
    matches!(
        kind,
        Some(
            io::ErrorKind::UnexpectedEof
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::BrokenPipe
        )
    )
}

/// The text of the innermost error, which is the one that says what happened.
pub(super) fn root_cause(error: &(dyn StdError + 'static)) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

/// An error and what caused it, down to the first cause.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    iter::successors(Some(error), |&error| {
        // The `source` of an I/O error skips the error that it wraps.
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    })
}
