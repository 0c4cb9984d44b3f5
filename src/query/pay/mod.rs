//! Which pay is the figure of a role, which can be compared, and the position of a person's pay in it.

mod along_route;
mod answer;
mod change;
mod compared;
mod figure;
mod filter;

pub use along_route::{PayAlongRoute, PayStage};
pub(super) use answer::write;
pub use answer::{PayAnswer, PayMove, Salary, StatedSalary, pay};
pub(super) use change::change;
pub use compared::{Compared, NotCompared, PayEntry, Percentiles};
pub(super) use figure::{ShownPay, figure, precedence, terms};
pub use filter::PayFilter;
