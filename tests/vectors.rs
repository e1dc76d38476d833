//! Every vector, stage by stage, so that a failure names the stage: key, signature string, signature, header, and the
//! verifier on the other side.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use countersign::{
    BaseUrl, Coverage, Endpoint, ErrorBody, IgnoredBody, PrepareError, RequestWriter, Signature,
    SignatureHeader, SignatureString, SigningKey, Timestamp, Verifier, VerifyingKey,
    http::{HeaderValue, Method},
};
use countersign_tests::{Case, VECTORS, header, shared::shared};

fn signing_key(case: &Case) -> SigningKey {
    VECTORS.key(&case.key).signing_key()
}

#[test]
fn the_copy_is_the_shared_file() {
    if let Some(shared) = shared("vectors/bango-signature.json") {
        let copy = std::fs::read(countersign_tests::path("vectors/bango-signature.json")).unwrap();
        assert!(shared == copy, "tests/vectors/bango-signature.json is not the shared file");
    }
}

/// A file without a key or a case would let every stage pass.
#[test]
fn the_vectors_hold_what_the_stages_are_about() {
    assert!(VECTORS.cases.iter().any(|case| case.name == "vendor-example"));
    for case in &VECTORS.cases {
        assert_eq!(VECTORS.key(&case.key).name, case.key);
    }
    let lists: BTreeSet<_> = VECTORS.cases.iter().map(Case::names).collect();
    let [created, id] = ["Created", "EntitlementId"];
    assert_eq!(lists, BTreeSet::from([vec![created], vec![created, id], vec![id, created]]));
    let sizes: BTreeSet<_> = VECTORS.keys.iter().map(|key| key.bits).collect();
    assert!(sizes.contains(&1024) && sizes.len() > 1, "{sizes:?}");
}

#[test]
fn stage_1_every_form_of_a_key_is_the_same_key() {
    for key in &VECTORS.keys {
        let public = VerifyingKey::from_pem(&key.public_spki_pem).unwrap();
        assert_eq!(public.bits(), key.bits, "{}", key.name);
        for form in [&key.private_pkcs8_pem, &key.private_pkcs1_pem, &key.private_xml] {
            let private = SigningKey::from_bytes(form).unwrap();
            assert_eq!(*private.verifying_key(), public, "{}: {}", key.name, &form[..20]);
        }
        for form in [&key.public_spki_pem, &key.public_pkcs1_pem, &key.public_xml] {
            assert_eq!(VerifyingKey::from_bytes(form).unwrap(), public, "{}", key.name);
        }
        assert_eq!(public.to_spki_pem(), key.public_spki_pem, "{}", key.name);
        assert_eq!(public.to_xml(), key.public_xml, "{}", key.name);
        let private = SigningKey::from_xml(&key.private_xml).unwrap();
        assert_eq!(*private.to_pkcs8_pem().unwrap(), key.private_pkcs8_pem, "{}", key.name);
    }
}

#[test]
fn stage_2_signature_string() {
    for case in &VECTORS.cases {
        let headers = case.headers();
        let string =
            SignatureString::new(&case.names(), &headers, case.payload.as_bytes()).unwrap();
        assert_eq!(
            String::from_utf8(string.to_vec()).unwrap(),
            case.signature_string,
            "{}",
            case.name
        );
    }
}

#[test]
fn stage_3_signature() {
    for case in &VECTORS.cases {
        let headers = case.headers();
        let string =
            SignatureString::new(&case.names(), &headers, case.payload.as_bytes()).unwrap();
        let signature = signing_key(case).sign(&string).unwrap();
        assert_eq!(signature.to_base64(), case.signature, "{}", case.name);
    }
}

#[test]
fn stage_4_signature_header_is_read() {
    for case in &VECTORS.cases {
        let read = SignatureHeader::parse(&case.signature_header).unwrap();
        assert_eq!(read.key_id(), "RSA-SHA256V1", "{}", case.name);
        assert_eq!(read.signed_headers(), case.names(), "{}", case.name);
        let bytes = STANDARD.decode(&case.signature).unwrap();
        assert_eq!(*read.signature(), Signature::from_bytes(bytes), "{}", case.name);
    }
}

#[test]
fn stage_5_the_verifier_accepts() {
    for case in &VECTORS.cases {
        let mut headers = case.headers();
        headers.extend([header("Signature", &case.signature_header)]);
        let created = headers["Created"].to_str().unwrap().parse().unwrap();
        let created = Timestamp::from_unix_seconds(created);
        let key = VerifyingKey::from_pem(&VECTORS.key(&case.key).public_spki_pem).unwrap();
        let coverage = Coverage::exactly(case.names()).unwrap();
        let verified = Verifier::new(key, coverage)
            .verify(&headers, case.payload.as_bytes(), created)
            .unwrap();
        assert_eq!(verified.signed_headers, case.names(), "{}", case.name);
        assert_eq!(verified.created, created, "{}", case.name);
    }
}

/// The whole way, from a request value to the header on the wire.
#[test]
fn stage_6_signature_header_is_written() {
    for case in &VECTORS.cases {
        let value = &case.signed_headers;
        let created = value.iter().find(|(name, _)| name == "Created").unwrap().1.parse().unwrap();
        let base_url = BaseUrl::parse("https://resale.api.bango.net").unwrap();
        let signed = |prepared: countersign::PreparedRequest| {
            prepared.sign(&signing_key(case), Timestamp::from_unix_seconds(created)).unwrap()
        };
        let request = match case.names()[..] {
            ["Created"] => signed(Replay::<0>(case).prepare(&base_url).unwrap()),
            ["Created", "EntitlementId"] => signed(Replay::<1>(case).prepare(&base_url).unwrap()),
            ["EntitlementId", "Created"] => signed(Replay::<2>(case).prepare(&base_url).unwrap()),
            ref other => panic!("no endpoint for the list {other:?}"),
        };
        assert_eq!(request.headers()["Signature"], case.signature_header, "{}", case.name);
        assert_eq!(request.headers()["Created"], HeaderValue::from(created), "{}", case.name);
        assert_eq!(request.body(), case.payload.as_bytes(), "{}", case.name);
    }
}

/// Writes the payload of a case as it stands; the number chooses the signed header list.
struct Replay<'a, const LIST: usize>(&'a Case);

impl<const LIST: usize> Endpoint for Replay<'_, LIST> {
    type Response = IgnoredBody;
    type Error = ErrorBody;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/";
    const SIGNED_HEADERS: &'static [&'static str] =
        [&["Created"] as &[_], &["Created", "EntitlementId"], &["EntitlementId", "Created"]][LIST];

    fn write(&self, request: &mut RequestWriter) -> Result<(), PrepareError> {
        request.path_literal("/");
        for (name, value) in &self.0.signed_headers {
            if name == "EntitlementId" {
                request.header_value("entitlement_id", "EntitlementId", value)?;
            }
        }
        if !self.0.payload.is_empty() {
            // The members stay in the order of the file, which a `Value` would not keep.
            let payload: Members = serde_json::from_str(&self.0.payload).unwrap();
            request.json(|serializer| serde::Serialize::serialize(&payload, serializer))?;
        }
        Ok(())
    }
}

/// A JSON object of strings, in the order written.
struct Members(Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of strings")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

impl serde::Serialize for Members {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
