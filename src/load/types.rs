//! The kinds of text and of numbers in a file: as they were written, with what an editor may know of them.

use std::{borrow::Cow, ops::Deref};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use smol_str::SmolStr;

use crate::vocabulary::{Basis, Degree, MoveKind, Word};

/// Texts: one line of documentation, the name, and the schema of each.
macro_rules! texts {
    ($($(#[doc = $doc:literal])* $name:ident $schema:tt;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Default, PartialEq)]
            #[cfg_attr(test, derive(serde::Serialize), serde(transparent))]
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

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!($schema)
                }
            }
        )*
    };
}

texts! {
    /// Any text. A number or a word such as `true` is text too, as it is written.
    Prose { "type": ["string", "number", "boolean"] };
    /// What something is called; never empty.
    Title { "type": ["string", "number", "boolean"], "minLength": 1, "pattern": "\\S" };
    /// The name that a file uses for one of its own entries.
    Id {
        "type": ["string", "number", "boolean"],
        "pattern": Id::PATTERN,
        "examples": ["senior", "machine-learning", "ops-101"],
    };
    /// A year, a month or a day.
    DateText {
        "type": ["string", "integer"],
        "pattern": DateText::PATTERN,
        "minimum": 1900,
        "maximum": 2999,
        "examples": ["2026", "2026-03", "2026-03-31"],
    };
    /// A level of a skill, by its name or by its number; the lowest is 1.
    LevelText { "type": ["string", "integer"], "minLength": 1, "minimum": 1, "examples": ["working", 2] };
    /// The name of a level on a scale.
    LevelName {
        "type": ["string", "number", "boolean"],
        "pattern": LevelName::PATTERN,
        "not": { "type": "integer", "minimum": 0 },
        "examples": ["working"],
    };
    /// A currency, by its code of ISO 4217.
    CurrencyCode { "type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD", "EUR"] };
    /// The height of a degree.
    DegreeName { "enum": Degree::NAMES };
    /// Base pay alone, or with bonus and equity.
    BasisName { "enum": Basis::NAMES };
    /// What kind of move it is.
    KindName { "enum": MoveKind::NAMES };
    /// An address on the web.
    Link { "type": ["string", "number", "boolean"], "examples": ["https://example.org/pay"] };
}

impl Id {
    pub const PATTERN: &'static str = "^[a-z0-9][a-z0-9._-]{0,63}$";
}

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

impl LevelName {
    /// Neither a number nor the word that says that a skill is not there.
    const PATTERN: &'static str = "^(?!\\s*([0-9]+|[Nn][Oo][Nn][Ee])\\s*$).*\\S";
}

/// A number of one kind, and the bounds that every number of this kind keeps.
pub trait Quantity: From<f64> {
    const LEAST: f64 = 0.0;
    const MOST: f64;
    /// What is expected, for a message.
    const EXPECTED: &'static str;

    fn is_sound(number: f64) -> bool {
        (Self::LEAST..=Self::MOST).contains(&number)
    }
}

/// Numbers: one line of documentation, the name, the bounds and what is expected of each.
macro_rules! quantities {
    ($($(#[doc = $doc:literal])* $name:ident $least:literal..=$most:literal $expected:literal;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy, Default, PartialEq)]
            #[cfg_attr(test, derive(serde::Serialize), serde(transparent))]
            pub struct $name(pub f64);

            impl From<f64> for $name {
                fn from(number: f64) -> Self {
                    Self(number)
                }
            }

            impl Quantity for $name {
                const LEAST: f64 = $least;
                const MOST: f64 = $most;
                const EXPECTED: &'static str = $expected;
            }

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "number", "minimum": $least, "maximum": $most })
                }
            }
        )*
    };
}

quantities! {
    /// Years of experience.
    Years 0.0..=100.0 "years between 0 and 100, such as 7 or 2.5";
    /// For how many years a certification is valid.
    Validity 0.01..=100.0 "years above 0 and at most 100, such as 2 or 2.5";
    /// A part of a whole.
    Share 0.0..=1.0 "a share between 0 and 1, such as 0.32 for 32 %";
    /// Hours of a week.
    WeeklyHours 0.0..=168.0 "hours between 0 and 168, such as 6";
}

/// A whole number, such as an amount of money.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize), serde(transparent))]
pub struct Whole(pub u64);

impl Whole {
    /// As far as every program that reads JSON can count.
    pub const MOST: u64 = 1 << 53;
}

impl JsonSchema for Whole {
    fn schema_name() -> Cow<'static, str> {
        "Whole".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": Self::MOST, "examples": [150_000] })
    }
}

/// A quantity that lies between two others; a single number is both.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    pub min: f64,
    pub max: f64,
}

#[cfg(test)]
impl serde::Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.min.total_cmp(&self.max).is_eq() {
            return serializer.serialize_f64(self.min);
        }
        serializer.collect_str(&format_args!("{}-{}", self.min, self.max))
    }
}

impl Span {
    /// No time that people study or serve is so long.
    pub const LIMIT: f64 = 1e9;
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "string"],
            "minimum": 0,
            "exclusiveMaximum": Self::LIMIT,
            "pattern": "^[0-9]+(\\.[0-9]+)?\\s*-\\s*[0-9]+(\\.[0-9]+)?$",
            "examples": [2, "3-5"],
        })
    }
}
