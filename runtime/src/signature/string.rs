//! The signature string: the one place that says what is signed.

use std::fmt;

use http::HeaderMap;

use super::{CREATED, SIGNATURE, SignError};
use crate::key;

/// What is signed: the values of the signed headers in the order of the list, then the payload; no names, no
/// separators.
///
/// The vendor's worked example shows this for `Created` and a payload; that further headers join the same way is
/// inferred. If that proves wrong, [`pieces`](Self::pieces) is the one function to change.
///
/// It is never put together in memory: a signer hashes its pieces, or takes their [digest](Self::sha256).
#[derive(Clone)]
pub struct SignatureString<'a> {
    values: Vec<&'a [u8]>,
    payload: &'a [u8],
}

impl<'a> SignatureString<'a> {
    /// Takes the values of the listed headers out of `headers`, in the order of the list.
    ///
    /// # Errors
    ///
    /// [`SignError`] if the list lacks `Created`, names a header twice or `Signature` itself, or if a listed header is
    /// absent, empty, or there more than once: then the two sides could differ on what was signed.
    ///
    /// # Examples
    ///
    /// ```
    /// use countersign::{SignatureString, http::{HeaderMap, HeaderValue}};
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("created", HeaderValue::from_static("1402174295"));
    /// headers.insert("entitlementid", HeaderValue::from_static("a25100b8"));
    /// let string = SignatureString::new(&["Created", "EntitlementId"], &headers, br#"{"a":1}"#)?;
    /// assert_eq!(string.to_vec(), br#"1402174295a25100b8{"a":1}"#);
    /// # Ok::<(), countersign::SignError>(())
    /// ```
    pub fn new<N: AsRef<str>>(
        signed_headers: &[N],
        headers: &'a HeaderMap,
        payload: &'a [u8],
    ) -> Result<Self, SignError> {
        let mut values = Vec::with_capacity(signed_headers.len());
        for (index, name) in signed_headers.iter().map(AsRef::as_ref).enumerate() {
            let earlier = &signed_headers[..index];
            if earlier.iter().any(|earlier| earlier.as_ref().eq_ignore_ascii_case(name)) {
                return Err(SignError::ListedTwice(name.to_owned()));
            }
            if name.eq_ignore_ascii_case(SIGNATURE.as_str()) {
                return Err(SignError::SignsItself);
            }
            let mut found = headers.get_all(name).iter();
            match (found.next(), found.next()) {
                (None, _) => return Err(SignError::HeaderAbsent(name.to_owned())),
                (Some(value), None) if value.is_empty() => {
                    return Err(SignError::HeaderEmpty(name.to_owned()));
                }
                (Some(value), None) => values.push(value.as_bytes()),
                (Some(_), Some(_)) => return Err(SignError::HeaderRepeated(name.to_owned())),
            }
        }
        if !signed_headers.iter().any(|name| name.as_ref().eq_ignore_ascii_case(CREATED.as_str())) {
            return Err(SignError::CreatedNotListed);
        }
        Ok(Self { values, payload })
    }

    /// The pieces whose concatenation is signed, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &'a [u8]> {
        self.values.iter().copied().chain([self.payload])
    }

    /// The SHA-256 digest (32 bytes), for signers that take a digest.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        key::sha256(self.pieces())
    }

    /// The whole string, for signers that take the message, and for tests.
    ///
    /// It holds customer data: never log it.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.pieces().collect::<Vec<_>>().concat()
    }
}

impl fmt::Debug for SignatureString<'_> {
    /// Shows lengths only, because the values and the payload may be customer data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignatureString")
            .field("header_values", &self.values.len())
            .field("payload_bytes", &self.payload.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};
    use sha2::{Digest as _, Sha256};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
                (name, HeaderValue::from_static(value))
            })
            .fold(HeaderMap::new(), |mut map, (name, value)| {
                map.append(name, value);
                map
            })
    }

    #[test]
    fn values_stand_in_list_order_before_the_payload() {
        let headers = headers(&[("Created", "12"), ("EntitlementId", "e-1")]);
        let check = |list: &[&str], expect: &str| {
            let string = SignatureString::new(list, &headers, b"{}").unwrap();
            assert_eq!(string.to_vec(), expect.as_bytes());
            assert_eq!(string.sha256(), <[u8; 32]>::from(Sha256::digest(expect)));
        };
        check(&["Created"], "12{}");
        check(&["Created", "EntitlementId"], "12e-1{}");
        check(&["entitlementid", "CREATED"], "e-112{}");
    }

    #[test]
    fn lists_that_two_sides_could_read_differently_are_refused() {
        let headers =
            headers(&[("Created", "12"), ("A", "1"), ("A", "2"), ("E", ""), ("Signature", "x")]);
        let check = |list: &[&str], expect: SignError| {
            let error = SignatureString::new(list, &headers, b"").unwrap_err();
            assert_eq!(error.to_string(), expect.to_string());
        };
        check(&[], SignError::CreatedNotListed);
        check(&["Created", "created"], SignError::ListedTwice("created".to_owned()));
        check(&["Created", "A"], SignError::HeaderRepeated("A".to_owned()));
        check(&["Created", "B"], SignError::HeaderAbsent("B".to_owned()));
        check(&["Created", "E"], SignError::HeaderEmpty("E".to_owned()));
        check(&["Created", "Signature"], SignError::SignsItself);
        check(&["not a name"], SignError::HeaderAbsent("not a name".to_owned()));
    }

    #[test]
    fn debug_shows_no_values() {
        let headers = headers(&[("Created", "12"), ("EntitlementId", "sentinel")]);
        let string =
            SignatureString::new(&["Created", "EntitlementId"], &headers, b"sentinel").unwrap();
        assert!(!format!("{string:?}").contains("sentinel"));
    }
}
