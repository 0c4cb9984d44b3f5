//! An answer as days of a calendar.

use smol_str::SmolStr;

use crate::query::Day;

/// Something that takes whole days.
#[derive(Debug, PartialEq)]
pub struct Event {
    /// The same in every plan that asks for the same, so that a calendar replaces it.
    pub id: SmolStr,
    /// The first day.
    pub start: Day,
    /// The day after the last.
    pub end: Day,
    /// The title.
    pub summary: SmolStr,
    /// The description, in lines.
    pub about: SmolStr,
    /// An address.
    pub link: Option<SmolStr>,
    /// How many days before it a calendar reminds of it, each time.
    pub reminders: &'static [u32],
}
