//! A local HTTPS server that stands in for Bango Resale while you build against it, and that *explains* what is wrong
//! with a signature instead of answering 401 alone.
//!
//! It listens on loopback with certificates of its own, checks user and password and the signature with the vendor's
//! 120-second window, creates and reads entitlements, and keeps them in memory. Answers have the vendor's form
//! (`responseCode`, `responseMessage`); the text of a refusal is the sandbox's own and begins with `sandbox: `, because
//! the vendor's texts are not public.
//!
//! - As a command: `cargo run -p countersign-sandbox`, with `--help`.
//! - As a library: [`Sandbox::builder`], in the process of your tests, on a port that the system chooses.
//! - Without a server: [`explain`] and [`explain_at`] take a public key and a request as it was received.
//!
//! # Examples
//!
//! A wrong signature, and what is said of it:
//!
//! ```
//! use countersign::{SignatureString, SigningKey, http::HeaderMap};
//! use countersign_sandbox::explain;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = SigningKey::generate(1024)?;
//! let mut headers = HeaderMap::new();
//! headers.insert("Created", "1576595412".parse()?);
//!
//! // The payload is left out:
//! let signature = key.sign(&SignatureString::new(&["Created"], &headers, b"")?)?.to_base64();
//! headers.insert("Signature", format!("keyId=RSA-SHA256V1, headers=Created, signature={signature}").parse()?);
//!
//! assert_eq!(
//!     explain(key.verifying_key(), &headers, br#"{"a":1}"#).to_string(),
//!     "you signed the header values but not the body; sign the body right after them. The string to sign is \
//!      `1576595412{\"a\":1}`: 10 bytes of header values, then 7 bytes of payload.",
//! );
//! # Ok(())
//! # }
//! ```

mod accepted;
mod answer;
mod basic_auth;
mod certificates;
mod date;
mod entitlement;
mod example_key;
mod explain;
mod received;
mod routes;
mod sandbox;
mod server;
mod state;

// The public interface is:

pub use crate::{
    example_key::VENDOR_EXAMPLE_PUBLIC_KEY,
    explain::{
        Base64Form, DigestForm, EscapeStyle, Explanation, HashKind, Layout, Mistake, Place,
        TextEncoding, TimeUnit, explain, explain_at, spki_sha256,
    },
    received::Received,
    sandbox::{Sandbox, SandboxBuilder, StartError},
    state::Answered,
};
