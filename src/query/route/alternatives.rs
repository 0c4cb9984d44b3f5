//! The groups of alternatives and the points that roles ask for: each is met once for all roles that ask for
//! the same, with no more than was asked for.

use std::{cmp::Ordering, ops::RangeInclusive, rc::Rc};

use crate::{
    model::{
        Alternative, Alternatives, CertificationIndex, EducationRequirement, Item, Ladder, Points,
        Requirement, SkillIndex,
    },
    order::Order as _,
    query::{
        alternatives::{granted, rests_on},
        open_group::accepted,
        person_state::PersonState,
        standing::Roles,
    },
    vocabulary::Degree,
};

use super::time::Ticks;

/// A group of alternatives that a role asks for, as one person can meet it.
#[derive(Debug, Clone)]
pub struct AskedGroup {
    /// The number of the same group in `AskedSets`.
    pub number: usize,
    /// The position among the requirements of the role.
    pub item: usize,
    /// How many members are asked for.
    pub need: usize,
    /// A way to meet each member, in the file's order.
    pub ways: Rc<[Way]>,
}

/// A member of a group, as one person can meet it.
#[derive(Debug, Clone)]
pub struct Way {
    pub kind: WayKind,
    /// Whether the person prefers it.
    pub is_preferred: bool,
}

/// How a member of a group can be met.
#[derive(Debug, Clone)]
pub enum WayKind {
    /// The person meets it from the start.
    Met,
    /// It cannot be met.
    None,
    /// The units of study and practice up to the level, those that the person has at the start left out: words of a
    /// set that are not empty, each with its position.
    Skill(Box<[(usize, u64)]>),
    /// The certifications that count, and the one to earn; `None` where none can be earned.
    Certification(Box<[CertificationIndex]>, Option<CertificationIndex>),
    /// The number of the requirement of a degree.
    Education(usize),
    /// Years of experience.
    Years(AskedYears),
}

/// Years of experience that are asked for.
#[derive(Debug, Clone, Copy)]
pub struct AskedYears {
    pub years: Ticks,
    /// Whether they are an estimate.
    pub estimated: bool,
    /// Whether they are an estimate that is left out, and so unknown.
    pub unknown: bool,
    /// Whether they can be waited for: they apply to the person.
    pub applies: bool,
}

/// What is asked for at once: a number of alternatives, or points.
#[derive(Debug, Clone)]
enum AskedSet {
    Group(Alternatives),
    Points(Points),
}

impl AskedSet {
    /// An order in which those are equal that count the same.
    fn compare_counted(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Group(one), Self::Group(other)) => one.compare_members(other),
            (Self::Points(one), Self::Points(other)) => one.compare_counted(other),
            (Self::Group(_), Self::Points(_)) => Ordering::Less,
            (Self::Points(_), Self::Group(_)) => Ordering::Greater,
        }
    }

    /// The same order, then by how much is asked for.
    fn compare(&self, other: &Self) -> Ordering {
        let needs = match (self, other) {
            (Self::Group(one), Self::Group(other)) => one.need.cmp(&other.need),
            (Self::Points(one), Self::Points(other)) => one.need.total_cmp(&other.need),
            _ => Ordering::Equal,
        };
        self.compare_counted(other).then(needs)
    }
}

/// What is asked for, by a whole ladder or by one role.
#[derive(Default)]
pub struct Asked<'l> {
    pub skills: Vec<SkillIndex>,
    pub educations: Vec<&'l EducationRequirement>,
    pub groups: Vec<&'l Alternatives>,
    pub points: Vec<&'l Points>,
}

impl<'l> Asked<'l> {
    /// What the roles of a ladder ask for themselves, and all skills.
    pub fn of_ladder(ladder: &'l Ladder) -> Self {
        let mut asked = Self {
            skills: (0..ladder.skills.len()).map(SkillIndex).collect(),
            ..Self::default()
        };
        for role in ladder.roles() {
            let own = &ladder[role].required;
            let education = own.education.iter();
            asked
                .educations
                .extend(education.map(|education| &education.value));
            asked
                .groups
                .extend(own.any_of.iter().map(|group| &group.value));
            asked
                .points
                .extend(own.points.iter().map(|points| &points.value));
        }
        asked
    }

