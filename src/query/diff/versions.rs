//! Which entries of two versions of a ladder are the same: by id, else by what they are called.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::model::{Ladder, Level, RoleIndex, Scale, fold};

use super::side::Side;

/// Two versions of a ladder, and which of their entries are the same.
#[derive(Debug)]
pub struct Versions<'l> {
    /// The version before.
    pub old: &'l Ladder,
    /// The version after.
    pub new: &'l Ladder,
    pub(super) roles: Pairs,
    pub(super) skills: Pairs,
    pub(super) certifications: Pairs,
    pub(super) tracks: Pairs,
    pub(super) sources: Pairs,
    /// What the levels of the old ladder are in the new one, the lowest first.
    pub(super) levels: Vec<Option<Level>>,
}

/// The entries of one kind that are in both versions, by their positions.
#[derive(Debug, Default)]
pub struct Pairs {
    pub to_new: Vec<Option<usize>>,
    pub to_old: Vec<Option<usize>>,
}

/// What an entry is called.
pub struct Names<'l> {
    pub id: &'l SmolStr,
    /// The title, and what stands for it.
    titles: Vec<&'l SmolStr>,
    pub aliases: &'l [SmolStr],
}

impl<'l> Names<'l> {
    pub fn id_and_title(&self) -> (&'l SmolStr, &'l SmolStr) {
        (self.id, self.titles.first().unwrap_or(&self.id))
    }
}

impl<'l> Versions<'l> {
    /// Finds the entries that are in both versions.
    ///
    /// Those with the same id are the same. Else an entry is the one of the other version whose id or title is among its
    /// aliases, or that has the same title, where there is only one of it.
    pub fn new(old: &'l Ladder, new: &'l Ladder) -> Self {
        let mut tracks = Pairs::of(tracks, old, new);
        if let ([one], [other]) = (old.tracks.as_slice(), new.tracks.as_slice())
            && (one.id == old.id || other.id == new.id)
        {
            // A ladder that names no track is one itself.
            tracks.join(0, 0);
        }
        let ranks = 1..=u8::try_from(old.scale.names().len()).unwrap_or(u8::MAX);
        let levels = ranks.filter_map(|rank| old.scale.level(rank));
        Self {
            old,
            new,
            roles: Pairs::of(roles, old, new),
            skills: Pairs::of(skills, old, new),
            certifications: Pairs::of(certifications, old, new),
            tracks,
            sources: Pairs::of(sources, old, new),
            levels: levels
                .map(|level| level_in(&old.scale, level, &new.scale))
                .collect(),
        }
    }

    /// The old version, its entries called as in the new one.
    pub(super) fn before(&self) -> Side<'_, 'l> {
        Side {
            versions: self,
            ladder: self.old,
            is_old: true,
        }
    }

    /// The new version.
    pub(super) fn after(&self) -> Side<'_, 'l> {
        Side {
            versions: self,
            ladder: self.new,
            is_old: false,
        }
    }

    /// The old role that a new one was.
    pub(super) fn old_role(&self, role: RoleIndex) -> Option<RoleIndex> {
        self.roles.to_old[role.index()].map(RoleIndex::new)
    }

    /// The role of the new version that a role of the old one is.
    pub fn new_role(&self, role: RoleIndex) -> Option<RoleIndex> {
        self.roles.to_new[role.index()].map(RoleIndex::new)
    }

    /// The id in one version of a role that is called so only in the other: `None` where it has none, or is known here.
    pub fn other_role(&self, name: &str, is_old: bool) -> Option<Option<&'l SmolStr>> {
        let (here, there, pairs) = if is_old {
            (self.old, self.new, &self.roles.to_old)
        } else {
            (self.new, self.old, &self.roles.to_new)
        };
        if !here.roles_named(name).is_empty() {
            return None;
        }
        let [only] = there.roles_named(name)[..] else {
            return None;
        };
        let meant = pairs[only.index()].map(RoleIndex::new);
        // A role into which several were merged has the titles of all of them.
        let merged = || match here.roles_named(&there[only].title)[..] {
            [role] => Some(role),
            _ => None,
        };
        Some(meant.or_else(merged).map(|role| &here[role].id))
    }

    /// The same of a skill.
    pub fn other_skill(&self, name: &str, is_old: bool) -> Option<&'l SmolStr> {
        let (here, there, pairs) = if is_old {
            (self.old, self.new, &self.skills.to_old)
        } else {
            (self.new, self.old, &self.skills.to_new)
        };
        let meant = there.skill(name).filter(|_| here.skill(name).is_none())?;
        pairs[meant.0].map(|skill| &here.skills[skill].id)
    }

    /// The same of a certification.
    pub fn other_certification(&self, name: &str, is_old: bool) -> Option<&'l SmolStr> {
        let (here, there, pairs) = if is_old {
            (self.old, self.new, &self.certifications.to_old)
        } else {
            (self.new, self.old, &self.certifications.to_new)
        };
        let meant = there.certification(name);
        let meant = meant.filter(|_| here.certification(name).is_none())?;
        pairs[meant.0].map(|certification| &here.certifications[certification].id)
    }
}

/// The level of another scale that is the same: that of this name, else the one of this rank that is named anew.
pub(super) fn level_in(scale: &Scale, level: Level, other: &Scale) -> Option<Level> {
    let renamed = || {
        let same = other.level(level.rank())?;
        scale.named(other.name(same)).is_none().then_some(same)
    };
    other.named(scale.name(level)).or_else(renamed)
}

