//! What does the arithmetic: one file for each library that can, and the choice between them.
//!
//! Both get numbers that were checked before (`numbers.rs`), and both make the same signatures, byte for byte, because
//! RSASSA-PKCS1-v1_5 is deterministic (RFC 8017, section 8.2).

#[cfg(feature = "aws-lc")]
mod aws_lc;
#[cfg(all(feature = "rsa", any(test, not(feature = "aws-lc"))))]
mod rust_crypto;

#[cfg(feature = "aws-lc")]
pub(crate) use aws_lc::sha256;
#[cfg(feature = "aws-lc")]
pub(super) use aws_lc::{PrivateArithmetic, PublicArithmetic, generate};
#[cfg(all(feature = "rsa", not(feature = "aws-lc")))]
pub(crate) use rust_crypto::sha256;
#[cfg(all(feature = "rsa", not(feature = "aws-lc")))]
pub(super) use rust_crypto::{PrivateArithmetic, PublicArithmetic, generate};

#[cfg(not(any(feature = "aws-lc", feature = "rsa")))]
compile_error!(
    "countersign needs a library for RSA: enable its feature `aws-lc` (fast, links C) or `rsa` (pure Rust, slower, \
     and named by RUSTSEC-2023-0071)"
);

/// Why a signature could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct ArithmeticError(String);

#[cfg(all(test, feature = "aws-lc", feature = "rsa"))]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests;
