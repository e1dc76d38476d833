//! A certificate authority that lives as long as one sandbox, and the server certificates that it issues.

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

use crate::{fault::BadCertificate, sandbox::HttpVersions};

const HOST: &str = "localhost";

/// The root is constrained to names below `localhost`, so that this one is wrong for its host and nothing else.
const OTHER_HOST: &str = "other.localhost";

/// Some platforms refuse server certificates that are valid for longer than 398 days.
const VALID_DAYS: i64 = 397;

/// What a sandbox shows of itself, and what clients need in order to trust it.
#[derive(Clone)]
pub(crate) struct Certificates {
    pub(crate) root_pem: String,
    pub(crate) good: Arc<ServerConfig>,
    expired: Arc<ServerConfig>,
    other_host: Arc<ServerConfig>,
    unknown_root: Arc<ServerConfig>,
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
    /// Makes an authority and its certificates, a good one for `localhost` among them. The authority's key is dropped at
    /// once, so that nothing else is ever issued by it.
    pub(crate) fn new(versions: HttpVersions) -> Result<Self, CertificateError> {
        let authority = Authority::new("Countersign sandbox (local, one run)")?;
        let unknown = Authority::new("Countersign sandbox (unknown to everybody)")?;
        let good = server(HOST)?;
        let mut expired = server(HOST)?;
        expired.not_before = days_from_now(-3);
        expired.not_after = days_from_now(-1);
        let config = |authority: &Authority, params| authority.config(params, versions);
        Ok(Self {
            good: config(&authority, &good)?,
            expired: config(&authority, &expired)?,
            other_host: config(&authority, &server(OTHER_HOST)?)?,
            unknown_root: config(&unknown, &good)?,
            root_pem: authority.pem,
        })
    }

    /// A certificate that no client may accept.
    pub(crate) fn bad(&self, bad: BadCertificate) -> Arc<ServerConfig> {
        Arc::clone(match bad {
            BadCertificate::Expired => &self.expired,
            BadCertificate::OtherHost => &self.other_host,
            BadCertificate::UnknownRoot => &self.unknown_root,
        })
    }
}

/// A root certificate with its key.
struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new(common_name: &str) -> Result<Self, CertificateError> {
        let mut root = valid_around_now(CertificateParams::default());
        root.distinguished_name = name(common_name);
        root.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        // Whoever installs this root in a system trusts it for this host and no other.
        root.name_constraints = Some(NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName(HOST.to_owned())],
            excluded_subtrees: Vec::new(),
        });
        let key = KeyPair::generate()?;
        Ok(Self { pem: root.self_signed(&key)?.pem(), issuer: Issuer::new(root, key) })
    }

    /// Issues a certificate, and makes what shows it.
    fn config(
        &self,
        params: &CertificateParams,
        versions: HttpVersions,
    ) -> Result<Arc<ServerConfig>, CertificateError> {
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        // The provider is named, because a program may hold another one as its default.
        let mut config = ServerConfig::builder_with_provider(aws_lc_rs::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key)?;
        config.alpn_protocols = match versions {
            HttpVersions::All => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            HttpVersions::Http1 => vec![b"http/1.1".to_vec()],
        };
        Ok(Arc::new(config))
    }
}

fn server(host: &str) -> Result<CertificateParams, CertificateError> {
    let mut server = valid_around_now(CertificateParams::new([host.to_owned()])?);
    server.distinguished_name = name(host);
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.use_authority_key_identifier_extension = true;
    Ok(server)
}

fn name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name
}

/// Valid from yesterday, so that a client's clock may be a little behind. The clock of the sandbox is for signatures and
/// does not matter here.
fn valid_around_now(mut params: CertificateParams) -> CertificateParams {
    params.not_before = days_from_now(-1);
    params.not_after = days_from_now(VALID_DAYS);
    params
}

fn days_from_now(days: i64) -> OffsetDateTime {
    let now = i64::try_from(Timestamp::now().unix_seconds())
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    now.checked_add(Duration::days(days)).unwrap_or(now)
}
