//! Partial dates (a year, a month or a day), and arithmetic with days.

use std::fmt;

use jiff::{Span, civil};
use serde::{Serialize, Serializer};

/// A day of the calendar.
pub type Day = civil::Date;

/// A date, as exact as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// `2026`
    Year(i16),
    /// `2026-03`
    Month(i16, i8),
    /// `2026-03-31`
    Day(Day),
}

impl Date {
    /// How to write a date, for a message about a text that is none.
    pub fn help(text: &str) -> String {
        let meant = Self::meant(text);
        match meant.as_slice() {
            [] => (),
            [only] => return format!("write it as {only}"),
            [one, other, ..] => {
                return format!("write it as {one} or as {other}: the year, the month, the day");
            }
        }
        let year = text.split('-').next().unwrap_or_default();
        let is_year = year.len() > 3 && year.bytes().all(|byte| byte.is_ascii_digit());
        let help = if is_year && !(year.len() == 4 && ("1900".."3000").contains(&year)) {
            "the years of dates are 1900 to 2999"
        } else {
            "write it as 2026, 2026-03 or 2026-03-31"
        };
        help.to_owned()
    }

    /// The dates that a text in another form may mean: two, where each of two numbers may be the month.
    fn meant(text: &str) -> Vec<Self> {
        let parts = text.split([' ', '.', '/', '-', ',']);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let is_year = |part: &str| part.len() == 4;
        let orders: &[(&str, &str, Option<&str>)] = match *parts.as_slice() {
            [digits] if digits.is_ascii() && matches!(digits.len(), 6 | 8) => {
                let (year, rest) = digits.split_at(4);
                let (month, day) = rest.split_at(2);
                &[(year, month, Some(day).filter(|day| !day.is_empty()))]
            }
            [year, month] if is_year(year) => &[(year, month, None)],
            [month, year] if is_year(year) => &[(year, month, None)],
            [year, month, day] if is_year(year) => &[(year, month, Some(day))],
            // Points stand between numbers only where the day comes first.
            [day, month, year] if is_year(year) && text.contains('.') => {
                &[(year, month, Some(day))]
            }
            [one, other, year] if is_year(year) => {
                &[(year, other, Some(one)), (year, one, Some(other))]
            }
            _ => &[],
        };
        let dates = orders.iter().filter_map(|(year, month, day)| {
            let month =
                month_named(month).map_or_else(|| (*month).to_owned(), |month| month.to_string());
            let day = day.map(|day| format!("-{day:0>2}")).unwrap_or_default();
            Self::parse(&format!("{year}-{month:0>2}{day}"))
        });
        let mut dates: Vec<Self> = dates.collect();
        dates.dedup();
        dates
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, from 1900 to 2999.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = number::<i16>(parts.next()?, 4)?;
        let month = parts.next().map(|part| number::<i8>(part, 2));
        let day = parts.next().map(|part| number::<i8>(part, 2));
        if parts.next().is_some() || !(1900..3000).contains(&year) {
            return None;
        }
        match (month, day) {
            (None, _) => Some(Self::Year(year)),
            (Some(month), None) => month
                .filter(|month| (1..=12).contains(month))
                .map(|month| Self::Month(year, month)),
            (Some(month), Some(day)) => Day::new(year, month?, day?).ok().map(Self::Day),
        }
    }

    /// The date with its preposition: `in 2026`, `in 2026-03`, `on 2026-03-31`.
    pub fn when(self) -> String {
        match self {
            Self::Year(_) | Self::Month(..) => format!("in {self}"),
            Self::Day(_) => format!("on {self}"),
        }
    }

    /// The first day of the period that the date names.
    pub fn first_day(self) -> Day {
        match self {
            Self::Year(year) => civil::date(year, 1, 1),
            Self::Month(year, month) => civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day of the period that the date names.
    pub fn last_day(self) -> Day {
        match self {
            Self::Year(year) => civil::date(year, 12, 31),
            Self::Month(year, month) => civil::date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        }
    }
}

/// The number of a month by its English or German name, or the beginning of it.
fn month_named(name: &str) -> Option<usize> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar", "mär"],
        &["apr"],
        &["may", "mai"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "dez"],
    ];
    let name = name.to_lowercase();
    let begins = |names: &&[&str]| names.iter().any(|month| name.starts_with(month));
    MONTHS.iter().position(begins).map(|position| position + 1)
}

fn number<T: std::str::FromStr>(text: &str, digits: usize) -> Option<T> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The whole months from one day to another; 0 if `to` is earlier.
pub fn months_between(from: Day, to: Day) -> u32 {
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12
        + (i32::from(to.month()) - i32::from(from.month()))
        - i32::from(to.day() < from.day() && to != to.last_of_month());
    u32::try_from(months).unwrap_or(0)
}

