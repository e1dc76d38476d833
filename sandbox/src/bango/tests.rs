//! The operations without a server: what each changes, what it tells, and what it refuses.

mod any_order;

use serde_json::{Map, Value, json};

use super::{
    book::Book,
    entitlement::ActivationCode,
    operation::{Context, Termination},
    outcome::{Done, NextStep, Refusal},
    request::{Create, Update},
    settings::{Activation, Cancellation},
    transition::Status,
    *,
};
use crate::notification::NotificationReason::{self, *};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// 2017-01-01T01:02:03Z
const START: u64 = 1_483_232_523;

struct Bench {
    book: Book,
    now: u64,
    activation: Activation,
    cancellation: Cancellation,
    made: u64,
}

impl Bench {
    fn new(activation: Activation, cancellation: Cancellation) -> Self {
        Self { book: Book::default(), now: START, activation, cancellation, made: 0 }
    }

    fn at_once() -> Self {
        Self::new(Activation::AtOnce, Cancellation::AtOnce)
    }

    fn at(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.now)
    }

    fn context(&mut self) -> Context {
        self.made += 1;
        Context {
            at: self.at(),
            activation: self.activation,
            cancellation: self.cancellation,
            new_id: format!("id-{}", self.made),
            code: ActivationCode {
                code: format!("code-{}", self.made),
                expires: Timestamp::from_unix_seconds(self.now + DAY.as_secs()),
            },
        }
    }

    fn create(&mut self, more: Value) -> Result<Done, Refusal> {
        let body = with(
            json!({ "customerIdentifier": "c", "merchantAccountKey": "m", "productKey": "p" }),
            more,
        );
        let context = self.context();
        self.book.create(Create::read(Some(&body)).unwrap(), context)
    }

    fn update(&mut self, id: &str, more: Value) -> Result<Done, Refusal> {
        let body = with(json!({ "entitlementId": id }), more);
        let context = self.context();
        self.book.update(Update::read(Some(&body)).unwrap(), context)
    }

    fn terminate(
        &mut self,
        termination: Termination,
        id: &str,
        reason: Value,
    ) -> Result<Done, Refusal> {
        let context = self.context();
        self.book.terminate(id, termination, reason.as_object().unwrap().clone(), context)
    }

    fn cancel(&mut self, id: &str) -> Result<Done, Refusal> {
        self.terminate(Termination::Cancel, id, json!({}))
    }

    fn revoke(&mut self, id: &str) -> Result<Done, Refusal> {
        self.terminate(Termination::Revoke, id, json!({}))
    }

    fn reactivate(&mut self, id: &str) -> Result<Done, Refusal> {
        let context = self.context();
        self.book.reactivate(id, context)
    }

    /// Lets time pass, and gives what happened meanwhile.
    fn pass(&mut self, time: Duration) -> Vec<(String, NotificationReason)> {
        self.now += time.as_secs();
        let changes = self.book.settle(self.at());
        changes.into_iter().map(|changed| (changed.entitlement.id, changed.reasons[0])).collect()
    }

    fn record(&self, id: &str) -> Value {
        Value::Object(self.book.get(id).unwrap().record())
    }

    fn status(&self, id: &str) -> Status {
        self.book.get(id).unwrap().status
    }
}

