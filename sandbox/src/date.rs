//! Dates as the vendor and HTTP write them.

use std::{
    fmt,
    time::{Duration, UNIX_EPOCH},
};

use countersign::Timestamp;
use time::{
    OffsetDateTime, UtcOffset,
    format_description::well_known::{Iso8601, Rfc3339},
};

/// 9999-12-31T23:59:59Z: the last second that the formats can write.
const LAST: u64 = 253_402_300_799;

/// The moment in the form of the vendor's samples, `2017-01-01T01:02:03Z`.
pub(crate) fn iso_8601(at: Timestamp) -> String {
    i64::try_from(at.unix_seconds().min(LAST))
        .ok()
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .and_then(|date| date.format(&Rfc3339).ok())
        .unwrap_or_default()
}

/// A moment that a request names, in UTC, with its fraction of a second.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Moment(OffsetDateTime);

impl Moment {
    /// Reads an ISO 8601 date and time with its zone. The year has to stay within 0 to 9999 in UTC.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let parsed = OffsetDateTime::parse(text, &Rfc3339)
            .or_else(|_| OffsetDateTime::parse(text, &Iso8601::PARSING))
            .ok()?;
        let moment = parsed.checked_to_offset(UtcOffset::UTC)?;
        (0..=9999).contains(&moment.year()).then_some(Self(moment))
    }

    /// The first whole second at which it is reached; a moment before 1970 counts as 1970.
    pub(crate) fn reached_at(self) -> Timestamp {
        let part = i64::from(self.0.nanosecond() > 0);
        let seconds = u64::try_from(self.0.unix_timestamp().saturating_add(part)).unwrap_or(0);
        Timestamp::from_unix_seconds(seconds)
    }
}

impl fmt::Display for Moment {
    /// In the form of the vendor's samples.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

/// The moment in the form of the header `Date` (RFC 9110, section 5.6.7).
pub(crate) fn http_date(at: Timestamp) -> String {
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(at.unix_seconds().min(LAST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_form_of_the_samples() {
        let at = |seconds| Timestamp::from_unix_seconds(seconds);
        assert_eq!(iso_8601(at(1_483_232_523)), "2017-01-01T01:02:03Z");
        assert_eq!(iso_8601(at(0)), "1970-01-01T00:00:00Z");
        assert_eq!(iso_8601(at(u64::MAX)), "9999-12-31T23:59:59Z");
        assert_eq!(http_date(at(1_483_232_523)), "Sun, 01 Jan 2017 01:02:03 GMT");
        assert_eq!(http_date(at(u64::MAX)), "Fri, 31 Dec 9999 23:59:59 GMT");
    }

    #[test]
    fn moments_are_read_and_written_in_utc() {
        let check = |text: &str, written: &str, reached: u64| {
            let moment = Moment::parse(text).unwrap();
            assert_eq!(moment.to_string(), written);
            assert_eq!(moment.reached_at().unix_seconds(), reached, "{text}");
        };
        check("2017-01-01T01:02:03Z", "2017-01-01T01:02:03Z", 1_483_232_523);
        check("2017-01-01t02:02:03+01:00", "2017-01-01T01:02:03Z", 1_483_232_523);
        check("20170101T010203Z", "2017-01-01T01:02:03Z", 1_483_232_523);
        check("2017-01-01T01:02:03.25Z", "2017-01-01T01:02:03.25Z", 1_483_232_524);
        check("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z", 0);
        check("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", 0);
        check("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", LAST);
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in [
            "",
            "tomorrow",
            "2017-13-01T01:02:03Z",
            "01/01/2017",
            "2017-01-01T01:02:03",
            // In UTC these lie outside the years that have four digits.
            "0000-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
