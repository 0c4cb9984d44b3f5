//! Why no route leads to a role, and which limit or missing move would open one.

use std::cmp::{Ordering, Reverse};

use petgraph::visit::{Dfs, Reversed};
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

use crate::{
    model::{Ladder, Resolver, Role, RoleIndex},
    order::Order as _,
    vocabulary::{Criterion, Limit, MoveKind, NoRouteReason, ViaReason},
};

use super::{
    answer::{Estimate, Named, Number},
    answer_builder::AnswerBuilder,
    overlap::{Levels, count, levels, shared},
    route::{self, Problem},
    route_request::RouteRequest,
    solution::{Solution, search},
};

/// The missing moves that are named.
const MISSING: usize = 3;
/// The roles on either side between which missing moves are searched for.
const SIDES: usize = 300;

/// Why no route leads to a role, and what would open one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoRoute {
    /// The reason.
    pub because: NoRouteReason,
    /// The roles that can be reached: where no chain of moves leads to the target, those that ask for the
    /// most similar skills first, else in the ladder's order.
    pub reachable: Vec<Named>,
    /// How many of them, the first ones, share a level of a skill with the target; 0 where moves lead there.
    #[serde(skip)]
    pub similar: usize,
    /// Moves that the ladder does not have; each would open a route.
    pub missing_moves: Vec<MissingMove>,
    /// The steps after which it was not settled whether there is a route.
    #[serde(skip)]
    pub steps: usize,
    /// The limits of the request without which there would be a route.
    #[serde(rename = "lifted")]
    pub relaxed: Vec<RelaxedLimit>,
}

/// A move that the ladder does not have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MissingMove {
    /// The role before.
    pub from: Named,
    /// The role after.
    pub to: Named,
    /// The kind that the move would have.
    pub kind: MoveKind,
}

/// A limit of the request, and the best route without it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RelaxedLimit {
    /// The limit; `all` where no single one is enough.
    pub limit: Limit,
    /// The value of the limit: the id of a role, years, or moves.
    pub value: SmolStr,
    /// For a role to pass, why no route passes it.
    pub because: Option<ViaReason>,
    /// The ids of the roles of the route without the limit.
    pub roles: Vec<SmolStr>,
    /// The years of that route.
    pub years: Estimate,
    /// The moves of that route.
    pub moves: usize,
}

/// Determines why there is no route.
pub(super) fn no_route(builder: &mut AnswerBuilder, solution: &Solution) -> NoRoute {
    let ladder = builder.ladder;
    let (problem, state) = (&solution.problem, &solution.state);
    let mut reachable: Vec<RoleIndex> = ladder
        .roles()
        .filter(|role| problem.reachable[role.index()] && role.index() != problem.start)
        .collect();
    let mut no_route = NoRoute {
        because: NoRouteReason::NoWay,
        reachable: Vec::new(),
        similar: 0,
        missing_moves: Vec::new(),
        steps: 0,
        relaxed: Vec::new(),
    };
    if problem.outgoing(problem.start).is_empty() && state.role.is_none() {
        no_route.because = NoRouteReason::NoEntry;
    } else if solution.result.open_bound.is_some() {
        no_route.because = NoRouteReason::Unfinished;
        no_route.steps = solution.result.steps;
    } else {
        let free = Problem::new(ladder, state, solution.request.target, &[]);
        if free.has_route() {
            no_route.because = NoRouteReason::Limits;
            no_route.relaxed = relaxed(ladder, solution);
        } else {
            no_route.missing_moves = missing_moves(builder, &free);
            no_route.similar = most_similar_first(ladder, solution.request.target, &mut reachable);
        }
    }
    let reachable = reachable.into_iter();
    no_route.reachable = reachable.map(|role| builder.role_name(role)).collect();
    no_route
}

/// Orders roles by the skills that they share with a role, and returns how many share any; equals are in the
/// ladder's order.
fn most_similar_first(ladder: &Ladder, target: RoleIndex, roles: &mut Vec<RoleIndex>) -> usize {
    let mut resolver = Resolver::new(ladder);
    let mut asked = |role: RoleIndex| levels(&resolver.required(role));
    let target = asked(target);
    let ranked = roles
        .iter()
        .map(|role| (similarity(&asked(*role), &target), *role));
    let mut ranked: Vec<(u64, RoleIndex)> = ranked.collect();
    ranked.order_by_key(|(similarity, _)| Reverse(*similarity));
    *roles = ranked.iter().map(|(_, role)| *role).collect();
    ranked
        .iter()
        .filter(|(similarity, _)| *similarity > 0)
        .count()
}

/// The levels that both ask for, in thousandths of those that either does.
fn similarity(one: &Levels, other: &Levels) -> u64 {
    let both = shared(one, other);
    let either = count(one) + count(other) - both;
    (both * 1000).checked_div(either).unwrap_or(0)
}

