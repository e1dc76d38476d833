//! The address of an API, checked once.

pub(crate) mod parts;

use std::{fmt, str::FromStr};

use http::uri::Authority;

use parts::{
    has_dot_segments, is_dns_name, is_encoded, is_ip_address, split_authority, split_port,
    split_scheme,
};

/// The address of an API: `https://`, a host, perhaps a port and a path prefix, and nothing else.
///
/// # Examples
///
/// ```
/// use countersign::BaseUrl;
///
/// let base_url = BaseUrl::parse("https://resale.api.bango.net")?;
/// assert_eq!(base_url.as_str(), "https://resale.api.bango.net");
/// assert!(BaseUrl::parse("http://resale.api.bango.net").is_err());
/// # Ok::<(), countersign::BaseUrlError>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct BaseUrl {
    /// Without a slash at its end, so that a path template can follow.
    text: String,
    /// How much of the text is scheme, host and port.
    origin_length: usize,
    authority: Authority,
    port: u16,
}

impl BaseUrl {
    /// Reads an address such as `https://resale.api.bango.net` or `https://localhost:8443/prefix/`.
    ///
    /// Nothing is repaired: what needs to be encoded (RFC 3986, section 2.1) must be, and a host name in other letters than
    /// ASCII is written as DNS has it (`xn--…`, RFC 5890).
    ///
    /// # Errors
    ///
    /// [`BaseUrlError`] says what else the text holds, or lacks.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        if text.contains(|character: char| character.is_whitespace() || character.is_control()) {
            return Err(malformed("it holds white space or a control character"));
        }
        let (scheme, rest) = split_scheme(text).ok_or_else(|| malformed("it has no scheme"))?;
        match scheme.to_ascii_lowercase().as_str() {
            "https" => {}
            "http" => return Err(BaseUrlError::PlainHttp),
            other => return Err(BaseUrlError::Scheme(other.to_owned())),
        }
        let rest = rest.strip_prefix("//").ok_or(BaseUrlError::NoHost)?;
        let (authority, path) = split_authority(rest);
        if authority.contains('@') {
            return Err(BaseUrlError::Credentials);
        }
        if path.contains('#') {
            return Err(BaseUrlError::Fragment);
        }
        if path.contains('?') {
            return Err(BaseUrlError::Query);
        }
        let (authority, port) = parse_authority(authority)?;
        check_path(path)?;
        let origin = format!("https://{authority}");
        let origin_length = origin.len();
        Ok(Self { text: origin + path.trim_end_matches('/'), origin_length, authority, port })
    }

    /// The address without a slash at its end, so that a path template can follow.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host name, in lower case and in its ASCII form.
    #[must_use]
    pub fn host(&self) -> &str {
        self.authority.host()
    }

    /// The port, 443 if the address names none.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The host name, and the port if the address names one that is not 443.
    pub(crate) const fn authority(&self) -> &Authority {
        &self.authority
    }

    /// What paths begin with: nothing, or a slash and more.
    pub(crate) fn path_prefix(&self) -> &str {
        &self.text[self.origin_length..]
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BaseUrl").field(&self.as_str()).finish()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        Self::parse(text)
    }
}

/// Why a text is not the address of an API.
///
/// The text itself is never repeated, because it may hold a password.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// The address has a user name or a password in it.
    #[error(
        "the base URL holds credentials; remove them and give them to `basic_auth`, which keeps them out of logs"
    )]
    Credentials,

    /// The address has a fragment (`#…`).
    #[error("the base URL has a fragment (`#…`), which is never sent; remove it")]
    Fragment,

    /// The host is an IP address.
    #[error(
        "the base URL names the IP address {0}; use the host name, because the server's certificate is checked \
         against a DNS name"
    )]
    IpAddress(String),

    /// The text is not a URL at all.
    #[error("the base URL cannot be read: {0}; it looks like `https://resale.api.bango.net`")]
    Malformed(String),

    /// The address names no host.
    #[error("the base URL names no host; it looks like `https://resale.api.bango.net`")]
    NoHost,

    /// The address begins with `http://`.
    #[error(
        "the base URL begins with `http://`: plain HTTP would show credentials and customer data to everybody on the \
         way and cannot prove who answers; use `https://`"
    )]
    PlainHttp,

    /// The address has a query (`?…`).
    #[error("the base URL has a query (`?…`); each endpoint writes its own, so remove it")]
    Query,

    /// The address has a scheme other than `https`.
    #[error("the base URL begins with `{0}:`; only `https://` is supported")]
    Scheme(String),
}

