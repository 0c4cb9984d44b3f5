//! Lower bounds of what a path still costs to the target.
//!
//! Each bound leaves out a part of what every completion needs, so it is never above the true cost.

use std::collections::VecDeque;

use crate::order::Order as _;
use crate::{model::RoleIndex, vocabulary::Criterion};

use super::{
    backward::backward,
    gained::Gained,
    pay_bound::PayBound,
    problem::{Edge, Problem, RouteNode},
    time::{Ticks, time_units},
    totals::{Cost, PathTotals, UNKNOWN, money_units, share_units},
    unit::UnitsCost,
};

/// Words above which the unavoidable units are those of the target alone.
const MAX_WORDS: usize = 500_000;
/// Steps, each a word of a set, after which they are those of the target alone too.
const MAX_STEPS: usize = 50_000_000;

/// For each node, bounds of the rest of a path to the target; `None` where no path leads there.
pub struct Bounds {
    /// The least serving time, least and most of that path, and its moves.
    serving: Vec<Option<([Ticks; 2], u32)>>,
    /// The most serving time, on the path where that is least.
    most_serving: Vec<Option<Ticks>>,
    /// The time from the start until the target for the experience that a path requires, least and most.
    experience: [Vec<Option<Ticks>>; 2],
    moves: Vec<Option<u32>>,
    /// The units of study and practice that no path avoids, `words` for each node; or those of the target alone.
    unavoidable: Vec<u64>,
    words: usize,
    /// The moves of a path on which all study hours can be known; empty where that was not determined.
    known_study: Vec<Option<u32>>,
    /// The same for the time.
    known_time: Vec<Option<u32>>,
    neg_log_share: Vec<Option<i128>>,
    pay: Option<PayBound>,
    via: Vec<ViaBound>,
}

/// Bounds for a role that every route passes.
struct ViaBound {
    /// The least serving time from each node to the role.
    serving: Vec<Option<Ticks>>,
    /// The fewest moves from each node to the role.
    moves: Vec<Option<u32>>,
    /// The least serving time and the fewest moves from the role to the target.
    onward: (Ticks, u32),
}

/// Lower bounds of every completion of a path.
pub struct LowerBound {
    pub cost: Cost,
    /// Whether the time of a completion can be known.
    pub has_known_time: bool,
    /// The moves of a completion with that cost.
    pub moves: u32,
    /// The moves of any completion.
    pub min_moves: u32,
    /// The time of any completion.
    pub min_time: Ticks,
}

impl Bounds {
    /// Determines the bounds for one criterion, or for all of them.
    pub fn new(problem: &Problem, by: Option<Criterion>, via: &[RoleIndex]) -> Self {
        let serving = backward(
            problem,
            [(problem.target, ([0; 2], 0))],
            |([min, max], moves): ([Ticks; 2], u32), edge| {
                let serving = [min + edge.serving[0], max + edge.serving[1]];
                Some((serving, moves + edge.moves()))
            },
        );
        let most_serving = backward(problem, [(problem.target, 0)], |most, edge| {
            Some(most + edge.serving[1])
        });
        let experience = |serving: &dyn Fn(RouteNode) -> Option<Ticks>| {
            let target = (problem.target, problem.experience_at[problem.target]);
            backward(problem, [target], |time: Ticks, edge| {
                Some(time.max(problem.experience_at[edge.to] + serving(edge.to)?))
            })
        };
        let wants = |criterion| by.is_none_or(|by| by == criterion);
        let fewest_moves = |node: RouteNode| {
            backward(problem, [(node, 0)], |moves, edge| {
                Some(moves + edge.moves())
            })
        };
        let moves = fewest_moves(problem.target);
        let at_start = problem.units.at_start();
        let via = via.iter().map(|role| role.index());
        let via = via.map(|node| ViaBound {
            serving: backward(problem, [(node, 0)], |least, edge| {
                Some(least + edge.serving[0])
            }),
            moves: fewest_moves(node),
            onward: (
                serving[node].map_or(0, |([least, _], _)| least),
                moves[node].unwrap_or(0),
            ),
        });
        Self {
            experience: [
                experience(&|node| Some(serving[node]?.0[0])),
                experience(&|node| most_serving[node]),
            ],
            unavoidable: unavoidable(problem),
            words: problem.units.words(),
            known_study: if wants(Criterion::Effort) {
                known(problem, |edge| problem.can_know_hours(edge.to, &at_start))
            } else {
                Vec::new()
            },
            known_time: if wants(Criterion::Time) || wants(Criterion::Pay) {
                known(problem, |edge| problem.can_know_time(edge, &at_start))
            } else {
                Vec::new()
            },
            neg_log_share: if wants(Criterion::Share) {
                backward(problem, [(problem.target, 0)], |sum, edge| {
                    Some(sum + edge.neg_log_share.or((edge.moves() == 0).then_some(0))?)
                })
            } else {
                Vec::new()
            },
            pay: wants(Criterion::Pay).then(|| PayBound::new(problem)),
            via: via.collect(),
            moves,
            serving,
            most_serving,
        }
    }

