//! The typed endpoints against the documents: requests give the examples, answers come from them and give them back.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Debug;

use bango_resale::{
    BASE_URL, CancelEntitlement, CreateEntitlement, CreateEntitlementRequired, Echo,
    EligibleProductsResponse, GetEntitlement, Notification, NotificationReason, ReasonCategory,
    ReasonCode, ReportEntitlements, ResumeEntitlement, RevokeEntitlement, SuspendEntitlement,
    SuspendEntitlementRequired, UndoCancellation, UpdateEntitlement,
    countersign::{
        BaseUrl, DateTime, Endpoint, Error, PreparedRequest, SigningKey, Timestamp,
        bytes::Bytes,
        http::{Request, Response},
        serde::{Serialize, de::DeserializeOwned},
    },
    reseller_v1::{self, ActivationInfo},
};
use countersign_spec::{Document, Operation, Status};
use serde_json::{Value, json};

#[expect(deprecated, reason = "it is declared, so it is tested")]
type ReactivateEntitlement = bango_resale::ReactivateEntitlement;

const CLASSIC: &str = bango_resale::DOCUMENT;
const NEWER: &str = reseller_v1::DOCUMENT;

const ID: &str = "a25100b8-4e0c-4e37-b921-cac9cb1e930f";
const CUSTOMER: &str = "my-user-123456789";
const URL: &str = "https://example.com/entitlement/notification";
const URL_WITH_QUERY: &str = "https://example.com/entitlement/notification?customer=17";
const SUSPENDING: &str = "the value that Bango told you";

#[test]
fn requests_give_their_examples() {
    let expiry: DateTime = "2018-01-01T01:02:03Z".parse().unwrap();
    let tariff = || json!({ "tariff": "family" });
    let create = || {
        CreateEntitlement::new(CreateEntitlementRequired {
            customer_identifier: CUSTOMER,
            merchant_account_key: "BANGO",
            product_key: "BangoMusic",
        })
    };
    let every_create = create()
        .offer_key_null()
        .notification_url(URL_WITH_QUERY)
        .date_expiry(expiry)
        .entitlement_id(ID)
        .entitlement_display_name("Bango Music")
        .extension_data(tariff())
        .extra_information(json!({ "clientDevice": { "modelName": "Set-top box" } }));
    let update = || UpdateEntitlement::with_entitlement_id(ID);
    let every_update = update()
        .product_key("BangoMusic")
        .notification_url(URL_WITH_QUERY)
        .date_expiry(expiry)
        .customer_identifier(CUSTOMER)
        .extension_data(tariff())
        .entitlement_benefits("NORMAL");
    let report = || ReportEntitlements::with_customer_identifier(CUSTOMER);
    let cancel = CancelEntitlement::with_entitlement_id(ID)
        .cancel_reason_category(ReasonCategory::CustomerCancelled)
        .cancel_reason_code(ReasonCode::NotRenewed)
        .cancel_reason_description("The customer cancelled in a shop");
    let cancel_for_other_reason = CancelEntitlement::with_entitlement_id(ID)
        .cancel_reason_category(ReasonCategory::CustomerCancelled)
        .cancel_reason_code(ReasonCode::Other)
        .additional_property("shopNumber", "17");
    let revoke = RevokeEntitlement::with_entitlement_id(ID)
        .cancel_reason_category(ReasonCategory::Revoked)
        .cancel_reason_code(ReasonCode::AccountTerminated)
        .cancel_reason_description("The account was closed");
    let revoke_for_other_reason = RevokeEntitlement::with_entitlement_id(ID)
        .cancel_reason_category(ReasonCategory::Revoked)
        .cancel_reason_code(ReasonCode::Other)
        .additional_property("shopNumber", "17");

    check_requests(
        CLASSIC,
        [
            ("createEntitlement", "createEntitlement", written(create().notification_url(URL))),
            ("createEntitlement", "everyMember", written(every_create)),
            ("updateEntitlement", "updateEntitlement", written(update().date_expiry(expiry))),
            ("updateEntitlement", "everyMember", written(every_update)),
            (
                "updateEntitlement",
                "suspendEntitlement",
                written(update().entitlement_benefits(SUSPENDING)),
            ),
            (
                "updateEntitlement",
                "resumeEntitlement",
                written(update().entitlement_benefits("NORMAL")),
            ),
            (
                "updateEntitlement",
                "undoCancellation",
                written(update().entitlement_benefits("NORMAL")),
            ),
            (
                "suspendEntitlement",
                "suspendEntitlement",
                written(SuspendEntitlement::new(SuspendEntitlementRequired {
                    entitlement_id: ID,
                    entitlement_benefits: SUSPENDING,
                })),
            ),
            (
                "resumeEntitlement",
                "resumeEntitlement",
                written(ResumeEntitlement::with_entitlement_id(ID)),
            ),
            (
                "undoCancellation",
                "undoCancellation",
                written(UndoCancellation::with_entitlement_id(ID)),
            ),
            (
                "reportEntitlements",
                "reportEntitlements",
                written(report().product_key("BangoMusic").status("ACTIVE")),
            ),
            ("reportEntitlements", "all", written(report().product_key_null().status_null())),
            ("cancelEntitlement", "cancelEntitlement", written(cancel)),
            ("cancelEntitlement", "customMembers", written(cancel_for_other_reason)),
            ("revokeEntitlement", "revokeEntitlement", written(revoke)),
            ("revokeEntitlement", "customMembers", written(revoke_for_other_reason)),
        ],
    );

    let create = |product| {
        reseller_v1::CreateEntitlement::new(reseller_v1::CreateEntitlementRequired {
            customer_identifier: CUSTOMER,
            merchant_account_key: "BANGO_US",
            product_key: product,
        })
    };
    let every_create = create("MUSIC_PREMIUM")
        .notification_url(URL_WITH_QUERY)
        .external_entitlement_id("my-entitlement-1")
        .extension_data(tariff());
    check_requests(
        NEWER,
        [
            (
                "createEntitlement",
                "createEntitlement",
                written(create("MUSIC").notification_url(URL)),
            ),
            ("createEntitlement", "everyMember", written(every_create)),
        ],
    );
}

