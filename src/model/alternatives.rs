//! Alternatives of any kind, and points for the levels of skills.

use std::{cmp::Ordering, sync::Arc};

use smol_str::SmolStr;

use crate::{order::Order as _, vocabulary::Degree};

use super::{CertificationIndex, EducationRequirement, Exemption, Level, SkillIndex, Span};

/// Alternatives of any kind; a number of them is asked for.
#[derive(Debug, Clone)]
pub struct Alternatives {
    /// The name by which `without` takes the group away.
    pub id: Option<SmolStr>,
    /// The name for display.
    pub title: Option<SmolStr>,
    /// How many members are asked for: from 1 to all.
    pub need: usize,
    /// At least two, in the file's order.
    pub members: Arc<[Alternative]>,
    /// The same in the order of [`Alternative::compare`]: what tells equal groups.
    pub(super) sorted: Arc<[Alternative]>,
}

/// One of several alternatives.
#[derive(Debug, Clone)]
pub enum Alternative {
    /// Years of experience in the field.
    Years(Span),
    /// A degree.
    Education(EducationRequirement),
    /// A skill at a level.
    Skill(SkillIndex, Level),
    /// A certification.
    Certification(CertificationIndex),
}

impl Alternative {
    /// Whether there is anything to meet: 0 years and the degree `none` are always met.
    pub fn asks_for_something(&self) -> bool {
        match self {
            Self::Years(years) => years.min > 0.0,
            Self::Education(education) => education.degree > Degree::None,
            Self::Skill(..) | Self::Certification(_) => true,
        }
    }
}

impl Alternatives {
    /// A group of these members, of which so many are asked for.
    pub fn new(
        id: Option<SmolStr>,
        title: Option<SmolStr>,
        need: usize,
        members: Vec<Alternative>,
    ) -> Self {
        let members: Arc<[Alternative]> = members.into();
        let is_sorted = members.is_sorted_by(|one, other| one.compare(other).is_le());
        let sorted = if is_sorted {
            Arc::clone(&members)
        } else {
            let mut sorted = members.to_vec();
            sorted.order_by(Alternative::compare);
            sorted.into()
        };
        Self {
            id,
            title,
            need,
            members,
            sorted,
        }
    }

    /// Whether both have the same members, in any order.
    pub fn is_same(&self, other: &Self) -> bool {
        self.members.len() == other.members.len() && self.compare_members(other).is_eq()
    }

    /// An order in which groups with the same members, in any order, are equal.
    pub fn compare_members(&self, other: &Self) -> Ordering {
        // An inherited group shares its members.
        if Arc::ptr_eq(&self.sorted, &other.sorted) {
            return Ordering::Equal;
        }
        let pairs = self.sorted.iter().zip(other.sorted.iter());
        let mut orders = pairs.map(|(one, other)| one.compare(other));
        let first = orders.find(|order| order.is_ne());
        first.unwrap_or(self.members.len().cmp(&other.members.len()))
    }
}

/// Alternatives, equal to others with the same members.
#[derive(Debug, Clone)]
pub struct SameMembers(Alternatives);

impl SameMembers {
    /// The members of a group.
    pub fn of(group: &Alternatives) -> Self {
        Self(group.clone())
    }
}

impl Ord for SameMembers {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.compare_members(&other.0)
    }
}

impl PartialOrd for SameMembers {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for SameMembers {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for SameMembers {}

impl Alternative {
    /// What it is about.
    pub fn subject(&self) -> Exemption {
        match self {
            Self::Years(_) => Exemption::Years,
            Self::Education(_) => Exemption::Education,
            Self::Skill(skill, _) => Exemption::Skill(*skill),
            Self::Certification(certification) => Exemption::Certification(*certification),
        }
    }

    /// An order in which only equal alternatives are equal.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Years(one), Self::Years(other)) => one
                .min
                .total_cmp(&other.min)
                .then(one.max.total_cmp(&other.max)),
            (Self::Education(one), Self::Education(other)) => {
                (one.degree, &one.fields).cmp(&(other.degree, &other.fields))
            }
            (Self::Skill(one, level), Self::Skill(other, other_level)) => {
                (one, level).cmp(&(other, other_level))
            }
            (Self::Certification(one), Self::Certification(other)) => one.cmp(other),
            _ => self.kind().cmp(&other.kind()),
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Self::Years(_) => 0,
            Self::Education(_) => 1,
            Self::Skill(..) => 2,
            Self::Certification(_) => 3,
        }
    }
}

/// Points: the sum of what the levels of these skills are worth.
#[derive(Debug, Clone)]
pub struct Points {
    /// The name by which `without` takes the points away.
    pub id: Option<SmolStr>,
    /// How many points are asked for.
    pub need: f64,
    /// The skills that count, each once, in the file's order.
    pub skills: Arc<[SkillIndex]>,
    /// What a level is worth by its rank, lowest first, without the levels below it; the last one holds for
    /// all higher ranks.
    pub worth: Arc<[f64]>,
}

impl Points {
    /// What a level is worth; nothing is worth 0.
    pub fn worth(&self, level: Option<Level>) -> f64 {
        let position = level.map(|level| usize::from(level.rank()).min(self.worth.len()));
        let worth = position.and_then(|rank| self.worth.get(rank.checked_sub(1)?));
        worth.copied().unwrap_or_default()
    }

    /// Whether both count the same skills in the same way.
    pub fn counts_as(&self, other: &Self) -> bool {
        self.compare_counted(other).is_eq()
    }

    /// An order in which those are equal that count the same skills in the same way.
    pub fn compare_counted(&self, other: &Self) -> Ordering {
        let is_shared = Arc::ptr_eq(&self.skills, &other.skills);
        let skills = || self.skills.cmp(&other.skills);
        let skills = if is_shared { Ordering::Equal } else { skills() };
        let worths = self.worth.iter().zip(other.worth.iter());
        let mut orders = worths.map(|(one, other)| one.total_cmp(other));
        let first = orders.find(|order| order.is_ne());
        let worths = first.unwrap_or(self.worth.len().cmp(&other.worth.len()));
        skills.then(worths)
    }
}
