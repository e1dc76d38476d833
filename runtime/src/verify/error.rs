//! Why a received request is refused.

use std::time::Duration;

use crate::{SignatureHeaderError, foreign_text::ForeignText};

/// Why a received request is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The request signs other headers than it must, or signs them in another order.
    #[error(
        "the request signs `{}`; it must sign `{}`, these headers in this order and no other",
        ForeignText(&signed.join(";")), expected.join(";")
    )]
    CoverageDiffers {
        /// The headers that it must sign, in this order.
        expected: Vec<String>,
        /// The headers that it signs, as it spells them.
        signed: Vec<String>,
    },

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

    /// A payload that follows a signed header of any form begins with neither `{` nor `[`, so that it may be the end of
    /// that header's value. [`Coverage::exactly`](crate::Coverage::exactly) refuses it.
    #[error(
        "the payload begins with neither `{{` nor `[`, so that it cannot be told from the end of the signed header values"
    )]
    PayloadMayHaveMoved,

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

    /// The value of a signed header holds `{` or `[`, so that its end may be a payload.
    #[error(
        "the value of the signed header `{0}` holds `{{` or `[`, as if a payload had been moved into it"
    )]
    ValueMayHaveMoved(String),
}
