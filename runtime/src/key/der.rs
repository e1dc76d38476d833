//! DER: PKCS#8, PKCS#1 and SubjectPublicKeyInfo, and what else a file may hold in their place.

use der::{
    Decode, Encode, SliceReader, Tag, Tagged as _,
    asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef, UintRef},
};
use pkcs8::{EncodePrivateKey as _, LineEnding, PrivateKeyInfo};
use spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use zeroize::Zeroizing;

use super::{
    KeyError,
    numbers::{PrivateNumbers, PublicNumbers, UncheckedNumbers},
};

/// id-RSASSA-PSS (RFC 8017, appendix A.2.3): an RSA key that may only make signatures of the other kind.
const RSASSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");

/// Reads a private key: PKCS#8 (RFC 5208) or PKCS#1 (RFC 8017, appendix A.1.2).
pub(super) fn read_private(der: &[u8]) -> Result<PrivateNumbers, KeyError> {
    match PrivateKeyInfo::from_der(der) {
        Ok(info) => read_pkcs8(&info),
        Err(error) => match read_pkcs1(der) {
            Ok(numbers) => Ok(numbers),
            Err(KeyError::Malformed { .. } | KeyError::Truncated(_)) => Err(classify(der, error)),
            Err(error) => Err(error),
        },
    }
}

/// Reads a public key: SubjectPublicKeyInfo (RFC 5280, section 4.1) or PKCS#1 (RFC 8017, appendix A.1.1).
pub(super) fn read_public(der: &[u8]) -> Result<PublicNumbers, KeyError> {
    let key = match SubjectPublicKeyInfoRef::from_der(der) {
        Ok(info) => {
            expect_rsa(&info.algorithm)?;
            info.subject_public_key
                .as_bytes()
                .ok_or_else(|| malformed("SubjectPublicKeyInfo", "the key is not whole bytes"))?
                .to_vec()
        }
        Err(error) if pkcs1::RsaPublicKey::from_der(der).is_err() => {
            return Err(if is_private(der) {
                KeyError::PrivateKey
            } else {
                broken("SubjectPublicKeyInfo", error)
            });
        }
        Err(_) => der.to_vec(),
    };
    let key = pkcs1::RsaPublicKey::from_der(&key).map_err(|error| broken("PKCS#1", error))?;
    PublicNumbers::new(key.modulus.as_bytes(), key.public_exponent.as_bytes())
}

/// The public key as SubjectPublicKeyInfo in PEM, with LF line ends.
pub(super) fn write_spki_pem(numbers: &PublicNumbers) -> Result<String, der::Error> {
    let key = pkcs1::RsaPublicKey {
        modulus: UintRef::new(numbers.modulus())?,
        public_exponent: UintRef::new(numbers.exponent())?,
    }
    .to_der()?;
    let info = SubjectPublicKeyInfoRef {
        algorithm: pkcs1::ALGORITHM_ID,
        subject_public_key: BitStringRef::from_bytes(&key)?,
    };
    der::pem::encode_string("PUBLIC KEY", LineEnding::LF, &info.to_der()?)
        .map_err(|error| der::Error::from(der::ErrorKind::Pem(error)))
}

/// A private key in PKCS#1 DER as PKCS#8 in PEM, with LF line ends.
pub(super) fn write_pkcs8_pem(pkcs1: &[u8]) -> Result<Zeroizing<String>, pkcs8::Error> {
    Encodable(PrivateKeyInfo::new(pkcs1::ALGORITHM_ID, pkcs1)).to_pkcs8_pem(LineEnding::LF)
}

/// The private key as PKCS#1 in DER.
pub(super) fn write_pkcs1(numbers: &PrivateNumbers) -> Result<Zeroizing<Vec<u8>>, der::Error> {
    let key = pkcs1::RsaPrivateKey {
        modulus: UintRef::new(numbers.public().modulus())?,
        public_exponent: UintRef::new(numbers.public().exponent())?,
        private_exponent: UintRef::new(numbers.d())?,
        prime1: UintRef::new(numbers.p())?,
        prime2: UintRef::new(numbers.q())?,
        exponent1: UintRef::new(numbers.dp())?,
        exponent2: UintRef::new(numbers.dq())?,
        coefficient: UintRef::new(numbers.inverse_q())?,
        other_prime_infos: None,
    };
    key.to_der().map(Zeroizing::new)
}

/// A PKCS#8 document that knows how to write itself as PEM.
struct Encodable<'a>(PrivateKeyInfo<'a>);

