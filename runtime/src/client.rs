//! The client: prepare, sign, send, decode.

mod builder;
mod transport;

use std::{fmt, sync::Arc};

use bytes::Bytes;
use http::{HeaderValue, Request, Response, header::AUTHORIZATION};
use zeroize::Zeroizing;

pub use builder::{BuildError, ClientBuilder, HasSigner, NoSigner, Roots};
pub use transport::TransportError;

use crate::{BaseUrl, Endpoint, Error, PreparedRequest, SignError, Signer, Timestamp};
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
    /// The whole value of the `Authorization` header.
    authorization: Option<Zeroizing<String>>,
    signer: Arc<dyn Signer>,
    transport: Transport,
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
    pub async fn send<E: Endpoint>(&self, request: &E) -> Result<E::Response, Error<E::Error>> {
        self.send_for_response(request).await.map(Response::into_body)
    }

    /// Sends a request and decodes the answer, and gives its status and headers too.
    ///
    /// # Errors
    ///
    /// [`Error`], with one variant for each stage.
    pub async fn send_for_response<E: Endpoint>(
        &self,
        request: &E,
    ) -> Result<Response<E::Response>, Error<E::Error>> {
        let prepared = request.prepare(&self.0.base_url).map_err(Error::Prepare)?;
        let signed = self.sign(&prepared, Timestamp::now()).await.map_err(Error::Sign)?;
        let answer = self.0.transport.send(signed).await.map_err(Error::Transport)?;
        E::decode(answer)
    }

    /// The address of the API.
    #[must_use]
    pub fn base_url(&self) -> &BaseUrl {
        &self.0.base_url
    }

    /// One attempt's request: signed for this moment, with the credentials.
    async fn sign(
        &self,
        prepared: &PreparedRequest,
        created: Timestamp,
    ) -> Result<Request<Bytes>, SignError> {
        let mut request = prepared.sign_with(&*self.0.signer, created).await?;
        if let Some(authorization) = &self.0.authorization {
            // Base64 is visible ASCII, so this is always a header value.
            if let Ok(mut value) = HeaderValue::from_str(authorization) {
                value.set_sensitive(true);
                request.headers_mut().insert(AUTHORIZATION, value);
            }
        }
        Ok(request)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .field("authorization", &self.0.authorization.as_ref().map(|_| "[redacted]"))
            .field("signer", &"[redacted]")
            .finish_non_exhaustive()
    }
}
