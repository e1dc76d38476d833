//! One call: wait for a place, prepare once, then sign and send until it succeeds, fails for good, or the time is up.

use std::{
    fmt,
    future::{Future, ready},
    pin::Pin,
    time::Duration,
};

use backon::ExponentialBackoff;
use bytes::Bytes;
use http::{HeaderMap, Method, Response, StatusCode, header::AUTHORIZATION};
use tokio::{
    sync::SemaphorePermit,
    time::{Instant, sleep, timeout_at},
};

use super::{
    ClientSigner, Inner,
    clock::{Created, Started},
    idempotency::{ensure_key, is_repeatable},
    limits::TimeLimit,
    retry::full_jitter,
    retry_after::retry_after,
    telemetry::CallSpan,
    transport::{AttemptLimit, TransportError, WaitedFor},
};
use crate::{
    Endpoint, Error, PrepareError, PreparedRequest, SignError, Timestamp,
    error::{CallFacts, leaves_open},
};

/// A longer call is none that anybody waits for, and `Instant` cannot add every `Duration`.
const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// A call under way, in a box: so it is compiled once, with this crate, and not again in every crate that makes calls.
type Exchange<'a> = Pin<Box<dyn Future<Output = Exchanged> + Send + 'a>>;

/// A wait for a place, in a box for the same reason.
type Waiting<'a> = Pin<Box<dyn Future<Output = Begun<'a>> + Send + 'a>>;

/// A place among the requests under way, or why there is none.
type Placed<'a> = Result<SemaphorePermit<'a>, Unanswered>;

/// Prepares a request and makes the call, up to the answer.
///
/// A request is prepared when it has its first place: so those that wait for it hold no payloads, and what was prepared is still in the
/// processor's caches when it is signed and sent.
pub(super) async fn exchange<E: Endpoint>(client: &Inner, request: &E) -> Exchanged {
    // Whatever does not depend on the endpoint's type is in functions of their own, which are compiled once.
    let begun = match Begun::at_once(client, &E::METHOD, E::PATH) {
        Ok(begun) => begun,
        Err(wait) => wait.await,
    };
    begun.exchange(&|| request.prepare(&client.base_url)).await
}

/// A call that has a place, or waited in vain for one, and is not prepared yet.
struct Begun<'a> {
    client: &'a Inner,
    place: Placed<'a>,
    deadline: Instant,
    span: CallSpan,
}

impl<'a> Begun<'a> {
    /// Begins a call, or a wait within the call's span if there is no place: only who waits takes a box for that and a timer.
    fn at_once(
        client: &'a Inner,
        method: &Method,
        path: &'static str,
    ) -> Result<Self, Waiting<'a>> {
        let span = CallSpan::new(method, path, &client.base_url);
        let deadline = Instant::now() + client.limits.longest_call().min(CENTURY);
        match client.places.try_acquire() {
            Ok(place) => Ok(Self { client, place: Ok(place), deadline, span }),
            Err(_) => Err(Box::pin(span.clone().follow(async move {
                let place = place_by(client, deadline).await;
                Self { client, place, deadline, span }
            }))),
        }
    }

    /// Prepares the request, if there is a place for it, and begins the attempts.
    fn exchange(self, prepare: &dyn Fn() -> Result<PreparedRequest, PrepareError>) -> Exchange<'a> {
        let Self { client, place, deadline, span } = self;
        let unsent = |error, span| {
            let exchanged = Exchanged { outcome: Err(error), facts: CallFacts::default(), span };
            Box::pin(ready(exchanged))
        };
        let place = match place {
            Ok(place) => place,
            Err(error) => return unsent(error, span),
        };
        let mut prepared = match prepare() {
            Ok(prepared) => prepared,
            Err(error) => return unsent(Unanswered::Prepare(error), span),
        };
        let Ok(key) = ensure_key(&mut prepared) else {
            let error = SignError::signer("the system gives no random numbers");
            return unsent(Unanswered::Sign(error), span);
        };
        let call = Call {
            client,
            is_repeatable: is_repeatable(prepared.method(), key.as_ref()),
            facts: CallFacts { request_id: key, ..CallFacts::default() },
            bounds: None,
            correction: None,
            was_corrected: false,
            deadline,
            span,
        };
        // Each future within another one costs time whenever the call wakes up, so in this box there is only the span's.
        Box::pin(call.span.clone().follow(call.attempts(prepared, place)))
    }
}

/// A place among the requests under way, as soon as one is free.
async fn place_by(client: &Inner, deadline: Instant) -> Placed<'_> {
    let place = timeout_at(deadline, client.places.acquire()).await;
    place.ok().and_then(Result::ok).ok_or_else(|| out_of_time(client, WaitedFor::Place))
}

