//! Which request goes to which operation, and what is done for every one.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use http::{HeaderValue, Method, Uri, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::{
    answer::{Answer, Message},
    date, entitlement,
    received::Received,
    state::{self, Answered},
};

/// Larger bodies are refused.
const MAX_BODY_BYTES: usize = 1 << 20;

pub(crate) fn routes(state: Arc<state::State>) -> Router {
    Router::new()
        .route("/v1/entitlement", post(entitlement::create))
        .route("/v1/entitlement/{entitlementId}", get(entitlement::read))
        .fallback(unknown)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(middleware::from_fn_with_state(Arc::clone(&state), watch))
        .with_state(state)
}

async fn unknown(method: Method, uri: Uri) -> Answer {
    Answer::not_found(format!(
        "sandbox: there is no operation {method} {}; there are POST /v1/entitlement and GET \
         /v1/entitlement/{{entitlementId}}",
        uri.path()
    ))
}

async fn method_not_allowed(method: Method, uri: Uri) -> Answer {
    Answer::method_not_allowed(format!("sandbox: {} does not take {method}", uri.path()))
}

/// Reads the whole body, keeps what was received, and tells who watches what was answered.
async fn watch(State(state): State<Arc<state::State>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let mut response = match read(body).await {
        Ok(body) => {
            state.received.push(Received::new(&parts, body.clone()));
            next.run(Request::from_parts(parts, Body::from(body))).await
        }
        Err(answer) => answer.into_response(),
    };
    // The clock of the sandbox may be wrong on purpose; hyper would send the system's.
    if let Ok(date) = HeaderValue::try_from(date::http_date(state.now())) {
        response.headers_mut().insert(header::DATE, date);
    }
    if let Some(observer) = &state.observer {
        let message = response.extensions_mut().remove::<Message>();
        observer(&Answered {
            method,
            path,
            status: response.status(),
            message: message.map(|Message(text)| text).unwrap_or_default(),
        });
    }
    response
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
