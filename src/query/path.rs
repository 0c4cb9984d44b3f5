//! The best routes to a role.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::model::{Basis, Ladder, PayTerms, RoleIndex};

use super::{
    answer::{Named, Number, Person, Source},
    gaps::person,
    obstacle::{Obstacle, obstacle},
    pay::PayFilter,
    route::{
        Cost, Criterion, Found, Ground, Limits, Ranking, Route, Terrain, front, search, tell,
        ticks, years,
    },
    standing::Standing,
    writer::Writer,
};

/// How far a route may go on, and what counts.
#[derive(Debug, Clone)]
pub struct Journey {
    pub target: RoleIndex,
    pub by: Criterion,
    /// How many routes are asked for, at least one.
    pub routes: usize,
    /// Roles that each route passes, in any order; no more than 64.
    pub via: Vec<RoleIndex>,
    pub avoid: Vec<RoleIndex>,
    /// Years that a route may take at the least.
    pub within: Option<f64>,
    pub max_moves: Option<u32>,
    /// Every route that no other beats on time, pay and effort together.
    pub pareto: bool,
    /// Years for which money is counted.
    pub horizon: f64,
    pub filter: PayFilter,
}

impl Journey {
    /// The best route by time.
    pub fn to(target: RoleIndex) -> Self {
        Self {
            target,
            by: Criterion::Time,
            routes: 1,
            via: Vec::new(),
            avoid: Vec::new(),
            within: None,
            max_moves: None,
            pareto: false,
            horizon: HORIZON,
            filter: PayFilter::default(),
        }
    }
}

/// For how many years money is counted unless somebody says so.
pub const HORIZON: f64 = 10.0;

/// The most roles that every route may be asked to pass.
pub const MOST_VIA: usize = 64;

#[derive(Debug, PartialEq, Serialize)]
pub struct Path {
    pub ladder: Named,
    pub as_of: SmolStr,
    /// `null` when nothing is known of anybody: then routes begin where the ladder does.
    pub person: Option<Person>,
    /// The role that is to be reached.
    pub role: Named,
    /// What the routes are ranked by: `time`, `pay`, `effort` or `share`; `null` for a front.
    pub by: Option<&'static str>,
    /// Whether these are the routes that no other beats on time, pay and effort together.
    pub pareto: bool,
    pub hours_per_week: Option<Number>,
    /// The best first.
    pub routes: Vec<Route>,
    /// Whether the routes are certainly the best; if not, `bound` says how good another could be.
    pub exact: bool,
    pub bound: Option<Bound>,
    /// Why there is no route.
    pub obstacle: Option<Obstacle>,
    pub sources: Vec<Source>,
}

/// What any route that was not found comes to at the best.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bound {
    /// Years, money or hours, as the routes are ranked; `null` for shares.
    pub value: Option<Number>,
    /// By how much it could be better than the last of the routes.
    pub better_by: Option<Number>,
}

/// Answers how a role can be reached: the best routes, exactly; or why there is none.
pub fn path(ladder: &Ladder, standing: &Standing, journey: &Journey) -> Path {
    let mut writer = Writer::new(ladder);
    let found = routes(&mut writer, standing, journey);
    Path {
        sources: writer.sources(),
        ..found
    }
}

/// The answer as part of another, which tells the sources.
pub(super) fn routes(writer: &mut Writer, standing: &Standing, journey: &Journey) -> Path {
    let ladder = writer.ladder;
    let standing = &beginner(standing);
    let terms = terms(ladder, standing, &journey.filter);
    let ground = ground(ladder, standing, journey, terms.as_ref());
    let found = find(&ground, journey);
    let mut routes: Vec<Route> = found
        .routes
        .iter()
        .map(|trail| tell(writer, &ground, standing, trail))
        .collect();
    explain(&mut routes, &found, journey);
    let unpaid = journey.by == Criterion::Pay && !journey.pareto;
    let unpaid = unpaid
        && found
            .routes
            .first()
            .is_some_and(|best| best.walked.unpaid > 0);
    let obstacle = (routes.is_empty() || unpaid)
        .then(|| obstacle(writer, standing, journey, &ground, &routes));
    if unpaid {
        routes.clear();
    }
    Path {
        ladder: Named {
            id: ladder.id.clone(),
            title: ladder.title.clone(),
        },
        as_of: standing.as_of.to_smolstr(),
        person: person(writer, standing),
        role: writer.role_name(journey.target),
        by: (!journey.pareto).then(|| journey.by.name()),
        pareto: journey.pareto,
        hours_per_week: standing.hours_per_week.map(Number),
        routes,
        exact: found.open.is_none(),
        bound: found.open.map(|open| bound(open, &found, journey)),
        obstacle,
        sources: Vec::new(),
    }
}

/// Somebody of whom nothing is known is told the way of somebody who begins with nothing.
pub(super) fn beginner(standing: &Standing) -> Standing {
    let mut standing = standing.clone();
    if !standing.known {
        standing.years = Some(0.0);
    }
    standing
}

/// Looks for the routes that were asked for.
pub(super) fn find(ground: &Ground, journey: &Journey) -> Found {
    let limits = Limits {
        routes: journey.routes,
        via: journey.via.iter().map(|role| role.index()).collect(),
        within: journey.within.map(ticks),
        moves: journey.max_moves,
    };
    if journey.pareto {
        front(ground, &limits)
    } else {
        search(ground, journey.by, &limits)
    }
}

