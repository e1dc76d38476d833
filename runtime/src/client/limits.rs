//! How long a call may take: one limit for each of its stages.

use std::time::Duration;

/// How long connecting, one attempt and the whole call may take.
///
/// A limit of zero fails every call; there is no value for "no limit", because a call that waits for ever is a
/// customer who does.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use countersign::TimeLimits;
///
/// let limits = TimeLimits::default().attempt(Duration::from_secs(10)).call(Duration::from_secs(25));
/// assert_eq!(limits.longest_connect(), Duration::from_secs(10));
/// assert_eq!(limits.longest_call(), Duration::from_secs(25));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TimeLimits {
    connect: Duration,
    attempt: Duration,
    call: Duration,
}

impl Default for TimeLimits {
    /// 10 seconds for connecting, 30 for one attempt, 90 for the whole call.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            attempt: Duration::from_secs(30),
            call: Duration::from_secs(90),
        }
    }
}

impl TimeLimits {
    /// Sets how long a new connection may take: name lookup, TCP, a proxy's answer and the TLS handshake.
    #[must_use]
    pub const fn connect(mut self, limit: Duration) -> Self {
        self.connect = limit;
        self
    }

    /// Sets how long one attempt may take, from looking for a connection to the last byte of the answer. A server that
    /// stalls in the middle of its answer is cut off by it.
    ///
    /// Keep it longer than the limit of a new connection: an attempt that it ends counts as one that the server may have
    /// carried out.
    #[must_use]
    pub const fn attempt(mut self, limit: Duration) -> Self {
        self.attempt = limit;
        self
    }

    /// Sets how long the whole call may take, with all of its attempts and the waits between them.
    #[must_use]
    pub const fn call(mut self, limit: Duration) -> Self {
        self.call = limit;
        self
    }

    /// How long a new connection may take.
    #[must_use]
    pub const fn longest_connect(&self) -> Duration {
        self.connect
    }

    /// How long one attempt may take.
    #[must_use]
    pub const fn longest_attempt(&self) -> Duration {
        self.attempt
    }

    /// How long the whole call may take.
    #[must_use]
    pub const fn longest_call(&self) -> Duration {
        self.call
    }
}

/// Which of the [`TimeLimits`] was reached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TimeLimit {
    /// That of a new connection.
    Connect,
    /// That of one attempt.
    Attempt,
    /// That of the whole call.
    Call,
}
