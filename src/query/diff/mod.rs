//! What differs between two versions of a ladder, and what that does to a person.
//!
//! Versions are compared by what they mean: each entry is taken apart into what it states, with defaults and inherited
//! requirements filled in. Where and in which order it is written makes no difference.

mod changes;
mod entries;
mod inherited;
mod parts;
mod places;
mod readiness;
mod role;
mod side;
mod stated;
mod versions;

pub use changes::{PartChange, PayBeside, PropertyChange};
pub use parts::{PropertyValue, VersionLevel, VersionMember};
pub use readiness::{GapBeside, ReadinessBeside, RoleFit};
pub use versions::Versions;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::Day,
    vocabulary::{Change, VersionedEntry},
};

use super::{
    answer::{Header, Named},
    answer_builder::AnswerBuilder,
    pay::PayFilter,
    person_state::PersonState,
};

/// What differs between two versions of a ladder.
#[derive(Debug, PartialEq, Serialize)]
pub struct DiffAnswer {
    /// The new version, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The old version.
    pub old: Version,
    /// The new version.
    pub new: Version,
    /// Whether anything differs.
    pub differs: bool,
    /// The entries that differ: the ladder, tracks, sources, skills, certifications, roles; each kind in the order of the
    /// new version, then those that are gone.
    pub entries: Vec<EntryChange>,
    /// The roles for which the person's readiness or gaps differ, in the order of the new version; `null` without a
    /// person.
    pub readiness: Option<Vec<ReadinessBeside>>,
    /// How many roles are in both versions.
    pub shared_roles: usize,
    /// Which pay is compared.
    #[serde(skip)]
    pub pay: PayFilter,
    /// Whether figures that rest on estimates are left out.
    #[serde(skip)]
    pub no_estimates: bool,
    /// Whether a document has all rows.
    #[serde(skip)]
    pub is_whole: bool,
    /// A profile that could be asked for, as a word for a shell.
    #[serde(skip)]
    pub suggested_profile: Option<String>,
}

/// A version of a ladder.
#[derive(Debug, PartialEq, Serialize)]
pub struct Version {
    /// The file, or the id of an embedded ladder, as it was named.
    pub file: SmolStr,
    /// The id and the title of the ladder.
    #[serde(flatten)]
    pub ladder: Named,
    /// Whether a command can name it, which a pipe cannot.
    #[serde(skip)]
    pub can_be_named: bool,
}

/// How an entry differs between two versions.
#[derive(Debug, PartialEq, Serialize)]
pub struct EntryChange {
    /// What the entry is.
    pub kind: VersionedEntry,
    /// Its id in the new version, else in the old one.
    pub id: SmolStr,
    /// Its title in the new version, else in the old one.
    pub title: SmolStr,
    /// What happened to it.
    pub change: Change,
    /// What it was called before, where it is renamed.
    pub was: Option<Named>,
    /// The entries of the new version that have its id or title as an alias, where it is gone.
    pub replaced_by: Vec<SmolStr>,
    /// Whether the old id finds the entry in the new version; `null` where it is not renamed.
    pub found_by_old_id: Option<bool>,
    /// What differs; all that it states where it is new or gone.
    pub parts: Vec<PartChange>,
}

impl EntryChange {
    /// Whether it is in one of the versions alone.
    pub fn is_in_one(&self) -> bool {
        matches!(self.change, Change::Added | Change::Removed)
    }
}

/// Answers what differs between two versions of a ladder; with a person as each of them sees them, what that does to
/// the person.
pub fn diff(
    versions: &Versions,
    [old_file, new_file]: [Version; 2],
    people: Option<[&PersonState; 2]>,
    filter: &PayFilter,
    as_of: Day,
) -> DiffAnswer {
    let entries = entries::entries(versions, filter, as_of);
    let builder = AnswerBuilder::new(versions.new);
    let header = match people {
        Some([_, state]) => builder.header(state),
        None => builder.header(&PersonState::unknown(as_of)),
    };
    DiffAnswer {
        header,
        old: old_file,
        new: new_file,
        differs: !entries.is_empty(),
        entries,
        readiness: people.map(|people| readiness::beside(versions, people)),
        shared_roles: versions.roles.to_new.iter().flatten().count(),
        pay: filter.clone(),
        no_estimates: false,
        is_whole: false,
        suggested_profile: None,
    }
}
