//! Skills, and the scales that they are measured on.

use std::sync::Arc;

use smol_str::SmolStr;

use super::{Figure, SourceIndex, Span, fold};

#[derive(Debug)]
pub struct Skill {
    pub id: SmolStr,
    pub title: SmolStr,
    pub category: Option<SmolStr>,
    pub about: Option<SmolStr>,
    pub aliases: Vec<SmolStr>,
    /// Its own scale, if it does not use the ladder's.
    pub scale: Option<Scale>,
    pub needs: Vec<Prerequisite>,
    /// What a level means for this skill.
    pub levels: Vec<(Level, SmolStr)>,
    /// Study hours to reach a level from the one below.
    pub hours: Vec<(Level, Figure<Span>)>,
    pub resources: Vec<Resource>,
    pub source: Option<SourceIndex>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillIndex(pub usize);

/// A skill to learn first, up to a level if one is named.
#[derive(Debug)]
pub struct Prerequisite {
    pub skill: SkillIndex,
    pub level: Option<Level>,
}

/// Something to learn from.
#[derive(Debug)]
pub struct Resource {
    pub title: SmolStr,
    pub url: Option<SmolStr>,
    /// The level that it leads to.
    pub level: Option<Level>,
    pub hours: Option<Figure<Span>>,
    pub source: Option<SourceIndex>,
    pub note: Option<SmolStr>,
}

/// A level of proficiency, by its rank on the skill's scale: 1 is the lowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    rank: u8,
}

impl Level {
    pub fn rank(self) -> u8 {
        self.rank
    }

    /// The levels up to this one, lowest first, from above another or from the lowest.
    pub fn climb(self, from: Option<Self>) -> impl Iterator<Item = Self> {
        let from = from.map_or(0, Self::rank);
        (from + 1..=self.rank).map(|rank| Self { rank })
    }
}

/// The named levels of proficiency, lowest first; shared by the skills that are measured on it.
#[derive(Debug, Clone, Default)]
pub struct Scale {
    names: Arc<[SmolStr]>,
}

impl Scale {
    /// How many levels a scale may have.
    pub const LIMIT: usize = 100;

    /// A scale with these levels, if they are few enough to count.
    pub fn new(names: Vec<SmolStr>) -> Option<Self> {
        (names.len() <= Self::LIMIT).then(|| Self {
            names: names.into(),
        })
    }

    pub fn names(&self) -> &[SmolStr] {
        &self.names
    }

    /// The level of this rank, counted from 1, if the scale goes so high.
    pub fn level(&self, rank: u8) -> Option<Level> {
        (1..=self.names.len())
            .contains(&usize::from(rank))
            .then_some(Level { rank })
    }

    /// The level of this name, in any case, or of this rank in digits.
    pub fn read(&self, text: &str) -> Option<Level> {
        let named = |is_meant: &dyn Fn(&str) -> bool| {
            let mut ranks = self.names.iter().zip(1..);
            ranks
                .find(|(name, _)| is_meant(name))
                .map(|(_, rank)| Level { rank })
        };
        named(&|name| name == text)
            .or_else(|| named(&|name| fold(name) == fold(text)))
            .or_else(|| text.trim().parse().ok().and_then(|rank| self.level(rank)))
    }

    pub fn name(&self, level: Level) -> &str {
        &self.names[usize::from(level.rank) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_by_name_or_by_rank_and_never_beyond_the_scale() {
        let scale = Scale::new(vec!["working".into(), "expert".into()]).expect("two levels");
        assert_eq!(scale.read("Expert").map(Level::rank), Some(2));
        assert_eq!(scale.read("1").map(Level::rank), Some(1));
        assert_eq!(scale.read("0"), None);
        assert_eq!(scale.read("3"), None);
        assert_eq!(scale.read("guru"), None);
    }
}
