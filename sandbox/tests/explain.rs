//! Every mistake that is explained, made on purpose.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use common::{BODY, CREATED, Request, private_key, public_key, raw, sign, sign_by};
use countersign::{Timestamp, VerifyError, VerifyingKey};
use countersign_sandbox::{
    Base64Form, DigestForm, EscapeStyle, HashKind, Layout, Mistake, Place, TextEncoding, TimeUnit,
    explain, explain_at, spki_sha256,
};
use http::HeaderMap;
use proptest::prelude::*;
use rsa::{
    BigUint, Pkcs1v15Sign, Pss, RsaPrivateKey, pkcs8::EncodePublicKey as _, rand_core::OsRng,
};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A request that sends one thing and signs another.
#[track_caller]
fn check(request: &Request, signed: impl AsRef<[u8]>, expect: &[Mistake]) {
    check_signature(request, &sign(signed), expect);
}

#[track_caller]
fn check_signature(request: &Request, signature: &[u8], expect: &[Mistake]) {
    let headers = request.headers(signature);
    let explanation = explain(&public_key(), &headers, request.body.as_bytes());
    assert_eq!(explanation.mistakes(), expect, "{explanation}");
}

/// A body that is signed otherwise than it is sent.
#[track_caller]
fn check_body(sent: &str, signed: &str, expect: &[Mistake]) {
    check(&Request::new(sent), format!("{CREATED}{signed}"), expect);
}

fn layout(signed: Layout) -> Mistake {
    Mistake::Layout { signed }
}

