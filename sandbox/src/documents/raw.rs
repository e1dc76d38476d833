//! The JSON of a document, for what the model leaves out: schemas and the values of examples.

use countersign_spec::Operation;
use serde_json::Value;

/// A reference to a reference to … is followed so far. The reader refuses circles.
const MAX_REFERENCES: usize = 16;

/// The JSON of a document that the reader has accepted.
pub(crate) struct Raw(Value);

impl Raw {
    pub(crate) const fn new(document: Value) -> Self {
        Self(document)
    }

    /// The value at this pointer (RFC 6901).
    pub(crate) fn at(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer)
    }

    /// What the value refers to, if it is a reference, and otherwise the value.
    pub(crate) fn resolve<'a>(&'a self, mut value: &'a Value) -> Option<&'a Value> {
        for _ in 0..MAX_REFERENCES {
            let Some(Value::String(reference)) = value.get("$ref") else { return Some(value) };
            value = self.at(reference.strip_prefix('#')?)?;
        }
        None
    }

    /// Whether a schema, or one that its `$ref` leads to, sets this keyword.
    pub(crate) fn says(&self, schema: &Value, keyword: &str) -> bool {
        let mut schema = Some(schema);
        for _ in 0..=MAX_REFERENCES {
            let Some(here) = schema else { return false };
            if here.get(keyword) == Some(&Value::Bool(true)) {
                return true;
            }
            let reference = here.get("$ref").and_then(Value::as_str);
            schema = reference.and_then(|reference| self.at(reference.strip_prefix('#')?));
        }
        false
    }

    /// The declaration of a parameter by its `in` and its name, at the operation or else at its path.
    pub(crate) fn parameter(
        &self,
        operation: &Operation,
        place: &str,
        name: &str,
    ) -> Option<&Value> {
        let is_this = |parameter: &&Value| {
            parameter.get("in").and_then(Value::as_str) == Some(place)
                && parameter.get("name").and_then(Value::as_str) == Some(name)
        };
        [&operation.method_location, &operation.path_location].into_iter().find_map(|location| {
            let parameters = self.at(&location.pointer())?.get("parameters")?.as_array()?;
            parameters.iter().filter_map(|parameter| self.resolve(parameter)).find(is_this)
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_followed() {
        let raw = Raw::new(json!({
            "components": {
                "schemas": { "A": { "$ref": "#/components/schemas/B~1C" }, "B/C": { "type": "string" } },
                "circle": { "$ref": "#/components/circle" },
            },
        }));
        let check = |value: Value, expect: Option<Value>| {
            assert_eq!(raw.resolve(&value).cloned(), expect);
        };
        check(json!({ "type": "integer" }), Some(json!({ "type": "integer" })));
        check(json!({ "$ref": "#/components/schemas/A" }), Some(json!({ "type": "string" })));
        check(json!({ "$ref": "#/components/schemas/D" }), None);
        check(json!({ "$ref": "other.json" }), None);
        check(json!({ "$ref": "#/components/circle" }), None);
    }
}
