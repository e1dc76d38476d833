//! What is said of each mistake: what happened and what to do, to the person who made it.

use std::fmt;

use countersign::VerifyError;

use super::mistake::{
    Base64Form, DigestForm, EscapeStyle, HashKind, Layout, Mistake, Place, TextEncoding, TimeUnit,
};

/// The times in the vendor's documentation, which people send as they stand.
const EXAMPLE_TIMES: [u64; 2] = [1_576_595_412, 1_402_174_295];

const SEND_SIGNED_BYTES: &str =
    "write the body once, without line breaks and tabs, and sign and send those very bytes";

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base64Form(form) => form.fmt(f),
            Self::CreatedUnit(unit) => unit.fmt(f),
            Self::CreatedNotANumber { found } => not_a_number(f, found),
            Self::CreatedDiffers { signed, sent } => write!(
                f,
                "you signed another moment than you sent: {signed} is signed, `Created: {sent}` was sent; take the \
                 time once and use it for both"
            ),
            Self::DigestInfoMissing => f.write_str(
                "you signed the bare digest, without the DigestInfo that names the hash (RFC 8017, section 9.2); let \
                 the library hash and sign in one call, such as `SHA256withRSA`",
            ),
            Self::DigestInfoWithoutNull => f.write_str(
                "the DigestInfo in your signature lacks the NULL parameters of SHA-256; begin it with \
                 3031300d060960864801650304020105000420 (RFC 8017, section 9.2)",
            ),
            Self::Escapes { style, in_signed } => escapes(f, *style, *in_signed),
            Self::ForbiddenByte { byte, at } => {
                let name = match byte {
                    b'\r' => "a carriage return",
                    b'\n' => "a line feed",
                    _ => "a tab",
                };
                write!(
                    f,
                    "the body holds {name} (at byte {at}), and the vendor allows neither line breaks nor tabs in a \
                     payload; send compact JSON"
                )
            }
            Self::Hash(hash) => write!(f, "you signed with {}; use SHA-256", hash.name()),
            Self::HashedTwice { form } => {
                let what = match form {
                    DigestForm::Bytes => "the SHA-256 digest of the string",
                    DigestForm::Hex => "the SHA-256 digest of the string in hex",
                    DigestForm::UpperHex => "the SHA-256 digest of the string in upper-case hex",
                    DigestForm::Base64 => "the SHA-256 digest of the string in Base64",
                    DigestForm::TextInBase64 => "the string in Base64",
                };
                write!(
                    f,
                    "you gave {what} to a function that hashes again; give it the string itself, or use a function \
                     that signs a digest"
                )
            }
            Self::HeaderNames { prefix } => write!(
                f,
                "you signed the names of the headers (`{}` before the value); sign the values alone",
                prefix.escape_debug()
            ),
            Self::HeaderLeftOut(name) => write!(
                f,
                "you listed `{name}` but did not sign its value; sign the value of every listed header, or take it \
                 off the list"
            ),
            Self::HeadersLeftOut => f.write_str(
                "you signed the payload alone; sign the values of the listed headers first, then the payload",
            ),
            Self::HeaderNotListed(name) => write!(
                f,
                "you signed the value of `{name}`, which the list does not name; add it to `headers=` at the place \
                 where you sign it, or do not sign it"
            ),
            Self::KeyId { found } => {
                write!(f, "you sent `keyId={found}`; the key id is always `RSA-SHA256V1`")
            }
            Self::KeySize { signature_bits, key_bits } => write!(
                f,
                "your signature has {signature_bits} bits, but the key that is known here makes {key_bits}; sign \
                 with the private half of that key, or check that the signature is not cut off"
            ),
            Self::Layout { signed } => layout(f, *signed),
            Self::ListSeparator(found) => write!(
                f,
                "you separated the names in `headers=` by `{}`; separate them by `;` alone",
                found.escape_debug()
            ),
            Self::ListedTwice(name) => write!(f, "you listed `{name}` twice; list each header once"),
            Self::ListOrder { signed } => {
                f.write_str("you signed the header values in the order ")?;
                names(f, signed)?;
                f.write_str(", which is not the order of `headers=`; use one order for both")
            }
            Self::MembersReordered { signed } => {
                f.write_str("you signed the members of the body in another order (")?;
                names(f, signed)?;
                write!(f, ") than you sent them in; {SEND_SIGNED_BYTES}")
            }
            Self::MembersSorted => write!(
                f,
                "you signed the body with its members sorted by name, but sent them in another order; \
                 {SEND_SIGNED_BYTES}"
            ),
            Self::NothingMatched => f.write_str(
                "your key is the right one, but you signed something else than these headers and this body, and it \
                 is none of the usual mistakes; most likely the body or a signed header was changed after signing, \
                 or the body was written a second time; compare the beginning and the digest of what \
                 you signed with those that follow",
            ),
            Self::NotHashed => f.write_str(
                "you signed the string itself without hashing it; use a function that hashes by SHA-256, such as \
                 `SHA256withRSA`",
            ),
            Self::OtherKey { expected_spki_sha256, expected_bits } => write!(
                f,
                "the signature was made by another private key, or was damaged on its way; the public key here is \
                 RSA of {expected_bits} bits, and `openssl pkey -in YOUR_PRIVATE_KEY.pem -pubout -outform DER | \
                 openssl sha256` must print {expected_spki_sha256}"
            ),
            Self::PaddingMissing => f.write_str(
                "you signed without padding (raw RSA); use RSASSA-PKCS1-v1_5, which is the default of most libraries",
            ),
            Self::ParameterUnknown(name) => {
                if name.is_empty() {
                    f.write_str("the `Signature` header has an empty parameter; ")?;
                } else {
                    write!(f, "the `Signature` header has `{name}`, which the scheme does not know; ")?;
                }
                f.write_str("leave it out and send `keyId`, `headers` and `signature` alone")
            }
            Self::ParameterMissing(name) => write!(
                f,
                "the `Signature` header lacks `{name}=`; its form is `keyId=RSA-SHA256V1, headers=Created, \
                 signature=<Base64>`"
            ),
            Self::ParameterOrder => f.write_str(
                "the parameters of the `Signature` header are not `keyId`, `headers`, `signature`, in this order and \
                 spelling, each once",
            ),
            Self::ParametersQuoted => f.write_str(
                "you put the parameters of the `Signature` header in quotes; send them without: \
                 `keyId=RSA-SHA256V1, headers=Created, signature=<Base64>`",
            ),
            Self::ParameterSpacing => f.write_str(
                "the parameters of the `Signature` header are not separated by a comma and one space; the space is \
                 mandatory",
            ),
            Self::PayloadDigest { form } => {
                let what = match form {
                    DigestForm::Bytes => "its SHA-256 digest",
                    DigestForm::Hex => "its SHA-256 digest in hex",
                    DigestForm::UpperHex => "its SHA-256 digest in upper-case hex",
                    DigestForm::Base64 => "its SHA-256 digest in Base64",
                    DigestForm::TextInBase64 => "its Base64",
                };
                write!(f, "you signed {what} instead of the body; sign the body itself")
            }
            Self::PayloadFirst => f.write_str(
                "you signed the payload before the header values; sign the header values first, then the payload",
            ),
            Self::PayloadInvented { signed } => write!(
                f,
                "you signed `{signed}` as the payload of a request that has none; sign the header values alone"
            ),
            Self::PayloadLeftOut => f.write_str(
                "you signed the header values but not the body; sign the body right after them",
            ),
            Self::Pss => f.write_str(
                "you signed with PSS padding; use RSASSA-PKCS1-v1_5 (`RSA_PKCS1_PADDING`, `PKCS1v15`, \
                 `RSASignaturePadding.Pkcs1`)",
            ),
            Self::Refused(error) => refused(f, error),
            Self::Separator { text, place } => {
                let place = match place {
                    Place::BetweenValues => "between the header values",
                    Place::BeforePayload => "between the header values and the payload",
                    Place::AfterEachValue => "after each header value",
                };
                write!(
                    f,
                    "you put {} {place}; join the parts with nothing between them",
                    Named(text)
                )
            }
            Self::SignatureReversed => f.write_str(
                "the bytes of your signature are in reverse order, as CryptoAPI gives them; reverse them before \
                 Base64",
            ),
            Self::SignatureZeros => f.write_str(
                "your signature has lost or gained zero bytes in front, as a big integer does; write it with exactly \
                 as many bytes as the modulus has",
            ),
            Self::TextEncoding(encoding) => {
                let (what, advice) = match encoding {
                    TextEncoding::Utf16LittleEndian => {
                        ("in UTF-16 (`Encoding.Unicode` of .NET)", "use UTF-8")
                    }
                    TextEncoding::Utf16BigEndian => ("in UTF-16, big-endian", "use UTF-8"),
                    TextEncoding::Latin1 => ("in ISO 8859-1", "use UTF-8"),
                    TextEncoding::ByteOrderMark => {
                        ("with a byte order mark in front of it", "use UTF-8 without one")
                    }
                };
                write!(f, "you signed the text {what}; {advice}, as in what you send")
            }
            Self::TimeZone { minutes } => {
                let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
                let direction = if *minutes < 0 { "behind" } else { "ahead of" };
                write!(
                    f,
                    "`Created` is {hours} h {rest:02} min {direction} this clock, a whole time zone; Unix seconds \
                     count from 1970 in UTC, so take them from the system clock and not from a local date"
                )
            }
            Self::TimeWindow { created, ahead, tolerance } => {
                time_window(f, *created, *ahead, *tolerance)
            }
            Self::TrailingNewline { text } => write!(
                f,
                "you signed {} at the end that is not in what you sent; in a shell, use `printf %s` instead of `echo`",
                Named(text)
            ),
            Self::TrailingNotSigned => f.write_str(
                "you sent white space at the end of the body that you did not sign; send exactly the bytes that you \
                 signed",
            ),
        }
    }
}

