//! The pay of two roles, by basis, currency and region.

use std::collections::HashMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{self, Day, PayTerms, RoleIndex},
    query::{
        answer::{Pay, PayChange},
        answer_builder::AnswerBuilder,
        pay::{PayFilter, change_between},
    },
    vocabulary::{Basis, Incomparable},
};

/// The pay of two roles on one basis, in one currency and region.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayComparison {
    /// What the amount includes, such as base pay or total pay.
    pub basis: Basis,
    /// The currency, such as `USD`.
    pub currency: SmolStr,
    /// The region of the pay; `null` where none is stated.
    pub region: Option<SmolStr>,
    /// The entries of the left role.
    pub left: Vec<Pay>,
    /// The entries of the right role.
    pub right: Vec<Pay>,
    /// The difference from the left role to the right one; `null` where no entries compare.
    pub change: Option<PayChange>,
    /// Why there is no difference.
    pub reason: Option<Incomparable>,
}

/// The pay of both roles, the terms in the order of the file.
pub(super) fn compare(
    builder: &mut AnswerBuilder,
    left: RoleIndex,
    right: RoleIndex,
    filter: &PayFilter,
    as_of: Day,
) -> Vec<PayComparison> {
    let ladder = builder.ladder;
    let mut groups: Vec<(&PayTerms, [Vec<&model::Pay>; 2])> = Vec::new();
    let mut positions = HashMap::new();
    for (side, role) in [left, right].into_iter().enumerate() {
        for pay in ladder[role].pay.iter().filter(|pay| filter.shows(pay)) {
            let position = *positions.entry(&pay.terms).or_insert_with(|| {
                groups.push((&pay.terms, <[Vec<_>; 2]>::default()));
                groups.len() - 1
            });
            groups[position].1[side].push(pay);
        }
    }
    let mut compared = Vec::with_capacity(groups.len());
    for (terms, [before, after]) in groups {
        let counting = [&before, &after].map(|pay| {
            let known = pay.iter().filter(|pay| ladder.is_known_on(pay, as_of));
            known.copied().collect::<Vec<_>>()
        });
        let change = change_between(builder, &counting[0], &counting[1]);
        let all = counting[0].len() == before.len() && counting[1].len() == after.len();
        compared.push(PayComparison {
            basis: terms.basis,
            currency: terms.currency.clone(),
            region: terms.region.clone(),
            reason: change.is_none().then(|| incomparable(&before, &after, all)),
            change,
            left: before.into_iter().map(|pay| builder.pay(pay)).collect(),
            right: after.into_iter().map(|pay| builder.pay(pay)).collect(),
        });
    }
    compared
}

fn incomparable(before: &[&model::Pay], after: &[&model::Pay], all: bool) -> Incomparable {
    let has_midpoint = |pay: &&model::Pay| pay.midpoint().is_some();
    match (before, after) {
        (_, []) => Incomparable::LeftOnly,
        ([], _) => Incomparable::RightOnly,
        _ if !all => Incomparable::DatedLater,
        (before, after) if before.iter().any(has_midpoint) && after.iter().any(has_midpoint) => {
            Incomparable::SameGroup
        }
        _ => Incomparable::NoMidpoint,
    }
}
