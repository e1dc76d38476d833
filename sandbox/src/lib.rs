//! A local HTTPS server that stands in for an API while you build against it, and that *explains* what is wrong with a
//! signature instead of answering 401 alone.
//!
//! It serves every operation of the API documents that it is given (OpenAPI 3.1 in JSON, the same that `endpoints!`
//! reads), on loopback and with certificates of its own. A request passes, in this order:
//!
//! 1. method and path: an unknown path is a 404 that names the nearest ones, another method a 405 with `Allow`;
//! 2. user and password, unless `security` asks for the signature alone; then the signature, always, with the vendor's
//!    120-second window;
//! 3. the signed header list of the operation: a request that signs other headers than the document declares, fewer or
//!    more, or signs them in another order, is refused, and a header that repeats a path parameter (`x-repeats`) must
//!    carry the same value;
//! 4. parameters and body against their schemas, all problems at once: "`productKey`: parameter is required". What the
//!    document leaves open is refused where it hides mistakes: a query parameter that is not declared or is there twice,
//!    a member that is there twice, a body where none is declared, a `Content-Type` other than `application/json`.
//!
//! Then it answers: the operations of Bango Resale from entitlements that it keeps in memory, every other one with the
//! first example of its lowest success. A repeated request with the same idempotency key gets the same answer where an
//! operation declares a header for it (`x-idempotency-key`).
//!
//! Refusals have the vendor's form (`responseCode`, `responseMessage`) whatever the document; the text is the sandbox's
//! own and mostly begins with `sandbox: `, because the vendor's texts are not public.
//!
//! It misbehaves on request: a [`FaultPlan`] says which connections are cut, which requests are answered 429 or 5xx,
//! when its clock is wrong, and more; by a script, or by chance with a seed. [`Sandbox::ledger`] says what was carried
//! out, whatever became of the answers.
//!
//! - As a command: `cargo run -p countersign-sandbox`, with `--help`.
//! - As a library: [`Sandbox::builder`], in the process of your tests, on a port that the system chooses.
//! - Without a server: [`explain`] and [`explain_at`] take a public key and a request as it was received.
//!
//! # Examples
//!
//! Without a document it serves the classic API of Bango Resale. Another one is served in three lines, or with
//! `--document library.json`:
//!
//! ```
//! # use countersign_sandbox::Sandbox;
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let path = "tests/documents/library.json";
//! let text = std::fs::read_to_string(path)?;
//! let sandbox = Sandbox::builder().document("library.json", text).start().await?;
//! println!("{}/v1/books/newest", sandbox.base_url());
//! # sandbox.shutdown().await;
//! # Ok(())
//! # }
//! ```
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
mod bango;
mod basic_auth;
mod body;
mod call;
mod certificates;
mod coverage;
mod date;
mod documents;
mod example;
mod example_key;
mod explain;
mod fault;
mod idempotency;
mod ledger;
mod notification;
mod parameters;
mod problem;
mod random;
mod received;
mod routes;
mod sandbox;
mod schema;
mod server;
mod state;

// The public interface is:

pub use crate::{
    bango::{ActivateError, Activation, Cancellation},
    documents::ServedDocument,
    example_key::VENDOR_EXAMPLE_PUBLIC_KEY,
    explain::{
        Base64Form, DigestForm, EscapeStyle, Explanation, HashKind, Layout, Mistake, Place,
        TextEncoding, TimeUnit, explain, explain_at, spki_sha256,
    },
    fault::{
        BadCertificate, ConnectionFault, Fault, FaultKind, FaultPlan, RetryAfter, SeededFaults,
        ServerError, Stage,
    },
    ledger::LedgerEntry,
    notification::{Notification, NotificationReason, NotificationState},
    received::Received,
    sandbox::{HttpVersions, Sandbox, SandboxBuilder, StartError},
    state::Answered,
};
