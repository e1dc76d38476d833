//! Notifications as a reseller's server receives them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bango_common;
mod common;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use bango_common::{Bench, Receiver, body, success};
use countersign_sandbox::{
    Notification, NotificationReason, NotificationState, Sandbox, StartError,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::sync::Notify;

async fn create(bench: &Bench, url: &str) -> Value {
    success(bench.create(&body(json!({ "notificationUrl": url })))).await
}

async fn set(bench: &Bench, id: &str, benefits: &str) {
    success(bench.update(&json!({ "entitlementId": id, "entitlementBenefits": benefits }))).await;
}

/// How far the notifications got, and after how many attempts.
fn states(bench: &Bench) -> Vec<(NotificationReason, usize, NotificationState)> {
    let state = |sent: Notification| (sent.reason, sent.attempts, sent.state);
    bench.sandbox.notifications().into_iter().map(state).collect()
}

#[tokio::test]
async fn a_notification_has_the_documented_form() {
    let bench = Bench::new(|builder| builder.notification_key("my key")).await;
    let receiver = Receiver::answering(&[]).await;
    let url = format!("{}/n?customer=1%2F2&b=%20&&c", receiver.url);
    let created = success(
        bench.create(&body(json!({ "notificationUrl": url, "extensionData": { "a": 1 } }))),
    )
    .await;
    bench.notified().await;

    let delivery = &receiver.received()[0];
    assert_eq!(
        (&delivery.method, delivery.target.as_str()),
        (&Method::POST, "/n?customer=1%2F2&b=%20&&c")
    );
    assert_eq!(delivery.headers["content-type"], "application/json");
    assert_eq!(delivery.headers["x-api-key"], "my key");
    assert_eq!(bench.sandbox.notification_key(), "my key");
    let mut expect = created.clone();
    expect["parameters"] = Value::Null;
    expect["activationCode"] = Value::Null;
    expect["notificationReason"] = json!("ACTIVATION_SUCCESS");
    assert_eq!(delivery.body, expect);

    let [sent] = &bench.sandbox.notifications()[..] else { panic!("not one") };
    assert_eq!(sent.entitlement_id, created["entitlementId"].as_str().unwrap());
    assert_eq!((sent.reason, sent.attempts), (NotificationReason::ActivationSuccess, 1));
    assert_eq!((&sent.url, &sent.state), (&url, &NotificationState::Delivered));
    assert_eq!(serde_json::from_slice::<Value>(&sent.body).unwrap(), expect);
}

#[tokio::test]
async fn a_receiver_that_fails_gets_it_again_and_the_order_stays() {
    let bench = Bench::new(|builder| builder).await;
    let receiver = Receiver::answering(&[500, 302]).await;
    let created = create(&bench, &receiver.url).await;
    set(&bench, created["entitlementId"].as_str().unwrap(), "NONE").await;
    bench.notified().await;
    assert_eq!(
        receiver.reasons(),
        ["ACTIVATION_SUCCESS", "ACTIVATION_SUCCESS", "ACTIVATION_SUCCESS", "SUSPENSION_SUCCESS"]
    );
    let bodies = receiver.received();
    assert_eq!((&bodies[0].body, &bodies[0].body), (&bodies[1].body, &bodies[2].body));
    assert_eq!(
        states(&bench),
        [
            (NotificationReason::ActivationSuccess, 3, NotificationState::Delivered),
            (NotificationReason::SuspensionSuccess, 1, NotificationState::Delivered),
        ]
    );
}

#[tokio::test]
async fn it_gives_up_in_the_end_and_goes_on() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let bench = Bench::new(move |builder| {
        builder.on_notification(move |sent| log.lock().unwrap().push((sent.reason, sent.attempts)))
    })
    .await;
    let receiver = Receiver::answering(&[500, 404, 301, 503]).await;
    let created = create(&bench, &receiver.url).await;
    set(&bench, created["entitlementId"].as_str().unwrap(), "NONE").await;
    bench.notified().await;
    let problem = "the receiver answered 503 Service Unavailable".to_owned();
    assert_eq!(
        states(&bench),
        [
            (NotificationReason::ActivationSuccess, 4, NotificationState::GaveUp { problem }),
            (NotificationReason::SuspensionSuccess, 1, NotificationState::Delivered),
        ]
    );
    assert_eq!(
        *told.lock().unwrap(),
        [(NotificationReason::ActivationSuccess, 4), (NotificationReason::SuspensionSuccess, 1)]
    );
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_named_without_its_url() {
    let bench = Bench::new(|builder| builder).await;
    // Nobody listens on a port that was given back.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}/sentinel?sentinel", listener.local_addr().unwrap());
    drop(listener);
    create(&bench, &url).await;
    bench.notified().await;
    let [(_, attempts, NotificationState::GaveUp { problem })] = &states(&bench)[..] else {
        panic!("not given up")
    };
    assert_eq!(*attempts, 4);
    assert!(problem.starts_with("the receiver could not be reached: "), "{problem}");
    assert!(!problem.contains("sentinel"), "{problem}");
}

#[tokio::test]
async fn nothing_leaves_this_machine() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let bench = Bench::new(move |builder| {
        builder.on_notification(move |sent| log.lock().unwrap().push(sent.state.clone()))
    })
    .await;
    create(&bench, "https://example.com/entitlement/notification").await;
    bench.notified().await;
    assert_eq!(
        states(&bench),
        [(NotificationReason::ActivationSuccess, 0, NotificationState::Skipped)]
    );
    assert_eq!(*told.lock().unwrap(), [NotificationState::Skipped]);

    success(bench.create(&body(json!({ "customerIdentifier": "without a URL" })))).await;
    assert_eq!(bench.sandbox.notifications().len(), 1);
}

