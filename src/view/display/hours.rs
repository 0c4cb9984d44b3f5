//! How hours of study are written.

use crate::query::{Estimate, Number, Resource, Span};

use super::{AT_LEAST, StyledText, UNKNOWN, estimate, mark, quantity, value};

/// Study hours; a part that is unknown leaves only a lower bound.
pub fn hours(hours: Option<Estimate>) -> String {
    match hours {
        None => UNKNOWN.to_owned(),
        Some(hours) if hours.known_min().is_none() => UNKNOWN.to_owned(),
        Some(hours) if hours.at_least => {
            value(format!("at least {}{}", mark(hours), hour(hours.min)))
        }
        Some(hours) => format!("{}{}", mark(hours), range(hours.min, hours.max)),
    }
}

/// Whether there is anything to study: hours that are sourced, estimated or unknown.
pub fn takes_study(hours: Option<Estimate>, estimated: Option<Estimate>) -> bool {
    hours.is_none_or(|hours| hours.max.0 > 0.0 || hours.at_least) || estimated.is_some()
}

/// Study hours; an unknown is passed over.
pub fn known_hours(hours: Option<Estimate>) -> StyledText {
    StyledText::known(hours.map(|known| self::hours(Some(known))))
}

/// The hours of a resource.
pub fn hours_of(resource: &Resource) -> StyledText {
    let hours = resource.hours.as_ref();
    let estimated = hours.is_some_and(|hours| hours.cited.estimated);
    estimate(span_of_hours(hours), estimated)
}

/// Hours with known ends.
pub fn span_of_hours(hours: Option<&Span>) -> StyledText {
    StyledText::known(hours.map(|hours| range(hours.min, hours.max)))
}

/// Hours or weeks: `3`, or `3–5`.
pub fn range(min: Number, max: Number) -> String {
    let (least, most) = (hour(min), hour(max));
    if least == most {
        return least;
    }
    format!("{least}–{most}")
}

/// Hours, from 10 on whole ones.
fn hour(hours: Number) -> String {
    let is_small = hours.0 < 10.0;
    quantity(if is_small {
        hours
    } else {
        Number(hours.0.round())
    })
}

/// Study hours for a narrow cell: `168+`.
fn short_hours(hours: Option<Estimate>) -> String {
    match hours {
        Some(hours) if hours.at_least && hours.known_min().is_some() => {
            format!("{}{}{AT_LEAST}", mark(hours), hour(hours.min))
        }
        hours => self::hours(hours),
    }
}

/// The same with those that rest on estimates: `168 + ~410`.
pub fn short_sum(hours: Option<Estimate>, estimated: Option<Estimate>) -> String {
    match (hours, estimated) {
        (hours, None) => short_hours(hours),
        (None, estimated) => short_hours(estimated),
        (hours, estimated) => value(format!(
            "{} + {}",
            short_hours(hours),
            short_hours(estimated)
        )),
    }
}

/// Study hours with those that rest on estimates: `168, and ~410 estimated`.
pub fn sum_of_hours(hours: Option<Estimate>, estimated: Option<Estimate>) -> String {
    match (hours, estimated) {
        (sourced, None) => self::hours(sourced),
        (None, estimated) => self::hours(estimated),
        (sourced, Some(estimated)) => {
            let more = format!("{}{}", mark(estimated), range(estimated.min, estimated.max));
            format!("{}, and {more} estimated", self::hours(sourced))
        }
    }
}
