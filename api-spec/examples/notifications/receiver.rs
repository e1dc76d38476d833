//! The receiver: authenticates the caller, and takes a notification that comes twice for one.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode},
    routing::post,
};
use bango_resale::Notification;
use subtle::ConstantTimeEq as _;
use tokio::sync::mpsc::UnboundedSender;

/// The path to register as `notificationUrl`.
pub(crate) const PATH: &str = "/bango/notifications";

/// A router that takes notifications from whoever knows the key, and passes on what is news.
///
/// The newest of the vendor's pages send the key in the header `x-api-key`:
/// <https://developer.bango.info/bango-to-reseller>.
pub(crate) fn receiver(api_key: impl Into<String>, news: UnboundedSender<Notification>) -> Router {
    let receiver = Receiver { api_key: api_key.into(), last: Mutex::default(), news };
    Router::new().route(PATH, post(receive)).with_state(Arc::new(receiver))
}

struct Receiver {
    api_key: String,
    /// The last notification of each entitlement. A real receiver keeps it in its database, and writes it in the same
    /// transaction as whatever follows from it.
    last: Mutex<BTreeMap<String, Notification>>,
    news: UnboundedSender<Notification>,
}

async fn receive(
    State(receiver): State<Arc<Receiver>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Json<&'static str>) {
    // The body is looked at only when the caller is known. The time of the comparison tells nothing of the key.
    let given = headers.get("x-api-key").map_or(&b""[..], HeaderValue::as_bytes);
    if !bool::from(given.ct_eq(receiver.api_key.as_bytes())) {
        return (StatusCode::UNAUTHORIZED, Json("the header x-api-key is missing or wrong"));
    }
    let Ok(notification) = serde_json::from_slice::<Notification>(&body) else {
        // Not 5xx: the same bytes would fail again.
        return (StatusCode::BAD_REQUEST, Json("the body is not a notification"));
    };
    if receiver.take(notification).is_err() {
        // Bango sends it again. Until whoever works on the news is back, nothing is forgotten.
        return (StatusCode::SERVICE_UNAVAILABLE, Json("try again later"));
    }
    (StatusCode::OK, Json("thank you"))
}

/// Nobody takes the news.
struct Gone;

impl Receiver {
    /// Passes on what says something that was not known. A notification is sent at least once, so often it does not; and
    /// one that was delayed may be older than what is known.
    fn take(&self, notification: Notification) -> Result<(), Gone> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = last.get(&notification.entitlement_id) {
            let is_older = match (known.date_last_updated, notification.date_last_updated) {
                (Some(known), Some(told)) => told < known,
                _ => false, // that the date is there is inferred
            };
            if is_older || *known == notification {
                return Ok(());
            }
        }
        // Remembered only when it was passed on; the other way round it would be lost if that fails.
        self.news.send(notification.clone()).map_err(|_| Gone)?;
        last.insert(notification.entitlement_id.clone(), notification);
        Ok(())
    }
}
