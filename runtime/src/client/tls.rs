//! What the client trusts, and how it speaks TLS: nothing that a user could turn off.

mod certificate;
mod refusal;
mod roots;
mod verifier;

use std::sync::Arc;

use rustls::{ClientConfig, client::Resumption, crypto::aws_lc_rs};

pub use refusal::{CertificateCheck, CertificatePosition, CertificateRefusal};

pub(super) use roots::RootSource;

use super::builder::BuildError;
use roots::RootSet;
use verifier::Verifier;

/// TLS 1.2 and 1.3 with the checks that the vendor demands.
///
/// A switch that turned a check off would be here, and there is none. The protocols that are spoken over it (ALPN) are left to
/// the connector, which refuses a configuration that names some.
pub(super) fn client_config(
    source: RootSource,
    added: &[Vec<u8>],
) -> Result<ClientConfig, BuildError> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let set = RootSet::load(source, added)?;
    let verifier = Verifier::new(source, set, Arc::clone(&provider))
        .map_err(|error| BuildError::Tls(error.to_string()))?;
    // rustls calls every verifier dangerous that it did not make; ours adds the dates of the roots to rustls's own.
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| BuildError::Tls(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    // A resumed session does not show its certificates again, so one that has expired since would live on.
    config.resumption = Resumption::disabled();
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Roots;

    /// Early data can be replayed (RFC 8446, section 8), and then a request would be carried out twice.
    #[test]
    fn no_request_is_sent_before_the_handshake_is_complete() {
        let config = client_config(RootSource::of(Roots::Mozilla), &[]).unwrap();
        assert!(!config.enable_early_data);
    }
}
