//! Which pay is shown, which can be compared, and the position of a person's pay in it.

mod along_route;
mod answer;
mod change;
mod compared;
mod filter;

pub(super) use along_route::own_basis;
pub use along_route::{PayAlongRoute, PayStage};
pub(super) use answer::write;
pub use answer::{PayAnswer, PayMove, pay};
pub(super) use change::{change, change_between};
pub use compared::{Compared, NotCompared, PayEntry};
pub use filter::PayFilter;
