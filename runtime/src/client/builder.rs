//! Puts a client together; what is required is required by the type.

use std::{fmt, num::NonZeroUsize, sync::Arc};

use base64ct::{Base64, Encoding as _};
use bytes::Bytes;
use http::HeaderValue;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::{
    Client, ClientSigner, Inner,
    clock::{Clock, ClockSkew},
    limits::TimeLimits,
    retry::{Retries, RetryPolicy},
    tls::RootSource,
    transport::Transport,
};
use crate::{BaseUrl, BaseUrlError, Signer, SigningKey};

/// Whose root certificates the client trusts. More roots of your own can be added to either.
///
/// There is no way to trust a single certificate or key instead: the vendor renews them without notice, and a client
/// that pins goes down when that happens.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Roots {
    /// Mozilla's list, compiled in if it is chosen: the same on every machine, and as old as the crates `webpki-roots` and
    /// `webpki-root-certs` that the program is built with. A root is trusted if both hold it. The limits that Mozilla sets on
    /// a root hold here too, such as a list of the domains for which it may issue certificates.
    Mozilla,
    /// The store of the operating system, which its vendor and administrator keep up to date. On Linux and the BSDs it is
    /// read when the client is built, so a client that lives for years should be built anew now and then. There it consists
    /// of certificates in PEM form, which have no room for limits that are not in a certificate itself: a root that Mozilla
    /// or the vendor trusts for some domains only is trusted for all.
    #[default]
    Platform,
}

/// Puts a [`Client`] together. [`build`](ClientBuilder::build) exists once there is a signer.
///
/// # Examples
///
/// Without a signer there is nothing to build:
///
/// ```compile_fail,E0599
/// use countersign::Client;
///
/// Client::builder("https://resale.api.bango.net").build();
/// ```
#[must_use]
pub struct ClientBuilder<S = NoSigner> {
    base_url: String,
    authorization: Result<Option<HeaderValue>, BuildError>,
    signer: S,
    roots: RootSource,
    extra_roots: Vec<Vec<u8>>,
    limits: TimeLimits,
    retry: RetryPolicy,
    clock_skew: ClockSkew,
    max_concurrent_requests: NonZeroUsize,
}

/// So many requests may be under way at once unless the user says otherwise.
const MAX_CONCURRENT_REQUESTS: NonZeroUsize = NonZeroUsize::new(100).unwrap();

/// The state of a [`ClientBuilder`] that has no signer yet.
#[derive(Debug)]
#[non_exhaustive]
pub struct NoSigner;

/// The state of a [`ClientBuilder`] that has a signer.
pub struct HasSigner(ClientSigner);

impl ClientBuilder {
    pub(super) fn new(base_url: String) -> Self {
        Self {
            base_url,
            authorization: Ok(None),
            signer: NoSigner,
            roots: RootSource::Platform,
            extra_roots: Vec::new(),
            limits: TimeLimits::default(),
            retry: RetryPolicy::default(),
            clock_skew: ClockSkew::default(),
            max_concurrent_requests: MAX_CONCURRENT_REQUESTS,
        }
    }
}

impl<S> ClientBuilder<S> {
    /// Sends these credentials with every request (RFC 7617). They are kept out of `Debug`, errors and logs.
    pub fn basic_auth(mut self, user: impl AsRef<str>, password: impl AsRef<str>) -> Self {
        self.authorization = basic_authorization(user.as_ref(), password.as_ref()).map(Some);
        self
    }

    /// Signs with a key in this process.
    pub fn signing_key(self, key: SigningKey) -> ClientBuilder<HasSigner> {
        self.signed_by(ClientSigner::Key(key))
    }

    /// Signs with any [`Signer`], such as a key management service.
    pub fn signer(self, signer: impl Signer + 'static) -> ClientBuilder<HasSigner> {
        self.signed_by(ClientSigner::Other(Arc::new(signer)))
    }

    fn signed_by(self, signer: ClientSigner) -> ClientBuilder<HasSigner> {
        ClientBuilder {
            base_url: self.base_url,
            authorization: self.authorization,
            signer: HasSigner(signer),
            roots: self.roots,
            extra_roots: self.extra_roots,
            limits: self.limits,
            retry: self.retry,
            clock_skew: self.clock_skew,
            max_concurrent_requests: self.max_concurrent_requests,
        }
    }

    /// Chooses whose root certificates are trusted; the operating system's by default.
    pub const fn roots(mut self, roots: Roots) -> Self {
        self.roots = RootSource::of(roots);
        self
    }

    /// Trusts the root certificates in this PEM text too, in addition to [`roots`](Self::roots). One that another
    /// certificate issued is no root, and is refused: to trust it would be to pin it.
    pub fn add_roots_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.extra_roots.push(pem.into());
        self
    }

    /// Sets how long connecting, one attempt and a whole call may take; by default 10, 30 and 90 seconds.
    pub const fn time_limits(mut self, limits: TimeLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets what is repeated, and how often; [`RetryPolicy::off`] repeats nothing.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets what is done about a clock that is not the server's; by default `Created` is corrected.
    pub const fn clock_skew(mut self, clock_skew: ClockSkew) -> Self {
        self.clock_skew = clock_skew;
        self
    }

    /// Sets how many requests may be under way at once; 100 by default. Others wait for their turn, within their time
    /// limit, and are prepared and signed when it comes.
    ///
    /// It bounds the connections too, more or less: over HTTP/1.1 each request that is under way has one of its own, and
    /// one that was opened for a request which then found another is kept for the next.
    pub const fn max_concurrent_requests(mut self, limit: NonZeroUsize) -> Self {
        self.max_concurrent_requests = limit;
        self
    }
}

