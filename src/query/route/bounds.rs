//! The least that is still to come from each node, whatever the edge: what the search may rule out by.
//!
//! Every bound leaves something out that a real route has to do, and so is never above it.

use crate::vocabulary::Criterion;

use super::{
    backward::backward,
    pay_bound::PayBound,
    problem::{Edge, Problem, RouteNode},
    time::{Ticks, same_time},
    totals::{Cost, PathTotals, same_money, same_share},
    units::Study,
};

/// Beyond so many words, what no route can avoid learning is only looked for in the target.
const WORDS: usize = 500_000;

/// Bounds on what a route still costs from each node between the start and the target.
pub struct Bounds {
    /// Time to serve: the least, then the most, then the moves that it takes.
    serve: Vec<Option<([Ticks; 2], u32)>>,
    /// The most time to serve, on the edge where that is least.
    longest: Vec<Option<Ticks>>,
    /// When the target can be reached, for all the years that are asked for on the edge.
    met: [Vec<Option<Ticks>>; 2],
    moves: Vec<Option<u32>>,
    /// The units that no route can avoid, node by node; or those of the target alone.
    must: Vec<u64>,
    words: usize,
    /// The nodes from which a edge leads on of which all study hours are known; none where there
    /// are too many to look at.
    known: Vec<Option<u32>>,
    share: Vec<Option<i128>>,
    pay: Option<PayBound>,
    stops: Vec<ViaBound>,
}

/// A role that every route has to pass: what it takes to get there, and on from there.
struct ViaBound {
    serve: Vec<Option<Ticks>>,
    moves: Vec<Option<u32>>,
    on: (Ticks, u32),
}

/// What a route comes to at least.
pub struct LowerBound {
    pub cost: Cost,
    /// The moves of one that comes to no more than that.
    pub moves: u32,
    /// The moves and the time of any.
    pub fewest: u32,
    pub time: Ticks,
}

impl Bounds {
    /// Works out the bounds that a ranking needs; `by` nothing for all of them.
    pub fn new(problem: &Problem, by: Option<Criterion>, stops: &[RouteNode]) -> Self {
        let after = |([min, max], moves): ([Ticks; 2], u32), edge: &Edge| {
            Some((
                [min + edge.serve[0], max + edge.serve[1]],
                moves + edge.moves(),
            ))
        };
        let serve = backward(problem, [(problem.target, ([0; 2], 0))], after);
        let longest = backward(problem, [(problem.target, 0)], |most, edge| {
            Some(most + edge.serve[1])
        });
        let met = |least: &dyn Fn(RouteNode) -> Option<Ticks>| {
            let target = (problem.target, problem.met[problem.target]);
            backward(problem, [target], |met: Ticks, edge| {
                Some(met.max(problem.met[edge.to] + least(edge.to)?))
            })
        };
        let wants = |criterion| by.is_none_or(|by| by == criterion);
        let shortest = |node: RouteNode| {
            backward(problem, [(node, 0)], |moves, edge| {
                Some(moves + edge.moves())
            })
        };
        let moves = shortest(problem.target);
        let stops = stops.iter().map(|node| ViaBound {
            serve: backward(problem, [(*node, 0)], |least, edge| {
                Some(least + edge.serve[0])
            }),
            moves: shortest(*node),
            on: (
                serve[*node].map_or(0, |([least, _], _)| least),
                moves[*node].unwrap_or(0),
            ),
        });
        Self {
            met: [
                met(&|node| Some(serve[node]?.0[0])),
                met(&|node| longest[node]),
            ],
            must: must(problem),
            words: problem.units.words(),
            known: if wants(Criterion::Effort) {
                known(problem)
            } else {
                Vec::new()
            },
            share: if wants(Criterion::Share) {
                backward(problem, [(problem.target, 0)], |rarity, edge| {
                    Some(rarity + edge.rarity.or(edge.graph_edge.is_none().then_some(0))?)
                })
            } else {
                Vec::new()
            },
            pay: wants(Criterion::Pay).then(|| PayBound::new(problem)),
            stops: stops.collect(),
            moves,
            serve,
            longest,
        }
    }

    /// The next node on the edge on which there is least to serve.
    pub fn towards(&self, problem: &Problem, node: RouteNode) -> Option<RouteNode> {
        let own = self.serve[node]?;
        let edges = problem.edges[problem.out(node)].iter();
        let best = edges.filter(|edge| {
            let on = self.serve[edge.to].filter(|_| problem.between[edge.to]);
            on.is_some_and(|([min, max], moves)| {
                let through = [min + edge.serve[0], max + edge.serve[1]];
                (through, moves + edge.moves()) == own && edge.to != problem.start
            })
        });
        best.map(|edge| edge.to).next()
    }

