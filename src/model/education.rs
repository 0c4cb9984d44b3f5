//! Degrees, and degrees as requirements.

use smol_str::SmolStr;

use super::SourceIndex;

/// An academic degree; ordered from the lowest to the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// No degree.
    None,
    /// A degree of about two years.
    Associate,
    /// A first degree.
    Bachelor,
    /// A second degree.
    Master,
    /// A doctorate.
    Doctorate,
}

impl Degree {
    /// All degrees, lowest first.
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::Associate,
        Self::Bachelor,
        Self::Master,
        Self::Doctorate,
    ];

    /// The spelling in files and answers.
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

/// The lowest degree that a role accepts.
#[derive(Debug, Clone)]
pub struct EducationRequirement {
    /// The lowest accepted degree.
    pub degree: Degree,
    /// The accepted fields of study; empty: any field.
    pub fields: Vec<SmolStr>,
    /// The source of this requirement.
    pub source: Option<SourceIndex>,
}
