//! The sandbox as its user holds it: built, running, stopped.

use std::{fmt, io, sync::Arc};

use countersign::{KeyError, Timestamp, Verifier, VerifyingKey};
use tokio::{sync::watch, task::JoinHandle};

use crate::{
    basic_auth::Credentials,
    certificates::Certificates,
    entitlement::Entitlements,
    example_key::VENDOR_EXAMPLE_PUBLIC_KEY,
    received::{Log, Received},
    routes::routes,
    server::{Listeners, serve},
    state::{Answered, Clock, Observer, State},
};

/// The vendor's documented example: <https://developer.bango.com/platform/connectivity/basic-auth>.
const EXAMPLE_USER: &str = "MyOrganization";
const EXAMPLE_PASSWORD: &str = "elephant-notepad-dancer";

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
    state: Arc<State>,
    base_url: String,
    root_certificate_pem: String,
    /// The server runs as long as this is not dropped.
    running: watch::Sender<()>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// A sandbox with the vendor's example key, user and password, on a port that the system chooses.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            public_key: None,
            user: EXAMPLE_USER.to_owned(),
            password: EXAMPLE_PASSWORD.to_owned(),
            clock: Arc::new(Timestamp::now),
            port: 0,
            observer: None,
        }
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

/// Says what a sandbox accepts, and starts it.
#[must_use = "a sandbox starts when `start` is called and awaited"]
pub struct SandboxBuilder {
    public_key: Option<VerifyingKey>,
    user: String,
    password: String,
    clock: Clock,
    port: u16,
    observer: Option<Observer>,
}

impl SandboxBuilder {
    /// Sets the key that signatures are checked with; by default [`VENDOR_EXAMPLE_PUBLIC_KEY`].
    pub fn public_key(mut self, key: VerifyingKey) -> Self {
        self.public_key = Some(key);
        self
    }

    /// Sets user and password; by default `MyOrganization` and `elephant-notepad-dancer`, the vendor's example.
    ///
    /// Source: <https://developer.bango.com/platform/connectivity/basic-auth>
    pub fn basic_auth(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.user = user.into();
        self.password = password.into();
        self
    }

    /// Sets the clock that `Created` is checked against and that answers are dated with; by default the system's.
    pub fn clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets the port; by default 0, which lets the system choose a free one.
    pub const fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Sets a function that is told of every answer, before it is sent.
    pub fn on_answer(mut self, observer: impl Fn(&Answered) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Makes the certificates, binds the port on 127.0.0.1 and, if the system has it, on ::1, and serves in the
    /// background of the current tokio runtime.
    ///
    /// # Errors
    ///
    /// [`StartError`] says what could not be done.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        if self.user.contains(':') {
            return Err(StartError::UserHoldsColon);
        }
        let example = VerifyingKey::from_pem(VENDOR_EXAMPLE_PUBLIC_KEY).map_err(StartError::Key)?;
        let key = self.public_key.unwrap_or_else(|| example.clone());
        let certificates =
            Certificates::new().map_err(|error| StartError::Certificate(Box::new(error)))?;
        let listeners = Listeners::bind(self.port).await.map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::PortInUse { port: self.port },
            _ => StartError::Bind { port: self.port, source },
        })?;
        let base_url = format!("https://localhost:{}", listeners.port);
        let state = Arc::new(State {
            credentials: Credentials { user: self.user, password: self.password },
            key_is_example: key == example,
            verifier: Verifier::new(key.clone()),
            key,
            clock: self.clock,
            observer: self.observer,
            received: Log::default(),
            entitlements: Entitlements::default(),
        });
        let (running, stopped) = watch::channel(());
        let routes = routes(Arc::clone(&state));
        let server = tokio::spawn(serve(listeners, certificates.server_config, routes, stopped));
        Ok(Sandbox {
            state,
            base_url,
            root_certificate_pem: certificates.root_pem,
            running,
            server,
        })
    }
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("public_key", &self.public_key)
            .field("user", &self.user)
            .field("password", &"[redacted]")
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

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

    /// The key that is accepted by default could not be read.
    #[error("the vendor's example key could not be read")]
    Key(#[source] KeyError),

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
