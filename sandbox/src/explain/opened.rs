//! Opens a signature with the public key: what was padded how, and which digest it holds.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::VerifyingKey;
use rsa::BigUint;

use super::{
    fingerprint::spki_sha256,
    mistake::{Base64Form, HashKind, Mistake},
};

/// A signature that this key made, opened.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) target: Target,
    /// The mistakes that show without knowing what was signed.
    pub(super) mistakes: Vec<Mistake>,
    /// Whether chance alone cannot explain the padding. It can, once in a hundred signatures, for PSS with a salt as long
    /// as there is room for.
    certain: bool,
}

/// What a candidate string is compared with.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Target {
    /// A digest.
    Digest { hash: HashKind, digest: Vec<u8> },
    /// The digest of a digest with a salt (RFC 8017, section 9.1.2).
    Pss { hash: HashKind, salt: Vec<u8>, digest: Vec<u8> },
    /// Bytes without a DigestInfo: a digest, or the string itself.
    Bytes(Vec<u8>),
}

impl Target {
    /// Whether the pieces, one after another, are what was signed; then with the mistakes that only this shows.
    pub(super) fn matches(&self, pieces: &[&[u8]]) -> Option<Vec<Mistake>> {
        match self {
            Self::Digest { hash, digest } => (hash.digest(pieces)? == *digest).then(Vec::new),
            Self::Pss { hash, salt, digest } => {
                let inner = hash.digest(pieces)?;
                (hash.digest(&[&[0; 8], &inner, salt])? == *digest).then(Vec::new)
            }
            Self::Bytes(bytes) => {
                if is_concatenation(bytes, pieces) {
                    return Some(vec![Mistake::NotHashed]);
                }
                let hash = HashKind::ALL.into_iter().find(|hash| hash.length() == bytes.len())?;
                let matched = hash.digest(pieces)? == *bytes;
                let other_hash = (hash != HashKind::Sha256).then_some(Mistake::Hash(hash));
                matched
                    .then(|| [Mistake::DigestInfoMissing].into_iter().chain(other_hash).collect())
            }
        }
    }

    /// The digest that was signed, if one can be told.
    pub(super) fn digest(&self) -> Option<(HashKind, &[u8])> {
        match self {
            Self::Digest { hash, digest } => Some((*hash, digest)),
            Self::Pss { .. } | Self::Bytes(_) => None,
        }
    }
}

impl Opened {
    /// What to say if no string fits: that another key made the signature, if chance can explain the padding.
    pub(super) fn nothing_matched(&self, key: &VerifyingKey) -> Vec<Mistake> {
        if !self.certain {
            return vec![other_key(key)];
        }
        self.mistakes.iter().cloned().chain([Mistake::NothingMatched]).collect()
    }
}

/// Opens a signature, or says why it cannot be one of this key.
pub(super) fn open(key: &VerifyingKey, signature: &[u8]) -> Result<Opened, Mistake> {
    let length = key.modulus().len();
    let readings = readings(signature, length);
    if readings.is_empty() {
        return Err(Mistake::KeySize {
            signature_bits: signature.len().saturating_mul(8),
            key_bits: key.bits(),
        });
    }
    readings
        .into_iter()
        .find_map(|(bytes, misread)| {
            let mut opened = recognise(&encoded_message(key, &bytes)?, key.bits())?;
            opened.mistakes.splice(0..0, misread);
            Some(opened)
        })
        .ok_or_else(|| other_key(key))
}

/// The signature as the bytes that it may stand for, with the mistake that made it otherwise.
fn readings(signature: &[u8], length: usize) -> Vec<(Vec<u8>, Option<Mistake>)> {
    if signature.len() == length {
        let reversed = signature.iter().rev().copied().collect();
        return vec![(signature.to_vec(), None), (reversed, Some(Mistake::SignatureReversed))];
    }
    let mut readings = Vec::new();
    if (length.saturating_sub(4)..length).contains(&signature.len()) {
        let mut padded = vec![0; length - signature.len()];
        padded.extend_from_slice(signature);
        readings.push((padded, Some(Mistake::SignatureZeros)));
    }
    if let Some((0, rest)) = signature.split_first().map(|(first, rest)| (*first, rest))
        && rest.len() == length
    {
        readings.push((rest.to_vec(), Some(Mistake::SignatureZeros)));
    }
    let decoded = [
        (STANDARD.decode(signature).ok(), Base64Form::Twice),
        (from_hex(signature), Base64Form::OfHex),
    ];
    for (bytes, form) in decoded {
        if let Some(bytes) = bytes.filter(|bytes| bytes.len() == length) {
            readings.push((bytes, Some(Mistake::Base64Form(form))));
        }
    }
    readings
}

pub(super) fn from_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_chunks::<2>();
    if !rest.is_empty() || pairs.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

/// The signature to the power of the public exponent (RFC 8017, section 5.2.2), as long as the modulus.
fn encoded_message(key: &VerifyingKey, signature: &[u8]) -> Option<Vec<u8>> {
    let modulus = BigUint::from_bytes_be(key.modulus());
    let signature = BigUint::from_bytes_be(signature);
    if signature >= modulus {
        return None;
    }
    let message = signature.modpow(&BigUint::from_bytes_be(key.exponent()), &modulus).to_bytes_be();
    let zeros = key.modulus().len().checked_sub(message.len())?;
    Some([vec![0; zeros], message].concat())
}

