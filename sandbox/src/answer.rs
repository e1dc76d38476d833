//! Answers in the vendor's envelope.
//!
//! Fields and codes: <https://developer.bango.com/resale/api-ref/entitlement/reactivate/post>. The texts of
//! `responseMessage` are the sandbox's own unless a comment names a source.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::entitlement::Entitlement;

/// What every operation answers, successful or not.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    code: ResponseCode,
    message: String,
    entitlement: Option<Entitlement>,
}

/// The values of `responseCode` that the sandbox uses.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ResponseCode {
    Ok,
    BadRequest,
    Unauthorized,
    NotFound,
    InternalError,
}

/// The message of an answer, kept beside the response so that whoever watches the sandbox need not parse its body.
#[derive(Clone, Debug)]
pub(crate) struct Message(pub(crate) String);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    response_code: ResponseCode,
    response_message: &'a str,
    #[serde(flatten)]
    entitlement: Option<&'a Entitlement>,
}

impl Answer {
    pub(crate) fn entitlement(entitlement: Entitlement) -> Self {
        // The vendor's text of a successful answer, as its echo operation shows it.
        let message = "Success".to_owned();
        Self {
            status: StatusCode::OK,
            code: ResponseCode::Ok,
            message,
            entitlement: Some(entitlement),
        }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::BAD_REQUEST, ResponseCode::BadRequest, message)
    }

    /// The vendor's 401 messages are not known. The prefix says whose text this is.
    pub(crate) fn unauthorized(message: impl std::fmt::Display) -> Self {
        let message = format!("sandbox: {message}");
        Self::refusal(StatusCode::UNAUTHORIZED, ResponseCode::Unauthorized, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::NOT_FOUND, ResponseCode::NotFound, message)
    }

    /// The vendor has no code of its own for this status.
    pub(crate) fn method_not_allowed(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::METHOD_NOT_ALLOWED, ResponseCode::BadRequest, message)
    }

    /// The vendor has no code of its own for this status.
    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::PAYLOAD_TOO_LARGE, ResponseCode::BadRequest, message)
    }

    pub(crate) fn internal_error(message: impl Into<String>) -> Self {
        Self::refusal(StatusCode::INTERNAL_SERVER_ERROR, ResponseCode::InternalError, message)
    }

    fn refusal(status: StatusCode, code: ResponseCode, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), entitlement: None }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let envelope = Envelope {
            response_code: self.code,
            response_message: &self.message,
            entitlement: self.entitlement.as_ref(),
        };
        let mut response = (self.status, Json(envelope)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            // RFC 9110, section 15.5.2: a 401 names a scheme.
            let challenge = HeaderValue::from_static("Basic realm=\"countersign-sandbox\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response.extensions_mut().insert(Message(self.message));
        response
    }
}
