//! Schemas as one side sees them: requests have no member that is `readOnly`, and responses none that is `writeOnly` (JSON
//! Schema Validation, section 9.4). For a validator these keywords are remarks, and such members are as required as others.

use std::collections::BTreeSet;

use countersign_spec::Side;
use serde_json::{Map, Value};

use crate::documents::Raw;

/// The keyword of the members that the messages of this side do not have.
const fn foreign(side: Side) -> &'static str {
    match side {
        Side::Request => "readOnly",
        _ => "writeOnly",
    }
}

/// The schema without what is required of the other side's members. No value passes for such a member.
pub(super) fn schema(document: &Raw, schema: &Value, side: Side) -> Value {
    let foreign = foreign_members(document, schema, side);
    of_group(document, schema, side, &foreign)
}

/// `components.schemas` of the document, each as [`schema`] has it.
pub(super) fn components(document: &Raw, side: Side) -> Map<String, Value> {
    let schemas = document.at("/components/schemas").and_then(Value::as_object);
    schemas
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), schema(document, value, side)))
        .collect()
}

/// Takes out of a value of this schema what belongs to the other side.
pub(super) fn prune(document: &Raw, schema: &Value, side: Side, value: &mut Value) {
    let Some(schema) = document.resolve(schema) else { return };
    for entry in list(schema, "allOf") {
        prune(document, entry, side, value);
    }
    match value {
        Value::Array(entries) => {
            if let Some(items) = schema.get("items") {
                entries.iter_mut().for_each(|entry| prune(document, items, side, entry));
            }
        }
        Value::Object(members) => {
            let declared = schema.get("properties").and_then(Value::as_object);
            members.retain(|name, _| {
                let member = declared.and_then(|declared| declared.get(name));
                !member.is_some_and(|member| document.says(member, foreign(side)))
            });
            for (name, value) in members {
                let member = declared.and_then(|declared| declared.get(name));
                if let Some(member) = member.or_else(|| schema.get("additionalProperties")) {
                    prune(document, member, side, value);
                }
            }
        }
        _ => {}
    }
}

/// The names of an object's members that the other side has: those that it declares itself, and in entries of `allOf` that
/// stand in it. Its `required` is about no others.
fn foreign_members<'v>(document: &Raw, schema: &'v Value, side: Side) -> BTreeSet<&'v str> {
    let own = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let own = own.filter(|(_, member)| document.says(member, foreign(side)));
    let mut names: BTreeSet<_> = own.map(|(name, _)| name.as_str()).collect();
    for entry in list(schema, "allOf") {
        names.extend(foreign_members(document, entry, side));
    }
    names
}

/// A schema that belongs to an object of which these members are the other side's.
fn of_group(document: &Raw, value: &Value, side: Side, foreign: &BTreeSet<&str>) -> Value {
    let Value::Object(keywords) = value else { return value.clone() };
    let inside = |value: &Value| schema(document, value, side);
    let keywords = keywords.iter().map(|(keyword, value)| {
        let value = match (keyword.as_str(), value) {
            ("allOf", Value::Array(entries)) => {
                let entries = entries.iter();
                entries.map(|entry| of_group(document, entry, side, foreign)).collect()
            }
            ("properties", Value::Object(members)) => {
                let members = members.iter().map(|(name, member)| {
                    let is_foreign = foreign.contains(name.as_str());
                    (name.clone(), if is_foreign { Value::Bool(false) } else { inside(member) })
                });
                Value::Object(members.collect())
            }
            ("required", Value::Array(names)) => {
                let is_foreign =
                    |name: &&Value| name.as_str().is_some_and(|name| foreign.contains(name));
                names.iter().filter(|name| !is_foreign(name)).cloned().collect()
            }
            ("additionalProperties" | "items", value) => inside(value),
            (_, value) => value.clone(),
        };
        (keyword.clone(), value)
    });
    Value::Object(keywords.collect())
}

fn list<'v>(schema: &'v Value, keyword: &str) -> impl Iterator<Item = &'v Value> {
    schema.get(keyword).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Raw {
        Raw::new(json!({ "components": { "schemas": {
            "Id": { "type": "string", "readOnly": true },
            "Base": { "required": ["id"], "properties": { "id": { "$ref": "#/components/schemas/Id" } } },
            "Customer": {
                "allOf": [
                    { "$ref": "#/components/schemas/Base" },
                    { "properties": { "password": { "type": "string", "writeOnly": true }, "name": { "type": "string" } } },
                    { "required": ["password", "name"] },
                ],
            },
            "Deep": {
                "properties": { "list": { "items": { "$ref": "#/components/schemas/Customer" } } },
                "additionalProperties": { "$ref": "#/components/schemas/Customer" },
            },
        } } }))
    }

    #[test]
    fn what_the_other_side_has_is_not_required_and_not_allowed() {
        let schemas = |side| Value::Object(components(&document(), side));
        let request = schemas(Side::Request);
        assert_eq!(request["Base"], json!({ "required": [], "properties": { "id": false } }));
        assert_eq!(request["Customer"]["allOf"][2], json!({ "required": ["password", "name"] }));
        assert_eq!(request["Deep"], document().at("/components/schemas/Deep").unwrap().clone());

        let response = schemas(Side::Response);
        assert_eq!(response["Base"], document().at("/components/schemas/Base").unwrap().clone());
        assert_eq!(response["Customer"]["allOf"][1]["properties"]["password"], json!(false));
        assert_eq!(response["Customer"]["allOf"][2], json!({ "required": ["name"] }));
    }

    #[test]
    fn a_value_is_rid_of_what_the_other_side_has_wherever_it_is() {
        let schema = json!({ "$ref": "#/components/schemas/Deep" });
        let customer = json!({ "id": "a", "name": "n", "password": "p" });
        let value = json!({ "list": [customer, 1], "more": customer, "x": "y" });
        let check = |side, customer: Value| {
            let mut pruned = value.clone();
            prune(&document(), &schema, side, &mut pruned);
            assert_eq!(pruned, json!({ "list": [customer, 1], "more": customer, "x": "y" }));
        };
        check(Side::Request, json!({ "name": "n", "password": "p" }));
        check(Side::Response, json!({ "id": "a", "name": "n" }));
    }
}
