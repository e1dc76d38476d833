//! How an operation went, and what is answered to it.

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::{
    book::Changed,
    entitlement::ActivationCode,
    transition::{Refused, Status, Trigger},
};
use crate::{answer::Answer, notification::NotificationReason};

/// What an operation did.
#[derive(Clone)]
pub(crate) struct Done {
    pub(crate) changed: Changed,
    pub(crate) next: NextStep,
}

/// What comes after an operation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NextStep {
    /// Nothing: it took effect.
    None,
    /// The customer has to open the activation URL.
    CustomerActs,
}

/// Why an operation did nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Refusal {
    /// No entitlement has this id.
    Unknown,
    /// An entitlement has the id that a new one asks for.
    IdInUse,
    /// The customer has an entitlement with the merchant already.
    LimitReached {
        /// Where that one stands.
        status: Status,
    },
    /// It does not fit the status of the entitlement.
    Status(Refused),
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::Status(refused)
    }
}

impl Done {
    /// The status of the answer.
    pub(super) fn status(&self) -> StatusCode {
        match self.pending_activation() {
            Some(_) => StatusCode::ACCEPTED,
            None => StatusCode::OK,
        }
    }

    /// What the customer has to open, if that is what comes next.
    fn pending_activation(&self) -> Option<&ActivationCode> {
        let activation = self.changed.entitlement.activation.as_ref();
        activation.filter(|_| self.next == NextStep::CustomerActs)
    }

    /// 200 with the entitlement, or 202 with what the customer has to do.
    pub(super) fn answer(&self, base_url: &str) -> Answer {
        let record = self.changed.entitlement.record();
        match self.pending_activation() {
            Some(activation) => {
                let parameters = json!({
                    "action": "NAVIGATE_TO_URL",
                    "activationUrl": format!("{base_url}/activate/{}", activation.code),
                });
                let message = "sandbox: the customer has to open `activationUrl`";
                let envelope = envelope("CLIENT_ACTION_REQUIRED", message, parameters);
                Answer::json(StatusCode::ACCEPTED, with(envelope, record))
            }
            None => ok(record),
        }
    }
}

/// A success with the members of an entitlement.
pub(super) fn ok(record: Map<String, Value>) -> Answer {
    Answer::json(StatusCode::OK, with(envelope("OK", SUCCESS, json!({})), record))
}

/// The body of a notification.
///
/// Its first six members are the vendor's: <https://developer.bango.com/resale/api-ref/notifications/>. The name of the
/// one with the reason is inferred, as is the rest.
pub(super) fn notification(changed: &Changed, reason: NotificationReason) -> Value {
    let mut record = changed.entitlement.record();
    record.insert("activationCode".to_owned(), Value::Null);
    let mut envelope = envelope("OK", SUCCESS, Value::Null);
    envelope.insert("notificationReason".to_owned(), json!(reason.as_str()));
    with(envelope, record)
}

/// The vendor's text of a successful answer, as its echo operation shows it.
pub(super) const SUCCESS: &str = "Success";

fn envelope(code: &str, message: &str, parameters: Value) -> Map<String, Value> {
    let members = [
        ("responseCode", json!(code)),
        ("responseMessage", json!(message)),
        ("parameters", parameters),
    ];
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn with(mut envelope: Map<String, Value>, record: Map<String, Value>) -> Value {
    envelope.extend(record);
    Value::Object(envelope)
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Self::not_found("sandbox: no entitlement has this `entitlementId`"),
            // Inferred: the vendor's text about an `entitlementId` that is used again is cut off.
            Refusal::IdInUse => Self::bad_request(
                "`entitlementId`: parameter is invalid: an entitlement has it already; leave it out to get a new one",
            ),
            // The first words are the vendor's: <https://developer.bango.com/resale/faq/>.
            Refusal::LimitReached { status } => Self::bad_request(format!(
                "Maximum number of subscriptions for user reached (sandbox: the customer has an entitlement with this \
                 merchant that is {status}; cancel or revoke that one first)"
            )),
            Refusal::Status(refused) => match (refused.trigger, refused.from) {
                (Trigger::Reactivate | Trigger::ReactivateByCustomer, Status::Active) => {
                    Self::conflict("ALREADY_EXISTS", format!("sandbox: {refused}"))
                }
                // The code is the vendor's; that it stands for these statuses is inferred, and so is 403.
                (Trigger::Reactivate | Trigger::ReactivateByCustomer, _) => Self::refusal(
                    StatusCode::FORBIDDEN,
                    "NOT_AVAILABLE",
                    format!("sandbox: {refused}"),
                ),
                _ => Self::bad_request(format!("sandbox: {refused}")),
            },
        }
    }
}
