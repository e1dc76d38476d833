//! Why a sandbox could not be started.

use std::io;

use countersign::KeyError;

/// Why a sandbox could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port cannot be bound.
    #[error("port {port} of this machine cannot be bound")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// The reason.
        #[source]
        source: io::Error,
    },

    /// The certificates could not be made.
    #[error("the certificates of the sandbox could not be made")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),

    /// A document cannot be served.
    #[error("{}", problems.join("\n"))]
    Document {
        /// Every problem of all documents, as `file:line:column: pointer: message` and a line with help.
        problems: Vec<String>,
    },

    /// The key that is accepted by default could not be read.
    #[error("the vendor's example key could not be read")]
    Key(#[source] KeyError),

    /// Notifications could not be sent.
    #[error("notifications could not be sent")]
    Notifications(#[source] Box<dyn std::error::Error + Send + Sync>),

    /// Another process listens on the port.
    #[error(
        "port {port} of this machine is in use; stop the process that listens there, or choose another port (0 lets \
         the system choose)"
    )]
    PortInUse {
        /// The port that was asked for.
        port: u16,
    },

    /// The user holds a colon, which Basic auth cannot tell from the one before the password.
    #[error("the user holds a colon, which Basic auth does not allow (RFC 7617, section 2)")]
    UserHoldsColon,
}
