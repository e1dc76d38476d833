//! Header names, and which of them belong to the client or to the transport.

use std::{cmp::Ordering, fmt};

/// The name of a header: a token of RFC 9110, section 5.6.2.
///
/// Two names that differ only in case are equal, because they name one header. The text keeps its case.
#[derive(Clone, Debug)]
pub struct HeaderName(String);

impl HeaderName {
    /// Checks a header name.
    ///
    /// # Errors
    ///
    /// Text that is not a token.
    pub fn parse(text: impl Into<String>) -> Result<Self, HeaderNameError> {
        let text = text.into();
        match text.chars().find(|character| !is_token_character(*character)) {
            None if text.is_empty() => Err(HeaderNameError::Empty),
            None => Ok(Self(text)),
            Some(character) => Err(HeaderNameError::Character { character, text }),
        }
    }

    /// The name as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.0.eq_ignore_ascii_case(name)
    }

    /// Why no field may send this header, as a sentence about it, or `None` if a field may.
    pub(crate) fn reserved(&self) -> Option<&'static str> {
        let by_name = RESERVED.iter().find(|(name, _)| self.is(name));
        let by_prefix = || {
            RESERVED_PREFIXES.iter().find(|(prefix, _)| {
                self.0.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            })
        };
        by_name.or_else(by_prefix).map(|(_, reason)| *reason)
    }

    /// Why this header cannot be signed although it is sent, as a sentence about it, or `None` if it can.
    pub(crate) fn unsignable(&self) -> Option<&'static str> {
        if CLIENT_SENT.iter().any(|name| self.is(name)) {
            None
        } else if self.is("Signature") {
            Some("it is the signature itself")
        } else if self.is("Authorization") {
            Some("it is a secret, and the client adds it after the request is signed")
        } else {
            self.reserved()
        }
    }
}

impl fmt::Display for HeaderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ord for HeaderName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.to_ascii_lowercase().cmp(&other.0.to_ascii_lowercase())
    }
}

impl PartialOrd for HeaderName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for HeaderName {
    fn eq(&self, other: &Self) -> bool {
        self.is(&other.0)
    }
}

impl Eq for HeaderName {}

/// Why a text is not a header name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderNameError {
    /// The text holds a character that no token may hold.
    Character {
        /// The first such character.
        character: char,
        /// The whole text.
        text: String,
    },

    /// The text is empty.
    Empty,
}

impl HeaderNameError {
    /// What to write instead.
    pub fn help(&self) -> String {
        let trimmed = match self {
            Self::Character { text, .. } => text.trim().trim_end_matches(':').trim_end(),
            Self::Empty => "",
        };
        match HeaderName::parse(trimmed) {
            Ok(name) => format!("did you mean `{name}`?"),
            Err(_) => {
                "a header name is made of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, section 5.6.2)".to_owned()
            }
        }
    }
}

impl fmt::Display for HeaderNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { character, text } => {
                write!(f, "{text:?} is not a header name: it holds {character:?}")
            }
            Self::Empty => f.write_str("a header name cannot be empty"),
        }
    }
}

impl std::error::Error for HeaderNameError {}

/// The headers that the client writes and that may be signed. `Content-Type` is sent only with a JSON body.
pub(crate) const CLIENT_SENT: [&str; 3] = ["Created", "Accept", "Content-Type"];

/// Every header that no field may send, and why.
///
/// Who writes a header twice gets a request with two values, and then what was signed is not what arrives.
const RESERVED: &[(&str, &str)] = &[
    // Written by the client.
    ("Accept", "the client writes it (`application/json`)"),
    ("Authorization", "the client writes it, from the credentials that it was built with"),
    ("Content-Type", "the client writes it (`application/json`, with every payload)"),
    ("Created", "the client writes it (the time of signing)"),
    ("Signature", "the client writes it when it signs the request"),
    // Written by the transport from the URL, the payload, or what it is able to read.
    ("Accept-Encoding", "the transport writes it, because only it knows what it can decode"),
    ("Content-Encoding", "the transport owns it, because the payload is sent as it was signed"),
    ("Content-Length", "the transport writes it, from the payload"),
    ("Expect", "the transport owns it, because only it can wait before it sends the payload"),
    ("Host", "the transport writes it, from the URL"),
    ("User-Agent", "the transport writes it, because it is about the transport"),
    // About one connection, not about the request (RFC 9110, section 7.6.1), and not allowed in HTTP/2.
    ("Connection", "the transport owns it, because it is about one connection"),
    ("HTTP2-Settings", "the transport owns it, because it is about one connection"),
    ("Keep-Alive", "the transport owns it, because it is about one connection"),
    ("TE", "the transport owns it, because it is about one connection"),
    ("Trailer", "the transport owns it, because it is about one connection"),
    ("Transfer-Encoding", "the transport owns it, because it is about one connection"),
    ("Upgrade", "the transport owns it, because it is about one connection"),
    // Changed on the way.
    ("Forwarded", "proxies write it on the way"),
    ("Max-Forwards", "proxies change it on the way"),
    ("Via", "proxies write it on the way"),
];

