//! What differs between two versions of a ladder, and what that does to a person.
//!
//! Versions are compared by what they mean: each entry is taken apart into what it states, with defaults and inherited
//! requirements filled in. Where and in which order it is written makes no difference.

mod changes;
mod inherited;
mod parts;
mod readiness;
mod role;
mod versions;

pub use changes::{PartChange, PayBeside, PropertyChange};
pub use parts::PropertyValue;
pub use readiness::{GapBeside, ReadinessBeside, RoleFit};
pub use versions::Versions;

use std::collections::HashMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::order::Order as _;
use crate::{
    model::{CertificationIndex, Day, Ladder, Resolver, RoleIndex, SkillIndex, TrackIndex, fold},
    vocabulary::{Change, EntryPart, Property, VersionedEntry},
};

use super::{
    answer::{Header, Named},
    answer_builder::AnswerBuilder,
    pay::PayFilter,
    person_state::PersonState,
};
use changes::{all, changes};
use parts::{Part, PropertyValue as Value};
use versions::Pairs;

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

/// How many entries are named in place of one that is gone.
const NAMED: usize = 10;

/// Answers what differs between two versions of a ladder; with a person as each of them sees them, what that does to
/// the person.
pub fn diff(
    versions: &Versions,
    [old_file, new_file]: [Version; 2],
    people: Option<[&PersonState; 2]>,
    filter: &PayFilter,
    as_of: Day,
) -> DiffAnswer {
    let (before, after) = (versions.before(), versions.after());
    let (old, new) = (versions.old, versions.new);
    let mut entries = Vec::new();
    let parts = changes(parts::ladder(before), parts::ladder(after));
    if !parts.is_empty() {
        entries.push(EntryChange {
            kind: VersionedEntry::Ladder,
            id: new.id.clone(),
            title: new.title.clone(),
            change: Change::Changed,
            was: None,
            replaced_by: Vec::new(),
            found_by_old_id: None,
            parts,
        });
    }
    let tracks = Kind {
        kind: VersionedEntry::Track,
        order: [old, new].map(|ladder| (0..ladder.tracks.len()).collect()),
        has_ids: parts::names_tracks(old) || parts::names_tracks(new),
        pairs: &versions.tracks,
        names: [track_names(old), track_names(new)],
    };
    tracks.compare(
        |track| parts::track(before, TrackIndex(track)),
        |track| parts::track(after, TrackIndex(track)),
        &mut entries,
    );
    let sources = Kind {
        kind: VersionedEntry::Source,
        order: [old, new].map(|ladder| (0..ladder.sources.len()).collect()),
        has_ids: true,
        pairs: &versions.sources,
        names: [old, new].map(|ladder| named(&ladder.sources, |one| (&one.id, &one.title, &[]))),
    };
    sources.compare(
        |source| parts::source(&old.sources[source]),
        |source| parts::source(&new.sources[source]),
        &mut entries,
    );
    let skills = Kind {
        kind: VersionedEntry::Skill,
        order: [old, new].map(|ladder| (0..ladder.skills.len()).collect()),
        has_ids: true,
        pairs: &versions.skills,
        names: [old, new]
            .map(|ladder| named(&ladder.skills, |one| (&one.id, &one.title, &one.aliases))),
    };
    skills.compare(
        |skill| parts::skill(before, SkillIndex(skill)),
        |skill| parts::skill(after, SkillIndex(skill)),
        &mut entries,
    );
    let certifications = Kind {
        kind: VersionedEntry::Certification,
        order: [old, new].map(|ladder| (0..ladder.certifications.len()).collect()),
        has_ids: true,
        pairs: &versions.certifications,
        names: [old, new].map(|ladder| {
            named(&ladder.certifications, |one| {
                (&one.id, &one.title, &one.aliases)
            })
        }),
    };
    certifications.compare(
        |at| parts::certification(before, &before.ladder[CertificationIndex(at)]),
        |at| parts::certification(after, &after.ladder[CertificationIndex(at)]),
        &mut entries,
    );
    let changed_before = entries.len();
    let roles = Kind {
        kind: VersionedEntry::Role,
        order: [old, new].map(|ladder| {
            let roles = inherited::parents_first(ladder).into_iter();
            roles.map(RoleIndex::index).collect()
        }),
        has_ids: true,
        pairs: &versions.roles,
        names: [old, new].map(|ladder| {
            let roles = ladder.graph.node_weights();
            roles
                .map(|role| (&role.id, &role.title, role.aliases.as_slice()))
                .collect()
        }),
    };
    let (mut resolver, mut old_resolver) = (Resolver::new(new), Resolver::new(old));
    roles.compare(
        |at| role::role(before, RoleIndex::new(at), &mut old_resolver, filter),
        |at| role::role(after, RoleIndex::new(at), &mut resolver, filter),
        &mut entries,
    );
    inherited::tell_once(versions, &mut entries, changed_before);
    let readiness = people.map(|people| readiness::beside(versions, people));
    let builder = AnswerBuilder::new(new);
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
        readiness,
        shared_roles: versions.roles.to_new.iter().flatten().count(),
        is_whole: false,
        suggested_profile: None,
    }
}

/// The id, the title and the aliases of an entry.
type Names<'l> = (&'l SmolStr, &'l SmolStr, &'l [SmolStr]);

