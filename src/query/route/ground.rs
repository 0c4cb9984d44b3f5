//! What each role and each move costs somebody, in whole numbers: sums are exact, and so is the
//! order of two routes.

use std::{cell::OnceCell, cmp::Reverse, collections::HashMap};

use petgraph::{graph::EdgeIndex, visit::EdgeRef};

use crate::model::{
    Day, Exemption, Figure, Item, Ladder, Move, Pay, PayTerms, RoleIndex, SourceIndex,
};

use super::{
    super::standing::Standing,
    time::{SAME, Ticks, same_time, ticks},
    units::Units,
};

/// How exactly a share's logarithm is kept, so that equal products come out equal.
const LOG: f64 = 1e15;

/// The logarithm of a share of 0, which is as rare as anything can be.
pub const NEVER: i128 = 1_000_000_000_000_000_000_000;

/// A place on the way: a role, or the one before the first role for someone without any.
pub type Place = usize;

/// A move from one place to the next; the first of two figures is the least, the second the most.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    pub from: Place,
    pub to: Place,
    /// The move of the ladder; none leads into the first role of someone without any.
    pub edge: Option<EdgeIndex>,
    /// Still to serve before it.
    pub serve: [Ticks; 2],
    /// The negative logarithm of its share.
    pub rarity: Option<i128>,
}

impl Way {
    /// Coming onto the ladder is no move on it.
    pub fn moves(&self) -> u32 {
        u32::from(self.edge.is_some())
    }
}

/// A ladder as one person finds it, between where they stand and where they want to be.
pub struct Ground<'a> {
    pub ladder: &'a Ladder,
    pub start: Place,
    pub target: Place,
    /// All moves, those out of one place next to each other.
    pub ways: Vec<Way>,
    first: Vec<usize>,
    into: Vec<usize>,
    first_into: Vec<usize>,
    /// The places to which the start leads.
    pub reached: Vec<bool>,
    /// Those of them that lead to the target without the start.
    pub between: Vec<bool>,
    /// How long after the start the years that a role asks for are met.
    pub met: Vec<Ticks>,
    /// Which pay counts.
    pub terms: Option<&'a PayTerms>,
    /// Until when money is counted.
    pub horizon: Ticks,
    /// Twice the midpoint that a role pays in a year.
    pub rates: Vec<Option<i128>>,
    /// The entry of each role that says so.
    paid: Vec<Option<usize>>,
    pub units: Units,
    asked: Vec<OnceCell<Box<[u64]>>>,
}

/// What a question adds to a ladder and a person.
#[derive(Debug)]
pub struct Terrain<'a> {
    pub target: RoleIndex,
    /// Roles that no route may pass.
    pub avoid: &'a [RoleIndex],
    /// Which pay counts; without terms, none is known.
    pub terms: Option<&'a PayTerms>,
    pub horizon: Ticks,
}

impl<'a> Ground<'a> {
    pub fn new(ladder: &'a Ladder, standing: &Standing, terrain: &Terrain<'a>) -> Self {
        let roles = ladder.graph.node_count();
        let start = standing.role.map_or(roles, RoleIndex::index);
        let places = roles.max(start + 1);
        let ways = ways(ladder, standing, start);
        let (first, ways) = grouped(places, ways);
        let (first_into, into) = incoming(places, &ways);
        let mut ground = Self {
            ladder,
            start,
            target: terrain.target.index(),
            ways,
            first,
            into,
            first_into,
            reached: Vec::new(),
            between: Vec::new(),
            met: vec![0; places],
            terms: terrain.terms,
            horizon: terrain.horizon,
            rates: vec![None; places],
            paid: vec![None; places],
            units: Units::new(ladder, standing),
            asked: (0..places).map(|_| OnceCell::new()).collect(),
        };
        let mut closed = vec![false; places];
        for role in terrain.avoid {
            closed[role.index()] = true;
        }
        ground.reached = ground.spread(ground.start, ground.target, &closed, false);
        let unreached: Vec<bool> = ground.reached.iter().map(|reached| !reached).collect();
        ground.between = ground.spread(ground.target, ground.start, &unreached, true);
        ground.time(standing);
        ground.price(terrain.terms, standing.as_of);
        ground
    }

