//! `RSAKeyValue` XML, as .NET writes and reads it.
//!
//! Source: W3C XML Signature, section 4.5.2.2, for the public members; the private ones are .NET's
//! (`RSA.ToXmlString(true)`).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use zeroize::Zeroizing;

use super::{
    KeyError, KeyMember,
    constant_time::{decode_base64, encode_base64},
    numbers::{PrivateNumbers, PublicNumbers, UncheckedNumbers},
};

const MEMBERS: [KeyMember; 8] = [
    KeyMember::Modulus,
    KeyMember::Exponent,
    KeyMember::P,
    KeyMember::Q,
    KeyMember::DP,
    KeyMember::DQ,
    KeyMember::InverseQ,
    KeyMember::D,
];

pub(super) fn read_private(xml: &str) -> Result<PrivateNumbers, KeyError> {
    let mut members = read_members(xml)?;
    if !members.is_empty() && members.keys().all(|member| is_public(*member)) {
        return Err(KeyError::PublicKey);
    }
    let mut take = |member| members.remove(&member).ok_or(KeyError::MemberMissing(member));
    PrivateNumbers::check(UncheckedNumbers {
        modulus: take(KeyMember::Modulus)?,
        exponent: take(KeyMember::Exponent)?,
        p: take(KeyMember::P)?,
        q: take(KeyMember::Q)?,
        dp: take(KeyMember::DP)?,
        dq: take(KeyMember::DQ)?,
        inverse_q: take(KeyMember::InverseQ)?,
        d: take(KeyMember::D)?,
    })
}

pub(super) fn read_public(xml: &str) -> Result<PublicNumbers, KeyError> {
    let members = read_members(xml)?;
    if members.keys().any(|member| !is_public(*member)) {
        return Err(KeyError::PrivateKey);
    }
    let get = |member| members.get(&member).ok_or(KeyError::MemberMissing(member));
    PublicNumbers::new(get(KeyMember::Modulus)?, get(KeyMember::Exponent)?)
}

pub(super) fn write_public(numbers: &PublicNumbers) -> String {
    format!(
        "<RSAKeyValue><Modulus>{}</Modulus><Exponent>{}</Exponent></RSAKeyValue>",
        encode_base64(numbers.modulus()),
        encode_base64(numbers.exponent()),
    )
}

const fn is_public(member: KeyMember) -> bool {
    matches!(member, KeyMember::Modulus | KeyMember::Exponent)
}

type Members = BTreeMap<KeyMember, Zeroizing<Vec<u8>>>;

fn read_members(xml: &str) -> Result<Members, KeyError> {
    // The parser refuses document type declarations, so no entity can grow without bound.
    let document = Document::parse(xml).map_err(|error| malformed(at(&error)))?;
    let key = document
        .descendants()
        .find(|node| node.tag_name().name() == "RSAKeyValue")
        .ok_or_else(|| malformed("it holds no element `RSAKeyValue`".to_owned()))?;
    let mut members = Members::new();
    for element in key.children().filter(Node::is_element) {
        let name = element.tag_name().name();
        let Some(member) = MEMBERS.into_iter().find(|member| member.name() == name) else {
            continue;
        };
        if element.children().any(|child| child.is_element()) {
            return Err(malformed(format!("`{member}` holds other elements")));
        }
        let texts = element.children().filter(Node::is_text).filter_map(|child| child.text());
        let bytes = decode_base64(texts)
            .map_err(|_| malformed(format!("`{member}` is not Base64 with padding")))?;
        if members.insert(member, bytes).is_some() {
            return Err(KeyError::MemberTwice(member));
        }
    }
    Ok(members)
}

/// Where the parser stopped, without its own text, which may quote the key.
fn at(error: &roxmltree::Error) -> String {
    let position = error.pos();
    format!("it is not well-formed XML at line {}, column {}", position.row, position.col)
}

fn malformed(reason: String) -> KeyError {
    KeyError::Malformed { form: "`RSAKeyValue` XML", reason }
}
