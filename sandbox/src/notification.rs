//! Notifications: what the sandbox tells a reseller about its entitlements, by a POST to their `notificationUrl`.
//!
//! Source: <https://developer.bango.com/resale/api-ref/notifications> and <https://developer.bango.info/bango-to-reseller>.
//! Which answer the vendor expects, how often it tries again and how long it waits are not known.

mod outbox;
mod receiver;

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;

pub(crate) use outbox::{Outbox, OutboxError};

/// What every notification carries in the header `x-api-key`, unless another key is set. It protects nothing.
const API_KEY: &str = "countersign-sandbox-notification-key";

/// A notification as the sandbox sends it, and how far it got.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Notification {
    /// The entitlement that it tells about.
    pub entitlement_id: String,
    /// What happened to it.
    pub reason: NotificationReason,
    /// Where it is sent, as the reseller wrote it.
    pub url: String,
    /// The JSON body, byte for byte.
    pub body: Bytes,
    /// How often it was sent so far.
    pub attempts: usize,
    /// How far it got.
    pub state: NotificationState,
}

impl fmt::Debug for Notification {
    /// Without URL and body, which hold customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notification")
            .field("entitlement_id", &self.entitlement_id)
            .field("reason", &self.reason)
            .field("attempts", &self.attempts)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// How far a notification got.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum NotificationState {
    /// It waits for its turn, its receiver or its next attempt.
    Pending,
    /// The receiver answered with a status of 2xx.
    Delivered,
    /// No attempt succeeded, and there will be no other.
    GaveUp {
        /// What was wrong at the last attempt.
        problem: String,
    },
    /// It is not sent, because its receiver is not on this machine.
    Skipped,
}

/// What happened to an entitlement.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum NotificationReason {
    /// `ACTIVATION_SUCCESS`: it is active now.
    ActivationSuccess,
    /// `METADATA_UPDATE`: data of it changed.
    MetadataUpdate,
    /// `PRODUCT_UPDATE`: its `productKey` changed.
    ProductUpdate,
    /// `RESUMPTION_SUCCESS`: it is active again.
    ResumptionSuccess,
    /// `SUSPENSION_SUCCESS`: it is suspended now.
    SuspensionSuccess,
    /// `TERMINATION_PENDING`: it is ending; `TERMINATION_SUCCESS` follows at its end date.
    TerminationPending,
    /// `TERMINATION_SUCCESS`: it is cancelled or revoked now.
    TerminationSuccess,
}

impl NotificationReason {
    /// The name in JSON: `ACTIVATION_SUCCESS`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActivationSuccess => "ACTIVATION_SUCCESS",
            Self::MetadataUpdate => "METADATA_UPDATE",
            Self::ProductUpdate => "PRODUCT_UPDATE",
            Self::ResumptionSuccess => "RESUMPTION_SUCCESS",
            Self::SuspensionSuccess => "SUSPENSION_SUCCESS",
            Self::TerminationPending => "TERMINATION_PENDING",
            Self::TerminationSuccess => "TERMINATION_SUCCESS",
        }
    }
}

impl fmt::Display for NotificationReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who watches notifications.
pub(crate) type Observer = Arc<dyn Fn(&Notification) + Send + Sync>;

/// How notifications are sent.
pub(crate) struct Settings {
    /// What the header `x-api-key` carries.
    pub(crate) api_key: String,
    /// How long to wait after each failed attempt before the next; after the last of them it gives up.
    pub(crate) retry_delays: Vec<Duration>,
    /// Is told of every notification that was delivered, given up or skipped.
    pub(crate) observer: Option<Observer>,
}

impl Default for Settings {
    /// A receiver that is started again within two minutes misses nothing.
    fn default() -> Self {
        let doubled = (0..7).map(|times| Duration::from_secs(1 << times));
        Self { api_key: API_KEY.to_owned(), retry_delays: doubled.collect(), observer: None }
    }
}
