//! The stable names of the problems.

use std::fmt;

/// What kind of problem it is; its name is what users look up and what scripts match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    Syntax,
    Empty,
    WrongType,
    UnknownKey,
    MissingKey,
    RepeatedKey,
    InvalidId,
    InvalidDate,
    InvalidNumber,
    InvalidPay,
    InvalidCurrency,
    UnknownTrack,
    UnknownSource,
    UnknownSkill,
    UnknownCertification,
    UnknownRole,
    UnknownLevel,
    UnknownWord,
    RepeatedName,
    CircularExtends,
    CircularPromotions,
    CircularNeeds,
}

impl Code {
    pub const ALL: [Self; 22] = [
        Self::Syntax,
        Self::Empty,
        Self::WrongType,
        Self::UnknownKey,
        Self::MissingKey,
        Self::RepeatedKey,
        Self::InvalidId,
        Self::InvalidDate,
        Self::InvalidNumber,
        Self::InvalidPay,
        Self::InvalidCurrency,
        Self::UnknownTrack,
        Self::UnknownSource,
        Self::UnknownSkill,
        Self::UnknownCertification,
        Self::UnknownRole,
        Self::UnknownLevel,
        Self::UnknownWord,
        Self::RepeatedName,
        Self::CircularExtends,
        Self::CircularPromotions,
        Self::CircularNeeds,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Empty => "empty",
            Self::WrongType => "wrong-type",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::RepeatedKey => "repeated-key",
            Self::InvalidId => "invalid-id",
            Self::InvalidDate => "invalid-date",
            Self::InvalidNumber => "invalid-number",
            Self::InvalidPay => "invalid-pay",
            Self::InvalidCurrency => "invalid-currency",
            Self::UnknownTrack => "unknown-track",
            Self::UnknownSource => "unknown-source",
            Self::UnknownSkill => "unknown-skill",
            Self::UnknownCertification => "unknown-certification",
            Self::UnknownRole => "unknown-role",
            Self::UnknownLevel => "unknown-level",
            Self::UnknownWord => "unknown-word",
            Self::RepeatedName => "repeated-name",
            Self::CircularExtends => "circular-extends",
            Self::CircularPromotions => "circular-promotions",
            Self::CircularNeeds => "circular-needs",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
