//! The address of an API, checked once.

use std::{fmt, str::FromStr};

#[cfg(feature = "client")]
use http::Uri;
use http::uri::Authority;
use url::{Host, Url};

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
    /// The path has no slash at its end, unless it is nothing else.
    url: Url,
    authority: Authority,
    port: u16,
}

impl BaseUrl {
    /// Reads an address such as `https://resale.api.bango.net` or `https://localhost:8443/prefix/`.
    ///
    /// # Errors
    ///
    /// [`BaseUrlError`] says what else the text holds, or lacks.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let mut url =
            Url::parse(text).map_err(|error| BaseUrlError::Malformed(error.to_string()))?;
        match url.scheme() {
            "https" => {}
            "http" => return Err(BaseUrlError::PlainHttp),
            other => return Err(BaseUrlError::Scheme(other.to_owned())),
        }
        // The parser repairs much that a person should see: white space, missing or superfluous slashes.
        let rest = text.get("https://".len()..).unwrap_or_default();
        if !text.to_ascii_lowercase().starts_with("https://") || rest.starts_with(['/', '\\']) {
            return Err(BaseUrlError::NoHost);
        }
        if text.contains(|character: char| character.is_whitespace() || character.is_control()) {
            return Err(BaseUrlError::Malformed("it holds white space".to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::Credentials);
        }
        if url.query().is_some() {
            return Err(BaseUrlError::Query);
        }
        if url.fragment().is_some() {
            return Err(BaseUrlError::Fragment);
        }
        match url.host() {
            Some(Host::Domain(name)) if !name.is_empty() => {}
            Some(address @ (Host::Ipv4(_) | Host::Ipv6(_))) => {
                return Err(BaseUrlError::IpAddress(address.to_string()));
            }
            _ => return Err(BaseUrlError::NoHost),
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        url.set_path(&prefix);
        let authority = Authority::try_from(url.authority())
            .map_err(|error| BaseUrlError::Malformed(error.to_string()))?;
        Ok(Self { port: url.port_or_known_default().unwrap_or(443), authority, url })
    }

    /// The address without a slash at its end, so that a path template can follow.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    /// The host name, in lower case and in its ASCII form.
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The port, 443 if the address names none.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The host name, and the port if the address names one.
    pub(crate) const fn authority(&self) -> &Authority {
        &self.authority
    }

    /// What paths begin with: nothing, or a slash and more.
    pub(crate) fn path_prefix(&self) -> &str {
        self.url.path().trim_end_matches('/')
    }

    /// The address of a resource, which begins with this one.
    #[cfg(feature = "client")]
    pub(crate) fn resource(&self, uri: &Uri) -> Url {
        // Host and port need not be looked at again, and this address has no query to remove.
        let mut url = self.url.clone();
        url.set_path(uri.path());
        if uri.query().is_some() {
            url.set_query(uri.query());
        }
        url
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

#[cfg(test)]
mod tests {
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
        assert_eq!(BaseUrl::parse("https://host/a//"), BaseUrl::parse("https://host/a"));
    }

    #[cfg(feature = "client")]
    proptest::proptest! {
        #[test]
        fn resources_have_the_address_that_they_name(
            prefix in "(/[a-z]{1,3}){0,2}",
            path in r#"(/([a-zA-Z0-9%._~!$&'()*+,;=:@|{}"\[\]-]|%2[eEfF]|%C3%A4){0,6}){1,4}"#,
            query in proptest::option::of("[a-z&=%+?/.'|-]{0,9}"),
        ) {
            let base_url = BaseUrl::parse(&format!("https://example.com:8443{prefix}")).unwrap();
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            let text = format!("{base_url}{path}{query}");
            if let Ok(uri) = text.parse::<Uri>() {
                assert_eq!(base_url.resource(&uri), Url::parse(&text).unwrap());
            }
        }
    }

    #[test]
    fn refuses_everything_else() {
        let check = |text: &str, expect: BaseUrlError| {
            assert_eq!(BaseUrl::parse(text).unwrap_err(), expect, "{text}");
        };
        check("http://resale.api.bango.net", BaseUrlError::PlainHttp);
        check("ftp://resale.api.bango.net", BaseUrlError::Scheme("ftp".to_owned()));
        check("https://user:secret@host", BaseUrlError::Credentials);
        check("https://user@host", BaseUrlError::Credentials);
        check("https://host?", BaseUrlError::Query);
        check("https://host?a=b", BaseUrlError::Query);
        check("https://host#", BaseUrlError::Fragment);
        check("https:host", BaseUrlError::NoHost);
        check("https:///host", BaseUrlError::NoHost);
        check("https://host\n", BaseUrlError::Malformed("it holds white space".to_owned()));
        check(" https://host", BaseUrlError::NoHost);
        check("https://127.0.0.1:8443", BaseUrlError::IpAddress("127.0.0.1".to_owned()));
        check("https://[::1]:8443", BaseUrlError::IpAddress("[::1]".to_owned()));
        check("https://", BaseUrlError::Malformed("empty host".to_owned()));
        check("https://a\"b", BaseUrlError::Malformed("invalid uri character".to_owned()));
        check(
            "resale.api.bango.net",
            BaseUrlError::Malformed("relative URL without a base".to_owned()),
        );
    }

    #[test]
    fn errors_never_repeat_the_password() {
        for text in [
            "https://user:sentinel@host",
            "http://user:sentinel@host",
            "x://user:sentinel@host",
            "https://user:sentinel@:99999",
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
        }
    }
}
