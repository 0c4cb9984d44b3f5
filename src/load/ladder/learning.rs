//! What a ladder file says of the time that learning takes, where the entry learnt does not.

use crate::load::{
    codec::prelude::*,
    types::{DegreeName, Id, LevelText, Prose, Span, Years},
};

use super::figure::Figure;

entries! {
    /// How long it takes to learn what states no time of its own.
    LearningEntry "learning" {
        /// What a level takes, from the one below.
        optional levels: Entries<LevelText, StepTimeEntry>,
        /// The same for the skills of a category.
        optional categories: Entries<Prose, Entries<LevelText, StepTimeEntry>>,
        /// What a degree takes, from the one below.
        optional degrees: Entries<DegreeName, DegreeTimeEntry>,
        /// What a certification takes.
        optional certifications: CertificationTimeEntry,
        /// The source of every figure of this entry that names no other.
        optional source: Id,
    }

    /// What a level takes, from the one below.
    StepTimeEntry "a level" {
        /// Hours of study.
        optional hours: Figure<Span>,
        /// How long it is done at work.
        optional practice: Figure<Years>,
    }

    /// What a degree takes, from the one below.
    DegreeTimeEntry "a degree" {
        required years: Figure<Years>,
    }

    /// What a certification takes.
    CertificationTimeEntry "the time of a certification" {
        /// Hours of study.
        required hours: Figure<Span>,
    }
}
