//! Sends one signed request over TLS and receives the answer: reqwest over rustls, with everything risky left out.

use std::{future::Future, mem, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{ACCEPT_ENCODING, Entry},
};
use reqwest::{redirect, retry};

use super::{
    builder::BuildError,
    limits::{TimeLimit, TimeLimits},
    tls::{RootSource, client_config},
    transport_error::{Context, root_cause},
};
use crate::{BaseUrl, PreparedRequest};

pub(super) use super::transport_error::{TransportError, WaitedFor};

/// How many bytes of a body are read; the API's own answers are a few thousand.
pub(super) const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// How long a connection is kept that nobody uses: less than the minute after which load balancers commonly drop it.
const IDLE_LIMIT: Duration = Duration::from_secs(50);

/// How often a server over HTTP/2 is asked, while it owes an answer, whether it is still there (RFC 9113, section 6.7).
const PING_INTERVAL: Duration = Duration::from_secs(20);

/// How long the answer to that may take, before the connection counts as dead.
const PING_LIMIT: Duration = Duration::from_secs(10);

const USER_AGENT: &str = concat!("countersign/", env!("CARGO_PKG_VERSION"));

/// Connections to one API.
pub(super) struct Transport {
    client: reqwest::Client,
    base_url: BaseUrl,
    context: Context,
    /// The limit of a request that has none of its own.
    longest_attempt: Duration,
}

impl Transport {
    pub(super) fn new(
        base_url: &BaseUrl,
        roots: RootSource,
        added_roots: &[Vec<u8>],
        limits: &TimeLimits,
    ) -> Result<Self, BuildError> {
        let builder = reqwest::Client::builder()
            // Every call clones it several times, which costs nothing for text that is always there.
            .user_agent(HeaderValue::from_static(USER_AGENT))
            .https_only(true)
            .tls_backend_preconfigured(client_config(roots, added_roots)?)
            // A redirect would carry a signature that is meant for one host to another.
            .redirect(redirect::Policy::none())
            .referer(false)
            // What is repeated, and that it is signed anew, is for the pipeline above to decide.
            // By itself `never` still copies each request, for a repetition that does not come.
            .retry(retry::never().max_retries_per_request(0))
            .connect_timeout(limits.longest_connect())
            .timeout(limits.longest_attempt())
            .pool_idle_timeout(IDLE_LIMIT)
            .http2_keep_alive_interval(PING_INTERVAL)
            .http2_keep_alive_timeout(PING_LIMIT)
            .http2_keep_alive_while_idle(false)
            .tcp_nodelay(true);
        // A proxy of the environment could not reach this machine's own loopback, so the sandbox is called directly.
        let builder = if base_url.host() == "localhost" { builder.no_proxy() } else { builder };
        let client = builder.build().map_err(|error| BuildError::Tls(root_cause(&error)))?;
        Ok(Self {
            client,
            base_url: base_url.clone(),
            context: Context::new(base_url, limits),
            longest_attempt: limits.longest_attempt(),
        })
    }

    /// The error of a call whose time was up before an attempt was sent.
    pub(super) fn out_of_time(&self, limit: Duration, waited_for: WaitedFor) -> TransportError {
        TransportError::out_of_time(limit, waited_for, &self.context)
    }

    /// Sends a request with these headers and receives the whole answer. `on_head` is called when status and headers
    /// have come.
    pub(super) fn send(
        &self,
        prepared: &PreparedRequest,
        headers: HeaderMap,
        limit: AttemptLimit,
        on_head: impl FnOnce(StatusCode, &HeaderMap),
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> {
        // Outside of the future, which would keep room for the request until its end.
        let answer = self.begin(prepared, headers, limit);
        async move {
            let failed = |error| TransportError::new(error, limit, &self.context);
            let mut answer = answer.await.map_err(failed)?;
            on_head(answer.status(), answer.headers());
            let too_large = || TransportError::body_too_large(&self.context);
            if answer.content_length().is_some_and(|length| length > BODY_LIMIT as u64) {
                return Err(too_large());
            }
            let mut body = Bytes::new();
            while let Some(chunk) = answer.chunk().await.map_err(failed)? {
                if body.len() + chunk.len() > BODY_LIMIT {
                    return Err(too_large());
                }
                body = joined(body, chunk);
            }
            let mut response = Response::new(body);
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = mem::take(answer.headers_mut());
            Ok(response)
        }
    }

    fn begin(
        &self,
        prepared: &PreparedRequest,
        headers: HeaderMap,
        limit: AttemptLimit,
    ) -> impl Future<Output = reqwest::Result<reqwest::Response>> + use<> {
        let url = self.base_url.resource(prepared.uri());
        let mut request = reqwest::Request::new(prepared.method().clone(), url);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(prepared.payload().clone().into());
        // The client has this limit already; a request with one of its own takes a map for it.
        if limit.after != self.longest_attempt {
            *request.timeout_mut() = Some(limit.after);
        }
        if let Entry::Vacant(entry) = request.headers_mut().entry(ACCEPT_ENCODING) {
            entry.insert(HeaderValue::from_static("identity"));
        }
        self.client.execute(request)
    }
}

/// Most bodies come in one piece, which needs no copy.
fn joined(begin: Bytes, chunk: Bytes) -> Bytes {
    if begin.is_empty() {
        return chunk;
    }
    // From the second chunk on this is the same buffer, which grows.
    let mut all = BytesMut::from(begin);
    all.extend_from_slice(&chunk);
    all.freeze()
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
