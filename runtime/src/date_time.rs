//! The moments of documents: `format: date-time`.

use std::{
    fmt,
    str::FromStr,
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{Datelike as _, SecondsFormat, TimeDelta, Utc};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Unexpected, Visitor},
};

use crate::Timestamp;

/// A moment as a document's `format: date-time` has it: what RFC 3339, section 5.6, can write, to the nanosecond.
///
/// It is read with any offset and always written in UTC, with no digits after the second, or with three, six or nine of
/// them: in JSON, and as a parameter. A leap second stays one.
///
/// Every library of dates takes a [`SystemTime`], and gives one: `chrono::DateTime::<Utc>::from`,
/// `jiff::Timestamp::try_from`, `time::OffsetDateTime::from`.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use countersign::DateTime;
///
/// let moment: DateTime = "2030-01-01T02:00:00.5+02:00".parse()?;
/// assert_eq!(moment.to_string(), "2030-01-01T00:00:00.500Z");
///
/// let in_a_month = SystemTime::now() + Duration::from_secs(30 * 24 * 60 * 60);
/// let date_expiry = DateTime::try_from(in_a_month)?;
/// # Ok::<(), countersign::DateTimeError>(())
/// ```
// Not chrono's own type: its `Display`, with which parameters are written, and its `FromStr`, with which JSON is read,
// know other forms than RFC 3339. And it may be replaced without a user noticing.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DateTime(chrono::DateTime<Utc>);

impl DateTime {
    /// Only what has a year of four digits can be written (RFC 3339, section 1).
    fn new(moment: chrono::DateTime<Utc>) -> Result<Self, DateTimeError> {
        if (0..=9999).contains(&moment.year()) { Ok(Self(moment)) } else { Err(DateTimeError(())) }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, negative before it; a leap second counts as the one before it.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// The same moment for the standard library; a leap second is the first second after it.
    ///
    /// `None` if the operating system knows no such time: Windows none before 1601.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let since = self.0.signed_duration_since(chrono::DateTime::UNIX_EPOCH);
        match since.to_std() {
            Ok(since) => UNIX_EPOCH.checked_add(since),
            Err(_) => UNIX_EPOCH.checked_sub(since.abs().to_std().ok()?),
        }
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        // The library takes the minus sign of typographers, U+2212, which RFC 3339 does not have.
        let text = text.is_ascii().then_some(text).ok_or(DateTimeError(()))?;
        let moment = chrono::DateTime::parse_from_rfc3339(text).map_err(|_| DateTimeError(()))?;
        Self::new(moment.to_utc())
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: SystemTime) -> Result<Self, DateTimeError> {
        let epoch = chrono::DateTime::UNIX_EPOCH;
        let moment = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => {
                TimeDelta::from_std(after).ok().and_then(|after| epoch.checked_add_signed(after))
            }
            Err(error) => TimeDelta::from_std(error.duration())
                .ok()
                .and_then(|before| epoch.checked_sub_signed(before)),
        };
        moment.ok_or(DateTimeError(())).and_then(Self::new)
    }
}

