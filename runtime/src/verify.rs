//! The other side: checks what a received request signs, its time and its signature.

mod coverage;
mod error;

use std::time::Duration;

use http::{HeaderMap, HeaderName};

use crate::{
    Endpoint, SignError, SignatureHeader, SignatureHeaderError, SignatureString, Timestamp,
    VerifyingKey,
    signature::{CREATED, KEY_ID, SIGNATURE},
};

pub use coverage::{Coverage, CoverageError};
pub use error::VerifyError;

/// Checks received requests with a public key, for an endpoint or for a list of headers that must be signed.
///
/// Method and path are not signed in this scheme: a signature for one endpoint fits every other one that signs the same
/// headers. Act on the signed headers and the body, and compare with them what else names the same thing, such as an
/// identifier in the path.
///
/// # Examples
///
/// ```
/// use countersign::{BaseUrl, Endpoint, SigningKey, Timestamp, Verifier, VerifyError};
///
/// #[derive(Endpoint)]
/// #[endpoint(method = POST, path = "/v1/entitlement/report")]
/// struct Report<'a> {
///     status: &'a str,
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = SigningKey::generate(1024)?;
/// let created = Timestamp::from_unix_seconds(1_576_595_412);
/// let base_url = BaseUrl::parse("https://resale.api.bango.net")?;
/// let request = Report { status: "ACTIVE" }.prepare(&base_url)?.sign(&key, created)?;
///
/// let verifier = Verifier::for_endpoint::<Report<'_>>(key.verifying_key().clone())?;
/// assert!(verifier.verify(request.headers(), request.body(), created).is_ok());
///
/// let tampered = verifier.verify(request.headers(), br#"{"status":"CANCELLED"}"#, created);
/// assert!(matches!(tampered, Err(VerifyError::SignatureWrong)));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Verifier {
    key: VerifyingKey,
    coverage: Coverage,
    tolerance: Duration,
}

impl Verifier {
    /// How far `Created` may be from the given time, in either direction, unless said otherwise: 120 seconds.
    ///
    /// Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>
    pub const DEFAULT_TOLERANCE: Duration = Duration::from_secs(120);

    /// Checks requests of this endpoint with this key: they sign [exactly](Coverage::exactly) its headers.
    ///
    /// # Errors
    ///
    /// [`CoverageError::ValuesMayMove`] if the endpoint signs two headers besides `Created`: then
    /// [`Coverage::exactly_with_movable_values`] says what is to be checked. Any other [`CoverageError`] is a list that
    /// the derive refuses.
    pub fn for_endpoint<E: Endpoint>(key: VerifyingKey) -> Result<Self, CoverageError> {
        Coverage::exactly(E::SIGNED_HEADERS).map(|coverage| Self::new(key, coverage))
    }

    /// Checks requests that sign what this coverage says with this key, with a tolerance of 120 seconds.
    #[must_use]
    pub const fn new(key: VerifyingKey, coverage: Coverage) -> Self {
        Self { key, coverage, tolerance: Self::DEFAULT_TOLERANCE }
    }

    /// Sets how far `Created` may be from the given time, in either direction; whole seconds count.
    ///
    /// Minutes are plenty. With a window of years, the number of digits no longer tells where `Created` ends.
    #[must_use]
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Accepts the request as it was received at `now`, or says why not.
    ///
    /// The body is the payload byte for byte. Nothing is changed or guessed: a header that is there twice is refused.
    ///
    /// # Errors
    ///
    /// [`VerifyError`]. The checks are made in the order: `Signature` header, `Created`, list of signed headers,
    /// presence of the listed headers, signature, and whether what is signed may have moved.
    pub fn verify(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Verified, VerifyError> {
        let text = only(headers, &SIGNATURE)?;
        let header = SignatureHeader::parse(text).map_err(|error| match error {
            SignatureHeaderError::Base64 => VerifyError::SignatureNotBase64,
            other => VerifyError::SignatureMalformed(other),
        })?;
        if header.key_id() != KEY_ID {
            return Err(VerifyError::KeyIdUnknown(header.key_id().to_owned()));
        }
        let created = self.check_created(only(headers, &CREATED)?, now)?;
        let signed_headers = self.coverage.check_list(header.signed_headers())?;
        let string =
            SignatureString::new(header.signed_headers(), headers, body).map_err(|error| {
                match error {
                    SignError::HeaderAbsent(name) => VerifyError::ListedHeaderAbsent(name),
                    other => VerifyError::ListedHeader(other.to_string()),
                }
            })?;
        if !self.key.verify(&string, header.signature()) {
            return Err(VerifyError::SignatureWrong);
        }
        self.coverage.check_values(headers, body)?;
        Ok(Verified { created, signed_headers })
    }

    fn check_created(&self, text: &str, now: Timestamp) -> Result<Timestamp, VerifyError> {
        let seconds = text.parse().map_err(|_| VerifyError::CreatedNotANumber)?;
        let created = Timestamp::from_unix_seconds(seconds);
        // One moment has one form. With a sign or leading zeros allowed, digits could move between `Created` and the
        // signed header before it, because the signature string has no separators.
        if created.to_string() != text {
            return Err(VerifyError::CreatedNotANumber);
        }
        let (age, lead) = (now.saturating_since(created), created.saturating_since(now));
        if age > self.tolerance {
            return Err(VerifyError::TooOld { age, tolerance: self.tolerance });
        }
        if lead > self.tolerance {
            return Err(VerifyError::TooFarAhead { lead, tolerance: self.tolerance });
        }
        Ok(created)
    }
}

/// What a request proves that was accepted.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Verified {
    /// When it was signed.
    pub created: Timestamp,
    /// The headers that were signed, in list order, as the [`Coverage`] spells them; those that it does not name are as
    /// the request spells them.
    pub signed_headers: Vec<String>,
}

/// The text of a header that is there exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<&'a str, VerifyError> {
    let shown = if *name == SIGNATURE { "Signature" } else { "Created" };
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Err(VerifyError::HeaderMissing(shown)),
        (Some(value), None) => value.to_str().map_err(|_| VerifyError::HeaderNotText(shown)),
        (Some(_), Some(_)) => Err(VerifyError::HeaderRepeated(shown)),
    }
}
