//! Which pay is shown, which may be compared, and where a person's pay stands.

mod change;
mod compared;
mod filter;
mod stand;
mod way;

pub(super) use change::{change, change_between};
pub use compared::{Compared, NotCompared, PayEntry, Position, Reason};
pub use filter::PayFilter;
pub(super) use stand::write;
pub use stand::{PayAnswer, PayMove, Salary, pay};
pub use way::{PayRung, PayWay};
