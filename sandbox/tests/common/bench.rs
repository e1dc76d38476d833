//! A sandbox and a client that nobody here wrote, which trusts the sandbox's certificate and no other.

use countersign::Timestamp;
use countersign_sandbox::Sandbox;
use http::{Method, StatusCode};
use reqwest::{Certificate, Client, RequestBuilder, Response};
use serde_json::{Value, json};

use super::sign;

/// 2017-01-01T01:02:03Z
pub(crate) const NOW: u64 = 1_483_232_523;

/// A sandbox whose clock stands still, and a client of it.
pub(crate) struct Bench {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        Self::of(
            Sandbox::builder().clock(|| Timestamp::from_unix_seconds(NOW)).start().await.unwrap(),
        )
    }

    pub(crate) fn of(sandbox: Sandbox) -> Self {
        let client = client(&sandbox).build().unwrap();
        Self { sandbox, client }
    }

    /// A sandbox that serves these documents, each a file name and a text.
    pub(crate) async fn serving(documents: &[(&str, &str)]) -> Self {
        let builder = Sandbox::builder().clock(|| Timestamp::from_unix_seconds(NOW));
        let builder =
            documents.iter().fold(builder, |builder, (file, text)| builder.document(*file, *text));
        Self::of(builder.start().await.unwrap())
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.sandbox.base_url()))
            .basic_auth(self.sandbox.user(), Some(self.sandbox.password()))
    }

    pub(crate) fn create(&self, body: impl Into<String>) -> RequestBuilder {
        let body = body.into();
        signed(self.request(Method::POST, "/v1/entitlement"), NOW, &[], &body).body(body)
    }

    pub(crate) fn read(&self, id: &str) -> RequestBuilder {
        let request = self.request(Method::GET, &format!("/v1/entitlement/{id}"));
        signed(request, NOW, &[("EntitlementId", id)], "")
    }
}

pub(crate) fn client(sandbox: &Sandbox) -> reqwest::ClientBuilder {
    let root = Certificate::from_pem(sandbox.root_certificate_pem().as_bytes()).unwrap();
    Client::builder().tls_certs_only([root]).no_proxy()
}

pub(crate) fn signed(
    request: RequestBuilder,
    created: u64,
    more: &[(&str, &str)],
    body: &str,
) -> RequestBuilder {
    let names: String = more.iter().map(|(name, _)| format!(";{name}")).collect();
    let values: String = more.iter().map(|(_, value)| *value).collect();
    let signature = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        sign(format!("{created}{values}{body}")),
    );
    let request = more.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.header("Created", created).header(
        "Signature",
        format!("keyId=RSA-SHA256V1, headers=Created{names}, signature={signature}"),
    )
}

pub(crate) async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    envelope(request.send().await.unwrap()).await
}

pub(crate) async fn envelope(response: Response) -> (StatusCode, Value) {
    assert_eq!(response.headers()["content-type"], "application/json");
    let status = response.status();
    (status, serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

/// What is answered, and that it is in the vendor's envelope.
#[track_caller]
pub(crate) fn check_refusal(answer: &(StatusCode, Value), status: u16, code: &str, message: &str) {
    let (given_status, body) = answer;
    assert_eq!((given_status.as_u16(), &body["responseCode"]), (status, &json!(code)), "{body}");
    let text = body["responseMessage"].as_str().unwrap();
    assert!(text.contains(message), "{message:?} is not in {text:?}");
    assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
}
