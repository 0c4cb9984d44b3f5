//! Every role by a person's readiness for it.

use std::cmp::Reverse;

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
    /// The fewest moves that lead to it, from the present role, else from an entry role; `null` where none do.
    pub moves: Option<usize>,
    /// What of the requirements is met.
    #[serde(flatten)]
    pub fit: Fit,
}

/// Answers which roles a person is readiest for.
///
/// Of roles whose readiness is the same in whole percent, those that fewer moves lead to come first, then those with fewer
/// requirements missing, then those with more of them met; equals are in the ladder's order.
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
    let moves = ladder.fewest_moves(state.role);
    ranked.order_by_cached_key(|(role, readiness)| {
        let moves = moves.get(role).copied().unwrap_or(usize::MAX);
        (
            readiest_first(readiness),
            moves,
            least_missing_first(readiness),
        )
    });
    let (mut builder, mut fits) = (AnswerBuilder::new(ladder), Fits::new(ladder, state));
    let scope = filter.choose(&builder, &mut ranked);
    let roles = ranked
        .into_iter()
        .map(|(role, _)| MatchedRole {
            moves: moves.get(&role).copied(),
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

/// The key by which the highest readiness, in whole percent, comes first; no readiness comes last.
pub(super) fn readiest_first(readiness: &Readiness) -> impl Ord + use<> {
    // The bits of non-negative numbers have their order.
    Reverse(readiness.ratio.map(|ratio| ratio.percent().to_bits()))
}

/// The key by which what lacks least comes first.
pub(super) fn least_missing_first(readiness: &Readiness) -> impl Ord + use<> {
    let ratio = readiness.ratio.map(|ratio| ratio.0.max(0.0).to_bits());
    let missing = readiness.required.saturating_sub(readiness.met);
    (missing, Reverse(readiness.met), Reverse(ratio))
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
        moves: None,
        entry: entry.entry,
        present: state.role == Some(role),
        fit: fits.of(builder, required),
    }
}
