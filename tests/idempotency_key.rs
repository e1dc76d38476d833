//! Which header carries the idempotency key: the one that is said to, and no other because of its name. It may be signed
//! although its field is an `Option`, because the client makes a key before it signs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::Duration;

use countersign::{
    BaseUrl, Client, ClientBuilder, Endpoint, HasSigner, RetryBudget, RetryPolicy, SignError,
    SignatureHeader, SignatureString, Timestamp,
    http::{HeaderMap, HeaderName, Request},
};
use countersign_sandbox::{Fault, FaultPlan, Sandbox, Stage};
use countersign_tests::scripted_server::{KEY, ScriptedServer, Step};

/// Headers that other APIs use for idempotency keys, and this one for correlation ids.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/notes")]
struct AddNote<'a> {
    #[endpoint(header = "X-RequestIdentifier")]
    correlation_id: Option<&'a str>,
    #[endpoint(header = "Idempotency-Key")]
    key: Option<&'a str>,
}

/// A key under a name of its own, and signed.
#[derive(Endpoint)]
#[endpoint(method = POST, path = "/v1/orders", signed("Created", "Order-Key"))]
struct AddOrder<'a> {
    #[endpoint(header = "Order-Key", idempotency_key)]
    key: Option<&'a str>,
    name: &'a str,
}

/// The same by a document, and no field sends the key.
#[derive(Endpoint)]
#[endpoint(document = "idempotency_key/orders.json", operation = "addOrder")]
struct AddDeclaredOrder<'a> {
    name: &'a str,
}

/// The document says which of the headers the key is; the struct need not say it again.
#[derive(Endpoint)]
#[endpoint(document = "idempotency_key/orders.json", operation = "addOrder")]
struct AddCorrelatedOrder<'a> {
    #[endpoint(header = "X-RequestIdentifier")]
    correlation_id: &'a str,
    #[endpoint(header = "order-key")]
    key: Option<&'a str>,
    name: &'a str,
}

mod orders {
    countersign::endpoints!("idempotency_key/orders.json");
}

const ORDER: AddOrder<'_> = AddOrder { key: None, name: "tea" };

/// Up to 3 attempts with waits that no test notices.
fn quick(client: ClientBuilder<HasSigner>) -> Client {
    let policy = RetryPolicy::default()
        .max_attempts(3)
        .backoff(Duration::from_millis(1), Duration::from_millis(2))
        .budget(RetryBudget::Unlimited);
    client.retry(policy).build().unwrap()
}

/// What the signature of a request covers, if it is right.
fn signed(headers: &HeaderMap, payload: &[u8]) -> Vec<String> {
    let header = SignatureHeader::parse(headers["Signature"].to_str().unwrap()).unwrap();
    let string = SignatureString::new(header.signed_headers(), headers, payload).unwrap();
    assert!(KEY.verifying_key().verify(&string, header.signature()));
    header.signed_headers().to_vec()
}

#[test]
fn the_header_is_the_one_that_is_said() {
    let order_key = Some(HeaderName::from_static("order-key"));
    for (key, expected) in [
        (AddNote::IDEMPOTENCY_KEY, None),
        (orders::AddNote::IDEMPOTENCY_KEY, None),
        (AddOrder::IDEMPOTENCY_KEY, order_key.clone()),
        (AddDeclaredOrder::IDEMPOTENCY_KEY, order_key.clone()),
        (AddCorrelatedOrder::IDEMPOTENCY_KEY, order_key.clone()),
        (orders::AddOrder::IDEMPOTENCY_KEY, order_key),
    ] {
        assert_eq!(key, expected);
    }
    assert_eq!(orders::AddOrder::SIGNED_HEADERS, ["Created", "Order-Key"]);
}

#[tokio::test]
async fn no_header_is_one_because_of_its_name() {
    for given in [None, Some("c-1")] {
        let server = ScriptedServer::start([Step::ResetAfterRequest, Step::status(200)]).unwrap();
        let client = quick(server.client());
        let error = client.send(&AddNote { correlation_id: given, key: given }).await.unwrap_err();
        assert!(error.may_have_taken_effect(), "{error}");
        assert_eq!((error.attempts(), error.request_id()), (1, None));
        let advice = "the server may have carried out the request: read the state of things before you repeat it";
        assert!(error.to_string().ends_with(advice), "{error}");
        let seen = server.seen();
        assert_eq!(seen.requests.len(), 1);
        for header in ["X-RequestIdentifier", "Idempotency-Key"] {
            assert_eq!(seen.requests[0].header(header), given.unwrap_or_default());
        }
    }
}

