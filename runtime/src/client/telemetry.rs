//! What a call says to `tracing`: a span per call and an event per attempt, with OpenTelemetry's names
//! (<https://opentelemetry.io/docs/specs/semconv/http/http-spans/>), the path template and never its values.

use std::{future::Future, time::Duration};

use bytes::Bytes;
use http::{Method, Response};
use tracing::{Instrument as _, Span, debug, field::Empty, info_span, warn};

use super::transport::TransportError;
use crate::{BaseUrl, Error, response::ErrorResponse};

/// The span of one call.
pub(super) struct CallSpan(Span);

impl CallSpan {
    pub(super) fn new(method: &Method, path: &'static str, base_url: &BaseUrl) -> Self {
        Self(info_span!(
            target: "countersign",
            "call",
            otel.name = format_args!("{method} {path}"),
            otel.kind = "client",
            http.request.method = %method,
            url.template = path,
            server.address = base_url.host(),
            server.port = base_url.port(),
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            error.type = Empty,
        ))
    }

    /// Runs a future inside the span.
    pub(super) fn follow<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        future.instrument(self.0.clone())
    }

    /// Says how an attempt ended.
    pub(super) fn attempt(&self, number: u32, outcome: &Result<Response<Bytes>, TransportError>) {
        let resend_count = number - 1;
        match outcome {
            Ok(answer) => {
                let status = answer.status().as_u16();
                debug!(
                    target: "countersign",
                    { http.response.status_code = status, http.request.resend_count = resend_count,
                      http.response.body.size = answer.body().len() },
                    "the server answered"
                );
            }
            Err(error) => debug!(
                target: "countersign",
                { error.type = error.error_type(), http.request.resend_count = resend_count },
                "{error}"
            ),
        }
        if resend_count > 0 {
            self.0.record("http.request.resend_count", resend_count);
        }
    }

    /// Says that a call is repeated, and why.
    pub(super) fn repetition<E: ErrorResponse>(
        &self,
        failed: u32,
        wait: Duration,
        error: &Error<E>,
    ) {
        warn!(
            target: "countersign",
            { http.request.resend_count = failed, error.type = error.error_type() },
            "attempt {failed} failed; the next one follows in {} ms",
            wait.as_millis(),
        );
    }

    /// Says how the call ended.
    pub(super) fn finish<T, E: ErrorResponse>(&self, result: &Result<Response<T>, Error<E>>) {
        match result {
            Ok(response) => {
                self.0.record("http.response.status_code", response.status().as_u16());
            }
            Err(error) => {
                if let Some(status) = error.status() {
                    self.0.record("http.response.status_code", status.as_u16());
                }
                self.0.record("error.type", error.error_type());
            }
        }
    }
}
