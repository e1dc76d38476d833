//! The file in which clients find the certificate that they must trust.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// The written file; a temporary one is removed on drop.
#[derive(Debug)]
pub(crate) enum CertificateFile {
    Given(PathBuf),
    Temporary(NamedTempFile),
}

/// Why the certificate could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("the certificate cannot be written to `{}`", path.display())]
    Io { path: PathBuf, source: io::Error },

    #[error(
        "`{}` holds something else than a certificate, and is not overwritten; remove it or choose another path",
        path.display()
    )]
    Occupied { path: PathBuf },
}

impl CertificateFile {
    /// Writes to the path, over nothing but an older certificate; without a path, to a new file in the system's
    /// directory for temporary files, which nobody else can have prepared.
    pub(crate) fn write(path: Option<&Path>, pem: &str) -> Result<Self, WriteError> {
        match path {
            Some(path) => {
                let failed = |source| WriteError::Io { path: path.to_owned(), source };
                match fs::read(path) {
                    Ok(old) if !old.is_empty() && !old.starts_with(BEGIN) => {
                        return Err(WriteError::Occupied { path: path.to_owned() });
                    }
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        return Err(failed(error));
                    }
                    _ => {}
                }
                fs::write(path, pem).map_err(failed)?;
                Ok(Self::Given(path.to_owned()))
            }
            None => {
                let failed = |source| WriteError::Io { path: std::env::temp_dir(), source };
                let mut file = tempfile::Builder::new()
                    .prefix("countersign-sandbox-")
                    .suffix(".pem")
                    .tempfile()
                    .map_err(failed)?;
                file.write_all(pem.as_bytes()).map_err(failed)?;
                Ok(Self::Temporary(file))
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Given(path) => path,
            Self::Temporary(file) => file.path(),
        }
    }

    pub(crate) const fn is_temporary(&self) -> bool {
        matches!(self, Self::Temporary(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEM: &str = "-----BEGIN CERTIFICATE-----\nnew\n";

    #[test]
    fn a_temporary_file_is_removed() {
        let file = CertificateFile::write(None, PEM).unwrap();
        let path = file.path().to_owned();
        assert_eq!(fs::read_to_string(&path).unwrap(), PEM);
        drop(file);
        assert!(!path.exists());
    }

    #[test]
    fn only_a_certificate_is_overwritten() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ca.pem");
        for old in ["", "-----BEGIN CERTIFICATE-----\nold\n"] {
            fs::write(&path, old).unwrap();
            drop(CertificateFile::write(Some(&path), PEM).unwrap());
            assert_eq!(fs::read_to_string(&path).unwrap(), PEM);
        }
        fs::write(&path, "-----BEGIN PRIVATE KEY-----").unwrap();
        let error = CertificateFile::write(Some(&path), PEM).unwrap_err();
        assert!(matches!(error, WriteError::Occupied { .. }));
        assert_eq!(fs::read_to_string(&path).unwrap(), "-----BEGIN PRIVATE KEY-----");
        let nowhere = directory.path().join("missing/ca.pem");
        assert!(matches!(CertificateFile::write(Some(&nowhere), PEM), Err(WriteError::Io { .. })));
    }
}
