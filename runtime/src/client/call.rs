//! One call: prepare once, then sign and send until it succeeds, fails for good, or the time is up.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header::AUTHORIZATION};
use tokio::time::{Instant, sleep, timeout_at};

use super::{
    Inner,
    clock::{Created, Started},
    idempotency::{ensure_key, is_repeatable},
    limits::TimeLimit,
    retry::full_jitter,
    retry_after::retry_after,
    telemetry::CallSpan,
    transport::{AttemptLimit, TransportError},
};
use crate::{Endpoint, Error, PreparedRequest, SignError, error::CallFacts};

/// A longer call is none that anybody waits for, and `Instant` cannot add every `Duration`.
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Makes a call and decodes its answer.
pub(super) async fn call<E: Endpoint>(
    client: &Inner,
    request: &E,
) -> Result<Response<E::Response>, Error<E::Error>> {
    let span = CallSpan::new(&E::METHOD, E::PATH, &client.base_url);
    let result = span.follow(attempts(client, request, &span)).await;
    span.finish(&result);
    result
}

async fn attempts<E: Endpoint>(
    client: &Inner,
    request: &E,
    span: &CallSpan,
) -> Result<Response<E::Response>, Error<E::Error>> {
    let deadline = Instant::now() + client.limits.longest_call().min(CENTURY);
    let mut prepared = request.prepare(&client.base_url).map_err(Error::Prepare)?;
    let key = ensure_key(&mut prepared, E::IDEMPOTENCY_KEY)
        .map_err(|_| Error::Sign(SignError::signer("the system gives no random numbers")))?;
    let mut call = Call {
        client,
        is_repeatable: is_repeatable(prepared.method(), key.as_ref()),
        facts: CallFacts { request_id: key, ..CallFacts::default() },
        bounds: client.retries.bounds(),
        measured: None,
        corrected: None,
        deadline,
    };
    client.retries.deposit();
    let mut failed = None;
    loop {
        let (outcome, created) = match call.attempt(&prepared, span).await {
            Ok(attempted) => attempted,
            // Nothing of this repetition was sent; what made it necessary says more.
            Err(error) => return Err(failed.map_or(Error::Sign(error), |error| call.blame(error))),
        };
        let wait = call.wait_before_next(&outcome, created);
        let error = match outcome.map_err(Error::Transport).and_then(E::decode) {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        let Some(wait) = wait else { return Err(call.blame(error)) };
        call.facts.may_have_taken_effect |= error.may_have_taken_effect();
        span.repetition(call.facts.attempts, wait, &error);
        failed = Some(error);
        sleep(wait).await;
    }
}

/// What is known of a call while it is under way.
struct Call<'a, I> {
    client: &'a Inner,
    /// Whether it may be sent again after it may have been carried out.
    is_repeatable: bool,
    facts: CallFacts,
    /// The bounds of the waits that are left.
    bounds: I,
    /// The skew of the server's clock by the last answer alone.
    measured: Option<i64>,
    /// The skew that the one repetition with a corrected clock was made with.
    corrected: Option<i64>,
    deadline: Instant,
}

impl<I: Iterator<Item = Duration>> Call<'_, I> {
    /// Signs the request for this moment and sends it.
    async fn attempt(
        &mut self,
        prepared: &PreparedRequest,
        span: &CallSpan,
    ) -> Result<(Result<Response<Bytes>, TransportError>, Created), SignError> {
        let Self { client, deadline, .. } = *self;
        self.facts.attempts += 1;
        let out_of_time = |created| {
            let error = TransportError::out_of_time_before_sending(client.limits.longest_call());
            Ok((Err(error), created))
        };
        // The place is taken before the time, so that a request does not grow old while it waits for one.
        let Ok(place) = timeout_at(deadline, Arc::clone(&client.places).acquire_owned()).await
        else {
            return out_of_time(client.clock.created());
        };
        let created = self
            .corrected
            .map_or_else(|| client.clock.created(), |skew| client.clock.created_with(skew));
        let Ok(signed) = timeout_at(deadline, client.sign(prepared, created)).await else {
            return out_of_time(created);
        };
        // Place and signature may have come at the last moment; a request without time must not begin.
        if Instant::now() >= deadline {
            return out_of_time(created);
        }
        let limit = self.attempt_limit();
        let started = Started::now();
        let mut measured = None;
        let learn = |headers: &HeaderMap| measured = client.clock.learn(headers, started);
        let outcome = client.transport.send(signed?, limit, learn).await;
        self.measured = measured;
        drop(place);
        span.attempt(self.facts.attempts, &outcome);
        Ok((outcome, created))
    }

    /// The limit of one attempt, cut short by what is left of the call's.
    fn attempt_limit(&self) -> AttemptLimit {
        let limits = &self.client.limits;
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left < limits.longest_attempt() {
            AttemptLimit { after: left, named: TimeLimit::Call, whole: limits.longest_call() }
        } else {
            let whole = limits.longest_attempt();
            AttemptLimit { after: whole, named: TimeLimit::Attempt, whole }
        }
    }

    /// How long to wait before the next attempt; `None` if there is none.
    fn wait_before_next(
        &mut self,
        outcome: &Result<Response<Bytes>, TransportError>,
        created: Created,
    ) -> Option<Duration> {
        if let Ok(answer) = outcome
            && answer.status() == StatusCode::UNAUTHORIZED
        {
            if self.corrected.is_some() {
                return None;
            }
            self.corrected = self.client.clock.skew_after_refusal(created, self.measured);
            return self.corrected.map(|_| Duration::ZERO);
        }
        let named = match outcome {
            Ok(answer) if !self.is_repeatable || !self.is_transient(answer.status()) => {
                return None;
            }
            Ok(answer) => retry_after(answer.headers(), created.at),
            Err(error) if !self.may_repeat(error) => return None,
            Err(_) => None,
        };
        let wait = named.unwrap_or_default().saturating_add(full_jitter(self.bounds.next()?));
        let fits = Instant::now().checked_add(wait).is_some_and(|begin| begin < self.deadline);
        (fits && self.client.retries.withdraw()).then_some(wait)
    }

    fn may_repeat(&self, error: &TransportError) -> bool {
        error.is_retryable() && (self.is_repeatable || !error.may_have_been_sent())
    }

    fn is_transient(&self, status: StatusCode) -> bool {
        match status {
            StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => true,
            StatusCode::INTERNAL_SERVER_ERROR => self.client.retries.repeats_internal_errors(),
            _ => false,
        }
    }

    /// The error with what is known of the whole call.
    fn blame<E>(&self, mut error: Error<E>) -> Error<E> {
        error.set_facts(&self.facts);
        error
    }
}

impl Inner {
    /// One attempt's request: signed for its moment, with the credentials.
    async fn sign(
        &self,
        prepared: &PreparedRequest,
        created: Created,
    ) -> Result<Request<Bytes>, SignError> {
        let mut request = prepared.sign_with(&*self.signer, created.at).await?;
        if let Some(authorization) = &self.authorization {
            // Base64 is visible ASCII, so this is always a header value.
            if let Ok(mut value) = HeaderValue::from_str(authorization) {
                value.set_sensitive(true);
                request.headers_mut().insert(AUTHORIZATION, value);
            }
        }
        Ok(request)
    }
}