#[tokio::test]
async fn only_a_call_with_a_key_is_to_be_repeated_with_it() {
    let server = ScriptedServer::start([Step::ResetAfterRequest]).unwrap();
    let error = quick(server.client()).send(&ORDER).await.unwrap_err();
    assert!(error.request_id().is_some());
    assert!(error.to_string().contains(": repeat it with the same idempotency key, or"), "{error}");
}

#[tokio::test]
async fn the_key_is_signed_whoever_makes_it() {
    let script = [Step::ResetAfterRequest, Step::status(503), Step::status(200)];
    for given in [None, Some("o-1")] {
        let server = ScriptedServer::start(script.clone()).unwrap();
        quick(server.client()).send(&AddOrder { key: given, ..ORDER }).await.unwrap();
        let seen = server.seen();
        assert_eq!(seen.requests.len(), 3);
        let key = seen.requests[0].header("Order-Key");
        match given {
            Some(given) => assert_eq!(key, given),
            None => assert_eq!(key.len(), 36, "{key}"),
        }
        for request in &seen.requests {
            assert_eq!(request.header("Order-Key"), key);
            assert_eq!(signed(&request.headers(), request.payload()), ["Created", "Order-Key"]);
        }
    }
}

#[tokio::test]
async fn the_sandbox_verifies_the_clients_key_and_knows_it_again() {
    let sandbox = Sandbox::builder()
        .document("orders.json", include_str!("idempotency_key/orders.json"))
        .public_key(KEY.verifying_key().clone())
        .faults(FaultPlan::script([Fault::Reset(Stage::CarriedOut)]))
        .start()
        .await
        .unwrap();
    let client = Client::builder(sandbox.base_url())
        .add_roots_pem(sandbox.root_certificate_pem())
        .basic_auth(sandbox.user(), sandbox.password())
        .signing_key(KEY.clone());
    let client = quick(client);
    client.send(&AddDeclaredOrder { name: "tea" }).await.unwrap();
    client.send(&ORDER).await.unwrap();
    let correlated = AddCorrelatedOrder { correlation_id: "c-1", key: Some("o-2"), name: "tea" };
    client.send(&correlated).await.unwrap();
    // The answer to the first was lost, and nothing was done twice.
    assert_eq!(sandbox.received().len(), 4);
    let ledger = sandbox.ledger();
    let keys: Vec<_> =
        ledger.iter().map(|entry| entry.idempotency_key.as_deref().unwrap()).collect();
    assert!(matches!(keys.as_slice(), [made, made_too, "o-2"] if made != made_too), "{keys:?}");
    sandbox.shutdown().await;
}

#[tokio::test]
async fn who_signs_without_the_client_gives_the_key() {
    let base_url = BaseUrl::parse("https://localhost").unwrap();
    let now = Timestamp::from_unix_seconds(7);
    let absent = [
        ORDER.prepare(&base_url).unwrap(),
        AddDeclaredOrder { name: "tea" }.prepare(&base_url).unwrap(),
    ];
    for prepared in &absent {
        for error in [
            prepared.sign(&KEY, now).unwrap_err(),
            prepared.sign_with(&*KEY, now).await.unwrap_err(),
        ] {
            assert!(matches!(&error, SignError::IdempotencyKeyAbsent(name) if name == "Order-Key"));
            assert_eq!(
                error.to_string(),
                "the signed header `Order-Key` carries the idempotency key, and the request has none; give it one \
                 before you sign, or send the request with the client, which makes one",
            );
        }
    }
    let empty = AddOrder { key: Some(""), ..ORDER }.prepare(&base_url).unwrap();
    let error = empty.sign(&KEY, now).unwrap_err();
    assert!(matches!(&error, SignError::HeaderEmpty(name) if name == "Order-Key"), "{error}");

    let given = AddOrder { key: Some("o-1"), ..ORDER }.prepare(&base_url).unwrap();
    let request: Request<_> = given.sign(&KEY, now).unwrap();
    assert_eq!(request.headers()["Order-Key"], "o-1");
    assert_eq!(signed(request.headers(), request.body()), ["Created", "Order-Key"]);
}
