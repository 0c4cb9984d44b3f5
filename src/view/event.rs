//! An answer as days of a calendar.

use smol_str::SmolStr;

use crate::query::Day;

/// Something that takes whole days.
#[derive(Debug, PartialEq)]
pub struct Event {
    /// The same in every plan that asks for the same, so that a calendar replaces it.
    pub id: SmolStr,
    pub start: Day,
    /// The first day after it.
    pub end: Day,
    pub summary: SmolStr,
    /// What else there is to say, in lines.
    pub about: SmolStr,
    pub link: Option<SmolStr>,
}
