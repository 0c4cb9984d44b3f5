//! Degrees, and degrees as requirements.

use smol_str::SmolStr;

use crate::vocabulary::Degree;

use super::SourceIndex;

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
