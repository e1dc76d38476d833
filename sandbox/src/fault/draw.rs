//! Numbers that look random and are a function of a seed and of what they are drawn for.

use sha2::{Digest as _, Sha256};

/// Draws for one purpose: the same seed and purpose give the same numbers, whatever else is drawn in between.
pub(super) struct Draws([u8; 32]);

impl Draws {
    pub(super) fn new(seed: u64, purpose: &str, of: &[&[u8]]) -> Self {
        let mut hash = Sha256::new_with_prefix(seed.to_be_bytes());
        for part in [purpose.as_bytes()].iter().chain(of) {
            // With its length, so that no two lists of parts look alike.
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The next number below the bound; 0 if the bound is 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 = Sha256::digest(self.0).into();
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        // The remainder favours small numbers by less than anyone could notice.
        u64::from_be_bytes([a, b, c, d, e, f, g, h]).checked_rem(bound).unwrap_or(0)
    }

    /// Whether it happens, if it happens to so many of a thousand.
    pub(super) fn hits(&mut self, per_thousand: u32) -> bool {
        self.below(1000) < u64::from(per_thousand)
    }

    /// One of these; the first must exist.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, of: [T; N]) -> T {
        const { assert!(N > 0) };
        let index = self.below(N as u64);
        of[usize::try_from(index).unwrap_or(0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(seed: u64, purpose: &str, of: &[&[u8]]) -> [u64; 3] {
        let mut draws = Draws::new(seed, purpose, of);
        [0; 3].map(|_| draws.below(1 << 40))
    }

    #[test]
    fn seed_and_purpose_decide() {
        let numbers_of = numbers(1, "cut", &[b"a", b"b"]);
        assert_eq!(numbers_of, numbers(1, "cut", &[b"a", b"b"]));
        for other in [
            numbers(2, "cut", &[b"a", b"b"]),
            numbers(1, "reset", &[b"a", b"b"]),
            numbers(1, "cut", &[b"ab", b""]),
        ] {
            assert_ne!(numbers_of, other);
        }
    }

    #[test]
    fn shares_are_kept() {
        let hits = |per_thousand| {
            let hit = |n: &u32| Draws::new(7, "share", &[&n.to_be_bytes()]).hits(per_thousand);
            (0..10_000).filter(hit).count()
        };
        assert_eq!((hits(0), hits(1000), hits(5000)), (0, 10_000, 10_000));
        assert!((900..1100).contains(&hits(100)), "{}", hits(100));
        assert_eq!(Draws::new(7, "none", &[]).below(0), 0);
    }
}
