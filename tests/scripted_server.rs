//! A TLS server on loopback that plays a script: what it does with the first request, with the second, and so on. It
//! speaks HTTP/1.1, keeps connections open, and remembers every request byte for byte.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::{Duration, Instant},
};

use countersign::{
    Client, ClientBuilder, HasSigner, SigningKey,
    http::{HeaderMap, HeaderName, HeaderValue},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{Notify, watch},
    task::{JoinHandle, JoinSet},
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use crate::{VECTORS, localhost};

/// Something that a test waits for for so long hangs.
const HANG: Duration = Duration::from_secs(60);

/// The vendor's example key, read once, because the checks of its numbers take longer than a call.
pub static KEY: LazyLock<SigningKey> = LazyLock::new(|| VECTORS.vendor_key().signing_key());

/// What the server does with the next client that comes. The last step of a script is repeated.
#[derive(Clone, Debug)]
pub enum Step {
    /// Resets the connection instead of beginning TLS.
    ResetBeforeTls,
    /// Never answers the TLS handshake.
    StallInHandshake,
    /// Finishes the TLS handshake and resets the connection, without reading a request.
    ResetAfterTls,
    /// Reads a request and resets the connection.
    ResetAfterRequest,
    /// Reads a request and closes the connection.
    CloseAfterRequest,
    /// Reads a request and never answers.
    Stall,
    /// Answers with these bytes.
    Answer(String),
    /// Answers with these bytes once the event has come.
    AnswerAfter(Arc<Notify>, String),
    /// Sends these bytes and no more, and leaves the connection open.
    SendAndStall(String),
    /// Sends these bytes and closes the connection.
    SendAndClose(String),
}

impl Step {
    /// A complete answer with an empty JSON object as its body.
    pub fn status(status: u16) -> Self {
        Self::answer(status, &[])
    }

    /// A complete answer with these headers and an empty JSON object as its body.
    pub fn answer(status: u16, headers: &[(&str, &str)]) -> Self {
        Self::Answer(answer(status, headers))
    }
}

/// The bytes of an answer with these headers and an empty JSON object as its body.
pub fn answer(status: u16, headers: &[(&str, &str)]) -> String {
    let mut text = format!("HTTP/1.1 {status} Scripted\r\nContent-Length: 2\r\n");
    for (name, value) in headers {
        let _ = write!(text, "{name}: {value}\r\n");
    }
    text + "\r\n{}"
}

/// What the server has seen so far.
#[derive(Debug, Default)]
pub struct Seen {
    /// How many TCP connections were opened.
    pub connections: usize,
    /// How many of them are closed.
    pub closed: usize,
    /// The requests, in the order in which they were complete.
    pub requests: Vec<Received>,
    /// How many requests wait for their answers.
    pub waiting: usize,
    /// How many have waited at once, at most.
    pub most_waiting: usize,
}

/// A request as it came in over TLS.
#[derive(Clone, Debug)]
pub struct Received {
    /// The number of the connection that it came on; the first is 1.
    pub connection: usize,
    /// When it was complete.
    pub at: Instant,
    /// Head and payload, byte for byte.
    pub bytes: Vec<u8>,
}

impl Received {
    /// The first line, such as `GET /v1/echo HTTP/1.1`.
    pub fn request_line(&self) -> &str {
        self.head().lines().next().unwrap_or_default()
    }

    /// The headers.
    pub fn headers(&self) -> HeaderMap {
        let lines = self.head().lines().skip(1);
        let pairs = lines.filter_map(|line| line.split_once(": "));
        pairs
            .map(|(name, value)| match (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                (Ok(name), Ok(value)) => (name, value),
                _ => panic!("`{name}` is no header"),
            })
            .collect()
    }

    /// The value of a header; empty if the request does not carry it.
    pub fn header(&self, name: &str) -> String {
        let value = self.headers().get(name).map(|value| value.as_bytes().to_vec());
        String::from_utf8(value.unwrap_or_default())
            .unwrap_or_else(|_| panic!("`{name}` is no text"))
    }

    /// The bytes after the head.
    pub fn payload(&self) -> &[u8] {
        &self.bytes[head_length(&self.bytes).unwrap_or(self.bytes.len())..]
    }

    fn head(&self) -> &str {
        let head = &self.bytes[..head_length(&self.bytes).unwrap_or(self.bytes.len())];
        std::str::from_utf8(head).unwrap_or_else(|_| panic!("the head of the request is no text"))
    }
}

/// An address at which nobody listens yet, so that connections to it are refused.
pub struct Reserved {
    socket: TcpSocket,
    acceptor: TlsAcceptor,
    base_url: String,
    certificate_pem: String,
}

impl Reserved {
    /// Takes a port from the system.
    ///
    /// # Errors
    ///
    /// If loopback cannot be bound.
    pub fn new() -> io::Result<Self> {
        let (certificate_pem, config) = localhost::tls();
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let base_url = format!("https://localhost:{}", socket.local_addr()?.port());
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Self { socket, acceptor, base_url, certificate_pem })
    }

    /// A client for the server that will be here, with the vendor's example key.
    pub fn client(&self) -> ClientBuilder<HasSigner> {
        client(&self.base_url, &self.certificate_pem)
    }

    /// Begins to listen.
    ///
    /// # Errors
    ///
    /// If the system refuses to.
    pub fn start(self, script: impl Into<VecDeque<Step>>) -> io::Result<ScriptedServer> {
        let listener = self.socket.listen(1024)?;
        let (seen, receiver) = watch::channel(Seen::default());
        let stage = Arc::new(Stage {
            script: Mutex::new(script.into()),
            seen,
            acceptor: self.acceptor.clone(),
        });
        let task = tokio::spawn(serve(listener, Arc::clone(&stage)));
        Ok(ScriptedServer {
            base_url: self.base_url,
            certificate_pem: self.certificate_pem,
            stage,
            receiver,
            task,
        })
    }
}

