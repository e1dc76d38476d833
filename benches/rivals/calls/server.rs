//! The server: a process of its own that answers every request with the same entitlement.
//!
//! It verifies the signature of the first request of every connection, so that no rival wins with a wrong one.

use std::{
    convert::Infallible,
    env,
    error::Error,
    io::{self, BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use bango_resale::{
    CreateEntitlement,
    countersign::{Timestamp, Verifier, VerifyingKey},
};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request, Response, StatusCode,
    body::Incoming,
    header::{CONTENT_TYPE, HeaderValue},
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::Protocol;

/// The argument by which this program becomes the server.
pub(crate) const ARGUMENT: &str = "serve";

/// Whoever does not sign says so by this header.
pub(crate) const UNSIGNED: &str = "x-unsigned";

/// The answer to every request: the example of the document.
const ANSWER: &[u8] = br#"{"responseCode":"OK","responseMessage":"Success","parameters":{},"entitlementId":"a25100b8-4e0c-4e37-b921-cac9cb1e930f","status":"ACTIVE","dateCreated":"2017-01-01T01:02:03Z","dateActivated":"2017-01-01T01:02:03Z","dateEnded":null,"dateSuspended":null,"dateResumed":null,"dateLastUpdated":"2017-01-01T01:02:03Z","customerIdentifier":"my-user-123456789","merchantAccountKey":"BANGO","productKey":"BangoMusic","dateExpiry":null}"#;

/// A server that runs until this is dropped.
pub(crate) struct Server {
    pub(crate) base_url: String,
    pub(crate) root_pem: String,
    process: Child,
    /// Kept open, because a server that cannot write ends.
    _output: BufReader<ChildStdout>,
}

impl Server {
    /// Starts this program again as a server, which offers this protocol and no other.
    pub(crate) fn start(protocol: Protocol, key: &VerifyingKey) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(env::current_exe()?)
            .args([ARGUMENT, protocol.name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = process.stdin.as_mut().ok_or("no input")?;
        writeln!(input, "{}", key.to_xml().replace('\n', ""))?;
        let mut output = BufReader::new(process.stdout.take().ok_or("no output")?);
        let mut base_url = String::new();
        output.read_line(&mut base_url)?;
        let mut root_pem = String::new();
        while output.read_line(&mut root_pem)? > 0 && !root_pem.contains("-----END") {}
        let base_url = base_url.trim_end().to_owned();
        Ok(Self { base_url, root_pem, process, _output: output })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its input is closed by this, at which it ends; that it did is of no interest any more.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Is the server, until the input ends.
#[expect(clippy::print_stdout, reason = "how the client process learns where the server is")]
pub(crate) fn run(protocol: Protocol) -> Result<(), Box<dyn Error>> {
    let mut key = String::new();
    io::stdin().read_line(&mut key)?;
    let key = VerifyingKey::from_xml(key.trim_end())?;
    let verifier = Verifier::for_endpoint::<CreateEntitlement>(key)?;
    let (config, root_pem) = tls(protocol)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))))?;
    println!("https://localhost:{}\n{}", listener.local_addr()?.port(), root_pem.trim_end());
    runtime.spawn(accept(listener, TlsAcceptor::from(Arc::new(config)), protocol, verifier));
    thread::spawn(|| io::copy(&mut io::stdin(), &mut io::sink())).join().ok();
    Ok(())
}

async fn accept(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    protocol: Protocol,
    verifier: Verifier,
) {
    let verifier = Arc::new(verifier);
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, verifier) = (acceptor.clone(), Arc::clone(&verifier));
        // A connection that fails shows at the client.
        tokio::spawn(async move { serve(stream, &acceptor, protocol, verifier).await.ok() });
    }
}

async fn serve(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
    protocol: Protocol,
    verifier: Arc<Verifier>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    stream.set_nodelay(true)?;
    let stream = TokioIo::new(acceptor.accept(stream).await?);
    let is_first = Arc::new(AtomicBool::new(true));
    let service = service_fn(move |request| {
        let is_first = is_first.swap(false, Ordering::Relaxed);
        answer(request, is_first.then(|| Arc::clone(&verifier)))
    });
    match protocol {
        Protocol::Http1 => http1::Builder::new().serve_connection(stream, service).await?,
        Protocol::Http2 => {
            http2::Builder::new(TokioExecutor::new()).serve_connection(stream, service).await?;
        }
    }
    Ok(())
}

async fn answer(
    request: Request<Incoming>,
    verifier: Option<Arc<Verifier>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let is_accepted = verifier.is_none_or(|verifier| {
        head.headers.contains_key(UNSIGNED)
            || verifier.verify(&head.headers, &body, Timestamp::now()).is_ok()
    });
    let mut answer = Response::new(Full::new(Bytes::from_static(ANSWER)));
    if !is_accepted {
        *answer.status_mut() = StatusCode::FORBIDDEN;
    }
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(answer)
}

/// A certificate for `localhost` by a root of its own, which is given in PEM.
fn tls(protocol: Protocol) -> Result<(ServerConfig, String), Box<dyn Error>> {
    let mut params = CertificateParams::new([])?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_key = KeyPair::generate()?;
    let root = params.self_signed(&root_key)?;
    let issuer = Issuer::new(params, root_key);
    let key = KeyPair::generate()?;
    let leaf = CertificateParams::new(["localhost".to_owned()])?.signed_by(&key, &issuer)?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)?;
    config.alpn_protocols = match protocol {
        Protocol::Http1 => vec![b"http/1.1".to_vec()],
        Protocol::Http2 => vec![b"h2".to_vec()],
    };
    Ok((config, root.pem()))
}
