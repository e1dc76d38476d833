//! The roots that a client trusts, each with its dates.

use std::{fmt, ops::Range, slice};

use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};

use super::certificate::Certificate;
use crate::client::builder::{BuildError, Roots};

/// The choice of [`Roots`], together with what was chosen.
///
/// Mozilla's list takes 130 kilobytes of a program. It is named where it is chosen and nowhere else, so that a program which
/// chooses no roots does without it.
#[derive(Clone, Copy)]
pub(in crate::client) enum RootSource {
    Mozilla(&'static [CertificateDer<'static>]),
    Platform,
}

impl RootSource {
    pub(in crate::client) const fn of(roots: Roots) -> Self {
        match roots {
            Roots::Mozilla => Self::Mozilla(webpki_root_certs::TLS_SERVER_ROOT_CERTS),
            Roots::Platform => Self::Platform,
        }
    }
}

impl fmt::Debug for RootSource {
    /// Shows the choice; the list is long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mozilla(_) => "Mozilla",
            Self::Platform => "Platform",
        })
    }
}

/// A root certificate.
///
/// A trust anchor of rustls is a name and a key without dates, so the certificate is kept beside it.
pub(super) struct Root {
    pub(super) der: CertificateDer<'static>,
    pub(super) certificate: Certificate,
}

/// All roots of a client, whatever their dates.
pub(super) struct RootSet(Vec<Root>);

impl RootSet {
    /// Reads the roots of the user's choice, and those that the user added.
    pub(super) fn load(source: RootSource, added: &[Vec<u8>]) -> Result<Self, BuildError> {
        let mut set = Vec::new();
        for pem in added {
            set.append(&mut read_pem(pem).map_err(BuildError::Roots)?);
        }
        match source {
            RootSource::Mozilla(list) => set.extend(list.iter().cloned().filter_map(usable)),
            RootSource::Platform => add_platform(&mut set)?,
        }
        Ok(Self(set))
    }

    pub(super) fn iter(&self) -> slice::Iter<'_, Root> {
        self.0.iter()
    }

    /// The time around this moment, in Unix seconds, in which the same roots are valid.
    pub(super) fn unchanged_around(&self, now: u64) -> Range<u64> {
        let mut period = 0..u64::MAX;
        for Root { certificate, .. } in self.iter() {
            for change in [certificate.not_before, certificate.not_after.saturating_add(1)] {
                if change <= now {
                    period.start = period.start.max(change);
                } else {
                    period.end = period.end.min(change);
                }
            }
        }
        period
    }
}

/// Adds the store of the operating system.
#[cfg(not(any(windows, target_vendor = "apple", target_os = "android")))]
fn add_platform(set: &mut Vec<Root>) -> Result<(), BuildError> {
    let found = rustls_native_certs::load_native_certs();
    // A system's store may hold what rustls cannot use; the rest of it serves.
    set.extend(found.certs.into_iter().filter_map(usable));
    if set.is_empty() {
        let reason = found.errors.first().map_or_else(String::new, |error| format!(" ({error})"));
        return Err(BuildError::Tls(format!(
            "the system has no root certificates{reason}; install them (the package is often `ca-certificates`), or \
             choose `Roots::Mozilla`, or add your own with `add_roots_pem`"
        )));
    }
    Ok(())
}

/// Here the operating system verifies against its own store, dates and all.
#[cfg(any(windows, target_vendor = "apple", target_os = "android"))]
fn add_platform(_: &mut Vec<Root>) -> Result<(), BuildError> {
    Ok(())
}

/// Reads PEM text of one or more root certificates, each of which must be fit to be one.
fn read_pem(pem: &[u8]) -> Result<Vec<Root>, String> {
    let roots = CertificateDer::pem_slice_iter(pem)
        .map(|der| read_root(der.map_err(|error| error.to_string())?))
        .collect::<Result<Vec<_>, _>>()?;
    if roots.is_empty() {
        return Err("there is none in the text".to_owned());
    }
    Ok(roots)
}

fn read_root(der: CertificateDer<'static>) -> Result<Root, String> {
    RootCertStore::empty().add(der.clone()).map_err(|error| error.to_string())?;
    let certificate = Certificate::read(&der).map_err(|error| error.to_string())?;
    // The library takes any certificate for an anchor. To trust one that another issued, or that issues none, is to pin
    // it, and the client would go down when it is renewed.
    if !certificate.is_ca {
        return Err(format!(
            "`{}` is not a root, because it may not issue certificates (its `basicConstraints` do not say CA): a \
             server's own certificate cannot be trusted by itself; let a root of yours issue it, and add that root",
            certificate.subject.as_str(),
        ));
    }
    if !certificate.is_self_issued() {
        return Err(format!(
            "`{}` is not a root, because `{}` issued it: add that one's root",
            certificate.subject.as_str(),
            certificate.issuer.as_str(),
        ));
    }
    Ok(Root { der, certificate })
}

fn usable(der: CertificateDer<'static>) -> Option<Root> {
    read_root(der).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_choice_and_not_the_list() {
        for roots in [Roots::Mozilla, Roots::Platform] {
            assert_eq!(format!("{:?}", RootSource::of(roots)), format!("{roots:?}"));
        }
    }

    #[test]
    fn no_root_of_mozilla_is_lost() {
        let set = RootSet::load(RootSource::of(Roots::Mozilla), &[]).unwrap();
        assert_eq!(set.iter().count(), webpki_root_certs::TLS_SERVER_ROOT_CERTS.len());
    }

    #[test]
    fn the_period_ends_where_a_root_begins_or_ends() {
        let set = RootSet::load(RootSource::of(Roots::Mozilla), &[]).unwrap();
        let valid = |now| -> Vec<bool> {
            set.iter().map(|root| root.certificate.is_valid_at(now)).collect()
        };
        let mut now = 0;
        while now < u64::MAX {
            let period = set.unchanged_around(now);
            assert!(period.contains(&now));
            assert_eq!(valid(period.start), valid(now));
            assert_eq!(valid(period.end - 1), valid(now));
            if period.end < u64::MAX {
                assert_ne!(valid(period.end), valid(now));
            }
            now = period.end;
        }
    }
}
