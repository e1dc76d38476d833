//! The way of a request from the connection to its answer.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    response::{IntoResponse as _, Response},
};
use http::{HeaderValue, Method, header, request::Parts};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::{
    accepted::Accepted,
    answer::Answer,
    date,
    documents::{Found, Responder},
    received::Received,
    state::{self, Answered},
};

/// Larger bodies are refused.
const MAX_BODY_BYTES: usize = 1 << 20;

pub(crate) fn routes(state: Arc<state::State>) -> Router {
    Router::new().fallback(respond).with_state(state)
}

/// Reads the whole body, keeps what was received, answers, and tells who watches what was answered.
async fn respond(State(state): State<Arc<state::State>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let found = state.documents.find(&parts.method, parts.uri.path());
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let operation_id = found.operation_id().map(ToOwned::to_owned);
    let (mut response, message) = match read(body).await {
        Ok(payload) => {
            state.received.push(Received::new(&parts, payload.clone(), operation_id.clone()));
            match activation_page(&state, &found, &parts) {
                Some(page) => (page, String::new()),
                None => told(answer(&state, found, parts, payload).await),
            }
        }
        Err(answer) => told(answer),
    };
    // The clock of the sandbox may be wrong on purpose; hyper would send the system's.
    if let Ok(date) = HeaderValue::try_from(date::http_date(state.now())) {
        response.headers_mut().insert(header::DATE, date);
    }
    if let Some(observer) = &state.observer {
        observer(&Answered { method, path, operation_id, status: response.status(), message });
    }
    response
}

/// The response, and what whoever watches the sandbox is told of it.
fn told(answer: Answer) -> (Response, String) {
    let message = answer.message().to_owned();
    (answer.into_response(), message)
}

async fn read(body: Body) -> Result<Bytes, Answer> {
    match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Answer::too_large(format!(
            "sandbox: the body is larger than {MAX_BODY_BYTES} bytes"
        ))),
        Err(error) => Err(Answer::bad_request(format!("sandbox: the body broke off: {error}"))),
    }
}

/// What a customer's browser gets, which sends neither password nor signature.
fn activation_page(state: &state::State, found: &Found, parts: &Parts) -> Option<Response> {
    let code = parts.uri.path().strip_prefix("/activate/")?;
    let is_read = [Method::GET, Method::HEAD].contains(&parts.method);
    if !is_read || !matches!(found, Found::Nothing) || !state.documents.serve_bango() {
        return None;
    }
    Some(state.bango.activation_page(&parts.method, code, state.now()))
}

async fn answer(state: &Arc<state::State>, found: Found, parts: Parts, payload: Bytes) -> Answer {
    let (method, path) = (&parts.method, parts.uri.path());
    match found {
        Found::Operation { operation, values } => {
            let query = parts.uri.query().unwrap_or_default();
            let accepted = Accepted::check(state, &operation, parts.headers, payload).await;
            let call = accepted.and_then(|accepted| operation.call(accepted, &values, query));
            let call = match call {
                Ok(call) => call,
                Err(refused) => return refused,
            };
            let answer = async {
                match &operation.responder {
                    Responder::Bango => state.bango.answer(&call).await,
                    Responder::Example(answer) => answer.clone(),
                }
            };
            match &call.request_identifier {
                Some(identifier) => {
                    let target = parts.uri.path_and_query().map_or(path, |target| target.as_str());
                    let (id, payload) = (&call.operation.id, &call.payload);
                    state.idempotency.once(id, identifier, payload, target, answer).await
                }
                None => answer.await,
            }
        }
        Found::OtherMethods(methods) => {
            let takes = methods.join(", ");
            let message = format!("sandbox: {path} does not take {method}; it takes {takes}");
            Answer::method_not_allowed(message, &methods)
        }
        Found::Nothing => Answer::not_found(format!(
            "sandbox: there is no operation {method} {path}; {}",
            state.documents.near(path)
        )),
    }
}
