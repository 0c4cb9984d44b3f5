//! The search for routes: a best-first branch and bound over simple paths.
//!
//! - **Problem**: nodes are roles, edges are moves. A route is a path from the start to the target that
//!   visits no node twice.
//! - **Cost**: what is learnt stays learnt, practice and experience grow with time, so the cost of an edge
//!   depends on the path before it. A cost says first whether a part of it is unknown: the unknown comes
//!   after the known, and the known parts are added up all the same. The cheaper of two paths to a node may be the more expensive one
//!   later. Labels do not dominate here: each path keeps a path state of its own.
//! - **Frontier**: the path states that can still be extended, ordered by the lower bound of their cost
//!   at the target. The first one is extended by every edge to an unvisited node. A complete path that
//!   comes first is a found route: no other path in the frontier can cost less.
//! - **Bounds**: a lower bound adds to the cost so far what every completion costs at least. Each one is
//!   the solution of a relaxed problem (serving time alone, experience alone, study that no path
//!   avoids, practice that no path avoids, pay without study), so it is never above the true cost: the
//!   bounds are admissible. Most are shortest paths, backward from the target. Certifications, degrees,
//!   alternatives and points count 0, since which ones a path takes depends on those before.
//! - **Practice**: a level that every completion requires is reached no earlier than the day since which
//!   the skill is practised plus the practice of the levels up to it. Roles on the way that require a level
//!   between restart the clock when the person arrives, which is never before that level is reached. So
//!   they only delay it, and the sum from the day on is admissible.
//! - **Unknown**: a completion is unknown in any case if a move of each completion is: one with a gate, one of
//!   which nothing is stated, or one whose role requires what has no time. What an earlier role requires as
//!   well is unknown there already, so the path before makes no difference.
//! - **Pareto front**: the same search, ordered by time. It drops a path state when a complete route is no
//!   worse than its lower bounds in time, pay and effort and better in one of them.
//! - **Budget**: the search may take so many steps. It counts steps, not time, so that the same question
//!   has the same answer everywhere. When the budget ends, the best path states are completed
//!   depth first, routes are added that a search of its own finds whatever they cost, and the result has a lower
//!   bound for every route that was not found. So it is always settled whether a role can be reached; only with
//!   roles to pass, or with a limit of time, it may not be.
//!
//! ```text
//! time                whole numbers, so that sums and comparisons are exact
//! unit, units         what can be learnt
//! degrees             the degrees that can be earned
//! alternatives        groups of alternatives and points, each once
//! required            what a role requires
//! gained              what is learnt and earned along a path
//! taken               the alternatives that are taken for a move
//! problem             nodes and edges with their costs for one person
//! totals              the cost of a path, edge by edge
//! backward            shortest paths to the target
//! bounds, pay_bound   lower bounds
//! frontier            path states and their order
//! search, pareto      the best routes; the Pareto front
//! any                 some routes, whatever they cost
//! answer, route_move, arrival, chosen, ranking   the description of a found route
//! ```

mod alternatives;
mod answer;
mod any;
mod arrival;
mod backward;
mod bounds;
mod chosen;
mod degrees;
mod firm;
mod frontier;
mod gained;
mod pareto;
mod pay_bound;
mod problem;
mod ranking;
mod required;
mod resources;
mod route_move;
mod search;
mod taken;
mod time;
mod totals;
mod unit;
mod units;

pub use answer::{RankReason, Route, RouteEarnings};
pub use chosen::{Choice, MissingPoints};
pub use ranking::RouteBound;
pub use route_move::{Days, Examination, RouteMove};
pub use search::RouteCount;

pub(super) use answer::{describe, follow, rests_on_estimate, roles};
pub(super) use arrival::LearningStep;
pub(super) use firm::is_same;
pub(super) use pareto::pareto_front;
pub(super) use problem::Problem;
pub(super) use ranking::{bound, rank, unknown_criteria};
pub(super) use search::{FoundRoute, SearchResult, search};
pub(super) use taken::{TakenAtStart, taken_at_start};
pub(super) use time::{duration, ticks, years};
pub(super) use totals::PathTotals;
