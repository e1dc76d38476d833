//! The parameters of an operation: found in path, query and headers, and checked against their schemas.

use std::collections::{BTreeMap, BTreeSet};

use countersign_spec::{Document, Field, Operation, RoleDraft, Shape, Side, Type, nearest};
use http::{HeaderMap, HeaderValue};
use percent_encoding::percent_decode;
use serde_json::Value;

use crate::{
    documents::Raw,
    problem::{Place, Problem},
    schema::Schema,
};

/// No more unknown names of a query are told than these.
const MAX_UNKNOWN: usize = 20;

/// What an operation takes beside its body.
pub(crate) struct Parameters {
    /// In the order of the path.
    path: Vec<Parameter>,
    query: Vec<Parameter>,
    headers: Vec<Parameter>,
    repeats: Vec<Repeat>,
    /// The name of the header that carries the idempotency key.
    idempotency_key: Option<String>,
}

/// The values of one request.
pub(crate) struct Values {
    pub(crate) by_name: BTreeMap<String, String>,
    pub(crate) idempotency_key: Option<String>,
}

struct Parameter {
    name: String,
    is_required: bool,
    form: Form,
    schema: Schema,
}

/// A header that carries the value of a path parameter once more, so that the signature covers it.
struct Repeat {
    header: String,
    /// Which of the path parameters.
    path: usize,
}

/// How the text of a parameter is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Boolean,
    Integer,
    Number,
    Text,
}

impl Parameters {
    /// The parameters of the operation.
    ///
    /// # Errors
    ///
    /// Why the schema of one cannot be used.
    pub(crate) fn of(
        document: &Document,
        raw: &Raw,
        operation: &Operation,
    ) -> Result<Self, String> {
        let parameter = |field: &Field, place: &str, name: &str| {
            let declared = raw.parameter(operation, place, name);
            let schema = declared.and_then(|declared| declared.get("schema"));
            Ok::<_, String>(Parameter {
                name: field.wire_name.clone(),
                is_required: field.required,
                form: Form::of(document, &field.ty),
                schema: Schema::of(raw, schema.unwrap_or(&Value::Bool(true)), Side::Request)?,
            })
        };
        let mut parameters = Self {
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            repeats: Vec::new(),
            idempotency_key: operation.endpoint.idempotency_key().map(ToString::to_string),
        };
        for variable in operation.endpoint.path().variables() {
            let role = RoleDraft::Path { variable: variable.to_owned() };
            let mut fields = operation.fields.iter().filter(|field| field.roles.contains(&role));
            let Some(field) = fields.next() else {
                return Err(format!("the variable `{{{variable}}}` of the path has no parameter"));
            };
            let repeats = field
                .roles
                .iter()
                .filter_map(header_name)
                .map(|header| Repeat { header: header.to_owned(), path: parameters.path.len() });
            parameters.repeats.extend(repeats);
            parameters.path.push(parameter(field, "path", variable)?);
        }
        for field in &operation.fields {
            for role in &field.roles {
                match role {
                    RoleDraft::Query { name } => {
                        parameters.query.push(parameter(field, "query", name)?);
                    }
                    RoleDraft::Header { name } if !is_path(field) => {
                        parameters.headers.push(parameter(field, "header", name)?);
                    }
                    _ => {}
                }
            }
        }
        Ok(parameters)
    }

    /// The values in this request, or everything that is wrong with them. The path has one value for each variable,
    /// percent-decoded.
    pub(crate) fn read(
        &self,
        path: &[Vec<u8>],
        query: &str,
        headers: &HeaderMap,
    ) -> Result<Values, Vec<Problem>> {
        let mut reading = Reading { values: BTreeMap::new(), problems: Vec::new() };
        for (parameter, value) in self.path.iter().zip(path) {
            reading.take(parameter, &[value]);
        }
        self.check_repeats(path, headers, &mut reading.problems);
        let pairs = pairs(query);
        for parameter in &self.query {
            let is_this = |name: &[u8]| name == parameter.name.as_bytes();
            let values = pairs.iter().filter(|(name, _)| is_this(name));
            let values: Vec<_> = values.map(|(_, value)| value.as_slice()).collect();
            reading.take(parameter, &values);
        }
        self.refuse_unknown(&pairs, &mut reading.problems);
        for parameter in &self.headers {
            let values = headers.get_all(parameter.name.as_str()).iter();
            let values: Vec<_> = values.map(HeaderValue::as_bytes).collect();
            reading.take(parameter, &values);
        }
        if !reading.problems.is_empty() {
            return Err(reading.problems);
        }
        let key = self.idempotency_key.as_ref().and_then(|name| headers.get(name));
        let key = key.and_then(|value| str::from_utf8(value.as_bytes()).ok());
        Ok(Values { idempotency_key: key.map(str::to_owned), by_name: reading.values })
    }

