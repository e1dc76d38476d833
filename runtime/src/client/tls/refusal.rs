//! Why a certificate was refused, in the words of the person who has to do something about it.

use std::{error::Error as StdError, fmt, iter};

use rustls::{
    CertificateError, Error,
    client::danger::{ServerCertVerified, ServerCertVerifier},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use super::{certificate::Certificate, roots::RootSet};
use crate::{DateTime, Timestamp, foreign_text::ForeignText};

/// Why the client refused the certificate of a server. The connection was closed before anything was sent.
#[derive(Clone, Debug)]
pub struct CertificateRefusal {
    check: CertificateCheck,
    host: String,
    /// The certificate that failed and where it stands, as far as that is known.
    failed: Option<(CertificatePosition, Certificate)>,
    /// The certificate of the server itself.
    leaf: Option<Certificate>,
    /// The issuer of the last certificate of the chain.
    last_issuer: Option<String>,
    now: Timestamp,
    /// What the library says of a reason that has no words of ours.
    detail: String,
}

/// The check that a certificate did not pass.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CertificateCheck {
    /// The certificate does not name the host in its subjectAltName (RFC 9525, section 6).
    Name,
    /// A certificate's time of validity is over (RFC 5280, section 4.1.2.5).
    Expired,
    /// A certificate's time of validity has not begun (RFC 5280, section 4.1.2.5).
    NotYetValid,
    /// The chain does not lead to a root that the client trusts.
    UnknownIssuer,
    /// A signature is not by the issuer's key (RFC 5280, section 6.1.3).
    Signature,
    /// A certificate that is no certificate authority issued another (RFC 5280, section 4.2.1.9).
    NotACertificateAuthority,
    /// A certificate authority issued a certificate for a name that it may not (RFC 5280, section 4.2.1.10).
    NameConstraints,
    /// The certificate is for another purpose than to be a server's (RFC 5280, section 4.2.1.12).
    Purpose,
    /// A certificate cannot be read.
    Encoding,
    /// Any other; `Display` has it.
    Other,
}

/// Where in the chain a certificate stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CertificatePosition {
    /// The server's own.
    Leaf,
    /// Between the server's own and the root.
    Intermediate,
    /// The last, which this machine trusts or does not.
    Root,
}

impl CertificateRefusal {
    /// The check that failed.
    #[must_use]
    pub const fn check(&self) -> CertificateCheck {
        self.check
    }

    /// The host that the certificate should have been for: the server, or a proxy that is itself reached over TLS.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Where the certificate stands that failed; `None` if that is not known.
    #[must_use]
    pub fn position(&self) -> Option<CertificatePosition> {
        self.failed.as_ref().map(|(position, _)| *position)
    }

    /// The subject of the certificate that failed, such as `CN=resale.api.bango.net`; `None` if that is not known.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.failed.as_ref().map(|(_, certificate)| certificate.subject.as_str())
    }

    /// The first second in which the certificate that failed is valid.
    #[must_use]
    pub fn not_before(&self) -> Option<Timestamp> {
        let (_, certificate) = self.failed.as_ref()?;
        Some(Timestamp::from_unix_seconds(certificate.not_before))
    }

    /// The last second in which the certificate that failed is valid.
    #[must_use]
    pub fn not_after(&self) -> Option<Timestamp> {
        let (_, certificate) = self.failed.as_ref()?;
        Some(Timestamp::from_unix_seconds(certificate.not_after))
    }

    /// The DNS names for which the server's own certificate is.
    #[must_use]
    pub fn names(&self) -> &[String] {
        self.leaf.as_ref().map_or(&[], |leaf| &leaf.dns_names)
    }

    /// When the check was made, by this machine's clock.
    #[must_use]
    pub const fn checked_at(&self) -> Timestamp {
        self.now
    }
}

