//! The roots that a client trusts, each with its dates.

use std::{fmt, ops::Range, slice};

use rustls::{
    Error, RootCertStore,
    pki_types::{CertificateDer, TrustAnchor, pem::PemObject as _},
};
use webpki::anchor_from_trusted_cert;

use super::certificate::Certificate;
use crate::client::builder::{BuildError, Roots};

/// The choice of [`Roots`], together with what was chosen.
///
/// Mozilla's list takes 190 kilobytes of a program. It is named where it is chosen and nowhere else, so that a program which
/// chooses no roots does without it.
#[derive(Clone, Copy)]
pub(in crate::client) enum RootSource {
    Mozilla(MozillaList),
    Platform,
}

/// Mozilla's list, in the two parts in which it is published.
///
/// Each part lacks what the other has, and a root is trusted only if both hold it. So the client never trusts one whose dates
/// or limits it does not know, even if the two parts are not of the same day.
#[derive(Clone, Copy)]
pub(in crate::client) struct MozillaList {
    /// Without dates, but with the limits that Mozilla sets on a root from outside.
    pub(super) anchors: &'static [TrustAnchor<'static>],
    /// With dates, but with no limits except those that a certificate states itself.
    pub(super) certificates: &'static [CertificateDer<'static>],
}

impl RootSource {
    pub(in crate::client) const fn of(roots: Roots) -> Self {
        match roots {
            Roots::Mozilla => Self::Mozilla(MozillaList {
                anchors: webpki_roots::TLS_SERVER_ROOTS,
                certificates: webpki_root_certs::TLS_SERVER_ROOT_CERTS,
            }),
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
/// A trust anchor of rustls is a name and a key without dates, so what the certificate says is kept beside it.
pub(super) struct Root {
    anchor: Anchor,
    pub(super) certificate: Certificate,
}

/// What the library is given of a root.
enum Anchor {
    /// The certificate, which is bound by no limits except those that it states itself.
    Certificate(CertificateDer<'static>),
    /// The name and the key of a certificate, with the limits that Mozilla sets on them.
    Mozilla(TrustAnchor<'static>),
}

impl Root {
    /// Adds the root to what rustls trusts.
    pub(super) fn add_to(&self, store: &mut RootCertStore) -> Result<(), Error> {
        match &self.anchor {
            Anchor::Certificate(der) => store.add(der.clone()),
            Anchor::Mozilla(anchor) => {
                store.roots.push(anchor.clone());
                Ok(())
            }
        }
    }

    /// The certificate, for a library that trusts certificates; `None` if it would lose limits by that.
    #[cfg(any(windows, target_vendor = "apple"))]
    pub(super) fn unlimited(&self) -> Option<CertificateDer<'static>> {
        match &self.anchor {
            Anchor::Certificate(der) => Some(der.clone()),
            Anchor::Mozilla(_) => None,
        }
    }
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
            RootSource::Mozilla(list) => set.extend(list.roots()),
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

impl MozillaList {
    /// The roots that both parts of the list hold.
    fn roots(self) -> impl Iterator<Item = Root> {
        self.certificates.iter().filter_map(move |der| {
            let anchor = Anchor::Mozilla(self.anchor_of(der)?.clone());
            Some(Root { anchor, ..usable(der.clone())? })
        })
    }

    /// The anchor with the name and the key of this certificate.
    fn anchor_of(self, der: &CertificateDer<'_>) -> Option<&'static TrustAnchor<'static>> {
        let unlimited = anchor_from_trusted_cert(der).ok()?;
        self.anchors.iter().find(|anchor| {
            anchor.subject == unlimited.subject
                && anchor.subject_public_key_info == unlimited.subject_public_key_info
        })
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
    Ok(Root { anchor: Anchor::Certificate(der), certificate })
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

    const MOZILLA: MozillaList = MozillaList {
        anchors: webpki_roots::TLS_SERVER_ROOTS,
        certificates: webpki_root_certs::TLS_SERVER_ROOT_CERTS,
    };

    /// What the library is given.
    fn trusted(list: MozillaList) -> Vec<TrustAnchor<'static>> {
        let set = RootSet::load(RootSource::Mozilla(list), &[]).unwrap();
        let mut store = RootCertStore::empty();
        for root in set.iter() {
            root.add_to(&mut store).unwrap();
        }
        store.roots
    }

    #[test]
    fn every_root_of_mozilla_is_trusted_within_the_limits_that_mozilla_sets_on_it() {
        let trusted = trusted(MOZILLA);
        for anchor in &trusted {
            assert!(MOZILLA.anchors.contains(anchor), "{anchor:?}");
        }
        for der in MOZILLA.certificates {
            let own = anchor_from_trusted_cert(der).unwrap();
            let found = trusted.iter().find(|anchor| anchor.subject == own.subject).unwrap();
            if own.name_constraints.is_some() {
                assert_eq!(found.name_constraints, own.name_constraints, "{own:?}");
            }
        }
        // One has limits today: a Turkish state agency's, which may name hosts under `.tr` only.
        let limits = trusted.iter().filter_map(|anchor| anchor.name_constraints.as_deref());
        assert!(limits.into_iter().any(|limits| limits.ends_with(b".tr")));
    }

    #[test]
    fn a_root_that_one_part_of_the_list_lacks_is_not_trusted() {
        let all = trusted(MOZILLA);
        for (index, der) in MOZILLA.certificates.iter().enumerate().step_by(7) {
            let (before, after) =
                (&MOZILLA.certificates[..index], &MOZILLA.certificates[index + 1..]);
            let lacking: &'static [_] = [before, after].concat().leak();
            let without_dates = trusted(MozillaList { certificates: lacking, ..MOZILLA });

            let own = anchor_from_trusted_cert(der).unwrap();
            let others = MOZILLA.anchors.iter().filter(|anchor| anchor.subject != own.subject);
            let lacking: &'static [_] = others.cloned().collect::<Vec<_>>().leak();
            let without_limits = trusted(MozillaList { anchors: lacking, ..MOZILLA });

            for left in [without_dates, without_limits] {
                assert_eq!(left.len(), all.len() - 1);
                assert!(!left.iter().any(|anchor| anchor.subject == own.subject));
            }
        }
    }

    #[test]
    fn the_parts_of_the_list_are_of_about_the_same_day() {
        let (anchors, certificates) = (MOZILLA.anchors.len(), MOZILLA.certificates.len());
        // The parts have releases of their own, so one may follow a change of Mozilla's before the other.
        let lost = anchors.max(certificates) - trusted(MOZILLA).len();
        assert!(lost < 5, "{anchors} anchors and {certificates} certificates, {lost} lost");
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