impl TryFrom<Timestamp> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: Timestamp) -> Result<Self, DateTimeError> {
        let seconds = i64::try_from(time.unix_seconds()).ok();
        let moment = seconds.and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
        moment.ok_or(DateTimeError(())).and_then(Self::new)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = DateTime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date-time of RFC 3339, such as 2030-01-01T00:00:00Z")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
                text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// What RFC 3339 cannot write, or a text that is not written so.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "this is no date-time of RFC 3339: it looks like `2030-01-01T00:00:00Z`, and has a year of 0000 to 9999 in UTC"
)]
pub struct DateTimeError(());

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::*;

    /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
    const FIRST_SECOND: i64 = -62_167_219_200;
    const LAST_SECOND: i64 = 253_402_300_799;

    fn read(text: &str) -> DateTime {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn what_is_read_is_written_in_utc() {
        for (text, expect) in [
            ("2017-01-01T01:02:03Z", "2017-01-01T01:02:03Z"),
            ("2017-01-01t01:02:03z", "2017-01-01T01:02:03Z"),
            // RFC 3339, section 5.6: "for the sake of readability".
            ("2017-01-01 01:02:03Z", "2017-01-01T01:02:03Z"),
            ("2017-01-01T01:02:03+00:00", "2017-01-01T01:02:03Z"),
            // Section 4.3: UTC, and the local offset is unknown.
            ("2017-01-01T01:02:03-00:00", "2017-01-01T01:02:03Z"),
            ("2017-01-01T01:02:03+05:45", "2016-12-31T19:17:03Z"),
            ("2017-01-01T01:02:03-23:59", "2017-01-02T01:01:03Z"),
            ("2017-01-01T01:02:03.5Z", "2017-01-01T01:02:03.500Z"),
            ("2017-01-01T01:02:03.000Z", "2017-01-01T01:02:03Z"),
            // As .NET writes it.
            ("2017-01-01T01:02:03.1234567Z", "2017-01-01T01:02:03.123456700Z"),
            ("2017-01-01T01:02:03.1234567899Z", "2017-01-01T01:02:03.123456789Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
            ("2016-12-31T15:59:60.5-08:00", "2016-12-31T23:59:60.500Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"),
        ] {
            let moment = read(text);
            assert_eq!((moment.to_string(), format!("{moment:?}")), (expect.into(), expect.into()));
            let json = serde_json::to_string(&moment).unwrap();
            assert_eq!(json, format!("\"{expect}\""));
            assert_eq!(serde_json::from_str::<DateTime>(&json).unwrap(), moment);
        }
    }

    #[test]
    fn what_rfc_3339_does_not_have_is_refused() {
        for text in [
            "",
            "2017-01-01",
            "2017-01-01T01:02Z",
            "2017-01-01T01:02:03",
            "2017-01-01T01:02:03.Z",
            "2017-01-01T01:02:03,5Z",
            "2017-01-01T01:02:03+01",
            "2017-01-01T01:02:03+0100",
            "2017-01-01T01:02:03+24:00",
            "2017-01-01T01:02:03\u{2212}05:00",
            "2017-01-01T01:02:03 UTC",
            "2017-01-01T01:02:03Z[UTC]",
            "2017-01-01T01:02:03Z ",
            " 2017-01-01T01:02:03Z",
            "2017-1-1T1:2:3Z",
            "20170101T010203Z",
            "2017-02-29T01:02:03Z",
            "2017-01-01T24:00:00Z",
            "2017-01-01T01:02:61Z",
            "+002017-01-01T01:02:03Z",
            // In UTC these have years that cannot be written.
            "0000-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59-00:01",
        ] {
            assert_eq!(text.parse::<DateTime>(), Err(DateTimeError(())), "{text}");
        }
    }

    #[test]
    fn a_refusal_says_what_is_expected() {
        for json in ["1", "null", r#""yesterday""#] {
            let error = serde_json::from_str::<DateTime>(json).unwrap_err().to_string();
            assert!(error.contains(", expected a date-time of RFC 3339, such as 2030-"), "{error}");
        }
    }

    #[test]
    fn only_years_of_four_digits_are_taken() {
        let timestamp = |seconds| DateTime::try_from(Timestamp::from_unix_seconds(seconds));
        let last = u64::try_from(LAST_SECOND).unwrap();
        assert_eq!(timestamp(0).unwrap(), read("1970-01-01T00:00:00Z"));
        assert_eq!(timestamp(last).unwrap(), read("9999-12-31T23:59:59Z"));
        for seconds in [last + 1, u64::MAX] {
            assert_eq!(timestamp(seconds), Err(DateTimeError(())));
        }
        #[cfg(unix)]
        {
            use std::time::Duration;

            let first = UNIX_EPOCH - Duration::from_secs(FIRST_SECOND.unsigned_abs());
            assert_eq!(DateTime::try_from(first).unwrap(), read("0000-01-01T00:00:00Z"));
            let just_before = first - Duration::from_nanos(1);
            assert_eq!(DateTime::try_from(just_before), Err(DateTimeError(())));
            let far = UNIX_EPOCH + Duration::from_secs(1 << 62);
            assert_eq!(DateTime::try_from(far), Err(DateTimeError(())));
        }
    }

    #[test]
    fn a_leap_second_is_the_next_one_elsewhere() {
        let next = read("2017-01-01T00:00:00Z").to_system_time();
        let leap = read("2016-12-31T23:59:60Z");
        assert_eq!(leap.to_system_time(), next);
        assert_eq!(leap.unix_seconds(), read("2016-12-31T23:59:59Z").unix_seconds());
    }

    proptest! {
        #[test]
        fn a_moment_goes_to_text_and_to_the_standard_library_and_back(
            seconds in FIRST_SECOND..=LAST_SECOND,
            nanoseconds in 0_u32..1_000_000_000,
        ) {
            let moment = chrono::DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            let moment = DateTime::new(moment).unwrap();
            prop_assert_eq!(moment.unix_seconds(), seconds);
            prop_assert_eq!(read(&moment.to_string()), moment);
            #[cfg(unix)]
            prop_assert_eq!(DateTime::try_from(moment.to_system_time().unwrap()), Ok(moment));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.,]{5,20}[Zz+−-][0-9:]{0,5}|.{0,40}") {
            if let Ok(moment) = text.parse::<DateTime>() {
                prop_assert_eq!(read(&moment.to_string()), moment);
            }
        }
    }
}
