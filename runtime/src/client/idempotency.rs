//! The idempotency key of a call: the one that the request carries, or one that the client makes.

use aws_lc_rs::{error::Unspecified, rand};
use http::{HeaderValue, Method};

use crate::PreparedRequest;

/// Gives the request a key if its endpoint declares the header and the user gave none, and returns the key.
pub(super) fn ensure_key(
    prepared: &mut PreparedRequest,
) -> Result<Option<HeaderValue>, Unspecified> {
    let Some(header) = prepared.key_header() else { return Ok(None) };
    if let Some(given) = prepared.header(header) {
        return Ok(Some(given.clone()));
    }
    let header = header.clone();
    let mut random = [0; 16];
    rand::fill(&mut random)?;
    let Ok(key) = HeaderValue::from_bytes(&uuid(random)) else { return Ok(None) };
    prepared.add_header(header, key.clone());
    Ok(Some(key))
}

/// Whether a request that may have been carried out may be sent again.
pub(super) fn is_repeatable(method: &Method, key: Option<&HeaderValue>) -> bool {
    // Idempotent methods: RFC 9110, section 9.2.2. An empty key is none.
    method.is_idempotent() || key.is_some_and(|key| !key.is_empty())
}

/// The random UUID of these bytes: version 4, six of whose bits are fixed (RFC 9562, section 5.4).
fn uuid(mut random: [u8; 16]) -> [u8; 36] {
    /// Where the digits of each byte stand, between hyphens.
    const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

    random[6] = random[6] & 0x0f | 0x40;
    random[8] = random[8] & 0x3f | 0x80;
    let mut text = [b'-'; 36];
    for (byte, place) in random.into_iter().zip(PLACES) {
        let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
        text[place..place + 2].copy_from_slice(&[digit(byte >> 4), digit(byte & 0x0f)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use http::{
        HeaderName,
        header::{AUTHORIZATION, HOST},
    };

    use super::*;
    use crate::{BaseUrl, Endpoint, ErrorBody, IgnoredBody, PrepareError, RequestWriter};

    /// Endpoints with these headers for the key.
    macro_rules! keyed {
        ($($endpoint:ident $header:expr)*) => {$(
            struct $endpoint;

            impl Endpoint for $endpoint {
                type Response = IgnoredBody;
                type Error = ErrorBody;
                const METHOD: Method = Method::POST;
                const PATH: &'static str = "/";
                const SIGNED_HEADERS: &'static [&'static str] = &["Created"];
                const IDEMPOTENCY_KEY: Option<HeaderName> = $header;

                fn write(&self, request: &mut RequestWriter) -> Result<(), PrepareError> {
                    request.path_literal("/");
                    Ok(())
                }
            }
        )*};
    }

    keyed! {
        Unkeyed None
        KeyedByHost Some(HOST)
        KeyedByPassword Some(AUTHORIZATION)
        KeyedByTime Some(HeaderName::from_static("created"))
        Keyed Some(HeaderName::from_static("order-key"))
    }

    #[test]
    fn a_header_of_the_client_is_no_key() {
        fn prepared(endpoint: &impl Endpoint) -> PreparedRequest {
            endpoint.prepare(&BaseUrl::parse("https://localhost").unwrap()).unwrap()
        }
        for mut none in [
            prepared(&Unkeyed),
            prepared(&KeyedByHost),
            prepared(&KeyedByPassword),
            prepared(&KeyedByTime),
        ] {
            assert_eq!(ensure_key(&mut none).unwrap(), None, "{:?}", none.key_header());
        }
        let mut keyed = prepared(&Keyed);
        let key = ensure_key(&mut keyed).unwrap();
        assert!(key.is_some());
        assert_eq!(keyed.header(&HeaderName::from_static("order-key")), key.as_ref());
        assert_eq!(ensure_key(&mut keyed).unwrap(), key);
    }

    #[test]
    fn bytes_are_written_in_their_order() {
        // The example of RFC 9562, appendix A.3.
        let bytes = 0x9191_08f7_52d1_4320_9bac_f847_db41_48a8_u128.to_be_bytes();
        assert_eq!(&uuid(bytes), b"919108f7-52d1-4320-9bac-f847db4148a8");
        assert_eq!(&uuid([0; 16]), b"00000000-0000-4000-8000-000000000000");
        assert_eq!(&uuid([0xff; 16]), b"ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    proptest! {
        #[test]
        fn only_the_fixed_bits_differ(random: [u8; 16]) {
            let written = String::from_utf8(uuid(random).to_vec()).unwrap().replace('-', "");
            let written = u128::from_str_radix(&written, 16).unwrap();
            let fixed = 0xf << 76 | 0b11 << 62;
            assert_eq!(written & !fixed, u128::from_be_bytes(random) & !fixed);
            assert_eq!(written & fixed, 4 << 76 | 0b10 << 62);
        }
    }
}