/// Why nothing was sent when the time of a call is up.
fn out_of_time(client: &Inner, waited_for: WaitedFor) -> Unanswered {
    let error = client.transport.out_of_time(client.limits.longest_call(), waited_for);
    Unanswered::Transport(error)
}

/// What came of all attempts.
pub(super) struct Exchanged {
    outcome: Result<Response<Bytes>, Unanswered>,
    facts: CallFacts,
    span: CallSpan,
}

/// Why there is no answer.
enum Unanswered {
    Prepare(PrepareError),
    Sign(SignError),
    Transport(TransportError),
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prepare(error) => error.fmt(f),
            Self::Sign(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

/// [`Endpoint::decode`] of an endpoint. What takes it is compiled once for all endpoints with the same types of answers.
type Decode<R, E> = fn(Response<Bytes>) -> Result<Response<R>, Error<E>>;

impl Exchanged {
    /// The decoded answer without status and headers.
    pub(super) fn into_body<R, E>(self, decode: Decode<R, E>) -> Result<R, Error<E>> {
        self.into_response(decode).map(Response::into_body)
    }

    /// The decoded answer.
    pub(super) fn into_response<R, E>(self, decode: Decode<R, E>) -> Result<Response<R>, Error<E>> {
        let mut result = match self.outcome {
            Ok(answer) => decode(answer),
            Err(Unanswered::Prepare(error)) => Err(Error::Prepare(error)),
            Err(Unanswered::Sign(error)) => Err(Error::Sign(error)),
            Err(Unanswered::Transport(error)) => Err(Error::Transport(error)),
        };
        if let Err(error) = &mut result {
            error.set_facts(&self.facts);
        }
        match &result {
            Ok(response) => self.span.finish(Some(response.status()), None),
            Err(error) => self.span.finish(error.status(), Some(&error.error_type())),
        }
        result
    }
}

/// What is known of a call while it is under way.
struct Call<'a> {
    client: &'a Inner,
    /// Whether it may be sent again after it may have been carried out.
    is_repeatable: bool,
    facts: CallFacts,
    /// The bounds of the waits that are left, once there was one. In a box, because few calls are repeated.
    bounds: Option<Box<ExponentialBackoff>>,
    /// The skew to sign the next attempt with, if the one before was refused for its time.
    correction: Option<i64>,
    /// Whether the one repetition with a corrected clock was made.
    was_corrected: bool,
    deadline: Instant,
    span: CallSpan,
}

/// An attempt that is ready to be sent.
struct Signed<'a> {
    headers: HeaderMap,
    created: Created,
    started: Started,
    limit: AttemptLimit,
    /// Held until the answer is there.
    place: SemaphorePermit<'a>,
}

impl<'a> Call<'a> {
    /// Attempts one after the other until there is nothing to repeat.
    async fn attempts(
        mut self,
        prepared: PreparedRequest,
        first_place: SemaphorePermit<'a>,
    ) -> Exchanged {
        self.client.retries.deposit();
        let mut place = Some(first_place);
        // In a box, because few calls are repeated, and all would be larger for it.
        let mut failed: Option<Box<_>> = None;
        let outcome = loop {
            let signed = match self.sign(&prepared, place.take()).await {
                Ok(signed) => signed,
                Err(error) => {
                    if let Some(wait) = self.wait_before_signing_again(&error) {
                        self.span.signing_again(wait, &error);
                        sleep(wait).await;
                        continue;
                    }
                    let Some(failed) = failed else { break Err(error) };
                    // Nothing of this repetition was sent; what made it necessary says more.
                    self.span.unsent_repetition(&error);
                    break *failed;
                }
            };
            self.facts.attempts += 1;
            let Signed { headers, created, started, limit, place: held } = signed;
            let Inner { clock, transport, .. } = self.client;
            let mut measured = None;
            let learn = |status: StatusCode, headers: &HeaderMap| {
                measured = clock.learn(status, headers, started);
            };
            let outcome = transport.send(&prepared, headers, limit, learn).await;
            drop(held);
            self.span.attempt(self.facts.attempts, &outcome);
            let Some(wait) = self.wait_before_next(&outcome, created, measured) else {
                break outcome.map_err(Unanswered::Transport);
            };
            self.facts.may_have_taken_effect |= match &outcome {
                Ok(answer) => leaves_open(answer.status()),
                Err(error) => error.may_have_been_sent(),
            };
            self.span.repetition(self.facts.attempts, wait, &outcome);
            failed = Some(Box::new(outcome.map_err(Unanswered::Transport)));
            sleep(wait).await;
        };
        Exchanged { outcome, facts: self.facts, span: self.span }
    }

