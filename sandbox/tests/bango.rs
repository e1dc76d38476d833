//! The life of an entitlement over TLS, as a reseller sees it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bango_common;
mod common;

use std::time::Duration;

use bango_common::{Bench, Receiver, body, success};
use common::bench::{answer, check_refusal};
use countersign_sandbox::{ActivateError, Activation, Cancellation};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

const NORMAL: &str = "NORMAL";

#[tokio::test]
async fn the_life_of_an_entitlement() {
    let bench = Bench::new(|builder| {
        builder.activation(Activation::ByCustomer).cancellation(Cancellation::After(MONTH))
    })
    .await;
    let receiver = Receiver::answering(&[]).await;
    let notified = json!({ "notificationUrl": receiver.url });

    let (status, pending) = answer(bench.create(&body(notified.clone()))).await;
    let id = pending["entitlementId"].as_str().unwrap();
    let url = pending["parameters"]["activationUrl"].as_str().unwrap();
    assert_eq!(
        (status, pending.clone()),
        (
            StatusCode::ACCEPTED,
            json!({
                "responseCode": "CLIENT_ACTION_REQUIRED",
                "responseMessage": "sandbox: the customer has to open `activationUrl`",
                "parameters": { "action": "NAVIGATE_TO_URL", "activationUrl": url },
                "entitlementId": id,
                "status": "PENDING",
                "dateCreated": "2017-01-01T01:02:03Z",
                "dateActivated": null,
                "dateEnded": null,
                "dateSuspended": null,
                "dateResumed": null,
                "dateLastUpdated": "2017-01-01T01:02:03Z",
                "customerIdentifier": "my-user-123456789",
                "merchantAccountKey": "BANGO",
                "productKey": "BangoMusic",
                "offerKey": "",
                "activationCode": "",
                "entitlementDisplayName": "",
                "dateExpiry": null,
                "extensionData": "",
            })
        )
    );
    let read = success(bench.read(id)).await;
    assert_eq!((&read["status"], &read["parameters"]), (&json!("PENDING"), &json!({})));

    // The customer's browser has neither password nor key.
    let page = bench.client.get(url).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let status = async || success(bench.read(id)).await["status"].clone();
    assert_eq!(status().await, "ACTIVE");

    let benefits = |benefits: &str| json!({ "entitlementId": id, "entitlementBenefits": benefits });
    let suspended = success(bench.update(&benefits("NONE"))).await;
    assert_eq!(
        (&suspended["status"], &suspended["responseCode"]),
        (&json!("SUSPENDED"), &json!("OK"))
    );
    assert_eq!(success(bench.update(&benefits(NORMAL))).await["status"], "ACTIVE");

    let reason = json!({
        "cancelReasonCategory": "CUSTOMER_CANCELLED", "cancelReasonCode": "NOT_RENEWED", "shopNumber": "17",
    });
    let ending = success(bench.end("cancel", id, Some(&reason))).await;
    assert_eq!(
        (&ending["status"], &ending["dateEnded"], &ending["extensionData"]),
        (&json!("ACTIVE-ENDING"), &json!("2017-01-31T01:02:03Z"), &reason)
    );
    let undone = success(bench.update(&benefits(NORMAL))).await;
    assert_eq!((&undone["status"], &undone["dateEnded"]), (&json!("ACTIVE"), &Value::Null));

    success(bench.end("cancel", id, Some(&reason))).await;
    bench.pass(MONTH);
    assert_eq!(status().await, "CANCELLED");
    let back = answer(bench.end("reactivate", id, None)).await;
    assert_eq!((back.0, &back.1["status"]), (StatusCode::ACCEPTED, &json!("PENDING")));
    bench.sandbox.activate(id).unwrap();
    let changed =
        json!({ "entitlementId": id, "dateExpiry": "2030-01-01T00:00:00Z", "extensionData": null });
    success(bench.update(&changed)).await;
    let revoked = success(bench.end("revoke", id, Some(&json!({})))).await;
    assert_eq!((&revoked["status"], &revoked["extensionData"]), (&json!("REVOKED"), &json!("")));

    let (_, again) = answer(bench.create(&body(notified))).await;
    assert_ne!(again["entitlementId"], id);

    bench.notified().await;
    assert_eq!(
        receiver.reasons(),
        [
            "ACTIVATION_SUCCESS",
            "SUSPENSION_SUCCESS",
            "RESUMPTION_SUCCESS",
            "TERMINATION_PENDING",
            "RESUMPTION_SUCCESS",
            "TERMINATION_PENDING",
            "TERMINATION_SUCCESS",
            "ACTIVATION_SUCCESS",
            "METADATA_UPDATE",
            "TERMINATION_SUCCESS",
        ]
    );
}

