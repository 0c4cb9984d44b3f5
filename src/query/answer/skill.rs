//! Skills, and how long learning takes.

use serde::Serialize;
use smol_str::SmolStr;

use super::{Cited, Fact, Level, Map, Named, Span};

/// How long learning takes where the entry learnt does not say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Learning {
    /// What a level takes, by the name of the level.
    pub levels: Map<StepTime>,
    /// The same for the skills of a category, by the name of the category.
    pub categories: Map<Map<StepTime>>,
    /// Years that a degree takes, by the name of the degree.
    pub degrees: Map<Span>,
    /// Hours of study that a certification takes.
    pub certifications: Option<Span>,
}

/// What a level takes, from the one below.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepTime {
    /// Hours of study.
    pub hours: Option<Span>,
    /// Whether they are an estimate that is left out.
    pub hours_left_out: bool,
    /// Years of doing it at work.
    pub practice: Option<Span>,
    /// Whether they are an estimate that is left out.
    pub practice_left_out: bool,
}

/// Something to study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    /// The title of the resource.
    pub title: SmolStr,
    /// Its address.
    pub url: Option<SmolStr>,
    /// The level of the skill that it leads to.
    pub level: Option<Level>,
    /// Study hours.
    pub hours: Option<Span>,
    /// The source of the hours.
    #[serde(flatten)]
    pub cited: Cited,
    /// A note on the resource.
    pub note: Option<SmolStr>,
}

/// A skill of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skill {
    /// The id of the skill.
    pub id: SmolStr,
    /// The title of the skill.
    pub title: SmolStr,
    /// The category that it belongs to.
    pub category: Option<SmolStr>,
    /// A description.
    pub about: Option<SmolStr>,
    /// Other names of the skill.
    pub aliases: Vec<SmolStr>,
    /// The names of its levels, lowest first.
    pub proficiency: Vec<SmolStr>,
    /// Skills to learn before it.
    pub needs: Vec<Prerequisite>,
    /// What a level means, by the name of the level.
    pub levels: Map<SmolStr>,
    /// Study hours to reach a level from the one below, by the name of the level.
    pub hours: Map<Span>,
    /// The levels whose hours are estimates that are left out.
    pub hours_left_out: Vec<SmolStr>,
    /// Years of doing it at work to reach a level from the one below, by the name of the level.
    pub practice: Map<Span>,
    /// The levels whose years are estimates that are left out.
    pub practice_left_out: Vec<SmolStr>,
    /// What to study.
    pub resources: Vec<Resource>,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The source of the entry.
    #[serde(flatten)]
    pub cited: Cited,
}

/// A skill to learn before another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prerequisite {
    /// The id and the title of the skill.
    #[serde(flatten)]
    pub named: Named,
    /// The level that is needed; `null` for any.
    pub level: Option<Level>,
}