    /// The next node on the path of least serving time.
    pub fn next_by_serving(&self, problem: &Problem, node: RouteNode) -> Option<RouteNode> {
        let own = self.serving[node]?;
        let mut edges = problem.edges[problem.outgoing(node)].iter();
        let best = edges.find(|edge| {
            let onward = self.serving[edge.to].filter(|_| problem.between[edge.to]);
            onward.is_some_and(|([min, max], moves)| {
                let through = [min + edge.serving[0], max + edge.serving[1]];
                (through, moves + edge.moves()) == own && edge.to != problem.start
            })
        });
        best.map(|edge| edge.to)
    }

    /// The lower bound of every path that continues to the target from a node; `None` where none does.
    ///
    /// `via_left` has a bit for each role that is still to be passed.
    pub fn lower_bound(
        &self,
        problem: &Problem,
        by: Criterion,
        totals: &PathTotals,
        node: RouteNode,
        gained: &Gained,
        via_left: u64,
    ) -> Option<LowerBound> {
        let ([serving, _], _) = self.serving[node]?;
        let mut time = (totals.elapsed[0] + serving).max(self.experience[0][node]?);
        let mut min_moves = self.moves[node]?;
        let via = self.via.iter().enumerate();
        for (_, via) in via.filter(|(position, _)| via_left >> position & 1 == 1) {
            time = time.max(totals.elapsed[0] + via.serving[node]? + via.onward.0);
            min_moves = min_moves.max(via.moves[node]? + via.onward.1);
        }
        let units = self.units(problem, node, gained);
        time = time.max(totals.elapsed[0] + units.study[0]);
        time = time.max(units.practice_until[0]);
        let can_study = units.unknown == 0 && (units.hours[1] == 0 || problem.units.has_pace());
        let has_known_time =
            totals.unknown_time == 0 && can_study && is_known(&self.known_time, node);
        let (cost, moves) = match by {
            Criterion::Time => {
                let (mut cost, moves) = self.time(totals, node, time, min_moves, &units)?;
                cost[0] = i128::from(!has_known_time);
                (cost, moves)
            }
            Criterion::Effort => {
                let unknown = totals.unknown_study + units.unknown;
                let known = unknown == 0 && is_known(&self.known_study, node);
                let hours = [0, 1].map(|end| i128::from(totals.hours[end] + units.hours[end]));
                ([i128::from(!known), hours[0], hours[1]], min_moves)
            }
            Criterion::Pay if !has_known_time => (UNKNOWN, min_moves),
            Criterion::Pay => (self.pay(problem, totals, node), min_moves),
            Criterion::Share => match self.neg_log_share[node] {
                Some(onward) if totals.unknown_share == 0 => (
                    [0, share_units(totals.neg_log_share + onward), 0],
                    min_moves,
                ),
                _ => (UNKNOWN, min_moves),
            },
        };
        Some(LowerBound {
            cost,
            has_known_time,
            moves: totals.moves + moves,
            min_moves: totals.moves + min_moves,
            min_time: time,
        })
    }

    /// The known part: the least time, then the most, and the moves of a completion with both.
    fn time(
        &self,
        totals: &PathTotals,
        node: RouteNode,
        least: Ticks,
        min_moves: u32,
        units: &UnitsCost,
    ) -> Option<(Cost, u32)> {
        let ([serving, most_serving], serving_moves) = self.serving[node]?;
        let mut most = totals.elapsed[1] + self.most_serving[node]?.max(units.study[1]);
        most = most.max(self.experience[1][node]?);
        most = most.max(units.practice_until[1]);
        let mut moves = min_moves;
        // Where serving alone gives the least time, only a path of least serving time has it.
        if totals.elapsed[0] + serving == least {
            most = most.max(totals.elapsed[1] + most_serving);
            if totals.elapsed[1] + most_serving == most {
                moves = moves.max(serving_moves);
            }
        }
        Some(([0, time_units(least), time_units(most)], moves))
    }

