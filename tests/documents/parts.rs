//! Objects with parts (`allOf`): what they are read from, beside what `#[serde(flatten)]` makes of it.

use countersign::{
    Endpoint, Error,
    http::Response,
    serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned},
    serde_json::{self, Value, json},
};

use crate::parts::{
    Answer, AuditRequest, D, EntitlementRequest, HeaderRequest, Leaf, Marked, Old, Open, OpenLeaf,
    PutEntitlement, Stamp,
};

/// An entitlement as serde's derive reads it.
#[derive(Deserialize)]
#[serde(crate = "countersign::serde", remote = "EntitlementRequest")]
struct Derived {
    #[serde(flatten)]
    header: HeaderRequest,
    id: String,
    weight: f64,
    data: Value,
    #[serde(default, deserialize_with = "present")]
    note: Option<Option<String>>,
    #[serde(flatten, with = "DerivedAudit")]
    audit: AuditRequest,
    previous: Option<Box<EntitlementRequest>>,
}

#[derive(Deserialize)]
#[serde(crate = "countersign::serde", remote = "AuditRequest")]
struct DerivedAudit {
    #[serde(flatten)]
    stamp: Stamp,
    #[serde(rename = "requestId")]
    request_id: Option<i64>,
    r#type: Option<D>,
    #[serde(default, deserialize_with = "present")]
    auditor: Option<Option<String>>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

/// Checks that an entitlement is made of this text if the derive makes one of it, and the same one, and returns it.
#[track_caller]
fn check(text: &str) -> serde_json::Result<EntitlementRequest> {
    let derived = Derived::deserialize(&mut serde_json::Deserializer::from_str(text));
    let actual: serde_json::Result<EntitlementRequest> = serde_json::from_str(text);
    assert_eq!(actual.as_ref().ok(), derived.as_ref().ok(), "{text}: {actual:?}, {derived:?}");
    actual
}

/// Reads JSON into a value and checks that it is written again.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let value: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), *json);
    value
}

/// `json` with these members in place of its own.
fn with(json: &Value, members: &Value) -> Value {
    let mut json = json.clone();
    json.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    json
}

fn required() -> Value {
    json!({
        "responseCode": "OK",
        "id": "a",
        "weight": 1.5,
        "data": [1],
        "created": "2019-12-17T09:50:12Z",
        "ended": null,
    })
}

fn everything() -> Value {
    let more = json!({
        "request-id": "r",
        "note": "n",
        "ended": "2020-12-17T09:50:12Z",
        "requestId": 7,
        "type": "ACTIVE",
        "auditor": "x",
        "previous": required(),
    });
    with(&required(), &more)
}

