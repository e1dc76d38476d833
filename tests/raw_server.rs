//! A TLS server on loopback that gives every request the same bytes as its answer, for answers that no sane server
//! gives.

use std::{io, sync::Arc};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

/// The server; it stops when dropped.
pub struct RawServer {
    /// Its address, with a host name and a port from the system.
    pub base_url: String,
    /// The certificate to trust, in PEM.
    pub certificate_pem: String,
    /// Every request it received, byte for byte.
    pub requests: mpsc::UnboundedReceiver<Vec<u8>>,
    task: JoinHandle<()>,
}

impl RawServer {
    /// Starts the server. It speaks HTTP/1.1 and closes each connection after its answer.
    ///
    /// # Errors
    ///
    /// If loopback cannot be bound or the certificate cannot be made.
    pub async fn start(answer: impl Into<Vec<u8>>) -> io::Result<Self> {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).map_err(io::Error::other)?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .map_err(io::Error::other)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("https://localhost:{}", listener.local_addr()?.port());
        let (sender, requests) = mpsc::unbounded_channel();
        let answer = Arc::<[u8]>::from(answer.into());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, answer, sender) = (acceptor.clone(), answer.clone(), sender.clone());
                // A client that goes away is part of some tests, so its errors are nobody's business.
                tokio::spawn(async move { serve(stream, &acceptor, &answer, &sender).await.ok() });
            }
        });
        Ok(Self { base_url, certificate_pem: cert.pem(), requests, task })
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
    answer: &[u8],
    requests: &mpsc::UnboundedSender<Vec<u8>>,
) -> io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    let mut request = Vec::new();
    while !is_complete(&request) {
        if stream.read_buf(&mut request).await? == 0 {
            break;
        }
    }
    requests.send(request).ok();
    stream.write_all(answer).await?;
    stream.shutdown().await
}

/// Whether head and body (by `Content-Length`) have arrived.
fn is_complete(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    request.len() >= end + 4 + length
}
