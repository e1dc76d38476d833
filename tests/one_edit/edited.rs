//! What the edited crate can do, seen from its user. Copied and run by `tests/one_edit.rs`.

use countersign::{Client, Endpoint, SigningKey};
use countersign_sandbox::Sandbox;
use edited_resale::{
    ExtendEntitlement, ExtendEntitlementRequired,
    loyalty::{GetPoints, GetPointsRequired},
};

const ID: &str = "a25100b8-4e0c-4e37-b921-cac9cb1e930f";

async fn sandbox(key: &SigningKey) -> Sandbox {
    Sandbox::builder()
        .public_key(key.verifying_key().clone())
        .document("bango-resale.json", edited_resale::DOCUMENT)
        .document("loyalty.json", edited_resale::loyalty::DOCUMENT)
        .start()
        .await
        .unwrap()
}

fn client(sandbox: &Sandbox, key: SigningKey) -> Client {
    Client::builder(sandbox.base_url())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(key)
        .add_roots_pem(sandbox.root_certificate_pem())
        .build()
        .unwrap()
}

/// The signed headers of the last request, as the server read them.
fn signed(sandbox: &Sandbox) -> String {
    let received = sandbox.received();
    let signature = received.last().unwrap().headers["Signature"].to_str().unwrap().to_owned();
    signature.split(", ").nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn the_new_operation_is_typed_signed_and_answered_by_its_example() {
    assert_eq!(ExtendEntitlement::PATH, "/v1/entitlement/extend/{entitlementId}");
    assert_eq!(ExtendEntitlement::SIGNED_HEADERS, ["Created", "EntitlementId"]);

    let key = SigningKey::generate(1024).unwrap();
    let sandbox = sandbox(&key).await;
    let extended = client(&sandbox, key).send(&ExtendEntitlement::new(ExtendEntitlementRequired { entitlement_id: ID, days: 30 })).await.unwrap();
    assert_eq!(extended.entitlement.entitlement_id, ID);
    assert_eq!(extended.entitlement.status, edited_resale::Status::Active);
    assert_eq!(signed(&sandbox), "headers=Created;EntitlementId");
    assert_eq!(&sandbox.received().last().unwrap().body[..], br#"{"days":30}"#);
}

#[tokio::test]
async fn the_new_document_is_typed_signed_and_answered_by_its_example() {
    let key = SigningKey::generate(1024).unwrap();
    let sandbox = sandbox(&key).await;
    let points = client(&sandbox, key).send(&GetPoints::new(GetPointsRequired { customer: "c/1", programme: "gold" })).await.unwrap();
    assert_eq!(points.points, 1200);
    assert_eq!(signed(&sandbox), "headers=Created;X-Programme");
}

#[tokio::test]
async fn a_signature_of_another_key_is_refused() {
    let sandbox = sandbox(&SigningKey::generate(1024).unwrap()).await;
    let stranger = client(&sandbox, SigningKey::generate(1024).unwrap());
    let extended = stranger.send(&ExtendEntitlement::new(ExtendEntitlementRequired { entitlement_id: ID, days: 30 })).await.unwrap_err();
    assert_eq!(extended.status().unwrap().as_u16(), 401, "{extended}");
    let points = stranger.send(&GetPoints::new(GetPointsRequired { customer: "c", programme: "gold" })).await.unwrap_err();
    assert_eq!(points.status().unwrap().as_u16(), 401, "{points}");
}

#[tokio::test]
async fn the_schema_of_the_new_operation_holds() {
    let key = SigningKey::generate(1024).unwrap();
    let sandbox = sandbox(&key).await;
    let error = client(&sandbox, key).send(&ExtendEntitlement::new(ExtendEntitlementRequired { entitlement_id: ID, days: 0 })).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert!(error.to_string().contains("`days`"), "{error}");
}
