//! A route as it is told.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Requirements, day_after},
    query::{
        answer::{Hours, Number, Pay, PlacedRole},
        standing::Standing,
        writer::Writer,
    },
};

use super::{
    ground::{Ground, Place, Way},
    leg::{Days, Leg, leg},
    search::Trail,
    time::{Time, YEAR, span, years},
    units::{hours_of, learn},
    walk::Walked,
};

/// A chain of moves that visits no role twice.
#[derive(Debug, PartialEq, Serialize)]
pub struct Route {
    /// The present role, if there is one, then those that it leads through.
    pub roles: Vec<PlacedRole>,
    pub moves: Vec<Leg>,
    pub years: Time,
    /// Study hours, each level learnt once; `null` where no part of them is known.
    pub hours: Option<Hours>,
    pub pay: Earned,
    /// The product of the shares; `null` where one of them is unknown.
    pub share: Option<Number>,
    /// The moves whose share is unknown, by the role that they lead to.
    pub share_unknown: Vec<SmolStr>,
    /// Why it stands where it does among the routes.
    pub reasons: Vec<Ranking>,
    /// Whether no route that was left out can be better.
    pub proven: bool,
}

/// Why a route comes first, or after the one before it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    pub criterion: &'static str,
    /// `best`; or what it is behind in: `amount`, `longest` (the most that it can take), `unknown`,
    /// `moves`, `id`; for a front, what it trades: `best` or `trade`.
    pub decided_by: &'static str,
    /// How far it is behind the one before it: years, hours, money or a factor of shares.
    pub behind: Option<Number>,
}

/// Money earned from today until a horizon.
#[derive(Debug, PartialEq, Serialize)]
pub struct Earned {
    /// In whole units; `null` where the pay of a role is unknown.
    pub amount: Option<Number>,
    pub currency: Option<SmolStr>,
    pub basis: &'static str,
    pub region: Option<SmolStr>,
    pub years: Number,
    /// The roles of which nobody says what they pay on these terms.
    pub unknown: Vec<SmolStr>,
    /// What the present role pays.
    pub present: Option<Pay>,
}

/// Tells a route, for a person who begins it on the day of their standing.
pub fn tell(writer: &mut Writer, ground: &Ground, standing: &Standing, trail: &Trail) -> Route {
    let ways: Vec<Way> = trail.ways.iter().map(|way| ground.ways[*way]).collect();
    let asked: Vec<Requirements> = ways
        .iter()
        .filter_map(|way| ground.role(way.to))
        .map(|role| ground.ladder.requirements(role))
        .collect();
    let mut person = standing.clone();
    let mut walked = Walked::start(ground);
    let mut learnt = vec![0; ground.units.words()];
    let mut moves = Vec::with_capacity(ways.len());
    for (position, way) in ways.iter().enumerate() {
        let spent = walked.spent(ground, way, &learnt);
        let after = walked.then(ground, way, &learnt);
        let days = Days {
            begun: years(walked.elapsed[0]),
            ended: years(after.elapsed[0]),
            begin: day_after(standing.as_of, years(walked.elapsed[0])),
            end: day_after(standing.as_of, years(after.elapsed[0])),
            last: day_after(standing.as_of, years(after.elapsed[1])),
        };
        person.years = standing
            .years
            .map(|had| whole(had + years(walked.elapsed[0])));
        person.as_of = days.end;
        let left = &asked[position..];
        let told = leg(
            writer,
            ground,
            &mut person,
            way,
            &learnt,
            left,
            (&spent, &days),
        );
        moves.push(told);
        learn(&mut learnt, ground.asked(way.to));
        walked = after;
    }
    let at_least = moves.iter().any(|leg: &Leg| leg.years.at_least);
    let unshared = |leg: &&Leg| leg.from.is_some() && leg.share.is_none();
    Route {
        roles: places(ground, &ways)
            .filter_map(|place| Some(writer.placed_role(ground.role(place)?)))
            .collect(),
        years: span(walked.elapsed, at_least),
        hours: hours_of(walked.hours, walked.unknown),
        pay: earned(writer, ground, &ways, &walked),
        share: share(&ways, ground),
        share_unknown: moves
            .iter()
            .filter(unshared)
            .map(|leg| leg.role.clone())
            .collect(),
        reasons: Vec::new(),
        proven: trail.proven,
        moves,
    }
}

/// Years that were added up, without what is lost where they end in thirds.
fn whole(years: f64) -> f64 {
    (years * 1e9).round() / 1e9
}

fn places<'a>(ground: &Ground, ways: &'a [Way]) -> impl Iterator<Item = Place> + use<'a> {
    std::iter::once(ground.start).chain(ways.iter().map(|way| way.to))
}

fn earned(writer: &mut Writer, ground: &Ground, ways: &[Way], walked: &Walked) -> Earned {
    let terms = ground.terms;
    let unknown = places(ground, ways).filter(|place| ground.rates[*place].is_none());
    #[expect(clippy::cast_precision_loss, reason = "money is shown in whole units")]
    let amount = (walked.money as f64 / 2.0 / YEAR as f64).round();
    Earned {
        amount: (walked.unpaid == 0).then_some(Number(amount)),
        currency: terms.map(|terms| terms.currency.clone()),
        basis: terms.map_or("base", |terms| terms.basis.name()),
        region: terms.and_then(|terms| terms.region.clone()),
        years: Number::rounded(years(ground.horizon)),
        unknown: unknown.map(|place| ground.id(place).to_smolstr()).collect(),
        present: ground.pay(ground.start).map(|pay| writer.pay(pay)),
    }
}

fn share(ways: &[Way], ground: &Ground) -> Option<Number> {
    let mut product = 1.0;
    for step in ways.iter().filter_map(|way| ground.step(way)) {
        product *= step.share?.value;
    }
    Some(Number((product * 1e6).round() / 1e6))
}
