//! The gate: Basic auth, then the signature and the list of what is signed. Only what has passed it can become a
//! [`Call`](crate::call::Call), so that no operation can forget the gate.

use std::sync::Arc;

use axum::body::Bytes;
use countersign::Timestamp;
use countersign_spec::{Operation, SecurityScheme};
use http::HeaderMap;

use crate::{
    answer::Answer,
    coverage,
    documents::Served,
    explain::{Explanation, Mistake, explain_at, forbidden_byte, of_any_list},
    state::State,
};

/// A request with the right credentials and signature.
pub(crate) struct Accepted {
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Bytes,
    /// When it was accepted, by the clock of the sandbox.
    pub(crate) at: Timestamp,
}

impl Accepted {
    /// Lets a request in that came at this time, or says why not.
    pub(crate) async fn check(
        state: &Arc<State>,
        served: &Served,
        headers: HeaderMap,
        payload: Bytes,
        at: Timestamp,
    ) -> Result<Self, Answer> {
        if asks_for_password(&served.operation) {
            state.credentials.check(&headers).map_err(Answer::unauthorized)?;
        }
        let reason = match served.verifier.verify(&headers, &payload, at) {
            Ok(_) if forbidden_byte(&payload).is_none() => {
                return Ok(Self { headers, payload, at });
            }
            Ok(_) => None,
            Err(error) => coverage::reason(&error),
        };
        if let Some(reason) = reason {
            // The signature itself may be right, and then it needs no explanation.
            if of_any_list(&state.key).verify(&headers, &payload, at).is_ok() {
                return Err(covers_otherwise(served, &reason));
            }
        }
        Err(explained(state, headers, payload, at).await)
    }
}

/// Basic auth is checked unless the document asks for other proofs only. A document that asks for none has most likely
/// forgotten them. The signature is checked always: every client of Countersign signs every request.
fn asks_for_password(operation: &Operation) -> bool {
    operation.security.is_empty() || operation.security.contains(&SecurityScheme::Basic)
}

/// A request whose signature is right, but over something else than the document declares: it may have been changed on
/// the way.
fn covers_otherwise(served: &Served, reason: &str) -> Answer {
    let declared = served.operation.endpoint.signed().iter().map(|name| name.as_str());
    Answer::unauthorized(format!(
        "the signature is right, but {reason}; `{}` ({}) signs headers={}",
        served.line(),
        served.declared_at,
        declared.collect::<Vec<_>>().join(";"),
    ))
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