    /// Waits for a place, if none is given, and signs the request for that moment. An error says that nothing was sent.
    async fn sign(
        &mut self,
        prepared: &PreparedRequest,
        place: Option<SemaphorePermit<'a>>,
    ) -> Result<Signed<'a>, Unanswered> {
        let Self { client, deadline, .. } = *self;
        // The place is taken before the time, so that a request does not grow old while it waits for one.
        let place = match place {
            Some(place) => place,
            // In a box, because few calls are repeated.
            None => Box::pin(place_by(client, deadline)).await?,
        };
        let now = Timestamp::now();
        let created = match self.correction {
            Some(skew) => Created::with_skew(skew, now),
            None => client.clock.created(now),
        };
        let (signed, started) = match &client.signer {
            // A local key takes no whole second, so the time that `Created` was made of is good for the exchange, too.
            ClientSigner::Key(key) => {
                (prepared.headers_signed_by(key, created.at), Started::at(now))
            }
            ClientSigner::Other(signer) => {
                // In a box, because all calls would be larger for what few signers need.
                let signed = Box::pin(prepared.headers_signed_with(&**signer, created.at));
                let signed = timeout_at(deadline, signed).await;
                (signed.map_err(|_| out_of_time(client, WaitedFor::Signer))?, Started::now())
            }
        };
        let mut headers = signed.map_err(Unanswered::Sign)?;
        if let Some(authorization) = &client.authorization {
            headers.insert(AUTHORIZATION, authorization.clone());
        }
        // All may have come about at the last moment; a request without time must not begin.
        let limit = self
            .attempt_limit(started)
            .ok_or_else(|| out_of_time(client, WaitedFor::AllBeforeSending))?;
        // It is for one attempt, and a signer that is asked again is still on its way there.
        self.correction = None;
        Ok(Signed { headers, created, started, limit, place })
    }

    /// The limit of one attempt, cut short by what is left of the call's; `None` if nothing is.
    fn attempt_limit(&self, started: Started) -> Option<AttemptLimit> {
        let limits = &self.client.limits;
        let left = self.deadline.into_std().checked_duration_since(started.monotonic)?;
        if left.is_zero() {
            None
        } else if left < limits.longest_attempt() {
            Some(AttemptLimit { after: left, named: TimeLimit::Call, whole: limits.longest_call() })
        } else {
            let whole = limits.longest_attempt();
            Some(AttemptLimit { after: whole, named: TimeLimit::Attempt, whole })
        }
    }

    /// How long to wait before the next attempt; `None` if there is none. `measured` is the skew of the server's clock by
    /// this answer alone.
    fn wait_before_next(
        &mut self,
        outcome: &Result<Response<Bytes>, TransportError>,
        created: Created,
        measured: Option<i64>,
    ) -> Option<Duration> {
        if let Ok(answer) = outcome
            && answer.status() == StatusCode::UNAUTHORIZED
        {
            if self.was_corrected {
                return None;
            }
            self.correction = self.client.clock.skew_after_refusal(created, measured);
            self.was_corrected = self.correction.is_some();
            return self.correction.map(|_| Duration::ZERO);
        }
        let named = match outcome {
            Ok(answer) if !self.is_repeatable || !self.is_transient(answer.status()) => {
                return None;
            }
            Ok(answer) => retry_after(answer.headers(), created.at),
            Err(error) if !self.may_repeat(error) => return None,
            Err(_) => None,
        };
        self.next_wait(named.unwrap_or_default())
    }

    /// How long to wait before the signer is asked again; `None` if it is not. Nothing was sent, so it is safe for every
    /// request.
    fn wait_before_signing_again(&mut self, error: &Unanswered) -> Option<Duration> {
        match error {
            Unanswered::Sign(error) if error.is_retryable() => self.next_wait(Duration::ZERO),
            _ => None,
        }
    }

    /// The next wait of the policy on top of the one that the server named; `None` if no repetition is left, or none that
    /// the time of the call or the budget has room for.
    fn next_wait(&mut self, named: Duration) -> Option<Duration> {
        let bounds = self.bounds.get_or_insert_with(|| Box::new(self.client.retries.bounds()));
        let wait = named.saturating_add(full_jitter(bounds.next()?));
        let fits = Instant::now().checked_add(wait).is_some_and(|begin| begin < self.deadline);
        (fits && self.client.retries.withdraw()).then_some(wait)
    }

    fn may_repeat(&self, error: &TransportError) -> bool {
        error.is_retryable() && (self.is_repeatable || !error.may_have_been_sent())
    }

    fn is_transient(&self, status: StatusCode) -> bool {
        match status {
            StatusCode::REQUEST_TIMEOUT
            // The transport takes a new connection.
            | StatusCode::MISDIRECTED_REQUEST
            // Another machine on the way sent the request as early data of its own (RFC 8470, section 5.2). This client
            // never does, so each of its attempts comes after a handshake that is complete, as a repetition has to.
            | StatusCode::TOO_EARLY
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => true,
            StatusCode::INTERNAL_SERVER_ERROR => self.client.retries.repeats_internal_errors(),
            _ => false,
        }
    }
}
