//! Which pay is shown, and which may be compared.

mod change;
mod filter;

pub(super) use change::change;
pub use filter::PayFilter;
