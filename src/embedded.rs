//! The embedded ladder: its text, and the ladder that is read from it.

use crate::{check, load, model::Ladder, text::Text};

/// The id of the embedded ladder.
pub const ID: &str = "machine-learning-engineer";

/// The YAML text of the embedded ladder.
pub const TEXT: &str = include_str!("../data/machine-learning-engineer.yaml");

/// The same in JSON, which is parsed four times as fast.
const JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/machine-learning-engineer.json"));

/// The embedded ladder.
pub fn ladder() -> Ladder {
    read(JSON)
}

fn read(content: &str) -> Ladder {
    let text = Text::new(ID, content);
    load::ladder(&text)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .expect("a valid ladder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_ladder_matches_its_text() {
        let written = read(TEXT);
        assert_eq!(written.id, ID);
        assert_eq!(format!("{written:?}"), format!("{:?}", ladder()));
    }
}