#[test]
fn requests_without_a_body_are_their_path_and_headers() {
    for (signed, path) in [
        (sign(&GetEntitlement::with_entitlement_id(ID)), format!("/v1/entitlement/{ID}")),
        (
            sign(&ReactivateEntitlement::with_entitlement_id(ID)),
            format!("/v1/entitlement/reactivate/{ID}"),
        ),
    ] {
        assert_eq!(signed.uri().path(), path);
        assert_eq!(signed.headers()["EntitlementId"], ID);
        assert!(signed.body().is_empty());
    }
    let echo = sign(&Echo::with_echo_request_id("my-echo-1").request_identifier("1"));
    assert_eq!(echo.uri(), "https://resale.api.bango.net/v1/echo/my-echo-1");
    assert_eq!(echo.headers()["X-RequestIdentifier"], "1");
    assert!(!echo.headers().contains_key("EntitlementId"));
}

#[test]
fn the_vendors_example_gets_the_vendors_signature() {
    let request = CreateEntitlement::new(CreateEntitlementRequired {
        customer_identifier: CUSTOMER,
        merchant_account_key: "BANGO",
        product_key: "BangoMusic",
    })
    .notification_url(URL);
    let signed = sign(&request);
    let case = &vectors()["cases"][0];
    assert_eq!(case["name"], "vendor-example");
    assert_eq!(*signed.body(), case["payload"].as_str().unwrap());
    assert_eq!(signed.headers()["Signature"], case["signature_header"].as_str().unwrap());
}

#[test]
fn answers_come_from_their_examples_and_give_them_back() {
    check_answers(
        CLASSIC,
        [
            ("createEntitlement", answers::<CreateEntitlement>),
            ("updateEntitlement", answers::<UpdateEntitlement>),
            ("suspendEntitlement", answers::<SuspendEntitlement>),
            ("resumeEntitlement", answers::<ResumeEntitlement>),
            ("undoCancellation", answers::<UndoCancellation>),
            ("getEntitlement", answers::<GetEntitlement>),
            ("reportEntitlements", answers::<ReportEntitlements>),
            ("cancelEntitlement", answers::<CancelEntitlement>),
            ("revokeEntitlement", answers::<RevokeEntitlement>),
            ("reactivateEntitlement", answers::<ReactivateEntitlement>),
            ("echo", answers::<Echo>),
        ],
    );
    check_answers(NEWER, [("createEntitlement", answers::<reseller_v1::CreateEntitlement>)]);
}

#[test]
fn what_no_operation_uses_comes_from_its_example_and_gives_it_back() {
    let [classic, newer] =
        [CLASSIC, NEWER].map(|text| serde_json::from_str::<Value>(text).unwrap());

    let body = "/webhooks/entitlementNotification/post/requestBody/content/application~1json";
    let example = classic.pointer(&format!("{body}/examples/activationSuccess/value")).unwrap();
    let notification: Notification = round_trip(example);
    assert_eq!(notification.notification_reason, Some(NotificationReason::ActivationSuccess));

    let example = |document: &Value, name: &str| {
        document["components"]["schemas"][name]["examples"][0].clone()
    };
    round_trip::<EligibleProductsResponse>(&example(&classic, "EligibleProductsResponse"));
    round_trip::<ActivationInfo>(&example(&newer, "ActivationInfo"));
}

