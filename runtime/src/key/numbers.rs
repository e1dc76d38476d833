//! The one validated form of a key: its numbers, checked against each other, whatever does the arithmetic later.

use std::fmt;

use crypto_bigint::{BoxedUint, ConcatenatingMul as _, NonZero};
use zeroize::{Zeroize as _, Zeroizing};

use super::{KeyError, KeyMember};

const MIN_BITS: u32 = 1024;
const MAX_BITS: u32 = 8192;
const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// The public numbers, big-endian without leading zeros; an odd modulus of 1024 to 8192 bits and an odd exponent from
/// 3 to 2^33 - 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct PublicNumbers {
    modulus: Box<[u8]>,
    exponent: Box<[u8]>,
}

impl PublicNumbers {
    pub(super) fn new(modulus: &[u8], exponent: &[u8]) -> Result<Self, KeyError> {
        let (modulus, exponent) = (trimmed(modulus), trimmed(exponent));
        let bits = bits_of(modulus);
        if bits < MIN_BITS {
            return Err(KeyError::TooSmall { bits });
        }
        if bits > MAX_BITS {
            return Err(KeyError::TooLarge { bits });
        }
        if is_even(modulus) {
            return Err(inconsistent(
                KeyMember::Modulus,
                "it is even, so it is no product of two primes",
            ));
        }
        if is_even(exponent) || !matches!(small(exponent), Some(3..=MAX_EXPONENT)) {
            return Err(KeyError::Exponent);
        }
        Ok(Self { modulus: modulus.into(), exponent: exponent.into() })
    }

    pub(super) fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    pub(super) fn exponent(&self) -> &[u8] {
        &self.exponent
    }

    pub(super) fn bits(&self) -> u32 {
        bits_of(&self.modulus)
    }
}

/// The private numbers as a file holds them, not checked yet; big-endian, perhaps with leading zeros; wiped on drop.
pub(super) struct UncheckedNumbers {
    pub(super) modulus: Zeroizing<Vec<u8>>,
    pub(super) exponent: Zeroizing<Vec<u8>>,
    pub(super) d: Zeroizing<Vec<u8>>,
    pub(super) p: Zeroizing<Vec<u8>>,
    pub(super) q: Zeroizing<Vec<u8>>,
    pub(super) dp: Zeroizing<Vec<u8>>,
    pub(super) dq: Zeroizing<Vec<u8>>,
    pub(super) inverse_q: Zeroizing<Vec<u8>>,
}

/// The numbers of a private key, each checked against the others; wiped on drop.
///
/// That `p` and `q` are prime is not tested: numbers that meet every relation below and are not prime come only from a
/// deliberately broken generator.
pub(super) struct PrivateNumbers {
    public: PublicNumbers,
    numbers: UncheckedNumbers,
}

impl PrivateNumbers {
    pub(super) fn check(numbers: UncheckedNumbers) -> Result<Self, KeyError> {
        let public = PublicNumbers::new(&numbers.modulus, &numbers.exponent)?;
        let read = |bytes: &[u8], member| Number::read(bytes, public.bits(), member);

        let n = read(&numbers.modulus, KeyMember::Modulus)?;
        let e = read(&numbers.exponent, KeyMember::Exponent)?;
        let d = read(&numbers.d, KeyMember::D)?;
        let p = read(&numbers.p, KeyMember::P)?;
        let q = read(&numbers.q, KeyMember::Q)?;
        let dp = read(&numbers.dp, KeyMember::DP)?;
        let dq = read(&numbers.dq, KeyMember::DQ)?;
        let inverse_q = read(&numbers.inverse_q, KeyMember::InverseQ)?;

        if !p.is_odd_above_one() {
            return Err(inconsistent(KeyMember::P, "it is not an odd number above 1"));
        }
        if !q.is_odd_above_one() {
            return Err(inconsistent(KeyMember::Q, "it is not an odd number above 1"));
        }
        if p.times(&q) != n {
            return Err(inconsistent(KeyMember::Modulus, "it is not P times Q"));
        }
        let (p_less_1, q_less_1) = (p.less_one(), q.less_one());
        let de = d.times(&e);
        if !de.modulo(&p_less_1).is_one() || !de.modulo(&q_less_1).is_one() {
            return Err(inconsistent(
                KeyMember::D,
                "D times Exponent is not 1 modulo P - 1 and Q - 1",
            ));
        }
        let fits = |p: &Number, p_less_1: &Number, q: &Number, q_less_1: &Number| {
            if dp != d.modulo(p_less_1) {
                return Err(inconsistent(KeyMember::DP, "it is not D modulo P - 1"));
            }
            if dq != d.modulo(q_less_1) {
                return Err(inconsistent(KeyMember::DQ, "it is not D modulo Q - 1"));
            }
            if inverse_q >= *p || !inverse_q.times(q).modulo(p).is_one() {
                return Err(inconsistent(
                    KeyMember::InverseQ,
                    "it is not the inverse of Q modulo P",
                ));
            }
            Ok(())
        };
        if let Err(error) = fits(&p, &p_less_1, &q, &q_less_1) {
            return Err(match fits(&q, &q_less_1, &p, &p_less_1) {
                Ok(()) => KeyError::SwappedPrimes,
                Err(_) => error,
            });
        }
        Ok(Self { public, numbers })
    }

