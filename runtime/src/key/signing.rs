//! The private key of a reseller.

use std::{fmt, path::Path, sync::Arc};

use zeroize::Zeroizing;

use super::{
    KeyError, VerifyingKey, arithmetic, arithmetic::PrivateArithmetic, der, form,
    numbers::PrivateNumbers,
};
use crate::signature::{SignError, SignFuture, Signature, SignatureString, Signer};

/// A private RSA key of 1024 to 8192 bits that signs by RSASSA-PKCS1-v1_5 with SHA-256.
///
/// Reading a key checks all of its numbers against each other. The library that signs then holds the only copy of them. A
/// clone shares the key; the last one wipes it from memory when it is dropped.
///
/// # Examples
///
/// ```
/// use countersign::SigningKey;
///
/// let key = SigningKey::generate(1024)?;
/// let pem = key.to_pkcs8_pem()?;
/// assert_eq!(SigningKey::from_pem(pem.as_bytes())?.verifying_key(), key.verifying_key());
///
/// // What the vendor gets, as PEM or as XML:
/// assert!(key.verifying_key().to_spki_pem().starts_with("-----BEGIN PUBLIC KEY-----"));
/// assert!(key.verifying_key().to_xml().starts_with("<RSAKeyValue><Modulus>"));
/// # Ok::<(), countersign::KeyError>(())
/// ```
#[derive(Clone)]
pub struct SigningKey(Arc<Inner>);

struct Inner {
    arithmetic: PrivateArithmetic,
    verifying_key: VerifyingKey,
}

impl SigningKey {
    /// Reads a key from a file in any of the forms that [`from_bytes`](Self::from_bytes) knows.
    ///
    /// # Errors
    ///
    /// [`KeyError::Read`] if the file cannot be read, and as [`from_bytes`](Self::from_bytes).
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        Self::from_bytes(&*form::read_file(path.as_ref())?)
    }

    /// Reads a key from a PEM file.
    ///
    /// # Errors
    ///
    /// [`KeyError::Read`] if the file cannot be read, and as [`from_pem`](Self::from_pem).
    pub fn from_pem_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        Self::from_pem(&*form::read_file(path.as_ref())?)
    }

    /// Reads a key in PKCS#8 PEM, PKCS#1 PEM, PKCS#8 DER or `RSAKeyValue` XML; the content tells which.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the bytes are instead, or what is wrong with the key, and what to do.
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::private_from_bytes(bytes.as_ref())?)
    }

    /// Reads a key in PEM (RFC 7468): PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`).
    ///
    /// The text may hold other blocks too; the first one that holds a key is read.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the text is instead, or what is wrong with the key, and what to do.
    pub fn from_pem(text: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::private_from_pem(text.as_ref())?)
    }

    /// Reads a key in PKCS#8 DER (RFC 5208); PKCS#1 DER is taken as well.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the bytes are instead, or what is wrong with the key, and what to do.
    pub fn from_pkcs8_der(bytes: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::private_from_der(bytes.as_ref())?)
    }

    /// Reads a key in `RSAKeyValue` XML, as .NET's `RSA.ToXmlString(true)` writes it.
    ///
    /// # Errors
    ///
    /// [`KeyError`] says what the text is instead, or what is wrong with the key, and what to do.
    pub fn from_xml(text: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::new(form::private_from_xml(text.as_ref())?)
    }

    /// Makes a new key of 1024 to 8192 bits, in steps of 128, with the public exponent 65537.
    ///
    /// The vendor asks for 1024 bits; choose more if yours accepts it. A key of 4096 bits and more takes seconds.
    ///
    /// # Errors
    ///
    /// [`KeyError::TooSmall`] or [`KeyError::TooLarge`]; [`KeyError::Generate`] for a size between the steps, or if no
    /// fitting primes were found.
    ///
    /// # Panics
    ///
    /// If the operating system gives no random numbers, without which nothing here is safe.
    pub fn generate(bits: u32) -> Result<Self, KeyError> {
        match bits {
            0..1024 => Err(KeyError::TooSmall { bits }),
            1024..=8192 if bits.is_multiple_of(128) => Self::new(arithmetic::generate(bits)?),
            1024..=8192 => Err(KeyError::Generate(format!(
                "{bits} bits are no multiple of 128; take {}",
                bits.next_multiple_of(128)
            ))),
            8193.. => Err(KeyError::TooLarge { bits }),
        }
    }

    /// The public half, which is what the vendor gets.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.0.verifying_key
    }

    /// Writes the private key as PKCS#8 PEM, into memory that is wiped on drop.
    ///
    /// # Errors
    ///
    /// [`KeyError::Malformed`] if the key cannot be encoded, which no key that was read or made here does.
    pub fn to_pkcs8_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        der::write_pkcs8_pem(&self.0.arithmetic.to_pkcs1_der()?)
            .map_err(|error| KeyError::Malformed { form: "PKCS#8", reason: error.to_string() })
    }

    /// Signs at once, without a future; the result depends on nothing but the key and the string.
    ///
    /// # Errors
    ///
    /// [`SignError::Signer`] if the result does not verify, as after a fault of the hardware.
    ///
    /// # Panics
    ///
    /// If the operating system gives no random numbers for blinding.
    pub fn sign(&self, string: &SignatureString<'_>) -> Result<Signature, SignError> {
        let bytes = self.0.arithmetic.sign(&string.sha256()).map_err(SignError::signer)?;
        Ok(Signature::from_bytes(bytes))
    }

    fn new(numbers: PrivateNumbers) -> Result<Self, KeyError> {
        let arithmetic = PrivateArithmetic::new(&numbers)?;
        let verifying_key = VerifyingKey::new(numbers.public().clone())?;
        Ok(Self(Arc::new(Inner { arithmetic, verifying_key })))
    }
}