    fn pay(&self, problem: &Problem, totals: &PathTotals, node: RouteNode) -> Cost {
        let most = self.pay.as_ref().and_then(|pay| {
            let elapsed = totals.elapsed[0].min(problem.horizon);
            pay.most(problem, node, elapsed)
        });
        match most {
            Some(most) if totals.unknown_pay == 0 => [0, money_units(-(totals.money + most)), 0],
            _ => UNKNOWN,
        }
    }

    /// What the units take that no path from a node avoids. Certifications and degrees count 0: which ones
    /// a path takes depends on those before.
    fn units(&self, problem: &Problem, node: RouteNode, gained: &Gained) -> UnitsCost {
        if node == problem.target {
            return UnitsCost::default();
        }
        let is_by_node = self.unavoidable.len() > self.words;
        let first = if is_by_node { node * self.words } else { 0 };
        let unavoidable = &self.unavoidable[first..first + self.words];
        problem.units.cost(unavoidable, gained, true)
    }
}

/// Whether a path to the target can be known as a whole; yes where that was not determined.
fn is_known(known: &[Option<u32>], node: RouteNode) -> bool {
    known.get(node).is_none_or(Option::is_some)
}

/// Whether the graph is small enough for a set of units at each node.
fn is_small(problem: &Problem) -> bool {
    problem.units.words() * problem.nodes() <= MAX_WORDS
}

/// The moves of a path from each node on which every edge can be known.
fn known(problem: &Problem, can_know: impl Fn(&Edge) -> bool) -> Vec<Option<u32>> {
    if !is_small(problem) {
        return Vec::new();
    }
    backward(problem, [(problem.target, 0)], |moves, edge| {
        can_know(edge).then_some(moves + edge.moves())
    })
}

/// The units that every path from a node requires: one that each next role requires itself, or
/// that every path from there does. The largest such sets are the fixed point.
fn unavoidable(problem: &Problem) -> Vec<u64> {
    let words = problem.units.words();
    let nodes = problem.nodes();
    if !is_small(problem) {
        return problem.required(problem.target).units.to_vec();
    }
    let mut unavoidable = vec![u64::MAX; words * nodes];
    unavoidable[problem.target * words..(problem.target + 1) * words].fill(0);
    // Nodes near the target first, so that few rounds are needed.
    let distance = backward(problem, [(problem.target, 0_u32)], |edges, _| {
        Some(edges + 1)
    });
    let mut order: Vec<RouteNode> = (0..nodes)
        .filter(|node| distance[*node].is_some() && *node != problem.target)
        .collect();
    order.order_by_key(|node| distance[*node]);
    let mut common = vec![0; words];
    let mut is_queued = vec![false; nodes];
    let mut queue: VecDeque<RouteNode> = VecDeque::with_capacity(order.len());
    for node in order {
        is_queued[node] = true;
        queue.push_back(node);
    }
    let mut steps = 0;
    while let Some(node) = queue.pop_front() {
        is_queued[node] = false;
        common.fill(u64::MAX);
        let is_used =
            |edge: &&Edge| problem.between[edge.to] && edge.to != node && edge.to != problem.start;
        for edge in problem.edges[problem.outgoing(node)].iter().filter(is_used) {
            let required = &problem.required(edge.to).units;
            let later = &unavoidable[edge.to * words..];
            for word in 0..words {
                common[word] &= required[word] | later[word];
            }
            steps += words;
        }
        if steps > MAX_STEPS {
            return problem.required(problem.target).units.to_vec();
        }
        let own = &mut unavoidable[node * words..(node + 1) * words];
        if own == common.as_slice() {
            continue;
        }
        own.copy_from_slice(&common);
        for before in problem.incoming(node).map(|edge| edge.from) {
            let is_used = problem.between[before] && before != problem.target;
            if is_used && node != problem.start && !is_queued[before] {
                is_queued[before] = true;
                queue.push_back(before);
            }
        }
    }
    unavoidable
}
