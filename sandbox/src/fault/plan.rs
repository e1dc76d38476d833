//! Which faults happen when: by a script, by a function, or by chance with a seed.

use std::{fmt, sync::Arc};

use super::{ConnectionFault, Fault, SeededFaults};

/// Which faults a sandbox makes, and when. A plan is a value: it can be printed, cloned and used again.
///
/// # Examples
///
/// The first request is answered 503, then nothing goes wrong any more:
///
/// ```
/// use countersign_sandbox::{Fault, FaultPlan, Sandbox, ServerError};
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let plan = FaultPlan::script([Fault::ServerError(ServerError::ServiceUnavailable)]);
/// let sandbox = Sandbox::builder().faults(plan).start().await?;
/// # sandbox.shutdown().await;
/// # Ok(())
/// # }
/// ```
///
/// A bit of everything, and the same again with the same seed:
///
/// ```
/// use countersign_sandbox::{FaultPlan, Sandbox};
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().faults(FaultPlan::storm(42)).start().await?;
/// // Calls that have a hard time.
/// sandbox.calm();
/// # sandbox.shutdown().await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct FaultPlan {
    requests: Requests,
    connections: Vec<ConnectionFault>,
}

#[derive(Clone, Default)]
enum Requests {
    #[default]
    Fine,
    Script(Vec<Fault>),
    Function(Arc<dyn Fn(u64) -> Fault + Send + Sync>),
    Seeded(Box<SeededFaults>),
}

impl FaultPlan {
    /// A plan by chance, in which nothing goes wrong until a share is set.
    #[must_use]
    pub fn seeded(seed: u64) -> SeededFaults {
        SeededFaults::new(seed)
    }

    /// A plan by chance with some of every kind.
    #[must_use]
    pub fn storm(seed: u64) -> SeededFaults {
        SeededFaults::storm(seed)
    }

    /// The first requests go wrong like this, in the order in which their heads come; the others are fine.
    #[must_use]
    pub fn script(faults: impl IntoIterator<Item = Fault>) -> Self {
        let requests = Requests::Script(faults.into_iter().collect());
        Self { requests, connections: Vec::new() }
    }

    /// A function says what goes wrong with each request. It is given the request's number, in the order in which their
    /// heads come, counted from 1.
    #[must_use]
    pub fn on_request(fault: impl Fn(u64) -> Fault + Send + Sync + 'static) -> Self {
        Self { requests: Requests::Function(Arc::new(fault)), connections: Vec::new() }
    }

    /// The first connections go wrong like this, in the order in which they are accepted.
    #[must_use]
    pub fn connections(mut self, faults: impl IntoIterator<Item = ConnectionFault>) -> Self {
        self.connections = faults.into_iter().collect();
        self
    }

    /// What goes wrong with the request of this number, counted from 1; `None` if that is up to chance.
    pub(super) fn by_number(&self, number: u64) -> Option<Fault> {
        match &self.requests {
            Requests::Fine => Some(Fault::None),
            Requests::Script(script) => {
                let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
                Some(script.get(index).copied().unwrap_or_default())
            }
            Requests::Function(function) => Some(function(number)),
            Requests::Seeded(_) => None,
        }
    }

    /// What goes wrong with the connection of this number, counted from 1.
    pub(super) fn connection(&self, number: u64) -> ConnectionFault {
        let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
        let by_chance = || self.chance().map(|seeded| seeded.connection(number));
        self.connections.get(index).copied().or_else(by_chance).unwrap_or_default()
    }

    /// What is up to chance.
    pub(super) fn chance(&self) -> Option<&SeededFaults> {
        match &self.requests {
            Requests::Seeded(seeded) => Some(seeded),
            Requests::Fine | Requests::Script(_) | Requests::Function(_) => None,
        }
    }
}

impl From<SeededFaults> for FaultPlan {
    fn from(seeded: SeededFaults) -> Self {
        Self { requests: Requests::Seeded(Box::new(seeded)), connections: Vec::new() }
    }
}

impl fmt::Debug for FaultPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let requests: &dyn fmt::Debug = match &self.requests {
            Requests::Fine => &"none",
            Requests::Script(script) => script,
            Requests::Function(_) => &"by a function",
            Requests::Seeded(seeded) => seeded,
        };
        f.debug_struct("FaultPlan")
            .field("requests", requests)
            .field("connections", &self.connections)
            .finish()
    }
}
