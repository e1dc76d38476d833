//! Certificates that must be refused: the check that failed, where, and what the error says.

use std::net::Ipv4Addr;

use countersign::{
    CertificateCheck::{
        self, Expired, Name, NameConstraints, NotACertificateAuthority, NotYetValid, Purpose,
        Signature, UnknownIssuer,
    },
    CertificatePosition::{self, Intermediate, Leaf, Root},
    TransportErrorKind,
};
use countersign_tests::{
    certificates::{Issued, Plan},
    tls_server::{TlsServer, client},
};
use rcgen::{
    DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, NameConstraints as Constraints, SanType,
};
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::refusal;

/// Calls a server that shows this chain, and expects this refusal and these words.
async fn check(
    chain: CertifiedKey,
    roots: &[&Issued],
    expected: (CertificateCheck, Option<CertificatePosition>),
    words: &[&str],
) {
    let mut server = TlsServer::start(chain).await;
    let client = client(&server.base_url(), roots).build().unwrap();
    let error = refusal(&client).await;
    assert_eq!(error.kind(), TransportErrorKind::Certificate, "{error}");
    let certificate = error.certificate().unwrap();
    assert_eq!((certificate.check(), certificate.position()), expected, "{error}");
    assert_eq!(certificate.host(), "localhost");
    for word in words {
        assert!(error.to_string().contains(word), "`{word}` is not in: {error}");
    }
    assert!(!error.is_retryable(), "{error}");
    let counts = server.counts_after(1).await;
    assert_eq!((counts.begun, counts.application_bytes), (1, 0), "{error}");
}

/// A root and an intermediate certificate below it.
fn authorities() -> (Issued, Issued) {
    let root = Plan::authority("the root").self_signed();
    let intermediate = Plan::authority("the intermediate").issued_by(&root);
    (root, intermediate)
}

fn server() -> Plan {
    Plan::server(&["localhost"])
}

#[tokio::test]
async fn names_that_are_not_the_hosts() {
    let (root, intermediate) = authorities();
    let none = "because it has no subjectAltName, and a common name does not count (RFC 9525";
    let others = "names of other kinds, such as IP addresses, do not count";
    let with_names = |names: Vec<SanType>| {
        Plan::server(&[]).with(|params| {
            params.distinguished_name.push(DnType::CommonName, "localhost");
            params.subject_alt_names = names;
        })
    };
    let cases = [
        (Plan::server(&["other.example"]), "is for `other.example`; check the base URL"),
        (Plan::server(&["a.example", "*.example"]), "is for `a.example`, `*.example`; check"),
        (Plan::server(&["*.localhost"]), "is for `*.localhost`"),
        (Plan::server(&["localhost.example"]), "is for `localhost.example`"),
        (with_names(vec![]), none),
        (with_names(vec![SanType::IpAddress(Ipv4Addr::LOCALHOST.into())]), others),
        (with_names(vec![SanType::Rfc822Name("a@localhost".try_into().unwrap())]), others),
        (with_names(vec![SanType::URI("https://localhost".try_into().unwrap())]), others),
    ];
    for (plan, words) in cases {
        let leaf = plan.issued_by(&intermediate);
        check(leaf.chain(&[&intermediate]), &[&root], (Name, Some(Leaf)), &[words]).await;
    }
}

#[tokio::test]
async fn dates_of_the_servers_own_certificate() {
    let (root, intermediate) = authorities();
    let clock = "if this machine's clock is wrong, correct that";
    let leaf = server().expired().issued_by(&intermediate);
    check(
        leaf.chain(&[&intermediate]),
        &[&root],
        (Expired, Some(Leaf)),
        &["own certificate `CN=the server` has expired", &leaf.not_after(), "renew it", clock],
    )
    .await;
    let leaf = server().not_yet_valid().issued_by(&intermediate);
    check(
        leaf.chain(&[&intermediate]),
        &[&root],
        (NotYetValid, Some(Leaf)),
        &["own certificate `CN=the server` is not valid yet", &leaf.not_before(), clock],
    )
    .await;
}

#[tokio::test]
async fn dates_of_an_intermediate_certificate() {
    let (root, _) = authorities();
    let words = "the intermediate certificate `CN=the intermediate`";
    let intermediate = Plan::authority("the intermediate").expired().issued_by(&root);
    check(
        server().issued_by(&intermediate).chain(&[&intermediate]),
        &[&root],
        (Expired, Some(Intermediate)),
        &[words, &intermediate.not_after(), "has expired", "renew it"],
    )
    .await;
    let intermediate = Plan::authority("the intermediate").not_yet_valid().issued_by(&root);
    check(
        server().issued_by(&intermediate).chain(&[&intermediate]),
        &[&root],
        (NotYetValid, Some(Intermediate)),
        &[words, &intermediate.not_before(), "is not valid yet"],
    )
    .await;
}

