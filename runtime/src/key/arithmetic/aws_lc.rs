//! The arithmetic by AWS-LC, which rustls links already.
//!
//! Its safe wrapper `aws-lc-rs` verifies here, but refuses to sign with keys under 2048 bits, and the vendor asks for
//! 1024; so signing and key generation call AWS-LC itself, in `aws_lc/raw.rs`. So does hashing, because the wrapper takes
//! memory for each digest. AWS-LC blinds each signature, takes a time that does not depend on the key's numbers, and
//! checks the result with the public key before it gives it away (`rsa_default_private_transform` in its `rsa_impl.c`).

mod raw;

use std::{ffi::c_int, ops::Deref, sync::Arc};

use aws_lc_rs::{
    digest::{Digest, SHA256},
    signature::{
        ParsedPublicKey, RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RsaPublicKeyComponents,
    },
};

use self::raw::Rsa;
pub(crate) use self::raw::sha256;
use super::ArithmeticError;
use crate::key::{
    KeyError, der,
    numbers::{PrivateNumbers, PublicNumbers},
};

/// A private key, ready to sign: the only copy of its numbers. AWS-LC wipes it when it is freed.
pub(in crate::key) struct PrivateArithmetic(Rsa);

impl PrivateArithmetic {
    pub(in crate::key) fn new(numbers: &PrivateNumbers) -> Result<Self, KeyError> {
        let der = der::write_pkcs1(numbers).map_err(|error| refused(&error.to_string()))?;
        Rsa::from_pkcs1_der(&der).map(Self).ok_or_else(|| refused("AWS-LC refuses its numbers"))
    }

    /// Signs a SHA-256 digest by RSASSA-PKCS1-v1_5.
    pub(in crate::key) fn sign(&self, digest: &[u8; 32]) -> Result<Vec<u8>, ArithmeticError> {
        let failed = || ArithmeticError("AWS-LC could not make the signature".to_owned());
        self.0.sign_sha256(digest).ok_or_else(failed)
    }

    /// The key as PKCS#1 in DER, in memory that is wiped on drop.
    pub(in crate::key) fn to_pkcs1_der(&self) -> Result<impl Deref<Target = [u8]>, KeyError> {
        self.0.to_pkcs1_der().ok_or_else(|| refused("AWS-LC does not write its numbers"))
    }
}

/// A public key, ready to verify.
#[derive(Clone)]
pub(in crate::key) struct PublicArithmetic(Arc<ParsedPublicKey>);

impl PublicArithmetic {
    pub(in crate::key) fn new(numbers: &PublicNumbers) -> Result<Self, KeyError> {
        RsaPublicKeyComponents { n: numbers.modulus(), e: numbers.exponent() }
            // "For legacy use" are the keys under 2048 bits, which are what the vendor asks for.
            .to_parsed_public_key(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY)
            .map(|key| Self(Arc::new(key)))
            .map_err(|error| refused(&error.to_string()))
    }

    pub(in crate::key) fn verify(&self, digest: &[u8; 32], signature: &[u8]) -> bool {
        Digest::import_less_safe(digest, &SHA256)
            .is_ok_and(|digest| self.0.verify_digest_sig(&digest, signature).is_ok())
    }
}

/// Makes a new key with the public exponent 65537.
pub(in crate::key) fn generate(bits: u32) -> Result<PrivateNumbers, KeyError> {
    let failed = || KeyError::Generate("AWS-LC found no fitting primes".to_owned());
    let size = c_int::try_from(bits).map_err(|_| KeyError::TooLarge { bits })?;
    let key = Rsa::generate(size, 65537).ok_or_else(failed)?;
    der::read_private(&key.to_pkcs1_der().ok_or_else(failed)?)
}

/// The numbers were checked before, so the library refuses only what it does not support.
fn refused(reason: &str) -> KeyError {
    KeyError::Malformed { form: "RSA", reason: reason.to_owned() }
}
