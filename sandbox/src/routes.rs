//! The way of a request from the connection to its answer.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    response::{IntoResponse as _, Response},
};
use countersign::Timestamp;
use http::{HeaderValue, Method, header, request::Parts};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::sleep;

use crate::{
    accepted::Accepted,
    answer::Answer,
    date,
    documents::{Found, Responder},
    fault::{Fault, Stage, Wire, spoil},
    idempotency,
    received::Received,
    state::{self, Answered},
};

/// Larger bodies are refused.
const MAX_BODY_BYTES: usize = 1 << 20;

pub(crate) fn routes(state: Arc<state::State>) -> Router {
    Router::new().fallback(respond).with_state(state)
}

/// Reads the whole body, keeps what was received, answers, and tells who watches what was answered; unless the fault of
/// the request has it otherwise.
async fn respond(State(state): State<Arc<state::State>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let wire = parts.extensions.get::<Wire>().cloned().unwrap_or_default();
    respond_on(&wire, &state, parts, body).await.unwrap_or_else(|reset| reset)
}

/// The error is the response that stands for a reset.
async fn respond_on(
    wire: &Wire,
    state: &Arc<state::State>,
    parts: Parts,
    body: Body,
) -> Result<Response, Response> {
    let found = state.documents.find(&parts.method, parts.uri.path());
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let operation_id = found.operation_id().map(ToOwned::to_owned);
    let arrival = state.faults.arrive(&parts, operation_id.as_deref(), found.idempotency_key());
    if let Some(fault) = arrival.fault {
        wire.end_at(Stage::Head, fault).await?;
    }
    let payload = match arrival.fault {
        Some(fault @ (Fault::Cut(Stage::Body) | Fault::Reset(Stage::Body))) => {
            read_part(body).await;
            wire.end_at(Stage::Body, fault).await?;
            Ok(Bytes::new())
        }
        _ => read(body).await,
    };
    let at = state.now_ahead(state.faults.clock(&arrival));
    let mut fault = arrival.fault.unwrap_or_default();
    let (mut response, message) = match payload {
        Ok(payload) => {
            state.received.push(Received::new(&parts, payload.clone(), operation_id.clone()));
            if arrival.fault.is_none() {
                fault = state.faults.by_body(&parts, operation_id.as_deref(), &payload);
                wire.end_at(Stage::Head, fault).await?;
                wire.end_at(Stage::Body, fault).await?;
            }
            told(perform(state, fault, found, parts, payload, at).await)
        }
        Err(answer) => told(Performed::Answer(answer)),
    };
    wire.end_at(Stage::CarriedOut, fault).await?;
    // The clock of the sandbox may be wrong on purpose; hyper would send the system's.
    let now = state.now_ahead(state.faults.clock(&arrival));
    if let Ok(date) = HeaderValue::try_from(date::http_date(now)) {
        response.headers_mut().insert(header::DATE, date);
    }
    if let Some(observer) = &state.observer {
        observer(&Answered { method, path, operation_id, status: response.status(), message });
    }
    Ok(spoil(response, fault, wire).await)
}

/// What a request gets.
enum Performed {
    Answer(Answer),
    Page(Response),
}

/// Carries a request out, late or not at all if its fault has it so.
async fn perform(
    state: &Arc<state::State>,
    fault: Fault,
    found: Found,
    parts: Parts,
    payload: Bytes,
    at: Timestamp,
) -> Performed {
    if let Fault::Latency(latency) = fault {
        sleep(latency).await;
    }
    if let Some(refusal) = fault.instead(at) {
        return Performed::Answer(refusal);
    }
    if let Some(page) = activation_page(state, &found, &parts, at) {
        return Performed::Page(page);
    }
    let answer = answer(state, found, parts, payload, at).await;
    Performed::Answer(fault.afterwards().unwrap_or(answer))
}

/// The response, and what whoever watches the sandbox is told of it.
fn told(performed: Performed) -> (Response, String) {
    match performed {
        Performed::Page(page) => (page, String::new()),
        Performed::Answer(answer) => {
            let message = answer.message().to_owned();
            (answer.into_response(), message)
        }
    }
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

/// Reads the first part of a body, whatever it is.
async fn read_part(mut body: Body) {
    let _ = body.frame().await;
}

/// What a customer's browser gets, which sends neither password nor signature.
fn activation_page(
    state: &state::State,
    found: &Found,
    parts: &Parts,
    at: Timestamp,
) -> Option<Response> {
    let code = parts.uri.path().strip_prefix("/activate/")?;
    let is_read = [Method::GET, Method::HEAD].contains(&parts.method);
    if !is_read || !matches!(found, Found::Nothing) || !state.documents.serve_bango() {
        return None;
    }
    Some(state.bango.activation_page(&parts.method, code, at))
}

async fn answer(
    state: &Arc<state::State>,
    found: Found,
    parts: Parts,
    payload: Bytes,
    at: Timestamp,
) -> Answer {
    let (method, path) = (&parts.method, parts.uri.path());
    match found {
        Found::Operation { operation, values } => {
            let query = parts.uri.query().unwrap_or_default();
            let accepted = Accepted::check(state, &operation, parts.headers, payload, at).await;
            let call = accepted.and_then(|accepted| operation.call(accepted, &values, query));
            let call = match call {
                Ok(call) => call,
                Err(refused) => return refused,
            };
            let answer = async {
                match &operation.responder {
                    Responder::Bango => state.bango.answer(&call).await,
                    Responder::Example(answer) => {
                        if ![Method::GET, Method::HEAD].contains(&parts.method) {
                            state.ledger.push(&call, None, answer.status());
                        }
                        answer.clone()
                    }
                }
            };
            match (call.operation.endpoint.idempotency_key(), &call.idempotency_key) {
                (Some(header), Some(key)) => {
                    let target = parts.uri.path_and_query().map_or(path, |target| target.as_str());
                    let request =
                        idempotency::Request::new(&call.operation.id, target, &call.payload);
                    state.idempotency.once(header.as_str(), key, request, answer).await
                }
                _ => answer.await,
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