#[tokio::test]
async fn dates_of_a_root() {
    for show_root in [false, true] {
        let expired = Plan::authority("the root").expired().self_signed();
        let later = Plan::authority("the root").not_yet_valid().self_signed();
        for (root, check_of_it, date) in
            [(&expired, Expired, expired.not_after()), (&later, NotYetValid, later.not_before())]
        {
            let intermediate = Plan::authority("the intermediate").issued_by(root);
            let leaf = server().issued_by(&intermediate);
            let others = if show_root { vec![&intermediate, root] } else { vec![&intermediate] };
            check(
                leaf.chain(&others),
                &[root],
                (check_of_it, Some(Root)),
                &["the root certificate `CN=the root`", &date, "`add_roots_pem`"],
            )
            .await;
            // Directly below it too.
            let leaf = server().issued_by(root);
            check(leaf.chain(&[]), &[root], (check_of_it, Some(Root)), &[&date]).await;
        }
    }
}

#[tokio::test]
async fn wrong_signatures() {
    let (root, intermediate) = authorities();
    let words = &["a signature in the chain of `CN=the server` is not by the key of its issuer"];
    let leaf = server().issued_by(&intermediate).forged();
    check(leaf.chain(&[&intermediate]), &[&root], (Signature, None), words).await;

    let leaf = server().issued_by(&intermediate);
    let intermediate = intermediate.forged();
    check(leaf.chain(&[&intermediate]), &[&root], (Signature, None), words).await;

    // Roots of the same name with other keys: what a forger would make.
    let (false_root, false_intermediate) = authorities();
    let leaf = server().issued_by(&false_intermediate);
    for others in [vec![&false_intermediate], vec![&false_intermediate, &false_root]] {
        check(leaf.chain(&others), &[&root], (Signature, None), words).await;
    }
}

#[tokio::test]
async fn chains_that_lead_to_no_trusted_root() {
    let (root, intermediate) = authorities();
    let other = Plan::authority("another root").self_signed();
    let advice = "if a proxy inspects TLS here, add its root with `add_roots_pem`";
    let leaf = server().issued_by(&intermediate);
    let unknown_root = ["`CN=the root`, to which the chain of `CN=the server` leads", advice];
    let (at_intermediate, at_root) =
        ((UnknownIssuer, Some(Intermediate)), (UnknownIssuer, Some(Root)));
    check(leaf.chain(&[&intermediate]), &[&other], at_intermediate, &unknown_root).await;
    check(leaf.chain(&[&intermediate, &root]), &[&other], at_root, &unknown_root).await;
    check(leaf.chain(&[&intermediate]), &[], at_intermediate, &unknown_root).await;
    check(
        leaf.chain(&[]),
        &[&root],
        (UnknownIssuer, Some(Leaf)),
        &["`CN=the intermediate`, to which", "have the server send its intermediate certificates"],
    )
    .await;
    check(
        server().self_signed().chain(&[]),
        &[&root],
        (UnknownIssuer, Some(Leaf)),
        &["`CN=the server` issued itself", "get one from a certificate authority"],
    )
    .await;
}

#[tokio::test]
async fn certificates_that_go_beyond_what_they_are_for() {
    let (root, _) = authorities();
    let no_authority = Plan::server(&["other.example"])
        .with(|params| {
            params.distinguished_name.push(DnType::CommonName, "the intermediate");
            params.is_ca = IsCa::ExplicitNoCa;
        })
        .issued_by(&root);
    check(
        server().issued_by(&no_authority).chain(&[&no_authority]),
        &[&root],
        (NotACertificateAuthority, Some(Intermediate)),
        &["the intermediate certificate `CN=the intermediate` issued the next certificate"],
    )
    .await;

    let dns_name = |name: &str| vec![GeneralSubtree::DnsName(name.to_owned())];
    for (permitted, excluded) in [("other.example", "none.example"), ("localhost", "localhost")] {
        let constrained = Plan::authority("the intermediate")
            .with(|params| {
                params.name_constraints = Some(Constraints {
                    permitted_subtrees: dns_name(permitted),
                    excluded_subtrees: dns_name(excluded),
                });
            })
            .issued_by(&root);
        check(
            server().issued_by(&constrained).chain(&[&constrained]),
            &[&root],
            (NameConstraints, Some(Leaf)),
            &["issued `CN=the server` for `localhost`, a name that its constraints exclude"],
        )
        .await;
    }

    let for_clients = server()
        .with(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth])
        .issued_by(&root);
    check(
        for_clients.chain(&[]),
        &[&root],
        (Purpose, Some(Leaf)),
        &["`CN=the server` is for another purpose than to be a server's"],
    )
    .await;
}