/// RFC 9110, section 4.2.2.
const HTTPS_PORT: u16 = 443;

/// Reads host and port. The error repeats nothing of a text that may hold a password.
fn parse_authority(text: &str) -> Result<(Authority, u16), BaseUrlError> {
    let (host, port) = split_port(text).ok_or_else(|| {
        malformed("its port is no number up to 65535, or its host is no DNS name")
    })?;
    if host.is_empty() {
        return Err(BaseUrlError::NoHost);
    }
    if is_ip_address(host) {
        return Err(BaseUrlError::IpAddress(host.to_owned()));
    }
    if !host.is_ascii() {
        return Err(malformed("its host name is not in ASCII; write it as DNS has it (`xn--…`)"));
    }
    if !is_dns_name(host) {
        return Err(malformed("its host is no DNS name"));
    }
    let port = port.unwrap_or(HTTPS_PORT);
    let host = host.to_ascii_lowercase();
    let authority = if port == HTTPS_PORT { host } else { format!("{host}:{port}") };
    let authority =
        Authority::try_from(authority).map_err(|error| malformed(&error.to_string()))?;
    Ok((authority, port))
}

/// Refuses a path that would not be sent as it is written.
fn check_path(path: &str) -> Result<(), BaseUrlError> {
    if has_dot_segments(path) {
        return Err(malformed("its path has a segment `.` or `..`"));
    }
    if !is_encoded(path) {
        return Err(malformed("its path holds a character that must be percent-encoded"));
    }
    Ok(())
}

fn malformed(reason: &str) -> BaseUrlError {
    BaseUrlError::Malformed(reason.to_owned())
}

#[cfg(test)]
mod tests {
    use url::{Host, Url};

    use super::*;

    #[test]
    fn keeps_host_port_and_prefix() {
        let check = |text: &str, expect: &str, host: &str, port: u16| {
            let url = BaseUrl::parse(text).unwrap();
            assert_eq!((url.as_str(), url.host(), url.port()), (expect, host, port), "{text}");
        };
        check(
            "https://resale.api.bango.net",
            "https://resale.api.bango.net",
            "resale.api.bango.net",
            443,
        );
        check(
            "https://Resale.API.bango.net/",
            "https://resale.api.bango.net",
            "resale.api.bango.net",
            443,
        );
        check("https://localhost:8443/a/b/", "https://localhost:8443/a/b", "localhost", 8443);
        check("HTTPS://host:443/%C3%A4", "https://host/%C3%A4", "host", 443);
        check(
            "https://xn--bcher-kva.example:/",
            "https://xn--bcher-kva.example",
            "xn--bcher-kva.example",
            443,
        );
        assert_eq!(BaseUrl::parse("https://host/a//"), BaseUrl::parse("https://host/a"));
    }