/// The day `years` after another, rounded to months.
pub fn years_after(day: Day, years: f64) -> Day {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "validity is a small number of years"
    )]
    let months = (years * 12.0).round() as i32;
    day.checked_add(Span::new().months(months))
        .unwrap_or(Day::MAX)
}

/// Days of the longest month: the slots of a month on the calendar axis.
const SLOTS: f64 = 31.0;

/// The position of a day on the calendar axis, in months: the first of each month is a whole number,
/// and a day later is 1/31 more.
fn position(day: Day) -> f64 {
    let months = f64::from(day.year()) * 12.0 + f64::from(day.month()) - 1.0;
    months + (f64::from(day.day()) - 1.0) / SLOTS
}

/// The years from one day to another by the calendar; 0 if `to` is earlier.
pub fn years_between(from: Day, to: Day) -> f64 {
    ((position(to) - position(from)) / 12.0).max(0.0)
}

/// The first day by which `years` have passed since `day`: the same day of the month after whole
/// months, or the last of a shorter month; a part of a day is rounded up. `None` after the end of the calendar.
///
/// Where `years` is what is left of a duration since an earlier day, the result is the same whatever
/// day it is counted from.
pub fn day_after(day: Day, years: f64) -> Option<Day> {
    /// Rounding errors below a second do not add a day.
    const SLACK: f64 = 1e-5;
    let slots = ((position(day) + years * 12.0) * SLOTS - SLACK).ceil();
    let (month, slot) = ((slots / SLOTS).floor(), slots.rem_euclid(SLOTS));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a year after the end of the calendar is none of its years"
    )]
    let (year, month, day) = (
        (month / 12.0).floor() as i16,
        month.rem_euclid(12.0) as i8 + 1,
        slot as i8 + 1,
    );
    let last = Day::new(year, month, 1).ok()?.last_of_month();
    Some(Day::new(year, month, day).map_or(last, |day| day.min(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_exact_as_it_was_written() {
        assert_eq!(Date::parse("2026"), Some(Date::Year(2026)));
        assert_eq!(Date::parse("2026-02"), Some(Date::Month(2026, 2)));
        let leap_day = Date::Day(civil::date(2024, 2, 29));
        assert_eq!(Date::parse("2024-02-29"), Some(leap_day));
        assert_eq!(leap_day.to_string(), "2024-02-29");
        for wrong in "26 2026-2 2026-13 2026-02-30 2026-02-01-01 0000 soon ".split(' ') {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_inexact_date_begins_and_ends_with_what_it_can_mean() {
        let february = Date::Month(2024, 2);
        assert_eq!(february.first_day(), civil::date(2024, 2, 1));
        assert_eq!(february.last_day(), civil::date(2024, 2, 29));
    }

    #[test]
    fn only_whole_months_count() {
        for (from, to, months) in [
            ("2021-01-01", "2026-11-20", 70),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-01-15", "2026-02-14", 0),
            ("2027-01-01", "2026-01-01", 0),
        ] {
            let day = |text: &str| text.parse().expect("a day");
            assert_eq!(months_between(day(from), day(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn a_part_of_a_month_is_rounded_up_to_a_day() {
        let day = civil::date(2027, 1, 4);
        let after = |years: f64| day_after(day, years).expect("a day");
        assert_eq!(after(0.0), day);
        assert_eq!(after(7.0 / 12.0), civil::date(2027, 8, 4));
        assert_eq!(after(1.0 / 372.0), civil::date(2027, 1, 5));
        assert_eq!(after(1.5 / 372.0), civil::date(2027, 1, 6));
        assert_eq!(
            day_after(civil::date(2027, 1, 31), 1.0 / 12.0),
            Some(civil::date(2027, 2, 28))
        );
        assert_eq!(after(7972.0), civil::date(9999, 1, 4));
        assert_eq!(day_after(day, 7973.0), None);
        assert_eq!(day_after(day, 1e9), None);
    }

    #[test]
    fn an_anniversary_is_the_same_from_every_day() {
        let since = civil::date(2024, 6, 15);
        let anniversary = civil::date(2026, 6, 15);
        let mut day = since;
        while day <= anniversary {
            let left = 2.0 - years_between(since, day);
            assert_eq!(day_after(day, left), Some(anniversary), "{day}");
            day = day.tomorrow().expect("a day");
        }
        assert!(years_between(since, since) <= 0.0);
        assert!(years_between(anniversary, since) <= 0.0);
    }

    #[test]
    fn validity_ends_on_the_same_day_of_the_year() {
        assert_eq!(
            years_after(civil::date(2024, 2, 29), 2.0),
            civil::date(2026, 2, 28)
        );
    }
}