impl pkcs8::EncodePrivateKey for Encodable<'_> {
    fn to_pkcs8_der(&self) -> pkcs8::Result<pkcs8::SecretDocument> {
        Ok(pkcs8::SecretDocument::encode_msg(&self.0)?)
    }
}

fn read_pkcs8(info: &PrivateKeyInfo<'_>) -> Result<PrivateNumbers, KeyError> {
    expect_rsa(&info.algorithm)?;
    read_pkcs1(info.private_key)
}

fn read_pkcs1(der: &[u8]) -> Result<PrivateNumbers, KeyError> {
    let key = pkcs1::RsaPrivateKey::from_der(der).map_err(|error| broken("PKCS#1", error))?;
    if key.other_prime_infos.is_some() {
        return Err(KeyError::MultiPrime);
    }
    PrivateNumbers::check(UncheckedNumbers {
        modulus: key.modulus.as_bytes().to_vec().into(),
        exponent: key.public_exponent.as_bytes().to_vec().into(),
        d: key.private_exponent.as_bytes().to_vec().into(),
        p: key.prime1.as_bytes().to_vec().into(),
        q: key.prime2.as_bytes().to_vec().into(),
        dp: key.exponent1.as_bytes().to_vec().into(),
        dq: key.exponent2.as_bytes().to_vec().into(),
        inverse_q: key.coefficient.as_bytes().to_vec().into(),
    })
}

fn expect_rsa(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), KeyError> {
    if algorithm.oid == pkcs1::ALGORITHM_OID {
        return Ok(());
    }
    Err(KeyError::NotRsa(match algorithm.oid.to_string().as_str() {
        "1.2.840.10045.2.1" => "elliptic curves (EC)".to_owned(),
        "1.2.840.10040.4.1" => "DSA".to_owned(),
        "1.3.101.110" | "1.3.101.111" => "X25519 or X448".to_owned(),
        "1.3.101.112" | "1.3.101.113" => "Ed25519 or Ed448".to_owned(),
        _ if algorithm.oid == RSASSA_PSS => "RSASSA-PSS only".to_owned(),
        other => format!("the algorithm {other}"),
    }))
}

/// What the bytes are, if not a private key; otherwise what is wrong with them.
fn classify(der: &[u8], error: der::Error) -> KeyError {
    if SubjectPublicKeyInfoRef::from_der(der).is_ok() || pkcs1::RsaPublicKey::from_der(der).is_ok()
    {
        return KeyError::PublicKey;
    }
    if is_encrypted(der) {
        return KeyError::Encrypted;
    }
    if is_sec1(der) {
        return KeyError::NotRsa("elliptic curves (EC)".to_owned());
    }
    broken("PKCS#8", error)
}

fn is_private(der: &[u8]) -> bool {
    PrivateKeyInfo::from_der(der).is_ok()
        || pkcs1::RsaPrivateKey::from_der(der).is_ok()
        || is_encrypted(der)
        || is_sec1(der)
}

/// EncryptedPrivateKeyInfo (RFC 5208, section 6): an algorithm, then octets.
fn is_encrypted(der: &[u8]) -> bool {
    sequence(der, |reader| {
        AlgorithmIdentifierRef::decode(reader)?;
        OctetStringRef::decode(reader)
    })
}

/// ECPrivateKey (RFC 5915, section 3): version 1, then octets, then the curve.
fn is_sec1(der: &[u8]) -> bool {
    sequence(der, |reader| {
        if u8::decode(reader)? != 1 {
            return Err(der::ErrorKind::Failed.into());
        }
        OctetStringRef::decode(reader)
    })
}

/// Whether the bytes are a sequence that begins as `read` expects.
fn sequence<'a, T>(
    der: &'a [u8],
    read: impl FnOnce(&mut SliceReader<'a>) -> der::Result<T>,
) -> bool {
    AnyRef::from_der(der)
        .and_then(|any| any.tag().assert_eq(Tag::Sequence).map(|_| any.value()))
        .and_then(SliceReader::new)
        .is_ok_and(|mut reader| read(&mut reader).is_ok())
}

fn broken(form: &'static str, error: der::Error) -> KeyError {
    match error.kind() {
        der::ErrorKind::Incomplete { .. } => {
            KeyError::Truncated("its structure announces more bytes than there are")
        }
        _ => malformed(form, error),
    }
}

fn malformed(form: &'static str, reason: impl ToString) -> KeyError {
    KeyError::Malformed { form, reason: reason.to_string() }
}
