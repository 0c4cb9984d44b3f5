//! Every role by a person's readiness for it.

use std::cmp::Ordering;

use serde::Serialize;
use smol_str::SmolStr;

use crate::model::{Ladder, Requirement, Resolver, RoleIndex, Source};
use crate::order::Order as _;

use super::{
    answer::{Grade, Header},
    answer_builder::AnswerBuilder,
    assess::{Fit, Fits},
    gap::Readiness,
    person_state::PersonState,
    role_filter::{RoleFilter, Scope},
    standing::{Counts, readiness},
};

/// Every role by a person's readiness for it.
#[derive(Debug, PartialEq, Serialize)]
pub struct MatchAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The roles that were ranked.
    #[serde(flatten)]
    pub scope: Scope,
    /// The roles, the highest readiness first; those without requirements last.
    pub roles: Vec<MatchedRole>,
    /// The sources of all figures, in the order of their first use; empty as a part of a report.
    pub sources: Vec<Source>,
}

/// A role and a person's readiness for it.
#[derive(Debug, PartialEq, Serialize)]
pub struct MatchedRole {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The id of its track.
    pub track: SmolStr,
    /// The title of its track; `null` where the ladder names none.
    #[serde(skip)]
    pub track_title: Option<SmolStr>,
    /// Its height on the track; grades of two tracks are not compared.
    #[serde(flatten)]
    pub grade: Grade,
    /// Whether people come in here.
    pub entry: bool,
    /// Whether it is the person's present role.
    pub present: bool,
    /// Whether moves lead to it, from the present role or from an entry role.
    #[serde(skip)]
    pub is_reachable: bool,
    /// What of the requirements is met.
    #[serde(flatten)]
    pub fit: Fit,
}

/// Answers which roles a person is readiest for.
///
/// Of roles with the same readiness, those with more requirements met come first; equals are in the
/// ladder's order.
pub fn matches(ladder: &Ladder, state: &PersonState, filter: RoleFilter) -> MatchAnswer {
    let mut resolver = Resolver::new(ladder);
    let mut counts = Counts::default();
    let mut ranked: Vec<(RoleIndex, Readiness)> = filter
        .roles(ladder)
        .map(|role| {
            let required = resolver.required(role);
            let counted = required.iter();
            let counted = counted.filter_map(|one| counts.of(ladder, state, one));
            (role, readiness(&counted.collect::<Vec<_>>().into_iter()))
        })
        .collect();
    ranked.order_by(|(_, one), (_, other)| readiest_first(one, other));
    let (mut builder, mut fits) = (AnswerBuilder::new(ladder), Fits::new(ladder, state));
    let scope = filter.choose(&builder, &mut ranked);
    let reachable = ladder.reachable(state.role);
    let roles = ranked
        .into_iter()
        .map(|(role, _)| MatchedRole {
            is_reachable: reachable.contains(&role),
            ..matched(
                &mut builder,
                state,
                role,
                &resolver.required(role),
                &mut fits,
            )
        })
        .collect();
    MatchAnswer {
        header: builder.header(state),
        scope,
        roles,
        sources: builder.sources(),
    }
}

fn readiest_first(one: &Readiness, other: &Readiness) -> Ordering {
    let ratio = |readiness: &Readiness| readiness.ratio.map_or(-1.0, |ratio| ratio.0);
    ratio(other)
        .total_cmp(&ratio(one))
        .then(other.met.cmp(&one.met))
}

fn matched(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    role: RoleIndex,
    required: &[Requirement],
    fits: &mut Fits,
) -> MatchedRole {
    let ladder = builder.ladder;
    let entry = &ladder[role];
    MatchedRole {
        role: entry.id.clone(),
        title: entry.title.clone(),
        track: ladder[entry.track].id.clone(),
        track_title: builder.named_track(entry.track).map(|track| track.title),
        grade: Grade::of(ladder, entry),
        is_reachable: false,
        entry: entry.entry,
        present: state.role == Some(role),
        fit: fits.of(builder, required),
    }
}
