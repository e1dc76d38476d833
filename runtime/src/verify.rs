//! The other side: checks a received request's signed header list, time and signature.

use std::time::Duration;

use http::{HeaderMap, HeaderName};

use crate::{
    SignError, SignatureHeader, SignatureHeaderError, SignatureString, Timestamp, VerifyingKey,
    foreign_text::ForeignText,
    signature::{CREATED, KEY_ID, SIGNATURE},
};

/// Checks received requests with a public key. Method and path do not matter to this scheme; headers and body do.
///
/// The sender chooses which headers are signed. A header that you act on must be among them: name it with
/// [`require_signed`](Self::require_signed), or look for it in [`Verified::signed_headers`]. The signature string has no
/// separators, so a signed header is bound to its neighbours only as far as its value has a fixed length or form: check
/// that too.
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
/// let verifier = Verifier::new(key.verifying_key().clone());
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
    tolerance: Duration,
    required: Vec<String>,
}

impl Verifier {
    /// How far `Created` may be from the given time, in either direction, unless said otherwise: 120 seconds.
    ///
    /// Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>
    pub const DEFAULT_TOLERANCE: Duration = Duration::from_secs(120);

    /// Checks with this key, a tolerance of 120 seconds, and no signed header required but `Created`.
    #[must_use]
    pub const fn new(key: VerifyingKey) -> Self {
        Self { key, tolerance: Self::DEFAULT_TOLERANCE, required: Vec::new() }
    }

    /// Sets how far `Created` may be from the given time, in either direction; whole seconds count.
    #[must_use]
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Requires that the request signs this header; may be called several times.
    #[must_use]
    pub fn require_signed(mut self, header: impl Into<String>) -> Self {
        self.required.push(header.into());
        self
    }

    /// Accepts the request as it was received at `now`, or says why not.
    ///
    /// The body is the payload byte for byte. Nothing is changed or guessed: a header that is there twice is refused.
    ///
    /// # Errors
    ///
    /// [`VerifyError`]. The checks are made in the order: `Signature` header, `Created`, required headers, presence of
    /// the listed headers, signature.
    pub fn verify(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Verified, VerifyError> {
        let text = only(headers, &SIGNATURE)?;
        let signature = SignatureHeader::parse(text).map_err(|error| match error {
            SignatureHeaderError::Base64 => VerifyError::SignatureNotBase64,
            other => VerifyError::SignatureMalformed(other),
        })?;
        if signature.key_id() != KEY_ID {
            return Err(VerifyError::KeyIdUnknown(signature.key_id().to_owned()));
        }
        let created = self.check_created(only(headers, &CREATED)?, now)?;
        let listed = signature.signed_headers();
        let lists = |name: &str| listed.iter().any(|listed| listed.eq_ignore_ascii_case(name));
        for name in ["Created"].into_iter().chain(self.required.iter().map(String::as_str)) {
            if !lists(name) {
                return Err(VerifyError::NotSigned(name.to_owned()));
            }
        }
        let string = SignatureString::new(listed, headers, body).map_err(|error| match error {
            SignError::HeaderAbsent(name) => VerifyError::ListedHeaderAbsent(name),
            other => VerifyError::ListedHeader(other.to_string()),
        })?;
        if !self.key.verify(&string, signature.signature()) {
            return Err(VerifyError::SignatureWrong);
        }
        Ok(Verified { created, signed_headers: listed.to_vec() })
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
    /// The headers that were signed, in list order, as the request spells them.
    pub signed_headers: Vec<String>,
}

/// Why a received request is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// `Created` holds something else than digits without leading zeros, or a number that is absurdly large.
    #[error("the header `Created` is not a number of Unix seconds, such as 1576595412")]
    CreatedNotANumber,

    /// A header that every signed request carries is not there.
    #[error("the header `{0}` is missing")]
    HeaderMissing(&'static str),

    /// A header that every signed request carries once is there more than once.
    #[error("the header `{0}` is there more than once")]
    HeaderRepeated(&'static str),

    /// A header that every signed request carries holds bytes that are not visible ASCII.
    #[error("the header `{0}` holds bytes that are not visible ASCII")]
    HeaderNotText(&'static str),

    /// The key id is not the one of the scheme.
    #[error("the key id is `{}`; it must be `RSA-SHA256V1`", ForeignText(.0))]
    KeyIdUnknown(String),

    /// A signed header cannot be used: it is empty, or there more than once.
    #[error("{0}")]
    ListedHeader(String),

    /// A listed header is not in the request.
    #[error("the signed header list names `{}`, but the request has no such header", ForeignText(.0))]
    ListedHeaderAbsent(String),

    /// The signed header list lacks a header that must be signed.
    #[error("the signed header list does not name `{0}`, which must be signed")]
    NotSigned(String),

    /// The `Signature` header does not have the form of the scheme.
    #[error("the header `Signature` is malformed: {0}")]
    SignatureMalformed(SignatureHeaderError),

    /// The signature is not Base64.
    #[error("the signature is not Base64 with padding (RFC 4648, section 4)")]
    SignatureNotBase64,

    /// The signature was not made by this key over this request.
    #[error("the signature does not fit the request and the key")]
    SignatureWrong,

    /// `Created` lies too far in the future.
    #[error(
        "`Created` is {} s ahead of this clock; at most {} s are accepted", lead.as_secs(), tolerance.as_secs()
    )]
    TooFarAhead {
        /// How far it is ahead.
        lead: Duration,
        /// How far it may be.
        tolerance: Duration,
    },

    /// `Created` lies too far in the past.
    #[error("`Created` is {} s old; at most {} s are accepted", age.as_secs(), tolerance.as_secs())]
    TooOld {
        /// How old it is.
        age: Duration,
        /// How old it may be.
        tolerance: Duration,
    },
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