impl Signer for SigningKey {
    fn sign<'a>(&'a self, string: &'a SignatureString<'a>) -> SignFuture<'a> {
        Box::pin(async move { Self::sign(self, string) })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("bits", &self.0.verifying_key.bits())
            .field("private", &"[redacted]")
            .finish()
    }
}

#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use std::{
        fs::{self, File},
        hint::black_box,
        os::unix::fs::FileExt as _,
    };

    use super::*;

    /// Every form of key file has the numbers with the most significant byte first, and the libraries count with them in
    /// another order. So bytes in the order of the file are those of a copy beside the library's own.
    #[test]
    fn a_key_is_in_memory_once_as_what_the_library_signs_with() {
        let pem = SigningKey::generate(1024).unwrap().to_pkcs8_pem().unwrap();
        let numbers = form::private_from_pem(pem.as_bytes()).unwrap();
        let secrets = [numbers.d(), numbers.p(), numbers.q(), numbers.dp(), numbers.inverse_q()];
        let secrets = secrets.map(Masked::of);
        // They are found while they are there.
        assert!(copies_in_memory(&secrets).iter().all(|copies| *copies > 0));
        drop(numbers);

        let key = SigningKey::from_pem(&*pem).unwrap();
        assert_eq!(copies_in_memory(&secrets), [0; 5]);
        // Writing the key leaves nothing behind either.
        assert_eq!(key.to_pkcs8_pem().unwrap(), pem);
        assert_eq!(copies_in_memory(&secrets), [0; 5]);
    }

    /// The middle of a number, in a form that is not found when memory is searched for the number.
    struct Masked([u8; 24]);

    const MASK: u8 = 0xA5;

    impl Masked {
        fn of(number: &[u8]) -> Self {
            let mut masked = [0; 24];
            masked.iter_mut().zip(&number[8..]).for_each(|(to, from)| *to = from ^ MASK);
            Self(masked)
        }

        fn begins(&self, bytes: &[u8]) -> bool {
            bytes.len() >= self.0.len() && bytes.iter().zip(&self.0).all(|(a, b)| a ^ MASK == *b)
        }
    }

    /// How often each number stands in the memory that this process can write.
    fn copies_in_memory(secrets: &[Masked; 5]) -> [usize; 5] {
        let memory = File::open("/proc/self/mem").unwrap();
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let mut copies = [0; 5];
        for map in maps.lines().filter(|map| map.contains(" rw")) {
            let (range, _) = map.split_once(' ').unwrap();
            let (start, end) = range.split_once('-').unwrap();
            let address = |text| u64::from_str_radix(text, 16).unwrap();
            let (start, end) = (address(start), address(end));
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            // Other tests run meanwhile and give memory back.
            if memory.read_exact_at(&mut bytes, start).is_ok() {
                for (secret, copies) in secrets.iter().zip(&mut copies) {
                    let begins = memchr::memchr_iter(secret.0[0] ^ MASK, &bytes);
                    *copies += begins.filter(|at| secret.begins(&bytes[*at..])).count();
                }
            }
            // What was found must not be found here the next time.
            bytes.fill(0);
            black_box(&bytes);
        }
        copies
    }
}
