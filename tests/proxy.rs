//! Proxies of the environment, through CONNECT: what they see, and what the client says when they refuse.
//!
//! The environment of this process cannot be changed while other threads run, so each test starts this program again
//! with another one, to run one of the tests that are ignored otherwise.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    env, fs, io,
    sync::{Arc, Mutex},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    BuildError, CertificateCheck, Client, Error, Roots, TransportError,
    TransportErrorKind::{self, Certificate, Lookup, Proxy},
};
use countersign_tests::{
    certificates::{Issued, Plan},
    own_process::{run, run_with_any},
    tls_server::{PING, TlsServer, client},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, split},
    net::{TcpListener, TcpStream, tcp::OwnedWriteHalf},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, sign::SingleCertAndKey},
};

#[tokio::test]
async fn a_proxy_of_the_environment_carries_tls_and_sees_no_more_than_that() {
    for variable in ["HTTPS_PROXY", "https_proxy"] {
        let proxy = TestProxy::start(Answer::Tunnel).await;
        run("calls_through_the_proxy", &[(variable, &proxy.url)]).await;
        let seen = proxy.seen();
        assert_eq!(seen.len(), 4);
        for bytes in seen {
            let text = String::from_utf8_lossy(&bytes);
            assert!(text.starts_with("CONNECT api.resale.test:"), "{text}");
            assert!(text.to_ascii_lowercase().contains("\r\nuser-agent: countersign/"), "{text}");
            for secret in ["sentinel", "Basic", "Signature", "signature", "Created"] {
                assert!(!text.contains(secret), "{secret}");
            }
        }
    }
}

#[tokio::test]
async fn a_proxy_that_speaks_tls_carries_calls_too() {
    let root = Plan::authority("the proxy's root").self_signed();
    let leaf = Plan::server(&["localhost"]).issued_by(&root);
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(leaf.chain(&[]))));
    // What the proxy would like to speak must not be taken for what the server speaks.
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let proxy = TestProxy::start_over(Some(Arc::new(config).into()), Answer::Tunnel).await;
    let url = proxy.url.replace("http://127.0.0.1", "https://user:sentinel@localhost");
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("roots.pem");
    fs::write(&store, root.pem()).unwrap();
    let variables = [("HTTPS_PROXY", url.as_str()), ("SSL_CERT_FILE", store.to_str().unwrap())];
    run("calls_through_the_proxy", &variables).await;
    assert_eq!(proxy.seen().len(), 4);
    for bytes in proxy.seen() {
        assert!(bytes.starts_with(b"CONNECT api.resale.test:"));
    }

    // Its certificate is checked like any other.
    fs::write(&store, Plan::authority("another root").self_signed().pem()).unwrap();
    run("does_not_trust_the_proxy", &variables).await;
    assert_eq!(proxy.seen().len(), 4);
}

#[tokio::test]
async fn a_proxy_for_everything_is_used_and_one_of_another_kind_is_named() {
    let proxy = TestProxy::start(Answer::Tunnel).await;
    run("calls_through_the_proxy", &[("ALL_PROXY", &proxy.url)]).await;
    assert_eq!(proxy.seen().len(), 4);
    let socks = with_password(&proxy.url).replace("http://", "socks5://");
    run("cannot_use_the_proxy", &[("ALL_PROXY", &socks), ("UNUSABLE", "ALL_PROXY")]).await;
    assert_eq!(proxy.seen().len(), 4);
}

