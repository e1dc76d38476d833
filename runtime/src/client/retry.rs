//! What is repeated, after which wait, and how often: values that the user of a client chooses.

use std::{
    fmt,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use tower::retry::budget::{Budget as _, TpsBudget};

/// The tokens of a [`RetryBudget`] expire after so long.
const BUDGET_WINDOW: Duration = Duration::from_secs(10);

/// What a client does when an attempt fails in a way that a repetition may mend.
///
/// Every repetition is signed anew, and carries the same idempotency key. What may be repeated:
///
/// - what was not sent, because no connection came about, or because a [`Signer`](crate::Signer) failed and says that
///   another try may succeed ([`SignError::transient`](crate::SignError::transient)): always;
/// - a time-out, a connection that broke off, and the statuses 408, 421, 425, 429, 502, 503 and 504 (500 too, if
///   [`internal_errors`](Self::internal_errors) says so): if the method is idempotent (RFC 9110, section 9.2.2) or the
///   call carries an idempotency key.
///
/// After 421 (Misdirected Request; RFC 9110, section 15.5.20), the client takes no connection again that was there before.
/// 425 (Too Early; RFC 8470, section 5.2) asks for the request once the handshake is complete, which it always is: the
/// client sends no early data, so 425 comes only from a machine on the way that does.
///
/// An idempotency key is one because the endpoint says so
/// ([`Endpoint::IDEMPOTENCY_KEY`](crate::Endpoint::IDEMPOTENCY_KEY)), not because of its header's name. A POST without one
/// is never sent twice once a byte of it went out. Certificates that are refused and
/// answers that cannot be decoded are not repeated.
///
/// The wait before a repetition is random between zero and a bound that doubles each time ("full jitter"). If the
/// server names a time (`Retry-After`, in seconds or as a date), that comes first. A repetition that could not begin
/// before the call's time limit is not waited for.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use countersign::{InternalErrors, RetryBudget, RetryPolicy};
///
/// let patient = RetryPolicy::default()
///     .max_attempts(8)
///     .backoff(Duration::from_millis(500), Duration::from_secs(30))
///     .internal_errors(InternalErrors::Retry)
///     .budget(RetryBudget::Limited { per_second: 2, percent: 50 });
/// assert_ne!(patient, RetryPolicy::off());
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    shortest: Duration,
    longest: Duration,
    internal_errors: InternalErrors,
    budget: RetryBudget,
}

impl Default for RetryPolicy {
    /// Up to 4 attempts, waits of up to 0.2, 0.4 and 0.8 seconds, 500 is reported, and a budget of one repetition a
    /// second and 20 % of the calls.
    fn default() -> Self {
        Self {
            max_attempts: 4,
            shortest: Duration::from_millis(200),
            longest: Duration::from_secs(10),
            internal_errors: InternalErrors::default(),
            budget: RetryBudget::default(),
        }
    }
}

impl RetryPolicy {
    /// Repeats nothing. A refusal because of the clock is not a matter of this policy: see
    /// [`ClockSkew`](crate::ClockSkew).
    #[must_use]
    pub fn off() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets how many attempts a call may make, the first included; zero counts as one. Each failure of a signer counts.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Sets the bound of the first wait, and the greatest bound that doubling leads to.
    #[must_use]
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.shortest = first;
        self.longest = longest.max(first);
        self
    }

    /// Sets what is done about the status 500.
    #[must_use]
    pub const fn internal_errors(mut self, internal_errors: InternalErrors) -> Self {
        self.internal_errors = internal_errors;
        self
    }

    /// Sets how many repetitions all calls of the client together may make.
    #[must_use]
    pub const fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }
}

/// What is done about the status 500, which may stand for a request that was carried out by halves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum InternalErrors {
    /// It is reported to the caller.
    #[default]
    Report,
    /// It is treated like 502, 503 and 504.
    Retry,
}

/// How many repetitions all calls of a client together may make, so that an outage is not made worse by everybody
/// trying again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RetryBudget {
    /// A token bucket: each call puts in a part of a token, each repetition takes one out. Tokens expire after ten
    /// seconds.
    Limited {
        /// So many repetitions a second are allowed whatever the calls.
        per_second: u32,
        /// So many repetitions for each hundred calls are allowed on top, up to 1,000.
        percent: u32,
    },
    /// As many as the calls ask for.
    Unlimited,
}

impl Default for RetryBudget {
    /// One repetition a second, and 20 for each hundred calls.
    fn default() -> Self {
        Self::Limited { per_second: 1, percent: 20 }
    }
}

/// A policy at work, with the tokens of its budget.
pub(super) struct Retries {
    policy: RetryPolicy,
    budget: Option<Tokens>,
}

/// What calls put in and repetitions take out.
struct Tokens {
    bucket: TpsBudget,
    /// Hundredths of a token that each call puts in.
    percent: usize,
    /// Hundredths of a token that all calls together have put in, so that only whole ones go to the bucket, which locks
    /// and reads the clock each time.
    put_in: AtomicUsize,
}

