//! What the program carries: a ladder, as text and as it was checked while building, and the schemas
//! of its files.

use crate::model::Ladder;

pub const ID: &str = "machine-learning-engineer";

/// The text that the ladder was made from.
pub const TEXT: &str = include_str!("../data/machine-learning-engineer.yaml");

const LADDER: &[u8] = include_bytes!(concat!(
    env!("OUT_DIR"),
    "/machine-learning-engineer.postcard"
));

/// A JSON Schema (2020-12) of ladders, for editors.
pub const LADDER_SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/ladder.schema.json"));

/// A JSON Schema (2020-12) of profiles, for editors.
pub const PROFILE_SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/profile.schema.json"));

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
            .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
            .expect("the build read it");
        let written = postcard::to_allocvec(&read).expect("a ladder is plain data");
        assert!(
            written == LADDER,
            "the build and the program read the text differently"
        );
        assert_eq!(ladder().id, ID);
    }
}
