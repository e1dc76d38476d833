//! What the sandbox of Bango Resale leaves to its user.

use std::time::Duration;

use crate::notification;

/// How a new entitlement becomes active.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Activation {
    /// Create answers 200 with an `ACTIVE` entitlement. This is the default.
    #[default]
    AtOnce,

    /// Create answers 202 with a `PENDING` entitlement and an activation URL, which the sandbox serves itself; opening it
    /// activates. So do a change of `productKey` and reactivate.
    ///
    /// That a PATCH may need the customer is documented; that a change of `productKey` does is inferred.
    ByCustomer,
}

/// When a cancel ends an active entitlement; with the vendor this depends on the merchant.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cancellation {
    /// Cancel answers with a `CANCELLED` entitlement. This is the default.
    #[default]
    AtOnce,

    /// Cancel answers with an `ACTIVE-ENDING` entitlement, which is `CANCELLED` when so much time, in whole seconds, has
    /// passed.
    After(Duration),
}

/// What the user of a sandbox chooses.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) activation: Activation,
    pub(crate) cancellation: Cancellation,
    pub(crate) notifications: notification::Settings,
}
