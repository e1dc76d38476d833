//! Keys in every form, and every kind of bad key with the error that says what to do.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{KeyError, KeyMember, SigningKey, VerifyingKey};
use countersign_tests::{VECTORS, path};
use proptest::prelude::*;

fn file(name: &str) -> Vec<u8> {
    fs::read(path("keys").join(name)).unwrap()
}

fn der_of(pem: &str) -> Vec<u8> {
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    STANDARD.decode(base64).unwrap()
}

/// The vendor's key with one element of the XML changed.
fn xml_with(member: &str, change: impl Fn(&[u8]) -> Option<Vec<u8>>) -> String {
    let xml = &VECTORS.vendor_key().private_xml;
    let (open, close) = (format!("<{member}>"), format!("</{member}>"));
    let start = xml.find(&open).unwrap();
    let end = xml.find(&close).unwrap();
    let old = STANDARD.decode(&xml[start + open.len()..end]).unwrap();
    let element = change(&old)
        .map(|new| format!("{open}{}{close}", STANDARD.encode(new)))
        .unwrap_or_default();
    format!("{}{element}{}", &xml[..start], &xml[end + close.len()..])
}

#[track_caller]
fn check_private(bytes: impl AsRef<[u8]>, expect: &str) {
    let error = SigningKey::from_bytes(bytes).unwrap_err();
    assert!(error.to_string().contains(expect), "{error}");
}

#[track_caller]
fn check_public(bytes: impl AsRef<[u8]>, expect: &str) {
    let error = VerifyingKey::from_bytes(bytes).unwrap_err();
    assert!(error.to_string().contains(expect), "{error}");
}

#[test]
fn good_keys_of_all_forms_sizes_and_sources() {
    let vendor = VECTORS.vendor_key();
    let key = SigningKey::from_pem(&vendor.private_pkcs8_pem).unwrap();
    let same = |other: Result<SigningKey, KeyError>| {
        assert_eq!(other.unwrap().verifying_key(), key.verifying_key());
    };
    same(SigningKey::from_pem(vendor.private_pkcs1_pem.as_bytes()));
    same(SigningKey::from_xml(&vendor.private_xml));
    same(SigningKey::from_pkcs8_der(der_of(&vendor.private_pkcs8_pem)));
    same(SigningKey::from_bytes(der_of(&vendor.private_pkcs8_pem)));
    same(SigningKey::from_bytes(der_of(&vendor.private_pkcs1_pem)));

    let folder = tempfile::tempdir().unwrap();
    for (name, content) in
        [("key.pem", &vendor.private_pkcs1_pem), ("key.xml", &vendor.private_xml)]
    {
        fs::write(folder.path().join(name), content).unwrap();
        same(SigningKey::from_file(folder.path().join(name)));
    }
    same(SigningKey::from_pem_file(folder.path().join("key.pem")));

    fs::write(folder.path().join("public.pem"), &vendor.public_spki_pem).unwrap();
    let public = key.verifying_key();
    assert_eq!(VerifyingKey::from_pem_file(folder.path().join("public.pem")).unwrap(), *public);
    assert_eq!(VerifyingKey::from_file(folder.path().join("public.pem")).unwrap(), *public);
    assert_eq!(VerifyingKey::from_spki_der(der_of(&vendor.public_spki_pem)).unwrap(), *public);

    assert_eq!(SigningKey::from_bytes(file("rsa-8192.pem")).unwrap().verifying_key().bits(), 8192);
    assert_eq!(
        SigningKey::from_bytes(file("rsa-exponent-3.pem")).unwrap().verifying_key().exponent(),
        [3]
    );
}

#[test]
fn pem_is_read_however_it_travelled() {
    let vendor = VECTORS.vendor_key();
    let pem = &vendor.private_pkcs8_pem;
    let public = VerifyingKey::from_pem(&vendor.public_spki_pem).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let certificate = String::from_utf8(file("certificate.pem")).unwrap();
    for text in [
        pem.trim_end().to_owned(),
        pem.replace('\n', "\r\n"),
        pem.replace('\n', "\n    "),
        format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"),
        format!("Bag Attributes\n    friendlyName: reseller\n{pem}"),
        format!("{certificate}{pem}"),
        format!("{pem}{certificate}"),
        format!("{}{pem}", vendor.public_spki_pem),
    ] {
        assert_eq!(*SigningKey::from_pem(&text).unwrap().verifying_key(), public, "{text}");
    }
}

