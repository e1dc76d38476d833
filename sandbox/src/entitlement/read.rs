//! `GET /v1/entitlement/{entitlementId}`
//!
//! Method and shape: <https://developer.bango.com/resale/entitlements/read/>; that the path begins with `/v1` is
//! inferred from the vendor's other pages.

use std::sync::Arc;

use axum::extract::{Path, State, rejection::PathRejection};

use crate::{accepted::Accepted, answer::Answer, state};

/// A signed header that repeats the path value, which binds the path to the signature.
const ENTITLEMENT_ID: &str = "entitlementid";

pub(crate) async fn read(
    State(state): State<Arc<state::State>>,
    id: Result<Path<String>, PathRejection>,
    request: Accepted,
) -> Answer {
    let Ok(Path(id)) = id else {
        return Answer::bad_request("`entitlementId`: parameter is invalid: it is not UTF-8");
    };
    let mut repeated = request.headers.get_all(ENTITLEMENT_ID).iter();
    if repeated.any(|value| value.as_bytes() != id.as_bytes()) {
        return Answer::bad_request(
            "`entitlementId`: parameter is invalid: the header `EntitlementId` and the path differ",
        );
    }
    match state.entitlements.get(&id) {
        Some(entitlement) => Answer::entitlement(entitlement),
        None => Answer::not_found("no entitlement has this `entitlementId`"),
    }
}
