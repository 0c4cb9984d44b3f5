//! The ladder that the program carries, as it was written and as it is read.

use crate::{check, load, model::Ladder, text::Text};

pub const ID: &str = "machine-learning-engineer";

/// The ladder as it was written, in YAML.
pub const TEXT: &str = include_str!("../data/machine-learning-engineer.yaml");

/// The same in JSON, which is read four times as fast.
const JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/machine-learning-engineer.json"));

/// The embedded ladder.
pub fn ladder() -> Ladder {
    read(JSON)
}

fn read(content: &str) -> Ladder {
    let text = Text::new(ID, content);
    load::ladder(&text)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .expect("a sound ladder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_ladder_is_what_its_text_says() {
        let written = read(TEXT);
        assert_eq!(written.id, ID);
        assert_eq!(format!("{written:?}"), format!("{:?}", ladder()));
    }
}
