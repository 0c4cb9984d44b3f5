//! Durations: years, or months, as a file or an option writes them.

use std::fmt;

use crate::diagnostic::nearest;

use super::{
    amount,
    codec::prelude::*,
    read_scalar::{decimal, ends},
    types::scalar,
};

/// A duration, such as `2`, `3-5`, `4+`, `6 months` or `6-12 months`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Years {
    /// The lower end, in the unit.
    min: f64,
    /// The upper end, in the unit: infinite for `4+`, the lower end for a single number.
    max: f64,
    unit: Unit,
}

/// The unit of a duration.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Unit {
    #[default]
    Years,
    Months,
}

impl Unit {
    /// How many of it are a year.
    fn of_a_year(self) -> f64 {
        match self {
            Self::Years => 1.0,
            Self::Months => 12.0,
        }
    }

    /// Takes the unit off the end of a text; years may go without it.
    fn split(text: &str) -> (&str, Self) {
        let units = [("month", Self::Months), ("year", Self::Years)];
        let text = text.trim();
        let singular = text.strip_suffix('s').unwrap_or(text);
        let mut units = units.into_iter();
        let found = units.find_map(|(name, unit)| Some((singular.strip_suffix(name)?, unit)));
        let (number, unit) = found.unwrap_or((text, Self::Years));
        (number.trim_end(), unit)
    }
}

impl Years {
    /// The longest duration that has an end, in years.
    const MOST: f64 = 100.0;
    /// What is expected, for a message.
    pub(super) const EXPECTED: &'static str =
        "years between 0 and 100, such as 2, 3-5, 4+ or 6 months";
    /// A number, a span or an open end with a unit; a span or an open end without.
    #[cfg(test)]
    const PATTERN: &'static str = concat!(
        r"^[0-9]+(\.[0-9]+)?\s*(",
        r"(-\s*[0-9]+(\.[0-9]+)?|\+)(\s*(month|year)s?)?",
        r"|(month|year)s?)$"
    );

    /// Exactly so many years.
    pub fn exactly(years: f64) -> Self {
        Self {
            min: years,
            max: years,
            unit: Unit::Years,
        }
    }

    /// Reads a duration.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, unit) = Unit::split(text);
        let (min, max) = match number.strip_suffix('+') {
            Some(least) => (decimal(least.trim_end())?, f64::INFINITY),
            None => ends(number)?,
        };
        let is_sound = |end: f64| end <= Self::MOST * unit.of_a_year();
        let sound = min <= max && is_sound(min) && (max.is_infinite() || is_sound(max));
        sound.then_some(Self { min, max, unit })
    }

    /// The same number of months, where it is one of years.
    pub fn as_months(self) -> Option<Self> {
        let unit = Unit::Months;
        (self.unit != unit).then_some(Self { unit, ..self })
    }

    /// The least, in years.
    pub fn min(self) -> f64 {
        self.min / self.unit.of_a_year()
    }

    /// The most, in years; infinite where there is no end.
    pub fn max(self) -> f64 {
        self.max / self.unit.of_a_year()
    }

    /// The years of a single number; nothing for a span or an open end.
    pub fn exact(self) -> Option<f64> {
        self.min.total_cmp(&self.max).is_eq().then(|| self.min())
    }

    /// How to write a duration that has other signs or units than those of the format.
    pub(super) fn meant(text: &str) -> Option<String> {
        if Self::parse(text).is_some() {
            return None;
        }
        let text = text.trim().to_lowercase();
        let text = text.replace(['–', '—', '−'], "-").replace(" to ", "-");
        let open = ["at least ", "over ", "more than ", "≥", ">=", ">"];
        let mut open = open.iter().filter_map(|open| text.strip_prefix(open));
        let (text, plus) = match open.next() {
            Some(rest) => (rest.trim(), "+"),
            None => (text.as_str(), ""),
        };
        let text = amount::with_points(text);
        let digits = |letter: char| letter.is_ascii_digit() || "+-. ".contains(letter);
        let (number, unit) =
            text.split_at(text.trim_start_matches(digits).len().abs_diff(text.len()));
        let (unit, is_known, units) = match unit.trim_end_matches('.') {
            "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => (" months", true, ""),
            "" | "y" | "yr" | "yrs" | "a" | "year" | "years" => ("", true, ""),
            "monat" | "monate" | "monaten" => (" months", true, UNITS),
            "j" | "jahr" | "jahre" | "jahren" => ("", true, UNITS),
            other => match nearest(other, ["month", "months", "year", "years"]) {
                Some("month" | "months") => (" months", false, ""),
                Some(_) => ("", false, ""),
                None => return ends(number.trim()).map(|_| UNITS.to_owned()),
            },
        };
        let meant = format!("{}{plus}{unit}", number.trim());
        let years = Self::parse(&meant)?;
        Some(match (is_known, units) {
            (true, "") => format!("write it as `{years}`"),
            (true, units) => format!("write it as `{years}`; {units}"),
            (false, _) => format!("did you mean `{years}`?"),
        })
    }
}