#[tokio::test]
async fn a_proxy_that_cannot_be_read_is_not_passed_over() {
    for value in ["http://user:sen/tinel@proxy:3128", "htp://user:sentinel@proxy:3128"] {
        for variable in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
            run("cannot_use_the_proxy", &[(variable, value), ("UNUSABLE", variable)]).await;
            // It has no effect on these.
            let variables = [(variable, value), ("NO_PROXY", ".resale.test")];
            run("goes_past_the_proxy", &variables).await;
            run("calls_loopback", &[(variable, value)]).await;
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_variable_that_is_not_unicode_is_not_passed_over() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    let proxy = OsStr::from_bytes(b"http://user:sentinel\xFF@proxy:3128");
    let variables = [("HTTPS_PROXY", proxy), ("UNUSABLE", "HTTPS_PROXY".as_ref())];
    run_with_any("cannot_use_the_proxy", &variables).await;
    let (proxy, no_proxy) = ("http://proxy:3128".as_ref(), OsStr::from_bytes(b"\xFF"));
    let unusable = ("UNUSABLE", "NO_PROXY".as_ref());
    run_with_any(
        "cannot_use_the_proxy",
        &[("HTTPS_PROXY", proxy), ("NO_PROXY", no_proxy), unusable],
    )
    .await;
}

#[tokio::test]
async fn the_proxys_own_password_goes_to_the_proxy() {
    let proxy = TestProxy::start(Answer::Tunnel).await;
    run("calls_through_the_proxy", &[("HTTPS_PROXY", &with_password(&proxy.url))]).await;
    let expected = format!("Proxy-Authorization: Basic {}", STANDARD.encode("user:sentinel"));
    for bytes in proxy.seen() {
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        assert!(text.contains(&expected.to_ascii_lowercase()), "{text}");
    }
}

#[tokio::test]
async fn a_proxy_that_refuses_is_named_in_the_error() {
    for (test, answer) in [
        ("needs_a_password", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
        ("is_not_let_through", "HTTP/1.1 403 Forbidden\r\n\r\n"),
        ("is_not_let_through", "HTTP/1.1 502 Bad Gateway\r\n\r\n"),
        ("is_hung_up_on", ""),
    ] {
        let proxy = TestProxy::start(Answer::Refuse(answer)).await;
        run(test, &[("HTTPS_PROXY", &with_password(&proxy.url))]).await;
        assert_eq!(proxy.seen().len(), 1, "{answer}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named_in_the_error() {
    let proxy = TestProxy::start(Answer::Tunnel).await;
    let url = with_password(&proxy.url);
    drop(proxy);
    run("finds_no_proxy", &[("HTTPS_PROXY", &url)]).await;
}

#[tokio::test]
async fn no_proxy_and_loopback_go_past_the_proxy() {
    let proxy = TestProxy::start(Answer::Tunnel).await;
    run("goes_past_the_proxy", &[("HTTPS_PROXY", &proxy.url), ("NO_PROXY", ".resale.test")]).await;
    run("calls_loopback", &[("HTTPS_PROXY", &proxy.url)]).await;
    assert!(proxy.seen().is_empty());
}

/// The proxy's address as the environment gives it when the proxy wants a password.
fn with_password(url: &str) -> String {
    url.replace("http://", "http://user:sentinel@")
}

/// A client that trusts this root, and those of the system's store if the test that runs this one has set it.
fn client_of(base_url: &str, root: Option<&Issued>) -> Client {
    let client = client(base_url, root.as_slice());
    #[expect(clippy::disallowed_methods, reason = "the test that runs this one sets it")]
    let has_store = env::var_os("SSL_CERT_FILE").is_some();
    let client = if has_store { client.roots(Roots::Platform) } else { client };
    client.build().unwrap()
}

/// The host that only the proxy knows.
const HOST: &str = "api.resale.test";

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn calls_through_the_proxy() {
    let root = Plan::authority("the root").self_signed();
    let chain = |names: &[&str]| Plan::server(names).issued_by(&root).chain(&[]);
    let mut server = TlsServer::start(chain(&[HOST])).await;
    let client = client_of(&format!("https://{HOST}:{}", server.port), Some(&root));
    let accepted: [&[&str]; 3] =
        [&[HOST], &["*.resale.test"], &["resale.test", "*.example", "API.Resale.Test"]];
    for names in accepted {
        server.show(chain(names));
        client.send(&PING).await.unwrap_or_else(|error| panic!("{names:?}: {error}"));
    }
    let sent = server.counts_after(3).await.application_bytes;
    assert!(sent > 0);

    server.show(chain(&["*.test", "resale.test", "*", "a*.resale.test"]));
    let error = refusal(client.send(&PING).await.unwrap_err());
    assert_eq!(error.kind(), Certificate);
    assert_eq!(error.certificate().unwrap().check(), CertificateCheck::Name);
    assert_eq!(server.counts_after(4).await.application_bytes, sent);
}

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn needs_a_password() {
    let error = error_behind_proxy().await;
    check(&error, Proxy, "demands a user name and password (407", false);
}

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn is_not_let_through() {
    let error = error_behind_proxy().await;
    check(&error, Proxy, "it answered CONNECT with another status than 200", true);
}

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn is_hung_up_on() {
    check(&error_behind_proxy().await, Proxy, "broke the connection off", true);
}

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn finds_no_proxy() {
    check(&error_behind_proxy().await, Proxy, "cannot be reached", true);
}

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn cannot_use_the_proxy() {
    #[expect(clippy::disallowed_methods, reason = "the test that runs this one sets it")]
    let unusable = env::var("UNUSABLE").unwrap();
    let error = client(&format!("https://{HOST}"), &[]).build().unwrap_err();
    assert!(matches!(error, BuildError::Proxy { variable, .. } if variable == unusable), "{error}");
    let text = error.to_string();
    assert!(text.contains(&unusable) && text.contains("unset it"), "{text}");
    for secret in ["sen", "tinel", "user:s", "proxy:3128"] {
        assert!(!format!("{text} {error:?}").contains(secret), "`{secret}` is in: {error:?}");
    }
}

#[tokio::test]
#[ignore = "another test runs it, behind a proxy"]
async fn does_not_trust_the_proxy() {
    let error = error_behind_proxy().await;
    assert_eq!(error.kind(), Certificate, "{error}");
    assert_eq!(error.certificate().unwrap().check(), CertificateCheck::UnknownIssuer);
}

#[tokio::test]
#[ignore = "another test runs it, beside a proxy"]
async fn goes_past_the_proxy() {
    let error = error_behind_proxy().await;
    let is_name_lookup = error.kind() == Lookup || error.is_timeout();
    assert!(is_name_lookup && error.is_retryable(), "{error}");
}

#[tokio::test]
#[ignore = "another test runs it, beside a proxy"]
async fn calls_loopback() {
    let root = Plan::authority("the root").self_signed();
    let leaf = Plan::server(&["localhost"]).issued_by(&root);
    let server = TlsServer::start(leaf.chain(&[])).await;
    client(&server.base_url(), &[&root]).build().unwrap().send(&PING).await.unwrap();
}

/// The error of a call to the host that only the proxy knows.
async fn error_behind_proxy() -> TransportError {
    let client = client_of(&format!("https://{HOST}"), None);
    refusal(client.send(&PING).await.unwrap_err())
}

fn check(error: &TransportError, kind: TransportErrorKind, words: &str, is_retryable: bool) {
    assert_eq!(error.kind(), kind, "{error}");
    assert_eq!(error.is_retryable(), is_retryable, "{error}");
    let text = error.to_string();
    let advice = "check the environment variables HTTPS_PROXY and NO_PROXY";
    for words in [words, "the proxy on the way to api.resale.test:443", advice] {
        assert!(text.contains(words), "`{words}` is not in: {text}");
    }
}

/// The error of a call of which nothing must have left the proxy.
fn refusal(error: Error) -> TransportError {
    assert!(!error.may_have_taken_effect(), "{error}");
    let Error::Transport(error) = error else { panic!("{error}") };
    assert!(error.is_connect() && !error.may_have_been_sent(), "{error}");
    assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
    assert!(error.to_string().contains("nothing was sent"), "{error}");
    error
}

/// What a proxy does with CONNECT.
#[derive(Clone, Copy)]
enum Answer {
    /// Connects to the same port of this machine, whatever the host.
    Tunnel,
    /// Answers with these bytes and closes the connection.
    Refuse(&'static str),
}

/// A proxy on loopback that remembers what it saw; it stops when dropped.
struct TestProxy {
    url: String,
    /// For each connection, what the client sent.
    seen: Arc<Mutex<Vec<Vec<u8>>>>,
    task: JoinHandle<()>,
}

impl TestProxy {
    async fn start(answer: Answer) -> Self {
        Self::start_over(None, answer).await
    }

    /// Starts it, over TLS if so wanted.
    async fn start_over(tls: Option<TlsAcceptor>, answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::<Mutex<Vec<_>>>::default();
        let task = tokio::spawn({
            let seen = Arc::clone(&seen);
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let stream: Box<dyn Stream> = match &tls {
                        // A client that does not trust it is part of the tests.
                        Some(tls) => match tls.accept(stream).await {
                            Ok(stream) => Box::new(stream),
                            Err(_) => continue,
                        },
                        None => Box::new(stream),
                    };
                    let index = {
                        let mut seen = seen.lock().unwrap();
                        seen.push(Vec::new());
                        seen.len() - 1
                    };
                    let seen = Arc::clone(&seen);
                    let record = move |bytes: &[u8]| seen.lock().unwrap()[index].extend(bytes);
                    // A client that goes away is part of the tests.
                    tokio::spawn(async move { carry(stream, answer, record).await.ok() });
                }
            }
        });
        Self { url, seen, task }
    }

    fn seen(&self) -> Vec<Vec<u8>> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for TestProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A connection, over TLS or not.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

async fn carry(
    mut client: Box<dyn Stream>,
    answer: Answer,
    record: impl Fn(&[u8]) + Send + 'static,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if client.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    record(&head);
    if let Answer::Refuse(answer) = answer {
        return client.write_all(answer.as_bytes()).await;
    }
    let text = String::from_utf8_lossy(&head);
    let target = text.split_whitespace().nth(1).unwrap_or_default();
    let (_, port) = target.rsplit_once(':').unwrap_or_default();
    let server = TcpStream::connect(("127.0.0.1", port.parse().unwrap())).await?;
    client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    let (mut from_client, mut to_client) = split(client);
    let (mut from_server, to_server) = server.into_split();
    let up = tokio::spawn(async move { carry_up(&mut from_client, to_server, record).await });
    tokio::io::copy(&mut from_server, &mut to_client).await?;
    to_client.shutdown().await?;
    up.await.map_err(io::Error::other)?
}

/// Carries what the client says to the server.
async fn carry_up(
    client: &mut (impl AsyncRead + Unpin),
    mut server: OwnedWriteHalf,
    record: impl Fn(&[u8]),
) -> io::Result<()> {
    let mut buffer = Vec::new();
    while client.read_buf(&mut buffer).await? > 0 {
        record(&buffer);
        server.write_all(&buffer).await?;
        buffer.clear();
    }
    server.shutdown().await
}
