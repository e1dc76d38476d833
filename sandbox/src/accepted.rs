//! The gate: Basic auth, then the signature, then the list of what is signed. Only what has passed it can become a
//! [`Call`](crate::call::Call), so that no operation can forget the gate.

use std::sync::Arc;

use axum::body::Bytes;
use countersign::{Timestamp, Verified, Verifier, VerifyError};
use countersign_spec::{Operation, SecurityScheme};
use http::HeaderMap;

use crate::{
    answer::Answer,
    documents::Served,
    explain::{Explanation, Mistake, explain_at, forbidden_byte},
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
        let verified = served.verifier.verify(&headers, &payload, at);
        if verified.is_ok() && forbidden_byte(&payload).is_none() {
            return Ok(Self { headers, payload, at });
        }
        if let Err(VerifyError::NotSigned(_)) = verified {
            // The signature itself may be right, and then it needs no explanation.
            let verifier = Verifier::new(state.key.clone());
            if let Ok(verified) = verifier.verify(&headers, &payload, at) {
                return Err(signs_too_little(served, &verified));
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

/// A request that signs less than the document declares: what is not signed may have been changed on the way.
fn signs_too_little(served: &Served, verified: &Verified) -> Answer {
    let declared = served.operation.endpoint.signed().iter().map(|name| name.as_str());
    let is_signed =
        |name: &str| verified.signed_headers.iter().any(|signed| signed.eq_ignore_ascii_case(name));
    let list: Vec<_> = declared.clone().collect();
    let missing: Vec<_> =
        declared.filter(|name| !is_signed(name)).map(|name| format!("`{name}`")).collect();
    Answer::unauthorized(format!(
        "the signature is right, but it does not cover {}; `{}` ({}) signs headers={}",
        missing.join(" and "),
        served.line(),
        served.declared_at,
        list.join(";"),
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
