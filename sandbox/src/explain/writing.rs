//! How a payload is written by other tools than the one that sent it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{
    fingerprint::hex,
    json::{self, WhiteSpace},
    mistake::{DigestForm, EscapeStyle, Layout, TextEncoding},
};

impl Layout {
    /// Where white space stands; `None` for a layout that is made from the bytes as they were sent.
    pub(super) fn white_space(self) -> Option<WhiteSpace<'static>> {
        const INDENT: &str = "        ";
        let inline =
            |after_colon, after_comma| WhiteSpace { after_colon, after_comma, lines: None };
        let lines = |line_break, indent| WhiteSpace {
            after_colon: " ",
            after_comma: "",
            lines: Some((line_break, indent)),
        };
        let spaces = |count| INDENT.get(..usize::from(count)).unwrap_or(INDENT);
        match self {
            Self::Compact => Some(inline("", "")),
            Self::SpaceAfterColon => Some(inline(" ", "")),
            Self::SpaceAfterComma => Some(inline("", " ")),
            Self::SpaceAfterColonAndComma => Some(inline(" ", " ")),
            Self::Spaces(count) => Some(lines("\n", spaces(count))),
            Self::SpacesCrLf(count) => Some(lines("\r\n", spaces(count))),
            Self::Tabs => Some(lines("\n", "\t")),
            Self::LineBreaksRemoved | Self::LineFeeds | Self::CrLf => None,
        }
    }

    /// The bytes in a layout that is made from them; any other layout leaves them alone.
    pub(super) fn change_bytes(self, sent: &[u8]) -> Vec<u8> {
        match self {
            Self::LineBreaksRemoved => {
                sent.iter().copied().filter(|byte| !b"\r\n\t".contains(byte)).collect()
            }
            Self::LineFeeds => sent.iter().copied().filter(|byte| *byte != b'\r').collect(),
            Self::CrLf => {
                let mut previous = 0;
                let mut bytes = Vec::with_capacity(sent.len());
                for byte in sent {
                    if *byte == b'\n' && previous != b'\r' {
                        bytes.push(b'\r');
                    }
                    bytes.push(*byte);
                    previous = *byte;
                }
                bytes
            }
            _ => sent.to_vec(),
        }
    }
}

impl EscapeStyle {
    /// The inner text of a JSON string, with these escapes and no other that need not be there.
    pub(super) fn write(self, inner: &str) -> String {
        let bare = json::unescape(inner);
        let non_ascii = |c: char| !c.is_ascii();
        match self {
            Self::Any => bare,
            Self::NonAscii => json::escape_unicode(&bare, false, non_ascii),
            Self::NonAsciiUpperCase => json::escape_unicode(&bare, true, non_ascii),
            Self::Slashes => bare.replace('/', "\\/"),
            Self::SlashesAndNonAscii => {
                json::escape_unicode(&bare, false, non_ascii).replace('/', "\\/")
            }
            Self::Html => json::escape_unicode(&bare, false, |c| "<>&\u{2028}\u{2029}".contains(c)),
            Self::Gson => {
                json::escape_unicode(&bare, false, |c| "<>&='\u{2028}\u{2029}".contains(c))
            }
            Self::DotNet => {
                let which = |c: char| !c.is_ascii() || "<>&'+`\u{7f}".contains(c);
                json::escape_unicode(&bare, true, which).replace("\\\"", "\\u0022")
            }
        }
    }
}

impl DigestForm {
    /// The SHA-256 digest of the text, or the text itself, in this form.
    pub(super) fn write(self, text: &[u8]) -> Vec<u8> {
        let digest = Sha256::digest(text);
        match self {
            Self::Bytes => digest.to_vec(),
            Self::Hex => hex(&digest).into_bytes(),
            Self::UpperHex => hex(&digest).to_ascii_uppercase().into_bytes(),
            Self::Base64 => STANDARD.encode(digest).into_bytes(),
            Self::TextInBase64 => STANDARD.encode(text).into_bytes(),
        }
    }
}

impl TextEncoding {
    /// The text, which is UTF-8, in this encoding, if it can be written in it.
    pub(super) fn write(self, text: &[u8]) -> Option<Vec<u8>> {
        let text = str::from_utf8(text).ok()?;
        match self {
            Self::Utf16LittleEndian => {
                Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
            }
            Self::Utf16BigEndian => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Latin1 => text.chars().map(|char| u8::try_from(char).ok()).collect(),
            Self::ByteOrderMark => Some([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_styles_are_those_of_the_tools() {
        let check = |style: EscapeStyle, expect: &str| {
            assert_eq!(style.write(r#"<é/=+'&\"\n>"#), expect);
        };
        check(EscapeStyle::Any, r#"<é/=+'&\"\n>"#);
        check(EscapeStyle::NonAscii, r#"<\u00e9/=+'&\"\n>"#);
        check(EscapeStyle::NonAsciiUpperCase, r#"<\u00E9/=+'&\"\n>"#);
        check(EscapeStyle::Slashes, r#"<é\/=+'&\"\n>"#);
        check(EscapeStyle::SlashesAndNonAscii, r#"<\u00e9\/=+'&\"\n>"#);
        check(EscapeStyle::Html, r#"\u003cé/=+'\u0026\"\n\u003e"#);
        check(EscapeStyle::Gson, r#"\u003cé/\u003d+\u0027\u0026\"\n\u003e"#);
        check(EscapeStyle::DotNet, r"\u003C\u00E9/=\u002B\u0027\u0026\u0022\n\u003E");
    }
}