impl fmt::Display for Base64Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UrlSafe => {
                "you wrote the signature in the URL-safe alphabet of Base64 (`-`, `_`); use the standard one (`+`, \
                 `/`)"
            }
            Self::Unpadded => {
                "you wrote the signature in Base64 without the right `=` at the end; keep the padding"
            }
            Self::Hex => "you wrote the signature in hex; write it in Base64",
            Self::Twice => "you wrote the signature in Base64 twice; do so once",
            Self::OfHex => "you wrote the signature in hex and that in Base64; take the bytes in Base64",
            Self::Unknown => {
                "the signature is not Base64; write its bytes in Base64 with padding (RFC 4648, section 4), on one \
                 line"
            }
        })
    }
}

impl fmt::Display for TimeUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Milliseconds => "`Created` is in milliseconds; send seconds: divide by 1000",
            Self::Microseconds => "`Created` is in microseconds; send seconds: divide by 1000000",
            Self::Nanoseconds => "`Created` is in nanoseconds; send seconds: divide by 1000000000",
            Self::Ticks => {
                "`Created` is in .NET ticks; send `DateTimeOffset.UtcNow.ToUnixTimeSeconds()`"
            }
            Self::CalendarDigits => {
                "`Created` holds the digits of a date; send Unix seconds, such as 1576595412"
            }
            Self::MillisecondsSigned => {
                "you signed the time in milliseconds but sent `Created` in seconds; sign the seconds that you send"
            }
            Self::SecondsSigned => {
                "you signed the time in seconds but sent `Created` in milliseconds; send the seconds that you sign"
            }
        })
    }
}

