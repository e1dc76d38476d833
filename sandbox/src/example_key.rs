//! The key that the sandbox accepts unless it is given another.

/// The public half of the vendor's example key, as SubjectPublicKeyInfo in PEM: what the sandbox accepts by default.
///
/// Its private half is published, so whatever is signed with it proves nothing: never use it outside tests.
///
/// Source: <https://developer.bango.com/platform/connectivity/signing-http-messages/>
pub const VENDOR_EXAMPLE_PUBLIC_KEY: &str = include_str!("vendor-example-public.pem");
