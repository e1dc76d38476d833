//! Why a signature is refused, in words: opens it with the public key, compares digests, and tries the mistakes that
//! people make.

mod fingerprint;
mod form;
mod hash;
mod header_part;
mod json;
mod mistake;
mod opened;
mod payload;
mod search;
mod sentence;
mod time;
mod writing;

use std::{fmt, time::Duration};

use countersign::{Coverage, SignatureHeader, Timestamp, Verifier, VerifyError, VerifyingKey};
use http::HeaderMap;

pub use fingerprint::spki_sha256;
pub use mistake::{
    Base64Form, DigestForm, EscapeStyle, HashKind, Layout, Mistake, Place, TextEncoding, TimeUnit,
};

use fingerprint::hex;
use header_part::HeaderPart;
use payload::Payload;

/// So many bytes of the header values and of the payload are shown.
const SHOWN_VALUES: usize = 120;
const SHOWN_PAYLOAD: usize = 80;

/// What is wrong with the signature of a request; `Display` is a text for the person who made it.
///
/// The text may show the beginning of the string that was to be signed, which holds customer data: it is meant for
/// developers at their own machines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Explanation {
    mistakes: Vec<Mistake>,
    expected: Option<Expected>,
}

/// The string that was to be signed, as far as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Expected {
    values_start: Vec<u8>,
    values_length: usize,
    payload_start: Vec<u8>,
    payload_length: usize,
    /// The digest of that string and the one that was signed, in hex; only where nothing else helps.
    digests: Option<Digests>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Digests {
    hash: HashKind,
    expected: String,
    signed: String,
}

/// Explains what is wrong with the signature of a request, whatever the time is.
///
/// Headers and body are those that were received. Any list of signed headers will do, because only the receiver knows
/// which one is demanded. The result depends on nothing else, and the work is bounded: some
/// tenths of a second for a request that fits nothing. All mistakes that together lead to the signature are named, the
/// fewest that do.
///
/// # Examples
///
/// ```
/// use countersign::{SignatureString, SigningKey, http::HeaderMap};
/// use countersign_sandbox::{Layout, Mistake, explain};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = SigningKey::generate(1024)?;
/// let mut headers = HeaderMap::new();
/// headers.insert("Created", "1576595412".parse()?);
///
/// // What is signed is not what is sent:
/// let signed = SignatureString::new(&["Created"], &headers, br#"{"status": "ACTIVE"}"#)?;
/// let base64 = key.sign(&signed)?.to_base64();
/// headers.insert("Signature", format!("keyId=RSA-SHA256V1, headers=Created, signature={base64}").parse()?);
/// let explanation = explain(key.verifying_key(), &headers, br#"{"status":"ACTIVE"}"#);
///
/// assert_eq!(explanation.mistakes(), [Mistake::Layout { signed: Layout::SpaceAfterColon }]);
/// assert!(explanation.to_string().starts_with("you signed the body with a space after each colon; "));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn explain(key: &VerifyingKey, headers: &HeaderMap, body: &[u8]) -> Explanation {
    let verifier = of_any_list(key).tolerance(Duration::MAX);
    let verify = |headers| verifier.verify(headers, body, Timestamp::from_unix_seconds(0));
    let Err(error) = verify(headers) else {
        let mistakes = forbidden_byte(body).into_iter().collect();
        return Explanation { mistakes, expected: None };
    };
    let form::Repaired { headers: repaired, mut mistakes } = form::repair(headers);
    let mut expected = None;
    if let Some(repaired) = repaired {
        match verify(&repaired) {
            Ok(_) => {}
            Err(VerifyError::SignatureWrong) => {
                let explanation = explain_signature(key, &repaired, body);
                mistakes.extend(explanation.mistakes);
                expected = explanation.expected;
            }
            Err(other) => {
                let in_time = time::mistake(&other, headers, Timestamp::from_unix_seconds(0));
                mistakes.push(in_time.unwrap_or(Mistake::Refused(other)));
            }
        }
    }
    if mistakes.is_empty() {
        mistakes.push(Mistake::Refused(error));
    }
    let sends_other_bytes = |mistake: &Mistake| {
        let layouts = [Layout::Compact, Layout::LineBreaksRemoved, Layout::LineFeeds, Layout::CrLf];
        *mistake == Mistake::TrailingNotSigned
            || layouts.into_iter().any(|signed| *mistake == Mistake::Layout { signed })
    };
    if !mistakes.iter().any(sends_other_bytes) {
        mistakes.extend(forbidden_byte(body));
    }
    Explanation { mistakes, expected }
}

/// Explains why a request is refused at `now`, with the vendor's tolerance of 120 seconds: [`explain`], and what may be
/// wrong with the time.
///
/// # Examples
///
/// ```
/// use countersign::{SignatureString, SigningKey, Timestamp, http::HeaderMap};
/// use countersign_sandbox::{Mistake, TimeUnit, explain_at};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let key = SigningKey::generate(1024)?;
/// let mut headers = HeaderMap::new();
/// headers.insert("Created", "1576595412000".parse()?);
/// let base64 = key.sign(&SignatureString::new(&["Created"], &headers, b"")?)?.to_base64();
/// headers.insert("Signature", format!("keyId=RSA-SHA256V1, headers=Created, signature={base64}").parse()?);
///
/// let now = Timestamp::from_unix_seconds(1_576_595_413);
/// let explanation = explain_at(key.verifying_key(), &headers, b"", now);
/// assert_eq!(explanation.mistakes(), [Mistake::CreatedUnit(TimeUnit::Milliseconds)]);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn explain_at(
    key: &VerifyingKey,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Explanation {
    let mut explanation = explain(key, headers, body);
    if let Err(error @ (VerifyError::TooOld { .. } | VerifyError::TooFarAhead { .. })) =
        of_any_list(key).verify(headers, body, now)
    {
        explanation.mistakes.splice(0..0, time::mistake(&error, headers, now));
    }
    explanation
}

