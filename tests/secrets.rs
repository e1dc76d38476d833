//! Sentinel secrets in every public type that can hold one; `Debug`, errors and their sources never show them.

use std::process::Command;

use countersign::{BaseUrl, Client, Endpoint, SignatureString, SigningKey, Timestamp};
use countersign_sandbox::Sandbox;
use countersign_tests::{
    VECTORS,
    sentinels::{PASSWORD, SENTINEL, USER, assert_clean, assert_no_secret, whole},
};

#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/{id}", signed("Created", "X-Secret"))]
struct Secretive<'a> {
    #[endpoint(path, header = "X-Secret")]
    id: &'a str,
    #[endpoint(query)]
    filter: &'a str,
    member: &'a str,
}

const SECRETIVE: Secretive<'_> = Secretive { id: SENTINEL, filter: SENTINEL, member: SENTINEL };

fn vendor_key() -> SigningKey {
    VECTORS.vendor_key().signing_key()
}

#[test]
fn keys() {
    let key = vendor_key();
    assert_eq!(format!("{key:?}"), "SigningKey { bits: 1024, private: \"[redacted]\" }");
    assert_clean(&format!("{key:?} {key:#?} {:?}", key.verifying_key()));
}

#[test]
fn the_client_and_its_builder() {
    let builder =
        Client::builder(format!("https://user:{PASSWORD}@localhost")).basic_auth(USER, PASSWORD);
    assert!(format!("{builder:?}").contains("[redacted]"));
    assert_clean(&format!("{builder:?} {builder:#?}"));
    let builder = builder.signing_key(vendor_key());
    assert_clean(&format!("{builder:?} {builder:#?}"));
    assert_clean(&whole(&builder.build().unwrap_err()));

    let client = Client::builder("https://localhost")
        .basic_auth(USER, PASSWORD)
        .signing_key(vendor_key())
        .build()
        .unwrap();
    assert!(format!("{client:?}").contains("[redacted]"));
    assert_clean(&format!("{client:?} {client:#?}"));
    let bad_user = Client::builder("https://localhost")
        .basic_auth("a:b", PASSWORD)
        .signing_key(vendor_key())
        .build()
        .unwrap_err();
    assert_clean(&whole(&bad_user));
}

#[test]
fn requests_on_their_way() {
    let base_url = BaseUrl::parse("https://localhost").unwrap();
    let prepared = SECRETIVE.prepare(&base_url).unwrap();
    assert_clean(&format!("{prepared:?} {prepared:#?}"));
    let request = prepared.sign(&vendor_key(), Timestamp::from_unix_seconds(7)).unwrap();
    let string =
        SignatureString::new(&["Created", "X-Secret"], request.headers(), request.body()).unwrap();
    assert!(string.to_vec().windows(SENTINEL.len()).any(|window| window == SENTINEL.as_bytes()));
    assert_clean(&format!("{string:?} {string:#?}"));
}

#[test]
fn key_errors() {
    let key = VECTORS.vendor_key();
    let (xml, pkcs8, pkcs1) = (&key.private_xml, &key.private_pkcs8_pem, &key.private_pkcs1_pem);
    for (whole_key, broken) in [
        (xml, xml.replace("<D>", "<D>*")),
        (xml, xml.replace("<P>", "<P>A")),
        (xml, xml.replace("</RSAKeyValue>", "")),
        (xml, xml.replace("<Q>", "<Q></Q><X>")),
        (pkcs8, pkcs8.replace("-----END PRIVATE KEY-----", "")),
        (pkcs8, pkcs8.replace("MII", "*II")),
        (pkcs1, pkcs1.replace("MII", "AII")),
        (pkcs1, pkcs1[..300].to_owned()),
    ] {
        assert_ne!(*whole_key, broken, "nothing was broken");
        match SigningKey::from_bytes(&broken) {
            Ok(_) => panic!("it was taken for a key: {broken}"),
            Err(error) => assert_clean(&whole(&error)),
        }
    }
}

#[tokio::test]
async fn errors_of_calls() {
    let sandbox = Sandbox::builder().basic_auth(USER, PASSWORD).start().await.unwrap();
    assert_clean(&format!("{sandbox:?}"));
    assert_clean(&format!("{:?}", Sandbox::builder().basic_auth(USER, PASSWORD)));
    let client = |base_url: &str, password: &str| {
        Client::builder(base_url)
            .basic_auth(USER, password)
            .signing_key(vendor_key())
            .add_roots_pem(sandbox.root_certificate_pem())
            .build()
            .unwrap()
    };
    // An unknown path, a wrong password, a server that is not there, a value that cannot be written.
    let unknown = client(sandbox.base_url(), PASSWORD).send(&SECRETIVE).await.unwrap_err();
    assert_no_secret(&whole(&unknown));
    let other = format!("{PASSWORD}x");
    let refused = client(sandbox.base_url(), &other).send(&SECRETIVE).await.unwrap_err();
    assert_no_secret(&whole(&refused));
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nowhere = format!("https://localhost:{closed}");
    let nowhere = client(&nowhere, PASSWORD).send(&SECRETIVE).await.unwrap_err();
    assert_clean(&whole(&nowhere));
    let newline = format!("{SENTINEL}\n");
    let bad = Secretive { id: &newline, filter: "", member: "" };
    let bad = client(sandbox.base_url(), PASSWORD).send(&bad).await.unwrap_err();
    assert_clean(&whole(&bad));
    for received in sandbox.received() {
        assert!(!received.headers.contains_key("authorization"));
    }
}

/// The crate `base64` looks each letter up in a table, and which part of a table is in the cache can be seen from outside. It
/// may read and write what is public, such as signatures.
#[test]
fn base64_of_secrets_is_read_and_written_without_tables() {
    let found = Command::new("git")
        .args(["grep", "-lE", r"\bbase64::", "--", "runtime/src/key", "runtime/src/client"])
        .current_dir(countersign_tests::path(".."))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(found.stdout).unwrap(), "");
    assert_eq!(found.status.code(), Some(1), "{}", String::from_utf8_lossy(&found.stderr));
}
