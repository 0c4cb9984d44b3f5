//! Whether what a person prefers among alternatives can change an answer.

use std::collections::BTreeSet;

use crate::model::{Alternative, Exemption, Item, Ladder, Requirement, Resolver, RoleIndex};

use super::{
    PersonState,
    standing::{Counted, Standing},
};

/// Why a preference changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEffect {
    /// No role has it among alternatives.
    NoGroup,
    /// It is met, or each group that it belongs to is.
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
        for requirement in resolver.required(*role) {
            for (preferred, found) in state.preferred.iter().zip(&mut found) {
                match is_open(ladder, state, &requirement, *preferred) {
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
    requirement: &Requirement,
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
    let is_met = |credit: f64| credit >= 1.0;
    let group = Counted::of(ladder, state, requirement);
    let member = Standing::of_member(ladder, state, &member, requirement.source);
    Some(group.is_some_and(|group| !is_met(group.credit)) && !is_met(member.credit))
}