/// A verifier that takes the list that the request names, whatever it is, because what is only explained may sign
/// anything. Whoever acts on a request demands a list.
#[expect(clippy::expect_used, reason = "a list of `Created` alone is a good one")]
pub(crate) fn of_any_list(key: &VerifyingKey) -> Verifier {
    let coverage = Coverage::at_least_with_movable_body(["Created"]).expect("a header name");
    Verifier::new(key.clone(), coverage)
}

impl Explanation {
    /// The mistakes; none if nothing is wrong with the request.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.mistakes[..] {
            [] => f.write_str("nothing is wrong with the signature.")?,
            [mistake] => write!(f, "{mistake}.")?,
            mistakes => {
                write!(f, "{} mistakes.", mistakes.len())?;
                for (index, mistake) in mistakes.iter().enumerate() {
                    write!(f, " ({}) {mistake}.", index + 1)?;
                }
            }
        }
        match &self.expected {
            Some(expected) => write!(f, " {expected}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |start: &[u8], is_whole: bool| {
            let text = String::from_utf8_lossy(start)
                .trim_end_matches(char::REPLACEMENT_CHARACTER)
                .chars()
                .flat_map(|char| {
                    let escaped = char.is_control().then(|| char.escape_debug());
                    let plain = escaped.is_none().then_some(char);
                    escaped.into_iter().flatten().chain(plain)
                })
                .collect::<String>();
            if is_whole { text } else { text + "…" }
        };
        let (values, payload) = (self.values_length, self.payload_length);
        write!(
            f,
            "The string to sign is `{}{}`: {values} bytes of header values",
            shown(&self.values_start, values <= SHOWN_VALUES),
            shown(&self.payload_start, payload <= SHOWN_PAYLOAD),
        )?;
        match payload {
            0 => f.write_str(" and no payload.")?,
            _ => write!(f, ", then {payload} bytes of payload.")?,
        }
        if let Some(Digests { hash, expected, signed }) = &self.digests {
            write!(f, " Its {hash} digest is {expected}; the digest that you signed is {signed}.")?;
        }
        Ok(())
    }
}

/// Explains a signature that does not verify, in a request that is otherwise in form.
fn explain_signature(key: &VerifyingKey, headers: &HeaderMap, body: &[u8]) -> Explanation {
    let header = headers
        .get("signature")
        .and_then(|value| value.to_str().ok())
        .and_then(|text| SignatureHeader::parse(text).ok());
    let Some(header) = header else {
        return Explanation::default();
    };
    let opened = match opened::open(key, header.signature().as_bytes()) {
        Ok(opened) => opened,
        Err(mistake) => {
            return Explanation { mistakes: vec![mistake], expected: None };
        }
    };
    if let Some((HashKind::Md5, _)) = opened.target.digest() {
        return Explanation { mistakes: opened.mistakes, expected: None };
    }
    let header_part = HeaderPart::new(header.signed_headers(), headers);
    let values = header_part.realise(&header_part::Recipe::default());
    let found = search::search(&opened.target, &header_part, &Payload::new(body));
    let digests = match (&found, opened.target.digest()) {
        (None, Some((hash, signed))) => hash.digest(&[&values, body]).map(|expected| Digests {
            hash,
            expected: hex(&expected),
            signed: hex(signed),
        }),
        _ => None,
    };
    let string_is_wrong = found.as_ref().is_none_or(|mistakes| !mistakes.is_empty());
    let mistakes = match found {
        Some(mistakes) => opened.mistakes.into_iter().chain(mistakes).collect(),
        None => opened.nothing_matched(key),
    };
    // Once the body that is sent has to change, the string of this body is no help.
    let is_other_key = mistakes.iter().any(|mistake| matches!(mistake, Mistake::OtherKey { .. }));
    let shows = string_is_wrong && !is_other_key && forbidden_byte(body).is_none();
    let expected = shows.then(|| Expected {
        values_start: start_of(&header_part.shown(), SHOWN_VALUES),
        values_length: values.len(),
        payload_start: start_of(body, SHOWN_PAYLOAD),
        payload_length: body.len(),
        digests,
    });
    Explanation { mistakes, expected }
}

fn start_of(bytes: &[u8], length: usize) -> Vec<u8> {
    bytes[..bytes.len().min(length)].to_vec()
}

/// The first byte of the payload that the vendor forbids.
///
/// Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>
pub(crate) fn forbidden_byte(body: &[u8]) -> Option<Mistake> {
    let at = body.iter().position(|byte| b"\r\n\t".contains(byte))?;
    Some(Mistake::ForbiddenByte { byte: body[at], at })
}
