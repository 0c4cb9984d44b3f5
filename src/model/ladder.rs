//! The career ladder as a graph: roles are its nodes, moves its edges.

use std::{collections::HashMap, ops::Index, sync::OnceLock};

use petgraph::{Direction, graph::DiGraph, visit::EdgeRef};

use smol_str::{SmolStr, StrExt};

use super::{
    Certification, CertificationIndex, Date, Day, Move, Pay, Role, RoleIndex, Scale, Skill,
    SkillIndex,
};

/// A checked ladder: every reference leads to an entry.
#[derive(Debug, Default)]
pub struct Ladder {
    /// The name that profiles refer to.
    pub id: SmolStr,
    /// The name for display.
    pub title: SmolStr,
    /// A description.
    pub about: Option<SmolStr>,
    /// Defaults for pay entries.
    pub market: Market,
    /// The levels of every skill without a scale of its own.
    pub scale: Scale,
    /// The tracks, in the file's order.
    pub tracks: Vec<Track>,
    /// The sources, in the file's order.
    pub sources: Vec<Source>,
    /// The skills, in the file's order.
    pub skills: Vec<Skill>,
    /// The certifications, in the file's order.
    pub certifications: Vec<Certification>,
    /// Roles as nodes, moves as edges; both in the file's order.
    pub graph: DiGraph<Role, Move>,
    pub(crate) names: Names,
}

/// Indexes from lower-case names to entries, each built on first use.
#[derive(Debug, Default)]
pub(crate) struct Names {
    role_ids: OnceLock<HashMap<SmolStr, RoleIndex>>,
    role_names: OnceLock<HashMap<SmolStr, Vec<RoleIndex>>>,
    skills: OnceLock<HashMap<SmolStr, SkillIndex>>,
    certifications: OnceLock<HashMap<SmolStr, CertificationIndex>>,
}

/// Defaults for the pay entries of a ladder.
#[derive(Debug, Default, Clone)]
pub struct Market {
    /// The region of pay entries that state none.
    pub region: Option<SmolStr>,
    /// ISO 4217 code of amounts that state none.
    pub currency: Option<SmolStr>,
}

/// A career track, such as engineering or management: its roles are ordered by grade.
#[derive(Debug)]
pub struct Track {
    /// Unique among the tracks of the ladder.
    pub id: SmolStr,
    /// The name for display.
    pub title: SmolStr,
}

/// The position of a track in [`Ladder::tracks`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackIndex(pub usize);

/// A publication that figures are taken from.
#[derive(Debug)]
pub struct Source {
    /// Unique among the sources of the ladder.
    pub id: SmolStr,
    /// Who published it.
    pub publisher: Option<SmolStr>,
    /// The name for display.
    pub title: SmolStr,
    /// Where it is published.
    pub url: Option<SmolStr>,
    /// The date that its figures describe.
    pub as_of: Option<Date>,
    /// The licence of its data.
    pub licence: Option<SmolStr>,
    /// A remark about this source.
    pub note: Option<SmolStr>,
}

/// The position of a source in [`Ladder::sources`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIndex(pub usize);

/// A value and its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure<T> {
    /// The value; its unit is stated where the figure is used.
    pub value: T,
    /// The source of the value.
    pub source: Option<SourceIndex>,
}

/// A range of a quantity, in hours or years.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    /// The lower end.
    pub min: f64,
    /// The upper end; equal to `min` where the quantity is exact.
    pub max: f64,
}

impl Ladder {
    /// All roles, in the file's order.
    pub fn roles(&self) -> impl Iterator<Item = RoleIndex> {
        self.graph.node_indices()
    }

    /// The moves out of a role, in the file's order.
    pub fn moves_from(&self, role: RoleIndex) -> Vec<(RoleIndex, &Move)> {
        let mut edges: Vec<_> = self.graph.edges(role).collect();
        edges.sort_by_key(EdgeRef::id);
        let moves = edges.into_iter();
        moves.map(|edge| (edge.target(), edge.weight())).collect()
    }

    /// The moves into a role, in the file's order.
    pub fn moves_into(&self, role: RoleIndex) -> Vec<(RoleIndex, &Move)> {
        let mut edges: Vec<_> = self
            .graph
            .edges_directed(role, Direction::Incoming)
            .collect();
        edges.sort_by_key(EdgeRef::id);
        let moves = edges.into_iter();
        moves.map(|edge| (edge.source(), edge.weight())).collect()
    }

    /// A role and its ancestors by `extends`, itself first.
    pub fn chain(&self, role: RoleIndex) -> Vec<RoleIndex> {
        let mut chain = vec![role];
        while let Some(parent) = chain.last().and_then(|role| self[*role].extends) {
            chain.push(parent);
        }
        chain
    }

    /// Finds a skill by its id, title or alias, in any case.
    pub fn skill(&self, name: &str) -> Option<SkillIndex> {
        if self.skills.len() <= FEW {
            return find_named(self.named_skills(), name);
        }
        self.skill_names().get(&fold(name)).copied()
    }

    /// Finds a certification by its id, title, code or alias, in any case.
    pub fn certification(&self, name: &str) -> Option<CertificationIndex> {
        if self.certifications.len() <= FEW {
            return find_named(self.named_certifications(), name);
        }
        self.certification_names().get(&fold(name)).copied()
    }