fn two_headers() -> Request {
    Request::new(r#"{"a":1}"#).list("EntitlementId", "e-1")
}

#[test]
fn a_right_signature_is_not_explained() {
    let request = Request::new(BODY);
    check(&request, request.string(), &[]);
    check(&Request::new(""), CREATED, &[]);
    check(&two_headers(), format!(r#"{CREATED}e-1{{"a":1}}"#), &[]);
    let explanation =
        explain(&public_key(), &request.headers(&sign(request.string())), BODY.as_bytes());
    assert_eq!(explanation.to_string(), "nothing is wrong with the signature.");
}

#[test]
fn the_example_of_the_vendor_is_right_but_for_its_time() {
    let signature = STANDARD
        .decode("YQi9uNAkqXFMigidHijmM9Z8ahVq8B0LM2rHXJruIocR8ujk0sonSLq6LuMMEWRfnpUmmsqzuulpNiQoeRfLFxVKoamTeKPGisJpdw6fREPJeHmz2nGoA7/vQ2YFKDUpUtByE8ZUjdrbHTf/0kPvyPIuuRT6uJaFEBwX+XJRC+8=")
        .unwrap();
    let request = Request::new(BODY);
    check_signature(&request, &signature, &[]);

    let now = Timestamp::from_unix_seconds(1_700_000_000);
    let explanation = explain_at(&public_key(), &request.headers(&signature), BODY.as_bytes(), now);
    let window =
        Mistake::TimeWindow { created: 1_576_595_412, ahead: -123_404_588, tolerance: 120 };
    assert_eq!(explanation.mistakes(), [window]);
    assert!(explanation.to_string().contains("an example in the vendor's documentation"));
}

#[test]
fn white_space_that_is_signed_but_not_sent() {
    let check = |signed: &str, expect: Layout| {
        check_body(r#"{"a":1,"b":[true,{"c":"d: e, f"}]}"#, signed, &[layout(expect)]);
    };
    check(r#"{"a": 1,"b": [true,{"c": "d: e, f"}]}"#, Layout::SpaceAfterColon);
    check(r#"{"a":1, "b":[true, {"c":"d: e, f"}]}"#, Layout::SpaceAfterComma);
    check(r#"{"a": 1, "b": [true, {"c": "d: e, f"}]}"#, Layout::SpaceAfterColonAndComma);
    for count in [0, 1, 2, 3, 4, 8] {
        let i = " ".repeat(usize::from(count));
        let pretty = format!(
            "{{\n{i}\"a\": 1,\n{i}\"b\": [\n{i}{i}true,\n{i}{i}{{\n{i}{i}{i}\"c\": \"d: e, f\"\n{i}{i}}}\n{i}]\n}}"
        );
        check(&pretty, Layout::Spaces(count));
    }
}

#[test]
fn pretty_printed_json_of_other_systems() {
    check_body(r#"{"a":1}"#, "{\r\n  \"a\": 1\r\n}", &[layout(Layout::SpacesCrLf(2))]);
    check_body(r#"{"a":1}"#, "{\n\t\"a\": 1\n}", &[layout(Layout::Tabs)]);
}

#[test]
fn white_space_that_is_sent_but_not_signed() {
    let pretty = "{\n  \"a\": 1\n}";
    check_body(pretty, r#"{"a":1}"#, &[layout(Layout::Compact)]);
    check_body(r#"{"a": 1}"#, r#"{"a":1}"#, &[layout(Layout::Compact)]);
    check_body(pretty, r#"{  "a": 1}"#, &[layout(Layout::LineBreaksRemoved)]);
    let crlf = "{\r\n  \"a\": 1\r\n}";
    check_body(crlf, pretty, &[layout(Layout::LineFeeds)]);
    check_body("not\r\njson", "not\njson", &[layout(Layout::LineFeeds)]);
    check_body("not\njson", "not\r\njson", &[layout(Layout::CrLf)]);
}

#[test]
fn line_breaks_and_tabs_are_forbidden_even_if_the_signature_fits() {
    check_body("{\n\"a\":1}", "{\n\"a\":1}", &[Mistake::ForbiddenByte { byte: b'\n', at: 1 }]);
    check_body("{\r\n}", "{\r\n}", &[Mistake::ForbiddenByte { byte: b'\r', at: 1 }]);
    check_body("{\t}", "{\t}", &[Mistake::ForbiddenByte { byte: b'\t', at: 1 }]);
    check_body(
        "{\"a\":1\t}",
        "",
        &[Mistake::PayloadLeftOut, Mistake::ForbiddenByte { byte: b'\t', at: 6 }],
    );
}

#[test]
fn members_in_another_order() {
    let sent = r#"{"b":1,"c":{"z":[],"y":2},"a":3}"#;
    check_body(sent, r#"{"a":3,"b":1,"c":{"y":2,"z":[]}}"#, &[Mistake::MembersSorted]);
    check_body(sent, r#"{"a":3,"b":1,"c":{"z":[],"y":2}}"#, &[Mistake::MembersSorted]);
    let signed = ["c", "b", "a"].map(str::to_owned).to_vec();
    check_body(
        sent,
        r#"{"c":{"z":[],"y":2},"b":1,"a":3}"#,
        &[Mistake::MembersReordered { signed }],
    );

    let seven = r#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7}"#;
    let signed = ["g", "f", "e", "d", "c", "b", "a"].map(str::to_owned).to_vec();
    let reversed = r#"{"g":7,"f":6,"e":5,"d":4,"c":3,"b":2,"a":1}"#;
    check_body(seven, reversed, &[Mistake::MembersReordered { signed }]);
}

#[test]
fn numbers_are_kept_as_they_were_written() {
    check_body(
        r#"{"a":1.10,"b":1e2}"#,
        r#"{"a": 1.10, "b": 1e2}"#,
        &[layout(Layout::SpaceAfterColonAndComma)],
    );
}

#[test]
fn a_line_break_at_the_end() {
    check_body(BODY, &format!("{BODY}\n"), &[Mistake::TrailingNewline { text: "\n" }]);
    check_body(BODY, &format!("{BODY}\r\n"), &[Mistake::TrailingNewline { text: "\r\n" }]);
    check_body("", "\n", &[Mistake::TrailingNewline { text: "\n" }]);
    check_body(&format!("{BODY}\n"), BODY, &[layout(Layout::LineBreaksRemoved)]);
    check_body(
        &format!("{BODY} "),
        BODY,
        &[layout(Layout::LineBreaksRemoved)].map(|_| Mistake::TrailingNotSigned),
    );
}

#[test]
fn the_payload_in_the_wrong_place_or_not_at_all() {
    check_body(BODY, "", &[Mistake::PayloadLeftOut]);
    check_body("", "{}", &[Mistake::PayloadInvented { signed: "{}".to_owned() }]);
    check_body("", "null", &[Mistake::PayloadInvented { signed: "null".to_owned() }]);
    check(&Request::new(BODY), format!("{BODY}{CREATED}"), &[Mistake::PayloadFirst]);
    check(&Request::new(BODY), BODY, &[Mistake::HeadersLeftOut]);
    check_body(BODY, &hex_digest(BODY), &[Mistake::PayloadDigest { form: DigestForm::Hex }]);
    check_body(
        BODY,
        &STANDARD.encode(BODY),
        &[Mistake::PayloadDigest { form: DigestForm::TextInBase64 }],
    );
}

#[test]
fn escapes_of_other_writers() {
    let escapes = |style, in_signed| [Mistake::Escapes { style, in_signed }];
    check_body(
        r#"{"a":"é😀"}"#,
        r#"{"a":"\u00e9\ud83d\ude00"}"#,
        &escapes(EscapeStyle::NonAscii, true),
    );
    check_body(r#"{"a":"é"}"#, r#"{"a":"\u00E9"}"#, &escapes(EscapeStyle::DotNet, true));
    check_body(
        r#"{"a":"é+"}"#,
        r#"{"a":"\u00E9+"}"#,
        &escapes(EscapeStyle::NonAsciiUpperCase, true),
    );
    check_body(r#"{"a":"\u00e9"}"#, r#"{"a":"é"}"#, &escapes(EscapeStyle::Any, false));
    check_body(BODY, &BODY.replace('/', "\\/"), &escapes(EscapeStyle::Slashes, true));
    check_body(&BODY.replace('/', "\\/"), BODY, &escapes(EscapeStyle::Any, false));
    check_body(
        r#"{"a":"é/"}"#,
        r#"{"a":"\u00e9\/"}"#,
        &escapes(EscapeStyle::SlashesAndNonAscii, true),
    );
    check_body(r#"{"a":"x?b=1<c"}"#, r#"{"a":"x?b=1\u003cc"}"#, &escapes(EscapeStyle::Html, true));
    check_body(
        r#"{"a":"x?b=1&c"}"#,
        r#"{"a":"x?b\u003d1\u0026c"}"#,
        &escapes(EscapeStyle::Gson, true),
    );
    check_body(r#"{"a":"\"+"}"#, r#"{"a":"\u0022\u002B"}"#, &escapes(EscapeStyle::DotNet, true));
}

#[test]
fn other_text_encodings() {
    let encoding = |encoding| [Mistake::TextEncoding(encoding)];
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{CREATED}{BODY}").encode_utf16().flat_map(to_bytes).collect()
    };
    check(&Request::new(BODY), utf16(u16::to_le_bytes), &encoding(TextEncoding::Utf16LittleEndian));
    check(&Request::new(BODY), utf16(u16::to_be_bytes), &encoding(TextEncoding::Utf16BigEndian));
    check_body(BODY, &format!("\u{feff}{BODY}"), &encoding(TextEncoding::ByteOrderMark));
    let latin1 = [CREATED.as_bytes(), b"{\"a\":\"\xe9\"}"].concat();
    check(&Request::new(r#"{"a":"é"}"#), latin1, &encoding(TextEncoding::Latin1));
}

#[test]
fn header_names_in_the_string() {
    let check = |prefix: &str| {
        let names = Mistake::HeaderNames { prefix: prefix.to_owned() };
        check(&Request::new(BODY), format!("{prefix}{CREATED}{BODY}"), &[names]);
    };
    for prefix in [
        "Created: ",
        "created: ",
        "Created:",
        "Created=",
        "Created",
        "created",
        "created ",
        "(created): ",
    ] {
        check(prefix);
    }
}

#[test]
fn the_string_of_cavage_drafts() {
    let signed = format!("created: {CREATED}\nentitlementid: e-1");
    let request = Request { body: String::new(), ..two_headers() };
    let names = Mistake::HeaderNames { prefix: "created: ".to_owned() };
    let separator = Mistake::Separator { text: "\n".to_owned(), place: Place::BetweenValues };
    check(&request, signed, &[names, separator]);
}

#[test]
fn a_separator_between_the_parts() {
    for text in ["\n", "\r\n", " ", ";", ", ", ",", ":", ".", "|", "&", "\t", "-", "\\n"] {
        let separator = |place| Mistake::Separator { text: text.to_owned(), place };
        check_body(BODY, &format!("{text}{BODY}"), &[separator(Place::BeforePayload)]);
        let check = |signed: String, place| check(&two_headers(), signed, &[separator(place)]);
        check(format!(r#"{CREATED}{text}e-1{{"a":1}}"#), Place::BetweenValues);
        check(format!(r#"{CREATED}e-1{text}{{"a":1}}"#), Place::BeforePayload);
        check(format!(r#"{CREATED}{text}e-1{text}{{"a":1}}"#), Place::AfterEachValue);
    }
}

#[test]
fn the_list_is_not_what_was_signed() {
    let order =
        Mistake::ListOrder { signed: vec!["EntitlementId".to_owned(), "Created".to_owned()] };
    check(&two_headers(), format!(r#"e-1{CREATED}{{"a":1}}"#), &[order]);
    let left_out = |name: &str| Mistake::HeaderLeftOut(name.to_owned());
    check(&two_headers(), format!(r#"{CREATED}{{"a":1}}"#), &[left_out("EntitlementId")]);
    check(&two_headers(), r#"e-1{"a":1}"#, &[left_out("Created")]);
    let three = two_headers().list("X-RequestIdentifier", "r-1");
    check(
        &three,
        format!(r#"{CREATED}{{"a":1}}"#),
        &[left_out("EntitlementId"), left_out("X-RequestIdentifier")],
    );

    let mut request = Request::new(BODY);
    request.others.push(("entitlementid", "e-1"));
    let not_listed = [Mistake::HeaderNotListed("entitlementid".to_owned())];
    check(&request, format!("{CREATED}e-1{BODY}"), &not_listed);
    check(&request, format!("e-1{CREATED}{BODY}"), &not_listed);
}

#[test]
fn the_password_is_never_tried() {
    let mut request = Request::new("");
    request.others.push(("authorization", "Basic c2VudGluZWw="));
    check(&request, format!("{CREATED}Basic c2VudGluZWw="), &[Mistake::NothingMatched]);
}

#[test]
fn milliseconds() {
    for fraction in ["000", "001", "999"] {
        let signed = format!("{CREATED}{fraction}{BODY}");
        check(&Request::new(BODY), signed, &[Mistake::CreatedUnit(TimeUnit::MillisecondsSigned)]);
    }
    let mut request = Request::new(BODY);
    request.listed[0].1 = format!("{CREATED}123");
    let signed = format!("{CREATED}{BODY}");
    let seconds_signed = Mistake::CreatedUnit(TimeUnit::SecondsSigned);
    check(&request, &signed, std::slice::from_ref(&seconds_signed));

    let now = Timestamp::from_unix_seconds(1_576_595_412);
    let at = |signed: &str| {
        explain_at(&public_key(), &request.headers(&sign(signed)), BODY.as_bytes(), now)
    };
    let milliseconds = Mistake::CreatedUnit(TimeUnit::Milliseconds);
    assert_eq!(at(&request.string()).mistakes(), std::slice::from_ref(&milliseconds));
    assert_eq!(at(&signed).mistakes(), [milliseconds, seconds_signed]);
}

#[test]
fn another_moment_than_was_sent() {
    for (signed, seconds) in [("1576595411", 1_576_595_411), ("1576595592", 1_576_595_592)] {
        let differs = Mistake::CreatedDiffers { signed: seconds, sent: 1_576_595_412 };
        check(&Request::new(BODY), format!("{signed}{BODY}"), &[differs]);
    }
    check(&Request::new(BODY), format!("1576595593{BODY}"), &[Mistake::NothingMatched]);
}

#[test]
fn another_key() {
    let key = RsaPrivateKey::new(&mut OsRng, 1024).unwrap();
    let digest = Sha256::digest(format!("{CREATED}{BODY}"));
    let signature = key.sign(Pkcs1v15Sign::new::<Sha256>(), &digest).unwrap();
    let other =
        Mistake::OtherKey { expected_spki_sha256: spki_sha256(&public_key()), expected_bits: 1024 };
    check_signature(&Request::new(BODY), &signature, std::slice::from_ref(&other));

    // The other way round, the key that made it does explain it.
    let pem = key.to_public_key().to_public_key_pem(Default::default()).unwrap();
    let headers = Request::new(BODY).headers(&signature);
    let own = VerifyingKey::from_pem(pem).unwrap();
    assert_eq!(explain(&own, &headers, BODY.as_bytes()).mistakes(), []);

    let mut damaged = sign(format!("{CREATED}{BODY}"));
    damaged[64] ^= 1;
    check_signature(&Request::new(BODY), &damaged, &[other]);
}

#[test]
fn a_key_of_another_size() {
    let size = |signature_bits| [Mistake::KeySize { signature_bits, key_bits: 1024 }];
    check_signature(&Request::new(BODY), &[1; 256], &size(2048));
    check_signature(&Request::new(BODY), &[1; 64], &size(512));
    check_signature(&Request::new(BODY), &[1; 3], &size(24));
}

#[test]
fn other_hashes() {
    let string = format!("{CREATED}{BODY}");
    let request = Request::new(BODY);
    let check =
        |signature: Vec<u8>, hash| check_signature(&request, &signature, &[Mistake::Hash(hash)]);
    check(sign_by::<Sha1>(Pkcs1v15Sign::new::<Sha1>(), &string), HashKind::Sha1);
    check(sign_by::<Sha384>(Pkcs1v15Sign::new::<Sha384>(), &string), HashKind::Sha384);
    check(sign_by::<Sha512>(Pkcs1v15Sign::new::<Sha512>(), &string), HashKind::Sha512);
    let md5 = hex("3020300c06082a864886f70d02050500041000112233445566778899aabbccddeeff");
    check(raw(&padded(&md5)), HashKind::Md5);
}

#[test]
fn pss() {
    let string = format!("{CREATED}{BODY}");
    let request = Request::new(BODY);
    // 94 bytes is all there is room for.
    for salt in [0, 20, 32, 94] {
        let signature = sign_by::<Sha256>(Pss::new_with_salt::<Sha256>(salt), &string);
        check_signature(&request, &signature, &[Mistake::Pss]);
    }
    // So many, because one in a hundred looks like another hash with a long salt as well.
    for _ in 0..200 {
        let signature = sign_by::<Sha1>(Pss::new::<Sha1>(), &string);
        check_signature(&request, &signature, &[Mistake::Pss, Mistake::Hash(HashKind::Sha1)]);
    }
    let signature = sign_by::<Sha256>(Pss::new::<Sha256>(), "something else");
    check_signature(&request, &signature, &[Mistake::Pss, Mistake::NothingMatched]);
}

#[test]
fn digests_without_their_frame() {
    let string = format!("{CREATED}{BODY}");
    let request = Request::new(BODY);
    let digest = Sha256::digest(&string);
    check_signature(&request, &raw(&padded(&digest)), &[Mistake::DigestInfoMissing]);
    let without_null = [&hex("302f300b0609608648016503040201 0420"), &digest[..]].concat();
    check_signature(&request, &raw(&padded(&without_null)), &[Mistake::DigestInfoWithoutNull]);
    let sha1 = Sha1::digest(&string);
    let expect = [Mistake::DigestInfoMissing, Mistake::Hash(HashKind::Sha1)];
    check_signature(&request, &raw(&padded(&sha1)), &expect);
    let expect = [Mistake::PaddingMissing, Mistake::DigestInfoMissing];
    check_signature(&request, &raw(&digest), &expect);
    check_signature(&Request::new(""), &raw(&padded(CREATED.as_bytes())), &[Mistake::NotHashed]);
}

#[test]
fn a_digest_that_is_hashed_again() {
    let string = format!("{CREATED}{BODY}");
    let digest = Sha256::digest(&string);
    let twice = |form| [Mistake::HashedTwice { form }];
    check(&Request::new(BODY), digest, &twice(DigestForm::Bytes));
    check(&Request::new(BODY), hex_digest(&string), &twice(DigestForm::Hex));
    check(&Request::new(BODY), STANDARD.encode(digest), &twice(DigestForm::Base64));
    check(&Request::new(BODY), STANDARD.encode(&string), &twice(DigestForm::TextInBase64));
}

#[test]
fn signatures_that_are_written_wrongly() {
    let string = format!("{CREATED}{BODY}");
    let request = Request::new(BODY);
    let signature = sign(&string);
    let reversed: Vec<u8> = signature.iter().rev().copied().collect();
    check_signature(&request, &reversed, &[Mistake::SignatureReversed]);
    let with_zero = [&[0], &signature[..]].concat();
    check_signature(&request, &with_zero, &[Mistake::SignatureZeros]);
    let base64 = STANDARD.encode(&signature);
    check_signature(&request, base64.as_bytes(), &[Mistake::Base64Form(Base64Form::Twice)]);
    let hex: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    check_signature(&request, hex.as_bytes(), &[Mistake::Base64Form(Base64Form::OfHex)]);

    let check_text = |text: &str, expect: &[Mistake]| {
        let headers = request.headers_with(text);
        assert_eq!(explain(&public_key(), &headers, BODY.as_bytes()).mistakes(), expect, "{text}");
    };
    let url_safe = URL_SAFE_NO_PAD.encode(&signature);
    check_text(
        &format!("keyId=RSA-SHA256V1, headers=Created, signature={url_safe}"),
        &[Mistake::Base64Form(Base64Form::UrlSafe)],
    );
    check_text(
        &format!("keyId=RSA-SHA256V1, headers=Created, signature={hex}"),
        &[Mistake::Base64Form(Base64Form::Hex)],
    );
    check_text(
        "keyId=RSA-SHA256V1, headers=Created, signature=!",
        &[Mistake::Base64Form(Base64Form::Unknown)],
    );
    check_text(
        &format!("keyId=\"RSA-SHA256V1\", headers=\"Created\", signature=\"{base64}\""),
        &[Mistake::ParametersQuoted],
    );
    check_text(
        &format!("keyId=RSA-SHA256V1,headers=Created,signature={base64}"),
        &[Mistake::ParameterSpacing],
    );
    check_text(
        &format!("keyId=key-1, headers=Created, signature={base64}"),
        &[Mistake::KeyId { found: "key-1".to_owned() }],
    );
    check_text(
        "",
        &[
            Mistake::ParameterUnknown(String::new()),
            Mistake::ParameterMissing("keyId"),
            Mistake::ParameterMissing("headers"),
            Mistake::ParameterMissing("signature"),
        ],
    );
}

#[test]
fn a_signature_that_lost_its_leading_zero() {
    let (number, signature) = (0..100_000)
        .map(|number| (number, sign(format!("{CREATED}{{\"a\":{number}}}"))))
        .find(|(_, signature)| signature[0] == 0)
        .unwrap();
    let request = Request::new(&format!("{{\"a\":{number}}}"));
    check_signature(&request, &signature, &[]);
    check_signature(&request, &signature[1..], &[Mistake::SignatureZeros]);
}

#[test]
fn a_signature_beyond_the_modulus_is_no_signature() {
    let modulus = BigUint::from_bytes_be(public_key().modulus());
    let (body, sum) = (0..100)
        .map(|number| {
            let body = format!("{{\"a\":{number}}}");
            let signature = BigUint::from_bytes_be(&sign(format!("{CREATED}{body}")));
            (body, signature + &modulus)
        })
        .find(|(_, sum)| sum.bits() == 1024)
        .unwrap();
    let other =
        Mistake::OtherKey { expected_spki_sha256: spki_sha256(&public_key()), expected_bits: 1024 };
    check_signature(&Request::new(&body), &sum.to_bytes_be(), &[other]);
}

#[test]
fn a_signed_password_is_not_shown() {
    let request = Request::new(BODY).list("Authorization", "Basic c2VudGluZWw=");
    let headers = request.headers(&sign("something else"));
    let explanation = explain(&public_key(), &headers, BODY.as_bytes());
    assert_eq!(explanation.mistakes(), [Mistake::NothingMatched]);
    let text = explanation.to_string();
    assert!(!text.contains("c2VudGluZWw="), "{text}");
    assert!(text.contains("The string to sign is `1576595412[redacted]{"), "{text}");
    assert!(text.contains("28 bytes of header values"), "{text}");
    assert!(!format!("{explanation:?}").contains("c2VudGluZWw="));
}

#[test]
fn two_mistakes_at_once() {
    let order =
        Mistake::ListOrder { signed: vec!["EntitlementId".to_owned(), "Created".to_owned()] };
    let python = layout(Layout::SpaceAfterColonAndComma);
    let request = Request { body: r#"{"b":1,"a":2}"#.to_owned(), ..two_headers() };
    check(&request, format!(r#"e-1{CREATED}{{"b": 1, "a": 2}}"#), &[order, python.clone()]);
    check_body(
        r#"{"b":1,"a":2}"#,
        r#"{"a": 2, "b": 1}"#,
        &[python.clone(), Mistake::MembersSorted],
    );
    check_body(
        r#"{"b":1,"a":2,"c":3}"#,
        r#"{"b": 1, "c": 3, "a": 2}"#,
        &[
            python.clone(),
            Mistake::MembersReordered { signed: ["b", "c", "a"].map(str::to_owned).to_vec() },
        ],
    );
    check_body(
        r#"{"a":1}"#,
        "{\n  \"a\": 1\n}\n",
        &[layout(Layout::Spaces(2)), Mistake::TrailingNewline { text: "\n" }],
    );
    check_body(
        "{\n  \"a\": 1\n}\n",
        r#"{"a":1}"#,
        &[layout(Layout::Compact), Mistake::TrailingNotSigned],
    );
    check_body(
        BODY,
        &format!("\n{BODY}\n"),
        &[
            Mistake::Separator { text: "\n".to_owned(), place: Place::BeforePayload },
            Mistake::TrailingNewline { text: "\n" },
        ],
    );
    check(
        &Request::new(BODY),
        format!("{CREATED}123"),
        &[Mistake::CreatedUnit(TimeUnit::MillisecondsSigned), Mistake::PayloadLeftOut],
    );
    check(
        &Request::new(BODY),
        format!("Created: {CREATED}123{BODY}"),
        &[
            Mistake::HeaderNames { prefix: "Created: ".to_owned() },
            Mistake::CreatedUnit(TimeUnit::MillisecondsSigned),
        ],
    );
    let string = format!("{CREATED}\n{BODY}");
    let separator = Mistake::Separator { text: "\n".to_owned(), place: Place::BeforePayload };
    let sha1 = sign_by::<Sha1>(Pkcs1v15Sign::new::<Sha1>(), &string);
    check_signature(
        &Request::new(BODY),
        &sha1,
        &[Mistake::Hash(HashKind::Sha1), separator.clone()],
    );
    let pss = sign_by::<Sha256>(Pss::new::<Sha256>(), &string);
    check_signature(&Request::new(BODY), &pss, &[Mistake::Pss, separator]);
    let digest = Sha256::digest(format!("{CREATED}\n{BODY}"));
    let separator = Mistake::Separator { text: "\n".to_owned(), place: Place::BeforePayload };
    check(
        &Request::new(BODY),
        digest,
        &[Mistake::HashedTwice { form: DigestForm::Bytes }, separator],
    );
}

#[test]
fn three_mistakes_at_once() {
    check(
        &Request::new(r#"{"b":1,"a":2}"#),
        format!("created: {CREATED}\n{{\"a\":2,\"b\":1}}"),
        &[
            Mistake::HeaderNames { prefix: "created: ".to_owned() },
            Mistake::Separator { text: "\n".to_owned(), place: Place::BeforePayload },
            Mistake::MembersSorted,
        ],
    );
}

#[test]
fn what_fits_nothing_is_shown() {
    let request = Request::new(BODY);
    let headers = request.headers(&sign("something else"));
    let explanation = explain(&public_key(), &headers, BODY.as_bytes());
    assert_eq!(explanation.mistakes(), [Mistake::NothingMatched]);
    let text = explanation.to_string();
    for part in [
        "your key is the right one",
        "The string to sign is `1576595412{\"customerIdentifier\":\"my-user-123456789\"",
        "10 bytes of header values, then 162 bytes of payload.",
        "the digest that you signed is f41f3fa625ff120ddca7ef456bf66371ecea23c129f4e4c32367101edb516cf8",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
}

#[test]
fn sentences_speak_to_the_person() {
    let say = |signed: &str| {
        let headers = Request::new(r#"{"a":1,"b":2}"#).headers(&sign(signed));
        explain(&public_key(), &headers, br#"{"a":1,"b":2}"#).to_string()
    };
    assert_eq!(
        say(r#"1576595412{"a": 1,"b": 2}"#),
        "you signed the body with a space after each colon; sign exactly the bytes that you send. The string to sign \
         is `1576595412{\"a\":1,\"b\":2}`: 10 bytes of header values, then 13 bytes of payload."
    );
    assert_eq!(
        say(r#"Created: 1576595412{"a": 1,"b": 2}"#),
        "2 mistakes. (1) you signed the names of the headers (`Created: ` before the value); sign the values alone. \
         (2) you signed the body with a space after each colon; sign exactly the bytes that you send. The string to \
         sign is `1576595412{\"a\":1,\"b\":2}`: 10 bytes of header values, then 13 bytes of payload."
    );
}

#[test]
fn headers_that_are_not_in_form() {
    let signature = sign(CREATED);
    let explained = |change: &dyn Fn(&mut HeaderMap)| {
        let mut headers = Request::new("").headers(&signature);
        change(&mut headers);
        explain(&public_key(), &headers, b"").mistakes().to_vec()
    };
    let refused = |error| vec![Mistake::Refused(error)];
    assert_eq!(explained(&|_| {}), []);
    assert_eq!(
        explained(&|headers| drop(headers.remove("signature"))),
        refused(VerifyError::HeaderMissing("Signature")),
    );
    assert_eq!(
        explained(&|headers| drop(headers.remove("created"))),
        refused(VerifyError::HeaderMissing("Created")),
    );
    assert_eq!(
        explained(&|headers| assert!(headers.append("created", "1".parse().unwrap()))),
        refused(VerifyError::HeaderRepeated("Created")),
    );
    let not_a_number = Mistake::CreatedNotANumber { found: "1576595412.5".to_owned() };
    assert_eq!(
        explained(&|headers| drop(headers.insert("created", "1576595412.5".parse().unwrap()))),
        [not_a_number],
    );
    let set = |text: &'static str| {
        explained(&move |headers| drop(headers.insert("signature", text.parse().unwrap())))
    };
    assert_eq!(
        set("keyId=RSA-SHA256V1, headers=Host, signature=AAAA"),
        refused(VerifyError::NotSigned("Created".to_owned())),
    );
    assert_eq!(
        set("keyId=RSA-SHA256V1, headers=Created;Host, signature=AAAA"),
        refused(VerifyError::ListedHeaderAbsent("Host".to_owned())),
    );
}

#[test]
fn dates_and_other_texts_are_told_from_numbers() {
    let check = |found: &str, part: &str| {
        let text = Mistake::CreatedNotANumber { found: found.to_owned() }.to_string();
        assert!(text.contains(part), "{text}");
    };
    check("", "is empty");
    check("1576595412.5", "with a fraction");
    check("001576595412", "with zeros in front");
    check("\"1576595412\"", "in quotes");
    check("99999999999999999999", "too large");
    check("-1", "with a sign");
    check("2019-12-17T15:10:12Z", "a date");
    check("Tue, 17 Dec 2019 15:10:12 GMT", "a date");
    check("now", "no number");
}

#[test]
fn work_is_bounded_for_large_bodies() {
    let members: Vec<String> = (0..40_000).map(|number| format!("\"m{number}\":\"é/\"")).collect();
    let body = format!("{{{}}}", members.join(","));
    let headers = Request::new(&body).headers(&sign("something else"));
    let explanation = explain(&public_key(), &headers, body.as_bytes());
    assert_eq!(explanation.mistakes(), [Mistake::NothingMatched]);
    let nested = "[".repeat(500_000);
    let headers = Request::new(&nested).headers(&sign("something else"));
    assert_eq!(
        explain(&public_key(), &headers, nested.as_bytes()).mistakes(),
        [Mistake::NothingMatched]
    );
}

/// The vendor's key as the tests hold it, twice: a different one would make all of them meaningless.
#[test]
fn both_halves_of_the_test_key_belong_together() {
    let pem = private_key().to_public_key().to_public_key_pem(Default::default()).unwrap();
    assert_eq!(VerifyingKey::from_pem(pem).unwrap(), public_key());
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        text.chars().filter_map(|c| c.to_digit(16)).map(|d| u8::try_from(d).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn hex_digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// PKCS#1 v1.5 padding (RFC 8017, section 9.2) to 1024 bits.
fn padded(content: &[u8]) -> Vec<u8> {
    [&[0, 1], &vec![0xff; 125 - content.len()][..], &[0], content].concat()
}

proptest! {
    #[test]
    fn a_right_signature_is_never_explained(
        body in r#"(\{"[a-zé]{0,6}": ?("[^\t\r\n"\\]{0,20}"|[0-9]{1,9}|\[\])\})?"#,
        value in "[!-~]{1,30}",
    ) {
        let request = Request::new(&body).list("EntitlementId", &value);
        let headers = request.headers(&sign(request.string()));
        let explanation = explain(&public_key(), &headers, body.as_bytes());
        prop_assert_eq!(explanation.mistakes(), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whatever the values are.
    #[test]
    fn a_usual_mistake_is_named_and_nothing_else(
        [first, second] in ["[n-z]{1,8}", "[a-m]{1,8}"],
        text in "[a-z ]{0,12}",
        number in any::<u32>(),
        id in "[A-Z]{1,8}",
        seconds in 1_576_595_232_u64..1_576_595_412,
    ) {
        let sent = format!(r#"{{"{first}":"{text}","{second}":{number}}}"#);
        let body = |signed: &str| format!("{CREATED}{id}{signed}");
        let values = |signed: &str| format!("{signed}{sent}");
        let usual = [
            (
                body(&format!(r#"{{"{first}": "{text}","{second}": {number}}}"#)),
                layout(Layout::SpaceAfterColon),
            ),
            (
                body(&format!(r#"{{"{first}": "{text}", "{second}": {number}}}"#)),
                layout(Layout::SpaceAfterColonAndComma),
            ),
            (
                body(&format!("{{\n  \"{first}\": \"{text}\",\n  \"{second}\": {number}\n}}")),
                layout(Layout::Spaces(2)),
            ),
            (body(&format!(r#"{{"{second}":{number},"{first}":"{text}"}}"#)), Mistake::MembersSorted),
            (body(&format!("{sent}\n")), Mistake::TrailingNewline { text: "\n" }),
            (body(""), Mistake::PayloadLeftOut),
            (body(&hex_digest(&sent)), Mistake::PayloadDigest { form: DigestForm::Hex }),
            (format!("{sent}{CREATED}{id}"), Mistake::PayloadFirst),
            (hex_digest(&body(&sent)), Mistake::HashedTwice { form: DigestForm::Hex }),
            (values(""), Mistake::HeadersLeftOut),
            (values(CREATED), Mistake::HeaderLeftOut("EntitlementId".to_owned())),
            (
                values(&format!("{id}{CREATED}")),
                Mistake::ListOrder { signed: ["EntitlementId", "Created"].map(str::to_owned).to_vec() },
            ),
            (
                values(&format!("created: {CREATED}entitlementid: {id}")),
                Mistake::HeaderNames { prefix: "created: ".to_owned() },
            ),
            (
                values(&format!("{CREATED}\n{id}")),
                Mistake::Separator { text: "\n".to_owned(), place: Place::BetweenValues },
            ),
            (
                values(&format!("{seconds}{id}")),
                Mistake::CreatedDiffers { signed: seconds, sent: 1_576_595_412 },
            ),
        ];
        let request = Request::new(&sent).list("EntitlementId", &id);
        for (signed, mistake) in usual {
            let explanation = explain(&public_key(), &request.headers(&sign(&signed)), sent.as_bytes());
            prop_assert_eq!(explanation.mistakes(), [mistake], "{:?}", signed);
        }
    }
}

// What fits nothing takes the whole search, most of a second without optimisation.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// No mistake leads to these strings, so none is made up, and both digests are there to compare.
    #[test]
    fn any_other_string_is_blamed_on_no_usual_mistake(
        body in r#"\{"[a-c]":("[a-z/é]{0,9}"|[0-9]{1,3}),"[d-f]":\[?[0-9]\]?\}"#,
        signed in r#"other [0-9]{0,12}\n?\{?[a-z":, ]{0,20}\}?"#,
    ) {
        let request = Request::new(&body);
        let explanation = explain(&public_key(), &request.headers(&sign(&signed)), body.as_bytes());
        prop_assert_eq!(explanation.mistakes(), [Mistake::NothingMatched]);
        let text = explanation.to_string();
        for digest in [hex_digest(&request.string()), hex_digest(&signed)] {
            prop_assert!(text.contains(&digest), "{} is not in {}", digest, text);
        }
    }

    /// The key is right whatever was signed, and whether it was padded shows.
    #[test]
    fn any_message_of_this_key_is_told_from_one_of_another(
        // Of fewer bytes some are the payload by chance.
        message in prop::collection::vec(any::<u8>(), 8..117),
        frame in prop::bool::ANY,
    ) {
        let (message, expect) = match frame {
            true => (padded(&message), vec![Mistake::NothingMatched]),
            false => (message, vec![Mistake::PaddingMissing, Mistake::NothingMatched]),
        };
        let headers = Request::new("{}").headers(&raw(&message));
        let explanation = explain(&public_key(), &headers, b"{}");
        prop_assert_eq!(explanation.mistakes(), expect);
    }
}

proptest! {
    #[test]
    fn exactly_what_is_refused_is_explained(
        body in "\\{(\"a\":\"[a-z]{0,6}\")?[\r\n\t]?\\}",
        signs_values in prop::bool::ANY,
        now in 1_576_595_172_u64..1_576_595_652,
    ) {
        let request = Request::new(&body);
        let signed = if signs_values { request.string() } else { body.clone() };
        let headers = request.headers(&sign(signed));
        let explanation =
            explain_at(&public_key(), &headers, body.as_bytes(), Timestamp::from_unix_seconds(now));
        let is_late_or_early = now.abs_diff(1_576_595_412) > 120;
        let is_refused = !signs_values || is_late_or_early || body.contains(['\r', '\n', '\t']);
        prop_assert_eq!(!explanation.mistakes().is_empty(), is_refused, "{}", explanation);
    }

    /// Of no request can the text take over a terminal, and every mistake is said in it.
    #[test]
    fn any_request_is_explained_in_one_line(
        created in "[0-9]{1,10}|[ -~]{0,20}",
        header in "[ -~]{0,60}|keyId=RSA-SHA256V1, headers=[A-Za-z;, ]{0,30}, signature=[A-Za-z0-9+/=_-]{0,200}",
        // Of those without a tab or a line break the beginning is shown.
        body in prop::collection::vec(any::<u8>(), 1..200),
        signs_body in prop::bool::ANY,
        now in any::<u64>(),
    ) {
        let mut request = Request::new("");
        request.listed[0].1 = created;
        let headers = match signs_body {
            true => request.headers(&sign(&body)),
            false => request.headers_with(&header),
        };
        let explanation = explain_at(&public_key(), &headers, &body, Timestamp::from_unix_seconds(now));
        let text = explanation.to_string();
        prop_assert!(!text.contains(char::is_control), "{:?}", text);
        prop_assert!(!explanation.mistakes().is_empty());
        for mistake in explanation.mistakes() {
            prop_assert!(text.contains(&mistake.to_string()), "{:?} is not in {}", mistake, text);
        }
    }

    /// By their length, and by what the key makes of them.
    #[test]
    fn any_signature_bytes_are_told_apart(
        signature in prop::collection::vec(any::<u8>(), 120..136),
        body in prop::collection::vec(any::<u8>(), 0..50),
    ) {
        let headers = Request::new("").headers(&signature);
        let explanation = explain(&public_key(), &headers, &body);
        // Up to four leading zeros may have been lost, or one gained.
        let may_be_of_the_key = match signature.len() {
            124..=128 => true,
            129 => signature[0] == 0,
            _ => false,
        };
        let mistake = if may_be_of_the_key {
            Mistake::OtherKey { expected_spki_sha256: spki_sha256(&public_key()), expected_bits: 1024 }
        } else {
            Mistake::KeySize { signature_bits: signature.len() * 8, key_bits: 1024 }
        };
        let forbidden = body.iter().position(|byte| b"\r\n\t".contains(byte));
        let forbidden = forbidden.map(|at| Mistake::ForbiddenByte { byte: body[at], at });
        let expect: Vec<_> = [mistake].into_iter().chain(forbidden).collect();
        prop_assert_eq!(explanation.mistakes(), expect);
    }
}
