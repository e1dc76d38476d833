//! A sandbox with a clock of its own, a client of it, and a receiver of its notifications.

#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{Router, extract::Request};
use countersign::Timestamp;
use countersign_sandbox::{Sandbox, SandboxBuilder};
use http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt as _;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};

use crate::common::bench::{NOW, answer, client, signed};

/// A sandbox whose clock moves when told to, and a client of it.
pub(crate) struct Bench {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    now: Arc<AtomicU64>,
}

impl Bench {
    pub(crate) async fn new(choose: impl FnOnce(SandboxBuilder) -> SandboxBuilder) -> Self {
        let now = Arc::new(AtomicU64::new(NOW));
        let clock = Arc::clone(&now);
        let builder = Sandbox::builder()
            .clock(move || Timestamp::from_unix_seconds(clock.load(Ordering::Relaxed)))
            .notification_retries([Duration::ZERO; 3]);
        let sandbox = choose(builder).start().await.unwrap();
        let client = client(&sandbox).build().unwrap();
        Self { sandbox, client, now }
    }

    /// Waits for the notifications, but not for ever: a lost one is a failure and not a test that hangs.
    pub(crate) async fn notified(&self) {
        let settled = self.sandbox.notifications_settled();
        tokio::time::timeout(Duration::from_secs(30), settled).await.unwrap();
    }

    pub(crate) fn pass(&self, time: Duration) {
        self.now.fetch_add(time.as_secs(), Ordering::Relaxed);
    }

    /// A signed request. An entitlement in the path is signed too.
    pub(crate) fn request(
        &self,
        method: Method,
        path: &str,
        id: Option<&str>,
        body: Option<&Value>,
    ) -> RequestBuilder {
        let payload = body.map(Value::to_string).unwrap_or_default();
        let listed: Vec<_> = id.into_iter().map(|id| ("EntitlementId", id)).collect();
        let request = self
            .client
            .request(method, format!("{}{path}", self.sandbox.base_url()))
            .basic_auth(self.sandbox.user(), Some(self.sandbox.password()));
        let request = signed(request, self.now.load(Ordering::Relaxed), &listed, &payload);
        match body {
            Some(_) => request.header("Content-Type", "application/json").body(payload),
            None => request,
        }
    }

    pub(crate) fn create(&self, body: &Value) -> RequestBuilder {
        self.request(Method::POST, "/v1/entitlement", None, Some(body))
    }

    pub(crate) fn update(&self, body: &Value) -> RequestBuilder {
        self.request(Method::PATCH, "/v1/entitlement", None, Some(body))
    }

    pub(crate) fn read(&self, id: &str) -> RequestBuilder {
        self.request(Method::GET, &format!("/v1/entitlement/{id}"), Some(id), None)
    }

    pub(crate) fn report(&self, body: &Value) -> RequestBuilder {
        self.request(Method::POST, "/v1/entitlement/report", None, Some(body))
    }

    /// `cancel`, `revoke` or, without a body, `reactivate`.
    pub(crate) fn end(&self, word: &str, id: &str, body: Option<&Value>) -> RequestBuilder {
        self.request(Method::POST, &format!("/v1/entitlement/{word}/{id}"), Some(id), body)
    }
}

/// What createEntitlement needs, and more.
pub(crate) fn body(more: Value) -> Value {
    let mut body = json!({
        "customerIdentifier": "my-user-123456789", "merchantAccountKey": "BANGO", "productKey": "BangoMusic",
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// The answer if it is a success.
pub(crate) async fn success(request: RequestBuilder) -> Value {
    let (status, body) = answer(request).await;
    assert!(status.is_success(), "{status} {body}");
    body
}

/// A reseller's server on loopback, without TLS.
pub(crate) struct Receiver {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Delivery>>>,
    arrivals: tokio::sync::Mutex<mpsc::UnboundedReceiver<()>>,
}

/// A request to the receiver.
#[derive(Clone)]
pub(crate) struct Delivery {
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Delivery {
    async fn read(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Self {
            method: parts.method,
            target: parts.uri.to_string(),
            headers: parts.headers,
            body: serde_json::from_slice(&body).unwrap(),
        }
    }
}

impl Receiver {
    /// Answers the first requests as the list says, and all others with 204.
    pub(crate) async fn answering(statuses: &[u16]) -> Self {
        let statuses = Mutex::new(VecDeque::from(statuses.to_vec()));
        Self::new(move |_| {
            let status = statuses.lock().unwrap().pop_front().unwrap_or(204);
            std::future::ready(StatusCode::from_u16(status).unwrap())
        })
        .await
    }

    pub(crate) async fn new<F>(answer: impl Fn(Delivery) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = StatusCode> + Send + 'static,
    {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let received = Arc::new(Mutex::new(Vec::new()));
        let (arrived, arrivals) = mpsc::unbounded_channel();
        let log = Arc::clone(&received);
        let answer = Arc::new(answer);
        let router = Router::new().fallback(move |request: Request| {
            let (log, answer, arrived) = (Arc::clone(&log), Arc::clone(&answer), arrived.clone());
            async move {
                let delivery = Delivery::read(request).await;
                log.lock().unwrap().push(delivery.clone());
                // The test may be over.
                let _ = arrived.send(());
                answer(delivery).await
            }
        });
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let service = TowerToHyperService::new(router.clone());
                tokio::spawn(async move {
                    let server = auto::Builder::new(TokioExecutor::new());
                    let _ = server.serve_connection(TokioIo::new(stream), service).await;
                });
            }
        });
        Self { url, received, arrivals: tokio::sync::Mutex::new(arrivals) }
    }

    pub(crate) fn received(&self) -> Vec<Delivery> {
        self.received.lock().unwrap().clone()
    }

    /// The reasons of what came, in order.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let reason =
            |delivery: &Delivery| delivery.body["notificationReason"].as_str().unwrap().to_owned();
        self.received().iter().map(reason).collect()
    }

    /// Waits for the next request.
    pub(crate) async fn arrival(&self) {
        self.arrivals.lock().await.recv().await.unwrap();
    }
}
