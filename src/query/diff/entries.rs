//! The entries of both versions, each with how it differs.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::order::Order as _;
use crate::{
    model::{CertificationIndex, Day, Ladder, Resolver, RoleIndex, SkillIndex, TrackIndex, fold},
    query::{answer::Named, pay::PayFilter},
    vocabulary::{Change, EntryPart, Property, VersionedEntry},
};

use super::{
    EntryChange, PartChange, PropertyValue as Value, Versions,
    changes::{all, changes},
    inherited,
    parts::StatedPart,
    role, stated,
    versions::{self, Names, Pairs},
};

/// How many entries are named in place of one that is gone.
const NAMED: usize = 10;

/// The entries that differ: the ladder, tracks, sources, skills, certifications, roles.
pub(super) fn entries(versions: &Versions, filter: &PayFilter, day: Day) -> Vec<EntryChange> {
    let (before, after) = (versions.before(), versions.after());
    let (old, new) = (versions.old, versions.new);
    let mut entries = Vec::new();
    let (mut stated_before, mut stated_after) = (stated::ladder(before), stated::ladder(after));
    let figures = |side| stated::figures(side, filter, day);
    if let (Some(before), Some(after)) = (figures(before), figures(after)) {
        stated_before.push(before);
        stated_after.push(after);
    }
    let parts = changes(stated_before, stated_after);
    if !parts.is_empty() {
        let change = Change::Changed;
        entries.push(entry(
            VersionedEntry::Ladder,
            (&new.id, &new.title),
            change,
            parts,
        ));
    }
    let list = |kind, pairs, names| EntryList::new(versions, kind, pairs, names);
    let tracks = EntryList {
        has_ids: stated::names_tracks(old) || stated::names_tracks(new),
        ..list(VersionedEntry::Track, &versions.tracks, versions::tracks)
    };
    tracks.compare(
        |at| stated::track(before, TrackIndex(at)),
        |at| stated::track(after, TrackIndex(at)),
        &mut entries,
    );
    list(VersionedEntry::Source, &versions.sources, versions::sources).compare(
        |at| stated::source(&old.sources[at]),
        |at| stated::source(&new.sources[at]),
        &mut entries,
    );
    list(VersionedEntry::Skill, &versions.skills, versions::skills).compare(
        |at| stated::skill(before, SkillIndex(at)),
        |at| stated::skill(after, SkillIndex(at)),
        &mut entries,
    );
    let kind = VersionedEntry::Certification;
    list(kind, &versions.certifications, versions::certifications).compare(
        |at| stated::certification(before, &old[CertificationIndex(at)]),
        |at| stated::certification(after, &new[CertificationIndex(at)]),
        &mut entries,
    );
    let first_role = entries.len();
    let roles = EntryList {
        order: [old, new].map(|ladder| {
            let roles = inherited::parents_first(ladder).into_iter();
            roles.map(RoleIndex::index).collect()
        }),
        ..list(VersionedEntry::Role, &versions.roles, versions::roles)
    };
    let (mut old_resolver, mut resolver) = (Resolver::new(old), Resolver::new(new));
    roles.compare(
        |at| role::role(before, RoleIndex::new(at), &mut old_resolver, filter),
        |at| role::role(after, RoleIndex::new(at), &mut resolver, filter),
        &mut entries,
    );
    inherited::tell_once(versions, &mut entries, first_role);
    entries
}

/// The entries of one kind in both versions.
struct EntryList<'v, 'l> {
    kind: VersionedEntry,
    pairs: &'v Pairs,
    /// Those of the old version and those of the new one.
    names: [Vec<Names<'l>>; 2],
    /// Whether their ids say something, which those of tracks without a name do not.
    has_ids: bool,
    /// The order in which they are looked at.
    order: [Vec<usize>; 2],
}

impl<'v, 'l> EntryList<'v, 'l> {
    fn new(
        versions: &'v Versions<'l>,
        kind: VersionedEntry,
        pairs: &'v Pairs,
        names: fn(&'l Ladder) -> Vec<Names<'l>>,
    ) -> Self {
        let names = [versions.old, versions.new].map(names);
        Self {
            kind,
            pairs,
            has_ids: true,
            order: names.each_ref().map(|names| (0..names.len()).collect()),
            names,
        }
    }

    /// Compares the entries, each by what it states before and after.
    fn compare(
        &self,
        mut before: impl FnMut(usize) -> Vec<StatedPart>,
        mut after: impl FnMut(usize) -> Vec<StatedPart>,
        entries: &mut Vec<EntryChange>,
    ) {
        let [old, new] = &self.names;
        let mut found: Vec<(usize, EntryChange)> = Vec::new();
        for at in self.order[1].iter().copied() {
            let (id, title) = new[at].id_and_title();
            let Some(was) = self.pairs.to_old[at] else {
                let parts = all(&after(at), Change::Added);
                found.push((at, self.entry(id, title, Change::Added, parts)));
                continue;
            };
            let mut parts = changes(before(was), after(at));
            let (old_id, old_title) = old[was].id_and_title();
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
                    id: old_id.clone(),
                    title: old_title.clone(),
                };
                let is_found = || {
                    let mut names = [title].into_iter().chain(new[at].aliases);
                    names.any(|name| fold(name) == fold(old_id))
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
        for Names { id, aliases, .. } in new {
            for alias in *aliases {
                let ids = called.entry(fold(alias)).or_default();
                if ids.len() < NAMED && ids.last() != Some(id) {
                    ids.push(id);
                }
            }
        }
        let mut removed: Vec<(usize, EntryChange)> = Vec::new();
        for at in gone {
            let (id, title) = old[at].id_and_title();
            let ids = [id, title].into_iter();
            let mut ids = ids.filter_map(|name| called.get(&fold(name)));
            let ids = ids.next().into_iter().flatten();
            let entry = EntryChange {
                replaced_by: ids.map(|id| (*id).clone()).collect(),
                ..self.entry(
                    id,
                    title,
                    Change::Removed,
                    all(&before(at), Change::Removed),
                )
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
        entry(self.kind, (id, title), change, parts)
    }
}

fn entry(
    kind: VersionedEntry,
    (id, title): (&SmolStr, &SmolStr),
    change: Change,
    parts: Vec<PartChange>,
) -> EntryChange {
    EntryChange {
        kind,
        id: id.clone(),
        title: title.clone(),
        change,
        was: None,
        replaced_by: Vec::new(),
        found_by_old_id: None,
        parts,
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
