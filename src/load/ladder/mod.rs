//! What a ladder file says.
//!
//! References are still words, dates and levels still text; only the form is known to be right.

mod alternatives;
mod certification;
mod fact;
mod figure;
mod learning;
mod role;
mod skill;

pub use alternatives::{
    AlternativeDegreeEntry, AlternativeEntry, AlternativesEntry, PointsEntry, PointsOfEntry,
};
pub use certification::{CertificationEntry, FeeEntry, GroupEntry, RequiredCertification};
pub use fact::FactEntry;
pub use figure::Figure;
pub use learning::{CertificationTimeEntry, DegreeTimeEntry, LearningEntry, StepTimeEntry};
pub use role::{
    AskedLevelDetails, AskedLevelEntry, EducationEntry, MoveDetails, MoveEntry, PayDetails,
    PayEntry, RecommendedEntry, ResponsibilityText, RoleEntry,
};
pub use skill::{NeedEntry, ResourceEntry, SkillEntry};

use super::{
    codec::prelude::*,
    types::{
        BasisName, CurrencyCode, DateText, FilePath, GradeText, HoursPerYear, Id, LevelName, Link,
        Prose, Title,
    },
};

entries! {
    /// Roles of a career, what each asks for, what each pays, and the moves between them.
    LadderDocument "a ladder" = {
        "title": "Ladder",
        "anyOf": [
            { "required": ["roles"] },
            { "required": ["include"] },
            { "required": ["skills"] },
            { "required": ["certifications"] },
            { "required": ["sources"] },
            { "required": ["tracks"] }
        ]
    } {
        /// A short name for the ladder, by which profiles call it.
        optional id: Id,
        /// What the ladder is called; made from its id, unless said here.
        optional title: Title,
        /// What the ladder is about, in a sentence or two.
        optional about: Prose,
        /// Files whose entries belong to this ladder, each by its path from this file.
        optional include: Items<FilePath> = { "uniqueItems": true },
        /// Where pay is paid unless an entry says otherwise.
        optional market: MarketEntry,
        /// The levels of skills, lowest first; the first one is level 1.
        optional proficiency: Items<LevelName> = { "maxItems": 100, "uniqueItems": true },
        /// The source of every figure that names no other and whose entry names none.
        optional source: Id,
        /// The lines that roles stand on, from id to title.
        optional tracks: Entries<Id, TrackEntry>,
        /// What figures rest on.
        optional sources: Entries<Id, SourceEntry>,
        /// How long it takes to learn what states no time of its own.
        optional learning: LearningEntry,
        /// What else is known of the ladder.
        optional facts: Items<FactEntry>,
        /// What roles ask for, and how it is learnt.
        optional skills: Entries<Id, SkillEntry>,
        /// Certifications that roles ask for or recommend.
        optional certifications: Entries<Id, CertificationEntry>,
        /// The rungs of the ladder; their order is that on the screen.
        whole roles: Entries<Id, RoleEntry> = { "minProperties": 1 },
    }

    /// Where pay is paid unless an entry says otherwise.
    MarketEntry "a market" {
        /// The region, such as a country.
        optional region: Prose,
        optional currency: CurrencyCode,
        /// Whether pay is base pay alone, or with bonus and equity.
        optional basis: BasisName,
        /// The paid hours of a full-time year: 2080, which is 52 weeks of 40 hours, unless said here.
        optional hours_per_year: HoursPerYear,
    }

    /// A line that roles stand on.
    TrackEntry "a track" {
        /// What the track is called.
        short title: Title,
        /// The names of its grades, lowest first; the first one is grade 1.
        optional grades: Items<GradeText> = { "uniqueItems": true },
    }

    /// What a figure rests on.
    SourceEntry "a source" {
        /// Who published it.
        optional publisher: Prose,
        required title: Title,
        optional url: Link,
        /// The day, month or year that its figures describe.
        optional as_of: DateText,
        /// Whether every figure that rests on it is an estimate.
        optional estimate: bool,
        /// Under which terms it may be used.
        optional licence: Prose,
        optional note: Prose,
    }
}
