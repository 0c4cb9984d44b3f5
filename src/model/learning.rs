//! How long learning takes where the entry learnt does not say.

use smol_str::SmolStr;

use crate::vocabulary::Degree;

use super::{Figure, Level, SkillIndex, Span};

/// The time that learning takes: of a ladder, or of one person.
///
/// Levels are given by name, since skills may have scales of their own.
#[derive(Debug, Clone, Default)]
pub struct Learning {
    /// What a level takes, from the one below.
    pub levels: Vec<(SmolStr, StepTime)>,
    /// The same for the skills of a category.
    pub categories: Vec<(SmolStr, Vec<(SmolStr, StepTime)>)>,
    /// The same for one skill, in the ladder's order; a profile alone has these.
    pub skills: Vec<(SkillIndex, Vec<(Level, StepTime)>)>,
    /// Years that a degree takes, from the one below.
    pub degrees: Vec<(Degree, Figure<Span>)>,
    /// Hours of study that a certification takes.
    pub certifications: Option<Figure<Span>>,
}

/// What a level takes, from the one below.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StepTime {
    /// Hours of study.
    pub hours: Option<Figure<Span>>,
    /// Years of doing it at work.
    pub practice: Option<Figure<Span>>,
}
