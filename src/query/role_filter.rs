//! Which roles are ranked, and how many of them are shown.

use serde::Serialize;

use crate::model::{Ladder, RoleIndex, TrackIndex};

use super::answer::Named;

/// Which roles the user asked to see; nothing asked shows all of them.
#[derive(Debug, Default, Clone, Copy)]
pub struct RoleFilter {
    pub track: Option<TrackIndex>,
    /// Only the first so many.
    pub top: Option<usize>,
}

/// From how many roles those that are shown were chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scope {
    /// The track that they were chosen from; `null` for all tracks.
    pub track: Option<Named>,
    /// How many roles were ranked, those included that are not shown.
    pub ranked: usize,
}

impl RoleFilter {
    /// The roles to rank, in the ladder's order.
    pub(super) fn roles(self, ladder: &Ladder) -> impl Iterator<Item = RoleIndex> {
        let on_track =
            move |role: &RoleIndex| self.track.is_none_or(|it| it == ladder[*role].track);
        ladder.roles().filter(on_track)
    }

    /// Keeps the first ones, and tells what they were chosen from.
    pub(super) fn choose<T>(self, ladder: &Ladder, ranked: &mut Vec<T>) -> Scope {
        let scope = Scope {
            track: self.track.map(|track| Named {
                id: ladder[track].id.clone(),
                title: ladder[track].title.clone(),
            }),
            ranked: ranked.len(),
        };
        ranked.truncate(self.top.unwrap_or(usize::MAX));
        scope
    }
}