/// A separator by name where it does not show.
struct Named<'a>(&'a str);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "\n" => f.write_str("a line feed (`\\n`)"),
            "\r\n" => f.write_str("a line break (`\\r\\n`)"),
            "\\n" => f.write_str("the two characters `\\n`"),
            "\t" => f.write_str("a tab"),
            " " => f.write_str("a space"),
            text => write!(f, "`{text}`"),
        }
    }
}

fn layout(f: &mut fmt::Formatter<'_>, signed: Layout) -> fmt::Result {
    const SIGN_WHAT_YOU_SEND: &str = "sign exactly the bytes that you send";
    match signed {
        Layout::Compact => write!(
            f,
            "you signed the body in compact form, but sent it with white space between the tokens; {SEND_SIGNED_BYTES}"
        ),
        Layout::SpaceAfterColon => {
            write!(f, "you signed the body with a space after each colon; {SIGN_WHAT_YOU_SEND}")
        }
        Layout::SpaceAfterComma => {
            write!(f, "you signed the body with a space after each comma; {SIGN_WHAT_YOU_SEND}")
        }
        Layout::SpaceAfterColonAndComma => write!(
            f,
            "you signed the body with a space after each colon and comma (Python's `json.dumps` does so; give it \
             `separators=(',', ':')`); {SIGN_WHAT_YOU_SEND}"
        ),
        Layout::Spaces(count) => write!(
            f,
            "you signed the body pretty-printed (with an indent of {count} spaces); {SIGN_WHAT_YOU_SEND}"
        ),
        Layout::SpacesCrLf(count) => write!(
            f,
            "you signed the body pretty-printed (with an indent of {count} spaces and CR LF at the line ends); \
             {SIGN_WHAT_YOU_SEND}"
        ),
        Layout::Tabs => {
            write!(f, "you signed the body pretty-printed (with tabs); {SIGN_WHAT_YOU_SEND}")
        }
        Layout::LineBreaksRemoved => f.write_str(
            "you removed line breaks and tabs from the body before you signed it, but sent it with them; remove them \
             from what you send",
        ),
        Layout::LineFeeds => f.write_str(
            "you signed the body with LF at its line ends, but sent it with CR LF; send it without line breaks",
        ),
        Layout::CrLf => f.write_str(
            "you signed the body with CR LF at its line ends, but sent it with LF; send it without line breaks",
        ),
    }
}

