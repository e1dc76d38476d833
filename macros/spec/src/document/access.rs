//! Which messages hold what.

/// One of the two kinds of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Side {
    /// What the client sends.
    Request,
    /// What the server sends.
    Response,
}

/// Which messages hold a member (JSON Schema Validation, section 9.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Access {
    /// Responses only: `readOnly`.
    ReadOnly,
    /// Requests and responses.
    ReadWrite,
    /// Requests only: `writeOnly`.
    WriteOnly,
}

impl Access {
    /// Whether the messages of this side hold the member.
    pub fn is_on(self, side: Side) -> bool {
        match side {
            Side::Request => self != Self::ReadOnly,
            Side::Response => self != Self::WriteOnly,
        }
    }
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Request => Self::Response,
            Self::Response => Self::Request,
        }
    }
}
