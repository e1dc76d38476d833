//! Which proxy leads to the server: what the environment says, or else the operating system.

use std::{env, ffi::OsString};

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::BaseUrl;

/// A variable of the environment by which no proxy can be found, although it takes part in the choice.
///
/// It has nothing of the value: where that cannot be read, a password may be anywhere in it.
#[derive(Debug, PartialEq)]
pub(super) struct UnusableProxy {
    pub(super) variable: &'static str,
    pub(super) problem: &'static str,
}

/// The proxies for calls to this server; `None` if it is always called directly.
pub(super) fn proxies_for(base_url: &BaseUrl) -> Result<Option<Matcher>, UnusableProxy> {
    // A proxy of the environment could not reach this machine's own loopback, so the sandbox is called directly.
    if base_url.host() == "localhost" {
        return Ok(None);
    }
    check(base_url, variable)?;
    Ok(Some(Matcher::from_system()))
}

const PROXY: [&[&str]; 2] = [&["HTTPS_PROXY", "https_proxy"], &["ALL_PROXY", "all_proxy"]];
const NO_PROXY: &[&str] = &["NO_PROXY", "no_proxy"];

const NOT_UNICODE: &str = "is not Unicode text; correct it, or unset it";
const NOT_AN_ADDRESS: &str = "is not the address of a proxy; write it as `http://host:port`, or as `http://user:password@host:port` with each \
     special character of user name and password percent-encoded (`@` as `%40`), or unset it";
const SOCKS: &str = "is the address of a SOCKS proxy, and this client speaks to HTTP proxies only; name one of those, or \
                     unset it, or exempt the server by NO_PROXY";

/// Refuses what the library would pass over without a word, to call the server directly or through another proxy.
///
/// The order is the library's: the first variable of a pair that is set counts, and a proxy for everything counts if there is
/// none for HTTPS.
fn check(
    base_url: &BaseUrl,
    variable: impl Fn(&'static str) -> Option<OsString>,
) -> Result<(), UnusableProxy> {
    let first_of = |names: &[&'static str]| {
        names.iter().find_map(|name| variable(name).map(|value| (*name, value)))
    };
    let proxy = PROXY.into_iter().filter_map(first_of).find(|(_, value)| !value.is_empty());
    let Some((variable, value)) = proxy else { return Ok(()) };
    let no_proxy = match first_of(NO_PROXY) {
        Some((variable, value)) => {
            let not_unicode = |_| UnusableProxy { variable, problem: NOT_UNICODE };
            value.into_string().map_err(not_unicode)?
        }
        None => String::new(),
    };
    if proxy_for(base_url, "http://any.proxy", &no_proxy).is_none() {
        return Ok(());
    }
    let value =
        value.into_string().map_err(|_| UnusableProxy { variable, problem: NOT_UNICODE })?;
    check_address(base_url, &value).map_err(|problem| UnusableProxy { variable, problem })
}

fn check_address(base_url: &BaseUrl, value: &str) -> Result<(), &'static str> {
    let proxy = proxy_for(base_url, value, "").ok_or(NOT_AN_ADDRESS)?;
    if !matches!(proxy.uri().scheme_str(), Some("http" | "https")) {
        return Err(SOCKS);
    }
    let authority = proxy.uri().authority().ok_or(NOT_AN_ADDRESS)?;
    // A `/`, `#` or `@` in a password ends it early, and a part of it is then taken for the host.
    let is_split_right = value.matches('@').count() == usize::from(proxy.basic_auth().is_some());
    let has_readable_port =
        authority.as_str() == authority.host() || authority.port_u16().is_some();
    if is_split_right && has_readable_port && !authority.host().is_empty() {
        Ok(())
    } else {
        Err(NOT_AN_ADDRESS)
    }
}

