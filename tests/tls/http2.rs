//! What a server over HTTP/2 says about requests that it did not process (RFC 9113, section 8.7).

use std::sync::Arc;

use countersign::{Error, TransportError, TransportErrorKind};
use countersign_tests::{
    certificates::Plan,
    tls_server::{PING, client},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, sign::SingleCertAndKey},
};

const HEADERS: u8 = 1;
const REFUSED_STREAM: u8 = 7;
const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];

/// GOAWAY with this as the last stream that was processed, and no error.
fn go_away(last_stream: u8) -> Vec<u8> {
    let header = [0, 0, 8, 7, 0, 0, 0, 0, 0];
    [&header[..], &[0, 0, 0, last_stream], &[0, 0, 0, 0]].concat()
}

/// RST_STREAM of the first stream, with this code.
fn reset(code: u8) -> Vec<u8> {
    vec![0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, code]
}

/// The error of a call whose server receives the request, sends this frame and closes the connection.
async fn error_after(frame: &[u8]) -> TransportError {
    let root = Plan::authority("the root").self_signed();
    let leaf = Plan::server(&["localhost"]).issued_by(&root);
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(leaf.chain(&[]))));
    config.alpn_protocols = vec![b"h2".to_vec()];
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let client = client(&base_url, &[&root]).build().unwrap();
    let serve = async {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = TlsAcceptor::from(Arc::new(config)).accept(stream).await.unwrap();
        stream.read_exact(&mut [0; b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()]).await.unwrap();
        stream.write_all(&SETTINGS).await.unwrap();
        while next_frame(&mut stream).await != HEADERS {}
        stream.write_all(frame).await.unwrap();
        stream.shutdown().await.unwrap();
    };
    let ((), result) = tokio::join!(serve, client.send(&PING));
    let Err(Error::Transport(error)) = result else { panic!("{result:?}") };
    error
}

/// Reads a frame and gives its type.
async fn next_frame(stream: &mut (impl AsyncRead + Unpin)) -> u8 {
    let mut header = [0; 9];
    stream.read_exact(&mut header).await.unwrap();
    let [_, high, low, kind, ..] = header;
    let mut payload = vec![0; usize::from(u16::from_be_bytes([high, low]))];
    stream.read_exact(&mut payload).await.unwrap();
    kind
}

#[tokio::test]
async fn a_request_that_the_server_says_it_did_not_process_was_not_carried_out() {
    for frame in [go_away(0), reset(REFUSED_STREAM)] {
        let error = error_after(&frame).await;
        assert_eq!(error.kind(), TransportErrorKind::Broken, "{error}");
        assert!(error.is_retryable() && !error.may_have_been_sent(), "{error}");
        assert!(error.to_string().contains("before the request was carried out"), "{error}");
    }
}

#[tokio::test]
async fn what_a_server_says_with_goaway_is_bounded() {
    // The text that may follow the code (RFC 9113, section 6.8), in a frame of the greatest size.
    let mut frame = go_away(0);
    frame.extend(vec![b'x'; 16_384 - 8]);
    frame[..3].copy_from_slice(&[0, 0x40, 0]);
    let shown = error_after(&frame).await.to_string();
    assert!(
        shown.contains("before the request was carried out") && shown.contains("xxx"),
        "{shown}"
    );
    assert!(shown.len() < 1_000, "{} bytes: {shown}", shown.len());
}

#[tokio::test]
async fn a_request_that_was_answered_in_part_may_have_been_carried_out_whatever_the_server_says_then()
 {
    // HEADERS of the first stream, at the end of which the body is to come: `:status: 200` of HPACK's static table.
    let head = [0, 0, 1, HEADERS, 4, 0, 0, 0, 1, 0x88];
    let mut angry = go_away(0);
    // ENHANCE_YOUR_CALM; without an error, what has come counts as the whole answer.
    angry[16] = 11;
    for frame in [reset(REFUSED_STREAM), angry] {
        let error = error_after(&[&head[..], &frame].concat()).await;
        assert_eq!(error.kind(), TransportErrorKind::Broken, "{error}");
        assert!(error.is_retryable() && error.may_have_been_sent(), "{error}");
    }
}

#[tokio::test]
async fn a_request_of_which_the_server_says_anything_else_may_have_been_carried_out() {
    const INTERNAL_ERROR: u8 = 2;
    for frame in [go_away(1), reset(INTERNAL_ERROR), Vec::new()] {
        let error = error_after(&frame).await;
        assert_eq!(error.kind(), TransportErrorKind::Broken, "{error}");
        assert!(error.is_retryable() && error.may_have_been_sent(), "{error}");
        assert!(error.to_string().contains("may have carried out the request"), "{error}");
    }
}