#[tokio::test]
async fn a_receiver_behind_tls_is_checked() {
    let bench = Bench::new(|builder| builder).await;
    // The one server with a certificate of this sandbox is itself, which knows no such operation.
    create(&bench, &format!("{}/n", bench.sandbox.base_url())).await;
    let other = Bench::new(|builder| builder).await;
    let url = json!({ "notificationUrl": other.sandbox.base_url(), "customerIdentifier": "d" });
    success(bench.create(&body(url))).await;
    bench.notified().await;
    let problems = bench.sandbox.notifications().into_iter().map(|sent| match sent.state {
        NotificationState::GaveUp { problem } => problem,
        state => panic!("{state:?}"),
    });
    let problems: Vec<_> = problems.collect();
    assert_eq!(problems[0], "the receiver answered 404 Not Found");
    assert!(problems[1].contains("certificate"), "{}", problems[1]);
    assert_eq!(other.sandbox.received(), []);
}

#[tokio::test]
async fn one_entitlement_does_not_hold_up_another() {
    let bench = Bench::new(|builder| builder).await;
    let release = Arc::new(Notify::new());
    let held = Arc::clone(&release);
    let slow = Receiver::new(move |_| {
        let held = Arc::clone(&held);
        async move {
            held.notified().await;
            StatusCode::OK
        }
    })
    .await;
    let quick = Receiver::answering(&[]).await;
    let created = create(&bench, &slow.url).await;
    set(&bench, created["entitlementId"].as_str().unwrap(), "NONE").await;
    slow.arrival().await;
    let url = json!({ "notificationUrl": quick.url, "customerIdentifier": "d" });
    success(bench.create(&body(url))).await;
    quick.arrival().await;

    assert_eq!(slow.reasons(), ["ACTIVATION_SUCCESS"], "the second waits for the first");
    assert_eq!(states(&bench)[0].2, NotificationState::Pending);
    release.notify_one();
    slow.arrival().await;
    release.notify_one();
    bench.notified().await;
    assert!(states(&bench).iter().all(|(_, _, state)| *state == NotificationState::Delivered));
}

#[tokio::test]
async fn a_later_notification_finds_its_way_after_a_pause() {
    let bench = Bench::new(|builder| builder).await;
    let receiver = Receiver::answering(&[]).await;
    let created = create(&bench, &receiver.url).await;
    let id = created["entitlementId"].as_str().unwrap();
    for _ in 0..20 {
        bench.notified().await;
        set(&bench, id, "NONE").await;
        set(&bench, id, "NORMAL").await;
    }
    bench.notified().await;
    let mut expect = vec!["ACTIVATION_SUCCESS"];
    expect.extend(["SUSPENSION_SUCCESS", "RESUMPTION_SUCCESS"].repeat(20));
    assert_eq!(receiver.reasons(), expect);
}

#[tokio::test]
async fn a_new_notification_url_is_used_from_then_on() {
    let bench = Bench::new(|builder| builder).await;
    let (before, after) = (Receiver::answering(&[]).await, Receiver::answering(&[]).await);
    let created = create(&bench, &before.url).await;
    let id = &created["entitlementId"];
    success(bench.update(&json!({ "entitlementId": id, "notificationUrl": after.url }))).await;
    set(&bench, id.as_str().unwrap(), "NONE").await;
    bench.notified().await;
    assert_eq!(before.reasons(), ["ACTIVATION_SUCCESS"]);
    assert_eq!(after.reasons(), ["SUSPENSION_SUCCESS"]);
}

#[tokio::test]
async fn debug_hides_customer_data() {
    let bench = Bench::new(|builder| builder).await;
    let sentinel = json!({
        "notificationUrl": "https://example.com/?sentinel", "customerIdentifier": "sentinel",
        "extensionData": "sentinel",
    });
    success(bench.create(&body(sentinel))).await;
    let debug = format!("{:?} {:?}", bench.sandbox.notifications(), bench.sandbox);
    assert!(debug.contains("ActivationSuccess") && !debug.contains("sentinel"), "{debug}");
    let builder = Sandbox::builder().notification_key("sentinel");
    assert!(!format!("{builder:?}").contains("sentinel"));
}

#[tokio::test]
async fn a_key_that_no_header_carries_is_refused_at_the_start() {
    let error = Sandbox::builder().notification_key("line\nbreak").start().await.unwrap_err();
    assert!(matches!(error, StartError::Notifications(_)), "{error}");
}

/// Delays are waited for: with a long one, a notification stays pending.
#[tokio::test]
async fn the_delays_are_those_that_were_chosen() {
    let hour = Duration::from_secs(60 * 60);
    let bench = Bench::new(|builder| builder.notification_retries([hour])).await;
    let receiver = Receiver::answering(&[500]).await;
    create(&bench, &receiver.url).await;
    receiver.arrival().await;
    assert_eq!(
        states(&bench),
        [(NotificationReason::ActivationSuccess, 1, NotificationState::Pending)]
    );
    // Stopping does not wait for it.
    bench.sandbox.shutdown().await;
    assert_eq!(receiver.received().len(), 1);
}
