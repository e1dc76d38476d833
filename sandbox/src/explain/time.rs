//! Why `Created` is refused: another unit, another time zone, or the wrong time.

use countersign::{Timestamp, VerifyError};
use http::HeaderMap;

use super::mistake::{Mistake, TimeUnit};

/// A larger number is no number of seconds: as one it would lie after the year 5000.
pub(super) const MILLISECONDS_FROM: u64 = 100_000_000_000;

const DAY: u64 = 24 * 60 * 60;

/// From the year 1 to 1970, in seconds.
const YEAR_1_TO_1970: u64 = 62_135_596_800;

/// The widest time zones are 14 hours from UTC.
const MAX_ZONE_MINUTES: i64 = 14 * 60;

/// How far a time may be off a whole number of half hours for the time zone to be blamed, in seconds.
const ZONE_SLACK: i64 = 60;

/// The mistake behind a `Created` that is refused; `None` if the request is refused for another reason.
pub(super) fn mistake(error: &VerifyError, headers: &HeaderMap, now: Timestamp) -> Option<Mistake> {
    let text = headers.get("created").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let tolerance = match error {
        VerifyError::CreatedNotANumber => {
            return Some(Mistake::CreatedNotANumber { found: text.to_owned() });
        }
        VerifyError::TooOld { tolerance, .. } | VerifyError::TooFarAhead { tolerance, .. } => {
            tolerance.as_secs()
        }
        _ => return None,
    };
    let created: u64 = text.parse().ok()?;
    if let Some(unit) = unit(created, text, now.unix_seconds()) {
        return Some(Mistake::CreatedUnit(unit));
    }
    let ahead = i128::from(created) - i128::from(now.unix_seconds());
    let ahead = i64::try_from(ahead).unwrap_or(if ahead < 0 { i64::MIN } else { i64::MAX });
    Some(match zone_minutes(ahead) {
        Some(minutes) => Mistake::TimeZone { minutes },
        None => Mistake::TimeWindow { created, ahead, tolerance },
    })
}

/// The unit in which the number is a time within a day of now.
fn unit(created: u64, text: &str, now: u64) -> Option<TimeUnit> {
    let is_near = |seconds: u64| seconds.abs_diff(now) < DAY;
    if created < MILLISECONDS_FROM {
        return None;
    }
    if is_near(created / 1000) {
        return Some(TimeUnit::Milliseconds);
    }
    if is_near(created / 1_000_000) {
        return Some(TimeUnit::Microseconds);
    }
    if is_near(created / 1_000_000_000) {
        return Some(TimeUnit::Nanoseconds);
    }
    if (created / 10_000_000).checked_sub(YEAR_1_TO_1970).is_some_and(is_near) {
        return Some(TimeUnit::Ticks);
    }
    let field = |from: usize| text.get(from..from + 2)?.parse::<u8>().ok();
    let is_date = text.len() == 14
        && (text.starts_with("19") || text.starts_with("20"))
        && field(4).is_some_and(|month| (1..=12).contains(&month))
        && field(6).is_some_and(|day| (1..=31).contains(&day))
        && field(8).is_some_and(|hour| hour < 24);
    is_date.then_some(TimeUnit::CalendarDigits)
}

/// The time zone that would explain a time so many seconds ahead.
fn zone_minutes(ahead: i64) -> Option<i64> {
    let half_hours = ahead.checked_add(900)?.div_euclid(1800);
    let minutes = half_hours.checked_mul(30)?;
    let off = ahead.checked_sub(minutes.checked_mul(60)?)?;
    (minutes != 0 && minutes.abs() <= MAX_ZONE_MINUTES && off.abs() <= ZONE_SLACK)
        .then_some(minutes)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::HeaderValue;

    use super::*;

    const NOW: u64 = 1_576_595_412;

    fn check(created: &str, expect: Mistake) {
        let mut headers = HeaderMap::new();
        headers.insert("created", HeaderValue::try_from(created).unwrap());
        let tolerance = Duration::from_secs(120);
        let error = VerifyError::TooOld { age: Duration::ZERO, tolerance };
        let found = mistake(&error, &headers, Timestamp::from_unix_seconds(NOW));
        assert_eq!(found, Some(expect), "{created}");
    }

    #[test]
    fn units_are_told_apart() {
        check("1576595412123", Mistake::CreatedUnit(TimeUnit::Milliseconds));
        check("1576595412123456", Mistake::CreatedUnit(TimeUnit::Microseconds));
        check("1576595412123456789", Mistake::CreatedUnit(TimeUnit::Nanoseconds));
        check("637121922121234567", Mistake::CreatedUnit(TimeUnit::Ticks));
        check("20191217151012", Mistake::CreatedUnit(TimeUnit::CalendarDigits));
    }

    #[test]
    fn time_zones_are_told_from_wrong_clocks() {
        let check_ahead = |ahead: i64, zone: Option<i64>| {
            let created = NOW.checked_add_signed(ahead).unwrap();
            let window = Mistake::TimeWindow { created, ahead, tolerance: 120 };
            check(
                &created.to_string(),
                zone.map_or(window, |minutes| Mistake::TimeZone { minutes }),
            );
        };
        check_ahead(3600, Some(60));
        check_ahead(-3590, Some(-60));
        check_ahead(-5 * 3600 - 1830, Some(-330));
        check_ahead(14 * 3600, Some(840));
        check_ahead(15 * 3600, None);
        check_ahead(121, None);
        check_ahead(-3700, None);
        check_ahead(-121, None);
        check_ahead(-174_421_117, None);
    }

    #[test]
    fn absurd_numbers_are_no_overflow() {
        let window = |created, ahead| Mistake::TimeWindow { created, ahead, tolerance: 120 };
        check(&u64::MAX.to_string(), window(u64::MAX, i64::MAX));
        check("0", window(0, -1_576_595_412));
    }
}
