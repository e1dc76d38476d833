//! All entitlements of one sandbox, in memory, as long as it runs.

use std::collections::{BTreeMap, BTreeSet};

use countersign::Timestamp;

use super::entitlement::Entitlement;
use crate::notification::NotificationReason;

/// Entitlements by their ids, and what finds them otherwise.
#[derive(Default)]
pub(crate) struct Book {
    entitlements: BTreeMap<String, Entry>,
    /// The ids of each customer's entitlements, in the order in which they were created.
    customers: BTreeMap<String, BTreeSet<(u64, String)>>,
    /// The id of the entitlement that each activation code activates.
    codes: BTreeMap<String, String>,
    /// When the clock changes an entitlement next.
    due: BTreeSet<(Timestamp, String)>,
    created: u64,
}

struct Entry {
    number: u64,
    entitlement: Entitlement,
}

/// An entitlement after a change, and the reasons for which the reseller is notified of it.
#[derive(Clone)]
pub(crate) struct Changed {
    pub(crate) entitlement: Entitlement,
    pub(crate) reasons: Vec<NotificationReason>,
}

impl Book {
    pub(crate) fn get(&self, id: &str) -> Option<&Entitlement> {
        self.entitlements.get(id).map(|entry| &entry.entitlement)
    }

    /// The entitlements of a customer, in the order in which they were created.
    pub(crate) fn of_customer(&self, customer: &str) -> impl Iterator<Item = &Entitlement> {
        self.customers.get(customer).into_iter().flatten().filter_map(|(_, id)| self.get(id))
    }

    /// The entitlement of a customer with a merchant that has not ended. The default limit is one:
    /// <https://developer.bango.com/resale/faq/>.
    pub(crate) fn live(&self, customer: &str, merchant_account: &str) -> Option<&Entitlement> {
        self.of_customer(customer).find(|entitlement| {
            entitlement.status.is_live() && entitlement.merchant_account == merchant_account
        })
    }

    /// The entitlement that an activation code activates, if the code is still good.
    pub(crate) fn by_code(&self, code: &str, now: Timestamp) -> Option<&Entitlement> {
        let entitlement = self.codes.get(code).and_then(|id| self.get(id))?;
        entitlement
            .activation
            .as_ref()
            .is_some_and(|code| now < code.expires)
            .then_some(entitlement)
    }

    /// Keeps an entitlement, in the place of the one with the same id if there is one.
    pub(crate) fn keep(&mut self, entitlement: Entitlement) {
        let number = match self.entitlements.remove(&entitlement.id) {
            Some(before) => {
                self.unlink(&before);
                before.number
            }
            None => {
                self.created += 1;
                self.created
            }
        };
        let entry = Entry { number, entitlement };
        self.link(&entry);
        self.entitlements.insert(entry.entitlement.id.clone(), entry);
    }

    /// Does everything that is due by now, in the order of time.
    pub(crate) fn settle(&mut self, now: Timestamp) -> Vec<Changed> {
        let mut changes = Vec::new();
        while let Some((_, id)) = self.due.first().filter(|(at, _)| *at <= now).cloned() {
            let changed = self.get(&id).cloned().and_then(|mut entitlement| {
                let (at, trigger) = entitlement.due()?;
                // What is late happened when it was due, but not before what happened last.
                let at = at.max(entitlement.last_updated);
                let reason = entitlement.pass(trigger, at).ok()?;
                Some(Changed { entitlement, reasons: reason.into_iter().collect() })
            });
            match changed {
                Some(changed) => {
                    self.keep(changed.entitlement.clone());
                    changes.push(changed);
                }
                // The table lets the clock end everything that is live, so this is not reached.
                None => {
                    self.due.pop_first();
                }
            }
        }
        changes
    }

    fn link(&mut self, entry: &Entry) {
        let Entry { number, entitlement } = entry;
        let id = &entitlement.id;
        let customer = self.customers.entry(entitlement.customer.clone()).or_default();
        customer.insert((*number, id.clone()));
        if let Some(activation) = &entitlement.activation {
            self.codes.insert(activation.code.clone(), id.clone());
        }
        if let Some((at, _)) = entitlement.due() {
            self.due.insert((at, id.clone()));
        }
    }

    fn unlink(&mut self, entry: &Entry) {
        let Entry { number, entitlement } = entry;
        let id = &entitlement.id;
        if let Some(customer) = self.customers.get_mut(&entitlement.customer) {
            customer.remove(&(*number, id.clone()));
            if customer.is_empty() {
                self.customers.remove(&entitlement.customer);
            }
        }
        if let Some(activation) = &entitlement.activation {
            self.codes.remove(&activation.code);
        }
        if let Some((at, _)) = entitlement.due() {
            self.due.remove(&(at, id.clone()));
        }
    }
}

#[cfg(test)]
impl Book {
    /// Panics if what finds entitlements does not fit them, or a customer has too many.
    pub(super) fn check(&self) {
        let mut again = Self::default();
        let mut live = BTreeSet::new();
        for (id, entry) in &self.entitlements {
            let entitlement = &entry.entitlement;
            assert_eq!(*id, entitlement.id);
            let has_end = entitlement.ended.is_some();
            let ends = entitlement.status == super::transition::Status::ActiveEnding;
            assert_eq!(has_end, ends || !entitlement.status.is_live(), "{}", entitlement.status);
            let key = (&entitlement.customer, &entitlement.merchant_account);
            assert!(!entitlement.status.is_live() || live.insert(key), "{key:?} has two");
            again.link(entry);
        }
        assert_eq!(self.customers, again.customers);
        assert_eq!(self.codes, again.codes);
        assert_eq!(self.due, again.due);
    }
}
