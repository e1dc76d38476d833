//! The `Signature` header: written in one form, read as strictly.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::HeaderValue;

use super::{KEY_ID, Signature};
use crate::foreign_text::ForeignText;

/// More headers than these are neither signed nor read.
pub(crate) const MAX_SIGNED_HEADERS: usize = 32;

/// The content of a `Signature` header:
/// `keyId=RSA-SHA256V1, headers=Created;EntitlementId, signature=<Base64>`.
///
/// Three parameters without quotes, in this order, with a space after each comma.
///
/// Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>
///
/// # Examples
///
/// ```
/// use countersign::SignatureHeader;
///
/// let header = SignatureHeader::parse("keyId=RSA-SHA256V1, headers=Created;EntitlementId, signature=AAEC")?;
/// assert_eq!(header.key_id(), "RSA-SHA256V1");
/// assert_eq!(header.signed_headers(), ["Created", "EntitlementId"]);
/// assert_eq!(header.signature().as_bytes(), [0, 1, 2]);
/// # Ok::<(), countersign::SignatureHeaderError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignatureHeader {
    key_id: String,
    signed_headers: Vec<String>,
    signature: Signature,
}

impl SignatureHeader {
    /// Reads the text of a `Signature` header.
    ///
    /// # Errors
    ///
    /// [`SignatureHeaderError`] names the first parameter that is missing or malformed.
    pub fn parse(text: &str) -> Result<Self, SignatureHeaderError> {
        let mut parameters = text.split(", ");
        let key_id = parameter(parameters.next(), "keyId")?;
        let list = parameter(parameters.next(), "headers")?;
        let base64 = parameter(parameters.next(), "signature")?;
        if parameters.next().is_some() {
            return Err(SignatureHeaderError::Trailing);
        }
        if key_id.is_empty() {
            return Err(SignatureHeaderError::Empty("keyId"));
        }
        // Bounded before it is looked at, because whoever sends a request chooses how long it is.
        if list.split(';').nth(MAX_SIGNED_HEADERS).is_some() {
            return Err(SignatureHeaderError::TooMany);
        }
        let signed_headers: Vec<String> = list.split(';').map(str::to_owned).collect();
        for (index, name) in signed_headers.iter().enumerate() {
            if !is_token(name) {
                return Err(SignatureHeaderError::Name(name.clone()));
            }
            if signed_headers[..index].iter().any(|earlier| earlier.eq_ignore_ascii_case(name)) {
                return Err(SignatureHeaderError::ListedTwice(name.clone()));
            }
        }
        if base64.is_empty() {
            return Err(SignatureHeaderError::Empty("signature"));
        }
        let bytes = STANDARD.decode(base64).map_err(|_| SignatureHeaderError::Base64)?;
        Ok(Self {
            key_id: key_id.to_owned(),
            signed_headers,
            signature: Signature::from_bytes(bytes),
        })
    }

    /// The `keyId` parameter.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The names of the signed headers, in the order in which their values were signed.
    #[must_use]
    pub fn signed_headers(&self) -> &[String] {
        &self.signed_headers
    }

    /// The signature.
    #[must_use]
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Writes the value of a `Signature` header; `None` if a part could not be read back.
    pub(crate) fn write(signed_headers: &[&str], signature: &Signature) -> Option<HeaderValue> {
        let is_list = (1..=MAX_SIGNED_HEADERS).contains(&signed_headers.len());
        if !is_list || signature.as_bytes().is_empty() {
            return None;
        }
        let mut text =
            String::with_capacity(64 + 32 * signed_headers.len() + 2 * signature.as_bytes().len());
        text.extend(["keyId=", KEY_ID, ", headers="]);
        // Each name was found among the headers, so it holds none of the characters that would end it.
        for (index, name) in signed_headers.iter().enumerate() {
            text.extend([if index > 0 { ";" } else { "" }, name]);
        }
        text.push_str(", signature=");
        STANDARD.encode_string(signature.as_bytes(), &mut text);
        HeaderValue::try_from(text).ok()
    }
}

/// The value of the parameter `name`, which must be the one at hand.
fn parameter<'a>(
    text: Option<&'a str>,
    name: &'static str,
) -> Result<&'a str, SignatureHeaderError> {
    text.and_then(|text| text.strip_prefix(name)?.strip_prefix('='))
        .ok_or(SignatureHeaderError::Parameter(name))
}

/// RFC 9110, section 5.6.2; `http` has the same rule and knows how to check it.
fn is_token(name: &str) -> bool {
    http::HeaderName::from_bytes(name.as_bytes()).is_ok()
}

