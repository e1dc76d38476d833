//! What a sandbox accepts and how it behaves, until it is started.

use std::{fmt, io, sync::Arc};

use countersign::{Timestamp, VerifyingKey};
use tokio::sync::watch;

use super::{Sandbox, StartError};
use crate::{
    bango::{self, Bango},
    basic_auth::Credentials,
    certificates::Certificates,
    documents::{Documents, Source},
    example_key::VENDOR_EXAMPLE_PUBLIC_KEY,
    fault::{Connections, FaultPlan, Faults},
    idempotency::Idempotency,
    ledger::Ledger,
    received::Log,
    routes::routes,
    server::{Listeners, Server},
    state::{Answered, Clock, Observer, State},
};

/// The vendor's documented example: <https://developer.bango.com/platform/connectivity/basic-auth>.
const EXAMPLE_USER: &str = "MyOrganization";
const EXAMPLE_PASSWORD: &str = "elephant-notepad-dancer";

/// Says what a sandbox accepts, and starts it.
#[must_use = "a sandbox starts when `start` is called and awaited"]
pub struct SandboxBuilder {
    public_key: Option<VerifyingKey>,
    user: String,
    password: String,
    clock: Clock,
    port: u16,
    observer: Option<Observer>,
    documents: Vec<Source>,
    http_versions: HttpVersions,
    /// Its setter is in `src/fault/control.rs`.
    pub(crate) faults: FaultPlan,
    /// Its setters are in `src/bango/control.rs`.
    pub(crate) bango: bango::Settings,
}

impl SandboxBuilder {
    pub(super) fn new() -> Self {
        Self {
            public_key: None,
            user: EXAMPLE_USER.to_owned(),
            password: EXAMPLE_PASSWORD.to_owned(),
            clock: Arc::new(Timestamp::now),
            port: 0,
            observer: None,
            documents: Vec::new(),
            http_versions: HttpVersions::default(),
            faults: FaultPlan::default(),
            bango: bango::Settings::default(),
        }
    }

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

    /// Adds an API document: OpenAPI 3.1 in JSON, given by its text. The file name is what messages show it by.
    ///
    /// May be called several times; no two documents may declare the same method and path. Without any, the classic API
    /// of Bango Resale is served. An operation of that API, wherever it is declared, is answered by entitlements that the
    /// sandbox keeps; every other one by the first example of its success in the document.
    pub fn document(mut self, file_name: impl Into<String>, text: impl Into<String>) -> Self {
        self.documents.push(Source { file: file_name.into(), text: text.into() });
        self
    }

    /// Sets which versions of HTTP are offered; by default HTTP/2 and HTTP/1.1, of which clients choose.
    pub const fn http_versions(mut self, versions: HttpVersions) -> Self {
        self.http_versions = versions;
        self
    }

    /// Sets a function that is told of every answer, before it is sent.
    pub fn on_answer(mut self, observer: impl Fn(&Answered) + Send + Sync + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Reads the documents, makes the certificates, binds the port on 127.0.0.1 and, if the system has it, on ::1, and
    /// serves in the background of the current tokio runtime.
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
        let sources = if self.documents.is_empty() { Source::built_in() } else { self.documents };
        let documents = Documents::read(&sources, &key)
            .map_err(|problems| StartError::Document { problems })?;
        let certificates = Certificates::new(self.http_versions)
            .map_err(|error| StartError::Certificate(Box::new(error)))?;
        let listeners = Listeners::bind(self.port).await.map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::PortInUse { port: self.port },
            _ => StartError::Bind { port: self.port, source },
        })?;
        let base_url = format!("https://localhost:{}", listeners.port);
        let faults = Arc::new(Faults::new(self.faults));
        let ledger = Arc::new(Ledger::default());
        let connections = Connections::default();
        let root_pem = certificates.root_pem.clone();
        let bango = Bango::new(self.bango, &base_url, &root_pem, &faults, &ledger)
            .map_err(|error| StartError::Notifications(Box::new(error)))?;
        let state = Arc::new(State {
            credentials: Credentials { user: self.user, password: self.password },
            key_is_example: key == example,
            key,
            clock: self.clock,
            observer: self.observer,
            received: Log::default(),
            documents,
            bango,
            idempotency: Idempotency::default(),
            ledger,
            faults: Arc::clone(&faults),
            connections: connections.clone(),
        });
        let (running, stopped) = watch::channel(());
        let routes = routes(Arc::clone(&state));
        let server = Server { certificates, routes, faults, connections };
        let server = tokio::spawn(server.serve(listeners, stopped));
        Ok(Sandbox { state, base_url, root_certificate_pem: root_pem, running, server })
    }
}

/// Which versions of HTTP a sandbox offers in the TLS handshake (RFC 7301).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum HttpVersions {
    /// HTTP/2 and HTTP/1.1.
    #[default]
    All,
    /// HTTP/1.1 alone, with one request at a time on each connection.
    Http1,
}

impl fmt::Debug for SandboxBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxBuilder")
            .field("public_key", &self.public_key)
            .field("user", &self.user)
            .field("password", &"[redacted]")
            .field("port", &self.port)
            .field("faults", &self.faults)
            .field(
                "documents",
                &self.documents.iter().map(|source| &source.file).collect::<Vec<_>>(),
            )
            .finish_non_exhaustive()
    }
}