/// The server; it stops when dropped, and its connections break off.
pub struct ScriptedServer {
    base_url: String,
    certificate_pem: String,
    stage: Arc<Stage>,
    receiver: watch::Receiver<Seen>,
    task: JoinHandle<()>,
}

impl ScriptedServer {
    /// Starts a server that plays this script.
    ///
    /// # Errors
    ///
    /// If loopback cannot be bound.
    pub fn start(script: impl Into<VecDeque<Step>>) -> io::Result<Self> {
        Reserved::new()?.start(script)
    }

    /// A client for this server, with the vendor's example key.
    pub fn client(&self) -> ClientBuilder<HasSigner> {
        client(&self.base_url, &self.certificate_pem)
    }

    /// Replaces what is left of the script.
    pub fn play(&self, script: impl Into<VecDeque<Step>>) {
        *self.stage.script.lock().unwrap_or_else(PoisonError::into_inner) = script.into();
    }

    /// What it has seen so far.
    pub fn seen(&self) -> watch::Ref<'_, Seen> {
        self.receiver.borrow()
    }

    /// Waits until it has seen so much.
    pub async fn until(&self, enough: impl FnMut(&Seen) -> bool) {
        let mut receiver = self.receiver.clone();
        let waited = timeout(HANG, receiver.wait_for(enough)).await;
        assert!(waited.is_ok(), "the server waited in vain; it has seen {:?}", self.seen());
    }
}

impl Drop for ScriptedServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn client(base_url: &str, certificate_pem: &str) -> ClientBuilder<HasSigner> {
    Client::builder(base_url).signer(&*KEY).add_roots_pem(certificate_pem)
}

/// What all connections share.
struct Stage {
    script: Mutex<VecDeque<Step>>,
    seen: watch::Sender<Seen>,
    acceptor: TlsAcceptor,
}