    pub fn places(&self) -> usize {
        self.met.len()
    }

    /// The numbers of the moves out of a place, in the file's order.
    pub fn out(&self, place: Place) -> std::ops::Range<usize> {
        self.first[place]..self.first[place + 1]
    }

    /// The numbers of the moves into a place.
    pub fn into(&self, place: Place) -> &[usize] {
        &self.into[self.first_into[place]..self.first_into[place + 1]]
    }

    /// Whether a route leads from the start to the target.
    pub fn is_open(&self) -> bool {
        self.between[self.start]
    }

    pub fn role(&self, place: Place) -> Option<RoleIndex> {
        (place < self.ladder.graph.node_count()).then(|| RoleIndex::new(place))
    }

    pub fn id(&self, place: Place) -> &str {
        self.role(place).map_or("", |role| &self.ladder[role].id)
    }

    pub fn step(&self, way: &Way) -> Option<&'a Move> {
        way.edge.map(|edge| &self.ladder.graph[edge])
    }

    /// The entry that says what a role pays.
    pub fn pay(&self, place: Place) -> Option<&'a Pay> {
        let role = self.role(place)?;
        Some(&self.ladder[role].pay[self.paid[place]?])
    }

    /// The units that a role asks for and the person does not have.
    pub fn asked(&self, place: Place) -> &[u64] {
        self.asked[place].get_or_init(|| {
            let mut asked = vec![0; self.units.words()].into_boxed_slice();
            let Some(role) = self.role(place).filter(|_| place != self.start) else {
                return asked;
            };
            for requirement in self.ladder.requirements(role).required {
                if let Item::Skill(skill, level) = requirement.item {
                    for unit in self.units.up_to(skill, level) {
                        asked[unit / 64] |= 1 << (unit % 64);
                    }
                }
            }
            asked
        })
    }

    /// The places that a place leads to, or those that lead to it; closed ones are not entered, and
    /// nothing goes on from the end.
    fn spread(&self, from: Place, end: Place, closed: &[bool], backward: bool) -> Vec<bool> {
        let mut seen = vec![false; self.places()];
        if closed[from] {
            return seen;
        }
        seen[from] = true;
        let mut open = vec![from];
        while let Some(place) = open.pop() {
            if place == end {
                continue;
            }
            let mut enter = |next: Place| {
                if !seen[next] && !closed[next] {
                    seen[next] = true;
                    open.push(next);
                }
            };
            if backward {
                let ways = self.into(place).iter();
                ways.for_each(|way| enter(self.ways[*way].from));
            } else {
                let ways = self.ways[self.out(place)].iter();
                ways.for_each(|way| enter(way.to));
            }
        }
        seen
    }

    fn time(&mut self, standing: &Standing) {
        let Some(has) = standing.years else {
            return;
        };
        if standing.exemption(Exemption::Years).is_some() {
            return;
        }
        for place in 0..self.places() {
            if let (true, Some(role)) = (self.between[place], self.role(place)) {
                let asked = self.ladder.years_asked(role).unwrap_or(0.0);
                self.met[place] = ticks((asked - has).max(0.0));
            }
        }
    }

    /// Finds what each role pays on the terms: what describes exactly the role before what
    /// describes a wider group, the source that knows most of the roles on the way before others,
    /// of equals the first among the sources, else the first entry in the file.
    fn price(&mut self, terms: Option<&PayTerms>, day: Day) {
        // Before the first role nothing is earned that the ladder knows of.
        if self.role(self.start).is_none() {
            self.rates[self.start] = Some(0);
        }
        let Some(terms) = terms else {
            return;
        };
        let ladder = self.ladder;
        let fits = |pay: &&Pay| {
            pay.terms == *terms && pay.midpoint().is_some() && ladder.is_known_on(pay, day)
        };
        let roles = (0..self.places()).filter(|place| self.between[*place]);
        let roles: Vec<RoleIndex> = roles.filter_map(|place| self.role(place)).collect();
        // Of how many roles a source knows what they pay, or what a wider group is paid.
        let mut known: HashMap<(SourceIndex, bool), usize> = HashMap::new();
        for role in &roles {
            let pay = self.ladder[*role].pay.iter().filter(fits);
            let told = pay.filter_map(|pay| Some((pay.source?, pay.population.is_some())));
            let mut told: Vec<(SourceIndex, bool)> = told.collect();
            told.sort_unstable();
            told.dedup();
            for source in told {
                *known.entry(source).or_default() += 1;
            }
        }
        let rank = |pay: &Pay| {
            let is_wider = pay.population.is_some();
            let roles = pay.source.and_then(|source| known.get(&(source, is_wider)));
            (is_wider, Reverse(roles.copied()), pay.source)
        };
        for role in &roles {
            let pay = &self.ladder[*role].pay;
            let entries = pay.iter().enumerate().filter(|(_, pay)| fits(pay));
            let best = entries.min_by_key(|(_, pay)| rank(pay));
            self.paid[role.index()] = best.map(|(position, _)| position);
            self.rates[role.index()] = best.and_then(|(_, pay)| twice_the_midpoint(pay));
        }
    }
}

