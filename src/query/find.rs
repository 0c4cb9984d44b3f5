//! Roles, skills and certifications by a part of their name.

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{EntryIndex, Ladder},
    vocabulary::EntryKind,
};

use super::{answer::Named, answer_builder::AnswerBuilder};

/// The entries with a name that contains some words.
#[derive(Debug, PartialEq, Serialize)]
pub struct FindAnswer {
    /// The ladder of the answer.
    pub ladder: Named,
    /// The words of the search.
    pub words: SmolStr,
    /// The best match first.
    pub found: Vec<FoundEntry>,
}

/// A role, a skill or a certification.
#[derive(Debug, PartialEq, Serialize)]
pub struct FoundEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its id and title.
    #[serde(flatten)]
    pub named: Named,
    /// The name that contains the words: the id, the title, the code or an alias.
    pub name: SmolStr,
}

/// Answers which entries have a name that contains all words, in any case.
pub fn find(ladder: &Ladder, words: &str) -> FindAnswer {
    let builder = AnswerBuilder::new(ladder);
    let found = ladder.find(words).into_iter().map(|(entry, name)| {
        let named = match entry {
            EntryIndex::Role(role) => builder.role_name(role),
            EntryIndex::Skill(skill) => builder.skill_name(skill),
            EntryIndex::Certification(certification) => builder.certification_name(certification),
        };
        FoundEntry {
            kind: entry.kind(),
            named,
            name: name.clone(),
        }
    });
    FindAnswer {
        ladder: builder.ladder_name(),
        words: words.into(),
        found: found.collect(),
    }
}
