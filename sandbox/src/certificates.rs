//! A certificate authority that lives as long as one sandbox, and the server certificate that it issues.

use std::sync::Arc;

use countersign::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
};
use time::{Duration, OffsetDateTime};
use tokio_rustls::rustls::{
    self, ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};

const HOST: &str = "localhost";

/// Some platforms refuse server certificates that are valid for longer than 398 days.
const VALID_DAYS: i64 = 397;

/// What a sandbox shows of itself, and what clients need in order to trust it.
pub(crate) struct Certificates {
    pub(crate) root_pem: String,
    pub(crate) server_config: Arc<ServerConfig>,
}

/// Why certificates could not be made; only a broken system or crypto library does that.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CertificateError {
    #[error(transparent)]
    Issue(#[from] rcgen::Error),
    #[error(transparent)]
    Tls(#[from] rustls::Error),
}

impl Certificates {
    /// Makes an authority and a certificate for `localhost`. The authority's key is dropped at once, so that nothing
    /// else is ever issued by it.
    pub(crate) fn new() -> Result<Self, CertificateError> {
        let mut root = valid_around_now(CertificateParams::default());
        root.distinguished_name = name("Countersign sandbox (local, one run)");
        root.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        // Whoever installs this root in a system trusts it for this host and no other.
        root.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName(HOST.to_owned())],
            excluded_subtrees: Vec::new(),
        });
        let root_key = KeyPair::generate()?;
        let root_pem = root.self_signed(&root_key)?.pem();

        let mut server = valid_around_now(CertificateParams::new([HOST.to_owned()])?);
        server.distinguished_name = name(HOST);
        server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        server.use_authority_key_identifier_extension = true;
        let server_key = KeyPair::generate()?;
        let server = server.signed_by(&server_key, &Issuer::new(root, root_key))?;

        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
        // The provider is named, because a program may hold another one as its default.
        let mut config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![server.der().clone()], key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { root_pem, server_config: Arc::new(config) })
    }
}

fn name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name
}

/// Valid from yesterday, so that a client's clock may be a little behind. The clock of the sandbox is for signatures and
/// does not matter here.
fn valid_around_now(mut params: CertificateParams) -> CertificateParams {
    let now = i64::try_from(Timestamp::now().unix_seconds())
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    params.not_before = now.checked_sub(Duration::DAY).unwrap_or(now);
    params.not_after = now.checked_add(Duration::days(VALID_DAYS)).unwrap_or(now);
    params
}
