//! Routes: chains of moves that visit no role twice, walked with the person's state carried along.
//!
//! ```text
//! ground   what each role and each move costs this person, in whole numbers
//! walk     one move after another: time, study, money, share
//! bounds   the least that is still to come, whatever the way
//! search   the best routes, best first; where the budget ends, how far from the best they can be
//! leg      a route that was found, told move by move
//! ```
//!
//! What is learnt stays learnt, and years pass: a move costs what the way to it has left of it. So the
//! search keeps every way apart, and only the bounds tell it where not to go.

mod bounds;
mod ground;
mod leg;
mod search;
mod walk;

pub use leg::{Earned, Leg, Ranking, Route, Time};
pub use walk::Criterion;

pub(super) use ground::{Ground, Place, Terrain, ticks};
pub(super) use leg::{Lesson, tell, years};
pub(super) use search::{Found, Limits, front, search};
pub(super) use walk::Cost;
