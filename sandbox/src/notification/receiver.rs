//! One attempt to deliver a notification. It never leaves this machine.

use std::{error::Error, net::Ipv4Addr, net::Ipv6Addr, time::Duration};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use reqwest::{Certificate, Client, redirect, retry};
use url::{Host, Url};

/// A receiver that has not answered by then has failed.
const ATTEMPT_LIMIT: Duration = Duration::from_secs(10);

/// Source: <https://developer.bango.info/bango-to-reseller>
const API_KEY_HEADER: HeaderName = HeaderName::from_static("x-api-key");

/// The one host name that is called. It is not looked up, so that no system file can point it elsewhere.
const HOST: &str = "localhost";

/// Sends to receivers on this machine.
pub(super) struct Courier {
    client: Client,
    api_key: HeaderValue,
}

impl Courier {
    pub(super) fn new(
        api_key: HeaderValue,
        root_certificate_pem: &str,
    ) -> Result<Self, reqwest::Error> {
        let root = Certificate::from_pem(root_certificate_pem.as_bytes())?;
        let client = Client::builder()
            .user_agent(concat!("countersign-sandbox/", env!("CARGO_PKG_VERSION")))
            .no_proxy()
            .redirect(redirect::Policy::none())
            // Attempts are counted and spaced by the outbox.
            .retry(retry::never())
            .timeout(ATTEMPT_LIMIT)
            .tls_certs_merge([root])
            // The port is that of the URL.
            .resolve_to_addrs(
                HOST,
                &[(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()],
            )
            .build()?;
        Ok(Self { client, api_key })
    }

    /// Sends once. The error says in words what was wrong.
    pub(super) async fn post(&self, url: Url, body: Bytes) -> Result<(), String> {
        let request = self
            .client
            .post(url)
            .header(header::CONTENT_TYPE, "application/json")
            .header(API_KEY_HEADER, self.api_key.clone())
            .body(body);
        match request.send().await {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(format!("the receiver answered {}", response.status())),
            Err(error) if error.is_timeout() => {
                Err(format!("the receiver did not answer within {} s", ATTEMPT_LIMIT.as_secs()))
            }
            Err(error) => Err(format!("the receiver could not be reached: {}", innermost(&error))),
        }
    }
}

/// The URL if its host is this machine.
pub(super) fn on_this_machine(url: &str) -> Option<Url> {
    let url = Url::parse(url).ok()?;
    let is_loopback = match url.host()? {
        Host::Domain(name) => name == HOST,
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    is_loopback.then_some(url)
}

/// The cause that names what happened; the errors around it name the URL, which holds customer data.
fn innermost(error: &dyn Error) -> &dyn Error {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_called() {
        for url in [
            "http://localhost/",
            "https://LOCALHOST:8443/n?a=b",
            "http://127.0.0.1:1",
            "http://127.1.2.3/",
            "http://[::1]:1/",
            "http://user:password@localhost/",
        ] {
            assert!(on_this_machine(url).is_some(), "{url}");
        }
        for url in [
            "https://example.com/",
            "http://localhost.example.com/",
            "http://example.com/localhost",
            "http://localhost@example.com/",
            "http://10.0.0.1/",
            "http://0.0.0.0/",
            "http://[::]/",
            "http://[2001:db8::1]/",
            "data:,localhost",
            "localhost",
            "",
        ] {
            assert_eq!(on_this_machine(url), None, "{url}");
        }
    }
}
