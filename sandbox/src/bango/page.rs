//! What a customer's browser gets from an activation URL.

use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};

pub(super) fn activated() -> Response {
    page(StatusCode::OK, "Your subscription is active now. You can close this page.\n")
}

/// Source: <https://developer.bango.com/resale/faq/activation-url-expires>
pub(super) fn unknown() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "This activation link is not good, or not any more: it was used, replaced by a newer one, or is older than a \
         day. Please start again where you got it.\n",
    )
}

fn page(status: StatusCode, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        // The same URL says something else the next time.
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, text).into_response()
}
