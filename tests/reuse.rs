//! Connections are kept and used again: the server counts the handshakes.
//!
//! The runtimes of these tests have one thread, which makes the counts exact. With more threads a call over HTTP/1.1 may
//! come before the connection of the one before is back in the pool, and now and then begins another one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    future::{Ready, ready},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use countersign::{
    Client, Endpoint,
    http::{StatusCode, Version},
    serde::{Deserialize, Serialize},
};
use countersign_tests::{VECTORS, localhost};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Barrier,
    task::JoinSet,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

/// A test that takes longer hangs.
const HANG: Duration = Duration::from_secs(60);

/// So many calls are made at once.
const AT_ONCE: usize = 16;

/// And so often, or so many one after the other.
const TIMES: usize = 20;

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement", response = Answer)]
struct Create<'a> {
    customer_identifier: &'a str,
}

#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/echo/{echo}")]
struct Echo<'a> {
    #[endpoint(path)]
    echo: &'a str,
}

/// Answered with 421 once, and then with success.
#[derive(Endpoint)]
#[endpoint(method = GET, path = "/v1/misdirected")]
struct Misdirected;

#[derive(Deserialize, Serialize)]
#[serde(crate = "countersign::serde")]
struct Answer {
    status: String,
}

#[tokio::test]
async fn calls_one_after_the_other_make_one_handshake() {
    for protocol in [Version::HTTP_11, Version::HTTP_2] {
        let server = Server::start(protocol, 1).await;
        let client = server.client();
        for _ in 0..TIMES {
            server.call(&client).await;
        }
        assert_eq!(server.handshakes(), 1, "{protocol:?}");
    }
}

#[tokio::test]
async fn clones_of_a_client_share_its_connection() {
    for protocol in [Version::HTTP_11, Version::HTTP_2] {
        let server = Server::start(protocol, 1).await;
        let client = server.client();
        server.call(&client.clone()).await;
        server.call(&client.clone()).await;
        server.call(&client).await;
        assert_eq!(server.handshakes(), 1, "{protocol:?}");
    }
}

#[tokio::test]
async fn concurrent_calls_over_http2_share_the_connection_that_is_there() {
    let server = Server::start(Version::HTTP_2, AT_ONCE).await;
    let client = server.client();
    client.send(&Echo { echo: "hello" }).await.unwrap();
    server.call_often_at_once(&client).await;
    assert_eq!(server.handshakes(), 1);
}

/// Nothing says that the server speaks HTTP/2 before the first handshake is done, so each of the first calls begins one.
#[tokio::test]
async fn concurrent_calls_over_http2_without_a_connection_begin_no_more_than_one_each() {
    let server = Server::start(Version::HTTP_2, AT_ONCE).await;
    let client = server.client();
    server.call_often_at_once(&client).await;
    let handshakes = server.handshakes();
    assert!((1..=AT_ONCE).contains(&handshakes), "{handshakes}");
}

#[tokio::test]
async fn concurrent_calls_over_http1_have_a_connection_each_and_keep_it() {
    let server = Server::start(Version::HTTP_11, AT_ONCE).await;
    let client = server.client();
    server.call_often_at_once(&client).await;
    assert_eq!(server.handshakes(), AT_ONCE);
}

#[tokio::test]
async fn a_misdirected_request_leaves_its_connection_for_good() {
    for protocol in [Version::HTTP_11, Version::HTTP_2] {
        let server = Server::start(protocol, 1).await;
        let client = server.client();
        server.call(&client).await;
        client.send(&Misdirected).await.unwrap();
        server.call(&client).await;
        assert_eq!(server.handshakes(), 2, "{protocol:?}");
    }
}

/// A server that speaks one protocol, and answers `Create` once so many of them wait for their answers.
#[derive(Clone)]
struct Server {
    protocol: Version,
    base_url: String,
    certificate_pem: String,
    at_once: usize,
    handshakes: Arc<AtomicUsize>,
}

impl Server {
    async fn start(protocol: Version, at_once: usize) -> Self {
        let (certificate_pem, mut config) = localhost::tls();
        let name: &[u8] = if protocol == Version::HTTP_2 { b"h2" } else { b"http/1.1" };
        config.alpn_protocols = vec![name.to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let routes = Router::new()
            .route("/v1/entitlement", post(answer))
            .route("/v1/echo/{echo}", get(|| async {}))
            .route("/v1/misdirected", get(misdirected_once()))
            .with_state(Arc::new(Barrier::new(at_once)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            protocol,
            base_url: format!("https://localhost:{}", listener.local_addr().unwrap().port()),
            certificate_pem,
            at_once,
            handshakes: Arc::default(),
        };
        let handshakes = Arc::clone(&server.handshakes);
        // It ends with the runtime of its test.
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, routes) = (acceptor.clone(), routes.clone());
                tokio::spawn(connection(stream, acceptor, routes, Arc::clone(&handshakes)));
            }
        });
        server
    }

    fn client(&self) -> Client {
        Client::builder(&self.base_url)
            .signing_key(VECTORS.vendor_key().signing_key())
            .add_roots_pem(self.certificate_pem.as_str())
            .build()
            .unwrap()
    }

    async fn call(&self, client: &Client) {
        let create = Create { customer_identifier: "my-user-123456789" };
        let call = timeout(HANG, client.send_for_response(&create));
        let response = call.await.unwrap().unwrap();
        assert_eq!(response.version(), self.protocol);
        assert!(response.extensions().is_empty(), "the library's own notes are not for users");
        assert_eq!(response.body().status, "ACTIVE");
    }

    /// Each time as many calls as the server waits for, so all of them are under way at the same time.
    async fn call_often_at_once(&self, client: &Client) {
        for _ in 0..TIMES {
            let mut calls = JoinSet::new();
            for _ in 0..self.at_once {
                let (server, client) = (self.clone(), client.clone());
                calls.spawn(async move { server.call(&client).await });
            }
            while let Some(call) = calls.join_next().await {
                call.unwrap();
            }
        }
    }

    fn handshakes(&self) -> usize {
        self.handshakes.load(Ordering::SeqCst)
    }
}

async fn connection(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    routes: Router,
    handshakes: Arc<AtomicUsize>,
) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    handshakes.fetch_add(1, Ordering::SeqCst);
    // A client that goes away is the end of a test.
    let _ = auto::Builder::new(TokioExecutor::new())
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes))
        .await;
}

/// 421 to the first request, and 200 to all others.
fn misdirected_once() -> impl Fn() -> Ready<StatusCode> + Clone {
    let was_called = Arc::new(AtomicBool::new(false));
    move || {
        let is_first = !was_called.swap(true, Ordering::SeqCst);
        ready(if is_first { StatusCode::MISDIRECTED_REQUEST } else { StatusCode::OK })
    }
}

async fn answer(State(barrier): State<Arc<Barrier>>) -> Json<Answer> {
    barrier.wait().await;
    Json(Answer { status: "ACTIVE".to_owned() })
}
