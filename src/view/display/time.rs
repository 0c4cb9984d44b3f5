//! How durations and days are written.

use smol_str::SmolStr;

use crate::{
    query::{Estimate, Number, Span},
    vocabulary::Unstated,
};

use super::{AT_LEAST, ESTIMATED, UNKNOWN, counted, mark, value};

/// What has no known time, in a sentence about a move.
pub fn unstated(what: Unstated) -> &'static str {
    match what {
        Unstated::Certification => "a certification",
        Unstated::Education => "the degree",
        Unstated::Experience => "the years of experience that are missing",
        Unstated::Study => "a level of a skill",
        Unstated::Practice => "practice at work",
        Unstated::HoursPerWeek => "study without hours a week",
        Unstated::Gate => "the gate",
        Unstated::Serving => "the move itself",
        Unstated::AnyOf => "alternatives: too few of them can be met",
        Unstated::Points => "the points that are missing",
    }
}

/// What has no known time since an estimate of it is left out.
pub fn left_out(what: Unstated) -> &'static str {
    match what {
        Unstated::Certification => "the hours of a certification",
        Unstated::Education => "the years of a degree",
        Unstated::Experience => "the years of experience",
        Unstated::Study => "the study of a level",
        other => unstated(other),
    }
}

/// The parts of a move without a known time, in words; those are marked of which an estimate is left out.
pub fn untimed(unstated: impl Iterator<Item = Unstated>, left_out: &[Unstated]) -> Vec<String> {
    let words = unstated.map(|what| {
        if left_out.contains(&what) {
            format!("{} (an estimate, left out)", self::left_out(what))
        } else {
            self::unstated(what).to_owned()
        }
    });
    words.collect()
}

/// A duration in words, from years: `7 months`, `3 years 4 months`; below a month, weeks or days.
pub fn duration(years: Number) -> String {
    let months = rounded(years.0 * MONTHS_A_YEAR);
    let days = rounded(years.0 * DAYS_A_YEAR);
    value(match (months / 12, months % 12, days) {
        (0, _, 0) => counted(0, "year"),
        (0, _, ..=13) => counted(days, "day"),
        (0, _, ..=WEEKS_UP_TO) => counted(days / 7, "week"),
        (0, 0, _) => counted(1, "month"),
        (0, months, _) => counted(months, "month"),
        (years, 0, _) => counted(years, "year"),
        (years, months, _) => format!("{} {}", counted(years, "year"), counted(months, "month")),
    })
}

/// A range of durations, whose ends read as they do alone: `3–5 years`, `6–12 months`, else `8 months to 2 years`;
/// `4 years or more` where the most is infinite.
pub fn durations(min: Number, max: Number) -> String {
    if max.0.is_infinite() {
        return value(format!("{} or more", duration(min)));
    }
    let (least, most) = (duration(min), duration(max));
    if least == most {
        return least;
    }
    if is_nothing(min) {
        return value(format!("up to {most}"));
    }
    let [from, to] = [min, max].map(|end| rounded(end.0 * MONTHS_A_YEAR));
    let is_in_months = rounded(min.0 * DAYS_A_YEAR) > WEEKS_UP_TO;
    if is_in_months && from.is_multiple_of(12) && to.is_multiple_of(12) {
        return value(format!("{}–{} years", from / 12, to / 12));
    }
    if is_in_months && to <= IN_MONTHS {
        return value(format!("{from}–{to} months"));
    }
    format!("{least} to {most}")
}

/// Time that has passed, in whole months: a month that is not over is not counted.
pub fn passed(years: Number) -> String {
    /// Rounding errors below a day do not take a month away.
    const SLACK: f64 = 0.01;
    let months = (years.0 * MONTHS_A_YEAR + SLACK).floor();
    duration(if months < 1.0 {
        years
    } else {
        Number(months / MONTHS_A_YEAR)
    })
}