    /// What one role asks for.
    pub fn of_role(items: &'l [Requirement]) -> Self {
        let mut asked = Self::default();
        for requirement in items {
            match &requirement.item {
                Item::Years(_) | Item::Certification(_) => (),
                Item::Education(education) => asked.educations.push(education),
                Item::Skill(skill, _) => asked.skills.push(*skill),
                Item::AnyOf(group) => {
                    let skills = group.members.iter().filter_map(|member| match member {
                        Alternative::Skill(skill, _) => Some(*skill),
                        _ => None,
                    });
                    asked.skills.extend(skills);
                    asked.groups.push(group);
                }
                Item::Points(points) => {
                    asked.skills.extend(points.skills.iter());
                    asked.points.push(points);
                }
            }
        }
        asked.skills.order();
        asked.skills.dedup();
        asked
    }
}

/// Every group of alternatives and all points that roles of a ladder ask for, each once.
#[derive(Debug, Clone, Default)]
pub struct AskedSets {
    /// Those that count the same stand together, the ones that ask for least first.
    sets: Vec<AskedSet>,
}

impl AskedSets {
    /// Those of what is asked for.
    pub fn new(asked: &Asked) -> Self {
        let groups = asked.groups.iter();
        let groups = groups.map(|group| AskedSet::Group((*group).clone()));
        let points = asked.points.iter();
        let points = points.map(|points| AskedSet::Points((*points).clone()));
        let mut sets: Vec<AskedSet> = groups.chain(points).collect();
        sets.order_by(AskedSet::compare);
        sets.dedup_by(|one, other| one.compare(other).is_eq());
        Self { sets }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// The number of a group of the ladder.
    pub fn group(&self, group: &Alternatives) -> usize {
        self.last(&AskedSet::Group(group.clone()))
            .unwrap_or_default()
    }

    /// The number of points of the ladder.
    pub fn points(&self, points: &Points) -> usize {
        let points = AskedSet::Points(points.clone());
        self.last(&points).unwrap_or_default()
    }

    /// The last one that asks for the same and no more.
    fn last(&self, asked: &AskedSet) -> Option<usize> {
        let end = self
            .sets
            .partition_point(|known| known.compare(asked).is_le());
        let last = end.checked_sub(1)?;
        let is_same = self.sets[last].compare_counted(asked).is_eq();
        is_same.then_some(last)
    }

    /// Those that the person counts as meeting at the start, since a role of theirs asks for the same.
    pub fn met_at_start(&self, ladder: &Ladder, state: &PersonState) -> Vec<usize> {
        let items = state.met_items.iter();
        let last = items.filter_map(|known| match &known.item {
            Item::AnyOf(group) => self.last(&AskedSet::Group(group.clone())),
            Item::Points(points) => self.last(&AskedSet::Points(points.clone())),
            _ => None,
        });
        let met = last.flat_map(|last| self.met_by(last));
        let is_met = |number: &usize| match &self.sets[*number] {
            AskedSet::Group(group) => {
                let members = group.members.iter();
                let met = members
                    .filter(|member| is_met(ladder, state, member))
                    .count();
                rests_on(state, group, met, Roles::Counted).is_some()
            }
            AskedSet::Points(points) => granted(ladder, state, points, Roles::Counted)
                .is_some_and(|(granted, _)| granted >= points.need),
        };
        met.filter(is_met).collect()
    }

    /// Those that are met where this one is: the same with no more asked for.
    pub fn met_by(&self, number: usize) -> RangeInclusive<usize> {
        let asked = &self.sets[number];
        let first = self
            .sets
            .partition_point(|known| known.compare_counted(asked).is_lt());
        first..=number
    }
}

/// Whether the person meets a member of a group at the start.
fn is_met(ladder: &Ladder, state: &PersonState, member: &Alternative) -> bool {
    match member {
        Alternative::Years(years) => state.years.is_some_and(|has| years.min <= has),
        Alternative::Education(asked) => {
            asked.degree == Degree::None || state.degree_for(asked.degree, &asked.fields).is_some()
        }
        Alternative::Skill(skill, level) => state.skills.get(skill).is_some_and(|has| level <= has),
        Alternative::Certification(certification) => {
            let accepted = accepted(ladder, &[*certification], state.as_of);
            accepted.into_iter().any(|member| state.holds(member))
        }
    }
}
