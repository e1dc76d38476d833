//! TLS for a server of a test: a root, and a certificate for `localhost` that it issued.

use std::sync::Arc;

use tokio_rustls::rustls::{ServerConfig, sign::SingleCertAndKey};

use crate::certificates::Plan;

/// What a client has to trust, in PEM, and what the server shows.
pub fn tls() -> (String, ServerConfig) {
    let root = Plan::authority("Root of a test").self_signed();
    let server = Plan::server(&["localhost"]).issued_by(&root);
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(server.chain(&[]))));
    (root.pem(), config)
}