    proptest::proptest! {
        /// A parser of URLs sees the same address in what is accepted, and nothing that has to be repaired.
        #[test]
        fn means_what_other_parsers_read(
            host in r"[a-zA-Z0-9_.-]{1,12}|[0-9.x]{1,12}",
            port in "(:[0-9]{0,5})?",
            path in r"(/([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{1,2}|[{}|^\\ä]){0,4}){0,4}",
        ) {
            let text = format!("https://{host}{port}{path}");
            if let Ok(base_url) = BaseUrl::parse(&text) {
                let url = Url::parse(&text).unwrap();
                assert_eq!(base_url.as_str(), url.as_str().trim_end_matches('/'));
                assert_eq!(Some(base_url.host()), url.host_str());
                assert_eq!(Some(base_url.port()), url.port_or_known_default());
                assert_eq!(base_url.path_prefix(), url.path().trim_end_matches('/'));
                assert!(matches!(url.host(), Some(Host::Domain(_))));
                assert_eq!(BaseUrl::parse(base_url.as_str()), Ok(base_url));
            }
        }

        #[test]
        fn no_text_is_too_much(text in ".*", rest in "https://.*") {
            let _ = (BaseUrl::parse(&text), BaseUrl::parse(&rest));
        }
    }

    #[test]
    fn refuses_everything_else() {
        let check = |text: &str, expect: BaseUrlError| {
            assert_eq!(BaseUrl::parse(text).unwrap_err(), expect, "{text}");
        };
        check("http://resale.api.bango.net", BaseUrlError::PlainHttp);
        check("HTTP://resale.api.bango.net", BaseUrlError::PlainHttp);
        check("ftp://resale.api.bango.net", BaseUrlError::Scheme("ftp".to_owned()));
        check("https://user:secret@host", BaseUrlError::Credentials);
        check("https://user@host", BaseUrlError::Credentials);
        check("https://host?", BaseUrlError::Query);
        check("https://host/?a=b", BaseUrlError::Query);
        check("https://host#", BaseUrlError::Fragment);
        check("https://host/a#?b", BaseUrlError::Fragment);
        for text in ["https:host", "https:///host", "https://", "https://:8443", "https:\\\\host"] {
            check(text, BaseUrlError::NoHost);
        }
        for address in ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.0x1", "[::1]", "1.2.3.4."] {
            check(&format!("https://{address}:8443"), BaseUrlError::IpAddress(address.to_owned()));
        }
        check("https://[::1]", BaseUrlError::IpAddress("[::1]".to_owned()));
    }

    #[test]
    fn says_what_is_malformed() {
        let check = |text: &str, expect: &str| {
            assert_eq!(BaseUrl::parse(text).unwrap_err(), malformed(expect), "{text}");
        };
        for text in ["https://host\n", " https://host", "https://ho st", "https://host/\u{0}"] {
            check(text, "it holds white space or a control character");
        }
        check("resale.api.bango.net", "it has no scheme");
        check("://host", "it has no scheme");
        check("", "it has no scheme");
        check(
            "https://bücher.example",
            "its host name is not in ASCII; write it as DNS has it (`xn--…`)",
        );
        for host in
            ["a\"b", "a..b", ".", "a%2fb", "host\\path", "-a", "a-.b", "[a]", &"a".repeat(64)]
        {
            check(&format!("https://{host}"), "its host is no DNS name");
        }
        check(&format!("https://{}", "a.".repeat(127)), "its host is no DNS name");
        for authority in ["host:65536", "host:-1", "host:+1", "host:x", "::1", "a:b:8443"] {
            check(
                &format!("https://{authority}"),
                "its port is no number up to 65535, or its host is no DNS name",
            );
        }
        for path in ["/a/../b", "/.", "/%2E%2e/"] {
            check(&format!("https://host{path}"), "its path has a segment `.` or `..`");
        }
        for path in ["/ä", "/a\\b", "/{a}", "/%2", "/%zz", "/%"] {
            check(
                &format!("https://host{path}"),
                "its path holds a character that must be percent-encoded",
            );
        }
    }

    #[test]
    fn errors_never_repeat_the_password() {
        for text in [
            "https://user:sentinel@host",
            "http://user:sentinel@host",
            "x://user:sentinel@host",
            "https://user:sentinel@:99999",
            "https://user:sentinel/x@host",
            "https://user:sentinel.12:34/x@host",
            "https://[sentinel]/x@host",
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
        }
    }
}
