//! More than two roles side by side.

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Ladder, PayTerms, Requirement, RoleIndex, Source},
    query::{
        answer::{Header, Map, Named, PayChange},
        answer_builder::AnswerBuilder,
        matrix::{MatrixRow, Rows},
        pay::{PayFilter, change},
        person_state::PersonState,
    },
};

use super::{ComparedRole, MoveBetween, between, compared, shared_next};

/// Several roles side by side.
#[derive(Debug, PartialEq, Serialize)]
pub struct SeveralAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The roles, in the order in which they were named.
    pub roles: Vec<ComparedRole>,
    /// What at least one of them requires, in the ladder's order.
    pub requirements: Vec<MatrixRow>,
    /// What at least one of them recommends; it is never counted.
    pub recommended: Vec<MatrixRow>,
    /// The pay of all, one entry for each basis, currency and region.
    pub pay: Vec<PayOfSeveral>,
    /// The moves from one of the roles to another.
    pub between: Vec<MoveBetween>,
    /// Other roles to which moves lead from all of them.
    pub shared_next: Vec<Named>,
    /// The sources of all figures, in the order of their first use.
    pub sources: Vec<Source>,
}

/// The pay of several roles on one basis, in one currency and region.
#[derive(Debug, PartialEq, Serialize)]
pub struct PayOfSeveral {
    /// The basis, the currency and the region.
    #[serde(flatten)]
    pub terms: PayTerms,
    /// By the id of the role its figure, and the difference from the first role to it.
    pub roles: Map<PayChange>,
}

/// Answers how several roles differ.
pub fn compare_several(
    ladder: &Ladder,
    state: &PersonState,
    roles: &[RoleIndex],
    filter: &PayFilter,
) -> SeveralAnswer {
    let builder = &mut AnswerBuilder::new(ladder);
    let (mut required, mut recommended) = (Vec::new(), Vec::new());
    for role in roles {
        let asked = ladder.requirements(*role);
        required.push((*role, asked.required));
        recommended.push((*role, asked.recommended));
    }
    let roles_compared = required.iter();
    let roles_compared = roles_compared.map(|(role, asked)| compared(builder, state, *role, asked));
    let shown: Vec<ComparedRole> = roles_compared.collect();
    SeveralAnswer {
        header: builder.header(state),
        roles: shown,
        requirements: rows(builder, state, &required),
        recommended: rows(builder, state, &recommended),
        pay: pay(builder, state, roles, filter),
        between: between(builder, roles),
        shared_next: shared_next(builder, roles),
        sources: builder.sources(),
    }
}

fn rows(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    asked: &[(RoleIndex, Vec<Requirement>)],
) -> Vec<MatrixRow> {
    let mut rows = Rows::default();
    for (role, asked) in asked {
        rows.add(builder, state, *role, asked);
    }
    rows.in_order(builder.ladder)
}

/// The pay of all, the terms in the order of the file.
fn pay(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    roles: &[RoleIndex],
    filter: &PayFilter,
) -> Vec<PayOfSeveral> {
    let ladder = builder.ladder;
    let mut terms: Vec<&PayTerms> = Vec::new();
    for pay in roles.iter().flat_map(|role| &ladder[*role].pay) {
        if filter.shows(pay) && !terms.contains(&&pay.terms) {
            terms.push(&pay.terms);
        }
    }
    let pay = terms.into_iter().map(|terms| PayOfSeveral {
        terms: terms.clone(),
        roles: Map(roles
            .iter()
            .map(|role| {
                let id: SmolStr = ladder[*role].id.clone();
                let change = change(builder, roles[0], *role, terms, state.as_of);
                (id, change)
            })
            .collect()),
    });
    pay.collect()
}
