//! A preference among alternatives that changes nothing is told, and no other is.

use ladder::{
    model::{Exemption, Ladder, RoleIndex, SkillIndex},
    query::{self, NoEffect, PersonState, RouteRequest},
};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::oracle::{SKILLS, cases, read};

/// An answer as JSON, without the preferences that it repeats.
fn json(answer: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(answer).expect("an answer is JSON");
    if let Some(answer) = value.as_object_mut() {
        answer.remove("prefer");
    }
    value
}

/// Each preference is told where the answer is the same without it and those that are told, and the person keeps the
/// others. The answer is that for the person who keeps them.
fn is_told<A: Serialize>(
    ladder: &Ladder,
    state: &PersonState,
    ask: impl Fn(&PersonState) -> A,
) -> Result<(), TestCaseError> {
    let mut left = state.clone();
    let roles = |_: &_| ladder.roles().collect();
    let told = query::without_effect(ladder, &mut left, roles, |state| json(&ask(state)));
    prop_assert_eq!(told.len(), state.preferred.len());
    let answer = json(&ask(state));
    prop_assert_eq!(&json(&ask(&left)), &answer);
    let pairs = state.preferred.iter().zip(&told);
    let kept = pairs.filter(|(_, why)| why.is_none());
    let kept: Vec<Exemption> = kept.map(|(preferred, _)| *preferred).collect();
    prop_assert_eq!(&left.preferred, &kept);
    for preferred in &kept {
        let mut without = left.clone();
        without.preferred.retain(|one| one != preferred);
        prop_assert_ne!(&json(&ask(&without)), &answer);
    }
    if let ([_], [why]) = (&state.preferred[..], &told[..]) {
        let mut without = state.clone();
        without.preferred.clear();
        prop_assert_eq!(why.is_some(), json(&ask(&without)) == answer);
        // No role has it among alternatives.
        let is_nowhere = *why == Some(NoEffect::NoGroup);
        prop_assert!(!is_nowhere || left.preferred.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_preference_is_told_where_it_changes_nothing(
        case in cases(),
        second in prop::option::of(0..SKILLS),
    ) {
        let ladder = read(&case.ladder());
        let mut state = case.state(&ladder);
        let second = second.map(|skill| Exemption::Skill(SkillIndex(skill)));
        let second = second.filter(|second| !state.preferred.contains(second));
        state.preferred.extend(second);
        let request = RouteRequest::to(RoleIndex::new(case.target));
        is_told(&ladder, &state, |state| query::path(&ladder, state, &request))?;
        is_told(&ladder, &state, |state| query::plan(&ladder, state, &request, state.as_of, None))?;
        let filter = &request.filter;
        is_told(&ladder, &state, |state| query::next(&ladder, state, filter))?;
    }
}
