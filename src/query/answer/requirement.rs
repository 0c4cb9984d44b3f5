//! What a role requires.

use std::sync::Arc;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{model::EducationRequirement, query::gap::Need, vocabulary::RequirementKind};

use super::{Cited, Map, Named, Number};

/// A level of proficiency.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// The name of the level on the skill's scale.
    pub name: SmolStr,
    /// The position of the level on the scale, from 1.
    pub rank: u8,
}

/// Where a requirement comes from, and what is said of it besides what it asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Origin {
    /// The id of the role in the chain that set the requirement.
    pub introduced_by: SmolStr,
    /// The source of the requirement.
    #[serde(flatten)]
    pub cited: Cited,
    /// How much it counts beside the others; left out where that is 1.
    #[serde(skip_serializing_if = "Origin::is_one")]
    pub weight: Number,
    /// What the role says of it.
    #[serde(flatten)]
    pub wording: Wording,
}

/// What a role says of a requirement, in its own words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Wording {
    /// What is asked for; left out where the role says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<SmolStr>,
    /// What meets it; left out where the role names nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<SmolStr>,
}

impl Default for Origin {
    fn default() -> Self {
        Self {
            introduced_by: SmolStr::default(),
            cited: Cited::default(),
            weight: Number(1.0),
            wording: Wording::default(),
        }
    }
}

impl Origin {
    /// The origin of an alternative of a group: that of the group, without what is said of the whole.
    pub fn of_member(&self) -> Self {
        Self {
            introduced_by: self.introduced_by.clone(),
            cited: self.cited.clone(),
            ..Self::default()
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    fn is_one(weight: &Number) -> bool {
        weight.0.total_cmp(&1.0).is_eq()
    }
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
    pub origin: Arc<Origin>,
}

impl Years {
    /// The most years; `None` where there is no limit.
    pub fn most(&self) -> Option<Number> {
        Some(self.max).filter(|max| max.0.is_finite())
    }
}

/// A degree that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Education {
    /// The degree.
    #[serde(flatten)]
    pub asked: EducationRequirement,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Arc<Origin>,
}

/// The level of a skill that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RequiredLevel {
    /// The title of the skill.
    pub title: SmolStr,
    /// The level.
    #[serde(flatten)]
    pub level: Level,
    /// What the level means in general; in the answer about one role alone, where the ladder says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<SmolStr>,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Arc<Origin>,
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
    pub origin: Arc<Origin>,
}

/// Alternatives of any kind; a role requires a number of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnyOf {
    /// The id by which a role takes the group away; `null` where it has none.
    pub id: Option<SmolStr>,
    /// What the group is called; `null` where it has no title.
    pub title: Option<SmolStr>,
    /// How many of the alternatives are asked for.
    pub need: usize,
    /// The alternatives, in the file's order.
    pub of: Vec<Alternative>,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Arc<Origin>,
}

/// One of several alternatives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// The kind of the alternative.
    pub kind: RequirementKind,
    /// The id of the skill or certification, `years` or `education`.
    pub id: SmolStr,
    /// The title of the alternative.
    pub title: SmolStr,
    /// What is asked for.
    pub need: Need,
}

/// Points for the levels of skills that a role requires.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Points {
    /// The id by which a role takes the points away; `null` where they have none.
    pub id: Option<SmolStr>,
    /// How many points are asked for.
    pub need: Number,
    /// The skills that count, in the file's order.
    pub of: Vec<Named>,
    /// What each level is worth, lowest first; the last one holds for all levels above too.
    pub worth: Vec<Number>,
    /// Where the requirement comes from.
    #[serde(flatten)]
    pub origin: Arc<Origin>,
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
    /// Groups of alternatives of any kind.
    pub any_of: Vec<AnyOf>,
    /// Points for the levels of skills; `null` where none are asked for.
    pub points: Option<Points>,
}