/// Whether a number of years is less than a day.
fn is_nothing(years: Number) -> bool {
    rounded(years.0 * DAYS_A_YEAR) == 0
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float that is too large becomes the largest number"
)]
fn rounded(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

const MONTHS_A_YEAR: f64 = 12.0;

const DAYS_A_YEAR: f64 = 365.25;

/// Up to this many days, a duration is written in days or weeks.
const WEEKS_UP_TO: u64 = 27;

/// Up to this many months, a duration is written in months alone.
const IN_MONTHS: u64 = 12;

/// How long something takes, as far as that is known: `at least 4 years`.
pub fn time(time: Estimate) -> String {
    let mark = mark(time);
    match (time.at_least, time.min.0 == 0.0) {
        (true, true) => UNKNOWN.to_owned(),
        (true, false) => value(format!("at least {mark}{}", duration(time.min))),
        (false, _) if may_be_nothing(time) && time.max.0.is_finite() => {
            value(format!("up to {mark}{}", duration(time.max)))
        }
        (false, _) => format!("{mark}{}", durations(time.min, time.max)),
    }
}

/// Whether it may take no time, though it may take some: `up to 11 months`.
pub fn may_be_nothing(time: Estimate) -> bool {
    !time.at_least && is_nothing(time.min) && !is_nothing(time.max)
}

/// The same for a narrow cell: years with months are abbreviated, and whole years, or months up to a
/// year, have a plus where a part is unknown: `~3+ years`, `7+ months`, `~10y 1mo+`; a known time without an
/// end is `~10y 1mo or more`, a range `8mo–3y`.
pub fn short_time(time: Estimate) -> String {
    value(short(time))
}

fn short(time: Estimate) -> String {
    let [from, to] = [time.min, time.max].map(|end| rounded(end.0 * MONTHS_A_YEAR));
    let mark = mark(time);
    let is_short = |months: u64| months.is_multiple_of(12) || months <= IN_MONTHS;
    let has_no_end = time.at_least || time.max.0.is_infinite();
    if from >= 1 && has_no_end && !is_short(from) {
        let end = if time.at_least { AT_LEAST } else { " or more" };
        return format!("{mark}{}{end}", abbreviated(from));
    }
    if from >= 1 && time.at_least {
        return match (from / 12, from % 12) {
            (years, 0) => format!("{mark}{years}{AT_LEAST} years"),
            _ => format!("{mark}{from}{AT_LEAST} months"),
        };
    }
    if from == to && !is_short(from) {
        return format!("{mark}{}", abbreviated(from));
    }
    let is_whole = |months: u64| months.is_multiple_of(12);
    if from < 1 || has_no_end || from == to || to <= IN_MONTHS {
        return self::time(time);
    }
    if is_whole(from) && is_whole(to) {
        return format!("{mark}{}–{} years", from / 12, to / 12);
    }
    format!("{mark}{}–{}", abbreviated(from), abbreviated(to))
}

/// Months as years and months: `3y 4mo`.
fn abbreviated(months: u64) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months}mo"),
        (years, 0) => format!("{years}y"),
        (years, months) => format!("{years}y {months}mo"),
    }
}

pub fn span_of_years(span: &Span) -> String {
    durations(span.min, span.max)
}

/// The same for a narrow cell.
pub fn short_span(span: &Span) -> String {
    short_time(Estimate {
        min: span.min,
        max: span.max,
        at_least: false,
        estimated: false,
    })
}

/// A day; one that rests on an estimate as a month: `~2028-09`.
pub fn day(day: &SmolStr, estimated: bool) -> String {
    if estimated {
        format!("{ESTIMATED}{}", month(day))
    } else {
        day.to_string()
    }
}

/// The month of a day.
pub fn month(day: &SmolStr) -> &str {
    day.rsplit_once('-').map_or(day, |(month, _)| month)
}

