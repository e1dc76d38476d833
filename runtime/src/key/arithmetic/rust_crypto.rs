//! The arithmetic in pure Rust, by the crate `rsa`: for those who want no C, and a second opinion in tests.
//!
//! Every release of it carries RUSTSEC-2023-0071 (private-key operations leak timing); signing is blinded here, which
//! is what is known to help.

use rsa::{
    BigUint, Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey,
    rand_core::OsRng,
    traits::{PrivateKeyParts as _, PublicKeyParts as _},
};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::ArithmeticError;
use crate::key::{
    KeyError, der,
    numbers::{PrivateNumbers, PublicNumbers, UncheckedNumbers},
};

/// A private key, ready to sign: the only copy of its numbers. The library wipes it on drop.
pub(in crate::key) struct PrivateArithmetic(RsaPrivateKey);

impl PrivateArithmetic {
    pub(in crate::key) fn new(numbers: &PrivateNumbers) -> Result<Self, KeyError> {
        RsaPrivateKey::from_components(
            number(numbers.public().modulus()),
            number(numbers.public().exponent()),
            number(numbers.d()),
            vec![number(numbers.p()), number(numbers.q())],
        )
        .map(Self)
        .map_err(refused)
    }

    /// Signs a SHA-256 digest by RSASSA-PKCS1-v1_5, blinded against timing attacks; the library checks the result
    /// with the public key, so that no faulty signature (which would give the key away) leaves it.
    pub(in crate::key) fn sign(&self, digest: &[u8; 32]) -> Result<Vec<u8>, ArithmeticError> {
        self.0
            .sign_with_rng(&mut OsRng, Pkcs1v15Sign::new::<Sha256>(), digest)
            .map_err(|error| ArithmeticError(error.to_string()))
    }

    /// The key as PKCS#1 in DER, in memory that is wiped on drop. The library's own writer leaves a copy that is not.
    pub(in crate::key) fn to_pkcs1_der(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        der::write_pkcs1(&numbers(&self.0)?)
            .map_err(|error| KeyError::Malformed { form: "PKCS#1", reason: error.to_string() })
    }
}

/// A public key, ready to verify.
#[derive(Clone)]
pub(in crate::key) struct PublicArithmetic(RsaPublicKey);

impl PublicArithmetic {
    pub(in crate::key) fn new(numbers: &PublicNumbers) -> Result<Self, KeyError> {
        let (modulus, exponent) = (number(numbers.modulus()), number(numbers.exponent()));
        // `PublicNumbers` has checked the size; the library's own default stops at 4096 bits.
        RsaPublicKey::new_with_max_size(modulus, exponent, 8192).map(Self).map_err(refused)
    }

    pub(in crate::key) fn verify(&self, digest: &[u8; 32], signature: &[u8]) -> bool {
        self.0.verify(Pkcs1v15Sign::new::<Sha256>(), digest, signature).is_ok()
    }
}

/// The digest of the pieces, one after the other.
pub(crate) fn sha256<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> [u8; 32] {
    pieces.fold(Sha256::new(), |hash, piece| hash.chain_update(piece)).finalize().into()
}

/// Makes a new key with the public exponent 65537.
pub(in crate::key) fn generate(bits: u32) -> Result<PrivateNumbers, KeyError> {
    let failed = |error: rsa::Error| KeyError::Generate(error.to_string());
    let bits = usize::try_from(bits).map_err(|_| KeyError::TooLarge { bits })?;
    let mut key = RsaPrivateKey::new(&mut OsRng, bits).map_err(failed)?;
    key.precompute().map_err(failed)?;
    numbers(&key)
}

/// The numbers of a key that the library has made or read.
fn numbers(key: &RsaPrivateKey) -> Result<PrivateNumbers, KeyError> {
    let ([p, q], Some(dp), Some(dq), Some(inverse_q)) =
        (key.primes(), key.dp(), key.dq(), key.crt_coefficient())
    else {
        return Err(KeyError::MultiPrime);
    };
    let inverse_q = Zeroizing::new(inverse_q);
    PrivateNumbers::check(UncheckedNumbers {
        modulus: key.n().to_bytes_be().into(),
        exponent: key.e().to_bytes_be().into(),
        d: key.d().to_bytes_be().into(),
        p: p.to_bytes_be().into(),
        q: q.to_bytes_be().into(),
        dp: dp.to_bytes_be().into(),
        dq: dq.to_bytes_be().into(),
        inverse_q: inverse_q.to_bytes_be().into(),
    })
}

/// Reads a number, most significant byte first, leaving no copy: the library's own reader of this order makes one.
fn number(bytes: &[u8]) -> BigUint {
    let reversed = Zeroizing::new(bytes.iter().rev().copied().collect::<Vec<u8>>());
    BigUint::from_bytes_le(&reversed)
}

/// The numbers were checked before, so the library refuses only what it does not support.
fn refused(error: rsa::Error) -> KeyError {
    KeyError::Malformed { form: "RSA", reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use rsa::{RsaPrivateKey, traits::PublicKeyParts as _};
    use zeroize::ZeroizeOnDrop;

    use super::*;

    /// Compiles only for types that wipe themselves.
    const fn wiped_on_drop<T: ZeroizeOnDrop>() {}

    const _: () = wiped_on_drop::<RsaPrivateKey>();
    const _: () = wiped_on_drop::<Zeroizing<Vec<u8>>>();

    /// Blinding needs fresh random numbers each time, and must not show in the result.
    #[test]
    fn blinded_signatures_are_still_deterministic() {
        let numbers = generate(1024).unwrap();
        let key = PrivateArithmetic::new(&numbers).unwrap();
        let signature = key.sign(&[7; 32]).unwrap();
        assert_eq!(signature.len(), key.0.size());
        assert_eq!(key.sign(&[7; 32]).unwrap(), signature);
        let public = PublicArithmetic::new(numbers.public()).unwrap();
        assert!(public.verify(&[7; 32], &signature));
        assert!(!public.verify(&[8; 32], &signature));
    }
}
