//! The gate: Basic auth, then the signature. An operation takes [`Accepted`] as its argument and gets the body from it,
//! so that none can forget the gate.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use countersign::Timestamp;
use http::HeaderMap;

use crate::{
    answer::Answer,
    explain::{Explanation, Mistake, explain_at, forbidden_byte},
    state::State,
};

/// A request with the right credentials and signature.
pub(crate) struct Accepted {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// When it was accepted, by the clock of the sandbox.
    pub(crate) at: Timestamp,
}

impl FromRequest<Arc<State>> for Accepted {
    type Rejection = Answer;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self, Answer> {
        let headers = request.headers().clone();
        state.credentials.check(&headers).map_err(Answer::unauthorized)?;
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|error| Answer::bad_request(format!("the body could not be read: {error}")))?;
        let at = state.now();
        let verified = state.verifier.verify(&headers, &body, at).is_ok();
        if verified && forbidden_byte(&body).is_none() {
            return Ok(Self { headers, body, at });
        }
        Err(explained(state, headers, body, at).await)
    }
}

/// The search takes some tenths of a second, in which other requests must not wait.
async fn explained(state: &Arc<State>, headers: HeaderMap, body: Bytes, at: Timestamp) -> Answer {
    let key = state.key.clone();
    let explanation =
        tokio::task::spawn_blocking(move || explain_at(&key, &headers, &body, at)).await;
    match explanation {
        Ok(explanation) if state.key_is_example && blames_key(&explanation) => {
            Answer::unauthorized(format!(
                "{explanation} This sandbox accepts the vendor's published example key; give it your own public key \
                 with `--public-key FILE` or `SandboxBuilder::public_key`."
            ))
        }
        Ok(explanation) => Answer::unauthorized(explanation),
        Err(_) => Answer::unauthorized("the signature is refused, and explaining it failed"),
    }
}

fn blames_key(explanation: &Explanation) -> bool {
    explanation
        .mistakes()
        .iter()
        .any(|mistake| matches!(mistake, Mistake::OtherKey { .. } | Mistake::KeySize { .. }))
}
