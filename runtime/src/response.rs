//! What comes back: the types that a response body is decoded into.

use serde::{Deserialize, de::DeserializeOwned};

/// A type that the JSON body of a response can be decoded into: everything that implements
/// [`serde::Deserialize`] without borrowing.
///
/// An empty body is decoded as JSON `null`, so `()` and `Option<T>` accept it. A UTF-8 byte order mark in front of the
/// JSON is passed over, as RFC 8259, section 8.1, allows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a response",
    label = "a response type needs `Deserialize`",
    note = "derive it: `#[derive(countersign::serde::Deserialize)] #[serde(crate = \"countersign::serde\")]`"
)]
pub trait ResponseBody: Sized {
    #[doc(hidden)]
    fn from_json(body: &[u8]) -> serde_json::Result<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> ResponseBody for T {
    fn from_json(body: &[u8]) -> serde_json::Result<Self> {
        let json = json_text(body);
        serde_json::from_slice(if json.is_empty() { b"null" } else { json })
    }
}

/// The JSON text of a body: what follows a byte order mark, which servers on .NET write (RFC 8259, section 8.1).
pub(crate) fn json_text(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// The response type of an endpoint whose answer holds nothing of interest: accepts any body, be it JSON or not, or none.
///
/// It is what `#[derive(Endpoint)]` uses when the attribute names no `response`. A server that reports errors with a
/// success status goes unnoticed with it, unless the error type says which codes a success has
/// ([`ErrorResponse::SUCCESS_CODES`]): name such a type, or a response type that has the members of a true success.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct IgnoredBody;

impl ResponseBody for IgnoredBody {
    fn from_json(_: &[u8]) -> serde_json::Result<Self> {
        Ok(Self)
    }
}

/// A type that the JSON body of an error response can be decoded into, and that names the error.
///
/// The names are what an operator sees first, so [`ApiError`](crate::ApiError) shows them.
///
/// # Examples
///
/// The errors of a server that puts `"code": "DONE"` into its successes, and sends some errors with the status 200:
///
/// ```
/// use countersign::{ErrorResponse, SuccessCodes, serde::Deserialize};
///
/// #[derive(Debug, Deserialize)]
/// #[serde(crate = "countersign::serde")]
/// struct Failure {
///     code: String,
///     text: Option<String>,
/// }
///
/// impl ErrorResponse for Failure {
///     const SUCCESS_CODES: SuccessCodes = SuccessCodes::Only(&["DONE"]);
///
///     fn code(&self) -> Option<&str> {
///         Some(&self.code)
///     }
///
///     fn message(&self) -> Option<&str> {
///         self.text.as_deref()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the body of an error response",
    label = "an error type needs `countersign::ErrorResponse`",
    note = "implement `countersign::ErrorResponse` for it, or leave `error` out"
)]
pub trait ErrorResponse: ResponseBody + Send + Sync + 'static {
    /// Which codes the successes of this API name. Any other code makes a response with a success status (200 to 299) an
    /// [`ApiError`](crate::ApiError).
    ///
    /// Unless it is given, that is not known, and the response type decides: see [`SuccessCodes::Undeclared`].
    const SUCCESS_CODES: SuccessCodes = SuccessCodes::Undeclared;

    /// The machine-readable code, such as `BAD_REQUEST`; `None` if the body names none.
    fn code(&self) -> Option<&str>;

    /// The text for people that came with the code.
    fn message(&self) -> Option<&str>;
}

/// Which codes the successes of an API name, where they name one at all.
///
/// A server may send the body of an error with a success status (200 to 299). A response type cannot tell it from a success
/// if all of its own members are optional; the code can.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum SuccessCodes {
    /// That is not known, so the response type decides: a response with a success status is an error only if its body does
    /// not fit that type, but the error type, and names a code.
    ///
    /// An error that fits the response type passes for a success.
    #[default]
    Undeclared,

    /// These alone: a response with a success status is an error if its body fits the error type and names another code,
    /// whatever the response type. If it names one of these or none, it is a success.
    ///
    /// `Only(&[])` is for an API whose successes name no code.
    Only(&'static [&'static str]),
}

/// The error body of the Bango Resale API: a code for programs and a message for people.
///
/// It is what `#[derive(Endpoint)]` uses when the attribute names no `error`. The code is kept as text, because the
/// vendor may add codes at any time: a value that is not known yet is never an error. The crate `bango-resale` has the
/// same body with the code as an open enum, and knows which codes are those of a success: `bango_resale::ErrorResponse`
/// with its `ResponseCode`.
///
/// Source: <http://developer.bango.com/resale/api-ref/entitlement/post/> (fields `responseCode`, `responseMessage`).
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ErrorBody {
    /// The vendor's `responseCode`, such as `BAD_REQUEST`.
    #[serde(default)]
    pub response_code: Option<String>,
    /// The vendor's `responseMessage`, a text for people.
    #[serde(default)]
    pub response_message: Option<String>,
}

impl ErrorResponse for ErrorBody {
    fn code(&self) -> Option<&str> {
        self.response_code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        self.response_message.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_body_is_null() {
        assert!(<() as ResponseBody>::from_json(b"").is_ok());
        assert_eq!(Option::<u8>::from_json(b"").unwrap(), None);
        assert!(u8::from_json(b"").is_err());
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert_eq!(<[u8; 2]>::from_json(b"\xef\xbb\xbf[1,2]").unwrap(), [1, 2]);
        let error = ErrorBody::from_json("\u{feff}{\"responseCode\":\"A\"}".as_bytes()).unwrap();
        assert_eq!(error.code(), Some("A"));
        // With nothing after it the body is empty.
        assert!(<() as ResponseBody>::from_json(b"\xef\xbb\xbf").is_ok());
        // One is passed over, in front alone, and whole.
        for body in ["\u{feff}\u{feff}1", " \u{feff}1", "1\u{feff}"] {
            assert!(u8::from_json(body.as_bytes()).is_err(), "{body:?}");
        }
        assert!(u8::from_json(b"\xef\xbb1").is_err());
    }

    #[test]
    fn an_ignored_body_is_not_even_read() {
        for body in ["", r#"{"a":[1,null]}"#, "<html>", "OK"] {
            assert_eq!(IgnoredBody::from_json(body.as_bytes()).unwrap(), IgnoredBody);
        }
    }

    #[test]
    fn unknown_codes_and_members_are_kept_or_ignored() {
        let body = ErrorBody::from_json(br#"{"responseCode":"NEW_CODE","more":1}"#).unwrap();
        assert_eq!((body.code(), body.message()), (Some("NEW_CODE"), None));
    }
}
