//! The least that is still to come from each place, whatever the way: what the search may rule out by.
//!
//! Every bound leaves something out that a real route has to do, and so is never above it.

use super::{
    backward::backward,
    ground::{Ground, Place, Way},
    pay_bound::PayBound,
    time::{Ticks, same_time},
    units::Study,
    walk::{Cost, Criterion, Walked, same_money, same_share},
};

/// Beyond so many words, what no route can avoid learning is only looked for in the target.
const WORDS: usize = 500_000;

/// Bounds on what a route still costs from each place between the start and the target.
pub struct Bounds {
    /// Time to serve: the least, then the most, then the moves that it takes.
    serve: Vec<Option<([Ticks; 2], u32)>>,
    /// The most time to serve, on the way where that is least.
    longest: Vec<Option<Ticks>>,
    /// When the target can be reached, for all the years that are asked for on the way.
    met: [Vec<Option<Ticks>>; 2],
    moves: Vec<Option<u32>>,
    /// The units that no route can avoid, place by place; or those of the target alone.
    must: Vec<u64>,
    words: usize,
    /// The places from which a way leads on of which all study hours are known; none where there
    /// are too many to look at.
    known: Vec<Option<u32>>,
    share: Vec<Option<i128>>,
    pay: Option<PayBound>,
    stops: Vec<Stop>,
}

/// A role that every route has to pass: what it takes to get there, and on from there.
struct Stop {
    serve: Vec<Option<Ticks>>,
    moves: Vec<Option<u32>>,
    on: (Ticks, u32),
}

/// What a route comes to at least.
pub struct Least {
    pub cost: Cost,
    /// The moves of one that comes to no more than that.
    pub moves: u32,
    /// The moves and the time of any.
    pub fewest: u32,
    pub time: Ticks,
}

impl Bounds {
    /// Works out the bounds that a ranking needs; `by` nothing for all of them.
    pub fn new(ground: &Ground, by: Option<Criterion>, stops: &[Place]) -> Self {
        let after = |([min, max], moves): ([Ticks; 2], u32), way: &Way| {
            Some((
                [min + way.serve[0], max + way.serve[1]],
                moves + way.moves(),
            ))
        };
        let serve = backward(ground, [(ground.target, ([0; 2], 0))], after);
        let longest = backward(ground, [(ground.target, 0)], |most, way| {
            Some(most + way.serve[1])
        });
        let met = |least: &dyn Fn(Place) -> Option<Ticks>| {
            let target = (ground.target, ground.met[ground.target]);
            backward(ground, [target], |met: Ticks, way| {
                Some(met.max(ground.met[way.to] + least(way.to)?))
            })
        };
        let wants = |criterion| by.is_none_or(|by| by == criterion);
        let shortest =
            |place: Place| backward(ground, [(place, 0)], |moves, way| Some(moves + way.moves()));
        let moves = shortest(ground.target);
        let stops = stops.iter().map(|place| Stop {
            serve: backward(ground, [(*place, 0)], |least, way| {
                Some(least + way.serve[0])
            }),
            moves: shortest(*place),
            on: (
                serve[*place].map_or(0, |([least, _], _)| least),
                moves[*place].unwrap_or(0),
            ),
        });
        Self {
            met: [
                met(&|place| Some(serve[place]?.0[0])),
                met(&|place| longest[place]),
            ],
            must: must(ground),
            words: ground.units.words(),
            known: if wants(Criterion::Effort) {
                known(ground)
            } else {
                Vec::new()
            },
            share: if wants(Criterion::Share) {
                backward(ground, [(ground.target, 0)], |rarity, way| {
                    Some(rarity + way.rarity.or(way.edge.is_none().then_some(0))?)
                })
            } else {
                Vec::new()
            },
            pay: wants(Criterion::Pay).then(|| PayBound::new(ground)),
            stops: stops.collect(),
            moves,
            serve,
            longest,
        }
    }

    /// The next place on the way on which there is least to serve.
    pub fn towards(&self, ground: &Ground, place: Place) -> Option<Place> {
        let own = self.serve[place]?;
        let ways = ground.ways[ground.out(place)].iter();
        let best = ways.filter(|way| {
            let on = self.serve[way.to].filter(|_| ground.between[way.to]);
            on.is_some_and(|([min, max], moves)| {
                let through = [min + way.serve[0], max + way.serve[1]];
                (through, moves + way.moves()) == own && way.to != ground.start
            })
        });
        best.map(|way| way.to).next()
    }

