//! Routes: chains of moves that visit no role twice, totals with the person's state carried along.
//!
//! ```text
//! time     time in whole numbers, so that sums are exact and so is the order of two routes
//! units    what there is to learn, in pieces that are learnt at one go
//! problem   what each role and each move costs this person, and which roles lie between
//! walk     one move after another: time, study, money, share
//! bounds   the least that is still to come, whatever the edge: backward from the end, pay_bound
//! search   the best routes, best first; where the budget ends, how far from the best they can be
//! front    the routes that no other beats on several criteria together
//! waiting  the edges that are begun, in the order in which they go on
//! told     a route that was found, told move by move: route_move, arrival
//! ranking  why it stands where it does
//! ```
//!
//! What is learnt stays learnt, and years pass: a move costs what the edge to it has left of it. So the
//! search keeps every edge apart, and only the bounds tell it where not to go.

mod answer;
mod arrival;
mod backward;
mod bounds;
mod frontier;
mod pareto;
mod pay_bound;
mod problem;
mod ranking;
mod route_move;
mod search;
mod time;
mod totals;
mod units;

pub use answer::{RankReason, Route, RouteEarnings};
pub use ranking::RouteBound;
pub use route_move::RouteMove;
pub use time::Time;

pub(super) use answer::{describe, roles};
pub(super) use arrival::StudyStep;
pub(super) use pareto::front;
pub(super) use problem::{Problem, RouteNode};
pub(super) use ranking::{bound, rank};
pub(super) use search::{Limits, SearchResult, search};
pub(super) use time::{ticks, years};
