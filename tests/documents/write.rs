//! Requests of the committed files, on the wire.

use std::collections::BTreeMap;

use countersign::{
    BaseUrl, DateTime, Endpoint as _, PrepareError, PreparedRequest,
    serde_json::{self, json},
};
use countersign_tests::wire;

use crate::{
    answers::{CustomerRequest, PutCustomer},
    minimal,
    parts::{Audit, Open, Stamp, StampRequired},
    requests::{
        CreateBatch, CreateEntitlement, CreateEntitlementDevice, CreateEntitlementRequired,
        DeleteEntitlement, ReplaceEntitlement, ReplaceEntitlementRequired, ReplacementRequest,
        Status, SuspendEntitlement, SuspendEntitlementRequired, UpdateEntitlement,
    },
};

fn required(customer_identifier: &str) -> CreateEntitlementRequired<'_> {
    CreateEntitlementRequired {
        customer_identifier,
        status: Status::Active,
        balance: None,
        products: Vec::new(),
        r#type: "telco",
    }
}

fn date_time(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[test]
fn a_request_without_anything() {
    let expected = "GET /v1/echo\nsignature: keyId=RSA-SHA256V1, headers=Created\n\n";
    assert_eq!(wire(&minimal::Echo::new()), expected);
    assert_eq!(wire(&minimal::Echo::default()), expected);
}

#[test]
fn required_members_alone() {
    let create = CreateEntitlement::new(CreateEntitlementRequired {
        status: Status::OnHold,
        ..required("customer")
    });
    assert_eq!(
        wire(&create),
        "POST /v1/entitlement\n\
         content-type: application/json\n\
         signature: keyId=RSA-SHA256V1, headers=Created\n\
         \n\
         {\"customerIdentifier\":\"customer\",\"status\":\"ON-HOLD\",\"balance\":null,\"products\":[],\
         \"type\":\"telco\"}",
    );
}

#[test]
#[expect(deprecated, reason = "`trial` is")]
fn every_member() {
    let device = CreateEntitlementDevice::with_model("phone").serial_number("1");
    let create = CreateEntitlement::new(CreateEntitlementRequired {
        status: Status::from("NEW"),
        balance: Some(1.5),
        products: vec!["BangoMusic".to_owned()],
        ..required("customer")
    })
    .request_identifier("6e1d")
    .pin("0000")
    .offer_key("offer")
    .date_expiry(date_time("2030-01-01T02:00:00.5+02:00"))
    .trial(true)
    .extension_data(json!({ "b": [1], "a": null }))
    .labels(BTreeMap::from([("k".to_owned(), "v".to_owned())]))
    .device(device)
    .new_(-1)
    .count(u64::MAX)
    .offset(i64::MIN)
    .port(u32::MAX)
    .sequence(u64::MAX);
    assert_eq!(
        wire(&create),
        "POST /v1/entitlement\n\
         content-type: application/json\n\
         signature: keyId=RSA-SHA256V1, headers=Created\n\
         x-requestidentifier: 6e1d\n\
         \n\
         {\"customerIdentifier\":\"customer\",\"status\":\"NEW\",\"balance\":1.5,\
         \"products\":[\"BangoMusic\"],\"type\":\"telco\",\"pin\":\"0000\",\"offerKey\":\"offer\",\
         \"dateExpiry\":\"2030-01-01T00:00:00.500Z\",\"trial\":true,\
         \"extensionData\":{\"a\":null,\"b\":[1]},\"labels\":{\"k\":\"v\"},\
         \"device\":{\"model\":\"phone\",\"serialNumber\":\"1\"},\"new\":-1,\
         \"count\":18446744073709551615,\"offset\":-9223372036854775808,\"port\":4294967295,\
         \"sequence\":18446744073709551615}",
    );
}

#[test]
fn absent_and_null_are_two_things() {
    let payload = |update: &UpdateEntitlement| wire(update).lines().last().unwrap().to_owned();
    let update = UpdateEntitlement::with_entitlement_id("a");
    assert_eq!(payload(&update), r#"{"entitlementId":"a"}"#);
    let update = update.date_expiry_null();
    assert_eq!(payload(&update), r#"{"entitlementId":"a","dateExpiry":null}"#);
    let update = update.date_expiry(date_time("2030-01-01T00:00:00Z"));
    assert_eq!(payload(&update), r#"{"entitlementId":"a","dateExpiry":"2030-01-01T00:00:00Z"}"#);
}

#[test]
fn a_variant_has_its_own_members_and_presets() {
    assert_eq!(
        wire(&SuspendEntitlement::new(SuspendEntitlementRequired {
            entitlement_id: "a",
            reason: "lost phone"
        })),
        "PATCH /v1/entitlement\n\
         content-type: application/json\n\
         signature: keyId=RSA-SHA256V1, headers=Created\n\
         \n\
         {\"entitlementId\":\"a\",\"reason\":\"lost phone\",\"status\":\"ON-HOLD\"}",
    );
}

#[test]
#[expect(deprecated, reason = "the operation and one of its parameters are")]
fn parameters() {
    use crate::requests::{GetEntitlement, GetEntitlementRequired};

    let get = GetEntitlement::new(GetEntitlementRequired {
        entitlement_id: "a/b",
        status: Status::ActiveEnding,
        page_size: 10,
    });
    assert_eq!(
        wire(&get),
        "GET /v1/entitlement/a%2Fb/ACTIVE-ENDING?pageSize=10\n\
         entitlementid: a/b\n\
         signature: keyId=RSA-SHA256V1, headers=Created;EntitlementId\n\
         \n",
    );
    let get = get.since(date_time("2030-01-01T00:00:00Z")).token("t");
    assert_eq!(
        wire(&get),
        "GET /v1/entitlement/a%2Fb/ACTIVE-ENDING?since=2030-01-01T00%3A00%3A00Z&pageSize=10\n\
         entitlementid: a/b\n\
         signature: keyId=RSA-SHA256V1, headers=Created;EntitlementId\n\
         x-token: t\n\
         \n",
    );
}

#[test]
fn whole_bodies() {
    let replace = ReplaceEntitlement::new(ReplaceEntitlementRequired {
        entitlement_id: "a",
        body: ReplacementRequest::with_id("b").note_null(),
    });
    assert!(wire(&replace).ends_with("\n\n{\"id\":\"b\",\"note\":null}"));
    let batch = CreateBatch::new();
    assert!(wire(&batch).ends_with("headers=Created\n\n"));
    let batch = batch
        .body(vec![ReplacementRequest::with_id("b"), ReplacementRequest::with_id("c").note("n")]);
    assert!(wire(&batch).ends_with("\n\n[{\"id\":\"b\"},{\"id\":\"c\",\"note\":\"n\"}]"));
}

#[test]
fn additional_members() {
    let delete = DeleteEntitlement::with_entitlement_id("a")
        .cancel_reason_code("LOST")
        .additional_property("b", "text")
        .additional_property("attempt", 1)
        .additional_property("attempt", 2);
    let payload = "\n\n{\"cancelReasonCode\":\"LOST\",\"attempt\":2,\"b\":\"text\"}";
    assert!(wire(&delete).ends_with(payload), "{}", wire(&delete));
}

/// The value that was set before would be one of two that the server can choose from.
#[test]
fn no_additional_member_has_the_name_of_a_declared_one() {
    let base_url = BaseUrl::parse("https://a.example").unwrap();
    let reason = |request: &dyn Fn() -> Result<PreparedRequest, PrepareError>| {
        let error = request().unwrap_err();
        let PrepareError::Payload(_) = error else { panic!("{error}") };
        error.to_string()
    };
    let delete =
        DeleteEntitlement::with_entitlement_id("a").additional_property("cancelReasonCode", "x");
    for delete in [delete.clone(), delete.cancel_reason_code("LOST")] {
        assert_eq!(
            reason(&|| delete.prepare(&base_url)),
            "the JSON payload cannot be written: `cancelReasonCode` is declared, so no additional member can have this \
             name; set the declared one",
        );
    }
    // The names of Rust and of a parameter are no names of members.
    let delete = DeleteEntitlement::with_entitlement_id("a")
        .additional_property("cancel_reason_code", "x")
        .additional_property("entitlementId", "b");
    assert!(delete.prepare(&base_url).is_ok());

    let customer = CustomerRequest::with_name("n").additional_property("address", 1);
    let error = reason(&|| PutCustomer::with_body(customer.clone()).prepare(&base_url));
    assert!(error.contains("`address` is declared"), "{error}");
}

/// Members of parts are declared as well, also inside of something else.
#[test]
fn no_additional_member_has_the_name_of_a_member_of_a_part() {
    let stamp =
        Stamp::new(StampRequired { created: date_time("2030-01-01T00:00:00Z"), ended: None });
    let open = |name: &str| {
        let open = Open::with_audit(Audit::with_stamp(stamp.clone()));
        BTreeMap::from([("a", vec![open.additional_property(name, 1)])])
    };
    for name in ["id", "auditor", "created"] {
        let error = serde_json::to_string(&open(name)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{name}` is declared")), "{error}");
    }
    assert!(serde_json::to_string(&open("stamp")).unwrap().contains("\"stamp\":1"));
}

#[test]
#[expect(deprecated, reason = "`GetEntitlement` is")]
fn debug_shows_no_secrets() {
    let device = CreateEntitlementDevice::with_model("phone").serial_number("sentinel");
    let create = CreateEntitlement::new(required("sentinel")).pin("sentinel").device(device);
    let get = crate::requests::GetEntitlement::new(crate::requests::GetEntitlementRequired {
        entitlement_id: "a",
        status: Status::Active,
        page_size: 1,
    })
    .token("sentinel");
    let shown = format!("{create:?}{create:#?}{get:?}");
    assert!(!shown.contains("sentinel"), "{shown}");
    assert!(shown.contains(r#"customer_identifier: "[redacted]", status: Active"#), "{shown}");
    assert!(shown.contains(r#"pin: Some("[redacted]"), offer_key: None"#), "{shown}");
    assert!(shown.contains(r#"model: "phone", serial_number: Some("[redacted]")"#), "{shown}");
    // That there is none is no secret.
    let none = CreateEntitlementDevice::with_model("phone");
    assert!(format!("{none:?}").contains("serial_number: None"));
}