#[tokio::test]
async fn creating_again() {
    let bench = Bench::new(|builder| builder.activation(Activation::ByCustomer)).await;
    let (_, first) = answer(bench.create(&body(json!({})))).await;
    let (status, second) = answer(bench.create(&body(json!({})))).await;
    assert_eq!((status, &second["entitlementId"]), (StatusCode::ACCEPTED, &first["entitlementId"]));
    let url = |answer: &Value| answer["parameters"]["activationUrl"].as_str().unwrap().to_owned();
    assert_ne!(url(&first), url(&second));

    let open = async |method: Method, url: String| {
        let page = bench.client.request(method, url).send().await.unwrap();
        assert_eq!(page.headers()["content-type"], "text/plain; charset=utf-8");
        page.status().as_u16()
    };
    assert_eq!(open(Method::GET, url(&first)).await, 404, "the second create replaced it");
    // A mail program may look at a link before the customer does.
    assert_eq!(open(Method::HEAD, url(&second)).await, 200);
    assert_eq!(
        success(bench.read(first["entitlementId"].as_str().unwrap())).await["status"],
        "PENDING"
    );
    assert_eq!(open(Method::GET, url(&second)).await, 200);
    assert_eq!(open(Method::GET, url(&second)).await, 404, "it is used");
    assert_eq!(open(Method::GET, format!("{}/activate/x", bench.sandbox.base_url())).await, 404);

    let refused = answer(bench.create(&body(json!({})))).await;
    check_refusal(&refused, 400, "BAD_REQUEST", "Maximum number of subscriptions for user reached");
    let other =
        body(json!({ "merchantAccountKey": "OTHER", "entitlementId": first["entitlementId"] }));
    check_refusal(
        &answer(bench.create(&other)).await,
        400,
        "BAD_REQUEST",
        "an entitlement has it already",
    );
}

