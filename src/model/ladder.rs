//! The career ladder as a graph: roles are its nodes, moves its edges.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    ops::Index,
};

use petgraph::{
    Direction,
    graph::{DiGraph, EdgeReference},
    visit::EdgeRef,
};

use serde::Serialize;
use smol_str::SmolStr;

use crate::order::Order as _;
use crate::vocabulary::{Basis, PayPeriod};

use super::{
    Certification, CertificationIndex, Date, Day, Learning, Move, Pay, Role, RoleIndex, Scale,
    Skill, SkillIndex, names::Names,
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
    /// How long learning takes where the entry learnt does not say.
    pub learning: Learning,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The skills, in the file's order.
    pub skills: Vec<Skill>,
    /// The certifications, in the file's order.
    pub certifications: Vec<Certification>,
    /// Roles as nodes, moves as edges; both in the file's order.
    pub graph: DiGraph<Role, Move>,
    /// Whether figures that rest on estimates are left out.
    pub no_estimates: bool,
    pub(crate) names: Names,
}

/// Defaults for the pay entries of a ladder.
#[derive(Debug, Default, Clone)]
pub struct Market {
    /// The region of pay entries that state none.
    pub region: Option<SmolStr>,
    /// ISO 4217 code of amounts that state none.
    pub currency: Option<SmolStr>,
    /// The basis of pay entries that state none.
    pub basis: Option<Basis>,
    /// The paid hours of a full-time year, if stated.
    pub hours_per_year: Option<f64>,
}

impl Market {
    /// 52 weeks of 40 hours.
    pub const HOURS_PER_YEAR: f64 = 2080.0;

    /// How many of a period make a full-time year.
    pub fn periods_per_year(&self, period: PayPeriod) -> f64 {
        match period {
            PayPeriod::Hour => self.hours_per_year.unwrap_or(Self::HOURS_PER_YEAR),
            PayPeriod::Month => 12.0,
            PayPeriod::Year => 1.0,
        }
    }
}

/// A career track, such as engineering or management: its roles are ordered by grade.
#[derive(Debug)]
pub struct Track {
    /// Unique among the tracks of the ladder.
    pub id: SmolStr,
    /// The name for display.
    pub title: SmolStr,
    /// The names of its grades, lowest first; the first one is grade 1.
    pub grades: Vec<SmolStr>,
}

impl Track {
    /// The name of a grade, if it has one.
    pub fn grade_name(&self, grade: i64) -> Option<&SmolStr> {
        let position = usize::try_from(grade).ok()?.checked_sub(1)?;
        self.grades.get(position)
    }
}

/// The position of a track in [`Ladder::tracks`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackIndex(pub usize);

/// A publication that figures are taken from.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    /// Whether every figure that rests on it is an estimate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub estimate: bool,
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

/// A sentence about an entry, and its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The sentence.
    pub text: SmolStr,
    /// The source of the sentence.
    pub source: Option<SourceIndex>,
}

/// A range of a quantity, in hours or years.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    /// The lower end.
    pub min: f64,
    /// The upper end; equal to `min` where the quantity is exact, infinite where there is none.
    pub max: f64,
}

impl Ladder {
    /// The largest number of successors of a certification that count.
    pub const SUCCESSORS: usize = 100;

    /// All roles, in the file's order.
    pub fn roles(&self) -> impl Iterator<Item = RoleIndex> {
        self.graph.node_indices()
    }

    /// The responsibilities of all roles, from id to text.
    pub fn responsibilities(&self) -> impl Iterator<Item = (&SmolStr, &SmolStr)> {
        let all = self.roles().flat_map(|role| &self[role].responsibilities);
        all.map(|stated| (&stated.id, &stated.text))
    }

    /// The moves out of a role, in the file's order.
    pub fn moves_from(&self, role: RoleIndex) -> Vec<(RoleIndex, &Move)> {
        self.moves(role, Direction::Outgoing)
    }

    /// The roles that moves lead to, one after the other, from a role, else from the entry roles; with
    /// those themselves.
    pub fn reachable(&self, from: Option<RoleIndex>) -> BTreeSet<RoleIndex> {
        self.fewest_moves(from).into_keys().collect()
    }

    /// The same roles, each with the fewest moves that lead to it.
    pub fn fewest_moves(&self, from: Option<RoleIndex>) -> BTreeMap<RoleIndex, usize> {
        let moves = self.moves_to_each(from);
        let moves = self.roles().zip(moves);
        moves
            .filter_map(|(role, moves)| Some((role, moves?)))
            .collect()
    }

