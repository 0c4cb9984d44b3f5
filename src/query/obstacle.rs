//! Why no route leads to a role, and what single thing would open one.

use std::cmp::Reverse;

use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

use crate::model::{Item, RoleIndex};

use super::{
    answer::{Named, Number},
    path::{Journey, find, ground, in_years},
    route::{Criterion, Ground, Place, Route},
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
    /// by pay.
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
    let free = Journey {
        routes: 1,
        pareto: false,
        by: Criterion::Time,
        ..Journey::to(journey.target)
    };
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
        let because = if !found.reached[place] {
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
                years: in_years(best.walked.elapsed[0]),
                moves: best.ways.len(),
            }
        }));
    }
    lifted
}

/// Moves that would open a route, the likeliest first: the next grade of a track, else between the
/// roles that ask for most of the same.
fn missing(writer: &Writer, ground: &Ground) -> Vec<MissingMove> {
    let ladder = writer.ladder;
    let target = RoleIndex::new(ground.target);
    let reached = ladder.roles().filter(|role| ground.reached[role.index()]);
    let reached: Vec<RoleIndex> = reached.collect();
    let leading = leading(ground);
    let leading: Vec<RoleIndex> = ladder
        .roles()
        .filter(|role| leading[role.index()] && !ground.reached[role.index()])
        .collect();
    let nearest = |roles: Vec<RoleIndex>| {
        let mut roles = roles;
        let apart = |role: &RoleIndex| {
            let other = ladder[*role].track != ladder[target].track;
            (
                other,
                (ladder[*role].grade.saturating_sub(ladder[target].grade)).abs(),
            )
        };
        roles.sort_by_key(apart);
        roles.truncate(SIDES);
        roles
    };
    let (reached, leading) = (nearest(reached), nearest(leading));
    let asked = |roles: &[RoleIndex]| -> Vec<Vec<(usize, u8)>> {
        roles.iter().map(|role| levels(writer, *role)).collect()
    };
    let (has, needs) = (asked(&reached), asked(&leading));
    let mut pairs = Vec::new();
    for (from, has) in reached.iter().zip(&has) {
        for (to, needs) in leading.iter().zip(&needs) {
            let (low, high) = (&ladder[*from], &ladder[*to]);
            let step = high.grade.saturating_sub(low.grade);
            let rises = low.track == high.track && step > 0;
            let away = (!rises, if rises { step } else { 0 });
            pairs.push((away, Reverse(covered(has, needs)), *from, *to));
        }
    }
    pairs.sort_unstable();
    // What has nothing in common is only named where nothing else is.
    let is_near = |(away, shared, ..): &((bool, i64), Reverse<usize>, RoleIndex, RoleIndex)| {
        !away.0 || shared.0 > 0
    };
    let near = pairs.iter().filter(|pair| is_near(pair)).count();
    let named = pairs.into_iter().take(near.clamp(1, MISSING));
    named
        .map(|((turns, _), _, from, to)| MissingMove {
            from: writer.role_name(from),
            to: writer.role_name(to),
            kind: if turns { "track-switch" } else { "promotion" },
        })
        .collect()
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

/// The ranks of the skills that a role asks for, in the ladder's order.
fn levels(writer: &Writer, role: RoleIndex) -> Vec<(usize, u8)> {
    let required = writer.ladder.requirements(role).required.into_iter();
    let levels = required.filter_map(|requirement| match requirement.item {
        Item::Skill(skill, level) => Some((skill.0, level.rank())),
        _ => None,
    });
    levels.collect()
}

/// How much of what one role asks for another asks for too, in thousandths.
fn covered(has: &[(usize, u8)], needs: &[(usize, u8)]) -> usize {
    let mut shared = 0;
    let mut has = has.iter().peekable();
    for (skill, rank) in needs {
        while has.next_if(|(other, _)| other < skill).is_some() {}
        if let Some((_, other)) = has.next_if(|(other, _)| other == skill) {
            shared += usize::from(*rank.min(other));
        }
    }
    let all: usize = needs.iter().map(|(_, rank)| usize::from(*rank)).sum();
    (shared * 1000).checked_div(all).unwrap_or(0)
}
