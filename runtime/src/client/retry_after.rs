//! When the server says to come back: `Retry-After` (RFC 9110, section 10.2.3).

use std::time::Duration;

use http::{
    HeaderMap,
    header::{DATE, RETRY_AFTER},
};

use crate::Timestamp;

/// How long the server asks to wait; `now` counts if it names a date and does not say what its own clock shows.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a wait that no call outlasts.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = |text: &str| httpdate::parse_http_date(text).ok().map(Timestamp::from);
    let server_now = headers.get(DATE).and_then(|value| date(value.to_str().ok()?));
    Some(date(value)?.saturating_since(server_now.unwrap_or(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read() {
        let check = |value: &str, date: Option<&str>, expect: Option<u64>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, value.parse().unwrap());
            if let Some(date) = date {
                headers.insert(DATE, date.parse().unwrap());
            }
            // Sun, 06 Nov 1994 08:49:37 GMT
            let now = Timestamp::from_unix_seconds(784_111_777);
            assert_eq!(retry_after(&headers, now), expect.map(Duration::from_secs), "{value}");
        };
        check("0", None, Some(0));
        check("120", None, Some(120));
        check(" 7 ", None, Some(7));
        check("99999999999999999999999999", None, Some(u64::MAX));
        check("Sun, 06 Nov 1994 08:50:37 GMT", None, Some(60));
        check("Sunday, 06-Nov-94 08:50:37 GMT", None, Some(60));
        check("Sun, 06 Nov 1994 08:00:00 GMT", None, Some(0));
        // The server's own clock is what its date is meant by.
        check("Sun, 06 Nov 1994 08:50:37 GMT", Some("Sun, 06 Nov 1994 08:50:27 GMT"), Some(10));
        check("-1", None, None);
        check("1.5", None, None);
        check("soon", None, None);
        check("", None, None);
        assert_eq!(retry_after(&HeaderMap::new(), Timestamp::from_unix_seconds(0)), None);
    }
}