impl Pairs {
    fn of<'l>(names: fn(&'l Ladder) -> Vec<Names<'l>>, old: &'l Ladder, new: &'l Ladder) -> Self {
        let (old, new) = (names(old), names(new));
        let mut pairs = Self {
            to_new: vec![None; old.len()],
            to_old: vec![None; new.len()],
        };
        let ids: HashMap<&SmolStr, usize> = positions(&new).collect();
        for (id, position) in positions(&old) {
            if let Some(same) = ids.get(id) {
                pairs.join(position, *same);
            }
        }
        let id: NamesIn<'l> = |names| vec![names.id];
        let titles: NamesIn<'l> = |names| names.titles.clone();
        let aliases: NamesIn<'l> = |names| names.aliases.iter().collect();
        // Turned round, the versions have the same pairs.
        pairs.join_named(&old, &new, &[[id, aliases], [aliases, id]]);
        pairs.join_named(&old, &new, &[[titles, aliases], [aliases, titles]]);
        pairs.join_named(&old, &new, &[[titles, titles]]);
        pairs
    }

    fn join(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }

    /// Joins entries that share a name which no other one has. Of several that an entry shares one with, the one whose
    /// name stands first in its list is meant.
    fn join_named<'l>(&mut self, old: &[Names<'l>], new: &[Names<'l>], kinds: &[[NamesIn<'l>; 2]]) {
        // The best entry of the other version, for each of the old ones and for each of the new ones.
        let mut best: [HashMap<usize, Best>; 2] = Default::default();
        for [in_old, in_new] in kinds {
            let old_names = only(old, *in_old, &self.to_new);
            let new_names = only(new, *in_new, &self.to_old);
            for (name, known) in &old_names {
                if let (Some((old, one)), Some(Some((new, other)))) = (known, new_names.get(name)) {
                    let rank = one + other;
                    let sides = [(old, new), (new, old)];
                    for (best, (from, to)) in best.iter_mut().zip(sides) {
                        let open = best.entry(*from).or_default();
                        open.add(rank, *to);
                    }
                }
            }
        }
        let [of_old, of_new] = &best;
        for (old, best) in of_old {
            if let Some(new) = best.only
                && of_new.get(&new).and_then(|best| best.only) == Some(*old)
            {
                self.join(*old, new);
            }
        }
    }
}

/// What an entry is called, in one way.
type NamesIn<'l> = fn(&Names<'l>) -> Vec<&'l SmolStr>;

/// The one entry with the best rank; `None` where several have it.
struct Best {
    rank: usize,
    only: Option<usize>,
}

impl Default for Best {
    fn default() -> Self {
        Self {
            rank: usize::MAX,
            only: None,
        }
    }
}

impl Best {
    fn add(&mut self, rank: usize, entry: usize) {
        if rank < self.rank {
            (self.rank, self.only) = (rank, Some(entry));
        } else if rank == self.rank && self.only != Some(entry) {
            self.only = None;
        }
    }
}

/// The entry with each name, and the position of the name in its list; `None` where several entries have it. Entries that
/// are joined are left out.
fn only<'l>(
    entries: &[Names<'l>],
    names_in: NamesIn<'l>,
    joined: &[Option<usize>],
) -> HashMap<SmolStr, Option<(usize, usize)>> {
    let mut named: HashMap<SmolStr, Option<(usize, usize)>> = HashMap::new();
    let open = entries.iter().enumerate();
    for (at, names) in open.filter(|(at, _)| joined[*at].is_none()) {
        for (position, name) in names_in(names).into_iter().enumerate() {
            let known = named.entry(fold(name)).or_insert(Some((at, position)));
            if known.is_some_and(|(other, _)| other != at) {
                *known = None;
            }
        }
    }
    named
}

fn positions<'a, 'l>(names: &'a [Names<'l>]) -> impl Iterator<Item = (&'l SmolStr, usize)> + 'a {
    let positions = names.iter().zip(0..);
    positions.map(|(names, position)| (names.id, position))
}

pub fn roles(ladder: &Ladder) -> Vec<Names<'_>> {
    let roles = ladder.graph.node_weights();
    roles
        .map(|role| Names {
            id: &role.id,
            titles: vec![&role.title],
            aliases: &role.aliases,
        })
        .collect()
}

pub fn skills(ladder: &Ladder) -> Vec<Names<'_>> {
    let skills = ladder.skills.iter();
    skills
        .map(|skill| Names {
            id: &skill.id,
            titles: vec![&skill.title],
            aliases: &skill.aliases,
        })
        .collect()
}

pub fn certifications(ladder: &Ladder) -> Vec<Names<'_>> {
    let certifications = ladder.certifications.iter();
    certifications
        .map(|entry| Names {
            id: &entry.id,
            titles: [&entry.title].into_iter().chain(&entry.code).collect(),
            aliases: &entry.aliases,
        })
        .collect()
}

pub fn tracks(ladder: &Ladder) -> Vec<Names<'_>> {
    let tracks = ladder.tracks.iter();
    tracks
        .map(|track| Names {
            id: &track.id,
            titles: vec![&track.title],
            aliases: &[],
        })
        .collect()
}

pub fn sources(ladder: &Ladder) -> Vec<Names<'_>> {
    let sources = ladder.sources.iter();
    sources
        .map(|source| Names {
            id: &source.id,
            titles: vec![&source.title],
            aliases: &[],
        })
        .collect()
}
