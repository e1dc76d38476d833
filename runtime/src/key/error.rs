//! Why a key cannot be used, and what to do about it.

use std::{fmt, io, path::PathBuf};

/// Why a text or file is not a key that can be used here.
///
/// No message repeats anything of the key itself.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// A certificate was given.
    #[error(
        "this is a certificate, not a key; take the public key out of it with `openssl x509 -pubkey -noout`, and look \
         for the private key in a file of its own"
    )]
    Certificate,

    /// The text or file is empty.
    #[error("the key is empty; check the path, or that the secret was mounted")]
    Empty,

    /// The private key is encrypted with a password.
    #[error(
        "the private key is encrypted with a password, which is not supported; decrypt it with `openssl pkey -in \
         KEY.pem -out DECRYPTED.pem` and protect the file by its permissions"
    )]
    Encrypted,

    /// The public exponent cannot be used.
    #[error(
        "the public exponent is not an odd number from 3 to 2^33 - 1; generate a new key, with 65537"
    )]
    Exponent,

    /// A number of the key does not fit the others.
    #[error(
        "{member} does not fit the rest of the key: {reason}; export the key again from where it was made"
    )]
    Inconsistent {
        /// The number that does not fit.
        member: KeyMember,
        /// The relation that does not hold.
        reason: &'static str,
    },

    /// The key claims a form but does not have it.
    #[error("the key is not valid {form}: {reason}")]
    Malformed {
        /// The form that was expected, such as `PKCS#8`.
        form: &'static str,
        /// What is wrong, without any content of the key.
        reason: String,
    },

    /// An XML key lacks a member.
    #[error("the `RSAKeyValue` lacks `{0}`; export the key again{hint}", hint = .0.export_hint())]
    MemberMissing(KeyMember),

    /// An XML key has a member twice.
    #[error("the `RSAKeyValue` holds `{0}` twice; remove one")]
    MemberTwice(KeyMember),

    /// An RSA key of more than two primes.
    #[error(
        "the key has more than two primes, which is not supported; generate a new key with two"
    )]
    MultiPrime,

    /// The key is of another kind than RSA.
    #[error(
        "this is a key for {0}; message signing needs an RSA key, such as `openssl genrsa` makes"
    )]
    NotRsa(String),

    /// A private key in OpenSSH's own format.
    #[error(
        "this is a private key in OpenSSH's own format; convert a copy with `ssh-keygen -p -m PKCS8 -f KEY`, if it is \
         an RSA key"
    )]
    OpenSsh,

    /// A private key was given where a public one is due.
    #[error(
        "this is a private key where a public key is due; never hand it out: hand out its public half, which \
         `SigningKey::verifying_key` gives"
    )]
    PrivateKey,

    /// A public key was given where a private one is due.
    #[error(
        "this is a public key; signing needs the private key, whose PEM begins with `-----BEGIN PRIVATE KEY-----` or \
         `-----BEGIN RSA PRIVATE KEY-----`"
    )]
    PublicKey,

    /// No key came about, because no fitting primes were found.
    #[error("a key could not be generated: {0}")]
    Generate(String),

    /// The file could not be read.
    #[error("the key file `{}` cannot be read: {source}", path.display())]
    Read {
        /// The path as it was given.
        path: PathBuf,
        /// The reason.
        #[source]
        source: io::Error,
    },

    /// The two primes of the key are exchanged.
    #[error(
        "`P` and `Q` are swapped: the other numbers fit if they change places; exchange the two"
    )]
    SwappedPrimes,

    /// The modulus is longer than 8192 bits.
    #[error(
        "the key has {bits} bits; at most 8192 are accepted, because signing takes ever longer"
    )]
    TooLarge {
        /// The length of the modulus in bits.
        bits: u32,
    },

    /// The modulus is shorter than 1024 bits.
    #[error(
        "the key has {bits} bits; at least 1024 are needed, because shorter ones can be broken"
    )]
    TooSmall {
        /// The length of the modulus in bits.
        bits: u32,
    },

    /// The key ends before it is complete.
    #[error("the key is cut off: {0}; copy the whole file, to its last line")]
    Truncated(&'static str),

    /// The text or file is in none of the known forms.
    #[error(
        "this is no form of key that is known here; PEM begins with `-----BEGIN`, XML with `<RSAKeyValue>`, and \
         PKCS#8 DER is binary{hint}"
    )]
    Unrecognised {
        /// What it may be instead, if that can be told.
        hint: &'static str,
    },

    /// A PEM block of a kind that is not known here.
    #[error(
        "the PEM block is labelled `{0}`; `PRIVATE KEY`, `RSA PRIVATE KEY`, `PUBLIC KEY` and `RSA PUBLIC KEY` are known"
    )]
    UnknownLabel(String),
}

/// A number of an RSA key, by the name that the `RSAKeyValue` XML gives it; `Display` shows that name.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum KeyMember {
    /// The private exponent.
    D,
    /// `D` modulo `P` - 1.
    DP,
    /// `D` modulo `Q` - 1.
    DQ,
    /// The public exponent.
    Exponent,
    /// The inverse of `Q` modulo `P`.
    InverseQ,
    /// The modulus.
    Modulus,
    /// The first prime.
    P,
    /// The second prime.
    Q,
}

impl KeyMember {
    /// The name of the XML element.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::D => "D",
            Self::DP => "DP",
            Self::DQ => "DQ",
            Self::Exponent => "Exponent",
            Self::InverseQ => "InverseQ",
            Self::Modulus => "Modulus",
            Self::P => "P",
            Self::Q => "Q",
        }
    }
}

impl KeyMember {
    /// How to export a key so that it has this number.
    const fn export_hint(self) -> &'static str {
        match self {
            Self::Exponent | Self::Modulus => "",
            _ => ", with its private parameters (`ToXmlString(true)` in .NET)",
        }
    }
}

impl fmt::Display for KeyMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