/// Why a text is not the content of a `Signature` header.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureHeaderError {
    /// The signature is not Base64.
    #[error("the signature is not Base64 with padding (RFC 4648, section 4)")]
    Base64,

    /// A parameter has no value.
    #[error("the parameter `{0}` has no value")]
    Empty(&'static str),

    /// The list of signed headers names a header twice.
    #[error("the parameter `headers` names `{}` twice", ForeignText(.0))]
    ListedTwice(String),

    /// The list of signed headers holds something that is not a header name.
    #[error(
        "the parameter `headers` holds `{}`, which is not a header name; names are joined by `;`", ForeignText(.0)
    )]
    Name(String),

    /// A parameter is missing or not where it belongs.
    #[error(
        "the parameter `{0}=` is not in its place; the form is `keyId=…, headers=…, signature=…`, without quotes and \
         with a space after each comma"
    )]
    Parameter(&'static str),

    /// The list of signed headers is longer than 32 names.
    #[error("the parameter `headers` names more than {MAX_SIGNED_HEADERS} headers")]
    TooMany,

    /// More follows after the three parameters.
    #[error("more follows after the parameter `signature`, which is the last")]
    Trailing,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_sender_chose_is_escaped_and_bounded() {
        let error = |list: &str| {
            let text = format!("keyId=k, headers={list}, signature=AA==");
            SignatureHeader::parse(&text).unwrap_err().to_string()
        };
        assert!(error("a\u{202e}b").contains(r"holds `a\u{202e}b`,"));
        let long = "a".repeat(50_000);
        for list in [format!("{long};{long}"), format!("{long}(")] {
            assert!(error(&list).len() < 500);
        }
    }

    #[test]
    fn names_the_first_thing_that_is_wrong() {
        let check = |text: &str, expect: SignatureHeaderError| {
            assert_eq!(SignatureHeader::parse(text).unwrap_err(), expect, "{text}");
        };
        let parameter = SignatureHeaderError::Parameter;
        check("", parameter("keyId"));
        check("headers=Created, keyId=k, signature=AA==", parameter("keyId"));
        check("keyid=k, headers=Created, signature=AA==", parameter("keyId"));
        check("keyId=k", parameter("headers"));
        check("keyId=k,headers=Created,signature=AA==", parameter("headers"));
        check("keyId=k, headers=Created", parameter("signature"));
        check("keyId=k, headers=Created, algorithm=x, signature=AA==", parameter("signature"));
        check("keyId=k, headers=Created, signature=AA==, x=y", SignatureHeaderError::Trailing);
        check("keyId=, headers=Created, signature=AA==", SignatureHeaderError::Empty("keyId"));
        check("keyId=k, headers=Created, signature=", SignatureHeaderError::Empty("signature"));
        check("keyId=k, headers=, signature=AA==", SignatureHeaderError::Name(String::new()));
        check(
            "keyId=k, headers=\"Created\", signature=AA==",
            SignatureHeaderError::Name("\"Created\"".to_owned()),
        );
        check(
            "keyId=k, headers=Created EntitlementId, signature=AA==",
            SignatureHeaderError::Name("Created EntitlementId".to_owned()),
        );
        check(
            "keyId=k, headers=Created;;A, signature=AA==",
            SignatureHeaderError::Name(String::new()),
        );
        check(
            "keyId=k, headers=Created;A;a, signature=AA==",
            SignatureHeaderError::ListedTwice("a".to_owned()),
        );
    }

    #[test]
    fn base64_is_the_standard_alphabet_with_padding() {
        for base64 in ["AA", "AA=", "A-_=", "AA==\u{20}", "\"AA==\"", "AB=="] {
            let text = format!("keyId=k, headers=Created, signature={base64}");
            let error = SignatureHeader::parse(&text).unwrap_err();
            assert!(matches!(error, SignatureHeaderError::Base64), "{base64}: {error}");
        }
    }

    #[test]
    fn what_could_not_be_read_back_is_not_written() {
        let signature = Signature::from_bytes([0]);
        assert!(SignatureHeader::write(&["Created"], &signature).is_some());
        assert_eq!(SignatureHeader::write(&[], &signature), None);
        assert_eq!(SignatureHeader::write(&["Created"], &Signature::from_bytes([])), None);
    }

    #[test]
    fn a_list_without_end_is_not_read() {
        let list = |length: usize| {
            let names: Vec<String> = (0..length).map(|index| format!("h{index}")).collect();
            format!("keyId=k, headers={}, signature=AA==", names.join(";"))
        };
        assert!(SignatureHeader::parse(&list(32)).is_ok());
        for length in [33, 100_000] {
            let error = SignatureHeader::parse(&list(length)).unwrap_err();
            assert_eq!(error, SignatureHeaderError::TooMany);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            names in proptest::collection::btree_set("[a-z][a-z0-9-]{0,20}", 1..6),
            bytes in proptest::collection::vec(any::<u8>(), 1..600),
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let signature = Signature::from_bytes(bytes);
            let value = SignatureHeader::write(&names, &signature).unwrap();
            let read = SignatureHeader::parse(value.to_str().unwrap()).unwrap();
            prop_assert_eq!(read.key_id(), "RSA-SHA256V1");
            prop_assert_eq!(read.signed_headers(), &names[..]);
            prop_assert_eq!(read.signature(), &signature);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = SignatureHeader::parse(&text);
        }
    }
}
