//! A profile on another ladder than the one that it is written for.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{
    load::{Field, LadderDocument, List, types::LevelName},
    model::fold,
};

/// The ladder that a profile is written for, where another one is asked.
///
/// Skills and certifications carry over by their names, levels by theirs; roles do not, even where both ladders have one
/// of the same name.
#[derive(Debug)]
pub struct OtherLadder {
    /// Its id; `None` where it has none.
    pub id: Option<SmolStr>,
    /// Its levels, lowest first.
    levels: Vec<SmolStr>,
    /// The levels of each skill that has a scale of its own, by its names.
    own_levels: HashMap<SmolStr, Vec<SmolStr>>,
    /// Whether it includes files, which may have skills with other levels.
    has_more: bool,
}

impl OtherLadder {
    /// The ladder of a file.
    pub fn new(document: &LadderDocument) -> Self {
        let mut own_levels = HashMap::new();
        for (id, skill) in document.skills.entries() {
            let Some(skill) = skill.valid() else {
                continue;
            };
            let levels = match &skill.proficiency {
                Field::Absent => &document.proficiency,
                own => own,
            };
            let aliases = skill.aliases.items().map(|(_, alias)| fold(alias));
            let title = skill.title.valid().map(|title| fold(title));
            for name in aliases.chain(title).chain([fold(id)]) {
                own_levels.insert(name, names(levels));
            }
        }
        Self {
            id: document.id.valid().map(|id| id.0.clone()),
            levels: names(&document.proficiency),
            own_levels,
            has_more: document.include.items().next().is_some(),
        }
    }

    /// The name of a level of a skill there, which the profile may give by its number.
    pub(super) fn level_name<'a>(&'a self, skill: &str, level: &'a str) -> Option<&'a str> {
        let Ok(rank) = level.trim().parse::<usize>() else {
            return Some(level);
        };
        let levels = match self.own_levels.get(&fold(skill)) {
            Some(own) => own,
            None if self.has_more => return None,
            None => &self.levels,
        };
        let name = levels.get(rank.checked_sub(1)?);
        name.map(SmolStr::as_str)
    }
}

fn names(levels: &List<LevelName>) -> Vec<SmolStr> {
    levels.items().map(|(_, name)| name.0.clone()).collect()
}

/// What of a profile does not count on another ladder than its own.
#[derive(Debug, Default)]
pub struct NotCarried {
    /// The present role.
    pub role: Option<SmolStr>,
    /// The role to reach.
    pub goal: Option<SmolStr>,
    /// Whether there are earlier roles.
    pub history: bool,
    /// Skills whose level is not on their scale here.
    pub levels: Vec<SmolStr>,
    /// How many skills the profile names.
    pub named: usize,
}