    /// The least that any edge on from a node comes to; `None` where there is none.
    ///
    /// `left` tells which of the stops are still to be passed.
    pub fn least(
        &self,
        problem: &Problem,
        by: Criterion,
        totals: &PathTotals,
        node: RouteNode,
        learnt: &[u64],
        left: u64,
    ) -> Option<LowerBound> {
        let ([served, _], _) = self.serve[node]?;
        let mut time = (totals.elapsed[0] + served).max(self.met[0][node]?);
        let mut moves = self.moves[node]?;
        let stops = self.stops.iter().enumerate();
        for (_, stop) in stops.filter(|(position, _)| left >> position & 1 == 1) {
            time = time.max(totals.elapsed[0] + stop.serve[node]? + stop.on.0);
            moves = moves.max(stop.moves[node]? + stop.on.1);
        }
        let study = self.study(problem, node, learnt);
        time = time.max(totals.elapsed[0] + study.time[0]);
        let fewest = moves;
        let (cost, moves) = match by {
            Criterion::Time => self.time(totals, node, time, moves, study.time[1])?,
            Criterion::Effort => {
                let known = totals.unknown + study.unknown == 0 && self.is_known(node);
                let hours = [0, 1].map(|end| i128::from(totals.hours[end] + study.hours[end]));
                ([i128::from(!known), hours[0], hours[1]], moves)
            }
            Criterion::Pay => (self.pay(problem, totals, node), moves),
            Criterion::Share => match self.share[node] {
                Some(rarity) if totals.unshared == 0 => {
                    ([0, same_share(totals.rarity + rarity), 0], moves)
                }
                _ => ([1, 0, 0], moves),
            },
        };
        Some(LowerBound {
            cost,
            moves: totals.moves + moves,
            fewest: totals.moves + fewest,
            time,
        })
    }

    /// The least time, then the most, then the moves of the edge where both are so.
    fn time(
        &self,
        totals: &PathTotals,
        node: RouteNode,
        least: Ticks,
        moves: u32,
        study: Ticks,
    ) -> Option<(Cost, u32)> {
        let ([served, most], steps) = self.serve[node]?;
        let mut longest = totals.elapsed[1] + self.longest[node]?.max(study);
        longest = longest.max(self.met[1][node]?);
        let mut moves = moves;
        // Where serving alone decides, only a edge on which it is least comes into question.
        if totals.elapsed[0] + served == least {
            longest = longest.max(totals.elapsed[1] + most);
            if totals.elapsed[1] + most == longest {
                moves = moves.max(steps);
            }
        }
        Some(([same_time(least), same_time(longest), 0], moves))
    }

    fn pay(&self, problem: &Problem, totals: &PathTotals, node: RouteNode) -> Cost {
        let most = self.pay.as_ref().and_then(|pay| {
            let elapsed = totals.elapsed[0].min(problem.horizon);
            pay.most(problem, node, elapsed)
        });
        match most {
            Some(most) if totals.unpaid == 0 => [0, same_money(-(totals.money + most)), 0],
            _ => [1, 0, 0],
        }
    }

    /// Whether a edge leads on of which all hours are known, as far as that was worked out.
    fn is_known(&self, node: RouteNode) -> bool {
        self.known.get(node).is_none_or(Option::is_some)
    }

    fn study(&self, problem: &Problem, node: RouteNode, learnt: &[u64]) -> Study {
        if node == problem.target {
            return Study::default();
        }
        let whole = self.must.len() > self.words;
        let begin = if whole { node * self.words } else { 0 };
        let must = &self.must[begin..begin + self.words];
        problem.units.study(must, learnt)
    }
}

/// Whether so many nodes can be looked at one by one.
fn are_few(problem: &Problem) -> bool {
    problem.units.words() * problem.nodes() <= WORDS
}

fn known(problem: &Problem) -> Vec<Option<u32>> {
    if !are_few(problem) {
        return Vec::new();
    }
    let nothing = vec![0; problem.units.words()];
    let is_known =
        |node: RouteNode| problem.units.study(problem.asked(node), &nothing).unknown == 0;
    let target = is_known(problem.target).then_some((problem.target, 0));
    backward(problem, target, |moves, edge| {
        (edge.from == problem.start || is_known(edge.from)).then_some(moves + edge.moves())
    })
}

/// What every edge on from each node asks to learn: what is asked next, or on all edges after that.
fn must(problem: &Problem) -> Vec<u64> {
    let words = problem.units.words();
    let nodes = problem.nodes();
    if !are_few(problem) {
        return problem.asked(problem.target).to_vec();
    }
    let mut must = vec![u64::MAX; words * nodes];
    must[problem.target * words..(problem.target + 1) * words].fill(0);
    // Those nearest to the target first, so that few rounds are needed.
    let distance = backward(problem, [(problem.target, 0_u32)], |moves, _| {
        Some(moves + 1)
    });
    let mut order: Vec<RouteNode> = (0..nodes)
        .filter(|node| distance[*node].is_some() && *node != problem.target)
        .collect();
    order.sort_by_key(|node| distance[*node]);
    let mut known = vec![0; words];
    loop {
        let mut changed = false;
        for node in &order {
            known.fill(u64::MAX);
            for edge in &problem.edges[problem.out(*node)] {
                if !problem.between[edge.to] || edge.to == *node || edge.to == problem.start {
                    continue;
                }
                let asked = problem.asked(edge.to);
                let later = &must[edge.to * words..];
                for word in 0..words {
                    known[word] &= asked[word] | later[word];
                }
            }
            let own = &mut must[node * words..(node + 1) * words];
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