impl Tokens {
    fn new(per_second: u32, percent: u32) -> Self {
        Self {
            // The library's own percentage is left at one token a deposit, because it would round what a repetition costs
            // to whole calls: 30 % would be 33, and 60 % would be 100. It panics on more than `i32::MAX` a second.
            bucket: TpsBudget::new(BUDGET_WINDOW, per_second.min(1_000_000), 1.0),
            percent: usize::try_from(percent.min(1_000)).unwrap_or(1_000),
            put_in: AtomicUsize::new(0),
        }
    }

    fn deposit(&self) {
        let before = self.put_in.fetch_add(self.percent, Ordering::Relaxed);
        let whole = before.wrapping_add(self.percent) / 100;
        (before / 100..whole).for_each(|_| self.bucket.deposit());
    }
}

impl Retries {
    pub(super) fn new(policy: RetryPolicy) -> Self {
        let budget = match policy.budget {
            RetryBudget::Unlimited => None,
            RetryBudget::Limited { per_second, percent } => Some(Tokens::new(per_second, percent)),
        };
        Self { policy, budget }
    }

    /// Takes note of a call whose turn has come.
    pub(super) fn deposit(&self) {
        if let Some(tokens) = &self.budget {
            tokens.deposit();
        }
    }

    /// Whether one more repetition is within the budget; if so, it is counted.
    pub(super) fn withdraw(&self) -> bool {
        self.budget.as_ref().is_none_or(|tokens| tokens.bucket.withdraw())
    }

    /// Whether the status 500 is repeated.
    pub(super) fn repeats_internal_errors(&self) -> bool {
        self.policy.internal_errors == InternalErrors::Retry
    }

    /// The bounds of the waits of one call, one for each repetition that it may make.
    pub(super) fn bounds(&self) -> ExponentialBackoff {
        let repetitions = usize::try_from(self.policy.max_attempts - 1).unwrap_or(usize::MAX);
        ExponentialBuilder::new()
            .with_min_delay(self.policy.shortest)
            .with_max_delay(self.policy.longest)
            .with_max_times(repetitions)
            .build()
    }
}

impl fmt::Debug for Retries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.policy.fmt(f)
    }
}

/// A random wait between zero and the bound. The library's own jitter would add to the bound instead.
pub(super) fn full_jitter(bound: Duration) -> Duration {
    bound.mul_f64(fastrand::f64())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    proptest! {
        #[test]
        fn bounds_double_up_to_the_longest(
            attempts in 0_u32..20,
            first in 0_u64..5_000,
            longest in 0_u64..60_000,
        ) {
            let (first, longest) = (Duration::from_millis(first), Duration::from_millis(longest));
            let policy = RetryPolicy::default().max_attempts(attempts).backoff(first, longest);
            let bounds: Vec<_> = Retries::new(policy).bounds().collect();
            assert_eq!(bounds.len(), usize::try_from(attempts.max(1)).unwrap() - 1);
            let mut expect = first;
            for bound in bounds {
                // The library computes in floats of 32 bits.
                assert!(bound.abs_diff(expect) <= expect / 10_000, "{bound:?}, {expect:?}");
                assert!(bound <= longest.max(first));
                expect = (expect * 2).min(longest.max(first));
            }
        }

        #[test]
        fn waits_lie_between_zero_and_their_bound(seconds: u64, nanoseconds in 0_u32..1_000_000_000) {
            let bound = Duration::new(seconds, nanoseconds);
            assert!(full_jitter(bound) <= bound);
        }
    }

    #[test]
    fn waits_are_spread_over_the_whole_range() {
        let bound = Duration::from_secs(10);
        let waits: Vec<_> = (0..1_000).map(|_| full_jitter(bound)).collect();
        // Each tenth is missed by all of them with a chance of 2 in 10 to the 46th.
        for tenth in 0..10 {
            let range = bound * tenth / 10..bound * (tenth + 1) / 10;
            assert!(waits.iter().any(|wait| range.contains(wait)), "{range:?}");
        }
    }

    #[test]
    fn the_extremes_of_a_policy_are_taken() {
        let max = RetryPolicy::default()
            .max_attempts(u32::MAX)
            .backoff(Duration::MAX, Duration::MAX)
            .budget(RetryBudget::Limited { per_second: u32::MAX, percent: u32::MAX });
        let retries = Retries::new(max);
        retries.deposit();
        assert!(retries.withdraw());
        assert_eq!(retries.bounds().nth(1_000), Some(Duration::MAX));
        assert_eq!(Retries::new(RetryPolicy::off()).bounds().count(), 0);
    }

    #[test]
    fn a_budget_allows_as_many_repetitions_as_it_says() {
        for percent in [0, 1, 3, 10, 20, 30, 50, 60, 75, 99, 100, 150, 300, 1_000] {
            let budget = RetryBudget::Limited { per_second: 0, percent };
            let retries = Retries::new(RetryPolicy::default().budget(budget));
            (0..100).for_each(|_| retries.deposit());
            let allowed = (0..10_000).take_while(|_| retries.withdraw()).count();
            assert_eq!(allowed, usize::try_from(percent).unwrap(), "{percent} %");
        }
        let budget = RetryBudget::Limited { per_second: 3, percent: 0 };
        let retries = Retries::new(RetryPolicy::default().budget(budget));
        // What a whole window allows may be spent at once.
        assert_eq!((0..100).take_while(|_| retries.withdraw()).count(), 30);
    }
}