fn recognise(message: &[u8], key_bits: u32) -> Option<Opened> {
    if let Some(content) = pkcs1_content(message) {
        return Some(digest_info(content).unwrap_or_else(|| Opened {
            target: Target::Bytes(content.to_vec()),
            mistakes: Vec::new(),
            certain: true,
        }));
    }
    let zeros = message.iter().take_while(|byte| **byte == 0).count();
    if zeros >= 8 {
        return Some(unpadded(&message[zeros..]));
    }
    // The hash of the mask is the hash of the message almost everywhere; Java took SHA-1 for long. Opened with the wrong
    // hashes, one signature in a hundred has the shape of a salt that fills all the room, so what is certain comes first.
    let opened: Vec<_> = HashKind::ALL
        .into_iter()
        .flat_map(|hash| [(hash, hash), (hash, HashKind::Sha1)])
        .filter_map(|(hash, mask_hash)| pss(message, key_bits, hash, mask_hash))
        .collect();
    let certain = opened.iter().position(|opened| opened.certain).unwrap_or(0);
    opened.into_iter().nth(certain)
}

/// What the padding of RFC 8017, section 9.2, holds: `00 01 FF … FF 00` and then the content.
fn pkcs1_content(message: &[u8]) -> Option<&[u8]> {
    let padded = message.strip_prefix(&[0, 1])?;
    let filler = padded.iter().take_while(|byte| **byte == 0xff).count();
    if filler < 8 {
        return None;
    }
    padded[filler..].strip_prefix(&[0])
}

fn digest_info(content: &[u8]) -> Option<Opened> {
    let (hash, null, digest) = HashKind::ALL
        .into_iter()
        .flat_map(|hash| [(hash, true), (hash, false)])
        .find_map(|(hash, null)| {
            let digest = content.strip_prefix(&hash.digest_info_prefix(null)[..])?;
            (digest.len() == hash.length()).then_some((hash, null, digest))
        })?;
    let other_hash = (hash != HashKind::Sha256).then_some(Mistake::Hash(hash));
    let without_null = (!null).then_some(Mistake::DigestInfoWithoutNull);
    Some(Opened {
        target: Target::Digest { hash, digest: digest.to_vec() },
        mistakes: other_hash.into_iter().chain(without_null).collect(),
        certain: true,
    })
}

/// Content that raw RSA put behind nothing but zeros.
fn unpadded(content: &[u8]) -> Opened {
    let mut opened = digest_info(content).unwrap_or_else(|| {
        // A digest may begin with zeros itself.
        let length = HashKind::ALL
            .into_iter()
            .map(HashKind::length)
            .find(|length| (length.saturating_sub(3)..=*length).contains(&content.len()));
        let zeros = length.map_or(0, |length| length - content.len());
        let bytes = [vec![0; zeros], content.to_vec()].concat();
        Opened { target: Target::Bytes(bytes), mistakes: Vec::new(), certain: true }
    });
    opened.mistakes.push(Mistake::PaddingMissing);
    opened
}

/// The salt and the digest of PSS (RFC 8017, section 9.1.2), whose shape shows without knowing what was signed.
fn pss(message: &[u8], key_bits: u32, hash: HashKind, mask_hash: HashKind) -> Option<Opened> {
    let message_bits = usize::try_from(key_bits).ok()?.checked_sub(1)?;
    let message = message.get(message.len().checked_sub(message_bits.div_ceil(8))?..)?;
    let rest = message.strip_suffix(&[0xbc])?;
    let (masked, digest) = rest.split_at_checked(rest.len().checked_sub(hash.length())?)?;
    let mask = mask(mask_hash, digest, masked.len())?;
    let mut block: Vec<u8> = masked.iter().zip(&mask).map(|(masked, mask)| masked ^ mask).collect();
    let unused_bits = message.len() * 8 - message_bits;
    let first = block.first_mut()?;
    if masked.first()?.leading_zeros() < u32::try_from(unused_bits).ok()? {
        return None;
    }
    *first &= 0xff >> unused_bits;
    let zeros = block.iter().take_while(|byte| **byte == 0).count();
    let salt = block[zeros..].strip_prefix(&[1])?.to_vec();
    let other_hash = (hash != HashKind::Sha256).then_some(Mistake::Hash(hash));
    Some(Opened {
        mistakes: [Mistake::Pss].into_iter().chain(other_hash).collect(),
        certain: zeros >= 8,
        target: Target::Pss { hash, salt, digest: digest.to_vec() },
    })
}

/// MGF1 (RFC 8017, appendix B.2.1).
fn mask(hash: HashKind, seed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut mask = Vec::with_capacity(length + hash.length());
    let mut counter: u32 = 0;
    while mask.len() < length {
        mask.extend(hash.digest(&[seed, &counter.to_be_bytes()])?);
        counter += 1;
    }
    Some(mask)
}

fn is_concatenation(bytes: &[u8], pieces: &[&[u8]]) -> bool {
    let mut rest = bytes;
    for piece in pieces {
        match rest.strip_prefix(*piece) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

pub(super) fn other_key(key: &VerifyingKey) -> Mistake {
    Mistake::OtherKey { expected_spki_sha256: spki_sha256(key), expected_bits: key.bits() }
}
