//! Servers that do not come as far as showing a certificate, or fail after it.

use std::{future::Future, time::Duration};

use countersign::{Client, TimeLimit, TimeLimits, TransportError, TransportErrorKind};
use countersign_tests::{
    certificates::{Issued, Plan},
    tls_server::{HANG, TlsServer, client},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::refusal;

/// A listener on loopback, and a client that calls it and gives up connecting after this time.
async fn listen(limit: Duration) -> (TcpListener, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let limits = TimeLimits::default().connect(limit);
    let client = client(&base_url, &[]).time_limits(limits).build().unwrap();
    (listener, client)
}

/// The error of a client whose server does this with its connection.
async fn against<F: Future<Output = ()>>(server: impl FnOnce(TcpStream) -> F) -> TransportError {
    against_within(HANG, server).await
}

async fn against_within<F: Future<Output = ()>>(
    limit: Duration,
    server: impl FnOnce(TcpStream) -> F,
) -> TransportError {
    let (listener, client) = listen(limit).await;
    let serve = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        // The ClientHello, so that a close is not a reset.
        let mut hello = [0; 5];
        stream.read_exact(&mut hello).await.unwrap();
        let mut rest = vec![0; usize::from(u16::from_be_bytes([hello[3], hello[4]]))];
        stream.read_exact(&mut rest).await.unwrap();
        server(stream).await;
    };
    let ((), error) = tokio::join!(serve, refusal(&client));
    error
}

fn check(error: &TransportError, kind: TransportErrorKind, is_retryable: bool, words: &[&str]) {
    assert_eq!(error.kind(), kind, "{error}");
    assert_eq!(error.is_retryable(), is_retryable, "{error}");
    assert!(error.is_connect(), "{error}");
    for word in words {
        assert!(error.to_string().contains(word), "`{word}` is not in: {error}");
    }
}

/// A ServerHello of this version (RFC 2246, section 7.4.1.3), with the cipher suite that all of them had.
fn server_hello(version: [u8; 2]) -> Vec<u8> {
    let body = [&version[..], &[7; 32], &[0], &[0x00, 0x2f], &[0]].concat();
    let length = u8::try_from(body.len()).unwrap();
    [&[22][..], &version, &[0, length + 4], &[2, 0, 0, length], &body].concat()
}

#[tokio::test]
async fn old_versions_of_tls_are_refused() {
    let alert = vec![21, 3, 1, 0, 2, 2, 70];
    for answer in [server_hello([3, 2]), server_hello([3, 1]), server_hello([3, 0]), alert] {
        let error = against(|mut stream| async move {
            stream.write_all(&answer).await.unwrap();
            // Whatever the client says next, it is no application data, but an alert.
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
            assert!(rest.is_empty() || rest[0] == 21, "{rest:?}");
        })
        .await;
        check(
            &error,
            TransportErrorKind::Tls,
            false,
            &["speaks only TLS 1.1 or older", "the least is TLS 1.2: ask the server's operator"],
        );
    }
}

#[tokio::test]
async fn a_server_of_plain_http_gets_nothing_in_clear() {
    let error = against(|mut stream| async move {
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert!(rest.is_empty() || rest[0] == 21, "{rest:?}");
    })
    .await;
    let words = ["does not speak TLS", "perhaps it speaks plain HTTP: check the port"];
    check(&error, TransportErrorKind::Tls, false, &words);
}

#[tokio::test]
async fn a_server_that_closes_or_resets_in_the_handshake() {
    let error = against(|stream| async move { drop(stream) }).await;
    check(&error, TransportErrorKind::Tls, true, &["closed the connection in the TLS handshake"]);
    let error = against(|stream| async move { stream.set_zero_linger().unwrap() }).await;
    check(&error, TransportErrorKind::Tls, true, &["reset by peer", "check for a firewall"]);
}

#[tokio::test]
async fn a_server_that_stalls_in_the_handshake_is_cut_off_by_the_limit_for_connecting() {
    let limit = Duration::from_millis(300);
    let error = against_within(limit, |mut stream| async move {
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.unwrap();
        assert!(rest.is_empty(), "{rest:?}");
    })
    .await;
    check(
        &error,
        TransportErrorKind::Timeout(TimeLimit::Connect),
        true,
        &["no connection to localhost:", "within 300ms (`TimeLimits::connect`)"],
    );
}

#[tokio::test]
async fn a_server_without_the_key_of_its_certificate() {
    let root = Plan::authority("the root").self_signed();
    let issued = || -> Issued { Plan::server(&["localhost"]).issued_by(&root) };
    let mut server = TlsServer::start(issued().with_key_of(issued()).chain(&[])).await;
    let client = client(&server.base_url(), &[&root]).build().unwrap();
    let error = refusal(&client).await;
    let words = ["does not hold the key of the certificate that it shows"];
    check(&error, TransportErrorKind::Tls, false, &words);
    assert_eq!(server.counts_after(1).await.application_bytes, 0);
}

#[tokio::test]
async fn nobody_listens() {
    let (listener, client) = listen(HANG).await;
    drop(listener);
    let error = refusal(&client).await;
    let words = ["no connection to localhost:", "refused", "whether the server runs"];
    check(&error, TransportErrorKind::Connect, true, &words);
}
