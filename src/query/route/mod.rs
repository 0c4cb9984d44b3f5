//! Routes: chains of moves that visit no role twice, walked with the person's state carried along.
//!
//! ```text
//! time     time in whole numbers, so that sums are exact and so is the order of two routes
//! units    what there is to learn, in pieces that are learnt at one go
//! ground   what each role and each move costs this person, and which roles lie between
//! walk     one move after another: time, study, money, share
//! bounds   the least that is still to come, whatever the way: backward from the end, pay_bound
//! search   the best routes, best first; where the budget ends, how far from the best they can be
//! front    the routes that no other beats on several criteria together
//! waiting  the ways that are begun, in the order in which they go on
//! told     a route that was found, told move by move: leg, arrival
//! ranking  why it stands where it does
//! ```
//!
//! What is learnt stays learnt, and years pass: a move costs what the way to it has left of it. So the
//! search keeps every way apart, and only the bounds tell it where not to go.

mod arrival;
mod backward;
mod bounds;
mod front;
mod ground;
mod leg;
mod pay_bound;
mod ranking;
mod search;
mod time;
mod told;
mod units;
mod waiting;
mod walk;

pub use leg::Leg;
pub use ranking::Bound;
pub use time::Time;
pub use told::{Earned, Ranking, Route};
pub use walk::Criterion;

pub(super) use arrival::Lesson;
pub(super) use front::front;
pub(super) use ground::{Ground, Place, Terrain};
pub(super) use ranking::{bound, rank};
pub(super) use search::{Found, Limits, search};
pub(super) use time::{ticks, years};
pub(super) use told::tell;