#[tokio::test]
async fn an_activation_url_expires() {
    let bench = Bench::new(|builder| builder.activation(Activation::ByCustomer)).await;
    let (_, pending) = answer(bench.create(&body(json!({})))).await;
    bench.pass(Duration::from_secs(24 * 60 * 60));
    let url = pending["parameters"]["activationUrl"].as_str().unwrap();
    assert_eq!(bench.client.get(url).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(answer(bench.create(&body(json!({})))).await.0, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn wrong_transitions_are_refused() {
    let bench = Bench::new(|builder| builder).await;
    let created = success(bench.create(&body(json!({})))).await;
    let id = created["entitlementId"].as_str().unwrap();
    let reason = json!({ "cancelReasonCode": "OTHER" });
    check_refusal(
        &answer(bench.end("reactivate", id, None)).await,
        409,
        "ALREADY_EXISTS",
        "is ACTIVE",
    );
    let status = json!({ "entitlementId": id, "status": "REVOKED" });
    check_refusal(
        &answer(bench.update(&status)).await,
        400,
        "BAD_REQUEST",
        "a PATCH cannot set it",
    );
    success(bench.end("revoke", id, Some(&reason))).await;
    for request in [
        bench.end("revoke", id, Some(&reason)),
        bench.end("cancel", id, Some(&reason)),
        bench.update(&json!({ "entitlementId": id, "productKey": "q" })),
    ] {
        check_refusal(
            &answer(request).await,
            400,
            "BAD_REQUEST",
            "sandbox: this entitlement is REVOKED",
        );
    }
    check_refusal(
        &answer(bench.end("reactivate", id, None)).await,
        403,
        "NOT_AVAILABLE",
        "is REVOKED",
    );
    for request in [
        bench.end("revoke", "unknown", Some(&reason)),
        bench.end("cancel", "unknown", Some(&reason)),
        bench.end("reactivate", "unknown", None),
        bench.read("unknown"),
        bench.update(&json!({ "entitlementId": "unknown" })),
    ] {
        check_refusal(&answer(request).await, 404, "NOT_FOUND", "sandbox: no entitlement has this");
    }
}

#[tokio::test]
async fn a_report_lists_what_fits() {
    let bench = Bench::new(|builder| builder).await;
    let first = success(bench.create(&body(json!({ "entitlementId": "z" })))).await;
    success(bench.end("cancel", "z", Some(&json!({})))).await;
    success(bench.create(&body(json!({ "entitlementId": "a", "productKey": "Other" })))).await;
    let customer = &first["customerIdentifier"];
    let check = async |filter: Value, expect: &[&str]| {
        let mut wanted = json!({ "customerIdentifier": customer });
        wanted.as_object_mut().unwrap().extend(filter.as_object().unwrap().clone());
        let report = success(bench.report(&wanted)).await;
        assert_eq!(
            (&report["responseCode"], &report["responseMessage"]),
            (&json!("OK"), &json!("Success"))
        );
        let entitlements = report["entitlements"].as_array().unwrap();
        let ids: Vec<_> =
            entitlements.iter().map(|found| found["entitlementId"].as_str().unwrap()).collect();
        assert_eq!(ids, expect, "{filter}");
    };
    // In the order of creation.
    check(json!({}), &["z", "a"]).await;
    check(json!({ "productKey": null, "status": null }), &["z", "a"]).await;
    check(json!({ "productKey": "Other" }), &["a"]).await;
    check(json!({ "status": "CANCELLED" }), &["z"]).await;
    check(json!({ "productKey": "Other", "status": "CANCELLED" }), &[]).await;
    let nobody = answer(bench.report(&json!({ "customerIdentifier": "nobody" }))).await;
    check_refusal(
        &nobody,
        404,
        "NOT_FOUND",
        "sandbox: no entitlement has this `customerIdentifier`",
    );
}

#[tokio::test]
async fn echo_answers_what_was_sent() {
    let bench = Bench::new(|builder| builder).await;
    let request = bench.request(Method::GET, "/v1/echo/a%20%2F%C3%A9", None, None);
    let expect = json!({ "responseCode": "OK", "responseMessage": "Success", "echo": "a /é" });
    assert_eq!(answer(request).await, (StatusCode::OK, expect));
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let bench = Bench::new(|builder| builder.activation(Activation::ByCustomer)).await;
    let create = |more| bench.create(&body(more)).header("X-RequestIdentifier", "one");
    let bytes = async |request: reqwest::RequestBuilder| {
        let response = request.send().await.unwrap();
        (response.status(), response.bytes().await.unwrap())
    };
    let (first, second) = tokio::join!(bytes(create(json!({}))), bytes(create(json!({}))));
    assert_eq!((&first, first.0), (&second, StatusCode::ACCEPTED));
    bench.pass(Duration::from_secs(60));
    assert_eq!(bytes(create(json!({}))).await, first, "the URL is not a new one");

    let refused = answer(create(json!({ "productKey": "Other" }))).await;
    check_refusal(
        &refused,
        400,
        "BAD_REQUEST",
        "sandbox: `X-RequestIdentifier`: this idempotency key came with another",
    );
    // A refusal is repeated too, although it would be none any more.
    let update = json!({ "entitlementId": "later" });
    let update = || answer(bench.update(&update).header("X-RequestIdentifier", "two"));
    let unknown = update().await;
    check_refusal(&unknown, 404, "NOT_FOUND", "");
    success(bench.create(&body(json!({ "customerIdentifier": "d", "entitlementId": "later" }))))
        .await;
    assert_eq!(update().await, unknown);
}

#[tokio::test]
async fn the_clock_is_looked_at_when_told_to() {
    let bench = Bench::new(|builder| builder).await;
    let receiver = Receiver::answering(&[]).await;
    let expires = json!({ "dateExpiry": "2017-01-01T02:02:03Z", "notificationUrl": receiver.url });
    success(bench.create(&body(expires))).await;
    bench.pass(Duration::from_secs(2 * 60 * 60));
    bench.sandbox.settle();
    bench.notified().await;
    assert_eq!(receiver.reasons(), ["ACTIVATION_SUCCESS", "TERMINATION_SUCCESS"]);
    let ended = &receiver.received()[1].body;
    assert_eq!(
        (&ended["status"], &ended["dateEnded"]),
        (&json!("CANCELLED"), &json!("2017-01-01T02:02:03Z"))
    );
}

#[tokio::test]
async fn a_test_may_act_for_the_customer() {
    let bench = Bench::new(|builder| builder.activation(Activation::ByCustomer)).await;
    let (_, pending) = answer(bench.create(&body(json!({})))).await;
    let id = pending["entitlementId"].as_str().unwrap();
    assert_eq!(bench.sandbox.activate(id), Ok(()));
    assert_eq!(success(bench.read(id)).await["status"], "ACTIVE");
    let again = bench.sandbox.activate(id).unwrap_err();
    assert_eq!(again, ActivateError::NotPending { status: "ACTIVE" });
    assert_eq!(
        again.to_string(),
        "this entitlement is ACTIVE, and only one that is PENDING can be activated"
    );
    assert_eq!(bench.sandbox.activate("unknown"), Err(ActivateError::Unknown));
}