/// Which units are read, for a message.
const UNITS: &str = "the units are years, which need no word, and `months`";

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { min, max, unit } = self;
        if max.is_infinite() {
            write!(f, "{min}+")?;
        } else if min.total_cmp(max).is_eq() {
            write!(f, "{min}")?;
        } else {
            write!(f, "{min}-{max}")?;
        }
        match unit {
            Unit::Years => Ok(()),
            Unit::Months => f.write_str(" months"),
        }
    }
}

scalar!(
    Years, Some("Years"), years,
    |years| match years.to_string() {
        number if decimal(&number).is_some() => Yaml::Plain(number),
        text => Yaml::numeric(&text),
    },
    {
        "type": ["number", "string"],
        "minimum": 0,
        "maximum": Self::MOST,
        "pattern": Self::PATTERN,
        "examples": [2, "3-5", "4+", "6 months"],
    },
    |chance| {
        let unit = if bool::draw(chance) { Unit::Years } else { Unit::Months };
        let most = Self::MOST * unit.of_a_year();
        let min = chance.number(0.0, most);
        let max = match chance.below(3) {
            0 => min,
            1 => f64::INFINITY,
            _ => chance.number(min, most),
        };
        Self { min, max, unit }
    }
);

/// How long a certification is valid: above 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Validity(pub Years);

impl Validity {
    /// The shortest validity, in years.
    pub(super) const LEAST: f64 = 0.01;
    /// What is expected, for a message.
    pub(super) const EXPECTED: &'static str =
        "years above 0 and at most 100, such as 2, 2.5 or 18 months";
}

scalar!(
    Validity, Some("Validity"), validity,
    |validity| validity.0.encode(),
    {
        "type": ["number", "string"],
        "minimum": Self::LEAST,
        "maximum": Years::MOST,
        "pattern": Years::PATTERN,
        "examples": [2, "18 months"],
    },
    |chance| Self(Years { min: chance.number(1.0, 20.0), max: f64::INFINITY, unit: Unit::Months })
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_in_years_unless_it_names_months() {
        for (written, min, max) in [
            ("2", 2.0, 2.0),
            ("3-5", 3.0, 5.0),
            ("3 - 5 years", 3.0, 5.0),
            ("4+", 4.0, f64::INFINITY),
            ("1 year", 1.0, 1.0),
            ("6 months", 0.5, 0.5),
            ("7 months", 7.0 / 12.0, 7.0 / 12.0),
            ("6-12 months", 0.5, 1.0),
            ("6+ months", 0.5, f64::INFINITY),
        ] {
            let years = Years::parse(written).expect(written);
            assert_eq!((years.min(), years.max()), (min, max), "{written}");
            assert_eq!(Years::parse(&years.to_string()), Some(years), "{written}");
        }
        for wrong in [
            "",
            "+",
            "months",
            "-3",
            "5-3",
            "4++",
            "3-",
            "2 weeks",
            "101",
            "1201 months",
            "3+-5",
            "3-5+",
            "6 m",
            "two",
            "1-2-3",
        ] {
            assert_eq!(Years::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn advice_writes_other_signs_as_those_of_the_format() {
        for (written, meant) in [
            ("3–5", "write it as `3-5`"),
            ("3 to 5 years", "write it as `3-5`"),
            ("6mo", "write it as `6 months`"),
            ("over 4 yrs.", "write it as `4+`"),
            (">= 18 months", "write it as `18+ months`"),
            ("18 mnth", "did you mean `18 months`?"),
            ("3 yeras", "did you mean `3`?"),
            ("9,5", "write it as `9.5`"),
            ("1,5-2,5 years", "write it as `1.5-2.5`"),
            (
                "2-3 Jahre",
                "write it as `2-3`; the units are years, which need no word, and `months`",
            ),
            (
                "18 Monate",
                "write it as `18 months`; the units are years, which need no word, and `months`",
            ),
            ("2 weeks", UNITS),
        ] {
            assert_eq!(Years::meant(written).as_deref(), Some(meant), "{written}");
        }
        for unclear in ["", "soon", "in 2 weeks", "400", "5-3", "one year"] {
            assert_eq!(Years::meant(unclear), None, "{unclear}");
        }
    }
}
