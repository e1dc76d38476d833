//! Sends one signed request over TLS and receives the answer: reqwest over rustls, with everything risky left out.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, HeaderValue, Request, Response,
    header::{ACCEPT_ENCODING, Entry},
};
use reqwest::{redirect, retry};

use super::{
    builder::{BuildError, Roots},
    limits::{TimeLimit, TimeLimits},
    tls::client_config,
    transport_error::{Context, root_cause},
};
use crate::BaseUrl;

pub(super) use super::transport_error::{TransportError, WaitedFor};

/// How many bytes of a body are read; the API's own answers are a few thousand.
pub(super) const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// How long a connection is kept that nobody uses: less than the minute after which load balancers commonly drop it.
const IDLE_LIMIT: Duration = Duration::from_secs(50);

/// How often a server over HTTP/2 is asked, while it owes an answer, whether it is still there (RFC 9113, section 6.7).
const PING_INTERVAL: Duration = Duration::from_secs(20);

/// How long the answer to that may take, before the connection counts as dead.
const PING_LIMIT: Duration = Duration::from_secs(10);

/// Connections to one API.
pub(super) struct Transport {
    client: reqwest::Client,
    context: Context,
}

impl Transport {
    pub(super) fn new(
        base_url: &BaseUrl,
        roots: Roots,
        added_roots: &[Vec<u8>],
        limits: &TimeLimits,
    ) -> Result<Self, BuildError> {
        let builder = reqwest::Client::builder()
            .user_agent(concat!("countersign/", env!("CARGO_PKG_VERSION")))
            .https_only(true)
            .tls_backend_preconfigured(client_config(roots, added_roots)?)
            // A redirect would carry a signature that is meant for one host to another.
            .redirect(redirect::Policy::none())
            .referer(false)
            // What is repeated, and that it is signed anew, is for the pipeline above to decide.
            .retry(retry::never())
            .connect_timeout(limits.longest_connect())
            .pool_idle_timeout(IDLE_LIMIT)
            .http2_keep_alive_interval(PING_INTERVAL)
            .http2_keep_alive_timeout(PING_LIMIT)
            .http2_keep_alive_while_idle(false)
            .tcp_nodelay(true);
        // A proxy of the environment could not reach this machine's own loopback, so the sandbox is called directly.
        let builder = if base_url.host() == "localhost" { builder.no_proxy() } else { builder };
        let client = builder.build().map_err(|error| BuildError::Tls(root_cause(&error)))?;
        Ok(Self { client, context: Context::new(base_url, limits) })
    }

    /// The error of a call whose time was up before an attempt was sent.
    pub(super) fn out_of_time(&self, limit: Duration, waited_for: WaitedFor) -> TransportError {
        TransportError::out_of_time(limit, waited_for, &self.context)
    }

    /// Sends a request and receives the whole answer. `on_head` is called when status and headers have come.
    pub(super) async fn send(
        &self,
        request: Request<Bytes>,
        limit: AttemptLimit,
        on_head: impl FnOnce(&HeaderMap),
    ) -> Result<Response<Bytes>, TransportError> {
        let failed = |error| TransportError::new(error, limit, &self.context);
        let mut request = reqwest::Request::try_from(request).map_err(failed)?;
        *request.timeout_mut() = Some(limit.after);
        if let Entry::Vacant(entry) = request.headers_mut().entry(ACCEPT_ENCODING) {
            entry.insert(HeaderValue::from_static("identity"));
        }
        let mut answer = self.client.execute(request).await.map_err(failed)?;
        on_head(answer.headers());
        let too_large = || TransportError::body_too_large(&self.context);
        if answer.content_length().is_some_and(|length| length > BODY_LIMIT as u64) {
            return Err(too_large());
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > BODY_LIMIT {
                return Err(too_large());
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
