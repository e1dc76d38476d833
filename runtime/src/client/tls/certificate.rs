//! What of a certificate (RFC 5280, section 4.1) is needed to choose the roots and to explain a refusal: names and
//! dates. Nothing is verified here.

use std::fmt::Write as _;

use der::{
    Decode as _, ErrorKind, Reader, Result, SliceReader, Tag, TagNumber, Tagged as _,
    asn1::{AnyRef, GeneralizedTime, ObjectIdentifier, OctetStringRef, UtcTime},
};

use crate::foreign_text::ForeignText;

/// id-ce-subjectAltName (RFC 5280, section 4.2.1.6).
const SUBJECT_ALT_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.17");
/// id-ce-basicConstraints (RFC 5280, section 4.2.1.9).
const BASIC_CONSTRAINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.19");

/// The parts of a certificate that people read.
#[derive(Clone, Debug)]
pub(super) struct Certificate {
    pub(super) subject: Name,
    pub(super) issuer: Name,
    /// The first second of its validity, in Unix seconds.
    pub(super) not_before: u64,
    /// The last second of its validity, in Unix seconds.
    pub(super) not_after: u64,
    pub(super) is_ca: bool,
    /// The DNS names of its subjectAltName.
    pub(super) dns_names: Vec<String>,
    /// Whether its subjectAltName has names of other kinds, such as IP addresses.
    pub(super) has_other_names: bool,
}

/// A distinguished name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// For comparison (RFC 5280, section 7.1, allows the comparison byte by byte).
    der: Vec<u8>,
    /// For people, such as `CN=Example Root, O=Example`.
    text: String,
}

impl Certificate {
    /// Reads a certificate.
    pub(super) fn read(der: &[u8]) -> Result<Self> {
        AnyRef::from_der(der)?.sequence(|reader| {
            let certificate = AnyRef::decode(reader)?.sequence(Self::read_signed_part)?;
            let _signature_algorithm = AnyRef::decode(reader)?;
            let _signature = AnyRef::decode(reader)?;
            Ok(certificate)
        })
    }

    fn read_signed_part(reader: &mut SliceReader<'_>) -> Result<Self> {
        let _version = optional(reader, 0)?;
        let _serial_number = AnyRef::decode(reader)?;
        let _signature_algorithm = AnyRef::decode(reader)?;
        let issuer = Name::read(AnyRef::decode(reader)?)?;
        let (not_before, not_after) = AnyRef::decode(reader)?
            .sequence(|reader| Ok((read_time(reader)?, read_time(reader)?)))?;
        let subject = Name::read(AnyRef::decode(reader)?)?;
        let _public_key = AnyRef::decode(reader)?;
        let _issuer_unique_id = optional(reader, 1)?;
        let _subject_unique_id = optional(reader, 2)?;
        let mut certificate = Self {
            subject,
            issuer,
            not_before,
            not_after,
            is_ca: false,
            dns_names: Vec::new(),
            has_other_names: false,
        };
        if let Some(extensions) = optional(reader, 3)? {
            for extension in elements(AnyRef::from_der(extensions.value())?)? {
                certificate.read_extension(extension)?;
            }
        }
        Ok(certificate)
    }

