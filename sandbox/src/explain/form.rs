//! Reads a `Signature` header that is not quite in the form of the scheme, and says what is not.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use countersign::KEY_ID;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{
    mistake::{Base64Form, Mistake},
    opened::from_hex,
};

const SIGNATURE: HeaderName = HeaderName::from_static("signature");

const NAMES: [&str; 3] = ["keyId", "headers", "signature"];

/// A `Signature` header put right, so that the rest of the request can be looked at.
pub(super) struct Repaired {
    /// The headers of the request with the `Signature` header in the form of the scheme, if it could be understood.
    pub(super) headers: Option<HeaderMap>,
    pub(super) mistakes: Vec<Mistake>,
}

/// Puts right what can be understood. A header that is missing, or there twice, is left to the verifier.
pub(super) fn repair(headers: &HeaderMap) -> Repaired {
    let mut values = headers.get_all(SIGNATURE).iter();
    let text = match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    };
    let Some(text) = text else {
        return Repaired { headers: Some(headers.clone()), mistakes: Vec::new() };
    };
    let mut mistakes = Vec::new();
    let repaired = repair_text(text, &mut mistakes);
    let headers = repaired.and_then(|text| {
        let mut headers = headers.clone();
        headers.insert(SIGNATURE, HeaderValue::try_from(text).ok()?);
        Some(headers)
    });
    Repaired { headers, mistakes }
}

/// The text in the form of the scheme, if its three parameters are there.
fn repair_text(text: &str, mistakes: &mut Vec<Mistake>) -> Option<String> {
    let parameters = parameters(text, mistakes);
    let value = |wanted: &'static str| {
        parameters
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value)
    };
    for (name, _) in &parameters {
        if !NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            mistakes.push(Mistake::ParameterUnknown(name.clone()));
        }
    }
    let known = parameters
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)));
    let missing = NAMES.into_iter().filter(|name| value(name).is_none_or(String::is_empty));
    let missing: Vec<_> = missing.map(Mistake::ParameterMissing).collect();
    if missing.is_empty() && !known.eq(NAMES) {
        mistakes.push(Mistake::ParameterOrder);
    }
    mistakes.extend(missing);

    let (key_id, list, signature) = (value("keyId"), value("headers")?, value("signature")?);
    if let Some(found) = key_id.filter(|key_id| *key_id != KEY_ID && !key_id.is_empty()) {
        mistakes.push(Mistake::KeyId { found: found.clone() });
    }
    let list = repair_list(list, mistakes);
    let signature = repair_base64(signature, mistakes).filter(|base64| !base64.is_empty())?;
    Some(format!("keyId={KEY_ID}, headers={}, signature={signature}", list.join(";")))
}

/// The parameters by name, with their quotes taken off.
fn parameters(text: &str, mistakes: &mut Vec<Mistake>) -> Vec<(String, String)> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    let mut note = |mistake: Mistake| {
        if !mistakes.contains(&mistake) {
            mistakes.push(mistake);
        }
    };
    for (index, piece) in split(text).into_iter().enumerate() {
        let trimmed = piece.trim();
        let spaced = if index == 0 { trimmed == piece } else { piece == format!(" {trimmed}") };
        let Some((name, value)) = trimmed.split_once('=').filter(|(name, _)| is_name(name)) else {
            // A list that is written with commas falls into pieces without a name.
            match parameters.last_mut() {
                Some((name, list)) if name.eq_ignore_ascii_case("headers") => {
                    list.push(',');
                    list.push_str(trimmed);
                }
                _ => note(Mistake::ParameterUnknown(trimmed.to_owned())),
            }
            continue;
        };
        if !spaced {
            note(Mistake::ParameterSpacing);
        }
        // The scheme of an `Authorization` header does not belong here.
        let name = match name.split_once(' ') {
            Some((scheme, name)) => {
                note(Mistake::ParameterUnknown(scheme.to_owned()));
                name
            }
            None => name,
        };
        let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        if unquoted.is_some() {
            note(Mistake::ParametersQuoted);
        }
        parameters.push((name.to_owned(), unquoted.unwrap_or(value).to_owned()));
    }
    parameters
}

/// Splits at the commas that are not in quotes.
fn split(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|char| {
        quoted ^= char == '"';
        char == ',' && !quoted
    })
    .collect()
}

