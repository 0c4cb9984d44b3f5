//! The ladder: roles as the nodes of a graph, moves as its edges, and all that roles ask for.

use std::{collections::HashMap, ops::Index, sync::OnceLock};

use petgraph::{Direction, graph::DiGraph, visit::EdgeRef};

use smol_str::{SmolStr, StrExt};

use super::{
    Certification, CertificationIndex, Date, Day, Move, Pay, Role, RoleIndex, Scale, Skill,
    SkillIndex,
};

/// A sound ladder.
#[derive(Debug, Default)]
pub struct Ladder {
    pub id: SmolStr,
    pub title: SmolStr,
    pub about: Option<SmolStr>,
    pub market: Market,
    /// The levels of every skill that has none of its own.
    pub scale: Scale,
    pub tracks: Vec<Track>,
    pub sources: Vec<Source>,
    pub skills: Vec<Skill>,
    pub certifications: Vec<Certification>,
    pub graph: DiGraph<Role, Move>,
    pub(crate) names: Names,
}

/// What things are called, in lower case; worked out when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Names {
    roles: OnceLock<HashMap<SmolStr, RoleIndex>>,
    titles: OnceLock<HashMap<SmolStr, Vec<RoleIndex>>>,
    skills: OnceLock<HashMap<SmolStr, SkillIndex>>,
    certifications: OnceLock<HashMap<SmolStr, CertificationIndex>>,
}

/// Where pay is paid unless an entry says otherwise.
#[derive(Debug, Default, Clone)]
pub struct Market {
    pub region: Option<SmolStr>,
    pub currency: Option<SmolStr>,
}

/// A line of roles that grades put in order.
#[derive(Debug)]
pub struct Track {
    pub id: SmolStr,
    pub title: SmolStr,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackIndex(pub usize);

/// What a figure rests on.
#[derive(Debug)]
pub struct Source {
    pub id: SmolStr,
    pub publisher: Option<SmolStr>,
    pub title: SmolStr,
    pub url: Option<SmolStr>,
    pub as_of: Option<Date>,
    pub licence: Option<SmolStr>,
    pub note: Option<SmolStr>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIndex(pub usize);

/// A number, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure<T> {
    pub value: T,
    pub source: Option<SourceIndex>,
}

/// A quantity between two others, which may be the same.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    pub min: f64,
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

    /// The role and those that it extends, itself first.
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
            return first_called(self.skills_called(), name);
        }
        self.skill_names().get(&fold(name)).copied()
    }

    /// Finds a certification by its id, title, code or alias, in any case.
    pub fn certification(&self, name: &str) -> Option<CertificationIndex> {
        if self.certifications.len() <= FEW {
            return first_called(self.certifications_called(), name);
        }
        self.certification_names().get(&fold(name)).copied()
    }

    /// Finds a role by its id, in any case; else all roles of this title.
    pub fn roles_named(&self, name: &str) -> Vec<RoleIndex> {
        let name = fold(name);
        match self.role_ids().get(&name) {
            Some(role) => vec![*role],
            None => self.role_titles().get(&name).cloned().unwrap_or_default(),
        }
    }

    fn role_titles(&self) -> &HashMap<SmolStr, Vec<RoleIndex>> {
        self.names.titles.get_or_init(|| {
            let mut titles: HashMap<SmolStr, Vec<RoleIndex>> = HashMap::new();
            for role in self.roles() {
                titles
                    .entry(fold(&self[role].title))
                    .or_default()
                    .push(role);
            }
            titles
        })
    }

    fn role_ids(&self) -> &HashMap<SmolStr, RoleIndex> {
        self.names
            .roles
            .get_or_init(|| first_named(self.roles().map(|role| (&self[role].id, role))))
    }

    /// What skills are called, in lower case.
    pub fn skill_names(&self) -> &HashMap<SmolStr, SkillIndex> {
        let names = &self.names.skills;
        names.get_or_init(|| first_named(self.skills_called()))
    }

    /// What certifications are called, in lower case.
    pub fn certification_names(&self) -> &HashMap<SmolStr, CertificationIndex> {
        let names = &self.names.certifications;
        names.get_or_init(|| first_named(self.certifications_called()))
    }

    /// What skills are called: ids win over titles, titles over aliases, earlier entries over later
    /// ones.
    fn skills_called(&self) -> impl Iterator<Item = (&SmolStr, SkillIndex)> {
        let skills = || self.skills.iter().zip((0..).map(SkillIndex));
        let ids = skills().map(|(skill, index)| (&skill.id, index));
        let titles = skills().map(|(skill, index)| (&skill.title, index));
        let aliases = skills()
            .flat_map(|(skill, index)| skill.aliases.iter().map(move |alias| (alias, index)));
        ids.chain(titles).chain(aliases)
    }

    /// What certifications are called: ids win over titles, those over codes, those over aliases,
    /// earlier entries over later ones.
    fn certifications_called(&self) -> impl Iterator<Item = (&SmolStr, CertificationIndex)> {
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

    /// Whether a pay entry counts on a day: what is dated later does not.
    pub fn is_known_on(&self, pay: &Pay, day: Day) -> bool {
        self.dated(pay).is_none_or(|date| date.first_day() <= day)
    }

    /// The scale that a skill is measured on.
    pub fn scale(&self, skill: SkillIndex) -> &Scale {
        self[skill].scale.as_ref().unwrap_or(&self.scale)
    }
}

/// Up to so many entries, looking through their names is quicker than making an index of them.
const FEW: usize = 64;

fn first_called<'a, I>(mut names: impl Iterator<Item = (&'a SmolStr, I)>, name: &str) -> Option<I> {
    let name = name.trim();
    let found = if name.is_ascii() {
        names.find(|(known, _)| known.trim().eq_ignore_ascii_case(name))
    } else {
        let name = fold(name);
        names.find(|(known, _)| fold(known) == name)
    };
    found.map(|(_, entry)| entry)
}

fn first_named<'a, I>(names: impl Iterator<Item = (&'a SmolStr, I)>) -> HashMap<SmolStr, I> {
    let mut index = HashMap::with_capacity(names.size_hint().0);
    for (name, entry) in names {
        index.entry(fold(name)).or_insert(entry);
    }
    index
}

/// Names compare without regard to case and outer white space.
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

impl Index<SkillIndex> for Ladder {
    type Output = Skill;

    fn index(&self, skill: SkillIndex) -> &Skill {
        &self.skills[skill.0]
    }
}

impl Index<CertificationIndex> for Ladder {
    type Output = Certification;

    fn index(&self, certification: CertificationIndex) -> &Certification {
        &self.certifications[certification.0]
    }
}

impl Index<SourceIndex> for Ladder {
    type Output = Source;

    fn index(&self, source: SourceIndex) -> &Source {
        &self.sources[source.0]
    }
}

impl Index<TrackIndex> for Ladder {
    type Output = Track;

    fn index(&self, track: TrackIndex) -> &Track {
        &self.tracks[track.0]
    }
}
