//! The other side: checks what a received request signs, its time and its signature.

mod coverage;
mod error;

use std::time::Duration;

use http::{HeaderMap, HeaderName};

use crate::{
    Endpoint, SignError, Signature, SignatureHeader, SignatureHeaderError, SignatureString,
    Timestamp, VerifyingKey,
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
///
/// # Replays
///
/// Whoever has seen a request can send it again for as long as its `Created` is fresh, and it is accepted again. A
/// receiver that must not act twice remembers the [signatures](Verified::signature) that it has accepted:
///
/// ```
/// use std::collections::BTreeSet;
///
/// use countersign::{Signature, Timestamp, Verified, Verifier};
///
/// /// The requests that were accepted and are still fresh.
/// #[derive(Default)]
/// struct Accepted(BTreeSet<(Timestamp, Signature)>);
///
/// impl Accepted {
///     /// Whether this request is the first with its signature.
///     fn is_first(&mut self, verified: Verified, now: Timestamp) -> bool {
///         // The verifier refuses what is older, by its time alone.
///         let is_fresh = |created| now.saturating_since(created) <= Verifier::DEFAULT_TOLERANCE;
///         self.0.retain(|(created, _)| is_fresh(*created));
///         self.0.insert((verified.created, verified.signature))
///     }
/// }
/// # use countersign::{BaseUrl, Endpoint, SigningKey};
/// # #[derive(Endpoint)]
/// # #[endpoint(method = POST, path = "/v1/entitlement/report")]
/// # struct Report { status: &'static str }
/// # let key = SigningKey::generate(1024)?;
/// # let now = Timestamp::from_unix_seconds(1_576_595_412);
/// # let base_url = BaseUrl::parse("https://resale.api.bango.net")?;
/// # let request = Report { status: "ACTIVE" }.prepare(&base_url)?.sign(&key, now)?;
/// # let verifier = Verifier::for_endpoint::<Report>(key.verifying_key().clone())?;
///
/// let mut accepted = Accepted::default();
/// let verified = verifier.verify(request.headers(), request.body(), now)?;
/// assert!(accepted.is_first(verified, now));
///
/// let replayed = verifier.verify(request.headers(), request.body(), now)?;
/// assert!(!accepted.is_first(replayed, now));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// - **What to remember**: the decoded bytes, as here, and not the text of the `Signature` header, whose list of names
///   may be spelled in any letter case. A key makes one signature for a string (RSASSA-PKCS1-v1_5, RFC 8017, section
///   8.2), so without the private key nobody has a second one for the same request. Ask only once the signature has
///   been verified; otherwise anybody fills the memory.
/// - **How long**: until `Created` is older than the tolerance, which is at most twice the tolerance after the request
///   arrived; longer if the clock may be set back. Keep it where a restart does not reach. Servers that take the same
///   requests share what they remember, and look and insert in one step.
/// - **What it costs**: this scheme has no nonce, and `Created` counts seconds. Two honest requests with the same signed
///   headers and body in one second have the same signature, a repetition after a broken connection among them. Give
///   the second the response of the first, and leave out what changes nothing, such as a GET.
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
        Ok(Verified {
            created,
            key_id: header.key_id().to_owned(),
            signature: header.signature().clone(),
            signed_headers,
        })
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
    /// The `keyId` of the request. In this scheme it names the algorithm and is always [`KEY_ID`]; whose key it is, the
    /// receiver knows.
    pub key_id: String,
    /// The signature: the same bytes whenever the same key has signed the same string, and nothing that a sender without
    /// the key can vary. [`Verifier`] shows how replays are told by it.
    pub signature: Signature,
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
