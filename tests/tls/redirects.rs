//! Redirects: the signature and the credentials stay with the host for which they are meant.

use countersign::http::StatusCode;
use countersign_tests::{
    certificates::Plan,
    raw_server::RawServer,
    tls_server::{PING, TlsServer, client},
};

#[tokio::test]
async fn a_redirect_to_another_host_is_an_error_that_shows_the_host() {
    // The client trusts the other host, so only its refusal to follow keeps it away.
    let root = Plan::authority("the root").self_signed();
    let leaf = Plan::server(&["localhost"]).issued_by(&root);
    let other = TlsServer::start(leaf.chain(&[])).await;
    for status in [301, 302, 303, 307, 308] {
        for location in [other.base_url(), "https://other.example:8443".to_owned()] {
            let redirect = RawServer::start(format!(
                "HTTP/1.1 {status} Moved\r\nLocation: {location}/v1/path-sentinel?a=query-sentinel\r\n\
                 Content-Length: 0\r\n\r\n"
            ));
            let redirect = redirect.await.unwrap();
            let client = client(&redirect.base_url, &[&root])
                .add_roots_pem(redirect.certificate_pem.as_str())
                .build()
                .unwrap();
            let error = client.send(&PING).await.unwrap_err();
            assert_eq!(error.status(), Some(StatusCode::from_u16(status).unwrap()));
            // The others are used to show where the outcome is, and 303 for nothing else (RFC 9110, section 15.4.4).
            assert_eq!(error.may_have_taken_effect(), status < 307, "{error}");
            assert!(error.to_string().contains(&location), "{error}");
            assert!(!format!("{error} {error:?}").contains("sentinel"), "{error}");
        }
    }
    assert_eq!(other.counts().begun, 0);
}
