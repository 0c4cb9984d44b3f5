//! Roles and moves.

use std::sync::Arc;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{model::Responsibility, vocabulary::MoveKind};

use super::{Cited, Fact, Grade, ListedPay, Number, Requirements, Span};

/// A role with its requirements, pay and moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Role {
    /// The id of the role.
    pub id: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// A description.
    pub about: Option<SmolStr>,
    /// Titles that people use, and former ids.
    pub aliases: Vec<SmolStr>,
    /// The id of its track.
    pub track: SmolStr,
    /// Its height on the track; grades of two tracks are not compared.
    #[serde(flatten)]
    pub grade: Grade,
    /// Whether people enter the ladder in this role.
    pub entry: bool,
    /// The id of the role whose requirements it inherits.
    pub extends: Option<SmolStr>,
    /// What the role requires.
    #[serde(flatten)]
    pub required: Requirements,
    /// What the role recommends; it is never counted.
    pub recommended: Requirements,
    /// Its responsibilities, in the file's order.
    pub responsibilities: Vec<Responsibility>,
    /// Its pay entries that are shown, in the file's order.
    pub pay: Vec<ListedPay>,
    /// The moves out of the role.
    pub next: Vec<Move>,
    /// What else is known.
    pub facts: Vec<Fact>,
}

/// A move, as seen from the role at one of its ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    /// The id of the role at the other end.
    pub role: SmolStr,
    /// The title of that role.
    pub title: SmolStr,
    /// What the ladder says of the move.
    #[serde(flatten)]
    pub facts: Arc<MoveFacts>,
}

/// What the ladder says of a move, each figure with its own source.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MoveFacts {
    /// The kind of the move; `null` where no move leads to the role.
    pub kind: Option<MoveKind>,
    /// Years in the role before the move.
    pub after: Option<Span>,
    /// Whether these years are an estimate that is left out.
    pub after_left_out: bool,
    /// The share of the people in the role before who made the move, from 0 to 1.
    pub share: Option<Number>,
    /// The id of the source of the share.
    pub share_source: Option<SmolStr>,
    /// The date of the share.
    pub share_as_of: Option<SmolStr>,
    /// A condition outside the person's control, such as an opening.
    pub gate: Option<SmolStr>,
    /// The source of the move, of its gate and of its note.
    #[serde(flatten)]
    pub cited: Cited,
    /// A note on the move.
    pub note: Option<SmolStr>,
}
