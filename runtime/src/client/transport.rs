//! Sends one signed request over TLS and receives the answer: reqwest over rustls, with everything risky left out.

use std::{error::Error as StdError, fmt, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use reqwest::{Certificate, redirect, retry, tls};
use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use webpki_root_certs::TLS_SERVER_ROOT_CERTS;

use super::builder::{BuildError, Roots};
use crate::BaseUrl;

/// How long a TCP connection and TLS handshake may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// How long one exchange may take from the first byte to the last.
const EXCHANGE_LIMIT: Duration = Duration::from_secs(30);

/// How many bytes of a body are read; the API's own answers are a few thousand.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Connections to one API.
pub(super) struct Transport(reqwest::Client);

impl Transport {
    pub(super) fn new(
        base_url: &BaseUrl,
        roots: Roots,
        extra_roots: &[Vec<u8>],
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
            .connect_timeout(CONNECT_LIMIT)
            .timeout(EXCHANGE_LIMIT);
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

    pub(super) async fn send(
        &self,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, TransportError> {
        let request = reqwest::Request::try_from(request).map_err(TransportError::new)?;
        let mut answer = self.0.execute(request).await.map_err(TransportError::new)?;
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(TransportError::new)? {
            if body.len() + chunk.len() > BODY_LIMIT {
                return Err(TransportError(Kind::BodyTooLarge));
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
pub struct TransportError(Kind);

#[derive(Debug)]
enum Kind {
    BodyTooLarge,
    Http(reqwest::Error),
}

impl TransportError {
    fn new(error: reqwest::Error) -> Self {
        Self(Kind::Http(error.without_url()))
    }

    /// Whether no connection came about, so that nothing of the request was sent: no address, no route, no TLS.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(&self.0, Kind::Http(error) if error.is_connect())
    }

    /// Whether a time limit ran out; the server may have received and carried out the request.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(&self.0, Kind::Http(error) if error.is_timeout())
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::BodyTooLarge => write!(
                f,
                "the answer is longer than {BODY_LIMIT} bytes and was not read to its end; check that the base URL \
                 leads to the API"
            ),
            Kind::Http(error) if error.is_connect() => write!(
                f,
                "no connection to the server, so nothing was sent: {}; check the base URL, the network, the proxy \
                 settings, this machine's clock and its root certificates",
                root_cause(error),
            ),
            Kind::Http(error) if error.is_timeout() => write!(
                f,
                "the server did not answer within {} s; it may have carried out the request",
                EXCHANGE_LIMIT.as_secs(),
            ),
            Kind::Http(error) => write!(
                f,
                "the exchange broke off: {}; the server may have carried out the request",
                root_cause(error),
            ),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0 {
            Kind::BodyTooLarge => None,
            Kind::Http(error) => Some(error),
        }
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
