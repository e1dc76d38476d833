//! What the cross-crate tests share: the signature vectors, the keys in them, and servers that do anything.

#![expect(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot read its data has failed"
)]

#[path = "tls/certificates.rs"]
pub mod certificates;
pub mod localhost;
pub mod own_crate;
pub mod own_process;
pub mod raw_server;
pub mod scripted_server;
pub mod sentinels;
pub mod shared;
#[path = "tls/server.rs"]
pub mod tls_server;

/// The README, so that its Rust blocks are compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

use std::{fs, path::PathBuf, sync::LazyLock};

use countersign::{
    BaseUrl, Endpoint, SigningKey, Timestamp,
    http::{HeaderMap, HeaderName, HeaderValue},
};
use serde::Deserialize;

/// The signatures that another implementation made, and their keys.
pub static VECTORS: LazyLock<Vectors> = LazyLock::new(|| {
    let json = fs::read_to_string(path("vectors/bango-signature.json"));
    json.map_err(|error| error.to_string())
        .and_then(|json| serde_json::from_str(&json).map_err(|error| error.to_string()))
        .unwrap_or_else(|error| panic!("tests/vectors/bango-signature.json: {error}"))
});

/// The content of the vector file.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the fields are the members of the file")]
pub struct Vectors {
    pub keys: Vec<Key>,
    pub cases: Vec<Case>,
}

/// One key in all of its forms.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the fields are the members of the file")]
pub struct Key {
    pub name: String,
    pub bits: u32,
    pub private_pkcs8_pem: String,
    pub private_pkcs1_pem: String,
    pub private_xml: String,
    pub public_spki_pem: String,
    pub public_pkcs1_pem: String,
    pub public_xml: String,
}

/// One signature with every stage on the way to it.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the fields are the members of the file")]
pub struct Case {
    pub name: String,
    pub key: String,
    pub signed_headers: Vec<(String, String)>,
    pub payload: String,
    pub signature_string: String,
    pub signature: String,
    pub signature_header: String,
}

impl Vectors {
    /// The vendor's own key, from its worked example. All the world knows it: it proves nothing outside tests.
    pub fn vendor_key(&self) -> &Key {
        self.key("vendor-example-1024")
    }

    /// The key of this name.
    pub fn key(&self, name: &str) -> &Key {
        self.keys
            .iter()
            .find(|key| key.name == name)
            .unwrap_or_else(|| panic!("the vectors hold no key `{name}`"))
    }
}

impl Key {
    /// The private key, ready to sign.
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_pem(&self.private_pkcs8_pem)
            .unwrap_or_else(|error| panic!("the key `{}`: {error}", self.name))
    }
}

impl Case {
    /// The names of the signed headers, in list order.
    pub fn names(&self) -> Vec<&str> {
        self.signed_headers.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The signed headers as a request carries them.
    pub fn headers(&self) -> HeaderMap {
        self.signed_headers.iter().map(|(name, value)| header(name, value)).collect()
    }
}

/// A header from its name and value.
pub fn header(name: &str, value: &str) -> (HeaderName, HeaderValue) {
    match (name.parse(), value.parse()) {
        (Ok(name), Ok(value)) => (name, value),
        _ => panic!("`{name}: {value}` is no header"),
    }
}

/// A file of this package.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The request line, the headers that are not the same in every request, and the payload.
pub fn wire<E: Endpoint>(endpoint: &E) -> String {
    let key = VECTORS.vendor_key().signing_key();
    let base_url = BaseUrl::parse("https://resale.api.bango.net")
        .unwrap_or_else(|error| panic!("the base URL: {error}"));
    let prepared =
        endpoint.prepare(&base_url).unwrap_or_else(|error| panic!("the request: {error}"));
    let request = prepared
        .sign(&key, Timestamp::from_unix_seconds(7))
        .unwrap_or_else(|error| panic!("the signature: {error}"));
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .filter(|(name, _)| !["accept", "created"].contains(&name.as_str()))
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            let value = value.split_once(", signature=").map_or(&*value, |(before, _)| before);
            format!("{name}: {value}\n")
        })
        .collect();
    headers.sort();
    format!(
        "{} {}\n{}\n{}",
        request.method(),
        request.uri().path_and_query().map_or("", |path| path.as_str()),
        headers.concat(),
        String::from_utf8_lossy(request.body()),
    )
}
