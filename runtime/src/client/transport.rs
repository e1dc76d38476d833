//! Sends one signed request over TLS and receives the answer: hyper's client over rustls, with nothing risky added.

use std::{
    error::Error as StdError,
    future::Future,
    sync::{PoisonError, RwLock},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, HeaderValue, Request, Response, StatusCode, Uri,
    header::{ACCEPT_ENCODING, Entry, USER_AGENT},
    uri::Scheme,
};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use hyper_util::{
    client::legacy::{Client, ResponseFuture},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::time::timeout;

use super::{
    builder::BuildError,
    connector::{AGENT, Connector},
    limits::{TimeLimit, TimeLimits},
    proxies::{UnusableProxy, proxies_for},
    tls::{RootSource, client_config},
    transport_error::Context,
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

/// Connections to one API.
///
/// It follows no redirect, which would carry a signature that is meant for one host to another. What is repeated, and that
/// it is signed anew, is for the pipeline above to decide; hyper-util by itself sends a request again only if the connection that
/// it was meant for turns out closed before a byte of it was written.
pub(super) struct Transport {
    connector: Connector,
    connections: RwLock<Connections>,
    base_url: BaseUrl,
    context: Context,
}

/// The connections that requests may take.
struct Connections {
    client: Client<Connector, Full<Bytes>>,
    /// How often all of them were given up for new ones.
    generation: u64,
}

impl Transport {
    pub(super) fn new(
        base_url: &BaseUrl,
        roots: RootSource,
        added_roots: &[Vec<u8>],
        limits: &TimeLimits,
    ) -> Result<Self, BuildError> {
        let proxies = proxies_for(base_url).map_err(|UnusableProxy { variable, problem }| {
            BuildError::Proxy { variable, problem }
        })?;
        let tls = client_config(roots, added_roots)?;
        let connector = Connector::new(tls, proxies, limits.longest_connect());
        Ok(Self {
            connections: RwLock::new(Connections::new(&connector, 0)),
            connector,
            base_url: base_url.clone(),
            context: Context::new(base_url, limits),
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
        let begun = self.begin(prepared, headers);
        let exchange = async move {
            let (answer, generation) = begun?;
            let answer = answer.await.map_err(|error| self.failed(error))?;
            let (mut head, body) = answer.into_parts();
            if head.status == StatusCode::MISDIRECTED_REQUEST {
                self.give_up_connections(generation);
            }
            // What the library notes there is not for users, who would come to depend on it.
            head.extensions.clear();
            on_head(head.status, &head.headers);
            Ok(Response::from_parts(head, self.read(body).await?))
        };
        async move {
            let exchanged = timeout(limit.after, exchange).await;
            exchanged.unwrap_or_else(|_| Err(TransportError::timeout(limit, &self.context)))
        }
    }

    fn begin(
        &self,
        prepared: &PreparedRequest,
        mut headers: HeaderMap,
    ) -> Result<(ResponseFuture, u64), TransportError> {
        headers.insert(USER_AGENT, AGENT);
        if let Entry::Vacant(entry) = headers.entry(ACCEPT_ENCODING) {
            entry.insert(HeaderValue::from_static("identity"));
        }
        let mut request = Request::new(Full::new(prepared.payload().clone()));
        *request.method_mut() = prepared.method().clone();
        *request.uri_mut() = self.address(prepared.uri()).map_err(|error| self.failed(error))?;
        *request.headers_mut() = headers;
        let connections = self.connections.read().unwrap_or_else(PoisonError::into_inner);
        Ok((connections.client.request(request), connections.generation))
    }

    /// Leaves the connections of this generation to the requests that are on them.
    ///
    /// A server that answers 421 does not speak for the host on the connection that the request came on (RFC 9110, section
    /// 15.5.20). Which one that was the library does not say, and the others came about in the same way.
    fn give_up_connections(&self, generation: u64) {
        let mut connections = self.connections.write().unwrap_or_else(PoisonError::into_inner);
        // Several requests may learn of it, one after the other, and the new connections are good for all of them.
        if connections.generation == generation {
            *connections = Connections::new(&self.connector, generation + 1);
        }
    }

    /// The address of a resource at this API, whatever host its request was prepared for.
    fn address(&self, uri: &Uri) -> Result<Uri, http::Error> {
        let mut parts = uri.clone().into_parts();
        parts.scheme = Some(Scheme::HTTPS);
        parts.authority = Some(self.base_url.authority().clone());
        Ok(Uri::from_parts(parts)?)
    }

    async fn read(&self, mut body: Incoming) -> Result<Bytes, TransportError> {
        let too_large = || TransportError::body_too_large(&self.context);
        if body.size_hint().lower() > BODY_LIMIT as u64 {
            return Err(too_large());
        }
        let mut all = Bytes::new();
        while let Some(frame) = body.frame().await {
            let frame =
                frame.map_err(|error| TransportError::body_broken_off(error, &self.context))?;
            // Anything else are trailers, which nobody has asked for.
            let Ok(chunk) = frame.into_data() else { continue };
            if all.len() + chunk.len() > BODY_LIMIT {
                return Err(too_large());
            }
            all = joined(all, chunk);
        }
        Ok(all)
    }

    fn failed(&self, error: impl StdError + Send + Sync + 'static) -> TransportError {
        TransportError::new(Box::new(error), &self.context)
    }
}

impl Connections {
    fn new(connector: &Connector, generation: u64) -> Self {
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_LIMIT)
            .http2_keep_alive_interval(PING_INTERVAL)
            .http2_keep_alive_timeout(PING_LIMIT)
            .build(connector.clone());
        Self { client, generation }
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