fn is_name(name: &str) -> bool {
    let name = name.strip_prefix("Signature ").unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn repair_list(list: &str, mistakes: &mut Vec<Mistake>) -> Vec<String> {
    let is_separator = |char: char| [';', ',', ' ', '|', ':'].contains(&char);
    let names: Vec<&str> = list.split(is_separator).filter(|name| !name.is_empty()).collect();
    if names.join(";") != list {
        let between = list.trim_start_matches(|char| !is_separator(char));
        let end = between.find(|char| !is_separator(char)).unwrap_or(between.len());
        mistakes.push(Mistake::ListSeparator(between[..end].to_owned()));
    }
    let mut list: Vec<String> = Vec::new();
    for name in names {
        if list.iter().any(|earlier| earlier.eq_ignore_ascii_case(name)) {
            mistakes.push(Mistake::ListedTwice(name.to_owned()));
        } else {
            list.push(name.to_owned());
        }
    }
    list
}

/// The signature in plain Base64, if it can be decoded at all.
fn repair_base64(text: &str, mistakes: &mut Vec<Mistake>) -> Option<String> {
    // The shortest signature has 128 bytes, so that hex and Base64 are not mistaken for each other.
    let hex = from_hex(text.as_bytes()).filter(|bytes| bytes.len() >= 128);
    if STANDARD.decode(text).is_ok() && hex.is_none() {
        return Some(text.to_owned());
    }
    let lenient = |alphabet| {
        let config = GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true);
        GeneralPurpose::new(alphabet, config).decode(text).ok()
    };
    let (bytes, form) = if let Some(bytes) = hex {
        (Some(bytes), Base64Form::Hex)
    } else if let Some(bytes) = lenient(&alphabet::STANDARD) {
        (Some(bytes), Base64Form::Unpadded)
    } else if let Some(bytes) = lenient(&alphabet::URL_SAFE) {
        (Some(bytes), Base64Form::UrlSafe)
    } else {
        (None, Base64Form::Unknown)
    };
    mistakes.push(Mistake::Base64Form(form));
    bytes.map(|bytes| STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "keyId=RSA-SHA256V1, headers=Created;EntitlementId, signature=ZZ+/AA==";

    fn check(text: &str, repaired: Option<&str>, expect: &[Mistake]) {
        let mut mistakes = Vec::new();
        assert_eq!(repair_text(text, &mut mistakes).as_deref(), repaired, "{text}");
        assert_eq!(mistakes, expect, "{text}");
    }

    #[test]
    fn a_header_in_the_form_of_the_scheme_is_left_alone() {
        check(GOOD, Some(GOOD), &[]);
    }

    #[test]
    fn what_can_be_understood_is_put_right() {
        use Mistake as M;
        check(
            r#"keyId="RSA-SHA256V1",headers="Created EntitlementId",signature="ZZ+/AA==""#,
            Some(GOOD),
            &[M::ParametersQuoted, M::ParameterSpacing, M::ListSeparator(" ".to_owned())],
        );
        check(
            "keyId=RSA-SHA256V1, algorithm=rsa-sha256, headers=Created;EntitlementId, signature=ZZ+/AA==",
            Some(GOOD),
            &[M::ParameterUnknown("algorithm".to_owned())],
        );
        check(
            "headers=Created;EntitlementId, keyId=RSA-SHA256V1, signature=ZZ+/AA==",
            Some(GOOD),
            &[M::ParameterOrder],
        );
        check(
            "keyId=RSA-SHA256V1, headers=Created, EntitlementId, signature=ZZ+/AA==",
            Some(GOOD),
            &[M::ListSeparator(",".to_owned())],
        );
        check(
            "Signature keyId=mine, headers=Created;EntitlementId;created, signature=ZZ-_AA",
            Some(GOOD),
            &[
                M::ParameterUnknown("Signature".to_owned()),
                M::KeyId { found: "mine".to_owned() },
                M::ListedTwice("created".to_owned()),
                M::Base64Form(Base64Form::UrlSafe),
            ],
        );
        check(
            &format!("keyId=RSA-SHA256V1, headers=Created, signature={}", "00".repeat(128)),
            Some(&format!("keyId=RSA-SHA256V1, headers=Created, signature={}=", "A".repeat(171))),
            &[M::Base64Form(Base64Form::Hex)],
        );
        check(
            "keyId=RSA-SHA256V1, headers=Created;EntitlementId, signature=ZZ+/AA",
            Some(GOOD),
            &[M::Base64Form(Base64Form::Unpadded)],
        );
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        use Mistake as M;
        check(
            "",
            None,
            &[
                M::ParameterUnknown(String::new()),
                M::ParameterMissing("keyId"),
                M::ParameterMissing("headers"),
                M::ParameterMissing("signature"),
            ],
        );
        check("keyId=RSA-SHA256V1, headers=Created", None, &[M::ParameterMissing("signature")]);
        check(
            "keyId=RSA-SHA256V1, headers=Created, signature=",
            None,
            &[M::ParameterMissing("signature")],
        );
        check(
            "keyId=RSA-SHA256V1, headers=Created, signature=*",
            None,
            &[M::Base64Form(Base64Form::Unknown)],
        );
    }
}
