//! Hash functions by name, for signatures that were made with another one than SHA-256.

use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::mistake::HashKind;

impl HashKind {
    pub(super) const ALL: [Self; 6] =
        [Self::Sha256, Self::Sha1, Self::Sha512, Self::Sha384, Self::Sha224, Self::Md5];

    /// The name as people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The length of the digest in bytes.
    pub(super) const fn length(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha224 => 28,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// The digest of the pieces, one after another; `None` for MD5, which is recognised but not computed, because
    /// nothing else here needs it.
    pub(super) fn digest(self, pieces: &[&[u8]]) -> Option<Vec<u8>> {
        fn of<D: Digest>(pieces: &[&[u8]]) -> Vec<u8> {
            let mut hash = D::new();
            for piece in pieces {
                hash.update(piece);
            }
            hash.finalize().to_vec()
        }
        match self {
            Self::Md5 => None,
            Self::Sha1 => Some(of::<Sha1>(pieces)),
            Self::Sha224 => Some(of::<Sha224>(pieces)),
            Self::Sha256 => Some(of::<Sha256>(pieces)),
            Self::Sha384 => Some(of::<Sha384>(pieces)),
            Self::Sha512 => Some(of::<Sha512>(pieces)),
        }
    }

    /// What stands before the digest in a DigestInfo (RFC 8017, section 9.2, note 1), with or without the NULL
    /// parameters of the algorithm.
    pub(super) fn digest_info_prefix(self, null: bool) -> Vec<u8> {
        let oid: &[u8] = match self {
            Self::Md5 => &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05],
            Self::Sha1 => &[0x2b, 0x0e, 0x03, 0x02, 0x1a],
            Self::Sha256 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
            Self::Sha384 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02],
            Self::Sha512 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03],
            Self::Sha224 => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04],
        };
        let parameters: &[u8] = if null { &[0x05, 0x00] } else { &[] };
        let algorithm = [&tag(0x06, oid.len()), oid, parameters].concat();
        let rest = 2 + algorithm.len() + 2 + self.length();
        [&tag(0x30, rest)[..], &tag(0x30, algorithm.len()), &algorithm, &tag(0x04, self.length())]
            .concat()
    }
}

/// A DER tag and a length; all lengths here are below 128, so that one byte holds them.
fn tag(tag: u8, length: usize) -> [u8; 2] {
    [tag, u8::try_from(length).unwrap_or(0x7f)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digest_info_prefixes_are_those_of_rfc_8017() {
        let check = |hash: HashKind, expect: &str| {
            let hex: String =
                hash.digest_info_prefix(true).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, expect);
        };
        check(HashKind::Md5, "3020300c06082a864886f70d020505000410");
        check(HashKind::Sha1, "3021300906052b0e03021a05000414");
        check(HashKind::Sha224, "302d300d06096086480165030402040500041c");
        check(HashKind::Sha256, "3031300d060960864801650304020105000420");
        check(HashKind::Sha384, "3041300d060960864801650304020205000430");
        check(HashKind::Sha512, "3051300d060960864801650304020305000440");
    }
}