/// The proxy that the library finds for this server with these values of HTTPS_PROXY and NO_PROXY.
fn proxy_for(base_url: &BaseUrl, https_proxy: &str, no_proxy: &str) -> Option<Intercept> {
    let server: Uri = base_url.as_str().parse().ok()?;
    Matcher::builder().https(https_proxy).no(no_proxy).build().intercept(&server)
}

#[expect(
    clippy::disallowed_methods,
    reason = "proxies are a matter of the machine, and hyper-util reads the same variables"
)]
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(variables: &[(&str, &str)]) -> Result<(), UnusableProxy> {
        let base_url = BaseUrl::parse("https://api.resale.test").unwrap();
        check(&base_url, |name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    fn refused(variable: &'static str, problem: &'static str) -> Result<(), UnusableProxy> {
        Err(UnusableProxy { variable, problem })
    }

    #[test]
    fn addresses_of_proxies() {
        for value in [
            "http://proxy:3128",
            "http://proxy",
            "https://proxy.example:443/",
            "proxy:3128",
            "10.0.0.7:3128",
            "http://[::1]:3128",
            "http://user:sentinel@proxy:3128",
            "http://user@proxy:3128",
            "http://user:%40%2F%3A@proxy:3128",
            "http://us:er:sentinel@proxy:3128",
        ] {
            assert_eq!(checked(&[("HTTPS_PROXY", value)]), Ok(()), "{value}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_proxy() {
        for value in [
            " ",
            "proxy one:3128",
            "http://",
            "http://:3128",
            "htp://proxy:3128",
            "ftp://proxy:3128",
            "http:proxy:3128",
            "http//proxy:3128",
            "http://proxy:3l28",
            "http://proxy:",
            "http://proxy:99999",
            "http://user:sentinel@",
            "http://user:sen@tinel@proxy:3128",
            "http://user:sen/tinel@proxy:3128",
            "http://user:sen?tinel@proxy:3128",
            "http://user:sen#tinel@proxy:3128",
            "http://user:s@n#tinel@proxy:3128",
            "http://user:sen tinel@proxy:3128",
        ] {
            let expected = refused("HTTPS_PROXY", NOT_AN_ADDRESS);
            assert_eq!(checked(&[("HTTPS_PROXY", value)]), expected, "{value}");
        }
    }

    #[test]
    fn the_variable_that_counts_is_the_one_that_is_named() {
        const BROKEN: &str = "htp://proxy";
        const WHOLE: &str = "http://proxy";
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
            assert_eq!(checked(&[(name, BROKEN)]), refused(name, NOT_AN_ADDRESS));
            assert_eq!(checked(&[(name, "socks5://user:sentinel@proxy")]), refused(name, SOCKS));
            assert_eq!(checked(&[(name, "")]), Ok(()));
        }
        for name in ["HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"] {
            assert_eq!(checked(&[(name, BROKEN)]), Ok(()));
        }
        // One of no effect does no harm.
        for (first, second) in [
            ("HTTPS_PROXY", "https_proxy"),
            ("HTTPS_PROXY", "ALL_PROXY"),
            ("ALL_PROXY", "all_proxy"),
        ] {
            let expected = refused(first, NOT_AN_ADDRESS);
            assert_eq!(checked(&[(first, BROKEN), (second, WHOLE)]), expected);
            assert_eq!(checked(&[(first, WHOLE), (second, BROKEN)]), Ok(()));
        }
        let all = refused("ALL_PROXY", NOT_AN_ADDRESS);
        assert_eq!(checked(&[("https_proxy", ""), ("ALL_PROXY", BROKEN)]), all);
        for exempt in ["api.resale.test", ".resale.test", "a.example, resale.test", "*"] {
            assert_eq!(checked(&[("HTTPS_PROXY", BROKEN), ("no_proxy", exempt)]), Ok(()));
        }
        let expected = refused("HTTPS_PROXY", NOT_AN_ADDRESS);
        assert_eq!(checked(&[("HTTPS_PROXY", BROKEN), ("NO_PROXY", "other.test")]), expected);
    }
}
