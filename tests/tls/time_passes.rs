//! Certificates that expire while a client lives and goes on calling.

use std::time::{Duration, Instant};

use countersign::{CertificateCheck::Expired, CertificatePosition, TransportError};
use countersign_tests::{
    certificates::{Issued, Plan},
    tls_server::{HANG, PING, TlsServer, client},
};
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::refusal;

/// How long a certificate lives: longer on a machine that is too slow for a few handshakes in that time.
const LIVES: [Duration; 3] =
    [Duration::from_secs(3), Duration::from_secs(12), Duration::from_secs(48)];

#[tokio::test]
async fn a_root_that_expires_while_the_client_lives_is_refused_from_then_on() {
    for life in LIVES {
        let root = Plan::authority("the root").ending_in(life).self_signed();
        let leaf = Plan::server(&["localhost"]).issued_by(&root);
        let (accepted, error) = outlive(&root, leaf.chain(&[])).await;
        let refused = error.certificate().unwrap();
        let expected = (Expired, Some(CertificatePosition::Root));
        assert_eq!((refused.check(), refused.position()), expected, "{error}");
        assert!(refused.checked_at() > refused.not_after().unwrap());
        assert!(error.to_string().contains("`CN=the root` has expired"), "{error}");
        if accepted > 1 {
            return;
        }
    }
    panic!("this machine is too slow");
}

#[tokio::test]
async fn a_session_that_began_in_time_is_not_resumed() {
    let root = Plan::authority("the root").self_signed();
    for life in LIVES {
        let leaf = Plan::server(&["localhost"]).ending_in(life).issued_by(&root);
        let (accepted, error) = outlive(&root, leaf.chain(&[])).await;
        let refused = error.certificate().unwrap();
        let expected = (Expired, Some(CertificatePosition::Leaf));
        assert_eq!((refused.check(), refused.position()), expected, "{error}");
        if accepted > 1 {
            return;
        }
    }
    panic!("this machine is too slow");
}

/// Calls a server until it is refused, and says how often it was trusted before.
async fn outlive(root: &Issued, chain: CertifiedKey) -> (usize, TransportError) {
    let mut server = TlsServer::start(chain).await;
    let client = client(&server.base_url(), &[root]).build().unwrap();
    let begin = Instant::now();
    let mut accepted = 0;
    while client.send(&PING).await.is_ok() {
        accepted += 1;
        assert!(begin.elapsed() < 2 * HANG);
    }
    // It stays refused.
    let error = refusal(&client).await;
    let counts = server.counts_after(accepted + 2).await;
    assert_eq!((counts.handshakes, counts.resumed), (accepted, 0));
    (accepted, error)
}
