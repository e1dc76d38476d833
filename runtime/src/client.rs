//! The client: prepare, sign, send, decode.

mod builder;
mod call;
mod clock;
mod connector;
mod idempotency;
mod limits;
mod proxies;
mod retry;
mod retry_after;
mod telemetry;
mod tls;
mod transport;
mod transport_error;

use std::{fmt, sync::Arc};

use http::{HeaderValue, Response};
use tokio::sync::Semaphore;

pub use builder::{BuildError, ClientBuilder, HasSigner, NoSigner, Roots};
pub use clock::ClockSkew;
pub use limits::{TimeLimit, TimeLimits};
pub use retry::{InternalErrors, RetryBudget, RetryPolicy};
pub use tls::{CertificateCheck, CertificatePosition, CertificateRefusal};
pub use transport_error::{TransportError, TransportErrorKind};

use crate::{BaseUrl, Endpoint, Error, Signer, SigningKey};
use clock::Clock;
use retry::Retries;
use transport::Transport;

/// Sends endpoints to one API. A clone shares connections and key; make one client and keep it.
///
/// Needs a tokio runtime.
///
/// # Examples
///
/// ```no_run
/// use countersign::{Client, Endpoint, SigningKey};
///
/// #[derive(Endpoint)]
/// #[endpoint(method = GET, path = "/v1/echo/{echo}")]
/// struct Echo<'a> {
///     #[endpoint(path)]
///     echo: &'a str,
/// }
///
/// # async fn example(password: &str) -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::builder("https://resale.api.bango.net")
///     .basic_auth("MyOrganization", password)
///     .signing_key(SigningKey::from_pem_file("reseller.pem")?)
///     .build()?;
/// client.send(&Echo { echo: "hello" }).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base_url: BaseUrl,
    /// The value of the `Authorization` header, which is wiped when the last request that has it is gone.
    authorization: Option<HeaderValue>,
    signer: ClientSigner,
    transport: Transport,
    limits: TimeLimits,
    retries: Retries,
    clock: Clock,
    /// One for each request that may be under way.
    places: Semaphore,
}

/// Who signs a client's requests.
enum ClientSigner {
    /// A key in this process, which needs no future to sign, and so no memory for one.
    Key(SigningKey),
    Other(Arc<dyn Signer>),
}

impl Client {
    /// Begins a client for the API at this address, such as `https://resale.api.bango.net`.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(base_url.into())
    }

    /// Sends a request and decodes the answer.
    ///
    /// # Errors
    ///
    /// [`Error`], with one variant for each stage.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime with its timers and input and output enabled, as `#[tokio::main]` makes one.
    pub async fn send<E: Endpoint>(&self, request: &E) -> Result<E::Response, Error<E::Error>> {
        call::exchange(&self.0, request).await.into_body(E::decode)
    }

    /// Sends a request and decodes the answer, and gives its status and headers too.
    ///
    /// # Errors
    ///
    /// [`Error`], with one variant for each stage.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime with its timers and input and output enabled, as `#[tokio::main]` makes one.
    pub async fn send_for_response<E: Endpoint>(
        &self,
        request: &E,
    ) -> Result<Response<E::Response>, Error<E::Error>> {
        call::exchange(&self.0, request).await.into_response(E::decode)
    }

    /// The address of the API.
    #[must_use]
    pub fn base_url(&self) -> &BaseUrl {
        &self.0.base_url
    }

    /// How many seconds the server's clock is ahead of this machine's, as far as it is known: negative if it is behind,
    /// zero before the first answer.
    #[must_use]
    pub fn clock_skew_seconds(&self) -> i64 {
        self.0.clock.skew()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .field("authorization", &self.0.authorization.as_ref().map(|_| "[redacted]"))
            .field("signer", &"[redacted]")
            .field("time_limits", &self.0.limits)
            .field("retry", &self.0.retries)
            .finish_non_exhaustive()
    }
}