/// Checks that these are all examples of requests of a document, by operation and name, and that each payload is what
/// its example says. An example of a variant stands among those of the operation that it narrows, under its own name.
#[track_caller]
fn check_requests<const N: usize>(text: &str, written: [(&str, &str, Value); N]) {
    let (document, json) = read(text);
    let mut examples = Vec::new();
    for operation in &document.operations {
        let base = operation.variant_of.as_ref().map(|base| document.operation(base).unwrap());
        for example in &base.unwrap_or(operation).examples {
            if base.is_none() || example.name == operation.id {
                let value = json.pointer(&example.pointer).unwrap().clone();
                examples.push((&*operation.id, &*example.name, value));
            }
        }
    }
    let by_name = |(operation, example, _): &(&str, &str, Value)| format!("{operation} {example}");
    let mut written = written.to_vec();
    examples.sort_by_key(by_name);
    written.sort_by_key(by_name);
    assert_eq!(written, examples);
}

/// The payload of a request, which does not show its customer.
#[track_caller]
fn written<E: Endpoint + Debug>(request: E) -> Value {
    shows_no_customer(&request);
    serde_json::from_slice(prepare(&request).payload()).unwrap()
}

#[track_caller]
fn prepare(request: &impl Endpoint) -> PreparedRequest {
    request.prepare(&BaseUrl::parse(BASE_URL).unwrap()).unwrap()
}

/// Signs with the key and at the time of the vendor's example.
fn sign(request: &impl Endpoint) -> Request<Bytes> {
    let key = &vectors()["keys"][0];
    assert_eq!(key["name"], "vendor-example-1024");
    let key = SigningKey::from_pem(key["private_pkcs8_pem"].as_str().unwrap()).unwrap();
    prepare(request).sign(&key, Timestamp::from_unix_seconds(1_576_595_412)).unwrap()
}

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../tests/vectors/bango-signature.json")).unwrap()
}

type Check = fn(&Operation, &Value);

/// Checks that these are all operations of a document, and the answers of each.
#[track_caller]
fn check_answers<const N: usize>(text: &str, checks: [(&str, Check); N]) {
    let (document, json) = read(text);
    let ids = document.operations.iter().map(|operation| &*operation.id);
    assert_eq!(ids.collect::<Vec<_>>(), checks.map(|(id, _)| id));
    for (operation, (_, check)) in document.operations.iter().zip(checks) {
        check(operation, &json);
    }
}

fn answers<E>(operation: &Operation, document: &Value)
where
    E: Endpoint,
    E::Response: Debug + DeserializeOwned + Serialize,
    E::Error: Debug + DeserializeOwned + Serialize,
{
    for response in &operation.responses {
        let status = match response.status {
            Status::Exact(status) => status,
            _ => 418, // a status that no operation declares
        };
        for example in &response.examples {
            let value = document.pointer(&example.pointer).unwrap();
            let answer = Response::builder().status(status).body(value.to_string().into());
            match E::decode(answer.unwrap()) {
                Ok(answer) => {
                    assert!(response.status.is_success());
                    shows_no_customer(answer.body());
                    assert_eq!(serde_json::to_value(answer.body()).unwrap(), without_null(value));
                }
                Err(Error::Api(error)) => {
                    assert!(!response.status.is_success());
                    assert_eq!(error.code(), value["responseCode"].as_str());
                    assert_eq!(error.message(), value["responseMessage"].as_str());
                    round_trip::<E::Error>(value);
                }
                Err(error) => panic!("{} {status}: {error}", operation.id),
            }
        }
    }
}

#[track_caller]
fn round_trip<T: Debug + DeserializeOwned + Serialize>(json: &Value) -> T {
    let value: T = serde_json::from_value(json.clone()).unwrap();
    shows_no_customer(&value);
    assert_eq!(serde_json::to_value(&value).unwrap(), without_null(json));
    value
}

/// For who reads an answer, a member that is `null` is no more there than one that is absent.
fn without_null(json: &Value) -> Value {
    match json {
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), without_null(value)))
            .collect(),
        Value::Array(entries) => entries.iter().map(without_null).collect(),
        _ => json.clone(),
    }
}

#[track_caller]
fn shows_no_customer(value: &impl Debug) {
    let shown = format!("{value:?}");
    for secret in [CUSTOMER, "https://example.com/", "family", "Set-top box", "in a shop"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

fn read(text: &str) -> (Document, Value) {
    let document = Document::read("document.json", text);
    (
        document.unwrap_or_else(|problems| panic!("{}", problems[0])),
        serde_json::from_str(text).unwrap(),
    )
}
