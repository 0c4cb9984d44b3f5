//! The ladder: roles as the nodes of a graph, moves as its edges, and all that roles ask for.

use std::{collections::HashMap, ops::Index};

use petgraph::{Direction, graph::DiGraph, visit::EdgeRef};

use super::{
    Certification, CertificationIndex, Date, Move, Role, RoleIndex, Scale, Skill, SkillIndex,
};

/// A sound ladder.
#[derive(Debug, Default)]
pub struct Ladder {
    pub id: String,
    pub title: String,
    pub about: Option<String>,
    pub market: Market,
    /// The levels of every skill that has none of its own.
    pub scale: Scale,
    pub tracks: Vec<Track>,
    pub sources: Vec<Source>,
    pub skills: Vec<Skill>,
    pub certifications: Vec<Certification>,
    pub graph: DiGraph<Role, Move>,
    pub role_ids: HashMap<String, RoleIndex>,
    /// What skills and certifications are called, in lower case.
    pub skill_names: HashMap<String, SkillIndex>,
    pub certification_names: HashMap<String, CertificationIndex>,
}

/// Where pay is paid unless an entry says otherwise.
#[derive(Debug, Default, Clone)]
pub struct Market {
    pub region: Option<String>,
    pub currency: Option<String>,
}

/// A line of roles that grades put in order.
#[derive(Debug)]
pub struct Track {
    pub id: String,
    pub title: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackIndex(pub usize);

/// What a figure rests on.
#[derive(Debug)]
pub struct Source {
    pub id: String,
    pub publisher: Option<String>,
    pub title: String,
    pub url: Option<String>,
    pub as_of: Option<Date>,
    pub licence: Option<String>,
    pub note: Option<String>,
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
        edges.sort_by_key(|edge| edge.id());
        let moves = edges.into_iter();
        moves.map(|edge| (edge.target(), edge.weight())).collect()
    }

    /// The moves into a role, in the file's order.
    pub fn moves_into(&self, role: RoleIndex) -> Vec<(RoleIndex, &Move)> {
        let mut edges: Vec<_> = self
            .graph
            .edges_directed(role, Direction::Incoming)
            .collect();
        edges.sort_by_key(|edge| edge.id());
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
        self.skill_names.get(&fold(name)).copied()
    }

    /// Finds a certification by its id, title, code or alias, in any case.
    pub fn certification(&self, name: &str) -> Option<CertificationIndex> {
        self.certification_names.get(&fold(name)).copied()
    }

    /// Finds a role by its id, in any case; else all roles of this title.
    pub fn roles_named(&self, name: &str) -> Vec<RoleIndex> {
        let name = fold(name);
        match self.role_ids.get(&name) {
            Some(role) => vec![*role],
            None => self
                .roles()
                .filter(|role| fold(&self[*role].title) == name)
                .collect(),
        }
    }

    /// Fills the index of role ids.
    pub fn name_roles(&mut self) {
        let roles = self.graph.node_indices();
        self.role_ids = roles.map(|role| (fold(&self.graph[role].id), role)).collect();
    }

    /// Fills the index of skill names: ids win over titles, titles over aliases, earlier entries
    /// over later ones.
    pub fn name_skills(&mut self) {
        let skills = || self.skills.iter().zip((0..).map(SkillIndex));
        let ids = skills().map(|(skill, index)| (&skill.id, index));
        let titles = skills().map(|(skill, index)| (&skill.title, index));
        let aliases = skills()
            .flat_map(|(skill, index)| skill.aliases.iter().map(move |alias| (alias, index)));
        self.skill_names = first_named(ids.chain(titles).chain(aliases));
    }

    /// Fills the index of certification names: ids win over titles and codes, those over aliases,
    /// earlier entries over later ones.
    pub fn name_certifications(&mut self) {
        let entries = || self.certifications.iter().zip((0..).map(CertificationIndex));
        let ids = entries().map(|(entry, index)| (&entry.id, index));
        let titles = entries().map(|(entry, index)| (&entry.title, index));
        let codes = entries().filter_map(|(entry, index)| Some((entry.code.as_ref()?, index)));
        let aliases = entries()
            .flat_map(|(entry, index)| entry.aliases.iter().map(move |alias| (alias, index)));
        self.certification_names = first_named(ids.chain(titles).chain(codes).chain(aliases));
    }

    /// The scale that a skill is measured on.
    pub fn scale(&self, skill: SkillIndex) -> &Scale {
        self[skill].scale.as_ref().unwrap_or(&self.scale)
    }
}

fn first_named<'a, I>(names: impl Iterator<Item = (&'a String, I)>) -> HashMap<String, I> {
    let mut index = HashMap::new();
    for (name, entry) in names {
        index.entry(fold(name)).or_insert(entry);
    }
    index
}

/// Names compare without regard to case and outer white space.
pub fn fold(name: &str) -> String {
    name.trim().to_lowercase()
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
