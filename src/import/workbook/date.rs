//! Dates as workbooks store them: days since the end of 1899, or since the beginning of 1904.

use jiff::{ToSpan as _, civil};

/// The date of a number of days, as `2026-03-31`; `None` for what is no date.
pub fn date(days: f64, from_1904: bool) -> Option<String> {
    const MOST: f64 = 2_958_465.0;
    if !(0.0..=MOST).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds")]
    let days = days.floor() as i64;
    let (first, days) = match (from_1904, days) {
        (true, days) => (civil::date(1904, 1, 1), days),
        // The 29th of February 1900 is counted, and was never.
        (false, days) if days < 60 => (civil::date(1899, 12, 31), days),
        (false, days) => (civil::date(1899, 12, 30), days),
    };
    Some(first.checked_add(days.days()).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_two_beginnings() {
        assert_eq!(date(46_112.75, false).as_deref(), Some("2026-03-31"));
        assert_eq!(date(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(date(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(date(44_650.0, true).as_deref(), Some("2026-03-31"));
        for none in [-1.0, f64::NAN, 1e300] {
            assert_eq!(date(none, false), None);
        }
    }
}