    /// The fewest moves that lead to every role, in the file's order; `None` where none do.
    pub fn moves_to_each(&self, from: Option<RoleIndex>) -> Vec<Option<usize>> {
        let is_start = |role: &RoleIndex| match from {
            Some(from) => *role == from,
            None => self[*role].entry,
        };
        let mut ahead: VecDeque<(RoleIndex, usize)> = self
            .roles()
            .filter(is_start)
            .map(|role| (role, 0))
            .collect();
        let mut reached = vec![None; self.graph.node_count()];
        for (role, moves) in &ahead {
            reached[role.index()] = Some(*moves);
        }
        while let Some((role, moves)) = ahead.pop_front() {
            for target in self.graph.neighbors(role) {
                let known = &mut reached[target.index()];
                if known.is_none() {
                    *known = Some(moves + 1);
                    ahead.push_back((target, moves + 1));
                }
            }
        }
        reached
    }

    /// The moves into a role, in the file's order.
    pub fn moves_into(&self, role: RoleIndex) -> Vec<(RoleIndex, &Move)> {
        self.moves(role, Direction::Incoming)
    }

    fn moves(&self, role: RoleIndex, direction: Direction) -> Vec<(RoleIndex, &Move)> {
        let mut edges: Vec<_> = self.graph.edges_directed(role, direction).collect();
        edges.order_by_key(EdgeRef::id);
        let other = |edge: &EdgeReference<_>| match direction {
            Direction::Outgoing => edge.target(),
            Direction::Incoming => edge.source(),
        };
        edges
            .iter()
            .map(|edge| (other(edge), edge.weight()))
            .collect()
    }

    /// A role and its ancestors by `extends`, itself first.
    pub fn chain(&self, role: RoleIndex) -> Vec<RoleIndex> {
        let mut chain = vec![role];
        while let Some(parent) = chain.last().and_then(|role| self[*role].extends) {
            chain.push(parent);
        }
        chain
    }

    /// The date of a pay entry: its own, else its source's.
    pub fn dated(&self, pay: &Pay) -> Option<Date> {
        let source = || pay.source.and_then(|source| self[source].as_of);
        pay.as_of.or_else(source)
    }

    /// Whether a source is an estimate.
    pub fn is_estimate(&self, source: Option<SourceIndex>) -> bool {
        source.is_some_and(|source| self[source].estimate)
    }

    /// Whether a figure of this source is an estimate that is left out.
    pub fn leaves_out(&self, source: Option<SourceIndex>) -> bool {
        self.no_estimates && self.is_estimate(source)
    }

    /// Leaves out the pay and the shares that are estimates, and notes which times before a move are. Times of learning
    /// stay, since what is estimated is unknown and not none; an answer leaves them out.
    #[must_use]
    pub fn without_estimates(mut self) -> Self {
        self.no_estimates = true;
        let estimates: Vec<bool> = self.sources.iter().map(|source| source.estimate).collect();
        let is_estimate = |source: Option<SourceIndex>| source.is_some_and(|at| estimates[at.0]);
        for role in self.graph.node_weights_mut() {
            let listed = role.pay.len();
            role.pay.retain(|pay| !is_estimate(pay.source));
            role.pay_left_out = listed - role.pay.len();
        }
        for step in self.graph.edge_weights_mut() {
            step.share = step.share.filter(|share| !is_estimate(share.source));
            step.after_left_out = step.after.is_some_and(|after| is_estimate(after.source));
        }
        self
    }

    /// The same ladder, with figures that rest on estimates or without; see [`Self::without_estimates`].
    #[must_use]
    pub fn estimating(self, with_estimates: bool) -> Self {
        if with_estimates {
            return self;
        }
        self.without_estimates()
    }

    /// Whether a pay entry counts on `day`; an entry with a later date does not.
    pub fn is_known_on(&self, pay: &Pay, day: Day) -> bool {
        self.dated(pay).is_none_or(|date| date.first_day() <= day)
    }

    /// The certifications that replace one, and those that replace these, nearest first; at most
    /// [`SUCCESSORS`](Self::SUCCESSORS).
    pub fn successors(&self, certification: CertificationIndex) -> Vec<CertificationIndex> {
        let mut found = vec![certification];
        let mut next = 0;
        while let Some(replaced) = found.get(next)
            && found.len() <= Self::SUCCESSORS
        {
            for successor in &self[*replaced].replaced_by {
                if found.len() <= Self::SUCCESSORS && !found.contains(successor) {
                    found.push(*successor);
                }
            }
            next += 1;
        }
        found.split_off(1)
    }

    /// The scale of a skill: its own, else the ladder's.
    pub fn scale(&self, skill: SkillIndex) -> &Scale {
        self[skill].scale.as_ref().unwrap_or(&self.scale)
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