pub(super) fn ground<'a>(
    ladder: &'a Ladder,
    standing: &Standing,
    journey: &'a Journey,
    terms: Option<&'a PayTerms>,
) -> Ground<'a> {
    let terrain = Terrain {
        target: journey.target,
        avoid: &journey.avoid,
        terms,
        horizon: ticks(journey.horizon),
    };
    Ground::new(ladder, standing, &terrain)
}

/// The terms on which pay is counted: base pay unless another basis is asked for, where the person
/// is paid, in the ladder's currency if anything there is paid in it.
pub(super) fn terms(ladder: &Ladder, standing: &Standing, filter: &PayFilter) -> Option<PayTerms> {
    let basis = filter.basis.unwrap_or(Basis::Base);
    let region = filter.region.as_ref().or(standing.region.as_ref());
    let region = region.or(ladder.market.region.as_ref());
    let is_there = |terms: &&PayTerms| {
        let same = match (region, &terms.region) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            (None, None) => true,
            _ => false,
        };
        terms.basis == basis && same
    };
    let there = || {
        let pay = ladder.roles().flat_map(|role| &ladder[role].pay);
        pay.map(|pay| &pay.terms).filter(is_there)
    };
    let usual = ladder.market.currency.as_ref();
    let found = there().find(|terms| Some(&terms.currency) == usual);
    found.or_else(|| there().next()).cloned()
}

/// Says of each route why it stands where it does.
fn explain(routes: &mut [Route], found: &Found, journey: &Journey) {
    if journey.pareto {
        trades(routes, found);
        return;
    }
    let criterion = journey.by.name();
    for position in 0..routes.len() {
        let walked = &found.routes[position].walked;
        let cost = walked.cost(journey.by);
        let before = position
            .checked_sub(1)
            .map(|before| &found.routes[before].walked);
        let (decided_by, behind) = match before {
            None => ("best", None),
            Some(before) => {
                let known = before.cost(journey.by);
                let parts = [0, 1, 2].into_iter();
                match parts.into_iter().find(|part| cost[*part] != known[*part]) {
                    Some(part) => decided(journey.by, part, &known, &cost),
                    None if walked.moves > before.moves => (
                        "moves",
                        Some(Number(f64::from(walked.moves - before.moves))),
                    ),
                    None => ("id", None),
                }
            }
        };
        routes[position].reasons.push(Ranking {
            criterion,
            decided_by,
            behind,
        });
    }
}

/// What put one route behind another, and how far.
fn decided(
    by: Criterion,
    part: usize,
    before: &Cost,
    cost: &Cost,
) -> (&'static str, Option<Number>) {
    let behind = measured(by, cost[part] - before[part]);
    match (by, part) {
        (Criterion::Pay | Criterion::Share, 0) => ("unknown", None),
        (Criterion::Share, _) => ("amount", None),
        (Criterion::Effort, 2) => ("unknown", None),
        (Criterion::Time | Criterion::Effort, 1) => ("longest", behind),
        _ => ("amount", behind),
    }
}

/// A difference of costs in years, hours or whole units of money.
#[expect(clippy::cast_precision_loss, reason = "it is shown with two digits")]
fn measured(by: Criterion, cost: i128) -> Option<Number> {
    let cost = cost as f64;
    match by {
        Criterion::Time => Some(Number::rounded(cost / 1e6)),
        Criterion::Effort => Some(Number::rounded(cost / 1e6)),
        Criterion::Pay => Some(Number((cost / 100.0).round())),
        Criterion::Share => None,
    }
}

/// Says in what each route of a front is the best; one that is not is a trade between the others.
fn trades(routes: &mut [Route], found: &Found) {
    const TOGETHER: [Criterion; 3] = [Criterion::Time, Criterion::Pay, Criterion::Effort];
    for by in TOGETHER {
        let costs = found.routes.iter().map(|trail| trail.walked.cost(by));
        let Some(best) = costs.clone().min() else {
            return;
        };
        if by == Criterion::Pay && best[0] > 0 {
            continue;
        }
        for (route, _) in routes
            .iter_mut()
            .zip(costs)
            .filter(|(_, cost)| *cost == best)
        {
            route.reasons.push(Ranking {
                criterion: by.name(),
                decided_by: "best",
                behind: None,
            });
        }
    }
    for route in routes.iter_mut().filter(|route| route.reasons.is_empty()) {
        route.reasons.push(Ranking {
            criterion: "time",
            decided_by: "trade",
            behind: None,
        });
    }
}

fn bound(open: Cost, found: &Found, journey: &Journey) -> Bound {
    let by = if journey.pareto {
        Criterion::Time
    } else {
        journey.by
    };
    let part = usize::from(by == Criterion::Pay);
    let sign = if by == Criterion::Pay { -1 } else { 1 };
    let last = found.routes.last().map(|trail| trail.walked.cost(by));
    let known = last.filter(|last| last[0] == open[0] || by != Criterion::Pay);
    Bound {
        value: (by != Criterion::Pay || open[0] == 0)
            .then(|| measured(by, sign * open[part]))
            .flatten(),
        better_by: known.and_then(|last| measured(by, last[part] - open[part])),
    }
}

/// Ticks in years, for those who tell of them.
pub(super) fn in_years(ticks: i64) -> Number {
    Number::rounded(years(ticks))
}