    /// Finds a role by its id, in any case; else all roles with this title or alias.
    pub fn roles_named(&self, name: &str) -> Vec<RoleIndex> {
        let name = fold(name);
        match self.role_ids().get(&name) {
            Some(role) => vec![*role],
            None => self.role_names().get(&name).cloned().unwrap_or_default(),
        }
    }

    fn role_names(&self) -> &HashMap<SmolStr, Vec<RoleIndex>> {
        self.names.role_names.get_or_init(|| {
            let mut names: HashMap<SmolStr, Vec<RoleIndex>> = HashMap::new();
            for role in self.roles() {
                let entry = &self[role];
                for name in [&entry.title].into_iter().chain(&entry.aliases) {
                    let named = names.entry(fold(name)).or_default();
                    if named.last() != Some(&role) {
                        named.push(role);
                    }
                }
            }
            names
        })
    }

    fn role_ids(&self) -> &HashMap<SmolStr, RoleIndex> {
        self.names
            .role_ids
            .get_or_init(|| name_index(self.roles().map(|role| (&self[role].id, role))))
    }

    /// The index from lower-case names to skills.
    pub fn skill_names(&self) -> &HashMap<SmolStr, SkillIndex> {
        let names = &self.names.skills;
        names.get_or_init(|| name_index(self.named_skills()))
    }

    /// The index from lower-case names to certifications.
    pub fn certification_names(&self) -> &HashMap<SmolStr, CertificationIndex> {
        let names = &self.names.certifications;
        names.get_or_init(|| name_index(self.named_certifications()))
    }

    /// The names of skills by precedence: ids, titles, aliases; among equals, the earlier entry
    /// first.
    fn named_skills(&self) -> impl Iterator<Item = (&SmolStr, SkillIndex)> {
        let skills = || self.skills.iter().zip((0..).map(SkillIndex));
        let ids = skills().map(|(skill, index)| (&skill.id, index));
        let titles = skills().map(|(skill, index)| (&skill.title, index));
        let aliases = skills()
            .flat_map(|(skill, index)| skill.aliases.iter().map(move |alias| (alias, index)));
        ids.chain(titles).chain(aliases)
    }

    /// The names of certifications by precedence: ids, titles, codes, aliases; among equals, the
    /// earlier entry first.
    fn named_certifications(&self) -> impl Iterator<Item = (&SmolStr, CertificationIndex)> {
        let entries = || {
            self.certifications
                .iter()
                .zip((0..).map(CertificationIndex))
        };
        let ids = entries().map(|(entry, index)| (&entry.id, index));
        let titles = entries().map(|(entry, index)| (&entry.title, index));
        let codes = entries().filter_map(|(entry, index)| Some((entry.code.as_ref()?, index)));
        let aliases = entries()
            .flat_map(|(entry, index)| entry.aliases.iter().map(move |alias| (alias, index)));
        ids.chain(titles).chain(codes).chain(aliases)
    }

    /// The date of a pay entry: its own, else its source's.
    pub fn dated(&self, pay: &Pay) -> Option<Date> {
        let source = || pay.source.and_then(|source| self[source].as_of);
        pay.as_of.or_else(source)
    }

    /// Whether a pay entry counts on `day`; an entry with a later date does not.
    pub fn is_known_on(&self, pay: &Pay, day: Day) -> bool {
        self.dated(pay).is_none_or(|date| date.first_day() <= day)
    }

    /// The scale of a skill: its own, else the ladder's.
    pub fn scale(&self, skill: SkillIndex) -> &Scale {
        self[skill].scale.as_ref().unwrap_or(&self.scale)
    }
}

/// Up to this many entries a linear search is faster than building an index.
const FEW: usize = 64;

fn find_named<'a, I>(mut names: impl Iterator<Item = (&'a SmolStr, I)>, name: &str) -> Option<I> {
    let name = name.trim();
    let found = if name.is_ascii() {
        names.find(|(known, _)| known.trim().eq_ignore_ascii_case(name))
    } else {
        let name = fold(name);
        names.find(|(known, _)| fold(known) == name)
    };
    found.map(|(_, entry)| entry)
}

fn name_index<'a, I>(names: impl Iterator<Item = (&'a SmolStr, I)>) -> HashMap<SmolStr, I> {
    let mut index = HashMap::with_capacity(names.size_hint().0);
    for (name, entry) in names {
        index.entry(fold(name)).or_insert(entry);
    }
    index
}

/// The form in which names are compared: without outer white space, in lower case.
pub fn fold(name: &str) -> SmolStr {
    let name = name.trim();
    if name.is_ascii() {
        name.to_ascii_lowercase_smolstr()
    } else {
        name.to_lowercase_smolstr()
    }
}

impl Index<RoleIndex> for Ladder {
    type Output = Role;

    fn index(&self, role: RoleIndex) -> &Role {
        &self.graph[role]
    }
}

/// Looks an entry up by its index.
macro_rules! index {
    ($($index:ident $entry:ident $entries:ident,)*) => {
        $(impl Index<$index> for Ladder {
            type Output = $entry;

            fn index(&self, index: $index) -> &$entry {
                &self.$entries[index.0]
            }
        })*
    };
}

index! {
    SkillIndex Skill skills,
    CertificationIndex Certification certifications,
    SourceIndex Source sources,
    TrackIndex Track tracks,
}