#[test]
fn xml_is_read_however_it_is_laid_out() {
    let vendor = VECTORS.vendor_key();
    let public = VerifyingKey::from_pem(&vendor.public_spki_pem).unwrap();
    let xml = &vendor.private_xml;
    for text in [
        format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{xml}"),
        xml.replace('>', ">\r\n  ").replace("</", "\r\n</"),
        format!("<KeyValue xmlns=\"http://www.w3.org/2000/09/xmldsig#\">{xml}</KeyValue>"),
        xml.replace("<D>", "<!-- private --><D>"),
        xml.replace("<D>", "<D><!--AAAA-->"),
        xml.replace("<Modulus>", "<Modulus><!--AAAA-->"),
    ] {
        assert_eq!(*SigningKey::from_xml(&text).unwrap().verifying_key(), public, "{text}");
    }
    // .NET pads every number to its full length with zeros.
    let padded = xml_with("Modulus", |modulus| Some([&[0, 0], modulus].concat()));
    assert_eq!(*SigningKey::from_xml(padded).unwrap().verifying_key(), public);
}

#[test]
fn empty() {
    for text in ["", " \r\n\t\n"] {
        check_private(text, "the key is empty");
        check_public(text, "the key is empty");
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("key.pem"), "").unwrap();
    let error = SigningKey::from_pem_file(folder.path().join("key.pem")).unwrap_err();
    assert!(matches!(error, KeyError::Empty), "{error}");
}

