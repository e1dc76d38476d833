//! The store of the operating system, where it is files: its roots have dates too.

use std::{env, fs, path::PathBuf};

use countersign::{BuildError, CertificateCheck, CertificatePosition, Roots};
use countersign_tests::{
    certificates::{Issued, Plan},
    own_process,
    tls_server::{PING, TlsServer, client},
};

use crate::refusal;

#[tokio::test]
async fn the_systems_store_is_used_with_the_dates_of_its_roots() {
    let folder = tempfile::tempdir().unwrap();
    for (test, file) in [("uses_the_store", "roots.pem"), ("finds_an_empty_store", "empty.pem")] {
        let file = folder.path().join(file);
        fs::write(&file, "").unwrap();
        let variables = [("SSL_CERT_FILE", file.to_str().unwrap())];
        own_process::run(&format!("platform::{test}"), &variables).await;
    }
}

#[expect(clippy::disallowed_methods, reason = "the test that runs this one sets it")]
fn store() -> PathBuf {
    env::var_os("SSL_CERT_FILE").unwrap().into()
}

async fn serve(root: &Issued) -> TlsServer {
    TlsServer::start(Plan::server(&["localhost"]).issued_by(root).chain(&[])).await
}

#[tokio::test]
#[ignore = "another test runs it, with a store of its own"]
async fn uses_the_store() {
    let valid = Plan::authority("a root").self_signed();
    let expired = Plan::authority("an old root").expired().self_signed();
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    fs::write(store(), [broken, &valid.pem(), &expired.pem()].concat()).unwrap();

    let server = serve(&valid).await;
    let trusting = client(&server.base_url(), &[]).roots(Roots::Platform).build().unwrap();
    trusting.send(&PING).await.unwrap();

    let server = serve(&expired).await;
    let refusing = client(&server.base_url(), &[&valid]).roots(Roots::Platform).build().unwrap();
    let error = refusal(&refusing).await;
    let refused = error.certificate().unwrap();
    let expected = (CertificateCheck::Expired, Some(CertificatePosition::Root));
    assert_eq!((refused.check(), refused.position()), expected);
    assert_eq!(refused.subject(), Some("CN=an old root"));

    // Not a root of the store: Mozilla's list does not have it.
    let server = serve(&valid).await;
    let error = refusal(&client(&server.base_url(), &[]).build().unwrap()).await;
    assert_eq!(error.certificate().unwrap().check(), CertificateCheck::UnknownIssuer);
}

#[tokio::test]
#[ignore = "another test runs it, with a store of its own"]
async fn finds_an_empty_store() {
    assert_eq!(fs::read_to_string(store()).unwrap(), "");
    let error = client("https://localhost", &[]).roots(Roots::Platform).build().unwrap_err();
    assert!(matches!(error, BuildError::Tls(_)), "{error}");
    assert!(error.to_string().contains("the system has no root certificates"), "{error}");

    let root = Plan::authority("the root").self_signed();
    let server = serve(&root).await;
    let client = client(&server.base_url(), &[&root]).roots(Roots::Platform).build().unwrap();
    client.send(&PING).await.unwrap();
}