fn twice_the_midpoint(pay: &Pay) -> Option<i128> {
    match (pay.mid, pay.low, pay.high) {
        (Some(mid), _, _) => Some(2 * i128::from(mid)),
        (None, Some(low), Some(high)) => Some(i128::from(low) + i128::from(high)),
        _ => None,
    }
}

fn ways(ladder: &Ladder, standing: &Standing, start: Place) -> Vec<Way> {
    let served = standing.served.unwrap_or(0.0);
    let mut ways: Vec<Way> = Vec::with_capacity(ladder.graph.edge_count());
    for edge in ladder.graph.edge_references() {
        let (from, to) = (edge.source().index(), edge.target().index());
        let step: &Move = edge.weight();
        let gone = if from == start { served } else { 0.0 };
        // Sums of what is served are the same, or differ by more than that.
        let left = |years: f64| same_time(ticks((years - gone).max(0.0))) * SAME;
        ways.push(Way {
            from,
            to,
            edge: Some(edge.id()),
            serve: step.after.map_or([0; 2], |after| {
                [left(after.value.min), left(after.value.max)]
            }),
            rarity: step.share.map(rarity),
        });
    }
    if standing.role.is_none() {
        let entries = ladder.roles().filter(|role| ladder[*role].entry);
        ways.extend(entries.map(|role| Way {
            from: start,
            to: role.index(),
            edge: None,
            serve: [0; 2],
            rarity: None,
        }));
    }
    ways
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the logarithm of a number between 0 and 1 is small"
)]
fn rarity(share: Figure<f64>) -> i128 {
    if share.value <= 0.0 {
        return NEVER;
    }
    (-share.value.ln() * LOG).round() as i128
}

/// Puts the moves out of one place next to each other: where those of each place begin, and the moves.
fn grouped(places: usize, mut ways: Vec<Way>) -> (Vec<usize>, Vec<Way>) {
    ways.sort_by_key(|way| way.from);
    (beginnings(places, ways.iter().map(|way| way.from)), ways)
}

fn incoming(places: usize, ways: &[Way]) -> (Vec<usize>, Vec<usize>) {
    let mut into: Vec<usize> = (0..ways.len()).collect();
    into.sort_by_key(|way| ways[*way].to);
    let first = beginnings(places, into.iter().map(|way| ways[*way].to));
    (first, into)
}

fn beginnings(places: usize, sorted: impl Iterator<Item = Place>) -> Vec<usize> {
    let mut first = vec![0; places + 1];
    for place in sorted {
        first[place + 1] += 1;
    }
    for place in 0..places {
        first[place + 1] += first[place];
    }
    first
}
