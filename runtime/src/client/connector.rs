//! How a connection comes about: straight to the server or through a proxy's tunnel, then TLS, all within one time limit.

use std::{
    error::Error as StdError,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::{HeaderMap, HeaderValue, Uri, header::USER_AGENT};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::{
    client::{
        legacy::connect::{HttpConnector, proxy::Tunnel},
        proxy::matcher::{Intercept, Matcher},
    },
    rt::TokioIo,
};
use rustls::ClientConfig;
use tokio::{net::TcpStream, time::timeout};
use tower_service::Service;

/// How the client calls itself, before servers and proxies.
pub(super) const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("countersign/", env!("CARGO_PKG_VERSION")));

/// After so long without a byte, the operating system asks whether the other side is still there.
const TCP_KEEPALIVE: Duration = Duration::from_secs(15);

/// After so many questions without an answer, the connection is dead.
const TCP_KEEPALIVE_RETRIES: u32 = 3;

/// How long sent bytes may stay unacknowledged, before the connection is dead.
#[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
const TCP_USER_TIMEOUT: Duration = Duration::from_secs(30);

/// What all connections of a client begin with: bytes to the server, perhaps within TLS to a proxy.
type Stream = MaybeHttpsStream<TokioIo<TcpStream>>;

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Makes connections over TLS, and fails with tokio's `Elapsed` if one takes too long.
#[derive(Clone)]
pub(super) struct Connector {
    over_tls: HttpsConnector<Route>,
    limit: Duration,
}

impl Connector {
    /// `tls` names no protocols (ALPN): hyper-rustls insists on naming them itself. A server is offered both versions of HTTP,
    /// a proxy none, since CONNECT is spoken over HTTP/1.1.
    pub(super) fn new(tls: ClientConfig, proxies: Option<Matcher>, limit: Duration) -> Self {
        let tcp = tcp_connector(limit);
        let to_proxy = HttpsConnectorBuilder::new()
            .with_tls_config(tls.clone())
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp.clone());
        let proxies = proxies.map(Arc::new);
        let over_tls = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_only()
            .enable_all_versions()
            .wrap_connector(Route { proxies, tcp, to_proxy });
        Self { over_tls, limit }
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Stream>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.over_tls.poll_ready(context)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let connecting = timeout(self.limit, self.over_tls.call(server));
        Box::pin(async { connecting.await? })
    }
}

fn tcp_connector(limit: Duration) -> HttpConnector {
    let mut tcp = HttpConnector::new();
    // It is shared out among the addresses of a host, so that one which does not answer leaves time for the next.
    tcp.set_connect_timeout(Some(limit));
    // It knows `http://` alone, and gets the `https://` of what is wrapped in TLS later.
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(TCP_KEEPALIVE));
    tcp.set_keepalive_interval(Some(TCP_KEEPALIVE));
    tcp.set_keepalive_retries(Some(TCP_KEEPALIVE_RETRIES));
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    tcp.set_tcp_user_timeout(Some(TCP_USER_TIMEOUT));
    tcp
}

/// Connects to the server, through a proxy if there is one for it. What it gives is not encrypted yet.
#[derive(Clone)]
struct Route {
    proxies: Option<Arc<Matcher>>,
    tcp: HttpConnector,
    to_proxy: HttpsConnector<HttpConnector>,
}

impl Route {
    fn tunnel(&self, proxy: &Intercept) -> Tunnel<HttpsConnector<HttpConnector>> {
        let headers = HeaderMap::from_iter([(USER_AGENT, AGENT)]);
        let tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone()).with_headers(headers);
        match proxy.basic_auth() {
            Some(credentials) => tunnel.with_auth(credentials.clone()),
            None => tunnel,
        }
    }
}

impl Service<Uri> for Route {
    type Response = Stream;
    type Error = BoxError;
    type Future = Connecting<Stream>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(BoxError::from)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let proxy = self.proxies.as_ref().and_then(|proxies| proxies.intercept(&server));
        if let Some(proxy) = proxy {
            let connecting = self.tunnel(&proxy).call(server);
            return Box::pin(async { connecting.await.map_err(BoxError::from) });
        }
        let connecting = self.tcp.call(server);
        Box::pin(async { Ok(MaybeHttpsStream::Http(connecting.await?)) })
    }
}