impl Stage {
    /// The next step, if it is one of those.
    fn next_if(&self, is_meant: impl FnOnce(&Step) -> bool) -> Option<Step> {
        let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        let step = script.front().filter(|step| is_meant(step))?.clone();
        if script.len() > 1 {
            script.pop_front();
        }
        Some(step)
    }
}

/// Counts a connection as closed when it is dropped.
struct Connection {
    number: usize,
    stage: Arc<Stage>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.stage.seen.send_modify(|seen| seen.closed += 1);
    }
}

/// A request that waits for its answer, until this is dropped.
struct Waiting<'a>(&'a Stage);

impl<'a> Waiting<'a> {
    fn begin(stage: &'a Stage, request: Received) -> Self {
        stage.seen.send_modify(|seen| {
            seen.requests.push(request);
            seen.waiting += 1;
            seen.most_waiting = seen.most_waiting.max(seen.waiting);
        });
        Self(stage)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.seen.send_modify(|seen| seen.waiting -= 1);
    }
}

async fn serve(listener: TcpListener, stage: Arc<Stage>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => {
                let mut number = 0;
                stage.seen.send_modify(|seen| {
                    seen.connections += 1;
                    number = seen.connections;
                });
                let connection = Connection { number, stage: Arc::clone(&stage) };
                // A client that goes away is part of some tests, so its errors are nobody's business.
                connections.spawn(async move { connection.play(stream).await.ok() });
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

impl Connection {
    async fn play(&self, mut stream: TcpStream) -> io::Result<()> {
        let is_before_tls =
            |step: &Step| matches!(step, Step::ResetBeforeTls | Step::StallInHandshake);
        match self.stage.next_if(is_before_tls) {
            Some(Step::ResetBeforeTls) => return stream.set_zero_linger(),
            Some(_) => return until_closed(&mut stream).await,
            None => {}
        }
        let mut stream = self.stage.acceptor.accept(stream).await?;
        if self.stage.next_if(|step| matches!(step, Step::ResetAfterTls)).is_some() {
            return stream.get_ref().0.set_zero_linger();
        }
        while let Some(bytes) = read_request(&mut stream).await? {
            let received = Received { connection: self.number, at: Instant::now(), bytes };
            let waiting = Waiting::begin(&self.stage, received);
            match self.stage.next_if(|_| true) {
                Some(Step::Answer(answer)) => {
                    drop(waiting);
                    stream.write_all(answer.as_bytes()).await?;
                }
                Some(Step::AnswerAfter(event, answer)) => {
                    tokio::select! {
                        () = event.notified() => {}
                        closed = until_closed(&mut stream) => return closed,
                    }
                    drop(waiting);
                    stream.write_all(answer.as_bytes()).await?;
                }
                Some(Step::SendAndStall(bytes)) => {
                    stream.write_all(bytes.as_bytes()).await?;
                    return until_closed(&mut stream).await;
                }
                Some(Step::SendAndClose(bytes)) => {
                    stream.write_all(bytes.as_bytes()).await?;
                    return stream.shutdown().await;
                }
                Some(Step::CloseAfterRequest) => return stream.shutdown().await,
                Some(Step::Stall) => return until_closed(&mut stream).await,
                // The others are over by the time a request has come.
                _ => return stream.get_ref().0.set_zero_linger(),
            }
        }
        Ok(())
    }
}

/// Reads head and body (by `Content-Length`) of the next request; `None` if the client has closed the connection.
async fn read_request(stream: &mut TlsStream<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut request = Vec::new();
    while !is_complete(&request) {
        if stream.read_buf(&mut request).await? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(request))
}

async fn until_closed(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> io::Result<()> {
    while stream.read(&mut [0; 1024]).await? > 0 {}
    Ok(())
}

fn is_complete(request: &[u8]) -> bool {
    let Some(head) = head_length(request) else { return false };
    let text = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    request.len() >= head + length
}

/// How long the head is, with the empty line at its end.
fn head_length(request: &[u8]) -> Option<usize> {
    request.windows(4).position(|window| window == b"\r\n\r\n").map(|end| end + 4)
}
