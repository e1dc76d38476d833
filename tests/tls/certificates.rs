//! Makes certificates: right ones, and ones with any one thing wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, SanType,
};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use tokio_rustls::rustls::{
    crypto::aws_lc_rs::sign::any_supported_type,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject as _},
    sign::CertifiedKey,
};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a certificate is to say.
pub struct Plan(pub CertificateParams);

impl Plan {
    /// A root, or an intermediate certificate, of this common name, valid since yesterday and until tomorrow.
    pub fn authority(common_name: &str) -> Self {
        let mut plan = Self::named(common_name);
        plan.0.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        plan.0.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        plan
    }

    /// A server's certificate for these DNS names, valid since yesterday and until tomorrow.
    pub fn server(names: &[&str]) -> Self {
        let mut plan = Self::named("the server");
        plan.0.subject_alt_names = names.iter().map(|name| dns(name)).collect();
        plan.0.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        plan
    }

    fn named(common_name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, common_name);
        params.not_before = OffsetDateTime::now_utc() - DAY;
        params.not_after = OffsetDateTime::now_utc() + DAY;
        Self(params)
    }

    /// Changes anything.
    pub fn with(mut self, change: impl FnOnce(&mut CertificateParams)) -> Self {
        change(&mut self.0);
        self
    }

    /// Makes it one that ended an hour ago.
    pub fn expired(self) -> Self {
        self.with(|params| params.not_after = OffsetDateTime::now_utc() - DAY / 24)
    }

    /// Makes it one that begins in an hour.
    pub fn not_yet_valid(self) -> Self {
        self.with(|params| params.not_before = OffsetDateTime::now_utc() + DAY / 24)
    }

    /// Makes it one that ends in this time, in whole seconds, or up to a second later.
    pub fn ending_in(self, rest: Duration) -> Self {
        self.with(|params| params.not_after = OffsetDateTime::now_utc() + rest)
    }

    /// The certificate, signed by itself.
    pub fn self_signed(self) -> Issued {
        let key = KeyPair::generate().unwrap();
        let der = self.0.self_signed(&key).unwrap().der().clone();
        Issued { params: self.0, key, der }
    }

    /// The certificate, signed by another.
    pub fn issued_by(self, issuer: &Issued) -> Issued {
        let key = KeyPair::generate().unwrap();
        let issuer = Issuer::from_params(&issuer.params, &issuer.key);
        let certificate: Certificate = self.0.signed_by(&key, &issuer).unwrap();
        Issued { params: self.0, key, der: certificate.der().clone() }
    }
}

/// A DNS name of a subjectAltName.
pub fn dns(name: &str) -> SanType {
    SanType::DnsName(name.try_into().unwrap())
}

/// A certificate and its private key.
pub struct Issued {
    params: CertificateParams,
    key: KeyPair,
    der: CertificateDer<'static>,
}

impl Issued {
    /// The certificate in PEM.
    pub fn pem(&self) -> String {
        let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &self.der);
        let pem = format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n");
        assert_eq!(CertificateDer::from_pem_slice(pem.as_bytes()).unwrap(), self.der);
        pem
    }

    /// The same certificate with a signature that is not its issuer's.
    pub fn forged(mut self) -> Self {
        let mut der = self.der.to_vec();
        // The last byte is one of the signature's, and not of its form.
        *der.last_mut().unwrap() ^= 1;
        self.der = der.into();
        self
    }

    /// The same certificate, with a key that is not its own.
    pub fn with_key_of(mut self, other: Self) -> Self {
        self.key = other.key;
        self
    }

    /// The last moment of its validity, as errors write it.
    pub fn not_after(&self) -> String {
        moment(self.params.not_after)
    }

    /// The first moment of its validity, as errors write it.
    pub fn not_before(&self) -> String {
        moment(self.params.not_before)
    }

    /// This certificate as a server's own, with others to show.
    pub fn chain(&self, others: &[&Self]) -> CertifiedKey {
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        let chain = [self].iter().chain(others).map(|issued| issued.der.clone()).collect();
        // Unlike rustls's usual constructor, this one does not check that the key fits.
        CertifiedKey::new(chain, any_supported_type(&key).unwrap())
    }
}

fn moment(time: OffsetDateTime) -> String {
    time.replace_nanosecond(0).unwrap().format(&Rfc3339).unwrap()
}