    pub(super) fn public(&self) -> &PublicNumbers {
        &self.public
    }

    pub(super) fn d(&self) -> &[u8] {
        trimmed(&self.numbers.d)
    }

    pub(super) fn p(&self) -> &[u8] {
        trimmed(&self.numbers.p)
    }

    pub(super) fn q(&self) -> &[u8] {
        trimmed(&self.numbers.q)
    }

    pub(super) fn dp(&self) -> &[u8] {
        trimmed(&self.numbers.dp)
    }

    pub(super) fn dq(&self) -> &[u8] {
        trimmed(&self.numbers.dq)
    }

    pub(super) fn inverse_q(&self) -> &[u8] {
        trimmed(&self.numbers.inverse_q)
    }
}

impl fmt::Debug for PrivateNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A number of the key, wiped on drop. The arithmetic takes the same time for all values of one length.
struct Number(Zeroizing<BoxedUint>);

impl Number {
    /// Reads a number that must not be longer than the modulus.
    fn read(bytes: &[u8], modulus_bits: u32, member: KeyMember) -> Result<Self, KeyError> {
        BoxedUint::from_be_slice(trimmed(bytes), modulus_bits)
            .map(|number| Self(Zeroizing::new(number)))
            .map_err(|_| inconsistent(member, "it is longer than the modulus"))
    }

    fn times(&self, other: &Self) -> Self {
        Self(Zeroizing::new(self.0.concatenating_mul(&*other.0)))
    }

    fn less_one(&self) -> Self {
        Self(Zeroizing::new(self.0.wrapping_sub(BoxedUint::one())))
    }

    /// The remainder; zero if `divisor` is zero, which fits no relation that is checked here.
    fn modulo(&self, divisor: &Self) -> Self {
        let divisor: Option<NonZero<BoxedUint>> = divisor.0.to_nz().into();
        let Some(mut divisor) = divisor else { return Self(Zeroizing::new(BoxedUint::zero())) };
        let (mut quotient, remainder) = self.0.div_rem(&divisor);
        // The library wipes nothing by itself.
        quotient.zeroize();
        divisor.zeroize();
        Self(Zeroizing::new(remainder))
    }

    fn is_one(&self) -> bool {
        self.0.is_one().into()
    }

    fn is_odd_above_one(&self) -> bool {
        self.0.bit(0).into() && !self.is_one()
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.0.partial_cmp(&other.0)
    }
}

fn inconsistent(member: KeyMember, reason: &'static str) -> KeyError {
    KeyError::Inconsistent { member, reason }
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

fn is_even(bytes: &[u8]) -> bool {
    bytes.last().is_none_or(|last| last % 2 == 0)
}

/// The length in bits of a number without leading zeros; `u32::MAX` for one that is absurdly long.
fn bits_of(bytes: &[u8]) -> u32 {
    let Some(first) = bytes.first() else { return 0 };
    u32::try_from(bytes.len())
        .ok()
        .and_then(|length| length.checked_mul(8))
        .map_or(u32::MAX, |bits| bits - first.leading_zeros())
}

fn small(bytes: &[u8]) -> Option<u64> {
    (bytes.len() <= 8).then(|| bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}
