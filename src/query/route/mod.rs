//! Routes: chains of moves that visit no role twice, walked with the person's state carried along.
//!
//! ```text
//! units    what there is to learn, in pieces that are learnt at one go
//! ground   what each role and each move costs this person, in whole numbers
//! walk     one move after another: time, study, money, share
//! bounds   the least that is still to come, whatever the way
//! search   the best routes, best first; where the budget ends, how far from the best they can be
//! told     a route that was found, told move by move: leg, arrival
//! ranking  why it stands where it does
//! ```
//!
//! What is learnt stays learnt, and years pass: a move costs what the way to it has left of it. So the
//! search keeps every way apart, and only the bounds tell it where not to go.

mod arrival;
mod bounds;
mod ground;
mod leg;
mod ranking;
mod search;
mod told;
mod units;
mod walk;

pub use leg::Leg;
pub use ranking::{Bound, Ranking};
pub use told::{Earned, Route, Time};
pub use walk::Criterion;

pub(super) use arrival::Lesson;
pub(super) use ground::{Ground, Place, Terrain, ticks};
pub(super) use ranking::{bound, rank};
pub(super) use search::{Found, Limits, front, search};
pub(super) use told::{tell, years};