impl fmt::Display for CertificateRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the certificate of {} is refused: ", self.host)?;
        match self.check {
            CertificateCheck::Name => self.write_names(f),
            CertificateCheck::Expired => {
                self.write_dates(f, "has expired", "the server's operator has to renew it")
            }
            CertificateCheck::NotYetValid => {
                self.write_dates(f, "is not valid yet", "the server's operator has to replace it")
            }
            CertificateCheck::UnknownIssuer => self.write_unknown_issuer(f),
            CertificateCheck::Signature => write!(
                f,
                "a signature in the chain of {} is not by the key of its issuer; the chain is broken or forged: ask \
                 the server's operator, and look for a proxy that changes it",
                self.leaf_subject(),
            ),
            CertificateCheck::NotACertificateAuthority => write!(
                f,
                "{} issued the next certificate of the chain, but is no certificate authority; the chain is \
                 misconfigured or forged: ask the server's operator",
                self.failed_certificate(),
            ),
            CertificateCheck::NameConstraints => write!(
                f,
                "a certificate authority issued {} for {}, a name that its constraints exclude; ask the server's \
                 operator for another certificate",
                self.leaf_subject(),
                list(self.names()),
            ),
            CertificateCheck::Purpose => write!(
                f,
                "{} is for another purpose than to be a server's; ask the server's operator for another certificate",
                self.leaf_subject(),
            ),
            CertificateCheck::Encoding => write!(
                f,
                "a certificate of its chain cannot be read ({}); ask the server's operator, and look for a proxy that \
                 changes it",
                ForeignText(&self.detail),
            ),
            CertificateCheck::Other => write!(
                f,
                "{} ({}); ask the server's operator for another certificate",
                ForeignText(&self.detail),
                self.leaf_subject(),
            ),
        }
    }
}

impl StdError for CertificateRefusal {}

impl CertificateRefusal {
    fn write_names(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is ", self.leaf_subject())?;
        match (self.names(), self.leaf.as_ref().is_some_and(|leaf| leaf.has_other_names)) {
            ([], false) => f.write_str(
                "for no host, because it has no subjectAltName, and a common name does not count (RFC 9525, section \
                 2); ask the server's operator for another certificate",
            ),
            ([], true) => f.write_str(
                "for no host, because its subjectAltName has no DNS name, and names of other kinds, such as IP \
                 addresses, do not count; ask the server's operator for another certificate",
            ),
            (names, _) => {
                write!(
                    f,
                    "for {}; check the base URL, and that name lookup and proxies lead to the right server",
                    list(names),
                )
            }
        }
    }

    fn write_dates(&self, f: &mut fmt::Formatter<'_>, what: &str, remedy: &str) -> fmt::Result {
        write!(f, "{} {what}", self.failed_certificate())?;
        if let Some((_, certificate)) = &self.failed {
            let (first, last) = (certificate.not_before, certificate.not_after);
            write!(f, ": it is valid from {} to {}", Date(first), Date(last))?;
        }
        write!(f, ", and this machine's clock says {}; ", Date(self.now.unix_seconds()))?;
        match self.position() {
            Some(CertificatePosition::Root) => f.write_str(
                "update the root certificates of this machine (`add_roots_pem` adds one), or, if its clock is wrong, \
                 correct that",
            ),
            _ => write!(f, "{remedy}, or, if this machine's clock is wrong, correct that"),
        }
    }

    fn write_unknown_issuer(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.leaf, &self.last_issuer) {
            (Some(leaf), Some(_)) if leaf.is_self_issued() => write!(
                f,
                "{} issued itself, and is not among the trusted roots; the server's operator has to get one from a \
                 certificate authority",
                self.leaf_subject(),
            ),
            (_, Some(issuer)) => write!(
                f,
                "`{issuer}`, to which the chain of {} leads, is not among the trusted roots; if a proxy inspects TLS \
                 here, add its root with `add_roots_pem`; if not, update the root certificates of this machine, or \
                 have the server send its intermediate certificates",
                self.leaf_subject(),
            ),
            _ => f.write_str("its chain does not lead to a trusted root"),
        }
    }

    fn leaf_subject(&self) -> String {
        let subject = self.leaf.as_ref().map(|leaf| leaf.subject.as_str());
        subject.map_or_else(|| "the certificate".to_owned(), |subject| format!("`{subject}`"))
    }

    fn failed_certificate(&self) -> String {
        let Some((position, certificate)) = &self.failed else {
            return "a certificate of its chain".to_owned();
        };
        let position = match position {
            CertificatePosition::Leaf => "the server's own certificate",
            CertificatePosition::Intermediate => "the intermediate certificate",
            CertificatePosition::Root => "the root certificate",
        };
        format!("{position} `{}`", certificate.subject.as_str())
    }
}

/// A moment as people write it.
struct Date(u64);

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::try_from(Timestamp::from_unix_seconds(self.0)) {
            Ok(moment) => moment.fmt(f),
            Err(_) => f.write_str("the end of time"),
        }
    }
}

/// The first few names; a certificate may have hundreds.
fn list(names: &[String]) -> String {
    let mut text =
        names.iter().take(8).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > 8 {
        text.push_str(&format!(" and {} more", names.len() - 8));
    }
    text
}

/// What a server showed, and when.
pub(super) struct Handshake<'a> {
    pub(super) end_entity: &'a CertificateDer<'a>,
    pub(super) intermediates: &'a [CertificateDer<'a>],
    pub(super) server_name: &'a ServerName<'a>,
    pub(super) ocsp_response: &'a [u8],
    pub(super) now: UnixTime,
}

