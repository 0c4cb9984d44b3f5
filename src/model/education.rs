//! Degrees and what roles ask of them.

use smol_str::SmolStr;

use super::SourceIndex;

/// A degree; the order is the order of height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    None,
    Associate,
    Bachelor,
    Master,
    Doctorate,
}

impl Degree {
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::Associate,
        Self::Bachelor,
        Self::Master,
        Self::Doctorate,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Associate => "associate",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::Doctorate => "doctorate",
        }
    }
}

/// A degree that is asked for, in one of these fields if there are any.
#[derive(Debug, Clone)]
pub struct EducationRequirement {
    pub degree: Degree,
    pub fields: Vec<SmolStr>,
    pub source: Option<SourceIndex>,
}
