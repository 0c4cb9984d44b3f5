//! Skills, and their scales of proficiency.

use std::sync::Arc;

use smol_str::SmolStr;

use super::{Fact, Figure, SourceIndex, Span, fold};

/// A skill of the ladder.
#[derive(Debug)]
pub struct Skill {
    /// Unique among the skills of the ladder.
    pub id: SmolStr,
    /// The name for display.
    pub title: SmolStr,
    /// The group for display.
    pub category: Option<SmolStr>,
    /// A description.
    pub about: Option<SmolStr>,
    /// Other names; a lookup finds it by these too.
    pub aliases: Vec<SmolStr>,
    /// Its own scale; `None`: the ladder's.
    pub scale: Option<Scale>,
    /// Skills to learn before this one.
    pub needs: Vec<Prerequisite>,
    /// What a level means for this skill.
    pub levels: Vec<(Level, SmolStr)>,
    /// Hours of study from the level below to this one.
    pub hours: Vec<(Level, Figure<Span>)>,
    /// Years of doing it at work from the level below to this one.
    pub practice: Vec<(Level, Figure<Span>)>,
    /// Learning resources.
    pub resources: Vec<Resource>,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The source of this entry.
    pub source: Option<SourceIndex>,
}

/// The category of skills that name none, for display.
pub const OTHER_SKILLS: &str = "other";

impl Skill {
    /// What a level means for this skill, where the ladder says so.
    pub fn meaning(&self, level: Level) -> Option<&SmolStr> {
        let mut levels = self.levels.iter();
        let known = levels.find(|(known, _)| *known == level);
        known.map(|(_, text)| text)
    }

    /// The category under which it is shown.
    pub fn shown_category(&self) -> &str {
        self.category.as_deref().unwrap_or(OTHER_SKILLS)
    }
}

/// The position of a skill in [`Ladder::skills`](super::Ladder::skills).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillIndex(pub usize);

/// A skill to learn before another.
#[derive(Debug)]
pub struct Prerequisite {
    /// The skill to learn first.
    pub skill: SkillIndex,
    /// The level to reach; `None`: any.
    pub level: Option<Level>,
}

/// A learning resource, such as a course or a book.
#[derive(Debug)]
pub struct Resource {
    /// The name for display.
    pub title: SmolStr,
    /// Where it is found.
    pub url: Option<SmolStr>,
    /// The level that it teaches.
    pub level: Option<Level>,
    /// Hours of study.
    pub hours: Option<Figure<Span>>,
    /// The source of the hours.
    pub source: Option<SourceIndex>,
    /// A remark about this resource.
    pub note: Option<SmolStr>,
}

/// A level of proficiency: its rank on the scale of the skill, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    rank: u8,
}

impl Level {
    /// The rank on the scale; 1 is the lowest.
    pub fn rank(self) -> u8 {
        self.rank
    }

    /// The level below; `None` for the lowest.
    pub fn below(self) -> Option<Self> {
        (self.rank > 1).then(|| Self {
            rank: self.rank - 1,
        })
    }

    /// The levels above `from` up to this one, lowest first; `None` starts below the lowest.
    pub fn levels_from(self, from: Option<Self>) -> impl Iterator<Item = Self> {
        let from = from.map_or(0, Self::rank);
        (from + 1..=self.rank).map(|rank| Self { rank })
    }
}

/// The names of the levels of proficiency, lowest first; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Scale {
    names: Arc<[SmolStr]>,
}

impl Scale {
    /// The largest number of levels.
    pub const LIMIT: usize = 100;

    /// A scale with these levels; `None` if there are more than [`Scale::LIMIT`].
    pub fn new(names: Vec<SmolStr>) -> Option<Self> {
        (names.len() <= Self::LIMIT).then(|| Self {
            names: names.into(),
        })
    }

    /// The names, lowest first.
    pub fn names(&self) -> &[SmolStr] {
        &self.names
    }

    /// The level of a rank counted from 1; `None` above the scale.
    pub fn level(&self, rank: u8) -> Option<Level> {
        (1..=self.names.len())
            .contains(&usize::from(rank))
            .then_some(Level { rank })
    }

    /// Reads a level by its name, in any case, or by its rank in digits.
    pub fn read(&self, text: &str) -> Option<Level> {
        let ranked = || text.trim().parse().ok().and_then(|rank| self.level(rank));
        self.named(text).or_else(ranked)
    }

    /// The level of a name, in any case.
    pub fn named(&self, text: &str) -> Option<Level> {
        let named = |is_meant: &dyn Fn(&str) -> bool| {
            let mut ranks = self.names.iter().zip(1..);
            ranks
                .find(|(name, _)| is_meant(name))
                .map(|(_, rank)| Level { rank })
        };
        named(&|name| name == text).or_else(|| named(&|name| fold(name) == fold(text)))
    }

    /// Reads a level as [`Scale::read`] does; on a scale of four levels also by the words of other scales.
    pub fn read_word(&self, text: &str) -> Option<Level> {
        let by_word = || {
            let word = fold(text);
            let mut ranks = LEVELS.iter().zip(1..);
            let (_, rank) = ranks.find(|(words, _)| words.contains(&word.as_str()))?;
            self.level(rank)
                .filter(|_| self.names.len() == LEVELS.len())
        };
        self.read(text).or_else(by_word)
    }

    /// The name of a level of this scale.
    pub fn name(&self, level: Level) -> &str {
        &self.names[usize::from(level.rank) - 1]
    }
}

/// What other scales call four levels, the lowest first.
const LEVELS: [&[&str]; 4] = [
    &["beginner", "novice", "basic", "junior"],
    &["intermediate", "competent"],
    &["advanced", "proficient", "senior"],
    &["expert", "master"],
];

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

    #[test]
    fn words_of_other_scales_are_read_on_four_levels() {
        let names = |names: &[&str]| Scale::new(names.iter().map(|name| (*name).into()).collect());
        let four = names(&["awareness", "working", "practitioner", "expert"]);
        let four = four.expect("four levels");
        assert_eq!(four.read_word("Advanced").map(Level::rank), Some(3));
        assert_eq!(four.read_word("expert").map(Level::rank), Some(4));
        assert_eq!(four.read_word("guru"), None);
        let two = names(&["working", "expert"]).expect("two levels");
        assert_eq!(two.read_word("advanced"), None);
    }
}