    /// The least that any way on from a place comes to; `None` where there is none.
    ///
    /// `left` tells which of the stops are still to be passed.
    pub fn least(
        &self,
        ground: &Ground,
        by: Criterion,
        walked: &Walked,
        place: Place,
        learnt: &[u64],
        left: u64,
    ) -> Option<Least> {
        let ([served, _], _) = self.serve[place]?;
        let mut time = (walked.elapsed[0] + served).max(self.met[0][place]?);
        let mut moves = self.moves[place]?;
        let stops = self.stops.iter().enumerate();
        for (_, stop) in stops.filter(|(position, _)| left >> position & 1 == 1) {
            time = time.max(walked.elapsed[0] + stop.serve[place]? + stop.on.0);
            moves = moves.max(stop.moves[place]? + stop.on.1);
        }
        let study = self.study(ground, place, learnt);
        time = time.max(walked.elapsed[0] + study.time[0]);
        let fewest = moves;
        let (cost, moves) = match by {
            Criterion::Time => self.time(walked, place, time, moves, study.time[1])?,
            Criterion::Effort => {
                let known = walked.unknown + study.unknown == 0 && self.is_known(place);
                let hours = [0, 1].map(|end| i128::from(walked.hours[end] + study.hours[end]));
                ([i128::from(!known), hours[0], hours[1]], moves)
            }
            Criterion::Pay => (self.pay(ground, walked, place), moves),
            Criterion::Share => match self.share[place] {
                Some(rarity) if walked.unshared == 0 => {
                    ([0, same_share(walked.rarity + rarity), 0], moves)
                }
                _ => ([1, 0, 0], moves),
            },
        };
        Some(Least {
            cost,
            moves: walked.moves + moves,
            fewest: walked.moves + fewest,
            time,
        })
    }

    /// The least time, then the most, then the moves of the way where both are so.
    fn time(
        &self,
        walked: &Walked,
        place: Place,
        least: Ticks,
        moves: u32,
        study: Ticks,
    ) -> Option<(Cost, u32)> {
        let ([served, most], steps) = self.serve[place]?;
        let mut longest = walked.elapsed[1] + self.longest[place]?.max(study);
        longest = longest.max(self.met[1][place]?);
        let mut moves = moves;
        // Where serving alone decides, only a way on which it is least comes into question.
        if walked.elapsed[0] + served == least {
            longest = longest.max(walked.elapsed[1] + most);
            if walked.elapsed[1] + most == longest {
                moves = moves.max(steps);
            }
        }
        Some(([same_time(least), same_time(longest), 0], moves))
    }

    fn pay(&self, ground: &Ground, walked: &Walked, place: Place) -> Cost {
        let most = self.pay.as_ref().and_then(|pay| {
            let elapsed = walked.elapsed[0].min(ground.horizon);
            pay.most(ground, place, elapsed)
        });
        match most {
            Some(most) if walked.unpaid == 0 => [0, same_money(-(walked.money + most)), 0],
            _ => [1, 0, 0],
        }
    }

    /// Whether a way leads on of which all hours are known, as far as that was worked out.
    fn is_known(&self, place: Place) -> bool {
        self.known.get(place).is_none_or(Option::is_some)
    }

    fn study(&self, ground: &Ground, place: Place, learnt: &[u64]) -> Study {
        if place == ground.target {
            return Study::default();
        }
        let whole = self.must.len() > self.words;
        let begin = if whole { place * self.words } else { 0 };
        let must = &self.must[begin..begin + self.words];
        ground.units.study(must, learnt)
    }
}

/// Whether so many places can be looked at one by one.
fn are_few(ground: &Ground) -> bool {
    ground.units.words() * ground.places() <= WORDS
}

fn known(ground: &Ground) -> Vec<Option<u32>> {
    if !are_few(ground) {
        return Vec::new();
    }
    let nothing = vec![0; ground.units.words()];
    let is_known = |place: Place| ground.units.study(ground.asked(place), &nothing).unknown == 0;
    let target = is_known(ground.target).then_some((ground.target, 0));
    backward(ground, target, |moves, way| {
        (way.from == ground.start || is_known(way.from)).then_some(moves + way.moves())
    })
}

/// What every way on from each place asks to learn: what is asked next, or on all ways after that.
fn must(ground: &Ground) -> Vec<u64> {
    let words = ground.units.words();
    let places = ground.places();
    if !are_few(ground) {
        return ground.asked(ground.target).to_vec();
    }
    let mut must = vec![u64::MAX; words * places];
    must[ground.target * words..(ground.target + 1) * words].fill(0);
    // Those nearest to the target first, so that few rounds are needed.
    let distance = backward(ground, [(ground.target, 0_u32)], |moves, _| Some(moves + 1));
    let mut order: Vec<Place> = (0..places)
        .filter(|place| distance[*place].is_some() && *place != ground.target)
        .collect();
    order.sort_by_key(|place| distance[*place]);
    let mut known = vec![0; words];
    loop {
        let mut changed = false;
        for place in &order {
            known.fill(u64::MAX);
            for way in &ground.ways[ground.out(*place)] {
                if !ground.between[way.to] || way.to == *place || way.to == ground.start {
                    continue;
                }
                let asked = ground.asked(way.to);
                let later = &must[way.to * words..];
                for word in 0..words {
                    known[word] &= asked[word] | later[word];
                }
            }
            let own = &mut must[place * words..(place + 1) * words];
            if own != known.as_slice() {
                own.copy_from_slice(&known);
                changed = true;
            }
        }
        if !changed {
            return must;
        }
    }
}
