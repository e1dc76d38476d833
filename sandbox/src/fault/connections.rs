//! How many connections there were and are.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use tokio::sync::watch;

/// The connections of one sandbox.
#[derive(Clone, Default)]
pub(crate) struct Connections(Arc<Counts>);

struct Counts {
    accepted: AtomicU64,
    open: watch::Sender<usize>,
}

impl Default for Counts {
    fn default() -> Self {
        Self { accepted: AtomicU64::new(0), open: watch::Sender::new(0) }
    }
}

impl Connections {
    /// Counts a connection that was accepted. It is open until the result is dropped.
    pub(crate) fn accept(&self) -> Open {
        let number = self.0.accepted.fetch_add(1, Ordering::Relaxed) + 1;
        self.0.open.send_modify(|open| *open += 1);
        Open { connections: self.clone(), number }
    }

    pub(super) fn accepted(&self) -> u64 {
        self.0.accepted.load(Ordering::Relaxed)
    }

    pub(super) fn open(&self) -> usize {
        *self.0.open.borrow()
    }

    /// Waits until no more than so many are open.
    pub(super) async fn at_most(&self, limit: usize) {
        // An error would mean that the sender is gone, which `self` holds.
        let _ = self.0.open.subscribe().wait_for(|open| *open <= limit).await;
    }
}

/// An open connection.
pub(crate) struct Open {
    connections: Connections,
    /// Counted from 1, in the order in which connections are accepted.
    pub(crate) number: u64,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.connections.0.open.send_modify(|open| *open -= 1);
    }
}
