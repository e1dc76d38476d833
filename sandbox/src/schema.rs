//! The schemas of a document, ready to check values with.

mod side;
mod words;

use countersign_spec::Side;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Value, json};

use crate::{
    documents::Raw,
    problem::{Place, Problem, Step},
};

/// No more errors of one value are told than these, so that a hostile body cannot make the answer grow with its square.
const MAX_ERRORS: usize = 100;

/// A schema of a document.
pub(crate) struct Schema(Validator);

impl Schema {
    /// The schema at this pointer (RFC 6901) of the document, for values of this side.
    ///
    /// # Errors
    ///
    /// Why it cannot be used: a pattern that is no regular expression, for example.
    pub(crate) fn at(document: &Raw, pointer: &str, side: Side) -> Result<Self, String> {
        match document.at(pointer) {
            Some(schema) => Self::of(document, schema, side),
            None => Err(format!("there is no schema at `{pointer}`")),
        }
    }

    /// The schema, which is a part of the document, for values of this side.
    ///
    /// # Errors
    ///
    /// As [`at`](Self::at).
    pub(crate) fn of(document: &Raw, schema: &Value, side: Side) -> Result<Self, String> {
        // The reader refuses references to anything else than components, so these are all that a reference can need.
        let rooted = json!({
            "allOf": [side::schema(document, schema, side)],
            "components": { "schemas": side::components(document, side) },
        });
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&rooted)
            .map(Self)
            .map_err(|error| error.to_string())
    }

    /// The value without the members that the messages of this side do not have.
    pub(crate) fn value_on_side(
        document: &Raw,
        pointer: &str,
        side: Side,
        mut value: Value,
    ) -> Value {
        if let Some(schema) = document.at(pointer) {
            side::prune(document, schema, side, &mut value);
        }
        value
    }

    /// Everything that is wrong with the value, which stands at this place of the request.
    pub(crate) fn problems(&self, place: &Place, value: &Value) -> Vec<Problem> {
        let errors: Vec<_> = self.0.iter_errors(value).take(MAX_ERRORS).collect();
        let mut problems = Vec::new();
        for error in &errors {
            // What else is wrong with a value of the wrong type is a consequence.
            let follows = !words::is_type(error)
                && errors.iter().any(|other| {
                    words::is_type(other) && other.instance_path() == error.instance_path()
                });
            if follows {
                continue;
            }
            for problem in words::problems(&place_of(place, value, error), error) {
                // Two schemas of one `allOf` may ask for the same.
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        problems
    }
}

/// The place that an error is about: steps of its pointer, each read by what it goes into.
fn place_of(root: &Place, value: &Value, error: &ValidationError<'_>) -> Place {
    let (mut place, mut value) = (root.clone(), Some(value));
    for step in error.instance_path().as_str().split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        match (value, step.parse()) {
            (Some(Value::Array(entries)), Ok(number)) => {
                value = entries.get(number);
                place = place.then(Step::Entry(number));
            }
            (parent, _) => {
                value = parent.and_then(|parent| parent.get(&step));
                place = place.then(Step::Member(step));
            }
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::in_one_line;

    #[track_caller]
    fn check(schema: Value, value: Value, expect: &str) {
        let document = Raw::new(json!({ "components": { "schemas": {
            "Id": { "type": "string", "minLength": 1 },
            "Node": { "type": "object", "properties": { "next": { "$ref": "#/components/schemas/Node" }, "n": { "type": "integer" } } },
        } } }));
        let schema = Schema::of(&document, &schema, Side::Request).unwrap();
        assert_eq!(in_one_line(&schema.problems(&Place::body(), &value)), expect);
    }

    #[test]
    fn each_problem_is_in_the_vendors_words() {
        let check = |schema: Value, value: Value, expect: &str| {
            let schema = json!({ "type": "object", "properties": { "a": schema } });
            let expect = match expect {
                "" => String::new(),
                reason => format!("`a`: parameter is invalid: {reason}"),
            };
            check(schema, json!({ "a": value }), &expect);
        };
        check(json!({ "type": "string" }), json!(""), "");
        check(json!({ "type": "string" }), json!(1), "it is not a string");
        check(json!({ "type": "string" }), json!(null), "it is null");
        check(json!({ "type": "string", "minLength": 1 }), json!(""), "it is empty");
        check(
            json!({ "type": "string", "minLength": 3 }),
            json!("é"),
            "it has fewer than 3 characters",
        );
        check(json!({ "type": "string", "minLength": 3 }), json!(1), "it is not a string");
        check(
            json!({ "type": "string", "maxLength": 1 }),
            json!("ab"),
            "it has more than 1 character",
        );
        check(
            json!({ "type": "string", "pattern": "^[a-z]+$" }),
            json!("A"),
            "it does not match the pattern `^[a-z]+$`",
        );
        check(json!({ "type": ["string", "null"] }), json!(null), "");
        check(json!({ "type": ["string", "null"] }), json!(1), "it is not a string");
        check(
            json!({ "type": ["string", "object"] }),
            json!(1),
            "it is neither a string nor an object",
        );
        check(
            json!({ "type": ["string", "object", "array"] }),
            json!(1),
            "it is neither a string nor a list nor an object",
        );
        check(json!({ "type": "integer" }), json!(1.5), "it is not an integer");
        check(json!({ "type": "number" }), json!("1"), "it is not a number");
        check(json!({ "type": "boolean" }), json!("true"), "it is neither true nor false");
        check(json!({ "type": "array" }), json!({}), "it is not a list");
        check(json!({ "type": "object" }), json!([]), "it is not an object");
        check(json!({ "enum": ["A", "B"] }), json!("C"), "it is not one of `A`, `B`");
        check(json!({ "type": "integer", "minimum": 1 }), json!(0), "it is less than 1");
        check(json!({ "type": "integer", "maximum": 1 }), json!(2), "it is more than 1");
        check(json!({ "type": "integer", "multipleOf": 5 }), json!(7), "it is not a multiple of 5");
        check(json!({ "type": "array", "minItems": 1 }), json!([]), "it is empty");
        check(json!({ "type": "array", "minItems": 2 }), json!([1]), "it has fewer than 2 entries");
        check(json!({ "type": "array", "maxItems": 1 }), json!([1, 2]), "it has more than 1 entry");
        check(
            json!({ "type": "array", "uniqueItems": true }),
            json!([1, 1]),
            "it holds an entry twice",
        );
        check(
            json!({ "type": "string", "format": "date-time" }),
            json!("tomorrow"),
            "it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z",
        );
        check(
            json!({ "type": "string", "format": "date-time" }),
            json!("2030-01-01T00:00:00+01:00"),
            "",
        );
        check(
            json!({ "type": "string", "format": "uri" }),
            json!("example.com"),
            "it is not a URL, such as https://example.com/",
        );
        check(json!({ "type": "string", "format": "uri" }), json!("https://example.com/a?b"), "");
        check(
            json!({ "type": "string", "format": "uuid" }),
            json!("1"),
            "it does not have the format `uuid`",
        );
        check(json!({ "type": "string", "format": "password" }), json!("1"), "");
        check(json!({ "$ref": "#/components/schemas/Id" }), json!(""), "it is empty");
        check(json!({ "minProperties": 1 }), json!({}), "it has fewer than 1 member");
    }

    #[test]
    fn every_problem_is_named_with_its_place() {
        let schema = json!({
            "type": "object",
            "required": ["a", "b"],
            "properties": {
                "list": { "type": "array", "items": { "type": "object", "required": ["id"] } },
                "closed": { "type": "object", "additionalProperties": false, "properties": { "0": { "type": "string" } } },
            },
        });
        check(schema.clone(), json!({ "a": 1, "b": null }), "");
        check(schema.clone(), json!([]), "the body: parameter is invalid: it is not a JSON object");
        check(schema.clone(), json!(null), "the body: parameter is invalid: it is null");
        check(schema.clone(), json!({}), "`a`: parameter is required; `b`: parameter is required");
        check(
            schema,
            json!({ "a": 1, "b": 1, "list": [{ "id": 1 }, {}], "closed": { "0": 1, "x/y": 1 } }),
            "`closed.0`: parameter is invalid: it is not a string; `closed[\"x/y\"]`: parameter is invalid: there is no \
             such member; `list[1].id`: parameter is required",
        );
        let node = json!({ "$ref": "#/components/schemas/Node" });
        check(
            node,
            json!({ "next": { "next": { "n": "" } } }),
            "`next.next.n`: parameter is invalid: it is not an integer",
        );
        let read_only = json!({ "properties": { "id": { "readOnly": true } }, "required": ["id"] });
        check(read_only.clone(), json!({}), "");
        check(
            read_only,
            json!({ "id": 1 }),
            "`id`: parameter is invalid: it is read-only, so a request leaves it out",
        );
        let id = json!({ "properties": { "id": { "$ref": "#/components/schemas/Id" } }, "required": ["id"] });
        check(json!({ "allOf": [id, id] }), json!({}), "`id`: parameter is required");
    }

    #[test]
    fn a_schema_that_cannot_be_used_is_refused() {
        let error =
            |schema| Schema::of(&Raw::new(json!({})), &schema, Side::Request).err().unwrap();
        assert!(error(json!({ "pattern": "(" })).contains("\"(\""));
        let missing =
            Schema::at(&Raw::new(json!({})), "/components/schemas/A", Side::Request).err().unwrap();
        assert_eq!(missing, "there is no schema at `/components/schemas/A`");
    }
}
