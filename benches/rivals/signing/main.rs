//! One signature and one verification: ours, AWS-LC's raw call, and the crates `openssl` and `rsa`.

#[path = "../../../runtime/src/key/arithmetic/aws_lc/raw.rs"]
#[expect(dead_code, reason = "only signing is compared")]
mod raw;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{SignatureString, SigningKey, http::HeaderMap};
use countersign_benches::{Commit, Rival, compare};
use openssl::{
    error::ErrorStack,
    hash::MessageDigest,
    pkey::{PKey, PKeyRef, Private},
    sign::{Signer, Verifier},
};
use rsa::{
    Pkcs1v15Sign, RsaPrivateKey, pkcs1::EncodeRsaPrivateKey as _, pkcs8::DecodePrivateKey as _,
    rand_core::OsRng, traits::PublicKeyParts as _,
};
use sha2::{Digest as _, Sha256};

const CREATED: &str = "1576595412";
const PAYLOAD: &[u8] = &[b'x'; 200];

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot go on has failed")]
fn main() {
    let commit = Commit::last();
    // Such as `OpenSSL 3.0.19 27 Jan 2026`: the crate comes with none of its own.
    let version: Vec<_> = openssl::version::version().split(' ').take(2).collect();
    let openssl_name = format!("openssl 0.10 ({})", version.join(" "));
    let mut results = Vec::new();
    for bits in [1024, 2048, 3072, 4096] {
        let key = SigningKey::generate(bits).unwrap();
        let theirs = RsaPrivateKey::from_pkcs8_pem(&key.to_pkcs8_pem().unwrap()).unwrap();
        let raw = raw::Rsa::from_pkcs1_der(theirs.to_pkcs1_der().unwrap().as_bytes()).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("Created", CREATED.parse().unwrap());
        let string = SignatureString::new(&["Created"], &headers, PAYLOAD).unwrap();
        let digest: [u8; 32] = string.sha256();
        let signature = key.sign(&string).unwrap();
        assert_eq!(raw.sign_sha256(&digest).unwrap(), signature.as_bytes());
        assert_eq!(theirs.size(), signature.as_bytes().len());
        let openssl = PKey::private_key_from_pem(key.to_pkcs8_pem().unwrap().as_bytes()).unwrap();
        assert_eq!(sign_by_openssl(&openssl).unwrap(), signature.as_bytes());

        results.push(compare(
            &format!("sign, RSA-{bits}"),
            vec![
                Rival::new("AWS-LC, raw RSA_sign of a digest", || raw.sign_sha256(&digest)),
                Rival::new("countersign, hash and sign", || key.sign(&string)),
                Rival::new(&openssl_name, || sign_by_openssl(&openssl)),
                Rival::new("rsa 0.9, blinded", || {
                    theirs.sign_with_rng(&mut OsRng, Pkcs1v15Sign::new::<Sha256>(), &digest)
                }),
                Rival::new("rsa 0.9, not blinded", || {
                    theirs.sign(Pkcs1v15Sign::new::<Sha256>(), &digest)
                }),
            ],
        ));
        let public = theirs.to_public_key();
        results.push(compare(
            &format!("verify, RSA-{bits}"),
            vec![
                Rival::new("countersign, hash and verify", || {
                    key.verifying_key().verify(&string, &signature)
                }),
                Rival::new(&openssl_name, || verify_by_openssl(&openssl, signature.as_bytes())),
                Rival::new("rsa 0.9", || {
                    public.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, signature.as_bytes())
                }),
            ],
        ));
    }
    let signature = [0x5a_u8; 128];
    results.push(compare(
        "beside a signature",
        vec![
            Rival::new("SHA-256 of 200 bytes", || Sha256::digest(PAYLOAD)),
            Rival::new("Base64 of 128 bytes", || STANDARD.encode(signature)),
        ],
    ));
    commit.save("signing", &results);
}

/// As its documentation does it: the value of `Created`, then the payload.
fn sign_by_openssl(key: &PKeyRef<Private>) -> Result<Vec<u8>, ErrorStack> {
    let mut signer = Signer::new(MessageDigest::sha256(), key)?;
    signer.update(CREATED.as_bytes())?;
    signer.update(PAYLOAD)?;
    signer.sign_to_vec()
}

fn verify_by_openssl(key: &PKeyRef<Private>, signature: &[u8]) -> Result<bool, ErrorStack> {
    let mut verifier = Verifier::new(MessageDigest::sha256(), key)?;
    verifier.update(CREATED.as_bytes())?;
    verifier.update(PAYLOAD)?;
    verifier.verify(signature)
}
