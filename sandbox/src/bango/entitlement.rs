//! One entitlement: what is kept of it, and how each transition changes it.

use countersign::Timestamp;
use serde_json::{Map, Value, json};

use super::transition::{Refused, Status, Trigger, next};
use crate::{
    date::{Moment, iso_8601},
    notification::NotificationReason,
};

/// An entitlement. It has no `Debug`, because it holds customer data.
#[derive(Clone, PartialEq)]
pub(crate) struct Entitlement {
    pub(crate) id: String,
    pub(crate) status: Status,
    pub(crate) customer: String,
    pub(crate) merchant_account: String,
    pub(crate) product: String,
    pub(crate) offer: Option<String>,
    pub(crate) display_name: Option<String>,
    pub(crate) notification_url: Option<String>,
    pub(crate) expiry: Option<Moment>,
    pub(crate) extension_data: Option<Value>,
    pub(crate) created: Timestamp,
    pub(crate) last_updated: Timestamp,
    pub(crate) activated: Option<Timestamp>,
    /// In the future while it is `ACTIVE-ENDING`.
    pub(crate) ended: Option<Timestamp>,
    pub(crate) suspended: Option<Timestamp>,
    pub(crate) resumed: Option<Timestamp>,
    /// How the customer activates it, while it is `PENDING`.
    pub(crate) activation: Option<ActivationCode>,
}

/// The secret part of an activation URL.
#[derive(Clone, PartialEq)]
pub(crate) struct ActivationCode {
    pub(crate) code: String,
    /// From then on it is refused.
    pub(crate) expires: Timestamp,
}

impl Entitlement {
    /// Changes status and dates as the trigger asks for, or says why not. The answer is the reason that the reseller is
    /// notified with, if there is one.
    ///
    /// A code for a status of `PENDING` and the end date for one of `ACTIVE-ENDING` are the caller's to set.
    pub(crate) fn pass(
        &mut self,
        trigger: Trigger,
        at: Timestamp,
    ) -> Result<Option<NotificationReason>, Refused> {
        use Status::{Active, ActiveEnding, Cancelled, Pending, Revoked, Suspended};

        let from = self.status;
        self.status = next(from, trigger)?;
        let reason = match (from, self.status) {
            (from, to) if from == to => None,
            (Pending, Active) => {
                self.activated = Some(at);
                Some(NotificationReason::ActivationSuccess)
            }
            (Cancelled, Active) => {
                self.activated = Some(at);
                self.begin_again(at);
                Some(NotificationReason::ActivationSuccess)
            }
            (Cancelled, Pending) => {
                self.begin_again(at);
                None
            }
            (Suspended, Active) => {
                self.resumed = Some(at);
                Some(NotificationReason::ResumptionSuccess)
            }
            // Inferred: the vendor names no reason for it, and this one too says that it is ACTIVE now.
            (ActiveEnding, Active) => {
                self.ended = None;
                Some(NotificationReason::ResumptionSuccess)
            }
            (_, Suspended) => {
                self.suspended = Some(at);
                Some(NotificationReason::SuspensionSuccess)
            }
            (_, ActiveEnding) => Some(NotificationReason::TerminationPending),
            (_, Cancelled | Revoked) => {
                self.ended = Some(at);
                Some(NotificationReason::TerminationSuccess)
            }
            _ => None,
        };
        if self.status != Pending {
            self.activation = None;
        }
        self.last_updated = at;
        Ok(reason)
    }

    /// When the clock does something to it next, and what.
    pub(crate) fn due(&self) -> Option<(Timestamp, Trigger)> {
        if !self.status.is_live() {
            return None;
        }
        let end = (self.status == Status::ActiveEnding).then_some(self.ended).flatten();
        let end = end.map(|at| (at, Trigger::EndDate));
        let expiry = self.expiry.map(|moment| (moment.reached_at(), Trigger::Expiry));
        end.into_iter().chain(expiry).min_by_key(|(at, _)| *at)
    }

    /// The members of the entitlement in answers and notifications.
    ///
    /// Members that the vendor types as a string and not as "string or null" are empty strings if there is nothing in
    /// them. Source: <https://developer.bango.com/resale/api-ref/entitlement/reactivate/post>
    pub(crate) fn record(&self) -> Map<String, Value> {
        let date = |at: Option<Timestamp>| at.map(iso_8601);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let record = json!({
            "entitlementId": self.id,
            "status": self.status.as_str(),
            "dateCreated": iso_8601(self.created),
            "dateActivated": date(self.activated),
            "dateEnded": date(self.ended),
            "dateSuspended": date(self.suspended),
            "dateResumed": date(self.resumed),
            "dateLastUpdated": iso_8601(self.last_updated),
            "customerIdentifier": self.customer,
            "merchantAccountKey": self.merchant_account,
            "productKey": self.product,
            "offerKey": text(&self.offer),
            "activationCode": "",
            "entitlementDisplayName": text(&self.display_name),
            "dateExpiry": self.expiry.map(|moment| moment.to_string()),
            "extensionData": self.extension_data.clone().unwrap_or_else(|| json!("")),
        });
        match record {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    /// Inferred: an end that lies behind it does not strike a second time.
    fn begin_again(&mut self, at: Timestamp) {
        self.ended = None;
        self.expiry = self.expiry.filter(|moment| moment.reached_at() > at);
    }
}
