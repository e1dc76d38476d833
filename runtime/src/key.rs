//! RSA keys: every form that a reseller may hold, read into one validated form.

mod arithmetic;
mod constant_time;
mod der;
mod error;
mod form;
mod numbers;
mod pem;
mod signing;
mod verifying;
mod xml;

pub(crate) use arithmetic::sha256;
pub use error::{KeyError, KeyMember};
pub use signing::SigningKey;
pub use verifying::VerifyingKey;
