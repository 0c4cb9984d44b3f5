//! From what roles ask for to the roles: what several of them ask for alike is judged once for a person.

use std::{collections::HashMap, sync::OnceLock};

use smol_str::SmolStr;

use crate::model::{
    CertificationIndex, EducationRequirement, Item, Ladder, Level, Requirement, Resolver,
    RoleIndex, SkillIndex,
};

use super::{
    super::{
        answer::Number,
        assess::gap_id,
        candidate::Candidate,
        gap::Readiness,
        standing::{Counted, Inherited},
    },
    Sum,
};

/// Sums in another order differ by less.
const SLACK: f64 = 1e-6;

/// What roles ask for, each requirement once, with the roles that ask for it.
pub struct Index {
    /// The roles, in the ladder's order.
    pub roles: Vec<Asked>,
    items: Vec<Entry>,
    /// The requirements of each skill.
    by_skill: HashMap<SkillIndex, Vec<usize>>,
    /// The other requirements.
    others: Vec<usize>,
}

/// What a role asks for.
pub struct Asked {
    pub role: RoleIndex,
    /// The requirements, each with its weight, in their order.
    pub items: Vec<(usize, f64)>,
    /// The sum of the weights.
    weights: f64,
}

/// A requirement of some roles.
struct Entry {
    requirement: Requirement,
    /// Its id among the gaps, determined when it first occurs.
    id: OnceLock<SmolStr>,
    /// The roles, each with the weight there.
    roles: Vec<(usize, f64)>,
}

/// What makes two requirements one.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Years(u64, bool),
    Education(EducationRequirement),
    Skill(SkillIndex, Level),
    Certification(Option<SmolStr>, Box<[CertificationIndex]>),
    Inherited(Inherited),
}

impl Key {
    fn of(ladder: &Ladder, requirement: &Requirement) -> Option<Self> {
        Some(match &requirement.item {
            Item::Years(years) => {
                let is_estimate = ladder.is_estimate(requirement.source);
                Self::Years(years.min.to_bits(), is_estimate)
            }
            Item::Education(asked) => Self::Education(asked.clone()),
            Item::Skill(skill, level) => Self::Skill(*skill, *level),
            Item::Certification(group) => {
                Self::Certification(group.id.clone(), group.members.to_vec().into())
            }
            Item::AnyOf(_) | Item::Points(_) => Self::Inherited(Inherited::of(requirement)?),
        })
    }
}

impl Index {
    /// What these roles ask for.
    pub fn new(ladder: &Ladder, roles: Vec<RoleIndex>, no_estimates: bool) -> Self {
        let mut index = Self {
            roles: Vec::new(),
            items: Vec::new(),
            by_skill: HashMap::new(),
            others: Vec::new(),
        };
        let mut known: HashMap<Key, usize> = HashMap::new();
        let mut resolver = Resolver::new(ladder);
        for role in roles {
            let position = index.roles.len();
            let mut asked = Asked {
                role,
                items: Vec::new(),
                weights: 0.0,
            };
            for requirement in resolver.required(role) {
                let is_left_out = no_estimates
                    && matches!(requirement.item, Item::Years(_))
                    && ladder.is_estimate(requirement.source);
                if !requirement.item.asks_for_something() || is_left_out {
                    continue;
                }
                let weight = requirement.weight;
                let next = index.items.len();
                let item = match Key::of(ladder, &requirement) {
                    Some(key) => *known.entry(key).or_insert(next),
                    None => next,
                };
                if item == next {
                    index.add(requirement);
                }
                index.items[item].roles.push((position, weight));
                asked.items.push((item, weight));
                asked.weights += weight;
            }
            index.roles.push(asked);
        }
        index
    }

    fn add(&mut self, requirement: Requirement) {
        let item = self.items.len();
        match requirement.item {
            Item::Skill(skill, _) => self.by_skill.entry(skill).or_default().push(item),
            _ => self.others.push(item),
        }
        self.items.push(Entry {
            requirement,
            id: OnceLock::new(),
            roles: Vec::new(),
        });
    }

    /// What counts of a requirement; see [`Counted::of`].
    pub fn counted(
        &self,
        item: usize,
        ladder: &Ladder,
        person: &impl Candidate,
    ) -> Option<Counted> {
        let requirement = &self.items[item].requirement;
        if person.has_exemptions() {
            return Counted::of(ladder, person, requirement);
        }
        Some(Counted::unless_exempt(ladder, person, requirement))
    }

    /// The id of a requirement among the gaps.
    pub fn id(&self, item: usize, ladder: &Ladder) -> &str {
        let entry = &self.items[item];
        entry.id.get_or_init(|| gap_id(ladder, &entry.requirement))
    }

    /// Sums what a person without exemptions meets of each role.
    pub fn sum(&self, ladder: &Ladder, person: &impl Candidate, sums: &mut [Sum]) {
        sums.fill(Sum::default());
        let skills = person
            .skills()
            .filter_map(|skill| self.by_skill.get(&skill));
        for item in skills.flatten().chain(&self.others) {
            let requirement = &self.items[*item].requirement;
            let one = Counted::unless_exempt(ladder, person, requirement);
            if one.credit <= 0.0 {
                continue;
            }
            let is_met = one.credit >= 1.0;
            let met = usize::from(is_met);
            let baseline = usize::from(is_met && one.without_roles < 1.0);
            for (role, weight) in &self.items[*item].roles {
                let sum = &mut sums[*role];
                sum.met += met;
                sum.baseline += baseline;
                sum.credit += weight * one.credit;
                sum.without_roles += weight * one.without_roles;
            }
        }
    }
}

impl Asked {
    /// How much of what the role asks for is met, in whole percent without rounding; `None` where it asks for nothing.
    pub fn percent(&self, sum: &Sum) -> Option<usize> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 100"
        )]
        let percent = |credit: f64| (credit * 100.0 / self.weights + SLACK) as usize;
        (self.weights > 0.0).then(|| percent(sum.credit).min(100))
    }

    /// How much of what the role asks for is met, from the sums.
    pub fn readiness(&self, sum: &Sum) -> Readiness {
        let mean = |credit: f64| (self.weights > 0.0).then(|| Number::ratio(credit / self.weights));
        Readiness {
            met: sum.met,
            required: self.items.len(),
            ratio: mean(sum.credit),
            baseline: sum.baseline,
            ratio_without_baseline: mean(sum.without_roles),
        }
    }
}
