//! What a vendor may change at any time: one client goes on through all of it.

use countersign_tests::{
    certificates::{Issued, Plan},
    tls_server::{PING, TlsServer, client},
};
use rcgen::DnType;
use tokio_rustls::rustls::{
    sign::CertifiedKey,
    version::{TLS12, TLS13},
};

/// Everything that a vendor may show to a client that trusts these two roots.
fn changes(root: &Issued, other_root: &Issued) -> Vec<(&'static str, CertifiedKey)> {
    let server = || Plan::server(&["localhost"]);
    let intermediate = Plan::authority("the intermediate").issued_by(root);
    let other_intermediate = Plan::authority("another intermediate").issued_by(root);
    let below_other_root = Plan::authority("the intermediate").issued_by(other_root);
    let other_name = server().with(|params| {
        params.distinguished_name.push(DnType::CommonName, "another name");
        params.distinguished_name.push(DnType::OrganizationName, "Another Organization");
        params.distinguished_name.push(DnType::CountryName, "GB");
    });
    let more_names = Plan::server(&["other.example", "*.example", "localhost"]);
    let leaf = server().issued_by(&intermediate);
    vec![
        ("as it was", leaf.chain(&[&intermediate])),
        ("another key", server().issued_by(&intermediate).chain(&[&intermediate])),
        ("another distinguished name", other_name.issued_by(&intermediate).chain(&[&intermediate])),
        (
            "another intermediate",
            server().issued_by(&other_intermediate).chain(&[&other_intermediate]),
        ),
        ("no intermediate", server().issued_by(root).chain(&[])),
        ("another root", server().issued_by(&below_other_root).chain(&[&below_other_root])),
        ("several names", more_names.issued_by(&intermediate).chain(&[&intermediate])),
        ("with the root", leaf.chain(&[&intermediate, root])),
        ("with a root that it does not need", leaf.chain(&[&intermediate, root, other_root])),
        ("in another order", leaf.chain(&[root, &intermediate])),
    ]
}

#[tokio::test]
async fn one_client_goes_on_through_all_that_a_vendor_may_change() {
    let root = Plan::authority("the root").self_signed();
    let other_root = Plan::authority("another root").self_signed();
    let expired_root = Plan::authority("the root").expired().self_signed();
    let (name, first) = changes(&root, &other_root).swap_remove(0);
    let mut server = TlsServer::start(first).await;
    // An expired root of the same name, as a store may hold after a renewal, does not stand in the way.
    let client = client(&server.base_url(), &[&expired_root, &root, &other_root]).build().unwrap();
    client.send(&PING).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut calls = 1;
    for version in [&TLS13, &TLS12] {
        for (name, chain) in changes(&root, &other_root) {
            server.show_with(chain, version);
            client.send(&PING).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            calls += 1;
        }
    }
    let counts = server.counts_after(calls).await;
    assert_eq!((counts.handshakes, counts.resumed), (calls, 0));
}

#[test]
fn a_servers_own_certificate_is_not_taken_for_a_root() {
    let server = Plan::server(&["localhost"]).self_signed();
    let error = client("https://localhost", &[&server]).build().unwrap_err();
    assert!(error.to_string().contains("is not a root, because it may not issue"), "{error}");
}

#[test]
fn a_certificate_that_another_issued_is_not_taken_for_a_root() {
    let root = Plan::authority("the root").self_signed();
    let intermediate = Plan::authority("the intermediate").issued_by(&root);
    let error = client("https://localhost", &[&intermediate]).build().unwrap_err();
    let words =
        "`CN=the intermediate` is not a root, because `CN=the root` issued it: add that one";
    assert!(error.to_string().contains(words), "{error}");
}
