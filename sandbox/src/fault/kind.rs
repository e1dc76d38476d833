//! What is counted of faults.

use super::{BadCertificate, ConnectionFault, Fault, Stage};

/// A kind of fault, as [`Sandbox::fault_counts`](crate::Sandbox::fault_counts) counts them.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum FaultKind {
    /// [`Fault::Latency`].
    Latency,
    /// [`Fault::Cut`].
    Cut(Stage),
    /// [`Fault::Reset`].
    Reset(Stage),
    /// [`Fault::TooManyRequests`].
    TooManyRequests,
    /// [`Fault::ServerError`].
    ServerError,
    /// [`Fault::LostAnswer`].
    LostAnswer,
    /// [`Fault::WrongClock`]: a request that came while the clock was wrong.
    WrongClock,
    /// [`Fault::SlowBody`].
    SlowBody,
    /// [`ConnectionFault::Cut`].
    CutConnection,
    /// [`ConnectionFault::Certificate`].
    Certificate(BadCertificate),
    /// A notification that was delivered more than once.
    DuplicatedNotification,
}

impl FaultKind {
    /// Every kind.
    pub const ALL: [Self; 19] = [
        Self::Latency,
        Self::Cut(Stage::Head),
        Self::Cut(Stage::Body),
        Self::Cut(Stage::CarriedOut),
        Self::Cut(Stage::Answer),
        Self::Reset(Stage::Head),
        Self::Reset(Stage::Body),
        Self::Reset(Stage::CarriedOut),
        Self::Reset(Stage::Answer),
        Self::TooManyRequests,
        Self::ServerError,
        Self::LostAnswer,
        Self::WrongClock,
        Self::SlowBody,
        Self::CutConnection,
        Self::Certificate(BadCertificate::Expired),
        Self::Certificate(BadCertificate::OtherHost),
        Self::Certificate(BadCertificate::UnknownRoot),
        Self::DuplicatedNotification,
    ];

    /// A wrong clock is counted where it is looked at, because it can come with another fault.
    pub(super) const fn of_request(fault: Fault) -> Option<Self> {
        match fault {
            Fault::None | Fault::WrongClock { .. } => None,
            Fault::Latency(_) => Some(Self::Latency),
            Fault::Cut(stage) => Some(Self::Cut(stage)),
            Fault::Reset(stage) => Some(Self::Reset(stage)),
            Fault::TooManyRequests(_) => Some(Self::TooManyRequests),
            Fault::ServerError(_) => Some(Self::ServerError),
            Fault::LostAnswer(_) => Some(Self::LostAnswer),
            Fault::SlowBody { .. } => Some(Self::SlowBody),
        }
    }

    pub(super) const fn of_connection(fault: ConnectionFault) -> Option<Self> {
        match fault {
            ConnectionFault::None => None,
            ConnectionFault::Cut => Some(Self::CutConnection),
            ConnectionFault::Certificate(bad) => Some(Self::Certificate(bad)),
        }
    }
}