fn with(mut body: Value, more: Value) -> Value {
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn limit(status: Status) -> Refusal {
    Refusal::LimitReached { status }
}

/// The members of an answer that differ from those before.
#[track_caller]
fn check(before: &Value, after: &Value, expect: Value) {
    let differ = |(name, value): &(&String, &Value)| before.get(name.as_str()) != Some(value);
    let changes = after.as_object().unwrap().iter().filter(differ);
    let changes: Map<_, _> = changes.map(|(name, value)| (name.clone(), value.clone())).collect();
    assert_eq!(Value::Object(changes), expect);
}

#[test]
fn a_create_that_needs_nothing_is_active() {
    let mut bench = Bench::at_once();
    let done = bench.create(json!({})).unwrap();
    assert_eq!((done.next, done.changed.reasons), (NextStep::None, vec![ActivationSuccess]));
    assert_eq!(
        bench.record("id-1"),
        json!({
            "entitlementId": "id-1",
            "status": "ACTIVE",
            "dateCreated": "2017-01-01T01:02:03Z",
            "dateActivated": "2017-01-01T01:02:03Z",
            "dateEnded": null,
            "dateSuspended": null,
            "dateResumed": null,
            "dateLastUpdated": "2017-01-01T01:02:03Z",
            "customerIdentifier": "c",
            "merchantAccountKey": "m",
            "productKey": "p",
            "offerKey": "",
            "activationCode": "",
            "entitlementDisplayName": "",
            "dateExpiry": null,
            "extensionData": "",
        })
    );
}

#[test]
fn optional_members_are_kept() {
    let mut bench = Bench::at_once();
    let more = json!({
        "offerKey": "offer", "entitlementId": "my id", "dateExpiry": "2030-01-01T01:00:00.5+01:00",
        "entitlementDisplayName": "Música", "extensionData": { "a": [1, null] },
        "notificationUrl": "https://example.com/n?a=%2F", "extraInformation": 1,
    });
    bench.create(more).unwrap();
    check(
        &json!({}),
        &bench.record("my id"),
        with(
            json!({
                "offerKey": "offer", "entitlementDisplayName": "Música", "extensionData": { "a": [1, null] },
                "dateExpiry": "2030-01-01T00:00:00.5Z", "entitlementId": "my id",
            }),
            json!({
                "status": "ACTIVE", "dateCreated": "2017-01-01T01:02:03Z", "dateActivated": "2017-01-01T01:02:03Z",
                "dateEnded": null, "dateSuspended": null, "dateResumed": null,
                "dateLastUpdated": "2017-01-01T01:02:03Z", "customerIdentifier": "c", "merchantAccountKey": "m",
                "productKey": "p", "activationCode": "",
            }),
        ),
    );
    assert_eq!(
        bench.book.get("my id").unwrap().notification_url.as_deref(),
        Some("https://example.com/n?a=%2F")
    );
}

#[test]
fn the_same_create_again_while_pending_gives_a_new_url() {
    let mut bench = Bench::new(Activation::ByCustomer, Cancellation::AtOnce);
    let first = bench.create(json!({ "offerKey": "a", "extensionData": 1 })).unwrap();
    assert_eq!((first.next, first.changed.reasons), (NextStep::CustomerActs, vec![]));
    let before = bench.record("id-1");
    assert_eq!((&before["status"], &before["dateActivated"]), (&json!("PENDING"), &Value::Null));

    bench.now += 60;
    let again = bench.create(json!({ "offerKey": "b", "entitlementId": "id-1" })).unwrap();
    assert_eq!((again.next, again.changed.reasons), (NextStep::CustomerActs, vec![]));
    check(
        &before,
        &bench.record("id-1"),
        json!({ "dateLastUpdated": "2017-01-01T01:03:03Z", "offerKey": "b" }),
    );
    let by_code = |bench: &Bench, code: &str| {
        bench.book.by_code(code, bench.at()).map(|found| found.id.clone())
    };
    assert_eq!(by_code(&bench, "code-1"), None);
    assert_eq!(by_code(&bench, "code-2"), Some("id-1".to_owned()));

    // What is not the same is a second subscription.
    assert_eq!(bench.create(json!({ "productKey": "q" })).err(), Some(limit(Status::Pending)));
    assert_eq!(bench.create(json!({ "entitlementId": "x" })).err(), Some(limit(Status::Pending)));

    bench.now += DAY.as_secs();
    assert_eq!(by_code(&bench, "code-2"), None, "the code is a day old");
    let done = bench.book.activate("id-1", bench.at()).unwrap();
    assert_eq!(done.changed.reasons, [ActivationSuccess]);
    assert_eq!(by_code(&bench, "code-2"), None);
    assert_eq!(bench.create(json!({})).err(), Some(limit(Status::Active)));
}

#[test]
fn a_customer_has_one_entitlement_with_a_merchant() {
    let mut bench = Bench::new(Activation::AtOnce, Cancellation::After(DAY));
    bench.create(json!({})).unwrap();
    assert_eq!(bench.create(json!({})).err(), Some(limit(Status::Active)));
    assert_eq!(bench.create(json!({ "productKey": "q" })).err(), Some(limit(Status::Active)));
    bench.create(json!({ "customerIdentifier": "d" })).unwrap();
    bench.create(json!({ "merchantAccountKey": "n" })).unwrap();

    bench.update("id-1", json!({ "entitlementBenefits": "NONE" })).unwrap();
    assert_eq!(bench.create(json!({})).err(), Some(limit(Status::Suspended)));
    bench.update("id-1", json!({ "entitlementBenefits": "NORMAL" })).unwrap();
    bench.cancel("id-1").unwrap();
    assert_eq!(bench.create(json!({})).err(), Some(limit(Status::ActiveEnding)));
    bench.pass(DAY);
    // A terminated one does not come back: there is a new one.
    let again = bench.create(json!({})).unwrap().changed.entitlement.id;
    assert_ne!(again, "id-1");
    bench.revoke(&again).unwrap();
    bench.create(json!({})).unwrap();

    let ids: Vec<_> = bench.book.of_customer("c").map(|found| found.status).collect();
    assert_eq!(ids, [Status::Cancelled, Status::Active, Status::Revoked, Status::Active]);
}

#[test]
fn an_id_is_used_once() {
    let mut bench = Bench::at_once();
    bench.create(json!({ "entitlementId": "x" })).unwrap();
    let other = json!({ "entitlementId": "x", "customerIdentifier": "d" });
    assert_eq!(bench.create(other.clone()).err(), Some(Refusal::IdInUse));
    bench.revoke("x").unwrap();
    assert_eq!(bench.create(other).err(), Some(Refusal::IdInUse));
}

#[test]
fn an_update_changes_what_is_given() {
    let created = json!({ "dateExpiry": "2030-01-01T00:00:00Z", "extensionData": { "a": 1 } });
    let check = |update: Value, reasons: &[NotificationReason], expect: Value| {
        let mut bench = Bench::at_once();
        bench.create(created.clone()).unwrap();
        let before = bench.record("id-1");
        bench.now += 60;
        let done = bench.update("id-1", update).unwrap();
        assert_eq!(done.changed.reasons, reasons, "{expect}");
        let time = json!({ "dateLastUpdated": "2017-01-01T01:03:03Z" });
        check(&before, &bench.record("id-1"), with(time, expect));
    };
    check(json!({}), &[], json!({}));
    check(json!({ "productKey": "q" }), &[ProductUpdate], json!({ "productKey": "q" }));
    check(json!({ "productKey": "p", "extensionData": { "a": 1 } }), &[], json!({}));
    check(json!({ "dateExpiry": null }), &[MetadataUpdate], json!({ "dateExpiry": null }));
    check(json!({ "extensionData": null }), &[MetadataUpdate], json!({ "extensionData": "" }));
    check(
        json!({ "extensionData": [2], "dateExpiry": "2031-01-01T00:00:00Z", "customerIdentifier": "d" }),
        &[MetadataUpdate],
        json!({ "extensionData": [2], "dateExpiry": "2031-01-01T00:00:00Z", "customerIdentifier": "d" }),
    );
    check(
        json!({ "customerIdentifier": "d" }),
        &[MetadataUpdate],
        json!({ "customerIdentifier": "d" }),
    );
    check(json!({ "notificationUrl": "https://example.com/" }), &[], json!({}));
    check(
        json!({ "entitlementBenefits": "NONE", "productKey": "q", "dateExpiry": null }),
        &[SuspensionSuccess, ProductUpdate, MetadataUpdate],
        json!({
            "status": "SUSPENDED", "dateSuspended": "2017-01-01T01:03:03Z", "productKey": "q", "dateExpiry": null,
        }),
    );
}

#[test]
fn a_refused_update_changes_nothing() {
    let mut bench = Bench::new(Activation::ByCustomer, Cancellation::AtOnce);
    bench.create(json!({})).unwrap();
    let before = bench.record("id-1");
    bench.now += 60;
    let update = json!({ "productKey": "q", "entitlementBenefits": "NONE" });
    let refused = bench.update("id-1", update.clone()).err().unwrap();
    assert!(matches!(refused, Refusal::Status(refused) if refused.from == Status::Pending));
    check(&before, &bench.record("id-1"), json!({}));

    // Another entitlement of the customer that it would go to is in the way.
    bench.create(json!({ "customerIdentifier": "d" })).unwrap();
    let update = json!({ "productKey": "q", "customerIdentifier": "d" });
    assert_eq!(bench.update("id-1", update).err(), Some(limit(Status::Pending)));
    check(&before, &bench.record("id-1"), json!({}));

    bench.cancel("id-1").unwrap();
    let refused = bench.update("id-1", json!({})).err().unwrap();
    assert!(matches!(refused, Refusal::Status(refused) if refused.from == Status::Cancelled));
    assert_eq!(bench.update("id-9", json!({})).err(), Some(Refusal::Unknown));
}

#[test]
fn another_product_needs_the_customer_if_a_new_one_does() {
    let mut bench = Bench::new(Activation::ByCustomer, Cancellation::AtOnce);
    bench.create(json!({})).unwrap();
    bench.book.activate("id-1", bench.at()).unwrap();
    let done = bench.update("id-1", json!({ "productKey": "q" })).unwrap();
    assert_eq!((done.next, done.changed.reasons), (NextStep::CustomerActs, vec![ProductUpdate]));
    assert_eq!(bench.status("id-1"), Status::Pending);
    let done = bench.book.activate("id-1", bench.at()).unwrap();
    assert_eq!(done.changed.reasons, [ActivationSuccess]);
    // Data alone does not.
    let done = bench.update("id-1", json!({ "extensionData": 1 })).unwrap();
    assert_eq!((done.next, bench.status("id-1")), (NextStep::None, Status::Active));
}

#[test]
fn suspend_and_resume_leave_their_dates() {
    let mut bench = Bench::at_once();
    bench.create(json!({})).unwrap();
    let before = bench.record("id-1");
    bench.now += 60;
    let suspend = json!({ "entitlementBenefits": "NONE" });
    assert_eq!(bench.update("id-1", suspend.clone()).unwrap().changed.reasons, [SuspensionSuccess]);
    bench.now += 60;
    // What is set already is not set again.
    assert_eq!(bench.update("id-1", suspend).unwrap().changed.reasons, []);
    let resume = json!({ "entitlementBenefits": "NORMAL" });
    assert_eq!(bench.update("id-1", resume.clone()).unwrap().changed.reasons, [ResumptionSuccess]);
    assert_eq!(bench.update("id-1", resume).unwrap().changed.reasons, []);
    check(
        &before,
        &bench.record("id-1"),
        json!({
            "dateSuspended": "2017-01-01T01:03:03Z", "dateResumed": "2017-01-01T01:04:03Z",
            "dateLastUpdated": "2017-01-01T01:04:03Z",
        }),
    );
}

#[test]
fn a_cancel_may_end_later_and_be_undone() {
    let mut bench = Bench::new(Activation::AtOnce, Cancellation::After(DAY));
    bench.create(json!({})).unwrap();
    let before = bench.record("id-1");
    assert_eq!(bench.cancel("id-1").unwrap().changed.reasons, [TerminationPending]);
    check(
        &before,
        &bench.record("id-1"),
        json!({ "status": "ACTIVE-ENDING", "dateEnded": "2017-01-02T01:02:03Z" }),
    );
    // A second cancel does not put the end off.
    assert_eq!(bench.pass(Duration::from_secs(60)), []);
    assert_eq!(bench.cancel("id-1").unwrap().changed.reasons, []);
    assert_eq!(bench.record("id-1")["dateEnded"], "2017-01-02T01:02:03Z");

    let undone = bench.update("id-1", json!({ "entitlementBenefits": "NORMAL" })).unwrap();
    assert_eq!(undone.changed.reasons, [ResumptionSuccess]);
    check(&before, &bench.record("id-1"), json!({ "dateLastUpdated": "2017-01-01T01:03:03Z" }));
    assert_eq!(bench.pass(DAY * 2), []);

    bench.cancel("id-1").unwrap();
    assert_eq!(bench.pass(DAY - Duration::from_secs(1)), []);
    // The clock is looked at late, and the end was in time.
    assert_eq!(bench.pass(DAY), [("id-1".to_owned(), TerminationSuccess)]);
    check(
        &before,
        &bench.record("id-1"),
        json!({
            "status": "CANCELLED", "dateEnded": "2017-01-04T01:03:03Z", "dateLastUpdated": "2017-01-04T01:03:03Z",
        }),
    );
    let undo = bench.update("id-1", json!({ "entitlementBenefits": "NORMAL" }));
    assert!(matches!(undo.err(), Some(Refusal::Status(_))));
}

#[test]
fn what_has_no_access_is_cancelled_at_once() {
    let mut bench = Bench::new(Activation::ByCustomer, Cancellation::After(DAY));
    bench.create(json!({})).unwrap();
    assert_eq!(bench.cancel("id-1").unwrap().changed.reasons, [TerminationSuccess]);
    assert_eq!(bench.status("id-1"), Status::Cancelled);
    assert!(bench.book.by_code("code-1", bench.at()).is_none());
    assert!(matches!(bench.cancel("id-1").err(), Some(Refusal::Status(_))));
    assert_eq!(bench.cancel("id-9").err(), Some(Refusal::Unknown));
}

#[test]
fn what_expires_is_cancelled() {
    let expiry = json!({ "dateExpiry": "2017-01-01T02:02:03Z" });
    let hour = Duration::from_secs(60 * 60);
    let check = |bench: &mut Bench, status: Status| {
        assert_eq!(bench.status("id-1"), status);
        assert_eq!(bench.pass(hour - Duration::from_secs(1)), []);
        assert_eq!(bench.pass(hour), [("id-1".to_owned(), TerminationSuccess)], "{status}");
        let record = bench.record("id-1");
        assert_eq!(
            (&record["status"], &record["dateEnded"]),
            (&json!("CANCELLED"), &expiry["dateExpiry"])
        );
        assert_eq!(bench.pass(DAY * 7), []);
    };
    for cancellation in [Cancellation::AtOnce, Cancellation::After(DAY)] {
        let mut pending = Bench::new(Activation::ByCustomer, cancellation);
        pending.create(expiry.clone()).unwrap();
        check(&mut pending, Status::Pending);

        let mut bench = Bench::new(Activation::AtOnce, cancellation);
        bench.create(expiry.clone()).unwrap();
        check(&mut bench, Status::Active);

        let mut bench = Bench::new(Activation::AtOnce, cancellation);
        bench.create(expiry.clone()).unwrap();
        bench.update("id-1", json!({ "entitlementBenefits": "NONE" })).unwrap();
        check(&mut bench, Status::Suspended);
    }
    // The earlier of both dates ends it.
    let mut ending = Bench::new(Activation::AtOnce, Cancellation::After(DAY));
    ending.create(expiry.clone()).unwrap();
    ending.cancel("id-1").unwrap();
    check(&mut ending, Status::ActiveEnding);

    // A date that is over when it comes ends it now, not before it began.
    let mut bench = Bench::at_once();
    bench.create(json!({ "dateExpiry": "2016-01-01T00:00:00Z" })).unwrap();
    assert_eq!(bench.pass(Duration::ZERO), [("id-1".to_owned(), TerminationSuccess)]);
    assert_eq!(bench.record("id-1")["dateEnded"], "2017-01-01T01:02:03Z");
}

#[test]
fn the_reason_of_an_end_comes_back() {
    let reason = json!({
        "cancelReasonCategory": "CUSTOMER_CANCELLED", "cancelReasonCode": "OTHER", "shopNumber": "17",
    });
    for termination in [Termination::Cancel, Termination::Revoke] {
        for (data, expect) in [
            (json!({}), reason.clone()),
            (
                json!({ "extensionData": { "tariff": "family", "shopNumber": "1" } }),
                with(json!({ "tariff": "family" }), reason.clone()),
            ),
            (json!({ "extensionData": "text" }), reason.clone()),
        ] {
            let mut bench = Bench::at_once();
            bench.create(data.clone()).unwrap();
            bench.terminate(termination, "id-1", reason.clone()).unwrap();
            assert_eq!(bench.record("id-1")["extensionData"], expect);
        }
        let mut bench = Bench::at_once();
        bench.create(json!({ "extensionData": "text" })).unwrap();
        bench.terminate(termination, "id-1", json!({})).unwrap();
        assert_eq!(bench.record("id-1")["extensionData"], "text");
    }
}

#[test]
fn what_was_cancelled_may_come_back() {
    let mut bench = Bench::at_once();
    bench.create(json!({ "dateExpiry": "2017-01-01T02:02:03Z" })).unwrap();
    bench.pass(DAY);
    let before = bench.record("id-1");
    assert_eq!(bench.reactivate("id-1").unwrap().changed.reasons, [ActivationSuccess]);
    check(
        &before,
        &bench.record("id-1"),
        json!({
            "status": "ACTIVE", "dateActivated": "2017-01-02T01:02:03Z", "dateEnded": null, "dateExpiry": null,
            "dateLastUpdated": "2017-01-02T01:02:03Z",
        }),
    );
    assert_eq!(bench.pass(DAY), []);

    // Meanwhile there is another one.
    bench.cancel("id-1").unwrap();
    bench.create(json!({})).unwrap();
    assert_eq!(bench.reactivate("id-1").err(), Some(limit(Status::Active)));
    assert_eq!(bench.status("id-1"), Status::Cancelled);

    let mut bench = Bench::new(Activation::ByCustomer, Cancellation::AtOnce);
    bench.create(json!({ "dateExpiry": "2030-01-01T00:00:00Z" })).unwrap();
    bench.cancel("id-1").unwrap();
    let done = bench.reactivate("id-1").unwrap();
    assert_eq!((done.next, done.changed.reasons), (NextStep::CustomerActs, vec![]));
    assert_eq!(bench.status("id-1"), Status::Pending);
    assert_eq!(bench.record("id-1")["dateExpiry"], "2030-01-01T00:00:00Z");
    assert_eq!(
        bench.book.activate("id-1", bench.at()).unwrap().changed.reasons,
        [ActivationSuccess]
    );
}

#[test]
fn refusals_are_answered_as_the_vendor_does() {
    let check = |refusal: Refusal, status: u16, code: &str, text: &str| {
        let answer = Answer::from(refusal);
        let body = answer.body().unwrap();
        assert_eq!((answer.status().as_u16(), &body["responseCode"]), (status, &json!(code)));
        assert!(answer.message().contains(text), "{}", answer.message());
    };
    check(Refusal::Unknown, 404, "NOT_FOUND", "sandbox: no entitlement has this");
    check(Refusal::IdInUse, 400, "BAD_REQUEST", "`entitlementId`: parameter is invalid");
    let text = "Maximum number of subscriptions for user reached (sandbox: ";
    check(limit(Status::Active), 400, "BAD_REQUEST", text);

    let mut bench = Bench::at_once();
    bench.create(json!({})).unwrap();
    let check = |refused: Result<Done, Refusal>, status, code, text| {
        check(refused.err().unwrap(), status, code, text);
    };
    let active = "sandbox: this entitlement is ACTIVE and cannot be reactivated; it can be ";
    check(bench.reactivate("id-1"), 409, "ALREADY_EXISTS", active);
    bench.revoke("id-1").unwrap();
    check(bench.reactivate("id-1"), 403, "NOT_AVAILABLE", "sandbox: this entitlement is REVOKED");
    check(bench.revoke("id-1"), 400, "BAD_REQUEST", "is REVOKED and cannot be revoked");
    check(bench.cancel("id-1"), 400, "BAD_REQUEST", "is REVOKED and cannot be cancelled");
    check(bench.update("id-1", json!({})), 400, "BAD_REQUEST", "is REVOKED and cannot be updated");
}

#[test]
fn bodies_are_read_and_every_problem_is_told() {
    let create = |body: Value, expect: &str| {
        let refused = Create::read(Some(&body)).err();
        assert_eq!(refused.map(|answer| answer.message().to_owned()).unwrap_or_default(), expect);
    };
    create(
        json!({}),
        "`customerIdentifier`: parameter is required; `merchantAccountKey`: parameter is required; `productKey`: \
         parameter is required",
    );
    let good = json!({ "customerIdentifier": "c", "merchantAccountKey": "m", "productKey": "p" });
    create(
        with(
            good.clone(),
            json!({ "customerIdentifier": "", "productKey": null, "entitlementId": "", "dateExpiry": "tomorrow" }),
        ),
        "`customerIdentifier`: parameter is invalid: it is empty; `productKey`: parameter is invalid: it is null; \
         `entitlementId`: parameter is invalid: it is empty; `dateExpiry`: parameter is invalid: it is not an ISO 8601 \
         date and time, such as 2017-01-01T01:02:03Z",
    );
    for url in ["https://example.com/a?b", "http://localhost:1/"] {
        create(with(good.clone(), json!({ "notificationUrl": url })), "");
    }
    for url in ["", "example.com", "ftp://example.com/"] {
        create(
            with(good.clone(), json!({ "notificationUrl": url })),
            "`notificationUrl`: parameter is invalid: it is not an http or https URL",
        );
    }
    let update = |more: Value, expect: &str| {
        let body = with(json!({ "entitlementId": "x" }), more);
        let refused = Update::read(Some(&body)).err();
        assert_eq!(refused.map(|answer| answer.message().to_owned()).unwrap_or_default(), expect);
    };
    update(json!({ "other": 1 }), "");
    update(
        json!({ "status": "CANCELLED", "entitlementBenefits": 1 }),
        "`entitlementBenefits`: parameter is invalid: it is not a string; `status`: parameter is invalid: a PATCH \
         cannot set it; cancel or revoke the entitlement instead",
    );
}
