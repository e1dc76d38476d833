//! The sandbox as its user holds it while it runs.

mod builder;
mod error;

use std::{fmt, sync::Arc};

use countersign::VerifyingKey;
use tokio::{sync::watch, task::JoinHandle};

pub use self::{
    builder::{HttpVersions, SandboxBuilder},
    error::StartError,
};
use crate::{documents::ServedDocument, received::Received, state::State};

/// A running sandbox. Dropping it stops it; [`shutdown`](Self::shutdown) also waits until it has stopped.
///
/// # Examples
///
/// ```
/// use countersign_sandbox::Sandbox;
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().start().await?;
///
/// assert!(sandbox.base_url().starts_with("https://localhost:"));
/// assert!(sandbox.root_certificate_pem().starts_with("-----BEGIN CERTIFICATE-----"));
/// assert_eq!(sandbox.user(), "MyOrganization");
/// assert!(sandbox.received().is_empty());
///
/// sandbox.shutdown().await;
/// # Ok(())
/// # }
/// ```
pub struct Sandbox {
    pub(crate) state: Arc<State>,
    base_url: String,
    root_certificate_pem: String,
    /// The server runs as long as this is not dropped.
    running: watch::Sender<()>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// A sandbox with the vendor's example key, user and password, on a port that the system chooses.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    /// Where it listens: `https://localhost:PORT`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The certificate that clients have to trust, in PEM. It was made when this sandbox started, and is good for
    /// `localhost` alone.
    #[must_use]
    pub fn root_certificate_pem(&self) -> &str {
        &self.root_certificate_pem
    }

    /// The user that it accepts.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.state.credentials.user
    }

    /// The password that it accepts.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.state.credentials.password
    }

    /// The public key that it accepts.
    #[must_use]
    pub fn public_key(&self) -> &VerifyingKey {
        &self.state.key
    }

    /// The documents that it serves, in the order in which they were added.
    #[must_use]
    pub fn documents(&self) -> &[ServedDocument] {
        &self.state.documents.served
    }

    /// The requests that it received, in the order in which they were complete; accepted or not, but not those whose
    /// body was too large.
    ///
    /// At most the last 1,000 are kept, and no more than 64 MiB of their bodies.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.state.received.all()
    }

    /// Stops listening, lets requests that are under way finish for up to five seconds, and returns when all is closed.
    pub async fn shutdown(self) {
        let Self { running, server, .. } = self;
        drop(running);
        // It ends by itself; an error would be a panic in it, which has been reported where it happened.
        let _ = server.await;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url)
            .field("credentials", &self.state.credentials)
            .field("public_key", &self.state.key)
            .finish_non_exhaustive()
    }
}
