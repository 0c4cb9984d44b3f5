//! What of the chosen occupations is not in the ladder.

use std::collections::HashSet;

use crate::import::sheet::counted;

use super::{database::Database, select::Selection};

/// What of the chosen occupations is not in the ladder.
#[derive(Debug, Default)]
pub struct LeftOut {
    pub suppressed: usize,
    pub irrelevant: usize,
    pub unrated: usize,
    pub without_level: usize,
    pub software: usize,
    pub education: usize,
    pub experience: usize,
    pub without_education: usize,
    pub without_experience: usize,
    pub zones: usize,
    pub wages: usize,
    /// Occupations that a chosen one is related to.
    pub related: HashSet<usize>,
}

impl LeftOut {
    /// What is not in the ladder, each as a noun.
    pub fn told(&self, database: &Database, selection: &Selection) -> Vec<String> {
        [
            (selection.unrated, "occupation", " without ratings"),
            (
                self.related.len(),
                "related occupation",
                " outside of the selection",
            ),
            (self.suppressed, "rating", " that O*NET calls too imprecise"),
            (self.irrelevant, "rating", " of what is not relevant"),
            (self.unrated, "rating", " without a value"),
            (self.without_level, "rating", " at level 0"),
            (
                self.software,
                "mention",
                " of software that is neither in demand nor hot",
            ),
            (self.education, "degree", " that the answers do not settle"),
            (
                self.experience,
                "experience",
                " that the answers do not settle",
            ),
            (
                self.without_education,
                "occupation",
                " without answers on education",
            ),
            (
                self.without_experience,
                "occupation",
                " without answers on experience",
            ),
            (self.wages, "occupation", " without wages"),
            (
                database.unknown.len(),
                "code",
                " that `Occupation Data` does not have",
            ),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, what, which)| format!("{}{which}", counted(number, what)))
        .collect()
    }

    /// What the ladder says without knowing it, each as a sentence.
    pub fn remarks(&self, is_undated: bool) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.zones > 0 {
            let counted = counted(self.zones, "occupation");
            remarks.push(format!(
                "{counted} without a job zone: at the lowest grade of the ladder"
            ));
        }
        if is_undated {
            remarks.push("the wages have no date, since the name of their table has none; `--wages-date 2025-05` would say it".to_owned());
        }
        remarks
    }
}
