//! Which roles are ranked, and how many of them are shown.

use serde::Serialize;

use crate::model::{Ladder, RoleIndex, TrackIndex};

use super::{answer::Named, answer_builder::AnswerBuilder};

/// Which roles to rank; by default all of them.
#[derive(Debug, Default, Clone, Copy)]
pub struct RoleFilter {
    /// Only the roles of this track.
    pub track: Option<TrackIndex>,
    /// Only the first roles of the ranking.
    pub top: Option<usize>,
}

/// The roles that were ranked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scope {
    /// The track of the ranked roles; `null` for all tracks.
    pub track: Option<Named>,
    /// The number of ranked roles, those not shown included.
    pub ranked: usize,
}

impl RoleFilter {
    /// The roles to rank, in the ladder's order.
    pub fn roles(self, ladder: &Ladder) -> impl Iterator<Item = RoleIndex> {
        let on_track =
            move |role: &RoleIndex| self.track.is_none_or(|it| it == ladder[*role].track);
        ladder.roles().filter(on_track)
    }

    /// Keeps the first roles, and returns the scope that they were chosen from.
    pub(super) fn choose<T>(self, builder: &AnswerBuilder, ranked: &mut Vec<T>) -> Scope {
        let scope = Scope {
            track: self.track.map(|track| builder.track_name(track)),
            ranked: ranked.len(),
        };
        ranked.truncate(self.top.unwrap_or(usize::MAX));
        scope
    }
}
