//! The ladder that the program carries: its text, and the ladder as it was checked while building.

use crate::model::Ladder;

pub const ID: &str = "machine-learning-engineer";

/// The text that the ladder was made from.
pub const TEXT: &str = include_str!("../data/machine-learning-engineer.yaml");

const LADDER: &[u8] = include_bytes!(concat!(
    env!("OUT_DIR"),
    "/machine-learning-engineer.postcard"
));

/// The embedded ladder.
pub fn ladder() -> Ladder {
    postcard::from_bytes(LADDER).expect("the build wrote this ladder with the same types")
}

#[cfg(test)]
mod tests {
    use crate::{check, load, text::Text};

    use super::*;

    #[test]
    fn the_embedded_ladder_is_what_its_text_says() {
        let text = Text::new("embedded", TEXT);
        let read = load::ladder(&text)
            .and_then(check::ladder)
            .expect("the build read it");
        let written = postcard::to_allocvec(&read).expect("a ladder is plain data");
        assert!(
            written == LADDER,
            "the build and the program read the text differently"
        );
        assert_eq!(ladder().id, ID);
    }
}
