//! The body of a request: read as JSON and checked against the schema of its operation.

mod json;

use countersign_spec::{Operation, RequestBody, RoleDraft, Side};
use http::{HeaderMap, header};
use serde_json::Value;

use crate::{
    documents::Raw,
    problem::{Place, Problem},
    schema::Schema,
};

/// What the body of an operation must be.
pub(crate) enum Body {
    /// There must be none.
    None,
    Json {
        schema: Schema,
        presence: Presence,
        /// The members in the order of the document, in which problems are told. With them, it must be an object.
        members: Option<Vec<String>>,
    },
}

/// Whether the body may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
}

impl Body {
    /// The body of the operation.
    ///
    /// # Errors
    ///
    /// Why its schema cannot be used.
    pub(crate) fn of(document: &Raw, operation: &Operation) -> Result<Self, String> {
        let (pointer, members) = match &operation.body {
            RequestBody::Members { schema, .. } => (schema, Some(members(operation))),
            RequestBody::Whole { schema } => (schema, None),
            _ => return Ok(Self::None),
        };
        let body = document
            .at(&operation.method_location.pointer())
            .and_then(|operation| document.resolve(operation.get("requestBody")?));
        let presence = match body.and_then(|body| body.get("required")) {
            Some(Value::Bool(true)) => Presence::Required,
            _ => Presence::Optional,
        };
        Ok(Self::Json { schema: Schema::at(document, pointer, Side::Request)?, presence, members })
    }

    /// The JSON value of the body, or everything that is wrong with it.
    pub(crate) fn read(
        &self,
        headers: &HeaderMap,
        payload: &[u8],
    ) -> Result<Option<Value>, Vec<Problem>> {
        let body = Place::body();
        let one = |problem| Err(vec![problem]);
        match self {
            Self::None if payload.is_empty() => Ok(None),
            // The signature string has no separators: bytes could move from the last header to the body.
            Self::None => one(Problem::invalid(body, "this operation takes none")),
            Self::Json { presence: Presence::Optional, .. } if payload.is_empty() => Ok(None),
            Self::Json { .. } if payload.is_empty() => one(Problem::required(body)),
            Self::Json { .. } if !is_json(headers) => one(Problem::invalid(
                Place::parameter("Content-Type"),
                "it is not `application/json`",
            )),
            Self::Json { schema, members, .. } => {
                let (value, repeated) = json::read(payload).map_err(|error| {
                    vec![Problem::invalid(body.clone(), format!("it is not JSON: {error}"))]
                })?;
                if members.is_some() && !value.is_object() {
                    return one(Problem::invalid(body, "it is not a JSON object"));
                }
                let mut problems = schema.problems(&body, &value);
                problems.extend(
                    repeated
                        .into_iter()
                        .map(|place| Problem::invalid(place, "it is there more than once")),
                );
                let position = |problem: &Problem| {
                    let first = problem.place().first_member()?;
                    members.as_ref()?.iter().position(|member| member == first)
                };
                problems.sort_by_key(|problem| position(problem).unwrap_or(usize::MAX));
                if problems.is_empty() { Ok(Some(value)) } else { Err(problems) }
            }
        }
    }
}

fn members(operation: &Operation) -> Vec<String> {
    let is_member = |roles: &[RoleDraft]| roles.contains(&RoleDraft::Member);
    let members = operation.fields.iter().filter(|field| is_member(&field.roles));
    members.map(|field| field.wire_name.clone()).collect()
}

/// Whether the body is said to be JSON, or nothing is said of it: then it is looked at (RFC 9110, section 8.3).
fn is_json(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONTENT_TYPE).iter().all(|value| {
        let essence = value.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default();
        essence.trim_ascii().eq_ignore_ascii_case(b"application/json")
    })
}
