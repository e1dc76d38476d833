//! Signs requests, rightly and wrongly.

#![allow(dead_code, reason = "each test file uses a part")]

pub(crate) mod bench;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::VerifyingKey;
use http::{HeaderMap, HeaderName, HeaderValue};
use rsa::{
    BigUint, Pkcs1v15Sign, RsaPrivateKey,
    pkcs8::DecodePrivateKey as _,
    rand_core::OsRng,
    traits::{PrivateKeyParts as _, PublicKeyParts as _, SignatureScheme},
};
use sha2::{Digest, Sha256};

const PRIVATE_PEM: &str = include_str!("../keys/vendor-example-private.pem");
const PUBLIC_PEM: &str = include_str!("../../src/vendor-example-public.pem");

/// The time of the vendor's example.
pub(crate) const CREATED: &str = "1576595412";

/// The payload of the vendor's example.
pub(crate) const BODY: &str = r#"{"customerIdentifier":"my-user-123456789","merchantAccountKey":"BANGO","productKey":"BangoMusic","notificationUrl":"https://example.com/entitlement/notification"}"#;

pub(crate) fn private_key() -> RsaPrivateKey {
    RsaPrivateKey::from_pkcs8_pem(PRIVATE_PEM).unwrap()
}

pub(crate) fn public_key() -> VerifyingKey {
    VerifyingKey::from_pem(PUBLIC_PEM).unwrap()
}

pub(crate) fn sign(string: impl AsRef<[u8]>) -> Vec<u8> {
    sign_by::<Sha256>(Pkcs1v15Sign::new::<Sha256>(), string)
}

/// Signs by another scheme, over a digest by another hash.
pub(crate) fn sign_by<D: Digest>(
    scheme: impl SignatureScheme,
    string: impl AsRef<[u8]>,
) -> Vec<u8> {
    private_key().sign_with_rng(&mut OsRng, scheme, &D::digest(string)).unwrap()
}

/// Applies the private key to bytes that are padded already, or not at all.
pub(crate) fn raw(message: &[u8]) -> Vec<u8> {
    let key = private_key();
    let bytes = BigUint::from_bytes_be(message).modpow(key.d(), key.n()).to_bytes_be();
    [vec![0; key.size() - bytes.len()], bytes].concat()
}

/// A request as it was received: headers to sign in the order of the list, others, a body and a signature.
pub(crate) struct Request {
    pub(crate) listed: Vec<(&'static str, String)>,
    pub(crate) others: Vec<(&'static str, &'static str)>,
    pub(crate) body: String,
}

impl Request {
    /// A request that signs `Created` alone.
    pub(crate) fn new(body: &str) -> Self {
        Self {
            listed: vec![("Created", CREATED.to_owned())],
            others: vec![("content-type", "application/json"), ("accept", "*/*")],
            body: body.to_owned(),
        }
    }

    pub(crate) fn list(mut self, name: &'static str, value: &str) -> Self {
        self.listed.push((name, value.to_owned()));
        self
    }

    /// The string that is to be signed.
    pub(crate) fn string(&self) -> String {
        let values: String = self.listed.iter().map(|(_, value)| value.as_str()).collect();
        values + &self.body
    }

    pub(crate) fn headers(&self, signature: &[u8]) -> HeaderMap {
        let names: Vec<_> = self.listed.iter().map(|(name, _)| *name).collect();
        let list = names.join(";");
        let base64 = STANDARD.encode(signature);
        self.headers_with(&format!("keyId=RSA-SHA256V1, headers={list}, signature={base64}"))
    }

    pub(crate) fn headers_with(&self, signature_header: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let others = self.others.iter().map(|(name, value)| (*name, (*value).to_owned()));
        for (name, value) in self.listed.iter().cloned().chain(others) {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            headers.append(name, HeaderValue::try_from(value).unwrap());
        }
        headers.append("signature", HeaderValue::try_from(signature_header).unwrap());
        headers
    }
}
