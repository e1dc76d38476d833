//! Answers in the vendor's envelope: `responseCode` and `responseMessage`.
//!
//! Fields and codes: <https://developer.bango.com/resale/api-ref/entitlement/reactivate/post>. The texts of
//! `responseMessage` are the sandbox's own unless a comment names a source.

use axum::{
    Json,
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// What is answered to a request, successful or not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Option<Value>,
    message: String,
}

impl Answer {
    /// A body as it is. Its `responseMessage`, if it has one, is what whoever watches the sandbox is told.
    pub(crate) fn json(status: StatusCode, body: Value) -> Self {
        let message = match body.get("responseMessage") {
            Some(Value::String(message)) => message.clone(),
            _ => String::new(),
        };
        Self { status, headers: Vec::new(), body: Some(body), message }
    }

    /// A status alone.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, headers: Vec::new(), body: None, message: String::new() }
    }

    /// A refusal in the envelope. The code is one of the vendor's, such as `NOT_AVAILABLE`.
    pub(crate) fn refusal(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self::json(status, json!({ "responseCode": code, "responseMessage": message.into() }))
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::BAD_REQUEST, "BAD_REQUEST", message)
    }

    /// The vendor's 401 messages are not known. The prefix says whose text this is.
    pub(crate) fn unauthorized(message: impl std::fmt::Display) -> Self {
        let message = format!("sandbox: {message}");
        Self::refusal(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", message)
            // RFC 9110, section 15.5.2: a 401 names a scheme.
            .with_header(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Basic realm=\"countersign-sandbox\""),
            )
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::NOT_FOUND, "NOT_FOUND", message)
    }

    pub(crate) fn conflict(code: &str, message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::CONFLICT, code, message)
    }

    /// The vendor has no code of its own for this status. A 405 lists the methods that are allowed (RFC 9110, section
    /// 15.5.6).
    pub(crate) fn method_not_allowed(message: impl Into<String>, allowed: &[&str]) -> Self {
        let answer = Self::refusal(StatusCode::METHOD_NOT_ALLOWED, "BAD_REQUEST", message);
        match HeaderValue::try_from(allowed.join(", ")) {
            Ok(allowed) => answer.with_header(header::ALLOW, allowed),
            Err(_) => answer,
        }
    }

    /// The vendor has no code of its own for this status.
    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::PAYLOAD_TOO_LARGE, "BAD_REQUEST", message)
    }

    pub(crate) fn internal_error(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", message)
    }

    #[must_use]
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn body(&self) -> Option<&Value> {
        self.body.as_ref()
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = match self.body {
            Some(body) => Json(Envelope(&body)).into_response(),
            None => Response::new(Body::empty()),
        };
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        response
    }
}

/// The members by which every answer is known.
const FIRST: [&str; 2] = ["responseCode", "responseMessage"];

/// An answer written as the vendor does: with code and message first. A JSON value has its members in the order of the
/// alphabet.
struct Envelope<'a>(&'a Value);

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Value::Object(members) = self.0 else { return self.0.serialize(serializer) };
        let is_first = |name: &str| FIRST.contains(&name);
        let first = FIRST.into_iter().filter_map(|name| members.get_key_value(name));
        serializer.collect_map(first.chain(members.iter().filter(|(name, _)| !is_first(name))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_message_come_first() {
        let check = |body: Value, expect: &str| {
            assert_eq!(serde_json::to_string(&Envelope(&body)).unwrap(), expect);
        };
        check(
            json!({ "b": { "z": 1, "responseCode": 2, "a": 3 }, "responseMessage": "m", "a": 1, "responseCode": "c" }),
            r#"{"responseCode":"c","responseMessage":"m","a":1,"b":{"a":3,"responseCode":2,"z":1}}"#,
        );
        check(json!({ "responseMessage": "m" }), r#"{"responseMessage":"m"}"#);
        check(json!([1]), "[1]");
        check(json!({}), "{}");
    }
}
