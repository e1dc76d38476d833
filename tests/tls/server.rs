//! A TLS server on loopback that can change its certificates while it runs, and counts what reaches it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    io,
    net::Ipv4Addr,
    sync::{Arc, Mutex},
    time::Duration,
};

use countersign::{Client, ClientBuilder, Endpoint, HasSigner, RetryPolicy, Roots};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
    time::timeout,
};
use tokio_rustls::{
    LazyConfigAcceptor,
    rustls::{
        HandshakeKind, ServerConfig, SupportedProtocolVersion, server, sign::CertifiedKey,
        sign::SingleCertAndKey,
    },
};

use crate::{VECTORS, certificates::Issued};

/// Something that a test waits for for so long hangs.
pub const HANG: Duration = Duration::from_secs(60);

/// What reached the server.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Counts {
    /// Connections that were begun.
    pub begun: usize,
    /// Connections that are over.
    pub ended: usize,
    /// Handshakes that were completed.
    pub handshakes: usize,
    /// Handshakes that resumed an earlier session.
    pub resumed: usize,
    /// Bytes that came after the handshakes.
    pub application_bytes: usize,
}

/// The server; it stops when dropped. It answers each request with `{}` and closes the connection.
pub struct TlsServer {
    /// The port on 127.0.0.1.
    pub port: u16,
    config: Arc<Mutex<Arc<ServerConfig>>>,
    counts: watch::Receiver<Counts>,
    task: JoinHandle<()>,
}

impl TlsServer {
    /// Starts the server with these certificates.
    pub async fn start(chain: CertifiedKey) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let config = Arc::new(Mutex::new(configure(chain, ALL_VERSIONS)));
        let (sender, counts) = watch::channel(Counts::default());
        let task = tokio::spawn({
            let config = Arc::clone(&config);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    sender.send_modify(|counts| counts.begun += 1);
                    let config = Arc::clone(&config.lock().unwrap());
                    let sender = sender.clone();
                    tokio::spawn(async move {
                        // That a client refuses the certificate is what many tests are about.
                        let _ = serve(stream, config, &sender).await;
                        sender.send_modify(|counts| counts.ended += 1);
                    });
                }
            }
        });
        Self { port, config, counts, task }
    }

    /// Shows these certificates from now on.
    pub fn show(&self, chain: CertifiedKey) {
        *self.config.lock().unwrap() = configure(chain, ALL_VERSIONS);
    }

    /// Shows these certificates from now on, and speaks this version alone.
    pub fn show_with(&self, chain: CertifiedKey, version: &'static SupportedProtocolVersion) {
        *self.config.lock().unwrap() = configure(chain, &[version]);
    }

    /// The base URL for a client of this machine.
    pub fn base_url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// What reached the server until now.
    pub fn counts(&self) -> Counts {
        *self.counts.borrow()
    }

    /// What reached the server, once this many connections are over.
    pub async fn counts_after(&mut self, connections: usize) -> Counts {
        let ended = self.counts.wait_for(|counts| counts.ended >= connections);
        *timeout(HANG, ended).await.unwrap().unwrap()
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

const ALL_VERSIONS: &[&SupportedProtocolVersion] = tokio_rustls::rustls::ALL_VERSIONS;

fn configure(
    chain: CertifiedKey,
    versions: &[&'static SupportedProtocolVersion],
) -> Arc<ServerConfig> {
    let mut config = ServerConfig::builder_with_protocol_versions(versions)
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(chain)));
    // A client that wanted to resume a session could.
    config.session_storage = server::ServerSessionMemoryCache::new(32);
    Arc::new(config)
}

async fn serve(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    counts: &watch::Sender<Counts>,
) -> io::Result<()> {
    let hello = LazyConfigAcceptor::new(server::Acceptor::default(), stream).await?;
    let mut stream = hello.into_stream(config).await?;
    let is_resumed = stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed);
    counts.send_modify(|counts| {
        counts.handshakes += 1;
        counts.resumed += usize::from(is_resumed);
    });
    let mut request = Vec::new();
    while !is_complete(&request) {
        let read = stream.read_buf(&mut request).await?;
        if read == 0 {
            return Ok(());
        }
        counts.send_modify(|counts| counts.application_bytes += read);
    }
    stream
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        .await?;
    stream.shutdown().await
}

/// Whether the head has come; the requests of [`Ping`] have no body.
fn is_complete(request: &[u8]) -> bool {
    request.ends_with(b"\r\n\r\n")
}

/// A request that carries credentials and a signature, and a sentinel in its path.
#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/{customer}")]
pub struct Ping<'a> {
    /// Customer data.
    #[endpoint(path)]
    pub customer: &'a str,
}

/// The request of most tests.
pub const PING: Ping<'_> = Ping { customer: "customer-sentinel" };

/// Begins a client that trusts these roots alone besides Mozilla's, and repeats nothing.
pub fn client(base_url: &str, roots: &[&Issued]) -> ClientBuilder<HasSigner> {
    let mut builder = Client::builder(base_url)
        .basic_auth("MyOrganization", "password-sentinel")
        .signing_key(VECTORS.vendor_key().signing_key())
        .roots(Roots::Mozilla)
        .retry(RetryPolicy::off());
    for root in roots {
        builder = builder.add_roots_pem(root.pem());
    }
    builder
}
