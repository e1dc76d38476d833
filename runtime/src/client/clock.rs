//! How far this machine's clock is from the server's, so that `Created` is the time that the server expects.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use http::{
    HeaderMap,
    header::{AGE, DATE},
};

use crate::Timestamp;

/// What the client does about a clock that is not the server's.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum ClockSkew {
    /// Measures the difference with every answer (its `Date` against the middle of the exchange), applies it to
    /// `Created`, and repeats a call once that was refused (401) because of it.
    #[default]
    Correct,
    /// Signs with the time of this machine, whatever the server's is.
    Ignore,
}

/// An exchange that took longer says too little about the time in between.
const LONGEST_EXCHANGE: Duration = Duration::from_secs(20);

/// `Date` has whole seconds (RFC 9110, section 5.6.7), and so has `Created`; smaller differences are noise.
const RESOLUTION: i64 = 2;

/// A refusal is put down to the clock if the attempt was signed with a time that is further off than this, in seconds.
/// The server refuses more than 120; half of that leaves room for what is slow on the way.
const REFUSAL_THRESHOLD: u64 = 60;

/// The skew of one server, shared by all calls of a client.
#[derive(Debug)]
pub(super) struct Clock {
    policy: ClockSkew,
    measured: Mutex<Measured>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Measured {
    /// In seconds; positive if the server is ahead.
    skew: i64,
    /// The middle of the exchange that it was measured with.
    at: Option<Instant>,
}

/// The time that an attempt is signed with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Created {
    pub(super) at: Timestamp,
    skew: i64,
}

/// When an exchange began, by both clocks of this machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Started {
    wall: Timestamp,
    monotonic: Instant,
}

impl Started {
    pub(super) fn now() -> Self {
        Self { wall: Timestamp::now(), monotonic: Instant::now() }
    }
}

impl Clock {
    pub(super) fn new(policy: ClockSkew) -> Self {
        Self { policy, measured: Mutex::default() }
    }

    /// How many seconds the server is ahead of this machine, as far as it is known.
    pub(super) fn skew(&self) -> i64 {
        self.measured.lock().unwrap_or_else(PoisonError::into_inner).skew
    }

    /// The time for an attempt that is signed now.
    pub(super) fn created(&self) -> Created {
        let skew = self.skew();
        Created { at: Timestamp::now().shifted(skew), skew }
    }

    /// Takes note of the head of an answer, at the moment at which it came.
    pub(super) fn learn(&self, headers: &HeaderMap, started: Started) {
        let until_head = started.monotonic.elapsed();
        if self.policy == ClockSkew::Ignore || until_head > LONGEST_EXCHANGE {
            return;
        }
        let Some(date) = date_of(headers) else { return };
        // A clock that was set while the exchange was under way says nothing.
        let passed = Timestamp::now().saturating_since(started.wall);
        if passed.abs_diff(until_head) > Duration::from_secs(RESOLUTION.unsigned_abs()) {
            return;
        }
        let half = until_head / 2;
        let half_seconds = i64::try_from(half.as_secs()).unwrap_or(i64::MAX);
        self.take(Sample {
            skew: difference(date, started.wall).saturating_sub(half_seconds),
            error: RESOLUTION.saturating_add(half_seconds),
            at: started.monotonic + half,
        });
    }

    fn take(&self, sample: Sample) {
        let mut measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        // Answers of concurrent calls come in any order, and an old one must not undo what a newer one taught.
        if measured.at.is_some_and(|at| at > sample.at) {
            return;
        }
        measured.at = Some(sample.at);
        // What lies within the error of the measurement is kept, so that the skew does not tremble.
        if measured.skew.abs_diff(sample.skew) > sample.error.unsigned_abs() {
            measured.skew = sample.skew;
        }
    }

    /// Whether an attempt was signed with a time that is so far from what is known now that the server refused it.
    pub(super) fn explains_refusal(&self, created: Created) -> bool {
        self.skew().abs_diff(created.skew) > REFUSAL_THRESHOLD
    }
}

/// What one exchange says of the skew, in seconds.
struct Sample {
    skew: i64,
    error: i64,
    at: Instant,
}

/// When the server wrote the answer; nothing if a cache held it (RFC 9111, section 5.1).
fn date_of(headers: &HeaderMap) -> Option<Timestamp> {
    if headers.contains_key(AGE) {
        return None;
    }
    let date = headers.get(DATE)?.to_str().ok()?;
    httpdate::parse_http_date(date).ok().map(Timestamp::from)
}

/// `a - b` in seconds.
fn difference(a: Timestamp, b: Timestamp) -> i64 {
    let seconds = |t: Timestamp| i64::try_from(t.unix_seconds()).unwrap_or(i64::MAX);
    seconds(a).saturating_sub(seconds(b))
}
