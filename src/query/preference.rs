//! Whether what a person prefers among alternatives can change an answer.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Alternative, Exemption, Item, Ladder, Requirement, Resolver, RoleIndex};

use super::{
    PersonState,
    standing::{Counted, Standing},
};

/// Why a preference changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoEffect {
    /// None of the roles has it among alternatives.
    NoGroup,
    /// It is met, or each group that it belongs to is.
    Met,
    /// What is taken without the preference meets each group that it belongs to.
    Taken,
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

/// Takes from a person each preference without which the answer is the same, and says why; `None` where it changes the
/// answer. `roles` are those that the answer asks about.
pub fn without_effect<A: Serialize>(
    ladder: &Ladder,
    state: &mut PersonState,
    roles: impl FnOnce(&A) -> BTreeSet<RoleIndex>,
    ask: impl Fn(&PersonState) -> A,
) -> Vec<Option<NoEffect>> {
    if state.preferred.is_empty() {
        return Vec::new();
    }
    let found = ask(state);
    let roles = roles(&found);
    let found = written(&found);
    let asked = state.preferred.clone();
    let reasons = asked.into_iter().map(|preferred| {
        let mut other = state.clone();
        other.preferred.retain(|one| *one != preferred);
        if written(&ask(&other)) != found {
            return None;
        }
        *state = other;
        Some(reason(ladder, state, &roles, preferred))
    });
    reasons.collect()
}

/// All that an answer says.
fn written(answer: &impl Serialize) -> Option<String> {
    serde_json::to_string(answer).ok()
}

/// Why a preference changes nothing where these roles are asked about.
fn reason(
    ladder: &Ladder,
    state: &PersonState,
    roles: &BTreeSet<RoleIndex>,
    preferred: Exemption,
) -> NoEffect {
    let mut resolver = Resolver::new(ladder);
    let mut required = roles.iter().flat_map(|role| resolver.required(*role));
    let mut reason = NoEffect::NoGroup;
    let is_taken = required.any(|requirement| {
        let is_open = is_open(ladder, state, &requirement, preferred);
        if is_open.is_some() {
            reason = NoEffect::Met;
        }
        is_open == Some(true)
    });
    if is_taken { NoEffect::Taken } else { reason }
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
    let is_met = |member: &Alternative| {
        Standing::of_member(ladder, state, member, requirement.source).credit >= 1.0
    };
    let group = Counted::of(ladder, state, requirement);
    let is_open = group.is_some_and(|group| group.credit < 1.0);
    Some(is_open && !is_met(&member))
}
