//! What is said about a value that does not fit its schema. The value itself is never shown.

use jsonschema::{
    JsonType, ValidationError,
    error::{TypeKind, ValidationErrorKind as Kind},
};
use serde_json::Value;

use crate::problem::{Place, Problem};

/// Whether the value has the wrong type.
pub(super) fn is_type(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), Kind::Type { .. })
}

/// The problems that one error stands for.
pub(super) fn problems(place: &Place, error: &ValidationError<'_>) -> Vec<Problem> {
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| Problem::invalid(place.member(name), "there is no such member"))
            .collect(),
        Kind::Required { property: Value::String(name) } => {
            vec![Problem::required(place.member(name))]
        }
        kind => vec![Problem::invalid(place.clone(), reason(place, kind, error))],
    }
}

fn reason(place: &Place, kind: &Kind, error: &ValidationError<'_>) -> String {
    match kind {
        Kind::Enum { options } => match &**options {
            Value::Array(options) => format!("it is not one of {}", listed(options)),
            other => format!("it is not `{}`", shown(other)),
        },
        Kind::ExclusiveMaximum { limit } => format!("it is not less than {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("it is not more than {limit}"),
        // The other side's members: nothing else has the schema `false`.
        Kind::FalseSchema => "it is read-only, so a request leaves it out".to_owned(),
        Kind::Format { format } => wrong_format(format),
        Kind::MaxItems { limit } => more_than(*limit, "entry", "entries"),
        Kind::Maximum { limit } => format!("it is more than {limit}"),
        Kind::MaxLength { limit } => more_than(*limit, "character", "characters"),
        Kind::MaxProperties { limit } => more_than(*limit, "member", "members"),
        Kind::MinItems { .. } | Kind::MinLength { .. } if is_empty(error.instance()) => {
            "it is empty".to_owned()
        }
        Kind::MinItems { limit } => fewer_than(*limit, "entry", "entries"),
        Kind::Minimum { limit } => format!("it is less than {limit}"),
        Kind::MinLength { limit } => fewer_than(*limit, "character", "characters"),
        Kind::MinProperties { limit } => fewer_than(*limit, "member", "members"),
        Kind::MultipleOf { multiple_of } => format!("it is not a multiple of {multiple_of}"),
        Kind::Pattern { pattern } => format!("it does not match the pattern `{pattern}`"),
        Kind::Type { .. } if error.instance().is_null() => "it is null".to_owned(),
        Kind::Type { kind } => wrong_type(place, kind),
        Kind::UniqueItems => "it holds an entry twice".to_owned(),
        // What is left cannot be written in a document that the reader accepts.
        _ => error.masked_with("it").to_string(),
    }
}

fn wrong_type(place: &Place, kind: &TypeKind) -> String {
    let types: Vec<JsonType> = match kind {
        TypeKind::Single(kind) => vec![*kind],
        TypeKind::Multiple(kinds) => {
            kinds.iter().filter(|kind| !matches!(kind, JsonType::Null)).collect()
        }
    };
    match types.as_slice() {
        [JsonType::Boolean] => "it is neither true nor false".to_owned(),
        [JsonType::Object] if *place == Place::body() => "it is not a JSON object".to_owned(),
        [one] => format!("it is not {}", name(*one)),
        several => {
            let names: Vec<_> = several.iter().map(|kind| name(*kind)).collect();
            format!("it is neither {}", names.join(" nor "))
        }
    }
}

fn name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "an integer",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "a string",
    }
}

fn wrong_format(format: &str) -> String {
    match format {
        "date-time" => {
            "it is not an ISO 8601 date and time, such as 2017-01-01T01:02:03Z".to_owned()
        }
        "uri" => "it is not a URL, such as https://example.com/".to_owned(),
        other => format!("it does not have the format `{other}`"),
    }
}

fn more_than(limit: u64, one: &str, several: &str) -> String {
    format!("it has more than {limit} {}", if limit == 1 { one } else { several })
}

fn fewer_than(limit: u64, one: &str, several: &str) -> String {
    format!("it has fewer than {limit} {}", if limit == 1 { one } else { several })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(entries) => entries.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

fn listed(options: &[Value]) -> String {
    let shown: Vec<_> = options.iter().map(|option| format!("`{}`", shown(option))).collect();
    shown.join(", ")
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