    fn check_repeats(&self, path: &[Vec<u8>], headers: &HeaderMap, problems: &mut Vec<Problem>) {
        for Repeat { header, path: index } in &self.repeats {
            let (Some(parameter), Some(value)) = (self.path.get(*index), path.get(*index)) else {
                continue;
            };
            let mut repeated = headers.get_all(header.as_str()).iter().peekable();
            if repeated.peek().is_none() {
                problems.push(Problem::required(Place::parameter(header)));
            } else if repeated.any(|repeated| repeated.as_bytes() != value) {
                problems.push(Problem::invalid(
                    Place::parameter(&parameter.name),
                    format!("the header `{header}` and the path differ"),
                ));
            }
        }
    }

    /// Nothing in a query is signed, and a name that is not known is most likely misspelt, so it is refused.
    fn refuse_unknown(&self, pairs: &[(Vec<u8>, Vec<u8>)], problems: &mut Vec<Problem>) {
        let names = || self.query.iter().map(|parameter| parameter.name.as_str());
        let unknown: BTreeSet<_> = pairs
            .iter()
            .map(|(name, _)| String::from_utf8_lossy(name))
            .filter(|name| !names().any(|known| known == name))
            .collect();
        for name in unknown.iter().take(MAX_UNKNOWN) {
            let mut reason = "this operation has no such query parameter".to_owned();
            if let Some(near) = nearest(name, names()) {
                reason.push_str(&format!("; did you mean `{near}`?"));
            }
            problems.push(Problem::invalid(Place::parameter(name), reason));
        }
    }
}

/// The values that were found so far, and what is wrong with the others.
struct Reading {
    values: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl Reading {
    fn take(&mut self, parameter: &Parameter, values: &[&[u8]]) {
        let place = Place::parameter(&parameter.name);
        let value = match values {
            [] if parameter.is_required => return self.problems.push(Problem::required(place)),
            [] => return,
            [value] => value,
            _ => return self.problems.push(Problem::invalid(place, "it is there more than once")),
        };
        let Ok(text) = std::str::from_utf8(value) else {
            return self.problems.push(Problem::invalid(place, "it is not UTF-8"));
        };
        match parameter.form.read(text) {
            Ok(value) => self.problems.extend(parameter.schema.problems(&place, &value)),
            Err(reason) => self.problems.push(Problem::invalid(place, reason)),
        }
        // What stands in the path counts, should a name be in two places.
        self.values.entry(parameter.name.clone()).or_insert_with(|| text.to_owned());
    }
}

impl Form {
    fn of(document: &Document, ty: &Type) -> Self {
        match ty {
            Type::Boolean => Self::Boolean,
            Type::Int32 | Type::Int64 | Type::Unsigned32 | Type::Unsigned64 => Self::Integer,
            Type::Number => Self::Number,
            Type::Boxed(inner) | Type::Nullable(inner) => Self::of(document, inner),
            Type::Named(name) => match document.schema(name).map(|schema| &schema.shape) {
                Some(Shape::Alias(ty)) => Self::of(document, ty),
                _ => Self::Text,
            },
            _ => Self::Text,
        }
    }

    fn read(self, text: &str) -> Result<Value, &'static str> {
        let json = || serde_json::from_str::<Value>(text).ok().filter(|_| text == text.trim());
        match self {
            Self::Text => Ok(text.into()),
            Self::Boolean => json().filter(Value::is_boolean).ok_or("it is neither true nor false"),
            Self::Integer => json()
                .filter(|value| value.is_i64() || value.is_u64())
                .ok_or("it is not an integer"),
            Self::Number => json().filter(Value::is_number).ok_or("it is not a number"),
        }
    }
}

fn header_name(role: &RoleDraft) -> Option<&str> {
    match role {
        RoleDraft::Header { name } => Some(name),
        _ => None,
    }
}

fn is_path(field: &Field) -> bool {
    field.roles.iter().any(|role| matches!(role, RoleDraft::Path { .. }))
}

/// The pairs of a query, decoded by the rules of HTML forms (WHATWG URL, section 5.1), except that bytes which are not
/// UTF-8 are kept, so that they can be refused.
fn pairs(query: &str) -> Vec<(Vec<u8>, Vec<u8>)> {
    let decoded = |text: &str| percent_decode(text.replace('+', " ").as_bytes()).collect();
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}
