//! Tells the forms of a key apart by their content, and reads files.

use std::{fs, path::Path};

use zeroize::Zeroizing;

use super::{
    KeyError, der,
    numbers::{PrivateNumbers, PublicNumbers},
    pem, xml,
};

pub(super) fn private_from_bytes(bytes: &[u8]) -> Result<PrivateNumbers, KeyError> {
    match Form::of(bytes)? {
        Form::Der => der::read_private(bytes),
        Form::Pem => private_from_pem(bytes),
        Form::Xml(text) => xml::read_private(text),
    }
}

pub(super) fn public_from_bytes(bytes: &[u8]) -> Result<PublicNumbers, KeyError> {
    match Form::of(bytes)? {
        Form::Der => der::read_public(bytes),
        Form::Pem => public_from_pem(bytes),
        Form::Xml(text) => xml::read_public(text),
    }
}

pub(super) fn private_from_pem(text: &[u8]) -> Result<PrivateNumbers, KeyError> {
    expect(Form::Pem, "PEM", text)?;
    let block = pem::decode(text, "PRIVATE KEY")?;
    match block.label.as_str() {
        "PRIVATE KEY" | "RSA PRIVATE KEY" => der::read_private(&block.der),
        "PUBLIC KEY" | "RSA PUBLIC KEY" => Err(KeyError::PublicKey),
        other => Err(neither(other)),
    }
}

pub(super) fn public_from_pem(text: &[u8]) -> Result<PublicNumbers, KeyError> {
    expect(Form::Pem, "PEM", text)?;
    let block = pem::decode(text, "PUBLIC KEY")?;
    match block.label.as_str() {
        "PUBLIC KEY" | "RSA PUBLIC KEY" => der::read_public(&block.der),
        "PRIVATE KEY" | "RSA PRIVATE KEY" | "ENCRYPTED PRIVATE KEY" => Err(KeyError::PrivateKey),
        other => Err(neither(other)),
    }
}

pub(super) fn private_from_der(bytes: &[u8]) -> Result<PrivateNumbers, KeyError> {
    expect(Form::Der, "DER", bytes)?;
    der::read_private(bytes)
}

pub(super) fn public_from_der(bytes: &[u8]) -> Result<PublicNumbers, KeyError> {
    expect(Form::Der, "DER", bytes)?;
    der::read_public(bytes)
}

pub(super) fn private_from_xml(text: &[u8]) -> Result<PrivateNumbers, KeyError> {
    xml::read_private(xml_text(text)?)
}

pub(super) fn public_from_xml(text: &[u8]) -> Result<PublicNumbers, KeyError> {
    xml::read_public(xml_text(text)?)
}

/// Reads a file into memory that is wiped on drop.
pub(super) fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    fs::read(path)
        .map(Zeroizing::new)
        .map_err(|source| KeyError::Read { path: path.to_owned(), source })
}

/// A form of key, told by how it begins.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form<'a> {
    Der,
    Pem,
    Xml(&'a str),
}

impl<'a> Form<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, KeyError> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(KeyError::Empty);
        }
        // An ASN.1 SEQUENCE begins with this byte, but so does text that begins with the digit 0.
        let is_text = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
        if bytes[0] == 0x30 && !bytes.iter().all(is_text) {
            return Ok(Self::Der);
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(KeyError::Unrecognised { hint: "; this is UTF-16 text: save it as UTF-8" });
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(KeyError::Unrecognised { hint: "; this is other binary data" });
        };
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        if text.starts_with('<') {
            return Ok(Self::Xml(text));
        }
        if text.contains("-----BEGIN ") {
            return Ok(Self::Pem);
        }
        Err(KeyError::Unrecognised { hint: "" })
    }

    /// The error for a key of this form where the caller named another.
    fn instead_of(self, form: &'static str) -> KeyError {
        let reason = match self {
            Self::Der => "it is binary, perhaps DER; `from_bytes` and `from_file` read every form",
            Self::Pem => "it is PEM; `from_bytes` and `from_file` read every form",
            Self::Xml(_) => "it is XML; `from_bytes` and `from_file` read every form",
        };
        KeyError::Malformed { form, reason: reason.to_owned() }
    }
}

/// Refuses bytes of another form than the caller named.
fn expect(form: Form<'_>, name: &'static str, bytes: &[u8]) -> Result<(), KeyError> {
    match Form::of(bytes)? {
        found if found == form => Ok(()),
        found => Err(found.instead_of(name)),
    }
}

fn xml_text(bytes: &[u8]) -> Result<&str, KeyError> {
    match Form::of(bytes)? {
        Form::Xml(text) => Ok(text),
        other => Err(other.instead_of("XML")),
    }
}

/// The error for a PEM block that holds neither a private nor a public RSA key.
fn neither(label: &str) -> KeyError {
    match label {
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => KeyError::Certificate,
        "ENCRYPTED PRIVATE KEY" => KeyError::Encrypted,
        "EC PRIVATE KEY" | "EC PARAMETERS" => KeyError::NotRsa("elliptic curves (EC)".to_owned()),
        "DSA PRIVATE KEY" | "DSA PARAMETERS" => KeyError::NotRsa("DSA".to_owned()),
        "OPENSSH PRIVATE KEY" => KeyError::OpenSsh,
        other => KeyError::UnknownLabel(other.to_owned()),
    }
}
