//! What the command prints when it has started.

use std::{fmt, path::Path};

use countersign::VerifyingKey;
use countersign_sandbox::{Sandbox, ServedDocument, VENDOR_EXAMPLE_PUBLIC_KEY, spki_sha256};

use crate::certificate_file::CertificateFile;

/// Where the private half of the example key lies, seen from the root of the repository.
const EXAMPLE_PRIVATE_KEY: &str = "sandbox/tests/keys/vendor-example-private.pem";

/// What one needs in order to call the sandbox, what it serves, and a first call to paste.
pub(crate) struct Greeting<'a> {
    pub(crate) sandbox: &'a Sandbox,
    pub(crate) certificate: &'a CertificateFile,
    /// The seed of the storm, if there is one.
    pub(crate) storm: Option<u64>,
}

impl fmt::Display for Greeting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sandbox, certificate, storm } = self;
        let key = sandbox.public_key();
        let is_example =
            VerifyingKey::from_pem(VENDOR_EXAMPLE_PUBLIC_KEY).is_ok_and(|example| example == *key);
        let kept = if certificate.is_temporary() { ", removed in the end" } else { "" };
        writeln!(f, "The sandbox is running, on this machine only.\n")?;
        writeln!(f, "  address      {}", sandbox.base_url())?;
        writeln!(f, "  certificate  {}", certificate.path().display())?;
        writeln!(f, "               (what clients must trust{kept})")?;
        writeln!(f, "  user         {}", sandbox.user())?;
        writeln!(f, "  password     {}", sandbox.password())?;
        writeln!(f, "  public key   RSA of {} bits, SHA-256 {}", key.bits(), spki_sha256(key))?;
        if is_example {
            writeln!(
                f,
                "               (the vendor's published example key, for tests only; --public-key"
            )?;
            writeln!(f, "               FILE sets yours)")?;
        }
        self.documents(f)?;
        if let Some(seed) = storm {
            writeln!(f, "  storm        {seed}")?;
            writeln!(
                f,
                "               (it misbehaves on purpose; cut requests may print no line)"
            )?;
        }
        writeln!(f)?;
        self.first_call(f, is_example)?;
        write!(f, "Stop it with Ctrl-C. Each request is one line below:")
    }
}

impl Greeting<'_> {
    fn documents(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, document) in self.sandbox.documents().iter().enumerate() {
            let heading = if index == 0 { "serves" } else { "" };
            let ServedDocument { file, title, version, operations, .. } = document;
            let noun = if operations.len() == 1 { "operation" } else { "operations" };
            writeln!(f, "  {heading:<11}  {file}")?;
            writeln!(f, "  {:<11}  ({title} {version}, {} {noun})", "", operations.len())?;
        }
        Ok(())
    }

    /// A call of the operation that everybody begins with, if it is served.
    fn first_call(&self, f: &mut fmt::Formatter<'_>, is_example: bool) -> fmt::Result {
        let Self { sandbox, certificate, .. } = self;
        let mut operations = sandbox.documents().iter().flat_map(|document| &document.operations);
        if !operations.any(|operation| operation == "createEntitlement") {
            return Ok(());
        }
        let credentials = format!("{}:{}", sandbox.user(), sandbox.password());
        // The whole path, because the other terminal may be in another folder.
        let example = Path::new(EXAMPLE_PRIVATE_KEY).canonicalize();
        let key = if let (true, Ok(path)) = (is_example, example) {
            writeln!(f, "Create an entitlement, in another terminal:\n")?;
            quoted(&path.to_string_lossy())
        } else {
            writeln!(
                f,
                "Create an entitlement, in another terminal, with your private key in KEY.pem:\n"
            )?;
            "KEY.pem".to_owned()
        };
        writeln!(
            f,
            "  CREATED=$(date +%s)\n  \
             BODY='{{\"customerIdentifier\":\"my-user-123456789\",\"merchantAccountKey\":\"BANGO\",\
             \"productKey\":\"BangoMusic\"}}'\n  \
             SIGNATURE=$(printf %s \"$CREATED$BODY\" | openssl dgst -sha256 -sign {key} | openssl base64 -A)\n  \
             curl --cacert {} -u {} \\\n    \
             -H \"Created: $CREATED\" \\\n    \
             -H \"Signature: keyId=RSA-SHA256V1, headers=Created, signature=$SIGNATURE\" \\\n    \
             -H 'Content-Type: application/json' -d \"$BODY\" {}/v1/entitlement\n",
            quoted(&certificate.path().to_string_lossy()),
            quoted(&credentials),
            sandbox.base_url(),
        )
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "/-_.:=".contains(char);
    if word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("/tmp/a-b_1.pem"), "/tmp/a-b_1.pem");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("$HOME"), "'$HOME'");
    }
}
