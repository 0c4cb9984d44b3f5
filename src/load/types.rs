//! The kinds of text and of numbers in a file: as they were written, with what an editor may know of them.

use std::ops::Deref;

use smol_str::SmolStr;

#[cfg(test)]
use crate::{
    diagnostic::Code,
    vocabulary::{Baseline, Basis, Degree, MoveKind, PayPeriod, Severity, Word},
};

use super::codec::prelude::*;
pub use super::duration::{Validity, Years};

/// A scalar: its name in a schema, how it is read, how it is written, its schema, and any value.
macro_rules! scalar {
    (
        $type:ty, $name:expr, $read:ident,
        |$value:ident| $yaml:expr, $schema:tt, |$chance:ident| $any:expr
    ) => {
        impl Codec for $type {
            fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                decoder.$read(node)
            }

            fn encode(&self) -> Yaml {
                let $value = self;
                $yaml
            }

            #[cfg(test)]
            fn name() -> Option<Cow<'static, str>> {
                $name.map(Cow::Borrowed)
            }

            #[cfg(test)]
            fn definition(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!($schema)
            }

            #[cfg(test)]
            fn draw($chance: &mut Chance) -> Self {
                $any
            }
        }
    };
}

pub(super) use scalar;

/// Texts: one line of documentation, the name, how each is read, how it is written, and its schema.
macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident $read:ident $write:ident $schema:tt;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Default, PartialEq)]
            pub struct $name(pub SmolStr);

            impl From<SmolStr> for $name {
                fn from(text: SmolStr) -> Self {
                    Self(text)
                }
            }

            impl Deref for $name {
                type Target = SmolStr;

                fn deref(&self) -> &SmolStr {
                    &self.0
                }
            }

            scalar!(
                $name, Some(stringify!($name)), $read,
                |text| Yaml::$write(&text.0), $schema, |chance| Self(chance.text(&json!($schema)))
            );
        )*
    };
}

texts! {
    /// Any text. A number or a word such as `true` is text too, as it is written.
    Prose text text { "type": ["string", "number", "boolean"] };
    /// What something is called; never empty.
    Title title text { "type": ["string", "number", "boolean"], "minLength": 1, "pattern": "\\S" };
    /// The name that a file uses for one of its own entries.
    Id text text {
        "type": ["string", "number", "boolean"],
        "pattern": Id::PATTERN,
        "examples": ["senior", "machine-learning", "ops-101"],
    };
    /// A year, a month or a day.
    DateText text numeric {
        "type": ["string", "integer"],
        "pattern": DateText::PATTERN,
        "minimum": 1900,
        "maximum": 2999,
        "examples": ["2026", "2026-03", "2026-03-31"],
    };
    /// A level of a skill, by its name or by its number; the lowest is 1.
    LevelText text numeric { "type": ["string", "integer"], "minLength": 1, "minimum": 1, "examples": ["working", 2] };
    /// A grade of a track, by its name or by its number; the lowest of named ones is 1.
    GradeText text numeric {
        "type": ["string", "integer"],
        "minLength": 1,
        "minimum": 0,
        "maximum": 999_999,
        "examples": ["L4", 4],
    };
    /// The name of a level on a scale.
    LevelName text text {
        "type": ["string", "number", "boolean"],
        "pattern": LevelName::PATTERN,
        "not": { "type": "integer", "minimum": 0 },
        "examples": ["working"],
    };
    /// A currency, by its code of ISO 4217.
    CurrencyCode text text { "type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD", "EUR"] };
    /// The height of a degree.
    DegreeName text text { "enum": Degree::NAMES };
    /// Base pay alone, or with bonus and equity.
    BasisName text text { "enum": Basis::NAMES };
    /// What the ends of pay are: an employer's own range, or percentiles of a market.
    PayRangeText text text {
        "type": "string",
        "pattern": "^([Bb]and|[Pp][1-9][0-9]?\\s*[-–]\\s*[Pp][1-9][0-9]?)$",
        "examples": ["band", "P25-P75", "P10-P90"],
    };
    /// The time that an amount is for.
    PeriodName text text { "enum": PayPeriod::NAMES };
    /// What counts as met besides what the profile says.
    BaselineName text text { "enum": Baseline::NAMES };
    /// What kind of move it is.
    KindName text text { "enum": MoveKind::NAMES };
    /// A warning or a note that is accepted, by its code.
    AcceptedCode text text { "enum": acceptable() };
    /// The path of a file from the folder of the file that names it, with `/` between the folders.
    FilePath text text {
        "type": "string",
        "pattern": "^(?![A-Za-z]:)[^/\\\\][^\\\\]*$",
        "examples": ["common/skills.yaml", "design.yaml"],
    };
    /// An address on the web.
    Link text text { "type": ["string", "number", "boolean"], "examples": ["https://example.org/pay"] };
}

/// The codes of warnings and notes.
#[cfg(test)]
fn acceptable() -> Vec<&'static str> {
    let codes = Code::ALL.iter();
    let codes = codes.filter(|code| code.severity() != Severity::Error);
    codes.map(|code| code.name()).collect()
}

impl Id {
    /// What an id looks like, as a regular expression.
    pub const PATTERN: &'static str = "^[a-z0-9][a-z0-9._-]{0,63}$";
    /// How many characters an id has at most.
    pub const LENGTH: usize = 64;