/// The first day of something, or the day before which it cannot be.
pub fn earliest(known: Option<&SmolStr>, not_before: Option<&SmolStr>) -> String {
    match (known, not_before) {
        (Some(day), _) => day.to_string(),
        (None, Some(day)) => format!("not before {day}"),
        (None, None) => UNKNOWN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with spaces where a line may be broken.
    fn broken(text: &str) -> String {
        let text = text.replace(crate::view::UNBROKEN, " ");
        text.replace(ESTIMATED, "~").replace(AT_LEAST, "+")
    }

    #[test]
    fn a_value_has_no_place_for_the_end_of_a_line() {
        assert_eq!(duration(Number(3.5)), "3\u{a0}years\u{a0}6\u{a0}months");
        let range = durations(Number(2.0), Number(3.5));
        assert_eq!(
            range.split(' ').collect::<Vec<_>>(),
            ["2\u{a0}years", "to", "3\u{a0}years\u{a0}6\u{a0}months"]
        );
    }

    #[test]
    fn a_duration_is_written_in_the_units_that_people_use() {
        let written = |years: f64| broken(&duration(Number(years)));
        assert_eq!(written(0.0), "0 years");
        assert_eq!(written(1.0 / 365.25), "1 day");
        assert_eq!(written(0.04), "2 weeks");
        assert_eq!(written(0.08), "1 month");
        assert_eq!(written(0.58), "7 months");
        assert_eq!(written(0.99), "1 year");
        assert_eq!(written(1.0), "1 year");
        assert_eq!(written(3.34), "3 years 4 months");
        assert_eq!(written(1e300), "1537228672809129301 years 3 months");
    }

    #[test]
    fn a_day_is_never_lost_in_words() {
        let day = 1.0 / 372.0;
        let written = |years: f64| broken(&passed(Number::years(years)));
        assert_eq!(written(3.0 - day), "2 years 11 months");
        assert_eq!(written(1.0 / 3.0), "4 months");
        assert_eq!(written(3.0), "3 years");
        assert_eq!(broken(&duration(Number::years(day))), "1 day");
        let range = durations(Number::years(day), Number::years(1.0 + day));
        assert_eq!(broken(&range), "1 day to 1 year");
    }

    #[test]
    fn a_range_of_durations_names_its_unit_once_where_it_can() {
        let written = |min, max| broken(&durations(Number(min), Number(max)));
        assert_eq!(written(3.0, 5.0), "3–5 years");
        assert_eq!(written(3.01, 5.01), "3–5 years");
        assert_eq!(written(0.05, 0.5), "2 weeks to 6 months");
        assert_eq!(written(0.5, 1.0), "6–12 months");
        assert_eq!(written(0.5, 2.0), "6 months to 2 years");
        assert_eq!(written(1.0, 2.5), "1 year to 2 years 6 months");
        assert_eq!(written(2.0, 3.5), "2 years to 3 years 6 months");
        assert_eq!(written(4.0, f64::INFINITY), "4 years or more");
        assert_eq!(written(0.5, 0.5), "6 months");
        assert_eq!(written(0.0, 1.0), "up to 1 year");
    }

    #[test]
    fn a_narrow_cell_has_years_beyond_two_of_them() {
        let short = |min: f64, max: f64, at_least| {
            let [min, max] = [min, max].map(|months| Number(months / MONTHS_A_YEAR));
            broken(&short_time(Estimate {
                min,
                max,
                at_least,
                estimated: true,
            }))
        };
        assert_eq!(short(7.0, 7.0, true), "~7+ months");
        assert_eq!(short(36.0, 36.0, true), "~3+ years");
        assert_eq!(short(121.0, 121.0, true), "~10y 1mo+");
        assert_eq!(short(22.0, 22.0, true), "~1y 10mo+");
        assert_eq!(short(6.0, 12.0, false), "~6–12 months");
        assert_eq!(short(6.0, 24.0, false), "~6mo–2y");
        assert_eq!(short(22.0, 39.0, false), "~1y 10mo–3y 3mo");
        assert_eq!(short(8.0, 36.0, false), "~8mo–3y");
        assert_eq!(short(24.0, 60.0, false), "~2–5 years");
        assert_eq!(short(8.0, 8.0, false), "~8 months");
        assert_eq!(short(40.0, 40.0, false), "~3y 4mo");
        assert_eq!(short(40.0, f64::INFINITY, false), "~3y 4mo or more");
    }
}