impl ClientBuilder<HasSigner> {
    /// Builds the client; nothing is sent yet.
    ///
    /// Calls go through the proxy that the environment variable `HTTPS_PROXY` names, or else `ALL_PROXY`, or else the settings
    /// of macOS or Windows. `NO_PROXY` exempts hosts, and `localhost` is always called directly. Each variable counts in lower
    /// case too, if the one in upper case is not set.
    ///
    /// # Errors
    ///
    /// [`BuildError`] says which part cannot be used.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url = BaseUrl::parse(&self.base_url)?;
        Ok(Client(Arc::new(Inner {
            authorization: self.authorization?,
            signer: self.signer.0,
            transport: Transport::new(&base_url, self.roots, &self.extra_roots, &self.limits)?,
            limits: self.limits,
            retries: Retries::new(self.retry),
            clock: Clock::new(self.clock_skew),
            places: Semaphore::new(self.max_concurrent_requests.get().min(Semaphore::MAX_PERMITS)),
            base_url,
        })))
    }
}

impl<S> fmt::Debug for ClientBuilder<S> {
    /// Does not show the base URL, which is not checked yet and may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let authorization = matches!(self.authorization, Ok(Some(_))).then_some("[redacted]");
        f.debug_struct("ClientBuilder")
            .field("authorization", &authorization)
            .field("roots", &self.roots)
            .field("extra_roots", &self.extra_roots.len())
            .field("time_limits", &self.limits)
            .field("retry", &self.retry)
            .field("clock_skew", &self.clock_skew)
            .field("max_concurrent_requests", &self.max_concurrent_requests)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HasSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HasSigner([redacted])")
    }
}

/// Why a client cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL cannot be used.
    #[error(transparent)]
    BaseUrl(#[from] BaseUrlError),

    /// A root certificate that was added cannot be read.
    #[error(
        "the added root certificates cannot be used: {0}; give PEM text with at least one `-----BEGIN CERTIFICATE-----`"
    )]
    Roots(String),

    /// User name or password hold a control character, which RFC 7617, section 2, forbids.
    #[error(
        "the user name or password for Basic auth holds a control character; a password that was read from a file may \
         end in a line break: trim it"
    )]
    ControlCharacter,

    /// The user name has a colon, at which the server would split it from the password (RFC 7617, section 2).
    #[error(
        "the user name for Basic auth holds a colon, which separates it from the password on the wire"
    )]
    UserName,

    /// An environment variable that takes part in the choice of a proxy cannot be used. Without this error the calls would
    /// go out directly. The value is not shown, because it may hold a password.
    #[error("the environment variable {variable} {problem}")]
    Proxy {
        /// The name of the variable, such as `HTTPS_PROXY`.
        variable: &'static str,
        /// What is wrong with its value, and what to do.
        problem: &'static str,
    },

    /// The TLS library could not be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
}

/// The value of an `Authorization` header (RFC 7617, section 2, in UTF-8).
fn basic_authorization(user: &str, password: &str) -> Result<HeaderValue, BuildError> {
    if user.chars().chain(password.chars()).any(char::is_control) {
        return Err(BuildError::ControlCharacter);
    }
    if user.contains(':') {
        return Err(BuildError::UserName);
    }
    let pair = Zeroizing::new([user, password].join(":"));
    let encoded = Zeroizing::new(Base64::encode_string(pair.as_bytes()));
    let wiped_on_drop = Zeroizing::new(["Basic ", &encoded].concat().into_bytes());
    // All copies of this value share its memory. Base64 is visible ASCII, so it is always a header value.
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(wiped_on_drop))
        .map_err(|_| BuildError::ControlCharacter)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: <https://developer.bango.com/platform/connectivity/basic-auth>
    #[test]
    fn the_vendors_basic_auth_example() {
        let value = basic_authorization("MyOrganization", "elephant-notepad-dancer").unwrap();
        assert_eq!(value, "Basic TXlPcmdhbml6YXRpb246ZWxlcGhhbnQtbm90ZXBhZC1kYW5jZXI=");
        assert!(value.is_sensitive());
    }

    #[test]
    fn a_line_break_at_the_end_of_the_password_is_refused() {
        let error = basic_authorization("MyOrganization", "sentinel\n").unwrap_err();
        assert!(matches!(error, BuildError::ControlCharacter));
    }

    #[test]
    fn a_colon_in_the_user_name_is_refused() {
        let error = basic_authorization("My:Organization", "sentinel").unwrap_err();
        assert!(matches!(error, BuildError::UserName));
    }
}