fn escapes(f: &mut fmt::Formatter<'_>, style: EscapeStyle, in_signed: bool) -> fmt::Result {
    let what = match style {
        EscapeStyle::NonAscii => "everything outside ASCII escaped as `\\u00e9`",
        EscapeStyle::NonAsciiUpperCase => "everything outside ASCII escaped as `\\u00E9`",
        EscapeStyle::Slashes => "`/` escaped as `\\/`",
        EscapeStyle::SlashesAndNonAscii => {
            "`/` escaped as `\\/` and everything outside ASCII as `\\u00e9` (PHP's default; give `json_encode` \
             `JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE`)"
        }
        EscapeStyle::Html => "`<`, `>` and `&` escaped (Go's default; use `SetEscapeHTML(false)`)",
        EscapeStyle::Gson => {
            "`<`, `>`, `&`, `=` and `'` escaped (Gson's default; use `disableHtmlEscaping()`)"
        }
        EscapeStyle::DotNet => {
            "`+`, `&`, `<`, `>`, quotes and everything outside ASCII escaped (the default of System.Text.Json)"
        }
        EscapeStyle::Any => "escapes in its strings (such as `\\/` or `\\u00e9`)",
    };
    let (with, without) = if in_signed { ("signed", "sent") } else { ("sent", "signed") };
    write!(f, "you {with} the body with {what}, and {without} it otherwise; {SEND_SIGNED_BYTES}")
}

fn names(f: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            f.write_str(", ")?;
        }
        write!(f, "`{name}`")?;
    }
    Ok(())
}

fn not_a_number(f: &mut fmt::Formatter<'_>, found: &str) -> fmt::Result {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_fraction = found.split_once(['.', ',']).is_some_and(|(a, b)| digits(a) && digits(b));
    let is_quoted = found.len() > 1 && found.starts_with(['"', '\'']);
    if found.is_empty() {
        f.write_str("`Created` is empty")?;
    } else if is_fraction {
        write!(f, "`Created` is `{found}`, with a fraction; cut it off")?;
    } else if is_quoted {
        write!(f, "`Created` is `{found}`, in quotes; leave them off")?;
    } else if digits(found) && found.starts_with('0') {
        write!(f, "`Created` is `{found}`, with zeros in front; leave them off")?;
    } else if digits(found) {
        write!(f, "`Created` is `{found}`, which is too large for a time")?;
    } else if found.starts_with(['+', '-']) && digits(&found[1..]) {
        write!(f, "`Created` is `{found}`, with a sign; send digits alone")?;
    } else if found.contains([':', '-', '/']) {
        write!(f, "`Created` is `{found}`, a date")?;
    } else {
        write!(f, "`Created` is `{found}`, which is no number")?;
    }
    f.write_str("; send whole Unix seconds, such as 1576595412, and sign the same digits")
}

fn time_window(
    f: &mut fmt::Formatter<'_>,
    created: u64,
    ahead: i64,
    tolerance: u64,
) -> fmt::Result {
    let off = ahead.unsigned_abs();
    if EXAMPLE_TIMES.contains(&created) {
        return write!(
            f,
            "`Created: {created}` is the time of an example in the vendor's documentation; send the time at which \
             you sign, at most {tolerance} s from now, and sign anew"
        );
    }
    if ahead < 0 {
        write!(
            f,
            "`Created` is {off} s old, and at most {tolerance} s are accepted; sign every attempt anew, right before \
             it is sent, and check your clock"
        )
    } else {
        write!(
            f,
            "`Created` is {off} s ahead of this clock, and at most {tolerance} s are accepted; check your clock (or \
             the one that the sandbox was given)"
        )
    }
}

fn refused(f: &mut fmt::Formatter<'_>, error: &VerifyError) -> fmt::Result {
    write!(f, "{error}")?;
    f.write_str(match error {
        VerifyError::HeaderMissing("Signature") => {
            "; sign the request and send `Signature: keyId=RSA-SHA256V1, headers=Created, signature=<Base64>`"
        }
        VerifyError::HeaderMissing(_) => {
            "; send the time of signing in Unix seconds, such as `Created: 1576595412`, and sign it"
        }
        VerifyError::HeaderRepeated(_) => "; send it once",
        VerifyError::ListedHeaderAbsent(_) => "; send the header, or take it off the list",
        VerifyError::NotSigned(_) => "; add it to `headers=` and sign its value",
        _ => "",
    })
}

impl fmt::Display for HashKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
