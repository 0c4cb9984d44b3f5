//! The ladder that the program carries: its text, and its document as it was read while building.

use crate::load::LadderDocument;

pub const ID: &str = "machine-learning-engineer";

/// The text that the document was made from.
pub const TEXT: &str = include_str!("../data/machine-learning-engineer.yaml");

const DOCUMENT: &[u8] = include_bytes!(concat!(
    env!("OUT_DIR"),
    "/machine-learning-engineer.postcard"
));

/// The document of the embedded ladder.
pub fn document() -> LadderDocument {
    postcard::from_bytes(DOCUMENT).expect("the build wrote this document with the same types")
}

#[cfg(test)]
mod tests {
    use crate::{load, text::Text};

    use super::*;

    #[test]
    fn the_embedded_document_is_what_its_text_says() {
        let text = Text::new("embedded", TEXT);
        let read = load::ladder(&text).expect("the build read it");
        assert_eq!(read, document());
        assert_eq!(read.id, ID);
    }
}
