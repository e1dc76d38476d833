#![cfg_attr(feature = "client", doc = include_str!("../docs/crate.md"))]
#![cfg_attr(
    not(feature = "client"),
    doc = "Signed requests from annotated structs, without a client; the feature `client` has the full documentation."
)]

// The derive names `::countersign`, so that this crate's own documentation and tests can use it.
extern crate self as countersign;

mod base_url;
#[cfg(feature = "client")]
mod client;
mod date_time;
mod endpoint;
mod error;
mod foreign_text;
mod key;
mod private;
mod request;
mod response;
mod signature;
mod timestamp;
mod unknown_value;
mod verify;

// The public interface is:

pub use bytes;
#[doc = include_str!("../docs/derive-endpoint.md")]
pub use countersign_macros::Endpoint;
#[doc = include_str!("../docs/endpoints.md")]
pub use countersign_macros::endpoints;
pub use http;
pub use serde;
pub use serde_json;

#[cfg(feature = "client")]
pub use crate::client::{
    BuildError, CertificateCheck, CertificatePosition, CertificateRefusal, Client, ClientBuilder,
    ClockSkew, HasSigner, InternalErrors, NoSigner, RetryBudget, RetryPolicy, Roots, TimeLimit,
    TimeLimits, TransportError, TransportErrorKind,
};
pub use crate::{
    base_url::{BaseUrl, BaseUrlError},
    date_time::{DateTime, DateTimeError},
    endpoint::Endpoint,
    error::{ApiError, DecodeError, Error},
    key::{KeyError, KeyMember, SigningKey, VerifyingKey},
    request::{
        HeaderFieldValue, JsonError, JsonSerializer, PathValue, PayloadValue, PrepareError,
        PreparedRequest, QueryValue, RequestWriter,
    },
    response::{ErrorBody, ErrorResponse, IgnoredBody, ResponseBody, SuccessCodes},
    signature::{
        KEY_ID, SignError, SignFuture, Signature, SignatureHeader, SignatureHeaderError,
        SignatureString, Signer, SignerFailure,
    },
    timestamp::Timestamp,
    unknown_value::UnknownValue,
    verify::{Coverage, CoverageError, Verified, Verifier, VerifyError},
};

include!(concat!(env!("OUT_DIR"), "/private.rs"));
