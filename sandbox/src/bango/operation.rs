//! The operations on entitlements: no input or output, and the time is given.

use countersign::Timestamp;
use serde_json::{Map, Value};

use super::{
    book::{Book, Changed},
    entitlement::{ActivationCode, Entitlement},
    outcome::{Done, NextStep, Refusal},
    request::{Benefits, Create, Update},
    settings::{Activation, Cancellation},
    transition::{Refused, Status, Trigger},
};
use crate::notification::NotificationReason;

/// What an operation gets from outside.
pub(crate) struct Context {
    pub(crate) at: Timestamp,
    pub(crate) activation: Activation,
    pub(crate) cancellation: Cancellation,
    /// An identifier for a new entitlement that does not bring one.
    pub(crate) new_id: String,
    /// For an activation URL, if one is needed.
    pub(crate) code: ActivationCode,
}

/// How a termination ends an entitlement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Termination {
    Cancel,
    Revoke,
}

impl Book {
    /// Source: <http://developer.bango.com/resale/api-ref/entitlement/post/>
    pub(crate) fn create(&mut self, create: Create, context: Context) -> Result<Done, Refusal> {
        let Some(live) = self.live(&create.customer, &create.merchant_account) else {
            return self.create_new(create, context);
        };
        // Inferred: a create is the same if these members are; the others may change until the customer has acted.
        let same_id = create.id.as_ref().is_none_or(|id| *id == live.id);
        if !same_id || create.product != live.product {
            return Err(Refusal::LimitReached { status: live.status });
        }
        let mut entitlement = live.clone();
        entitlement
            .pass(Trigger::CreateAgain, context.at)
            .map_err(|Refused { from, .. }| Refusal::LimitReached { status: from })?;
        let Create { offer, notification_url, expiry, display_name, extension_data, .. } = create;
        entitlement.offer = offer.or(entitlement.offer);
        entitlement.notification_url = notification_url.or(entitlement.notification_url);
        entitlement.expiry = expiry.or(entitlement.expiry);
        entitlement.display_name = display_name.or(entitlement.display_name);
        entitlement.extension_data = extension_data.or(entitlement.extension_data);
        entitlement.activation = Some(context.code);
        Ok(self.done(entitlement, None, NextStep::CustomerActs))
    }

    fn create_new(&mut self, create: Create, context: Context) -> Result<Done, Refusal> {
        let id = create.id.unwrap_or(context.new_id);
        if self.get(&id).is_some() {
            return Err(Refusal::IdInUse);
        }
        let mut entitlement = Entitlement {
            id,
            status: Status::Pending,
            customer: create.customer,
            merchant_account: create.merchant_account,
            product: create.product,
            offer: create.offer,
            display_name: create.display_name,
            notification_url: create.notification_url,
            expiry: create.expiry,
            extension_data: create.extension_data,
            created: context.at,
            last_updated: context.at,
            activated: None,
            ended: None,
            suspended: None,
            resumed: None,
            activation: Some(context.code),
        };
        match context.activation {
            Activation::AtOnce => {
                let reason = entitlement.pass(Trigger::CustomerActs, context.at)?;
                Ok(self.done(entitlement, reason, NextStep::None))
            }
            Activation::ByCustomer => Ok(self.done(entitlement, None, NextStep::CustomerActs)),
        }
    }

