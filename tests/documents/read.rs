//! Answers, decoded into the types of the committed files.

use countersign::{
    Endpoint, Error, ErrorResponse,
    http::{Response, StatusCode},
    serde::{Serialize, de::DeserializeOwned},
    serde_json::{self, Value, json},
};

use crate::{
    answers::{
        Customer, CustomerRequest, Entitlement, EntitlementStatus, FailureCode, GetAnything,
        GetEntitlement, GetStatus, GetStatusResponse, ListEntitlements, PutCustomer, ResetStatus,
    },
    descriptions, minimal,
    requests::{BASE_URLS, Status},
};

fn answer<E: Endpoint>(_: &E, status: u16, body: &Value) -> Result<E::Response, Error<E::Error>> {
    let mut answer = Response::new(body.to_string().into());
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    E::decode(answer).map(Response::into_body)
}

/// Reads JSON into a value and checks what is written of it.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize>(json: &Value, written: &Value) -> T {
    let value: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), *written);
    value
}

fn entitlement() -> Value {
    json!({
        "responseCode": "OK",
        "id": "a",
        "created": "2019-12-17T09:50:12Z",
        "ended": null,
        "status": "ACTIVE",
    })
}

#[test]
fn an_answer_is_decoded() {
    let entitlement = answer(&GetEntitlement::new(), 200, &entitlement()).unwrap();
    assert_eq!(entitlement.envelope.response_code, "OK");
    assert_eq!(entitlement.created.unix_seconds(), 1_576_576_212);
    assert_eq!((entitlement.ended, entitlement.status), (None, EntitlementStatus::Active));
}

#[test]
fn what_is_unknown_is_no_error() {
    let mut json = entitlement();
    json["more"] = json!({ "of": ["it"] });
    json["status"] = "NEW".into();
    json["created"] = "2019-12-17T10:50:12.250+01:00".into();
    let entitlement = answer(&GetEntitlement::new(), 200, &json).unwrap();
    assert_eq!(entitlement.status.as_str(), "NEW");
    assert_eq!(entitlement.created.to_string(), "2019-12-17T09:50:12.250Z");
}

#[test]
fn what_may_be_absent_is_no_error() {
    let mut json = entitlement();
    json["offer"] = Value::Null;
    json["prices"] = Value::Null;
    json["history"] = json!([1, null]);
    json["previous"] = json.clone();
    let written = |previous: Option<Value>| {
        let mut written = entitlement();
        written["history"] = json!([1, null]);
        if let Some(previous) = previous {
            written["previous"] = previous;
        }
        written
    };
    let mut inner = written(None);
    inner.as_object_mut().unwrap().retain(|name, _| name != "previous");
    let entitlement: Entitlement = round_trip(&json, &written(Some(inner)));
    assert_eq!((entitlement.offer, entitlement.prices), (None, None));
    assert_eq!(entitlement.previous.unwrap().history, Some(vec![Some(1), None]));
}

#[test]
fn what_is_missing_or_of_another_type_is_an_error() {
    for (name, value) in
        [("id", None), ("created", None), ("created", Some("yesterday")), ("status", None)]
    {
        let mut json = entitlement();
        json.as_object_mut().unwrap().remove(name);
        if let Some(value) = value {
            json[name] = value.into();
        }
        let error = answer(&GetEntitlement::new(), 200, &json).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
    }
    let error = answer(&GetEntitlement::new(), 200, &json!({ "status": 1 })).unwrap_err();
    assert!(error.to_string().contains("does not fit"), "{error}");
}

#[test]
fn lists_and_anything() {
    let list = answer(&ListEntitlements::new(), 200, &json!([entitlement(), entitlement()]));
    assert_eq!(list.unwrap().len(), 2);
    let json = json!({ "a": [1, "b", null] });
    assert_eq!(answer(&GetAnything::new(), 200, &json).unwrap(), json);
}

#[test]
fn errors_name_their_code_and_message() {
    let body = json!({ "code": "NOT_FOUND", "text": "no such entitlement", "more": 1 });
    let error = answer(&GetEntitlement::new(), 404, &body).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server answered 404 Not Found: NOT_FOUND: no such entitlement"
    );
    let api = error.api().unwrap();
    assert_eq!(api.error().unwrap().code, Some(FailureCode::NotFound));

    let error = answer(&GetEntitlement::new(), 500, &json!({ "code": "NEW" })).unwrap_err();
    assert_eq!((error.api().unwrap().code(), error.api().unwrap().message()), (Some("NEW"), None));

    let customer = PutCustomer::with_body(CustomerRequest::with_name("x"));
    let error = answer(&customer, 400, &json!({ "message": "no" })).unwrap_err();
    assert_eq!((error.api().unwrap().code(), error.api().unwrap().message()), (None, Some("no")));

    // Without words for it in the document there is neither, and the body is there all the same.
    let error = answer(&GetAnything::new(), 400, &json!({ "responseCode": "X" })).unwrap_err();
    let envelope = error.api().unwrap().error().unwrap();
    assert_eq!((envelope.code(), &*envelope.response_code), (None, "X"));
}

