//! The pay of two roles, by basis, currency and region.

use std::collections::HashMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{self, Day, PayTerms, RoleIndex},
    query::{
        answer::{Pay, PayChange},
        answer_builder::AnswerBuilder,
        pay::{PayFilter, change},
    },
    vocabulary::Basis,
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
    /// The figures of both roles, and the difference from the left one to the right one.
    pub change: PayChange,
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
    let groups = groups
        .into_iter()
        .map(|(terms, [left_pay, right_pay])| PayComparison {
            basis: terms.basis,
            currency: terms.currency.clone(),
            region: terms.region.clone(),
            change: change(builder, left, right, terms, as_of),
            left: listed(builder, &left_pay, as_of),
            right: listed(builder, &right_pay, as_of),
        });
    groups.collect()
}

fn listed(builder: &mut AnswerBuilder, pay: &[&model::Pay], as_of: Day) -> Vec<Pay> {
    let pay = pay.iter().map(|pay| builder.listed_pay(pay, as_of));
    pay.collect()
}
