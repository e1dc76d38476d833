//! User and password (RFC 7617).

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use http::{HeaderMap, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

/// The user and password that the sandbox accepts.
pub(crate) struct Credentials {
    pub(crate) user: String,
    pub(crate) password: String,
}

/// Why the credentials of a request are refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error(
        "the header `Authorization` is missing; send `Authorization: Basic <Base64 of user:password>`"
    )]
    Missing,
    #[error("the header `Authorization` is there more than once; send it once")]
    Repeated,
    #[error(
        "the header `Authorization` names another scheme; send `Basic <Base64 of user:password>`"
    )]
    OtherScheme,
    #[error("the credentials in `Authorization` are not Base64 of `user:password`")]
    Malformed,
    #[error(
        "user or password is wrong; the command prints both when it starts, and `Sandbox::user` and \
         `Sandbox::password` give them"
    )]
    Wrong,
}

impl Credentials {
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let value = match (values.next(), values.next()) {
            (None, _) => return Err(Refusal::Missing),
            (Some(value), None) => value,
            (Some(_), Some(_)) => return Err(Refusal::Repeated),
        };
        let text = value.to_str().map_err(|_| Refusal::Malformed)?;
        let (scheme, base64) = text.split_once(' ').unwrap_or((text, ""));
        if !scheme.eq_ignore_ascii_case("Basic") {
            return Err(Refusal::OtherScheme);
        }
        let config =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let given = GeneralPurpose::new(&alphabet::STANDARD, config)
            .decode(base64.trim_start())
            .map_err(|_| Refusal::Malformed)?;
        if !given.contains(&b':') {
            return Err(Refusal::Malformed);
        }
        // Digests are compared, so that the time tells nothing of the length either.
        let expected = format!("{}:{}", self.user, self.password);
        let equal = Sha256::digest(&given).ct_eq(&Sha256::digest(expected));
        if bool::from(equal) { Ok(()) } else { Err(Refusal::Wrong) }
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user)
            .field("password", &"[redacted]")
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn check(authorization: &[&'static str], expect: Result<(), Refusal>) {
        let credentials = Credentials {
            user: "MyOrganization".to_owned(),
            password: "elephant-notepad-dancer".to_owned(),
        };
        let mut headers = HeaderMap::new();
        for value in authorization {
            headers.append(header::AUTHORIZATION, HeaderValue::from_static(value));
        }
        assert_eq!(credentials.check(&headers), expect, "{authorization:?}");
    }

    #[test]
    fn the_example_of_the_vendor_is_accepted() {
        const EXAMPLE: &str = "Basic TXlPcmdhbml6YXRpb246ZWxlcGhhbnQtbm90ZXBhZC1kYW5jZXI=";
        check(&[EXAMPLE], Ok(()));
        check(&["basic  TXlPcmdhbml6YXRpb246ZWxlcGhhbnQtbm90ZXBhZC1kYW5jZXI="], Ok(()));
        check(&[EXAMPLE, EXAMPLE], Err(Refusal::Repeated));
    }

    #[test]
    fn everything_else_is_refused() {
        check(&[], Err(Refusal::Missing));
        check(&[""], Err(Refusal::OtherScheme));
        check(&["Bearer abc"], Err(Refusal::OtherScheme));
        check(&["Basic"], Err(Refusal::Malformed));
        check(&["Basic *"], Err(Refusal::Malformed));
        check(&["Basic TXlPcmdhbml6YXRpb24="], Err(Refusal::Malformed));
        // `MyOrganization:` and `MyOrganization:elephant-notepad-dance`.
        check(&["Basic TXlPcmdhbml6YXRpb246"], Err(Refusal::Wrong));
        check(&["Basic TXlPcmdhbml6YXRpb246ZWxlcGhhbnQtbm90ZXBhZC1kYW5jZQ=="], Err(Refusal::Wrong));
    }

    #[test]
    fn debug_hides_the_password() {
        let credentials = Credentials { user: "user".to_owned(), password: "sentinel".to_owned() };
        assert!(!format!("{credentials:?}").contains("sentinel"));
    }
}