impl Handshake<'_> {
    pub(super) fn verify_by(
        &self,
        verifier: &dyn ServerCertVerifier,
    ) -> Result<ServerCertVerified, Error> {
        verifier.verify_server_cert(
            self.end_entity,
            self.intermediates,
            self.server_name,
            self.ocsp_response,
            self.now,
        )
    }

    /// Explains the library's reason.
    pub(super) fn refused(&self, reason: &CertificateError) -> CertificateRefusal {
        use CertificateCheck as Check;

        let chain = self.chain();
        let dates = |certificate: &Certificate| !certificate.is_valid_at(self.now.as_secs());
        let (check, failed) =
            match reason {
                CertificateError::NotValidForName
                | CertificateError::NotValidForNameContext { .. } => (Check::Name, chain.first()),
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                    (Check::Expired, chain.iter().find(|(_, certificate)| dates(certificate)))
                }
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    (Check::NotYetValid, chain.iter().find(|(_, certificate)| dates(certificate)))
                }
                CertificateError::UnknownIssuer => (Check::UnknownIssuer, chain.last()),
                CertificateError::BadSignature => (Check::Signature, None),
                CertificateError::InvalidPurpose
                | CertificateError::InvalidPurposeContext { .. } => (Check::Purpose, chain.first()),
                CertificateError::BadEncoding => (Check::Encoding, None),
                CertificateError::Other(other) => match other.0.downcast_ref::<webpki::Error>() {
                    Some(webpki::Error::EndEntityUsedAsCa) => {
                        let is_wrong = |(_, issuer): &&(_, Certificate)| !issuer.is_ca;
                        (Check::NotACertificateAuthority, chain.iter().skip(1).find(is_wrong))
                    }
                    Some(webpki::Error::NameConstraintViolation) => {
                        (Check::NameConstraints, chain.first())
                    }
                    _ => (Check::Other, None),
                },
                _ => (Check::Other, None),
            };
        CertificateRefusal { failed: failed.cloned(), ..self.refusal(check, reason, &chain) }
    }

    /// Explains that a root is the reason which the library would trust if it were not for the root's dates.
    pub(super) fn refused_for_dates_of(&self, roots: &RootSet) -> CertificateRefusal {
        let now = self.now.as_secs();
        let chain = self.chain();
        let root =
            roots.iter().map(|root| &root.certificate).filter(|root| !root.is_valid_at(now)).find(
                |root| chain.iter().any(|(_, certificate)| certificate.issuer == root.subject),
            );
        let (check, reason) = match root {
            Some(root) if now < root.not_before => {
                (CertificateCheck::NotYetValid, CertificateError::NotValidYet)
            }
            _ => (CertificateCheck::Expired, CertificateError::Expired),
        };
        let failed = root.map(|root| (CertificatePosition::Root, root.clone()));
        CertificateRefusal { failed, ..self.refusal(check, &reason, &chain) }
    }

    fn refusal(
        &self,
        check: CertificateCheck,
        reason: &CertificateError,
        chain: &[(CertificatePosition, Certificate)],
    ) -> CertificateRefusal {
        CertificateRefusal {
            check,
            host: self.server_name.to_str().into_owned(),
            failed: None,
            leaf: chain.first().map(|(_, leaf)| leaf.clone()),
            last_issuer: chain.last().map(|(_, last)| last.issuer.as_str().to_owned()),
            now: Timestamp::from_unix_seconds(self.now.as_secs()),
            detail: reason.to_string(),
        }
    }

    /// The certificates from the server's own upwards, as far as they lead; a server may send others too.
    fn chain(&self) -> Vec<(CertificatePosition, Certificate)> {
        let Ok(leaf) = Certificate::read(self.end_entity) else { return Vec::new() };
        let sent: Vec<_> =
            self.intermediates.iter().filter_map(|der| Certificate::read(der).ok()).collect();
        let next = |(_, below): &(CertificatePosition, Certificate)| {
            if below.is_self_issued() {
                return None;
            }
            let issuer = sent.iter().find(|sent| sent.subject == below.issuer)?.clone();
            let position = if issuer.is_self_issued() {
                CertificatePosition::Root
            } else {
                CertificatePosition::Intermediate
            };
            Some((position, issuer))
        };
        // Two certificates that name each other as issuers would go round for ever.
        iter::successors(Some((CertificatePosition::Leaf, leaf)), next)
            .take(1 + sent.len())
            .collect()
    }
}
