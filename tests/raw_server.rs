//! A TLS server on loopback that gives every request the same bytes as its answer, for answers that no sane server
//! gives.

use std::{io, sync::Arc};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    task::JoinHandle,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use crate::localhost;

/// The server; it stops when dropped.
pub struct RawServer {
    /// Its address, with a host name and a port from the system.
    pub base_url: String,
    /// The certificate to trust, in PEM.
    pub certificate_pem: String,
    /// Every request it received, byte for byte.
    pub requests: mpsc::UnboundedReceiver<Vec<u8>>,
    /// How many bytes of each answer it could send until it was done or the client went away.
    pub sent: mpsc::UnboundedReceiver<usize>,
    task: JoinHandle<()>,
}

impl RawServer {
    /// Starts the server. It speaks HTTP/1.1 and closes each connection after its answer.
    ///
    /// # Errors
    ///
    /// If loopback cannot be bound.
    pub async fn start(answer: impl Into<Vec<u8>>) -> io::Result<Self> {
        Self::start_long(answer, Vec::new(), 0).await
    }

    /// As [`start`](Self::start), with an answer that goes on with so many times the same piece.
    ///
    /// # Errors
    ///
    /// If loopback cannot be bound.
    pub async fn start_long(
        begin: impl Into<Vec<u8>>,
        piece: impl Into<Vec<u8>>,
        times: usize,
    ) -> io::Result<Self> {
        let (certificate_pem, config) = localhost::tls();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("https://localhost:{}", listener.local_addr()?.port());
        let (sender, requests) = mpsc::unbounded_channel();
        let (sent_sender, sent) = mpsc::unbounded_channel();
        let answer = Arc::new(Answer { begin: begin.into(), piece: piece.into(), times });
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, answer, sender) = (acceptor.clone(), answer.clone(), sender.clone());
                let sent = sent_sender.clone();
                // A client that goes away is part of some tests, so its errors are nobody's business.
                tokio::spawn(async move {
                    let mut stream = receive(stream, &acceptor, &sender).await?;
                    let mut length = 0;
                    let result = answer.send(&mut stream, &mut length).await;
                    sent.send(length).ok();
                    result
                });
            }
        });
        Ok(Self { base_url, certificate_pem, requests, sent, task })
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What the server sends; it is made while it is sent, so that a long one takes no memory.
struct Answer {
    begin: Vec<u8>,
    piece: Vec<u8>,
    times: usize,
}

impl Answer {
    /// Sends everything and closes the connection; counts what it could send.
    async fn send(&self, stream: &mut TlsStream<TcpStream>, sent: &mut usize) -> io::Result<()> {
        for bytes in
            std::iter::once(&self.begin).chain(std::iter::repeat_n(&self.piece, self.times))
        {
            stream.write_all(bytes).await?;
            *sent += bytes.len();
        }
        stream.shutdown().await
    }
}

async fn receive(
    stream: TcpStream,
    acceptor: &TlsAcceptor,
    requests: &mpsc::UnboundedSender<Vec<u8>>,
) -> io::Result<TlsStream<TcpStream>> {
    let mut stream = acceptor.accept(stream).await?;
    let mut request = Vec::new();
    while !is_complete(&request) {
        if stream.read_buf(&mut request).await? == 0 {
            break;
        }
    }
    requests.send(request).ok();
    Ok(stream)
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
