//! The public key of a reseller.

use std::{fmt, path::Path};

use super::{KeyError, arithmetic::PublicArithmetic, der, form, numbers::PublicNumbers, xml};
use crate::signature::{Signature, SignatureString};

/// A public RSA key of 1024 to 8192 bits: the half that a reseller hands to the vendor, and that verifies.
#[derive(Clone)]
pub struct VerifyingKey {
    arithmetic: PublicArithmetic,
    numbers: PublicNumbers,
    /// Made once, so that writing it cannot fail later.
    spki_pem: String,
}

impl VerifyingKey {
    /// Reads a key from a file in any of the forms that [`from_bytes`](Self::from_bytes) knows.
    ///
    /// # Errors
    ///
    /// [`KeyError::Read`] if the file cannot be read, and as [`from_bytes`](Self::from_bytes).
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        Self::from_bytes(&*form::read_file(path.as_ref())?)
    }

    /// Reads a key in SubjectPublicKeyInfo or PKCS#1, each as PEM or DER, or in `RSAKeyValue` XML; the content tells
    /// which.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the bytes are instead, or what is wrong with the key, and what to do.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::public_from_bytes(bytes.as_ref())?)
    }

    /// Reads a key in PEM (RFC 7468): SubjectPublicKeyInfo (`PUBLIC KEY`) or PKCS#1 (`RSA PUBLIC KEY`).
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the text is instead, or what is wrong with the key, and what to do.
    pub fn from_pem(text: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::public_from_pem(text.as_ref())?)
    }

    /// Reads a key from a PEM file.
    ///
    /// # Errors
    ///
    /// [`KeyError::Read`] if the file cannot be read, and as [`from_pem`](Self::from_pem).
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        Self::from_pem(&*form::read_file(path.as_ref())?)
    }

    /// Reads a key in SubjectPublicKeyInfo DER (RFC 5280, section 4.1); PKCS#1 DER is taken as well.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the bytes are instead, or what is wrong with the key, and what to do.
    pub fn from_spki_der(bytes: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::public_from_der(bytes.as_ref())?)
    }

    /// Reads a key in `RSAKeyValue` XML, as .NET's `RSA.ToXmlString(false)` writes it.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the text is instead, or what is wrong with the key, and what to do.
    pub fn from_xml(text: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::public_from_xml(text.as_ref())?)
    }

    /// The key as SubjectPublicKeyInfo in PEM (`PUBLIC KEY`), with LF line ends.
    #[must_use]
    pub fn to_spki_pem(&self) -> &str {
        &self.spki_pem
    }

    /// The key as `RSAKeyValue` XML, on one line.
    #[must_use]
    pub fn to_xml(&self) -> String {
        xml::write_public(&self.numbers)
    }

    /// The length of the modulus in bits.
    #[must_use]
    pub fn bits(&self) -> u32 {
        self.numbers.bits()
    }

    /// The modulus, most significant byte first, without leading zeros.
    #[must_use]
    pub fn modulus(&self) -> &[u8] {
        self.numbers.modulus()
    }

    /// The public exponent, most significant byte first, without leading zeros.
    #[must_use]
    pub fn exponent(&self) -> &[u8] {
        self.numbers.exponent()
    }

    /// Whether the signature was made over this string by the private half of this key, by RSASSA-PKCS1-v1_5 with
    /// SHA-256 (RFC 8017, section 8.2.2).
    #[must_use]
    pub fn verify(&self, string: &SignatureString<'_>, signature: &Signature) -> bool {
        self.arithmetic.verify(&string.sha256(), signature.as_bytes())
    }

    pub(super) fn new(numbers: PublicNumbers) -> Result<Self, KeyError> {
        let spki_pem = der::write_spki_pem(&numbers).map_err(|error| KeyError::Malformed {
            form: "SubjectPublicKeyInfo",
            reason: error.to_string(),
        })?;
        Ok(Self { arithmetic: PublicArithmetic::new(&numbers)?, numbers, spki_pem })
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }
}

impl Eq for VerifyingKey {}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VerifyingKey").field(&self.to_xml()).finish()
    }
}
