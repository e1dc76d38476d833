//! The documents themselves: examples fit their schemas, marks have reasons, and what has to be signed is signed.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use countersign_spec::{Document, Operation, RequestBody, RoleDraft};
use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

const DOCUMENTS: [(&str, &str); 2] = [
    ("bango-resale.json", include_str!("../bango-resale.json")),
    ("bango-reseller-v1.json", include_str!("../bango-reseller-v1.json")),
];

/// Members that tell about the customer, let somebody act for the customer, or may hold a secret of the reseller.
const SENSITIVE: [&str; 9] = [
    "activationCode",
    "activationUrl",
    "cancelReasonDescription",
    "customerIdentifier",
    "extensionData",
    "extraInformation",
    "notificationUrl",
    "parameters",
    "sharedCustomerId",
];

fn read() -> impl Iterator<Item = (Document, Value)> {
    DOCUMENTS.into_iter().map(|(file, text)| {
        let document =
            Document::read(file, text).unwrap_or_else(|problems| panic!("{}", problems[0]));
        (document, serde_json::from_str(text).unwrap())
    })
}

#[test]
fn every_body_has_an_example_and_every_example_fits_its_schema() {
    for (document, json) in read() {
        let file = &document.file;
        for operation in &document.operations {
            if let Some(schema) = request_schema(operation) {
                let examples = request_examples(&document, operation);
                check(&json, &format!("{file}: {}", operation.id), schema, examples);
            }
            for response in &operation.responses {
                let place = format!("{file}: {} {}", operation.id, response.status);
                let examples = response.examples.iter().map(|example| &*example.pointer);
                check(&json, &place, response.schema.as_ref().unwrap(), examples);
            }
        }
    }
}

#[test]
fn what_no_operation_uses_has_an_example_too() {
    let [(_, classic), (_, newer)] = [0, 1].map(|number| read().nth(number).unwrap());
    let body = "/webhooks/entitlementNotification/post/requestBody/content/application~1json";
    let example = format!("{body}/examples/activationSuccess/value");
    check(&classic, "notification", &format!("{body}/schema"), [&*example]);
    for (json, name) in [(&classic, "EligibleProductsResponse"), (&newer, "ActivationInfo")] {
        let schema = format!("/components/schemas/{name}");
        check(json, name, &schema, [&*format!("{schema}/examples/0")]);
    }
}

#[test]
fn every_operation_that_names_an_entitlement_outside_its_body_signs_it() {
    for (document, _) in read() {
        for operation in &document.operations {
            let names_entitlement = operation.fields.iter().any(|field| {
                let outside = field.roles.iter().any(|role| *role != RoleDraft::Member);
                outside && field.wire_name.eq_ignore_ascii_case("entitlementId")
            });
            let signed: Vec<_> =
                operation.endpoint.signed().iter().map(|name| name.as_str()).collect();
            let expected: &[_] =
                if names_entitlement { &["Created", "EntitlementId"] } else { &["Created"] };
            assert_eq!(signed, expected, "{}", operation.id);
        }
    }
}

#[test]
fn what_is_inferred_of_the_signed_header_is_said_where_a_user_sees_it() {
    let header = RoleDraft::Header { name: "EntitlementId".to_owned() };
    let (document, _) = read().next().unwrap();
    let fields = document.operations.iter().flat_map(|operation| &operation.fields);
    let mut signed = fields.filter(|field| field.roles.contains(&header)).peekable();
    assert!(signed.peek().is_some());
    for field in signed {
        let inferred = field.docs.inferred.as_deref().unwrap();
        assert!(inferred.contains("which operations sign it"), "{inferred}");
    }
}

#[test]
fn every_operation_may_carry_an_idempotency_key() {
    for (document, _) in read() {
        for operation in &document.operations {
            let key = operation.endpoint.idempotency_key().map(ToString::to_string);
            assert_eq!(key.as_deref(), Some("X-RequestIdentifier"), "{}", operation.id);
            let header = RoleDraft::Header { name: "X-RequestIdentifier".to_owned() };
            let field = operation.fields.iter().find(|field| field.roles.contains(&header));
            assert!(field.is_some_and(|field| !field.required), "{}", operation.id);
        }
    }
}

#[test]
fn every_part_names_its_page_or_says_that_it_is_inferred() {
    for (document, json) in read() {
        let schemas = document.schemas.iter().map(|schema| (&schema.type_name, &schema.docs));
        let operations = document.operations.iter().map(|it| (&it.id, &it.docs));
        for (name, docs) in schemas.chain(operations) {
            let description = docs.description.as_deref().unwrap_or_default();
            let stated = description.contains("Source: <http");
            assert!(stated || docs.inferred.is_some(), "{name} of {}", document.file);
        }
        each_object(&json, &mut |object| {
            if let Some(reason) = object.get("x-inferred-reason") {
                let reason = reason.as_str().unwrap();
                assert!(reason.len() > 10 && !reason.ends_with('.'), "{reason}");
            }
        });
    }
}

#[test]
fn customer_data_is_marked_everywhere() {
    for (document, json) in read() {
        each_object(&json, &mut |object| {
            let Some(Value::Object(members)) = object.get("properties") else {
                return;
            };
            for name in SENSITIVE {
                let marked = members.get(name).is_none_or(|member| member["x-sensitive"] == true);
                assert!(marked, "{name} in {}", document.file);
            }
        });
    }
}

/// Checks that there are examples, and that each is valid.
#[track_caller]
fn check<'a>(
    document: &Value,
    place: &str,
    schema: &str,
    examples: impl IntoIterator<Item = &'a str>,
) {
    let validator = validator(document, schema);
    let mut number = 0;
    for pointer in examples {
        let example = document.pointer(pointer).unwrap();
        let errors: Vec<_> = validator.iter_errors(example).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{place}: the example at {pointer}: {errors:?}");
        number += 1;
    }
    assert!(number > 0, "{place}: no example");
}

fn validator(document: &Value, schema: &str) -> Validator {
    let schema = json!({
        "allOf": [document.pointer(schema).unwrap()],
        "components": document["components"],
    });
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

/// An example of a variant stands among those of the operation that it narrows, under the name of the variant.
fn request_examples<'a>(
    document: &'a Document,
    operation: &'a Operation,
) -> impl Iterator<Item = &'a str> {
    let base = operation.variant_of.as_ref().map(|base| document.operation(base).unwrap());
    let examples = &base.unwrap_or(operation).examples;
    let fits = move |name: &str| base.is_none() || name == operation.id;
    examples.iter().filter(move |example| fits(&example.name)).map(|example| &*example.pointer)
}

fn request_schema(operation: &Operation) -> Option<&str> {
    match &operation.body {
        RequestBody::Members { schema, .. } | RequestBody::Whole { schema } => Some(schema),
        _ => None,
    }
}

fn each_object(value: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(members) => {
            visit(members);
            members.values().for_each(|value| each_object(value, visit));
        }
        Value::Array(entries) => entries.iter().for_each(|value| each_object(value, visit)),
        _ => {}
    }
}
