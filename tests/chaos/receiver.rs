//! Receives notifications, and writes down each delivery.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{Router, body::Bytes, extract::State, routing::post};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

/// How often each reason was told of each entitlement.
pub(crate) type Deliveries = BTreeMap<(String, String), usize>;

/// The receiver; it stops when dropped.
pub(crate) struct Receiver {
    pub(crate) url: String,
    deliveries: Arc<Mutex<Deliveries>>,
    task: JoinHandle<()>,
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let deliveries = Arc::<Mutex<Deliveries>>::default();
        let router = Router::new().route("/", post(receive)).with_state(Arc::clone(&deliveries));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, deliveries, task }
    }

    pub(crate) fn received(&self) -> Deliveries {
        self.deliveries.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn receive(State(deliveries): State<Arc<Mutex<Deliveries>>>, body: Bytes) {
    let notification: Value = serde_json::from_slice(&body).unwrap();
    let member = |name| notification[name].as_str().unwrap().to_owned();
    let key = (member("entitlementId"), member("notificationReason"));
    *deliveries.lock().unwrap().entry(key).or_insert(0) += 1;
}
