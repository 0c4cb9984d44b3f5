//! The embedded ladder: its text, and the ladder that is read from it.

use crate::{
    check,
    diagnostic::Diagnostics,
    load::{self, LadderDocument, Loaded},
    model::Ladder,
};

/// The id of the embedded ladder.
pub const ID: &str = "machine-learning-engineer";

/// The YAML text of the embedded ladder.
pub const TEXT: &str = include_str!("../data/machine-learning-engineer.yaml");

/// The same as a tree: nothing is left to parse.
mod tree {
    use crate::text::{Node, NodeId, NodeKind, ScalarForm, Tree};

    include!(concat!(env!("OUT_DIR"), "/machine-learning-engineer.rs"));
}

/// The embedded ladder.
pub fn ladder() -> Ladder {
    checked(load::prepared_ladder(&tree::TREE))
}

fn checked(loaded: Result<Loaded<LadderDocument>, Diagnostics>) -> Ladder {
    loaded
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .expect("a valid ladder")
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    use super::*;

    #[test]
    fn the_embedded_ladder_matches_its_text() {
        let written = checked(load::ladder(&Text::new(ID, TEXT)));
        assert_eq!(written.id, ID);
        assert_eq!(format!("{written:?}"), format!("{:?}", ladder()));
    }
}
