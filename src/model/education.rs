//! Degrees, and degrees as requirements.

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::Degree;

/// The lowest degree that a role accepts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EducationRequirement {
    /// The lowest accepted degree.
    pub degree: Degree,
    /// The accepted fields of study; empty: any field.
    pub fields: Vec<SmolStr>,
}
