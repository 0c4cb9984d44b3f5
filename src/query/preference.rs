//! Whether what a person prefers among alternatives can change an answer.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{
    Alternative, CertificationIndex, Exemption, Item, Ladder, Level, Requirement, Resolver,
    RoleIndex, SkillIndex,
};

use super::{
    PersonState,
    standing::{Counted, Standing},
};

/// Why a preference changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEffect {
    /// No role has it among alternatives.
    NoGroup,
    /// It is met, or each group that it belongs to is, by now or by what the role asks for beside the group.
    Met,
}

/// The roles that a route can reach on the way to a role, that role too.
pub fn roles_on_the_way(
    ladder: &Ladder,
    from: Option<RoleIndex>,
    target: RoleIndex,
) -> BTreeSet<RoleIndex> {
    let mut leading = BTreeSet::from([target]);
    let mut open = vec![target];
    while let Some(role) = open.pop() {
        let before = ladder.moves_into(role).into_iter().map(|(role, _)| role);
        open.extend(before.filter(|role| leading.insert(*role)));
    }
    let reachable = ladder.reachable(from);
    leading.retain(|role| *role == target || reachable.contains(role) && Some(*role) != from);
    leading
}

/// Why each thing that a person prefers changes nothing where these roles are asked about; `None` where it may change
/// something.
pub fn without_effect(
    ladder: &Ladder,
    state: &PersonState,
    roles: &BTreeSet<RoleIndex>,
) -> Vec<Option<NoEffect>> {
    let mut found: Vec<Option<NoEffect>> = vec![Some(NoEffect::NoGroup); state.preferred.len()];
    let mut resolver = Resolver::new(ladder);
    for role in roles {
        let requirements = resolver.required(*role);
        let alone = Alone::of(ladder, state, &requirements);
        for requirement in &requirements {
            for (preferred, found) in state.preferred.iter().zip(&mut found) {
                match is_open(ladder, state, (requirement, &alone), *preferred) {
                    Some(true) => *found = None,
                    Some(false) => *found = found.map(|_| NoEffect::Met),
                    None => (),
                }
            }
        }
    }
    found
}

/// Whether something is open in an open group; `None` where it is in no group.
fn is_open(
    ladder: &Ladder,
    state: &PersonState,
    (requirement, alone): (&Requirement, &Alone),
    preferred: Exemption,
) -> Option<bool> {
    let member = match &requirement.item {
        Item::AnyOf(group) => {
            let mut members = group.members.iter();
            members
                .find(|member| member.subject() == preferred)?
                .clone()
        }
        Item::Certification(group) if group.members.len() > 1 => {
            let mut members = group.members.iter().copied();
            let is_it = |one: &_| Exemption::Certification(*one) == preferred;
            Alternative::Certification(members.find(is_it)?)
        }
        _ => return None,
    };
    let is_met = |member: &Alternative| {
        Standing::of_member(ladder, state, member, requirement.source).credit >= 1.0
    };
    let is_met_anyway = match &requirement.item {
        Item::AnyOf(group) => {
            let members = group.members.iter();
            let there = members.filter(|member| is_met(member) || alone.asks_for(member));
            there.count() >= group.need
        }
        _ => false,
    };
    let group = Counted::of(ladder, state, requirement);
    let is_open = group.is_some_and(|group| group.credit < 1.0);
    Some(is_open && !is_met_anyway && !is_met(&member))
}

/// What a role asks for by itself, so that it is there on arrival whatever is taken of a group.
#[derive(Default)]
struct Alone {
    skills: HashMap<SkillIndex, Level>,
    certifications: HashSet<CertificationIndex>,
    years: Option<f64>,
}

impl Alone {
    fn of(ladder: &Ladder, state: &PersonState, requirements: &[Requirement]) -> Self {
        let mut alone = Self::default();
        for requirement in requirements {
            // What does not apply to the person is not gained.
            let counts = || Counted::of(ladder, state, requirement).is_some();
            match &requirement.item {
                Item::Skill(skill, level) if counts() => {
                    alone.skills.insert(*skill, *level);
                }
                Item::Years(years) if counts() => alone.years = Some(years.min),
                Item::Certification(group) if group.members.len() == 1 && counts() => {
                    alone.certifications.extend(&group.members[..]);
                }
                _ => (),
            }
        }
        alone
    }

    fn asks_for(&self, alternative: &Alternative) -> bool {
        match alternative {
            Alternative::Skill(skill, level) => {
                self.skills.get(skill).is_some_and(|asked| level <= asked)
            }
            Alternative::Years(years) => self.years.is_some_and(|asked| years.min <= asked),
            Alternative::Certification(one) => self.certifications.contains(one),
            Alternative::Education(_) => false,
        }
    }
}
