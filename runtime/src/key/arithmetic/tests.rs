//! The two libraries against each other: the same keys, the same messages, the same bytes.

use num_bigint_dig::{BigUint, RandPrime as _};
use rsa::{
    RsaPrivateKey,
    rand_core::{OsRng, RngCore as _},
    traits::{PrivateKeyParts as _, PublicKeyParts as _},
};

use super::{aws_lc, rust_crypto};
use crate::key::numbers::{PrivateNumbers, UncheckedNumbers};

/// For each size in bits: how many primes to make, how many keys to put together from them (each pair of primes makes
/// another one), and how many messages each key signs. In all, thousands of signatures.
const SIZES: [(u32, usize, usize, usize); 6] = [
    (1024, 18, 60, 12),
    (1025, 18, 40, 8),
    (1536, 10, 15, 6),
    (2048, 6, 6, 4),
    (3072, 3, 3, 2),
    (4096, 2, 1, 2),
];

const EXPONENTS: [u64; 3] = [3, 17, 65537];

#[test]
fn both_libraries_make_and_take_the_same_signatures() {
    let mut signatures = 0;
    for (bits, primes, keys, messages) in SIZES {
        let pool = pool(bits, primes);
        for exponent in EXPONENTS {
            let keys: Vec<_> = keys_of(&pool, bits, exponent).take(keys).collect();
            assert!(!keys.is_empty(), "no key of {bits} bits with the exponent {exponent}");
            for numbers in &keys {
                agree(numbers, messages);
                signatures += messages;
            }
        }
    }
    assert!(signatures > 2_000, "{signatures}");
}

/// Both sign random digests to the same bytes, and both take them, and neither takes anything else.
fn agree(numbers: &PrivateNumbers, messages: usize) {
    let ours = aws_lc::PrivateArithmetic::new(numbers).unwrap();
    let theirs = rust_crypto::PrivateArithmetic::new(numbers).unwrap();
    let ours_verifies = aws_lc::PublicArithmetic::new(numbers.public()).unwrap();
    let theirs_verifies = rust_crypto::PublicArithmetic::new(numbers.public()).unwrap();
    assert_eq!(ours.to_pkcs1_der().unwrap()[..], theirs.to_pkcs1_der().unwrap()[..]);
    let check = |digest: &[u8; 32], signature: &[u8], expect: bool| {
        assert_eq!(ours_verifies.verify(digest, signature), expect);
        assert_eq!(theirs_verifies.verify(digest, signature), expect);
    };
    for _ in 0..messages {
        let mut digest = [0; 32];
        OsRng.fill_bytes(&mut digest);
        let signature = ours.sign(&digest).unwrap();
        assert_eq!(signature, theirs.sign(&digest).unwrap(), "{} bits", numbers.public().bits());

        check(&digest, &signature, true);
        let mut other_digest = digest;
        other_digest[0] ^= 1;
        check(&other_digest, &signature, false);
        let mut changed = signature.clone();
        changed[signature.len() / 2] ^= 0x10;
        check(&digest, &changed, false);
        check(&digest, &signature[1..], false);
        check(&digest, &[&[0], &*signature].concat(), false);
        check(&digest, &[], false);
    }
}

/// So many primes of half the size that go with each exponent. For an odd size every other one is a bit longer, so that
/// a pair has the size between.
fn pool(bits: u32, count: usize) -> Vec<BigUint> {
    let candidates = |index: usize| match bits % 128 {
        // By far the faster one.
        0 => {
            let numbers = aws_lc::generate(bits).unwrap();
            [numbers.p(), numbers.q()].map(BigUint::from_bytes_be).to_vec()
        }
        _ => vec![OsRng.gen_prime(usize::try_from(bits).unwrap() / 2 + index % 2)],
    };
    let fits = |prime: &BigUint| EXPONENTS.iter().all(|e| prime % *e != BigUint::from(1_u8));
    (0..).flat_map(candidates).filter(fits).take(count).collect()
}

/// The keys that pairs of primes make: those of exactly that size, whose exponent has an inverse.
fn keys_of(
    pool: &[BigUint],
    bits: u32,
    exponent: u64,
) -> impl Iterator<Item = PrivateNumbers> + '_ {
    let pairs = pool.iter().enumerate().flat_map(|(index, p)| {
        pool[index + 1..].iter().map(move |q| (p.max(q).clone(), p.min(q).clone()))
    });
    pairs
        .filter(move |(p, q)| u32::try_from((p * q).bits()) == Ok(bits))
        .filter_map(move |(p, q)| RsaPrivateKey::from_p_q(p, q, exponent.into()).ok())
        .map(|mut key| {
            key.precompute().unwrap();
            numbers(&key)
        })
}

fn numbers(key: &RsaPrivateKey) -> PrivateNumbers {
    let bytes = |number: &BigUint| number.to_bytes_be().into();
    PrivateNumbers::check(UncheckedNumbers {
        modulus: bytes(key.n()),
        exponent: bytes(key.e()),
        d: bytes(key.d()),
        p: bytes(&key.primes()[0]),
        q: bytes(&key.primes()[1]),
        dp: bytes(key.dp().unwrap()),
        dq: bytes(key.dq().unwrap()),
        inverse_q: key.crt_coefficient().unwrap().to_bytes_be().into(),
    })
    .unwrap()
}

#[test]
fn each_library_makes_keys_that_the_other_takes() {
    let numbers = [aws_lc::generate(1024), aws_lc::generate(2048), rust_crypto::generate(1024)];
    for (numbers, bits) in numbers.into_iter().zip([1024, 2048, 1024]) {
        let numbers = numbers.unwrap();
        assert_eq!(numbers.public().bits(), bits);
        agree(&numbers, 4);
    }
}

#[test]
fn both_libraries_make_the_same_digests() {
    for lengths in [&[][..], &[0], &[10, 0, 300], &[63, 1, 64, 1_000_000]] {
        let pieces: Vec<Vec<u8>> = lengths.iter().map(|length| vec![b'x'; *length]).collect();
        let pieces = || pieces.iter().map(Vec::as_slice);
        assert_eq!(aws_lc::sha256(pieces()), rust_crypto::sha256(pieces()), "{lengths:?}");
    }
}
