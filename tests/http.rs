//! Whole calls over real TLS on loopback: what is sent, what comes back, and what keeps a call from coming about. The
//! answers that are not what was asked for are in `answers.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use countersign::{
    BaseUrl, BuildError, Client, ClientBuilder, Endpoint, Error, ErrorBody, HasSigner,
    PrepareError, PreparedRequest, RequestWriter, Roots, SignError, SignFuture, SignatureString,
    Signer, SigningKey,
    http::{Method, StatusCode, Version},
    serde::Deserialize,
};
use countersign_sandbox::Sandbox;
use countersign_tests::{VECTORS, raw_server::RawServer};

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/entitlement", response = Entitlement)]
#[serde(rename_all = "camelCase")]
struct CreateEntitlement<'a> {
    customer_identifier: &'a str,
    merchant_account_key: &'a str,
    product_key: &'a str,
}

const CREATE: CreateEntitlement<'_> = CreateEntitlement {
    customer_identifier: "my-user-123456789",
    merchant_account_key: "BANGO",
    product_key: "BangoMusic",
};

/// The same for another customer, because each may have one entitlement.
const fn create_for(customer_identifier: &str) -> CreateEntitlement<'_> {
    CreateEntitlement { customer_identifier, ..CREATE }
}

#[derive(Endpoint)]
#[endpoint(
    method = GET,
    path = "/v1/entitlement/{entitlement_id}",
    signed("Created", "EntitlementId"),
    response = Entitlement,
)]
struct GetEntitlement<'a> {
    #[endpoint(path, header = "EntitlementId")]
    entitlement_id: &'a str,
}

#[derive(Debug, Deserialize)]
#[serde(crate = "countersign::serde", rename_all = "camelCase")]
struct Entitlement {
    entitlement_id: String,
    status: String,
}

fn key() -> SigningKey {
    VECTORS.vendor_key().signing_key()
}

fn client_of(sandbox: &Sandbox) -> Client {
    Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(key())
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()
        .unwrap()
}

/// The error of a call to a server that answers with these bytes.
async fn error_from(answer: &str) -> Error {
    let server = RawServer::start(answer).await.unwrap();
    client_of_raw(&server).build().unwrap().send(&CREATE).await.unwrap_err()
}

fn client_of_raw(server: &RawServer) -> ClientBuilder<HasSigner> {
    Client::builder(&server.base_url)
        .signing_key(key())
        .add_roots_pem(server.certificate_pem.as_str())
}

fn answer(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn creates_and_reads_back() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let client = client_of(&sandbox);
    let created = client.send(&CREATE).await.unwrap();
    assert_eq!(created.status, "ACTIVE");
    let read = client
        .send_for_response(&GetEntitlement { entitlement_id: &created.entitlement_id })
        .await
        .unwrap();
    assert_eq!(read.status(), StatusCode::OK);
    assert_eq!(read.version(), Version::HTTP_2);
    assert!(read.headers().contains_key("content-type"));
    assert_eq!(read.body().entitlement_id, created.entitlement_id);

    let received = sandbox.received();
    assert_eq!(received.len(), 2);
    assert_eq!(
        received[0].body,
        &br#"{"customerIdentifier":"my-user-123456789","merchantAccountKey":"BANGO","productKey":"BangoMusic"}"#[..],
    );
    assert!(received[1].body.is_empty());
    assert_eq!(received[1].target, format!("/v1/entitlement/{}", created.entitlement_id));
}

#[tokio::test]
async fn the_vendors_basic_auth_example_on_the_wire() {
    let mut server = RawServer::start(answer("200 OK", "{}")).await.unwrap();
    let client = client_of_raw(&server)
        .basic_auth("MyOrganization", "elephant-notepad-dancer")
        .build()
        .unwrap();
    client.send(&CREATE).await.unwrap_err();
    let request = String::from_utf8(server.requests.recv().await.unwrap()).unwrap();
    let authorization = request
        .lines()
        .find_map(|line| {
            line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("authorization"))
        })
        .unwrap();
    assert_eq!(authorization.1, "Basic TXlPcmdhbml6YXRpb246ZWxlcGhhbnQtbm90ZXBhZC1kYW5jZXI=");
}

#[tokio::test]
async fn a_wrong_password_is_an_api_error_with_its_code() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let client = Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), "sentinel")
        .signing_key(key())
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()
        .unwrap();
    let error = client.send(&CREATE).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(error.api().unwrap().code(), Some("UNAUTHORIZED"));
    assert!(error.to_string().contains("401 Unauthorized: UNAUTHORIZED"), "{error}");
    assert!(!format!("{error} {error:?}").contains("sentinel"));
}

#[tokio::test]
async fn another_key_is_refused_and_explained() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let client = Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(SigningKey::generate(1024).unwrap())
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()
        .unwrap();
    let error = client.send(&CREATE).await.unwrap_err();
    assert!(error.to_string().contains("another private key"), "{error}");
}