fn named<'l, T>(entries: &'l [T], names: fn(&'l T) -> Names<'l>) -> Vec<Names<'l>> {
    entries.iter().map(names).collect()
}

fn track_names(ladder: &Ladder) -> Vec<Names<'_>> {
    named(&ladder.tracks, |track| (&track.id, &track.title, &[]))
}

/// The entries of one kind in both versions.
struct Kind<'v, 'l> {
    kind: VersionedEntry,
    pairs: &'v Pairs,
    /// Those of the old version and those of the new one.
    names: [Vec<Names<'l>>; 2],
    /// Whether their ids say something, which those of tracks without a name do not.
    has_ids: bool,
    /// The order in which they are looked at.
    order: [Vec<usize>; 2],
}

impl Kind<'_, '_> {
    /// Compares the entries, each by what it states before and after.
    fn compare(
        &self,
        mut before: impl FnMut(usize) -> Vec<Part>,
        mut after: impl FnMut(usize) -> Vec<Part>,
        entries: &mut Vec<EntryChange>,
    ) {
        let [old, new] = &self.names;
        let mut found: Vec<(usize, EntryChange)> = Vec::new();
        for at in self.order[1].iter().copied() {
            let (id, title, _) = &new[at];
            let Some(was) = self.pairs.to_old[at] else {
                let parts = all(after(at), Change::Added);
                found.push((at, self.entry(id, title, Change::Added, parts)));
                continue;
            };
            let mut parts = changes(before(was), after(at));
            let (old_id, old_title, _) = &old[was];
            let is_renamed = old_id != id && self.has_ids;
            if is_renamed {
                leave_out_old_names(&mut parts, [old_id, old_title], [id, title]);
            }
            if is_renamed || !parts.is_empty() {
                let change = if is_renamed {
                    Change::Renamed
                } else {
                    Change::Changed
                };
                let was = Named {
                    id: (*old_id).clone(),
                    title: (*old_title).clone(),
                };
                let is_found = || {
                    let (_, title, aliases) = &new[at];
                    let names = [*title].into_iter().chain(aliases.iter());
                    names
                        .map(|name| fold(name))
                        .any(|name| name == fold(old_id))
                };
                let entry = EntryChange {
                    was: is_renamed.then_some(was),
                    found_by_old_id: is_renamed.then(is_found),
                    ..self.entry(id, title, change, parts)
                };
                found.push((at, entry));
            }
        }
        found.order_by_key(|(at, _)| *at);
        entries.extend(found.into_iter().map(|(_, entry)| entry));
        let gone = self.order[0].iter().copied();
        let gone = gone.filter(|at| self.pairs.to_new[*at].is_none());
        let gone: Vec<usize> = gone.collect();
        if gone.is_empty() {
            return;
        }
        let mut called: HashMap<SmolStr, Vec<&SmolStr>> = HashMap::new();
        for (id, _, aliases) in new {
            for alias in *aliases {
                let ids = called.entry(fold(alias)).or_default();
                if ids.len() < NAMED && ids.last() != Some(id) {
                    ids.push(id);
                }
            }
        }
        let mut removed: Vec<(usize, EntryChange)> = Vec::new();
        for at in gone {
            let (id, title, _) = &old[at];
            let ids = [id, title].into_iter();
            let mut ids = ids.filter_map(|name| called.get(&fold(name)));
            let ids = ids.next().into_iter().flatten();
            let entry = EntryChange {
                replaced_by: ids.map(|id| (*id).clone()).collect(),
                ..self.entry(id, title, Change::Removed, all(before(at), Change::Removed))
            };
            removed.push((at, entry));
        }
        removed.order_by_key(|(at, _)| *at);
        entries.extend(removed.into_iter().map(|(_, entry)| entry));
    }

    fn entry(
        &self,
        id: &SmolStr,
        title: &SmolStr,
        change: Change,
        parts: Vec<PartChange>,
    ) -> EntryChange {
        EntryChange {
            kind: self.kind,
            id: id.clone(),
            title: title.clone(),
            change,
            was: None,
            replaced_by: Vec::new(),
            found_by_old_id: None,
            parts,
        }
    }
}

/// Leaves out that an entry has its old name as an alias, which a change of its name is told by.
fn leave_out_old_names(parts: &mut Vec<PartChange>, old: [&SmolStr; 2], new: [&SmolStr; 2]) {
    let [old, new] = [old, new].map(|names| names.map(|name| fold(name)));
    for part in parts
        .iter_mut()
        .filter(|part| part.part == EntryPart::Entry)
    {
        part.properties.retain_mut(|change| {
            if change.property != Property::Aliases {
                return true;
            }
            let others = |value: &Option<Value>, names: &[SmolStr]| match value {
                Some(Value::Set(aliases)) => {
                    let aliases = aliases.iter();
                    let aliases = aliases.filter(|alias| !names.contains(&fold(alias)));
                    Some(aliases.cloned().collect()).filter(|left: &Vec<_>| !left.is_empty())
                }
                _ => None,
            };
            let (before, after) = (others(&change.old, &new), others(&change.new, &old));
            let [before, after] = [before, after].map(|aliases| aliases.map(Value::Set));
            let is_same = match (&before, &after) {
                (Some(before), Some(after)) => before.is_same(after),
                (before, after) => before.is_none() && after.is_none(),
            };
            (change.old, change.new) = (before, after);
            !is_same
        });
    }
    parts.retain(|part| !part.properties.is_empty());
}
