//! What a role requires.

use serde::Serialize;
use smol_str::SmolStr;

use crate::model::EducationRequirement;

use super::{Cited, Map, Named, Number};

/// A level of proficiency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// The name of the level on the skill's scale.
    pub name: SmolStr,
    /// The position of the level on the scale, from 1.
    pub rank: u8,
}

/// Where a requirement comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Origin {
    /// The id of the role in the chain that set the requirement.
    pub introduced_by: SmolStr,
    /// The source of the requirement.
    #[serde(flatten)]
    pub cited: Cited,
}

/// Years of experience that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Years {
    /// The years that are asked for.
    pub value: Number,
    /// The most that the ladder states; `null` where there is no end.
    pub max: Number,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// A degree that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Education {
    /// The degree.
    #[serde(flatten)]
    pub asked: EducationRequirement,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// The level of a skill that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequiredLevel {
    /// The title of the skill.
    pub title: SmolStr,
    /// The level.
    #[serde(flatten)]
    pub level: Level,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// Certifications; a role requires one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// The id by which a role takes the group away; `null` where it has none.
    pub id: Option<SmolStr>,
    /// The certifications.
    pub one_of: Vec<Named>,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Origin,
}

/// What a role requires, or what it recommends, inherited requirements included.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirements {
    /// Years of experience.
    pub years: Option<Years>,
    /// A degree.
    pub education: Option<Education>,
    /// The levels of skills, by the id of the skill.
    pub skills: Map<RequiredLevel>,
    /// Certifications; one of each group.
    pub certifications: Vec<Group>,
}