#[tokio::test]
async fn any_signer_signs() {
    struct Remote(SigningKey);
    impl Signer for Remote {
        fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
            Box::pin(async move {
                tokio::task::yield_now().await;
                self.0.sign(string)
            })
        }
    }
    let sandbox = Sandbox::builder().start().await.unwrap();
    let builder = || {
        Client::builder(sandbox.base_url())
            .basic_auth(sandbox.user(), sandbox.password())
            .add_roots_pem(sandbox.root_certificate_pem())
    };
    let client = builder().signer(Remote(key())).build().unwrap();
    // The future can move between threads.
    let created =
        tokio::spawn(async move { client.send(&CREATE).await.map_err(|error| error.to_string()) });
    assert_eq!(created.await.unwrap().unwrap().status, "ACTIVE");

    // Chosen at run time, and shared.
    let chosen: std::sync::Arc<dyn Signer> = std::sync::Arc::new(Remote(key()));
    builder().signer(chosen).build().unwrap().send(&create_for("second")).await.unwrap();
    let boxed: Box<dyn Signer> = Box::new(key());
    builder().signer(boxed).build().unwrap().send(&create_for("third")).await.unwrap();

    struct Failing;
    impl Signer for Failing {
        fn sign<'a>(&'a self, _: &'a SignatureString<'a>) -> SignFuture<'a> {
            Box::pin(async { Err(SignError::signer("the service is down")) })
        }
    }
    let error = builder().signer(Failing).build().unwrap().send(&CREATE).await.unwrap_err();
    assert!(matches!(error, Error::Sign(SignError::Signer { .. })), "{error}");
    assert!(error.to_string().contains("the signer failed: the service is down"), "{error}");
    assert_eq!(sandbox.received().len(), 3);
}

#[tokio::test]
async fn a_value_that_cannot_be_written_sends_nothing() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let error =
        client_of(&sandbox).send(&GetEntitlement { entitlement_id: ".." }).await.unwrap_err();
    assert!(matches!(error, Error::Prepare(_)), "{error}");
    assert!(error.to_string().contains("field `entitlement_id`"), "{error}");
    assert!(sandbox.received().is_empty());
}

#[tokio::test]
async fn roots_that_do_not_hold_the_servers_ca_refuse_it() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let other = Sandbox::builder().start().await.unwrap();
    for (customer, roots) in [("first", Roots::Mozilla), ("second", Roots::Platform)] {
        let builder = || Client::builder(sandbox.base_url()).signing_key(key()).roots(roots);
        let refused = builder().add_roots_pem(other.root_certificate_pem()).build().unwrap();
        let Error::Transport(error) = refused.send(&CREATE).await.unwrap_err() else {
            panic!("not a transport error")
        };
        assert!(error.is_connect());
        assert!(error.to_string().contains("nothing was sent"), "{error}");
        let accepted = builder()
            .basic_auth(sandbox.user(), sandbox.password())
            .add_roots_pem(sandbox.root_certificate_pem())
            .build()
            .unwrap();
        accepted.send(&create_for(customer)).await.unwrap();
    }
    assert_eq!(sandbox.received().len(), 2);
}

#[test]
fn what_cannot_be_built_says_why() {
    let build = |base_url: &str, pem: &str| {
        Client::builder(base_url).signing_key(key()).add_roots_pem(pem).build().map(|_| ())
    };
    let root = VECTORS.vendor_key().public_spki_pem.as_str();
    let error = build("http://localhost", root).unwrap_err();
    assert!(error.to_string().contains("plain HTTP would show credentials"), "{error}");
    for pem in [root, "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let error = build("https://localhost", pem).unwrap_err();
        assert!(matches!(error, BuildError::Roots(_)), "{pem}: {error}");
    }
}

const GET: GetEntitlement<'_> = GetEntitlement { entitlement_id: "here" };

/// Prepares itself for another host than that of the client.
struct Elsewhere;

impl Endpoint for Elsewhere {
    type Response = ();
    type Error = ErrorBody;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = GetEntitlement::PATH;
    const SIGNED_HEADERS: &'static [&'static str] = GetEntitlement::SIGNED_HEADERS;

    fn write(&self, request: &mut RequestWriter) -> Result<(), PrepareError> {
        GET.write(request)
    }

    fn prepare(&self, _: &BaseUrl) -> Result<PreparedRequest, PrepareError> {
        GET.prepare(&BaseUrl::parse("https://elsewhere.example/prefix").unwrap())
    }
}

#[tokio::test]
async fn a_request_goes_to_the_clients_own_host_whatever_it_was_prepared_for() {
    let mut server = RawServer::start(answer("200 OK", "null")).await.unwrap();
    client_of_raw(&server).build().unwrap().send(&Elsewhere).await.unwrap();
    let request = String::from_utf8(server.requests.recv().await.unwrap()).unwrap();
    let host = server.base_url.strip_prefix("https://").unwrap();
    assert!(request.starts_with("GET /prefix/v1/entitlement/here HTTP/1.1\r\n"), "{request}");
    assert!(request.contains(&format!("\r\nhost: {host}\r\n")), "{request}");
    assert!(!request.contains("elsewhere"), "{request}");
}

#[tokio::test]
async fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    drop(listener);
    let client = Client::builder(base_url).signing_key(key()).build().unwrap();
    let Error::Transport(error) = client.send(&CREATE).await.unwrap_err() else {
        panic!("not a transport error")
    };
    assert!(error.is_connect());
    assert!(error.to_string().contains("refused"), "{error}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_shows_where_it_leads() {
    let mut target = RawServer::start(answer("200 OK", "{}")).await.unwrap();
    let redirect = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        target.base_url
    );
    let error = error_from(&redirect).await;
    assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT));
    assert!(error.to_string().contains(&target.base_url), "{error}");
    assert!(target.requests.try_recv().is_err());
}