    /// The nearest valid id.
    pub fn nearest(text: &str) -> Option<String> {
        let is_word = |letter: &char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
        let lower = text.to_lowercase();
        let words = lower.split(|letter: char| !is_word(&letter) && !"._-".contains(letter));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let slug = words.join("-");
        let slug = slug.trim_start_matches(['.', '_', '-']);
        let valid = text.is_ascii() && !slug.is_empty() && slug.len() <= Self::LENGTH;
        valid.then(|| slug.to_owned())
    }
}

#[cfg(test)]
impl DateText {
    const PATTERN: &'static str = concat!(
        "^(19|2[0-9])[0-9]{2}(",
        "-(0[1-9]|1[0-2])",
        "|-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
        "|-(0[469]|11)-(0[1-9]|[12][0-9]|30)",
        "|-02-(0[1-9]|[12][0-9])",
        ")?$"
    );
}

#[cfg(test)]
impl LevelName {
    /// Neither a number nor the word that says that a skill is not there.
    const PATTERN: &'static str = "^(?!\\s*([0-9]+|[Nn][Oo][Nn][Ee])\\s*$).*\\S";
}

/// A number of one kind, and the bounds that every number of this kind keeps.
pub trait Quantity: From<f64> {
    /// The smallest number.
    const LEAST: f64 = 0.0;
    /// The largest number.
    const MOST: f64;
    /// What is expected, for a message.
    const EXPECTED: &'static str;
    /// Whether it is an amount of money, in which a point between thousands is a usual mistake.
    const IS_MONEY: bool;

    /// Whether a number is within the bounds.
    fn is_sound(number: f64) -> bool {
        (Self::LEAST..=Self::MOST).contains(&number)
    }
}

/// Numbers: one line of documentation, the name, whether it is money, the bounds and what is expected of each.
macro_rules! quantities {
    ($($(#[doc = $doc:literal])* $name:ident $($money:ident)? $least:literal..=$most:literal $expected:literal;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy, Default, PartialEq)]
            pub struct $name(pub f64);

            impl From<f64> for $name {
                fn from(number: f64) -> Self {
                    Self(number)
                }
            }

            impl From<$name> for f64 {
                fn from(quantity: $name) -> Self {
                    quantity.0
                }
            }

            impl Quantity for $name {
                const LEAST: f64 = $least;
                const MOST: f64 = $most;
                const EXPECTED: &'static str = $expected;
                const IS_MONEY: bool = !<[&str]>::is_empty(&[$(stringify!($money))?]);
            }

            scalar!(
                $name, Some(stringify!($name)), quantity,
                |number| Yaml::Plain(number.0.to_string()),
                { "type": "number", "minimum": $least, "maximum": $most },
                |chance| Self(chance.number($least, $most))
            );
        )*
    };
}

quantities! {
    /// A part of a whole.
    Share 0.0..=1.0 "a share between 0 and 1, such as 0.32 for 32 %";
    /// An amount of money.
    Amount money 0.0..=10_000_000_000_000.0 "an amount of at most 10000000000000, such as 150000 or 4500.50";
    /// The paid hours of a full-time year.
    HoursPerYear 1.0..=8784.0 "hours between 1 and 8784, such as 2080";
    /// Which part of full time someone works.
    FullTimeShare 0.01..=1.0 "a part of full time above 0 and at most 1, such as 0.8 for 80 %";
    /// Hours of study that are behind a person.
    HoursDone 0.0..=1e6 "hours of study, at most 1000000, such as 30";
    /// How much a requirement counts beside the others.
    Weight 0.01..=1000.0 "a weight between 0.01 and 1000, such as 2";
    /// Points that are asked for.
    PointsNeeded 0.01..=1e9 "points above 0, such as 36";
    /// Points of a level.
    Worth 0.0..=1e6 "points of a level, such as 3";
    /// Hours of a week.
    WeeklyHours 0.1..=168.0 "hours between 0.1 and 168, such as 6";
}

/// A whole number, such as an amount of money.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Whole(pub u64);

impl Whole {
    /// As far as every program that reads JSON can count.
    pub const MOST: u64 = 1 << 53;
}

scalar!(
    Whole, Some("Whole"), whole,
    |number| Yaml::Plain(number.0.to_string()),
    { "type": "integer", "minimum": 0, "maximum": Self::MOST, "examples": [150_000] },
    |chance| Self(chance.whole(Self::MOST))
);

/// A quantity that lies between two others; a single number is both.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    /// The lower end, not below 0.
    pub min: f64,
    /// The upper end, not below the lower.
    pub max: f64,
}

impl Span {
    /// No time that people study or serve is so long.
    pub const LIMIT: f64 = 1e9;
}

scalar!(
    Span, Some("Span"), span,
    |span| if span.min.total_cmp(&span.max).is_eq() {
        Yaml::Plain(span.min.to_string())
    } else {
        Yaml::numeric(&format!("{}-{}", span.min, span.max))
    },
    {
        "type": ["number", "string"],
        "minimum": 0,
        "exclusiveMaximum": Self::LIMIT,
        "pattern": "^[0-9]+(\\.[0-9]+)?\\s*-\\s*[0-9]+(\\.[0-9]+)?$",
        "examples": [2, "3-5"],
    },
    |chance| {
        let min = chance.number(0.0, 100.0);
        let max = if bool::draw(chance) { min } else { chance.number(min, 1000.0) };
        Self { min, max }
    }
);

scalar!(
    bool, None, flag,
    |flag| Yaml::Plain(flag.to_string()), { "type": "boolean" }, |chance| chance.below(2) == 0
);
