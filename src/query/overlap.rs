//! The skills that two roles share, counted in levels.
//!
//! Each level of each skill that a role asks for counts one: a skill that is required at rank 3
//! counts 3. Years, degrees and certifications are no levels, and recommendations are not asked for.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Item, Level, Requirement, SkillIndex};

use super::answer::Number;

/// A share of levels of skills.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Overlap {
    /// The shared levels.
    pub shared: u64,
    /// All levels.
    pub of: u64,
    /// `shared` ÷ `of`, and 1 only where all are shared; `null` without a level.
    pub ratio: Option<Number>,
}

impl Overlap {
    pub(super) fn new(shared: u64, of: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "levels are few")]
        let ratio = (of > 0).then(|| (shared as f64 / of as f64 * 1e4).round() / 1e4);
        let most = if shared == of { 1.0 } else { 0.9999 };
        Self {
            shared,
            of,
            ratio: ratio.map(|ratio| Number(ratio.min(most))),
        }
    }
}

/// The level of each skill that a role requires.
pub(super) type Levels = BTreeMap<SkillIndex, Level>;

/// Collects the levels of requirements.
pub(super) fn levels(required: &[Requirement]) -> Levels {
    let skills = required.iter().filter_map(|asked| match asked.item {
        Item::Skill(skill, level) => Some((skill, level)),
        _ => None,
    });
    skills.collect()
}

/// The number of levels.
pub(super) fn count(levels: &Levels) -> u64 {
    levels.values().map(|level| u64::from(level.rank())).sum()
}

/// The levels that both require: for each skill, those up to the lower level.
pub(super) fn shared(one: &Levels, other: &Levels) -> u64 {
    let both = one.iter().filter_map(|(skill, level)| {
        let lower = level.min(other.get(skill)?);
        Some(u64::from(lower.rank()))
    });
    both.sum()
}
