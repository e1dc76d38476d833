//! What is repeated, after which wait, and how often: values that the user of a client chooses.

use std::{fmt, time::Duration};

use backon::{BackoffBuilder as _, ExponentialBuilder};
use tower::retry::budget::{Budget as _, TpsBudget};

/// The tokens of a [`RetryBudget`] expire after so long.
const BUDGET_WINDOW: Duration = Duration::from_secs(10);

/// What a client does when an attempt fails in a way that a repetition may mend.
///
/// Every repetition is signed anew, and carries the same idempotency key. What may be repeated:
///
/// - what was not sent, because no connection came about: always;
/// - a time-out, a connection that broke off, and the statuses 429, 502, 503 and 504 (500 too, if
///   [`internal_errors`](Self::internal_errors) says so): if the method is idempotent (RFC 9110, section 9.2.2) or the
///   call carries an idempotency key.
///
/// A POST without an idempotency key is never sent twice once a byte of it went out. Certificates that are refused and
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

    /// Sets how many attempts a call may make, the first included; zero counts as one.
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
    budget: Option<TpsBudget>,
}

impl Retries {
    pub(super) fn new(policy: RetryPolicy) -> Self {
        let budget = match policy.budget {
            RetryBudget::Unlimited => None,
            // The library panics on numbers beyond these.
            RetryBudget::Limited { per_second, percent } => Some(TpsBudget::new(
                BUDGET_WINDOW,
                per_second.min(1_000_000),
                f32::from(u16::try_from(percent.min(1_000)).unwrap_or(1_000)) / 100.0,
            )),
        };
        Self { policy, budget }
    }

    /// Takes note of a call that begins.
    pub(super) fn deposit(&self) {
        if let Some(budget) = &self.budget {
            budget.deposit();
        }
    }

    /// Whether one more repetition is within the budget; if so, it is counted.
    pub(super) fn withdraw(&self) -> bool {
        self.budget.as_ref().is_none_or(|budget| budget.withdraw())
    }

    /// Whether the status 500 is repeated.
    pub(super) fn repeats_internal_errors(&self) -> bool {
        self.policy.internal_errors == InternalErrors::Retry
    }

    /// The bounds of the waits of one call, one for each repetition that it may make.
    pub(super) fn bounds(&self) -> impl Iterator<Item = Duration> + Send + use<> {
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