#[test]
fn what_is_written_is_read() {
    let nulls = json!({ "request-id": null, "note": null, "auditor": null, "data": null });
    for json in [required(), everything(), with(&required(), &nulls)] {
        let entitlement: EntitlementRequest = round_trip(&json);
        assert_eq!(check(&json.to_string()).unwrap(), entitlement);
    }
    let entitlement: EntitlementRequest = round_trip(&everything());
    // These two have one name in Rust.
    assert_eq!(entitlement.header.request_id, Some(Some("r".to_owned())));
    assert_eq!(entitlement.audit.request_id, Some(7));
    assert_eq!(entitlement.audit.r#type, Some(D::Active));
    assert_eq!(entitlement.audit.stamp.created.unix_seconds(), 1_576_576_212);
}

#[test]
fn null_absence_and_other_types_are_what_they_are_to_the_derive() {
    let values = [json!(null), json!(true), json!(1), json!(1.5), json!("x"), json!([]), json!({})];
    for name in everything().as_object().unwrap().keys() {
        let mut json = everything();
        json.as_object_mut().unwrap().remove(name);
        drop(check(&json.to_string()));
        for value in &values {
            json[name] = value.clone();
            drop(check(&json.to_string()));
        }
    }
    for text in ["null", "1", "\"x\"", "[]", "{}", "{", ""] {
        check(text).unwrap_err();
    }
}

#[test]
fn members_that_nobody_knows_are_no_error() {
    let more = json!({ "header": 1, "audit": { "created": 2 }, "stamp": null, "__Members": [] });
    let json = with(&everything(), &more);
    assert_eq!(check(&json.to_string()).unwrap(), round_trip(&everything()));
}

#[test]
fn an_error_names_the_member_of_a_part_and_its_place() {
    let decode = |body: &Value| {
        let answer = PutEntitlement::decode(Response::new(body.to_string().into()));
        match answer.unwrap_err() {
            Error::Decode(error) => error,
            error => panic!("{error}"),
        }
    };
    let error = decode(&json!({ "ended": null }));
    assert!(error.to_string().contains("missing field `created`"), "{error}");
    let error = decode(&json!({ "created": 1, "ended": null }));
    assert_eq!(error.path(), Some("created"));
    assert!(error.to_string().contains("at `created` (line 1, column 12)"), "{error}");

    for name in required().as_object().unwrap().keys().filter(|name| *name != "ended") {
        let mut json = required();
        json.as_object_mut().unwrap().remove(name);
        let error = check(&json.to_string()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("missing field `{name}`")), "{error}");
    }
    let error = check("1").unwrap_err().to_string();
    assert!(error.contains("expected struct EntitlementRequest"), "{error}");
}

#[test]
fn a_member_that_is_there_twice_is_an_error() {
    let text = r#"{ "created": "2019-12-17T09:50:12Z", "ended": null, "ended": null }"#;
    let error = serde_json::from_str::<Answer>(text).unwrap_err().to_string();
    assert!(error.starts_with("duplicate field `ended`"), "{error}");
}

#[test]
fn every_kind_of_part_is_read() {
    let stamp = json!({ "created": "2019-12-17T09:50:12Z", "ended": null });
    // A part is that of a response too, although it is sent elsewhere.
    let json = with(&stamp, &json!({ "auditor": null, "comment": null }));
    let answer: Answer = serde_json::from_value(json).unwrap();
    assert_eq!((&answer.audit.auditor, &answer.comment), (&None, &None));

    round_trip::<Old>(&json!({ "begun": "b", "id": "i" }));
    round_trip::<Marked>(&json!({}));

    let open: Open = round_trip(&with(&stamp, &json!({ "id": "i", "requestId": 1, "more": [1] })));
    assert_eq!(open.additional_properties.keys().collect::<Vec<_>>(), ["more"]);

    let leaf: Leaf = round_trip(&json!({
        "name": "n",
        "colour": "green",
        "leaf": { "name": "m", "leaf": { "name": "l" } },
    }));
    assert_eq!(leaf.node.leaf.unwrap().node.name, "m");
}

#[test]
fn a_further_member_is_read_once_and_written_once() {
    let leaf = json!({ "name": "n", "leaf": { "name": "m" }, "colour": "green" });
    let open: OpenLeaf =
        round_trip(&with(&leaf, &json!({ "note": "x", "more": "y", "less": null })));
    assert_eq!(open.additional_properties.keys().collect::<Vec<_>>(), ["less", "more"]);
    assert_eq!((&*open.leaf.node.name, open.leaf.colour.as_deref()), ("n", Some("green")));
    // A value keeps no second copy of a member, whose name would be signed twice.
    let written = serde_json::to_string(&open).unwrap();
    for name in ["name", "leaf", "colour", "note", "more", "less"] {
        let count = if name == "name" { 2 } else { 1 };
        assert_eq!(written.matches(&format!("\"{name}\":")).count(), count, "{written}");
    }
    let wrong = with(&leaf, &json!({ "colour": 1, "more": 1 })).to_string();
    let error = serde_json::from_str::<OpenLeaf>(&wrong).unwrap_err().to_string();
    assert!(error.starts_with("invalid type: integer `1`, expected a string"), "{error}");
}
