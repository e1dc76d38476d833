//! Dates as the vendor and HTTP write them.

use std::time::{Duration, UNIX_EPOCH};

use countersign::Timestamp;
use time::{
    OffsetDateTime,
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

/// Whether the text is a date and time with its zone.
pub(crate) fn is_iso_8601(text: &str) -> bool {
    OffsetDateTime::parse(text, &Iso8601::PARSING).is_ok()
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
    fn dates_are_told_from_other_texts() {
        for text in ["2017-01-01T01:02:03Z", "2017-01-01T01:02:03.5+01:00", "20170101T010203Z"] {
            assert!(is_iso_8601(text), "{text}");
        }
        for text in ["", "tomorrow", "2017-13-01T01:02:03Z", "01/01/2017"] {
            assert!(!is_iso_8601(text), "{text}");
        }
    }
}
