//! Lets the library verify certificates, with the roots that are valid at that moment.

use std::{
    fmt,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use rustls::{
    CertificateError, DigitallySignedStruct, Error, OtherError, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use super::{
    refusal::{CertificateRefusal, Handshake},
    roots::{Root, RootSet, RootSource},
};

/// Verifies by the library, and explains its refusals.
///
/// The library does not check the dates of a root, so it gets only those roots that are valid now. That is the one
/// decision made here: `Ok` comes from the library alone.
pub(super) struct Verifier {
    library: Library,
    provider: Arc<CryptoProvider>,
    roots: RootSet,
    current: Mutex<Current>,
}

/// The library's verifier for a time in which the valid roots stay the same.
struct Current {
    period: Range<u64>,
    /// `None` if no root is valid in this period, so that there is nothing to verify with.
    verifier: Option<Arc<dyn ServerCertVerifier>>,
}

impl Verifier {
    pub(super) fn new(
        source: RootSource,
        set: RootSet,
        provider: Arc<CryptoProvider>,
    ) -> Result<Self, Error> {
        let library = Library::of(source);
        // Shows at build, and not at the first call, that the library takes all of the roots.
        library.verifier(set.iter(), &provider)?;
        let nothing_yet = Current { period: 0..0, verifier: None };
        Ok(Self { library, provider, roots: set, current: Mutex::new(nothing_yet) })
    }

    /// The library's verifier with the roots that are valid at this moment.
    fn at(&self, now: u64) -> Result<Option<Arc<dyn ServerCertVerifier>>, Error> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if !current.period.contains(&now) {
            let valid = self.roots.iter().filter(|root| root.certificate.is_valid_at(now));
            *current = Current {
                verifier: self.library.verifier(valid, &self.provider)?,
                period: self.roots.unchanged_around(now),
            };
        }
        Ok(current.verifier.clone())
    }

    /// Why the library refuses a chain: its own reason, or, if all roots would do, a root's dates.
    fn explain(&self, reason: CertificateError, handshake: &Handshake<'_>) -> CertificateRefusal {
        let with_all_roots = self
            .library
            .verifier(self.roots.iter(), &self.provider)
            .ok()
            .flatten()
            .map(|verifier| handshake.verify_by(&*verifier));
        match with_all_roots {
            Some(Ok(_)) => handshake.refused_for_dates_of(&self.roots),
            // With the root that is missing now, something else may be wrong in the first place.
            Some(Err(Error::InvalidCertificate(other)))
                if matches!(reason, CertificateError::UnknownIssuer) =>
            {
                handshake.refused(&other)
            }
            _ => handshake.refused(&reason),
        }
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let handshake = Handshake { end_entity, intermediates, server_name, ocsp_response, now };
        let result = match self.at(now.as_secs())? {
            Some(verifier) => handshake.verify_by(&*verifier),
            None => Err(CertificateError::UnknownIssuer.into()),
        };
        result.map_err(|error| match error {
            Error::InvalidCertificate(reason) => refused(self.explain(reason, &handshake)),
            error => error,
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

impl fmt::Debug for Verifier {
    /// Shows nothing of the roots and algorithms, of which there are hundreds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// Carries an explanation through the library.
fn refused(refusal: CertificateRefusal) -> Error {
    Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(refusal))))
}

/// Whose verifier it is.
#[derive(Clone, Copy)]
enum Library {
    /// That of rustls.
    Webpki,
    /// That of the operating system, which knows its own roots and their dates.
    #[cfg(any(windows, target_vendor = "apple", target_os = "android"))]
    OperatingSystem,
}

impl Library {
    const fn of(source: RootSource) -> Self {
        match source {
            #[cfg(any(windows, target_vendor = "apple", target_os = "android"))]
            RootSource::Platform => Self::OperatingSystem,
            _ => Self::Webpki,
        }
    }

    /// A verifier that trusts these roots; `None` if there are none.
    fn verifier<'a>(
        self,
        roots: impl Iterator<Item = &'a Root>,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Option<Arc<dyn ServerCertVerifier>>, Error> {
        match self {
            Self::Webpki => {
                let mut store = RootCertStore::empty();
                for root in roots {
                    root.add_to(&mut store)?;
                }
                if store.is_empty() {
                    return Ok(None);
                }
                let builder = WebPkiServerVerifier::builder_with_provider(
                    Arc::new(store),
                    Arc::clone(provider),
                );
                let verifier =
                    builder.build().map_err(|error| Error::General(error.to_string()))?;
                Ok(Some(verifier))
            }
            #[cfg(any(windows, target_vendor = "apple"))]
            Self::OperatingSystem => {
                use rustls_platform_verifier::Verifier;
                let roots = roots.filter_map(Root::unlimited);
                Ok(Some(Arc::new(Verifier::new_with_extra_roots(roots, Arc::clone(provider))?)))
            }
            #[cfg(target_os = "android")]
            Self::OperatingSystem => {
                use rustls_platform_verifier::Verifier;
                if roots.count() > 0 {
                    return Err(Error::General(
                        "Android takes no roots of a program: use `Roots::Mozilla` with `add_roots_pem`".to_owned(),
                    ));
                }
                Ok(Some(Arc::new(Verifier::new(Arc::clone(provider))?)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rcgen::{
        BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
        Issuer, KeyPair, NameConstraints, date_time_ymd,
    };
    use rustls::{
        crypto::aws_lc_rs,
        pki_types::{Der, TrustAnchor},
    };
    use webpki::anchor_from_trusted_cert;

    use super::*;
    use crate::{CertificateCheck, Roots, client::tls::roots::MozillaList};

    const YEAR_2026: u64 = 1_767_225_600;

    fn verifier() -> Verifier {
        let source = RootSource::of(Roots::Mozilla);
        let set = RootSet::load(source, &[]).unwrap();
        Verifier::new(source, set, Arc::new(aws_lc_rs::default_provider())).unwrap()
    }

    /// A root of 2025 to 2026, which may issue certificates for `inside.test` only if its own certificate says so.
    fn root(key: &KeyPair, is_limited: bool) -> (CertificateParams, CertificateDer<'static>) {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "a root");
        (params.not_before, params.not_after) =
            (date_time_ymd(2025, 1, 1), date_time_ymd(2027, 1, 1));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.name_constraints = is_limited.then(|| NameConstraints {
            permitted_subtrees: vec![GeneralSubtree::DnsName("inside.test".to_owned())],
            excluded_subtrees: Vec::new(),
        });
        let der = params.self_signed(key).unwrap().der().clone();
        (params, der)
    }

    #[test]
    fn a_limit_that_mozilla_sets_binds_a_root_whose_certificate_states_none() {
        let key = KeyPair::generate().unwrap();
        let (params, certificate) = root(&key, false);
        let (_, limited) = root(&key, true);
        let limits = anchor_from_trusted_cert(&limited).unwrap().name_constraints.unwrap();
        let own = anchor_from_trusted_cert(&certificate).unwrap().to_owned();
        assert!(own.name_constraints.is_none());
        let issuer = Issuer::from_params(&params, &key);

        let verify = |name: &'static str, limits: Option<Der<'static>>| {
            let anchor = TrustAnchor { name_constraints: limits, ..own.clone() };
            let source = RootSource::Mozilla(MozillaList {
                anchors: vec![anchor].leak(),
                certificates: vec![certificate.clone()].leak(),
            });
            let set = RootSet::load(source, &[]).unwrap();
            let provider = Arc::new(aws_lc_rs::default_provider());
            let verifier = Verifier::new(source, set, provider).unwrap();
            let mut params = CertificateParams::new([name.to_owned()]).unwrap();
            (params.not_before, params.not_after) =
                (date_time_ymd(2025, 1, 1), date_time_ymd(2027, 1, 1));
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            let leaf = params.signed_by(&KeyPair::generate().unwrap(), &issuer).unwrap();
            let name = ServerName::try_from(name).unwrap();
            let now = UnixTime::since_unix_epoch(Duration::from_secs(YEAR_2026));
            verifier.verify_server_cert(leaf.der(), &[], &name, &[], now)
        };
        let limits = || Some(Der::from(limits.as_ref().to_vec()));
        for name in ["inside.test", "api.inside.test"] {
            verify(name, limits()).unwrap();
        }
        for name in ["outside.test", "resale.api.bango.net"] {
            verify(name, None).unwrap();
            let Err(Error::InvalidCertificate(CertificateError::Other(OtherError(refusal)))) =
                verify(name, limits())
            else {
                panic!("{name} is accepted");
            };
            let refusal: &CertificateRefusal = refusal.downcast_ref().unwrap();
            assert_eq!(refusal.check(), CertificateCheck::NameConstraints, "{name}: {refusal}");
        }
    }

    #[test]
    fn a_handshake_builds_nothing_anew_until_a_root_begins_or_ends() {
        let verifier = verifier();
        let period = verifier.roots.unchanged_around(YEAR_2026);
        let first = verifier.at(YEAR_2026).unwrap().unwrap();
        for now in [period.start, period.end - 1] {
            assert!(Arc::ptr_eq(&first, &verifier.at(now).unwrap().unwrap()));
        }
        assert!(!Arc::ptr_eq(&first, &verifier.at(period.end).unwrap().unwrap()));
        // A clock that is set back is followed too.
        verifier.at(period.start).unwrap().unwrap();
        assert_eq!(verifier.current.lock().unwrap().period, period);
    }

    #[test]
    fn where_no_root_is_valid_there_is_nothing_to_accept_with() {
        let verifier = verifier();
        assert!(verifier.at(0).unwrap().is_none());
        assert!(verifier.at(u64::MAX - 1).unwrap().is_none());
    }
}
