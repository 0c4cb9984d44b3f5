//! Why no route leads to a role, and what single thing would open one.

use std::cmp::{Ordering, Reverse};

use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

use crate::model::{MoveKind, Role, RoleIndex};

use super::{
    answer::{Named, Number},
    journey::{Journey, find, ground},
    overlap::{count, levels, shared},
    route::{Criterion, Ground, Place, Route, years},
    standing::Standing,
    writer::Writer,
};

/// How many moves that are missing are named.
const MISSING: usize = 3;
/// Among how many roles on either side a missing move is looked for.
const SIDES: usize = 300;

#[derive(Debug, PartialEq, Serialize)]
pub struct Obstacle {
    /// `no-entry`: the ladder marks no role as a way in; `no-way`: no chain of moves leads there;
    /// `limits`: what was asked of the routes rules all of them out; `unpaid`: no route can be ranked
    /// by pay; `unfinished`: the search ended before it found a route.
    pub because: &'static str,
    /// The roles that can be reached, in the ladder's order.
    pub reachable: Vec<Named>,
    /// Moves that the ladder does not have, each of which would open a route.
    pub missing_moves: Vec<MissingMove>,
    /// What was asked of the routes, each of which alone would leave a route if it were not.
    pub lifted: Vec<Lifted>,
    /// The roles of which nobody says what they pay on the terms that were asked for.
    pub unpaid: Vec<Named>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct MissingMove {
    pub from: Named,
    pub to: Named,
    pub kind: &'static str,
}

/// A limit without which there would be a route.
#[derive(Debug, PartialEq, Serialize)]
pub struct Lifted {
    /// The option: `via`, `avoid`, `within` or `max-moves`; `all` where no single one is enough.
    pub limit: &'static str,
    /// What was given to it.
    pub value: SmolStr,
    /// For a role to pass: `out-of-reach`, `dead-end`, or `no-room` where every way through it would
    /// pass a role twice or break another limit.
    pub because: Option<&'static str>,
    /// The roles of the route that there would be.
    pub roles: Vec<SmolStr>,
    pub years: Number,
    pub moves: usize,
}

/// Finds out what stands in the way of any route; `routes` are those that no pay is known for.
pub(super) fn obstacle(
    writer: &mut Writer,
    standing: &Standing,
    journey: &Journey,
    found: &Ground,
    routes: &[Route],
    unfinished: bool,
) -> Obstacle {
    let ladder = writer.ladder;
    let reachable = ladder
        .roles()
        .filter(|role| found.reached[role.index()] && role.index() != found.start);
    let mut obstacle = Obstacle {
        because: "no-way",
        reachable: reachable.map(|role| writer.role_name(role)).collect(),
        missing_moves: Vec::new(),
        lifted: Vec::new(),
        unpaid: Vec::new(),
    };
    if !routes.is_empty() {
        obstacle.because = "unpaid";
        obstacle.unpaid = unpaid(writer, found, routes);
        return obstacle;
    }
    if found.out(found.start).is_empty() && standing.role.is_none() {
        obstacle.because = "no-entry";
        return obstacle;
    }
    if unfinished {
        obstacle.because = "unfinished";
        return obstacle;
    }
    let free = Journey::to(journey.target);
    let open = ground(ladder, standing, &free, None);
    if open.is_open() {
        obstacle.because = "limits";
        obstacle.lifted = lifted(writer, standing, journey, found);
    } else {
        obstacle.missing_moves = missing(writer, &open);
    }
    obstacle
}

/// The roles of these routes whose pay is unknown, each once, in the ladder's order.
fn unpaid(writer: &Writer, ground: &Ground, routes: &[Route]) -> Vec<Named> {
    let lacks = |role: &RoleIndex| {
        let id = &writer.ladder[*role].id;
        let passed = routes.iter().flat_map(|route| &route.pay.unknown);
        ground.rates[role.index()].is_none() && passed.into_iter().any(|other| other == id)
    };
    let roles = writer.ladder.roles().filter(lacks);
    roles.map(|role| writer.role_name(role)).collect()
}

/// Tries every limit without which there would be a route, one at a time.
fn lifted(writer: &Writer, standing: &Standing, journey: &Journey, found: &Ground) -> Vec<Lifted> {
    let ladder = writer.ladder;
    let without = |index: usize, roles: &[RoleIndex]| {
        let mut roles = roles.to_vec();
        roles.remove(index);
        roles
    };
    let mut trials = Vec::new();
    for (index, role) in journey.via.iter().enumerate() {
        let place = role.index();
        let because = if found.start == found.target {
            "no-room"
        } else if !found.reached[place] {
            "out-of-reach"
        } else if found.between[place] {
            "no-room"
        } else {
            "dead-end"
        };
        let trial = Journey {
            via: without(index, &journey.via),
            ..journey.clone()
        };
        trials.push(("via", ladder[*role].id.clone(), Some(because), trial));
    }
    for (index, role) in journey.avoid.iter().enumerate() {
        let trial = Journey {
            avoid: without(index, &journey.avoid),
            ..journey.clone()
        };
        trials.push(("avoid", ladder[*role].id.clone(), None, trial));
    }
    if let Some(within) = journey.within {
        let trial = Journey {
            within: None,
            by: Criterion::Time,
            ..journey.clone()
        };
        trials.push(("within", format_smolstr!("{}", Number(within)), None, trial));
    }
    if let Some(moves) = journey.max_moves {
        let trial = Journey {
            max_moves: None,
            ..journey.clone()
        };
        trials.push(("max-moves", format_smolstr!("{moves}"), None, trial));
    }
    let all = Journey {
        by: Criterion::Time,
        ..Journey::to(journey.target)
    };
    let mut lifted = Vec::new();
    trials.push(("all", SmolStr::default(), None, all));
    for (limit, value, because, trial) in trials {
        if limit == "all" && !lifted.is_empty() {
            break;
        }
        let trial = Journey {
            routes: 1,
            pareto: false,
            ..trial
        };
        let ground = ground(ladder, standing, &trial, None);
        let best = find(&ground, &trial).routes.into_iter().next();
        lifted.extend(best.map(|best| {
            let places = best.ways.iter().map(|way| ground.ways[*way].to);
            let roles = std::iter::once(ground.start).chain(places);
            let roles = roles.filter_map(|place| ground.role(place));
            Lifted {
                limit,
                value,
                because,
                roles: roles.map(|role| ladder[role].id.clone()).collect(),
                years: Number::rounded(years(best.walked.elapsed[0])),
                moves: best.ways.len(),
            }
        }));
    }
    lifted
}

/// Moves that would open a route, the likeliest first: to the next grade of a track, else between the
/// roles that ask for most of the same.
fn missing(writer: &Writer, ground: &Ground) -> Vec<MissingMove> {
    let ladder = writer.ladder;
    let leading = leading(ground);
    let reached = |role: &RoleIndex| ground.reached[role.index()];
    let (from, to): (Vec<RoleIndex>, Vec<RoleIndex>) = (
        nearest(ground, ladder.roles().filter(reached)),
        nearest(
            ground,
            ladder
                .roles()
                .filter(|role| leading[role.index()] && !reached(role)),
        ),
    );
    let asked = |roles: &[RoleIndex]| -> Vec<_> {
        let asked = roles.iter().map(|role| ladder.requirements(*role).required);
        asked.map(|required| levels(&required)).collect()
    };
    let (has, needs) = (asked(&from), asked(&to));
    let mut pairs = Vec::new();
    for (low, has) in from.iter().zip(&has) {
        for (high, needs) in to.iter().zip(&needs) {
            let step = ladder[*high].grade.saturating_sub(ladder[*low].grade);
            let rises = ladder[*low].track == ladder[*high].track && step > 0;
            let both = shared(has, needs);
            let either = count(has) + count(needs) - both;
            let alike = (both * 1000).checked_div(either).unwrap_or(0);
            let away = if rises { step } else { 0 };
            pairs.push((!rises, away, Reverse(alike), *low, *high));
        }
    }
    pairs.sort_unstable();
    // What has nothing in common is only named where nothing else is.
    let is_near =
        |(turns, _, Reverse(alike), ..): &&(bool, _, Reverse<u64>, _, _)| !turns || *alike > 0;
    let near = pairs.iter().filter(is_near).count();
    let named = pairs.iter().take(near.clamp(1, MISSING));
    named
        .map(|(.., from, to)| MissingMove {
            from: writer.role_name(*from),
            to: writer.role_name(*to),
            kind: kind(&ladder[*from], &ladder[*to]).name(),
        })
        .collect()
}

/// What a move between two roles would be.
fn kind(from: &Role, to: &Role) -> MoveKind {
    if from.track != to.track {
        return MoveKind::TrackSwitch;
    }
    match to.grade.cmp(&from.grade) {
        Ordering::Greater => MoveKind::Promotion,
        Ordering::Equal => MoveKind::Lateral,
        Ordering::Less => MoveKind::StepBack,
    }
}

/// The roles that stand nearest to the target, few enough to be compared with each other.
fn nearest(ground: &Ground, roles: impl Iterator<Item = RoleIndex>) -> Vec<RoleIndex> {
    let ladder = ground.ladder;
    let target = &ladder[RoleIndex::new(ground.target)];
    let mut roles: Vec<RoleIndex> = roles.collect();
    roles.sort_by_key(|role| {
        let apart = ladder[*role].grade.saturating_sub(target.grade);
        (ladder[*role].track != target.track, apart.saturating_abs())
    });
    roles.truncate(SIDES);
    roles
}

/// The places that lead to the target, wherever they lie.
fn leading(ground: &Ground) -> Vec<bool> {
    let mut seen = vec![false; ground.places()];
    seen[ground.target] = true;
    let mut open: Vec<Place> = vec![ground.target];
    while let Some(place) = open.pop() {
        for way in ground.into(place).iter().map(|way| &ground.ways[*way]) {
            if !seen[way.from] {
                seen[way.from] = true;
                open.push(way.from);
            }
        }
    }
    seen
}
