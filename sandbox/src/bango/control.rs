//! What the user of a sandbox chooses, sees and does of Bango Resale.

use std::{sync::Arc, time::Duration};

use super::{ActivateError, Activation, Cancellation};
use crate::{
    notification::Notification,
    sandbox::{Sandbox, SandboxBuilder},
};

impl SandboxBuilder {
    /// Sets how new entitlements become active; by default [`Activation::AtOnce`].
    pub const fn activation(mut self, activation: Activation) -> Self {
        self.bango.activation = activation;
        self
    }

    /// Sets when a cancel ends an active entitlement; by default [`Cancellation::AtOnce`].
    pub const fn cancellation(mut self, cancellation: Cancellation) -> Self {
        self.bango.cancellation = cancellation;
        self
    }

    /// Sets what notifications carry in the header `x-api-key`; by default
    /// `countersign-sandbox-notification-key`. [`start`](Self::start) refuses what no header can carry.
    ///
    /// Source: <https://developer.bango.info/bango-to-reseller>
    pub fn notification_key(mut self, key: impl Into<String>) -> Self {
        self.bango.notifications.api_key = key.into();
        self
    }

    /// Sets how long to wait before each further attempt to deliver a notification, when the receiver could not be
    /// reached or did not answer with 2xx; by default 1, 2, 4, 8, 16, 32 and 64 seconds. After the last of them the
    /// sandbox gives up.
    pub fn notification_retries(mut self, delays: impl IntoIterator<Item = Duration>) -> Self {
        self.bango.notifications.retry_delays = delays.into_iter().collect();
        self
    }

    /// Sets a function that is told of every notification that was delivered, given up or skipped.
    pub fn on_notification(
        mut self,
        observer: impl Fn(&Notification) + Send + Sync + 'static,
    ) -> Self {
        self.bango.notifications.observer = Some(Arc::new(observer));
        self
    }
}

impl Sandbox {
    /// Activates a `PENDING` entitlement, as its customer does by opening the activation URL.
    ///
    /// # Errors
    ///
    /// [`ActivateError`] if there is no such entitlement or it does not wait for the customer.
    pub fn activate(&self, entitlement_id: &str) -> Result<(), ActivateError> {
        self.state.bango.activate(entitlement_id, self.state.now())
    }

    /// Does what the clock of the sandbox says is due: entitlements end at `dateEnded` and `dateExpiry`. It is done
    /// before every call too, so this is for notifications that should not wait for one.
    pub fn settle(&self) {
        self.state.bango.settle(self.state.now());
    }

    /// What notifications carry in the header `x-api-key`.
    #[must_use]
    pub fn notification_key(&self) -> &str {
        self.state.bango.notification_key()
    }

    /// The notifications of entitlements that have a `notificationUrl`, in the order of what they tell.
    ///
    /// All that are pending, and at most the last 1,000 others.
    #[must_use]
    pub fn notifications(&self) -> Vec<Notification> {
        self.state.bango.notifications()
    }

    /// Waits until no notification is pending: each was delivered, given up or skipped.
    pub async fn notifications_settled(&self) {
        self.state.bango.notifications_settled().await;
    }
}
