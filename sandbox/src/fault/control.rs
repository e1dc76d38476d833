//! What the user of a sandbox chooses and sees of faults and connections.

use std::collections::BTreeMap;

use super::{FaultKind, FaultPlan};
use crate::sandbox::{Sandbox, SandboxBuilder};

impl SandboxBuilder {
    /// Sets what goes wrong; by default nothing.
    pub fn faults(mut self, plan: impl Into<FaultPlan>) -> Self {
        self.faults = plan.into();
        self
    }
}

impl Sandbox {
    /// Ends all faults: nothing goes wrong with what comes from now on.
    pub fn calm(&self) {
        self.state.faults.calm();
    }

    /// How often each kind of fault has happened. Kinds that have not are absent.
    #[must_use]
    pub fn fault_counts(&self) -> BTreeMap<FaultKind, u64> {
        self.state.faults.counts()
    }

    /// How many TCP connections were accepted since the start.
    #[must_use]
    pub fn accepted_connections(&self) -> u64 {
        self.state.connections.accepted()
    }

    /// How many TCP connections are open.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        self.state.connections.open()
    }

    /// Waits until at most so many TCP connections are open. A client that drops a connection is not noticed at once.
    pub async fn wait_for_open_connections(&self, at_most: usize) {
        self.state.connections.at_most(at_most).await;
    }
}
