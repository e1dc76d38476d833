//! Time as this scheme knows it: whole Unix seconds.

use std::{
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// A moment in whole seconds since 1970-01-01T00:00:00Z, the content of the `Created` header.
///
/// Signing and verification take it as a parameter, so that both are deterministic and a caller may correct a clock
/// that is off.
///
/// # Examples
///
/// ```
/// use countersign::Timestamp;
///
/// let created = Timestamp::from_unix_seconds(1_576_595_412);
/// assert_eq!(created.to_string(), "1576595412");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(u64);

impl Timestamp {
    /// A moment given in whole seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_unix_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// The moment that the system clock shows; a clock set before 1970 counts as 1970.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now() -> Self {
        Self::from(SystemTime::now())
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(self) -> u64 {
        self.0
    }

    /// The time from `earlier` to `self`; zero if `earlier` is the later one.
    #[must_use]
    pub const fn saturating_since(self, earlier: Self) -> Duration {
        Duration::from_secs(self.0.saturating_sub(earlier.0))
    }

    /// The moment so many seconds later, or earlier for a negative number.
    #[cfg(feature = "client")]
    pub(crate) const fn shifted(self, seconds: i64) -> Self {
        Self(self.0.saturating_add_signed(seconds))
    }
}

impl From<SystemTime> for Timestamp {
    /// Drops the fraction of a second; a moment before 1970 becomes 1970.
    fn from(time: SystemTime) -> Self {
        Self(time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
