//! How far this machine's clock is from the server's, so that `Created` is the time that the server expects.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{AGE, DATE},
};

use crate::Timestamp;

/// What the client does about a clock that is not the server's.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum ClockSkew {
    /// Measures the difference with the answers (their `Date` against the middle of the exchange), applies it to `Created`,
    /// and repeats a call once that was refused (401) because of it.
    #[default]
    Correct,
    /// Signs with the time of this machine, whatever the server's is.
    Ignore,
}

/// An exchange that took longer says too little about the time in between.
const LONGEST_EXCHANGE: Duration = Duration::from_secs(20);

/// For this long after a measurement, an answer with the same `Date` says nothing new, because `Date` has whole seconds.
const INTERVAL: Duration = Duration::from_secs(1);

/// `Date` has whole seconds (RFC 9110, section 5.6.7), and so has `Created`; smaller differences are noise.
const RESOLUTION: i64 = 2;

/// A refusal is put down to the clock if the attempt was signed with a time that is further off than this, in seconds.
/// The server refuses more than 120; half of that leaves room for what is slow on the way.
const REFUSAL_THRESHOLD: u64 = 60;

/// A `Date` as it came, in the one form that servers may write (RFC 9110, section 5.6.7); zeros for another form.
type DateText = [u8; 29];

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
    date: DateText,
}

/// The time that an attempt is signed with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Created {
    pub(super) at: Timestamp,
    skew: i64,
}

impl Created {
    /// The time at this moment, by a server that is so many seconds ahead.
    pub(super) fn with_skew(skew: i64, now: Timestamp) -> Self {
        Self { at: now.shifted(skew), skew }
    }
}

/// When an exchange began, by both clocks of this machine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Started {
    wall: Timestamp,
    pub(super) monotonic: Instant,
}

impl Started {
    pub(super) fn now() -> Self {
        Self::at(Timestamp::now())
    }

