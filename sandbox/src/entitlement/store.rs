//! Entitlements in memory, as long as the sandbox runs.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::{Mutex, PoisonError},
};

use super::Entitlement;

#[derive(Debug, Default)]
pub(crate) struct Entitlements(Mutex<BTreeMap<String, Entitlement>>);

impl Entitlements {
    /// Keeps a new entitlement; `false` if its id is in use.
    pub(crate) fn insert(&self, entitlement: Entitlement) -> bool {
        let mut entitlements = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match entitlements.entry(entitlement.entitlement_id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(entitlement);
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<Entitlement> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }
}
