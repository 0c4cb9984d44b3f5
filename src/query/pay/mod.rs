//! Which pay is shown, which may be compared, and where a person's pay stands.

mod answer;
mod change;
mod compared;
mod filter;
mod way;

pub(super) use answer::write;
pub use answer::{PayAnswer, PayMove, Salary, pay};
pub(super) use change::{change, change_between};
pub use compared::{Compared, NotCompared, PayEntry};
pub use filter::PayFilter;
pub(super) use way::own_basis;
pub use way::{PayRung, PayWay};