    /// Source: <https://developer.bango.com/resale/entitlements/update>
    pub(crate) fn update(&mut self, update: Update, context: Context) -> Result<Done, Refusal> {
        let mut entitlement = self.get(&update.id).ok_or(Refusal::Unknown)?.clone();
        let mut reasons = Vec::new();
        reasons.extend(entitlement.pass(Trigger::Update, context.at)?);
        if let Some(benefits) = update.benefits {
            let trigger = match benefits {
                Benefits::Normal => Trigger::Restore,
                Benefits::Suspended => Trigger::Suspend,
            };
            reasons.extend(entitlement.pass(trigger, context.at)?);
        }
        let mut next = NextStep::None;
        if let Some(product) = update.product.filter(|product| *product != entitlement.product) {
            entitlement.product = product;
            reasons.push(NotificationReason::ProductUpdate);
            if context.activation == Activation::ByCustomer && entitlement.status == Status::Active
            {
                reasons.extend(entitlement.pass(Trigger::ActionNeeded, context.at)?);
                entitlement.activation = Some(context.code);
                next = NextStep::CustomerActs;
            }
        }
        let mut is_other = update.expiry.change(&mut entitlement.expiry);
        is_other |= update.extension_data.change(&mut entitlement.extension_data);
        if let Some(customer) = update.customer.filter(|customer| *customer != entitlement.customer)
        {
            if let Some(other) = self.live(&customer, &entitlement.merchant_account) {
                return Err(Refusal::LimitReached { status: other.status });
            }
            entitlement.customer = customer;
            is_other = true;
        }
        // It is not among the members of an entitlement, so its change is not told.
        update.notification_url.change(&mut entitlement.notification_url);
        if is_other {
            reasons.push(NotificationReason::MetadataUpdate);
        }
        Ok(self.done(entitlement, reasons, next))
    }

    /// Cancels or revokes. The reason and further members of the request come back in `extensionData`:
    /// <https://developer.bango.com/resale/entitlements/cancel>,
    /// <https://developer.bango.com/resale/entitlements/revoke>.
    pub(crate) fn terminate(
        &mut self,
        id: &str,
        termination: Termination,
        reason: Map<String, Value>,
        context: Context,
    ) -> Result<Done, Refusal> {
        let mut entitlement = self.get(id).ok_or(Refusal::Unknown)?.clone();
        let before = entitlement.status;
        let notified = match (termination, context.cancellation) {
            (Termination::Revoke, _) => entitlement.pass(Trigger::Revoke, context.at)?,
            (Termination::Cancel, Cancellation::AtOnce) => {
                entitlement.pass(Trigger::Cancel, context.at)?
            }
            (Termination::Cancel, Cancellation::After(paid)) => {
                let notified = entitlement.pass(Trigger::CancelLater, context.at)?;
                if entitlement.status == Status::ActiveEnding && before != Status::ActiveEnding {
                    let end = context.at.unix_seconds().saturating_add(paid.as_secs());
                    entitlement.ended = Some(Timestamp::from_unix_seconds(end));
                }
                notified
            }
        };
        if !reason.is_empty() {
            // Inferred: data that is no object gives way, since it has no place for members.
            let mut data = match entitlement.extension_data {
                Some(Value::Object(data)) => data,
                _ => Map::new(),
            };
            data.extend(reason);
            entitlement.extension_data = Some(Value::Object(data));
        }
        Ok(self.done(entitlement, notified, NextStep::None))
    }

    /// Source: <https://developer.bango.com/resale/api-ref/entitlement/reactivate/post>
    pub(crate) fn reactivate(&mut self, id: &str, context: Context) -> Result<Done, Refusal> {
        let mut entitlement = self.get(id).ok_or(Refusal::Unknown)?.clone();
        let (trigger, next) = match context.activation {
            Activation::AtOnce => (Trigger::Reactivate, NextStep::None),
            Activation::ByCustomer => (Trigger::ReactivateByCustomer, NextStep::CustomerActs),
        };
        let reason = entitlement.pass(trigger, context.at)?;
        if let Some(other) = self.live(&entitlement.customer, &entitlement.merchant_account) {
            return Err(Refusal::LimitReached { status: other.status });
        }
        if next == NextStep::CustomerActs {
            entitlement.activation = Some(context.code);
        }
        Ok(self.done(entitlement, reason, next))
    }

    /// What the customer does at the activation URL.
    pub(crate) fn activate(&mut self, id: &str, at: Timestamp) -> Result<Done, Refusal> {
        let mut entitlement = self.get(id).ok_or(Refusal::Unknown)?.clone();
        let reason = entitlement.pass(Trigger::CustomerActs, at)?;
        Ok(self.done(entitlement, reason, NextStep::None))
    }

    fn done(
        &mut self,
        entitlement: Entitlement,
        reasons: impl IntoIterator<Item = NotificationReason>,
        next: NextStep,
    ) -> Done {
        self.keep(entitlement.clone());
        let changed = Changed { entitlement, reasons: reasons.into_iter().collect() };
        Done { changed, next }
    }
}