#[test]
fn default_is_read_for_every_status_that_is_not_declared() {
    let body = json!({ "code": "LOADED", "load": 0.5 });
    let status: GetStatusResponse = answer(&GetStatus::new(), 200, &body).unwrap();
    assert_eq!((&*status.code, status.load), ("LOADED", Some(0.5)));
    for status in [302, 404, 503] {
        let error = answer(&GetStatus::new(), status, &body).unwrap_err();
        let api = error.api().unwrap();
        assert_eq!((api.code(), api.error().unwrap().load), (Some("LOADED"), Some(0.5)));
    }

    assert_eq!(answer(&ResetStatus::new(), 200, &json!(["a"])).unwrap(), ["a"]);
    let error = answer(&ResetStatus::new(), 409, &json!({ "code": "BAD_REQUEST" })).unwrap_err();
    assert_eq!(error.api().unwrap().code(), Some("BAD_REQUEST"));
    // `default` fits no error here, so its body is kept as it came.
    let error = answer(&ResetStatus::new(), 500, &json!(["a"])).unwrap_err();
    let api = error.api().unwrap();
    assert_eq!((api.error(), &**api.body()), (None, &br#"["a"]"#[..]));
}

#[test]
fn what_is_sent_keeps_null_and_further_members() {
    for json in [
        json!({ "name": "n" }),
        json!({ "name": "n", "address": null, "locale": null, "visits": 3 }),
        json!({ "name": "n", "address": "a", "locale": "en" }),
    ] {
        round_trip::<CustomerRequest>(&json, &json);
    }
    let json = json!({ "name": "n", "address": null });
    let customer: CustomerRequest = serde_json::from_value(json.clone()).unwrap();
    assert_eq!((&customer.address, &customer.locale), (&Some(None), &None));
    assert_eq!(customer, CustomerRequest::with_name("n").address_null());
    assert_eq!(
        format!("{customer:?}"),
        "CustomerRequest { name: \"[redacted]\", address: Some(\"[redacted]\"), locale: None, additional_properties: \"[redacted]\" }",
    );
    // For who reads a response, `null` is nothing, whoever else sends the schema.
    let customer: Customer = round_trip(&json, &json!({ "name": "n" }));
    assert_eq!((customer.address, customer.locale), (None, None));
}

#[test]
fn enums_are_open() {
    for (text, value) in [("ACTIVE", Status::Active), ("ON-HOLD", Status::OnHold)] {
        assert_eq!(round_trip::<Status>(&text.into(), &text.into()), value);
        assert_eq!((Status::from(text), Status::from(text.to_owned())), (value.clone(), value));
    }
    let unknown = round_trip::<Status>(&"active".into(), &"active".into());
    assert_eq!(
        format!("{unknown} {unknown:?} {unknown:8}|"),
        "active Unknown(\"active\") active  |"
    );
    assert_eq!(Status::KNOWN, [Status::Active, Status::ActiveEnding, Status::OnHold]);
    assert!(!Status::KNOWN.contains(&unknown));
    // A declared value of this name does not get in the way.
    assert_eq!(EntitlementStatus::from("Unknown"), EntitlementStatus::Unknown);
    assert!(matches!(EntitlementStatus::from("x"), EntitlementStatus::Unrecognized(_)));
    assert!(serde_json::from_value::<Status>(json!(1)).is_err());
}

#[test]
fn the_document_is_there() {
    assert_eq!(BASE_URLS, ["https://us.resale.api.bango.com", "https://eu.resale.api.bango.com"]);
    assert_eq!(minimal::BASE_URL, "https://resale.api.bango.net");
    let document: Value = serde_json::from_str(descriptions::DOCUMENT).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
}

#[test]
fn the_documentation_shows_the_example() {
    let example = include_str!("../../runtime/docs/example.json");
    let shown = format!("```json\n{example}```");
    assert!(include_str!("../../runtime/docs/endpoints.md").contains(&shown));
}