/// As [`RESERVED`], for families of headers.
const RESERVED_PREFIXES: &[(&str, &str)] = &[
    ("Proxy-", "the transport owns it, because it is for the next proxy only"),
    ("X-Forwarded-", "proxies write it on the way"),
];

fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        let actual = match HeaderName::parse(text) {
            Ok(name) => name.to_string(),
            Err(error) => format!("{error}\n{}", error.help()),
        };
        assert_eq!(actual, expected);
    }

    #[test]
    fn a_name_is_a_token() {
        check("EntitlementId", "EntitlementId");
        check("X-RequestIdentifier", "X-RequestIdentifier");
        check("!#$%&'*+-.^_`|~09azAZ", "!#$%&'*+-.^_`|~09azAZ");
    }

    #[test]
    fn anything_else_is_not() {
        let rule = "a header name is made of letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, section 5.6.2)";
        check("", &format!("a header name cannot be empty\n{rule}"));
        check(
            "Entitlement Id",
            &format!("\"Entitlement Id\" is not a header name: it holds ' '\n{rule}"),
        );
        check("A;B", &format!("\"A;B\" is not a header name: it holds ';'\n{rule}"));
        check("Größe", &format!("\"Größe\" is not a header name: it holds 'ö'\n{rule}"));
        check("A\r\n", "\"A\\r\\n\" is not a header name: it holds '\\r'\ndid you mean `A`?");
        check(
            "Created: ",
            "\"Created: \" is not a header name: it holds ':'\ndid you mean `Created`?",
        );
        check(":path", &format!("\":path\" is not a header name: it holds ':'\n{rule}"));
    }

    #[test]
    fn names_are_equal_whatever_their_case() {
        let [upper, lower] =
            ["EntitlementId", "entitlementid"].map(|name| HeaderName::parse(name).unwrap());
        assert_eq!(upper, lower);
        assert_eq!(upper.cmp(&lower), Ordering::Equal);
        assert_ne!(upper, HeaderName::parse("Entitlement-Id").unwrap());
    }

    #[test]
    fn reserved_names_are_found_whatever_their_case() {
        for name in ["host", "CONTENT-LENGTH", "Proxy-Authorization", "x-forwarded-for", "Created"]
        {
            assert!(HeaderName::parse(name).unwrap().reserved().is_some(), "{name}");
        }
        for name in ["EntitlementId", "X-RequestIdentifier", "Proxy", "Prox", "Date", "Hosts"] {
            assert_eq!(HeaderName::parse(name).unwrap().reserved(), None, "{name}");
        }
    }

    #[test]
    fn what_the_client_sends_can_be_signed() {
        for name in CLIENT_SENT {
            assert_eq!(HeaderName::parse(name).unwrap().unsignable(), None, "{name}");
        }
        for (name, _) in RESERVED.iter().filter(|(name, _)| !CLIENT_SENT.contains(name)) {
            assert!(HeaderName::parse(*name).unwrap().unsignable().is_some(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn exactly_the_tokens_are_names(text in ".{0,8}") {
            // The grammar of RFC 9110 by its other definition: any visible ASCII character but delimiters.
            let is_token = !text.is_empty()
                && text.chars().all(|character| {
                    character.is_ascii_graphic() && !"\"(),/:;<=>?@[\\]{}".contains(character)
                });
            match HeaderName::parse(text.clone()) {
                Ok(name) => prop_assert!(is_token && name.as_str() == text),
                Err(error) => prop_assert!(!is_token && !error.help().is_empty()),
            }
        }
    }
}
