//! What a sandbox does wrong on request: the faults, and the plan that says which of them happen when.

mod connections;
mod control;
mod draw;
mod kind;
mod plan;
mod refusal;
mod running;
mod seeded;
mod spoilt_body;
mod wire;

use std::time::Duration;

pub(crate) use connections::{Connections, Open};
pub use kind::FaultKind;
pub use plan::FaultPlan;
pub(crate) use running::Faults;
pub use seeded::SeededFaults;
pub(crate) use spoilt_body::spoil;
pub(crate) use wire::{Broken, Wire, is_reset};

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing.
    #[default]
    None,

    /// It is carried out and answered so much later.
    Latency(Duration),

    /// The TCP connection is cut, without a goodbye of TLS. Over HTTP/2 all other requests on it are lost too.
    Cut(Stage),

    /// The stream of this request alone is reset (RFC 9113, section 6.4). HTTP/1.1 has no streams: the connection is cut.
    Reset(Stage),

    /// It is answered 429 and not carried out.
    TooManyRequests(RetryAfter),

    /// It is answered so and not carried out.
    ServerError(ServerError),

    /// It is carried out, but a gateway on the way loses the answer and gives this one.
    LostAnswer(ServerError),

    /// The clock of the sandbox is so many seconds ahead of what it should show, or behind if negative: `Created` is
    /// checked against it, and `Date` shows it.
    WrongClock {
        /// In seconds.
        ahead: i64,
    },

    /// The body of the answer comes in four pieces, with a pause after each of the first three.
    SlowBody {
        /// How long each pause is.
        pause: Duration,
    },
}

/// How far a request has come when its connection is cut or its stream reset.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Stage {
    /// Its head has come. It is not carried out.
    Head,
    /// The first part of its body has come, or all of it. It is not carried out.
    Body,
    /// It is carried out, and no byte of the answer is sent.
    CarriedOut,
    /// It is carried out, and the first half of the answer's body is sent.
    Answer,
}

impl Stage {
    /// Every stage, in the order of time.
    pub const ALL: [Self; 4] = [Self::Head, Self::Body, Self::CarriedOut, Self::Answer];
}

/// What the header `Retry-After` says (RFC 9110, section 10.2.3).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// So many seconds.
    Seconds(u64),
    /// The date that lies so many seconds ahead by the clock of the sandbox.
    DateIn(u64),
    /// The header is not there.
    Absent,
}

/// A status with which a server, or a gateway in front of it, says that it failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ServerError {
    /// 500.
    InternalServerError,
    /// 502.
    BadGateway,
    /// 503.
    ServiceUnavailable,
    /// 504.
    GatewayTimeout,
}

impl ServerError {
    /// Every status, in the order of its number.
    pub const ALL: [Self; 4] = [
        Self::InternalServerError,
        Self::BadGateway,
        Self::ServiceUnavailable,
        Self::GatewayTimeout,
    ];
}

/// What goes wrong with one connection, before any request is on it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum ConnectionFault {
    /// Nothing.
    #[default]
    None,
    /// It is closed as soon as it is accepted, before the TLS handshake.
    Cut,
    /// The sandbox shows a certificate that no client may accept.
    Certificate(BadCertificate),
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum BadCertificate {
    /// Its last day was yesterday.
    Expired,
    /// It is for `other.localhost`, not for `localhost`.
    OtherHost,
    /// It was issued by an authority that no client knows.
    UnknownRoot,
}

impl BadCertificate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Expired, Self::OtherHost, Self::UnknownRoot];
}