#[test]
fn missing_file() {
    let error = SigningKey::from_pem_file("/nowhere/reseller.pem").unwrap_err();
    assert!(error.to_string().contains("/nowhere/reseller.pem"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_public_key_where_a_private_one_is_due() {
    let vendor = VECTORS.vendor_key();
    for text in [&vendor.public_spki_pem, &vendor.public_pkcs1_pem, &vendor.public_xml] {
        check_private(text, "this is a public key");
    }
    check_private(der_of(&vendor.public_spki_pem), "this is a public key");
    check_private(der_of(&vendor.public_pkcs1_pem), "this is a public key");
}

#[test]
fn a_private_key_where_a_public_one_is_due() {
    let vendor = VECTORS.vendor_key();
    for text in [&vendor.private_pkcs8_pem, &vendor.private_pkcs1_pem, &vendor.private_xml] {
        check_public(text, "never hand it out");
    }
    check_public(der_of(&vendor.private_pkcs8_pem), "never hand it out");
    check_public(der_of(&vendor.private_pkcs1_pem), "never hand it out");
}

#[test]
fn encrypted() {
    for name in ["encrypted-pkcs8.pem", "encrypted-pkcs8.der", "encrypted-pkcs1.pem"] {
        check_private(file(name), "encrypted with a password");
    }
}

#[test]
fn other_kinds_of_key() {
    check_private(file("ec-pkcs8.pem"), "a key for elliptic curves");
    check_private(file("ec-sec1.pem"), "a key for elliptic curves");
    check_private(
        der_of(&String::from_utf8(file("ec-sec1.pem")).unwrap()),
        "a key for elliptic curves",
    );
    check_public(file("ec-public.pem"), "a key for elliptic curves");
    check_private(file("ed25519-pkcs8.pem"), "a key for Ed25519");
    check_private(file("rsa-pss.pem"), "a key for RSASSA-PSS only");
    check_private(file("openssh.pem"), "OpenSSH's own format");
    check_private(file("certificate.pem"), "this is a certificate");
    check_public(file("certificate.pem"), "this is a certificate");
    check_private(
        "-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----",
        "labelled `PGP MESSAGE`",
    );
    check_private(file("rsa-multi-prime.pem"), "more than two primes");
}

#[test]
fn too_short_and_too_long() {
    check_private(file("rsa-512.pem"), "the key has 512 bits; at least 1024");
    for (bits, expect) in [(0, "at least 1024"), (1023, "at least 1024"), (8193, "at most 8192")] {
        let error = SigningKey::generate(bits).unwrap_err();
        assert!(error.to_string().contains(expect), "{error}");
    }
    // A modulus of 1023 and of 8193 bits, in public keys, as no tool makes such private ones in time.
    let public = |modulus: &[u8]| {
        format!(
            "<RSAKeyValue><Modulus>{}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>",
            STANDARD.encode(modulus)
        )
    };
    let mut modulus = vec![0xFF; 128];
    modulus[0] = 0x7F;
    check_public(public(&modulus), "the key has 1023 bits");
    check_public(public(&[&[1], &vec![0xFF; 1024][..]].concat()), "the key has 8193 bits");
    assert!(VerifyingKey::from_xml(public(&vec![0xFF; 1024])).is_ok());
    modulus[127] = 0xFE;
    modulus[0] = 0xFF;
    check_public(public(&modulus), "Modulus does not fit");
}

#[test]
fn truncated() {
    let vendor = VECTORS.vendor_key();
    let pem = &vendor.private_pkcs8_pem;
    check_private(&pem[..pem.len() / 2], "cut off: the `-----END` line");
    check_private("-----BEGIN PRIVATE", "cut off");
    // Lines are missing in the middle of a whole block.
    let lines: Vec<&str> = pem.lines().collect();
    check_private([&lines[..5], &lines[lines.len() - 1..]].concat().join("\n"), "cut off");
    let der = der_of(pem);
    check_private(&der[..der.len() - 1], "cut off");
    check_private(&der[..2], "cut off");
    check_public(&der_of(&vendor.public_spki_pem)[..100], "cut off");
    check_private(&vendor.private_xml[..500], "not well-formed XML");
}

#[test]
fn xml_with_a_missing_or_repeated_member() {
    for member in ["P", "Q", "DP", "DQ", "InverseQ", "D", "Modulus", "Exponent"] {
        let error = SigningKey::from_xml(xml_with(member, |_| None)).unwrap_err();
        let KeyError::MemberMissing(missing) = error else { panic!("{error}") };
        assert_eq!(missing.name(), member);
    }
    let xml = &VECTORS.vendor_key().private_xml;
    for xml in [xml_with("D", |_| None), "<RSAKeyValue/>".to_owned()] {
        let error = SigningKey::from_xml(xml).unwrap_err();
        assert!(matches!(error, KeyError::MemberMissing(_)), "{error}");
    }
    let public = &VECTORS.vendor_key().public_xml;
    let error =
        VerifyingKey::from_xml(public.replace("<Exponent>AQAB</Exponent>", "")).unwrap_err();
    assert_eq!(error.to_string(), "the `RSAKeyValue` lacks `Exponent`; export the key again");
    check_private(xml.replace("<D>", "<D>AAAA</D><D>"), "holds `D` twice");
    check_private(xml.replace("<D>", "<D><E>AAAA</E>"), "`D` holds other elements");
    check_private(xml.replace("<D>", "<D>!"), "`D` is not Base64");
    check_private("<html><body>503</body></html>", "no element `RSAKeyValue`");
    check_private(format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{xml}"), "not well-formed XML");
}

#[test]
fn xml_with_numbers_that_do_not_fit() {
    let flipped = |old: &[u8]| {
        let mut new = old.to_vec();
        *new.last_mut().unwrap() ^= 2;
        Some(new)
    };
    for (element, member) in [
        ("Modulus", KeyMember::Modulus),
        ("D", KeyMember::D),
        ("P", KeyMember::Modulus),
        ("Q", KeyMember::Modulus),
        ("DP", KeyMember::DP),
        ("DQ", KeyMember::DQ),
        ("InverseQ", KeyMember::InverseQ),
        ("Exponent", KeyMember::D),
    ] {
        let error = SigningKey::from_xml(xml_with(element, flipped)).unwrap_err();
        let KeyError::Inconsistent { member: found, .. } = error else {
            panic!("{element}: {error}")
        };
        assert_eq!(found, member, "{element}");
    }
    check_private(xml_with("P", |_| Some(vec![])), "P does not fit");
    check_private(xml_with("Q", |_| Some(vec![1])), "Q does not fit");
    check_private(
        xml_with("D", |_| Some(vec![0xFF; 200])),
        "D does not fit the rest of the key: it is longer",
    );
    for exponent in [vec![], vec![1], vec![4], vec![2, 0, 0, 0, 1], vec![0xFF; 128]] {
        check_private(xml_with("Exponent", |_| Some(exponent.clone())), "the public exponent");
    }
}

#[test]
fn swapped_primes() {
    let swapped = VECTORS
        .vendor_key()
        .private_xml
        .replace("<P>", "<X>")
        .replace("</P>", "</X>")
        .replace("<Q>", "<P>")
        .replace("</Q>", "</P>")
        .replace("<X>", "<Q>")
        .replace("</X>", "</Q>");
    let error = SigningKey::from_xml(swapped).unwrap_err();
    assert!(matches!(error, KeyError::SwappedPrimes), "{error}");
}

#[test]
fn not_a_key_at_all() {
    check_private("elephant-notepad-dancer", "no form of key that is known here");
    check_private([0xFF, 0xFE, b'-', 0, b'-', 0], "UTF-16");
    check_private([0x80, 0x81, 0x82], "other binary data");
    check_private("0123", "no form of key that is known here");
    check_private([0x30, 0x03, 0x02, 0x01, 0x07], "not valid PKCS#8");
    check_public([0x30, 0x03, 0x02, 0x01, 0x07], "not valid SubjectPublicKeyInfo");
    let pem = &VECTORS.vendor_key().private_pkcs8_pem;
    check_private(pem.replace("MII", "M!I"), "not valid PEM");
    let block = |base64: &str| {
        format!("-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----\n")
    };
    // Bits behind the last byte (RFC 4648, section 3.5), then padding that is short, out of place, and too long.
    for base64 in ["MIICdR==", "MIICdQ=", "MIIC=dQ=", "MIICdQ===", "MIICdQ", "MIICdQ==MIICdQ=="] {
        check_private(block(base64), "not valid PEM");
    }
    check_private(pem.replace('\n', "\\n"), "the two characters `\\n`");
    let error = SigningKey::from_xml(pem).unwrap_err();
    assert!(error.to_string().contains("it is PEM"), "{error}");
    let error = SigningKey::from_pem(&VECTORS.vendor_key().private_xml).unwrap_err();
    assert!(error.to_string().contains("it is XML"), "{error}");
    let error = SigningKey::from_pkcs8_der(pem).unwrap_err();
    assert!(error.to_string().contains("it is PEM"), "{error}");
}

#[test]
fn generated_keys_sign_and_travel() {
    for bits in [1024, 1152, 2048] {
        let key = SigningKey::generate(bits).unwrap();
        assert_eq!(key.verifying_key().bits(), bits);
        let again = SigningKey::from_pem(key.to_pkcs8_pem().unwrap().as_bytes()).unwrap();
        assert_eq!(again.verifying_key(), key.verifying_key());
        let public = key.verifying_key();
        assert_eq!(VerifyingKey::from_pem(public.to_spki_pem()).unwrap(), *public);
        assert_eq!(VerifyingKey::from_xml(public.to_xml()).unwrap(), *public);
    }
    let error = SigningKey::generate(1025).unwrap_err();
    assert!(error.to_string().contains("1025 bits are no multiple of 128; take 1152"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = SigningKey::from_bytes(&bytes);
        let _ = VerifyingKey::from_bytes(&bytes);
    }

    #[test]
    fn a_changed_byte_is_never_another_key(position in 0_usize..630, change in 1_u8..) {
        let mut der = der_of(&VECTORS.vendor_key().private_pkcs8_pem);
        let position = position % der.len();
        der[position] ^= change;
        // A byte of the version or the algorithm's parameters may change nothing; a number may not.
        if let Ok(key) = SigningKey::from_bytes(&der) {
            let original = VECTORS.vendor_key().signing_key();
            prop_assert_eq!(key.verifying_key(), original.verifying_key());
        }
    }
}
