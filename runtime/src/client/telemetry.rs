//! What a call says to `tracing`: a span per call and an event per attempt, with OpenTelemetry's names
//! (<https://opentelemetry.io/docs/specs/semconv/http/http-spans/>), the path template and never its values.

use std::{fmt::Display, future::Future, time::Duration};

use bytes::Bytes;
use http::{Method, Response, StatusCode};
use tracing::{Instrument as _, Span, debug, field::Empty, info_span, warn};

use super::transport::TransportError;
use crate::BaseUrl;

/// The span of one call.
#[derive(Clone)]
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
    pub(super) fn follow<F: Future>(self, future: F) -> impl Future<Output = F::Output> + use<F> {
        future.instrument(self.0)
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
    pub(super) fn repetition(
        &self,
        failed: u32,
        wait: Duration,
        outcome: &Result<Response<Bytes>, TransportError>,
    ) {
        let error_type = match outcome {
            Ok(answer) => answer.status().as_str().to_owned(),
            Err(error) => error.error_type().to_owned(),
        };
        warn!(
            target: "countersign",
            { http.request.resend_count = failed, error.type = error_type },
            "attempt {failed} failed; the next one follows in {} ms",
            wait.as_millis(),
        );
    }

    /// Says that the signer is asked again, and why.
    pub(super) fn signing_again(&self, wait: Duration, error: &dyn Display) {
        warn!(
            target: "countersign",
            { error.type = "sign" },
            "an attempt could not be signed; the signer is asked again in {} ms: {error}",
            wait.as_millis(),
        );
    }

    /// Says that a call would have been repeated, had anything been sent.
    pub(super) fn unsent_repetition(&self, error: &dyn Display) {
        warn!(target: "countersign", "the repetition was not sent: {error}");
    }

    /// Says how the call ended.
    pub(super) fn finish(&self, status: Option<StatusCode>, error_type: Option<&str>) {
        if let Some(status) = status {
            self.0.record("http.response.status_code", status.as_u16());
        }
        if let Some(error_type) = error_type {
            self.0.record("error.type", error_type);
        }
    }
}