/// Relaxes each limit of the request alone, and all together where no single one is enough.
fn relaxed(ladder: &Ladder, solution: &Solution) -> Vec<RelaxedLimit> {
    let (request, problem) = (&solution.request, &solution.problem);
    let without = |relax: &dyn Fn(&mut RouteRequest)| {
        let mut trial = request.clone();
        relax(&mut trial);
        trial
    };
    let mut trials = Vec::new();
    for (index, role) in request.via.iter().enumerate() {
        let node = role.index();
        let has_room = problem.start != problem.target;
        let because = if has_room && !problem.reachable[node] {
            ViaReason::OutOfReach
        } else if has_room && !problem.between[node] {
            ViaReason::DeadEnd
        } else {
            ViaReason::NoRoom
        };
        let trial = without(&|trial| _ = trial.via.remove(index));
        trials.push((Limit::Via, ladder[*role].id.clone(), Some(because), trial));
    }
    for (index, role) in request.avoid.iter().enumerate() {
        let trial = without(&|trial| _ = trial.avoid.remove(index));
        trials.push((Limit::Avoid, ladder[*role].id.clone(), None, trial));
    }
    if let Some(within) = request.within {
        let trial = without(&|trial| (trial.within, trial.by) = (None, Criterion::Time));
        let value = format_smolstr!("{}", Number(within));
        trials.push((Limit::Within, value, None, trial));
    }
    if let Some(moves) = request.max_moves {
        let trial = without(&|trial| trial.max_moves = None);
        trials.push((Limit::MaxMoves, format_smolstr!("{moves}"), None, trial));
    }
    let all = RouteRequest::to(request.target);
    let mut relaxed = Vec::new();
    trials.push((Limit::All, SmolStr::default(), None, all));
    for (limit, value, because, trial) in trials {
        if limit == Limit::All && !relaxed.is_empty() {
            break;
        }
        let trial = RouteRequest {
            routes: 1,
            pareto: false,
            ..trial
        };
        let problem = Problem::new(ladder, &solution.state, trial.target, &trial.avoid);
        let best = search(&problem, &trial).routes.into_iter().next();
        relaxed.extend(best.map(|best| {
            RelaxedLimit {
                limit,
                value,
                because,
                roles: route::roles(&problem, &best)
                    .map(|role| ladder[role].id.clone())
                    .collect(),
                years: route::describe(
                    &mut AnswerBuilder::new(ladder),
                    &problem,
                    &solution.state,
                    &best,
                )
                .years,
                moves: best.edges.len(),
            }
        }));
    }
    relaxed
}

/// Moves that would open a route: first to the next grade of a track, then between the roles with the
/// most similar requirements.
fn missing_moves(builder: &AnswerBuilder, problem: &Problem) -> Vec<MissingMove> {
    let ladder = builder.ladder;
    let moves = Reversed(&ladder.graph);
    let mut leads_to_target = Dfs::new(moves, RoleIndex::new(problem.target));
    while leads_to_target.next(moves).is_some() {}
    let leads_to_target = leads_to_target.discovered;
    let is_reachable = |role: &RoleIndex| problem.reachable[role.index()];
    let leads_on = |role: &RoleIndex| leads_to_target[role.index()] && !is_reachable(role);
    let from = nearest(problem, ladder.roles().filter(is_reachable));
    let to = nearest(problem, ladder.roles().filter(leads_on));
    let asked = |roles: &[RoleIndex]| -> Vec<_> {
        let asked = roles.iter().map(|role| ladder.requirements(*role).required);
        asked.map(|required| levels(&required)).collect()
    };
    let (has, needs) = (asked(&from), asked(&to));
    let mut pairs = Vec::new();
    for (low, has) in from.iter().zip(&has) {
        for (high, needs) in to.iter().zip(&needs) {
            let grades = ladder[*high].grade.saturating_sub(ladder[*low].grade);
            let rises = ladder[*low].track == ladder[*high].track && grades > 0;
            let grades = if rises { grades } else { 0 };
            let similarity = Reverse(similarity(has, needs));
            pairs.push((!rises, grades, similarity, *low, *high));
        }
    }
    pairs.order();
    // A pair with nothing in common is only named where there is no other.
    let is_similar = |(falls, _, Reverse(similarity), ..): &&(bool, _, Reverse<u64>, _, _)| {
        !falls || *similarity > 0
    };
    let similar = pairs.iter().filter(is_similar).count();
    let named = pairs.iter().take(similar.clamp(1, MISSING));
    named
        .map(|(.., from, to)| MissingMove {
            from: builder.role_name(*from),
            to: builder.role_name(*to),
            kind: move_kind(&ladder[*from], &ladder[*to]),
        })
        .collect()
}

/// The kind that a move between two roles would have.
fn move_kind(from: &Role, to: &Role) -> MoveKind {
    if from.track != to.track {
        return MoveKind::TrackSwitch;
    }
    match to.grade.cmp(&from.grade) {
        Ordering::Greater => MoveKind::Promotion,
        Ordering::Equal => MoveKind::Lateral,
        Ordering::Less => MoveKind::StepBack,
    }
}

/// The roles nearest to the target by track and grade, `SIDES` at the most.
fn nearest(problem: &Problem, roles: impl Iterator<Item = RoleIndex>) -> Vec<RoleIndex> {
    let ladder = problem.ladder;
    let target = &ladder[RoleIndex::new(problem.target)];
    let mut roles: Vec<RoleIndex> = roles.collect();
    roles.order_by_key(|role| {
        let apart = ladder[*role].grade.saturating_sub(target.grade);
        (ladder[*role].track != target.track, apart.saturating_abs())
    });
    roles.truncate(SIDES);
    roles
}
