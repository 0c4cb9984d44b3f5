//! The entries of a ladder that a draft becomes.

use std::collections::BTreeMap;

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    import::{
        ids::Ids,
        imported::{entries, prose, stated_title},
    },
    load::{
        AskedLevelEntry, Field, Items, MoveEntry, ResponsibilityText, RoleEntry, SkillEntry,
        types::{GradeText, Id, LevelName, LevelText, Prose},
    },
    model::titled,
};

use super::{
    draft::{DraftRole, DraftSkill},
    scale::Levels,
};

/// The levels that a role asks for.
pub type AskedLevels = Vec<(Id, Field<AskedLevelEntry>)>;

/// The names of a scale, lowest first.
pub fn names(levels: Option<&Levels>) -> Field<Items<LevelName>> {
    levels.map_or(Field::Absent, |levels| {
        let names = levels
            .names
            .iter()
            .map(|name| Field::Valid(LevelName(name.clone())));
        Field::Valid(names.collect())
    })
}

/// A title; of what is called by its id, the one that is made from it.
pub fn own_title(id: &Id, text: &SmolStr) -> SmolStr {
    if id.0 == *text {
        titled(id)
    } else {
        text.clone()
    }
}

/// A text, if it is one.
fn text(text: &str) -> Field<Prose> {
    if text.is_empty() {
        Field::Absent
    } else {
        prose(text)
    }
}

impl DraftSkill {
    /// The entry of the skill, with what its levels mean, by the scale of the ladder or its own.
    pub fn entry(
        &self,
        id: &Id,
        meanings: BTreeMap<u32, SmolStr>,
        common: Option<&Levels>,
        own: Option<&Levels>,
    ) -> SkillEntry {
        let levels = own.or(common);
        let meanings = meanings.into_iter().filter_map(|(rank, meaning)| {
            let name = levels?.names.get(rank as usize - 1)?;
            Some((LevelText(name.clone()), prose(&meaning)))
        });
        SkillEntry {
            title: stated_title(id, &self.title),
            category: text(&self.category),
            about: text(&self.about),
            proficiency: names(own),
            levels: entries(meanings),
            ..SkillEntry::default()
        }
    }
}

impl DraftRole {
    /// The entry of the role.
    pub fn entry(
        self,
        id: &Id,
        skills: AskedLevels,
        next: Field<Items<MoveEntry>>,
        tracks: &[Id],
    ) -> RoleEntry {
        let mut ids = Ids::default();
        let answers = self.responsibilities.iter().map(|sentence| {
            let entry = prose(sentence).map(|sentence| ResponsibilityText::One(sentence.clone()));
            let (name, _) = sentence.split_once(':').unwrap_or((sentence, ""));
            (ids.give(name, "responsibility"), entry)
        });
        RoleEntry {
            title: stated_title(id, &self.title),
            track: self
                .track
                .map_or(Field::Absent, |track| Field::Valid(tracks[track].clone())),
            grade: self.grade.map_or(Field::Absent, |grade| {
                Field::Valid(GradeText(grade.to_smolstr()))
            }),
            about: text(&self.about.join("\n\n")),
            skills: entries(skills),
            responsibilities: entries(answers),
            next,
            ..self.entry
        }
    }
}