    fn read_extension(&mut self, extension: AnyRef<'_>) -> Result<()> {
        let (id, value) = extension.sequence(|reader| {
            let id = ObjectIdentifier::decode(reader)?;
            let _critical: Option<bool> = reader.decode()?;
            Ok((id, OctetStringRef::decode(reader)?))
        })?;
        match id {
            SUBJECT_ALT_NAME => {
                for name in elements(AnyRef::from_der(value.as_bytes())?)? {
                    match name.tag() {
                        // dNSName is the choice with the number 2.
                        Tag::ContextSpecific { number: TagNumber::N2, .. } => {
                            self.dns_names.push(printable(name.value()));
                        }
                        _ => self.has_other_names = true,
                    }
                }
            }
            BASIC_CONSTRAINTS => {
                self.is_ca = AnyRef::from_der(value.as_bytes())?.sequence(|reader| {
                    let is_ca: Option<bool> = reader.decode()?;
                    let _path_length: Option<AnyRef<'_>> = reader.decode()?;
                    Ok(is_ca.unwrap_or(false))
                })?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether its own subject issued it, as that of a root.
    pub(super) fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// Whether this moment, in Unix seconds, lies in its validity (RFC 5280, section 4.1.2.5: both ends included).
    pub(super) fn is_valid_at(&self, now: u64) -> bool {
        (self.not_before..=self.not_after).contains(&now)
    }
}

impl Name {
    fn read(name: AnyRef<'_>) -> Result<Self> {
        let mut text = String::new();
        for relative in elements(name)? {
            let mut reader = SliceReader::new(relative.value())?;
            while !reader.is_finished() {
                let (attribute, value) = AnyRef::decode(&mut reader)?.sequence(|reader| {
                    Ok((ObjectIdentifier::decode(reader)?, AnyRef::decode(reader)?))
                })?;
                let separator = if text.is_empty() { "" } else { ", " };
                let value = String::from_utf8_lossy(value.value());
                // Writing to a string cannot fail.
                let _ = match short_name(attribute) {
                    Some(name) => write!(text, "{separator}{name}={value}"),
                    None => write!(text, "{separator}{attribute}={value}"),
                };
            }
        }
        if text.is_empty() {
            text.push_str("a certificate without a subject");
        }
        let text = ForeignText(&text).to_string();
        Ok(Self { der: name.value().to_vec(), text })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

/// The short form of an attribute type (RFC 4514, section 3).
fn short_name(attribute: ObjectIdentifier) -> Option<&'static str> {
    const NAMES: [(ObjectIdentifier, &str); 6] = [
        (ObjectIdentifier::new_unwrap("2.5.4.3"), "CN"),
        (ObjectIdentifier::new_unwrap("2.5.4.6"), "C"),
        (ObjectIdentifier::new_unwrap("2.5.4.7"), "L"),
        (ObjectIdentifier::new_unwrap("2.5.4.8"), "ST"),
        (ObjectIdentifier::new_unwrap("2.5.4.10"), "O"),
        (ObjectIdentifier::new_unwrap("2.5.4.11"), "OU"),
    ];
    NAMES.iter().find(|(known, _)| *known == attribute).map(|(_, name)| *name)
}

/// A text that a stranger chose, fit for one line of a log.
fn printable(text: &[u8]) -> String {
    ForeignText(&String::from_utf8_lossy(text)).to_string()
}

/// The element with this context-specific tag, if it is the next one.
fn optional<'a>(reader: &mut SliceReader<'a>, number: u8) -> Result<Option<AnyRef<'a>>> {
    if reader.is_finished() {
        return Ok(None);
    }
    match reader.peek_tag()? {
        Tag::ContextSpecific { number: found, .. } if found == TagNumber::new(number) => {
            AnyRef::decode(reader).map(Some)
        }
        _ => Ok(None),
    }
}

/// The elements of a sequence.
fn elements(sequence: AnyRef<'_>) -> Result<Vec<AnyRef<'_>>> {
    sequence.tag().assert_eq(Tag::Sequence)?;
    let mut reader = SliceReader::new(sequence.value())?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        elements.push(AnyRef::decode(&mut reader)?);
    }
    Ok(elements)
}

/// A moment in Unix seconds (RFC 5280, section 4.1.2.5).
fn read_time(reader: &mut SliceReader<'_>) -> Result<u64> {
    let time = AnyRef::decode(reader)?;
    let since_1970 = match time.tag() {
        Tag::UtcTime => time.decode_as::<UtcTime>()?.to_unix_duration(),
        Tag::GeneralizedTime => time.decode_as::<GeneralizedTime>()?.to_unix_duration(),
        tag => return Err(ErrorKind::TagUnexpected { expected: None, actual: tag }.into()),
    };
    Ok(since_1970.as_secs())
}

#[cfg(test)]
mod tests {
    use webpki_root_certs::TLS_SERVER_ROOT_CERTS;

    use super::*;

    #[test]
    fn every_root_of_mozilla_can_be_read() {
        for der in TLS_SERVER_ROOT_CERTS {
            let root = Certificate::read(der).unwrap();
            assert!(root.is_self_issued() && root.is_ca, "{root:?}");
            assert!(root.not_before < root.not_after, "{root:?}");
            assert!(root.subject.as_str().contains('='), "{root:?}");
        }
    }

    #[test]
    fn bytes_that_are_no_certificate_are_an_error_wherever_they_end() {
        let root = &TLS_SERVER_ROOT_CERTS[0];
        for length in 0..root.len() {
            assert!(Certificate::read(&root[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_name_cannot_forge_a_line_of_a_log() {
        assert_eq!(printable(b"a\r\nb\x1b[31m"), r"a\r\nb\u{1b}[31m");
        assert_eq!(printable("a\u{202e}b".as_bytes()), r"a\u{202e}b");
        assert!(printable(&[b'a'; 100_000]).len() < 400);
    }

    #[test]
    fn a_name_of_many_parts_is_bounded() {
        // A sequence of sets, each with one common name: SEQUENCE { OBJECT IDENTIFIER 2.5.4.3, UTF8String "aaaaaaaa" }.
        let part = [&b"\x31\x11\x30\x0f\x06\x03\x55\x04\x03\x0c\x08"[..], b"aaaaaaaa"].concat();
        let parts = part.repeat(1_000);
        let [_, _, high, low] = u32::try_from(parts.len()).unwrap().to_be_bytes();
        let name = [&[0x30, 0x82, high, low][..], &parts].concat();
        let name = Name::read(AnyRef::from_der(&name).unwrap()).unwrap();
        assert!(name.as_str().starts_with("CN=aaaaaaaa, CN=aaaaaaaa"), "{}", name.as_str());
        assert!(name.as_str().len() < 400, "{} bytes", name.as_str().len());
    }
}