    /// Now, where the time of day was just read.
    pub(super) fn at(wall: Timestamp) -> Self {
        // By the clock that measures the call's time limits.
        Self { wall, monotonic: tokio::time::Instant::now().into_std() }
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
    pub(super) fn created(&self, now: Timestamp) -> Created {
        Created::with_skew(self.skew(), now)
    }

    /// Takes note of the head of an answer, at the moment at which it came, and returns the skew that it alone shows.
    ///
    /// A refusal always shows one, to correct the next attempt with; another answer only if it may say something new.
    pub(super) fn learn(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        started: Started,
    ) -> Option<i64> {
        if self.policy == ClockSkew::Ignore {
            return None;
        }
        let date = headers.get(DATE)?;
        if status.is_success() && self.is_known(date, started) {
            return None;
        }
        let until_head = started.monotonic.elapsed();
        // An answer with an age was written for an earlier exchange (RFC 9111, section 5.1).
        if until_head > LONGEST_EXCHANGE || headers.contains_key(AGE) {
            return None;
        }
        let written = httpdate::parse_http_date(date.to_str().ok()?).ok().map(Timestamp::from)?;
        // A clock that was set while the exchange was under way says nothing.
        let passed = difference(Timestamp::now(), started.wall);
        if passed.abs_diff(whole_seconds(until_head)) > RESOLUTION.unsigned_abs() {
            return None;
        }
        let half = until_head / 2;
        let skew = difference(written, started.wall).saturating_sub(whole_seconds(half));
        let error = RESOLUTION.saturating_add(whole_seconds(half));
        let date = date.as_bytes().try_into().unwrap_or_default();
        self.take(Sample { skew, error, at: started.monotonic + half, date });
        Some(skew)
    }

    /// Whether a measurement had this `Date`, and is not old compared with an exchange that began then.
    fn is_known(&self, date: &HeaderValue, started: Started) -> bool {
        let measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        let age = |at| started.monotonic.saturating_duration_since(at);
        date.as_bytes() == measured.date && measured.at.is_some_and(|at| age(at) < INTERVAL)
    }

    fn take(&self, sample: Sample) {
        let mut measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        // Answers of concurrent calls come in any order, and an old one must not undo what a newer one taught.
        if measured.at.is_some_and(|at| at > sample.at) {
            return;
        }
        measured.at = Some(sample.at);
        measured.date = sample.date;
        // What lies within the error of the measurement is kept, so that the skew does not tremble.
        if measured.skew.abs_diff(sample.skew) > sample.error.unsigned_abs() {
            measured.skew = sample.skew;
        }
    }

    /// The skew to repeat a refused attempt with, if it was signed with a time that was so far off that the server
    /// refused it for that.
    ///
    /// `measured` is what the refusal itself shows. It comes before what is known by now, because the answers of
    /// concurrent calls from before a jump of the server's clock may have come in since.
    pub(super) fn skew_after_refusal(
        &self,
        created: Created,
        measured: Option<i64>,
    ) -> Option<i64> {
        let skew = measured.unwrap_or_else(|| self.skew());
        (skew.abs_diff(created.skew) > REFUSAL_THRESHOLD).then_some(skew)
    }
}

/// What one exchange says of the skew, in seconds.
struct Sample {
    skew: i64,
    error: i64,
    at: Instant,
    date: DateText,
}

fn whole_seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

/// `a - b` in seconds.
fn difference(a: Timestamp, b: Timestamp) -> i64 {
    let seconds = |t: Timestamp| i64::try_from(t.unix_seconds()).unwrap_or(i64::MAX);
    seconds(a).saturating_sub(seconds(b))
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use proptest::prelude::{Just, Strategy, proptest};

    use super::*;

    /// The head of an answer of a server whose clock is so many seconds ahead.
    fn dated(ahead: i64) -> HeaderMap {
        let date = UNIX_EPOCH + Duration::from_secs(Timestamp::now().shifted(ahead).unix_seconds());
        HeaderMap::from_iter([(DATE, httpdate::fmt_http_date(date).parse().unwrap())])
    }

    /// An exchange that began so long ago.
    fn began(ago: Duration) -> Started {
        Started {
            wall: Timestamp::now().shifted(-whole_seconds(ago)),
            monotonic: Instant::now().checked_sub(ago).unwrap(),
        }
    }

    fn is_about(skew: i64, expect: i64) -> bool {
        skew.abs_diff(expect) <= 2
    }

    #[test]
    fn an_answer_teaches_the_skew() {
        for ahead in [-1_000_000_000, -3600, -130, 90, 600, 3_000_000_000] {
            let clock = Clock::new(ClockSkew::Correct);
            let measured = clock.learn(StatusCode::OK, &dated(ahead), Started::now()).unwrap();
            assert!(is_about(measured, ahead) && clock.skew() == measured, "{ahead}: {clock:?}");
            assert!(
                is_about(difference(clock.created(Timestamp::now()).at, Timestamp::now()), ahead),
                "{ahead}"
            );
        }
    }

    #[test]
    fn the_date_counts_for_the_middle_of_the_exchange() {
        let clock = Clock::new(ClockSkew::Correct);
        clock.learn(StatusCode::OK, &dated(3600), began(Duration::from_secs(16)));
        // The date is 3616 seconds after the beginning, and 3608 after the middle.
        assert!(is_about(clock.skew(), 3608), "{clock:?}");
        // A quick exchange then says more.
        clock.learn(StatusCode::OK, &dated(3600), Started::now());
        assert!(is_about(clock.skew(), 3600), "{clock:?}");
        // A slow one does not change what it cannot know better.
        clock.learn(StatusCode::OK, &dated(3600), began(Duration::ZERO));
        let before = clock.skew();
        clock.learn(StatusCode::OK, &dated(3604), began(Duration::from_secs(10)));
        assert_eq!(clock.skew(), before);
    }

    #[test]
    fn the_same_date_within_a_second_says_nothing_new() {
        let clock = Clock::new(ClockSkew::Correct);
        let (head, first) = (dated(3600), Started::now());
        let after = |wait| Started { monotonic: first.monotonic + wait, ..first };
        assert!(clock.learn(StatusCode::OK, &head, first).is_some());
        assert_eq!(clock.learn(StatusCode::OK, &head, after(INTERVAL / 2)), None);
        // A refusal shows its own, and a clock that jumps is followed at once.
        assert!(clock.learn(StatusCode::UNAUTHORIZED, &head, first).is_some());
        assert!(clock.learn(StatusCode::OK, &dated(3700), first).is_some());
        assert!(clock.learn(StatusCode::OK, &head, first).is_some());
        // The middle of the exchange is what counts, and it may lie a little after the beginning.
        assert!(clock.learn(StatusCode::OK, &head, after(INTERVAL * 2)).is_some());
    }

    #[test]
    fn a_date_in_an_obsolete_form_is_read_each_time() {
        let clock = Clock::new(ClockSkew::Correct);
        let head = HeaderMap::from_iter([(
            DATE,
            HeaderValue::from_static("Sunday, 06-Nov-94 08:49:37 GMT"),
        )]);
        for _ in 0..2 {
            assert!(clock.learn(StatusCode::OK, &head, Started::now()).is_some());
        }
    }

    #[test]
    fn answers_that_say_nothing_are_ignored() {
        let with = |name, value: &str| {
            let mut headers = dated(3600);
            headers.insert(name, value.parse().unwrap());
            headers
        };
        let hour = 3600;
        let now = Started::now;
        let set_forward = || Started { wall: Timestamp::now().shifted(-hour), ..now() };
        let set_back = || Started { wall: Timestamp::now().shifted(hour), ..now() };
        for (why, headers, started) in [
            ("from a cache", with(AGE, "0"), now()),
            ("from a cache, of unknown age", with(AGE, "old"), now()),
            ("no date", HeaderMap::new(), now()),
            ("no date but a number", with(DATE, "1576595412"), now()),
            ("no such day", with(DATE, "Sun, 31 Feb 2030 08:49:37 GMT"), now()),
            ("empty", with(DATE, ""), now()),
            ("too long under way", dated(3600), began(LONGEST_EXCHANGE + Duration::from_secs(1))),
            ("clock set forward meanwhile", dated(3600), set_forward()),
            ("clock set back meanwhile", dated(3600), set_back()),
        ] {
            let clock = Clock::new(ClockSkew::Correct);
            assert_eq!(
                (clock.learn(StatusCode::OK, &headers, started), clock.skew()),
                (None, 0),
                "{why}"
            );
        }
        let clock = Clock::new(ClockSkew::Ignore);
        assert_eq!((clock.learn(StatusCode::OK, &dated(3600), now()), clock.skew()), (None, 0));
    }

    #[test]
    fn a_refusal_is_put_down_to_the_clock_if_that_was_far_off() {
        for (ahead, is_clock) in [(0, false), (50, false), (-50, false), (70, true), (-130, true)] {
            let clock = Clock::new(ClockSkew::Correct);
            let created = clock.created(Timestamp::now());
            let measured = clock.learn(StatusCode::UNAUTHORIZED, &dated(ahead), Started::now());
            assert_eq!(clock.skew_after_refusal(created, measured).is_some(), is_clock, "{ahead}");
            // What the answer of another call taught counts where the refusal itself has no date.
            assert_eq!(clock.skew_after_refusal(created, None).is_some(), is_clock, "{ahead}");
            // An attempt that was signed with that knowledge was refused for something else.
            assert_eq!(
                clock.skew_after_refusal(clock.created(Timestamp::now()), measured),
                None,
                "{ahead}"
            );
        }
    }

    #[test]
    fn a_late_answer_from_before_a_jump_does_not_spoil_the_repetition() {
        let clock = Clock::new(ClockSkew::Correct);
        let created = clock.created(Timestamp::now());
        let refusal =
            clock.learn(StatusCode::UNAUTHORIZED, &dated(3600), began(Duration::from_secs(1)));
        // The server wrote it before its clock jumped, and it was read only now.
        clock.learn(StatusCode::OK, &dated(0), began(Duration::from_millis(500)));
        assert!(is_about(clock.skew(), 0), "{clock:?}");
        let skew = clock.skew_after_refusal(created, refusal).unwrap();
        assert!(is_about(
            difference(Created::with_skew(skew, Timestamp::now()).at, Timestamp::now()),
            3600
        ));
    }

    proptest! {
        #[test]
        fn samples_may_come_in_any_order(
            samples in proptest::collection::vec((-10_000_i64..10_000, 2_i64..12), 1..20)
                .prop_flat_map(|samples| {
                    let numbered: Vec<_> = (0_u64..).zip(samples).collect();
                    Just(numbered).prop_shuffle()
                }),
        ) {
            let clock = Clock::new(ClockSkew::Correct);
            let begun = Instant::now();
            for &(second, (skew, error)) in &samples {
                let at = begun + Duration::from_secs(second);
                clock.take(Sample { skew, error, at, date: DateText::default() });
            }
            let (_, (newest, error)) = *samples.iter().max().unwrap();
            assert!(clock.skew().abs_diff(newest) <= error.unsigned_abs());
        }

        #[test]
        fn noise_does_not_make_the_skew_tremble(
            skew in -10_000_i64..10_000,
            noise in proptest::collection::vec(-1_i64..=1, 2..50),
        ) {
            let clock = Clock::new(ClockSkew::Correct);
            let mut seen = Vec::new();
            for noise in noise {
                let (skew, date) = (skew + noise, DateText::default());
                clock.take(Sample { skew, error: RESOLUTION, at: Instant::now(), date });
                seen.push(clock.skew());
            }
            seen.dedup();
            // One change at most, if the first sample lay at the edge of what counts as no skew at all.
            assert!(seen.len() <= 2, "{seen:?}");
        }
    }
}
