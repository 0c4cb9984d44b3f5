//! Turns the text of one file into all its diagnostics.

use crate::{
    diagnostic::{Diagnostics, File},
    load::{self, Document, DocumentKind, Files, LadderDocument, Loaded, Part, ProfileDocument},
    model::{Day, Ladder},
    text::Text,
};

use super::advice::{self, hidden};

/// A ladder with its files, as it was read.
#[derive(Debug)]
pub struct ReadLadder {
    /// The first file.
    pub text: Text,
    /// The files that it includes.
    pub included: Vec<Text>,
    /// What they say.
    pub parts: Result<Loaded<Vec<Part>>, Diagnostics>,
}

impl ReadLadder {
    /// Reads the files that the first one includes.
    pub fn new(text: Text, first: Loaded<LadderDocument>, files: &mut dyn Files) -> Self {
        let mut included = Vec::new();
        let parts = load::include(first, files, &mut included);
        Self {
            text,
            included,
            parts,
        }
    }
}

/// Reads and checks a ladder with its files, or a profile, and advises on it as of `day`.
///
/// A profile is checked against the ladder that `ladder_of` returns; for `None`, only its form is
/// checked.
pub fn inspect<'ladder>(
    text: Text,
    files: &mut dyn Files,
    day: Day,
    ladder_of: impl FnOnce(&ProfileDocument) -> Option<&'ladder Ladder>,
) -> File {
    let (kind, checked) = match load::document(&text) {
        Err(diagnostics) => (None, Err(diagnostics)),
        Ok(Loaded {
            document,
            diagnostics,
            repeats,
        }) => match document {
            Document::Ladder(document) => {
                let first = Loaded {
                    document: *document,
                    diagnostics,
                    repeats,
                };
                return inspect_ladder(ReadLadder::new(text, first, files), day);
            }
            Document::Profile(document) => {
                let advised = match ladder_of(&document) {
                    None => Err(diagnostics),
                    Some(ladder) => super::profile(&document, diagnostics, ladder).map(|checked| {
                        let mut found = checked.diagnostics;
                        let profile = &checked.profile;
                        advice::profile(&document, profile, ladder, day, &mut found);
                        found
                    }),
                };
                (Some(DocumentKind::Profile), advised)
            }
        },
    };
    file(text, Vec::new(), kind, checked)
}

/// The same for a ladder that was read.
pub fn inspect_ladder(read: ReadLadder, day: Day) -> File {
    let advised = read.parts.and_then(|loaded| {
        let unused = advice::unused_learning(&loaded.document);
        let loaded = super::merge(loaded);
        let (document, mut diagnostics) = (loaded.document, loaded.diagnostics);
        let mut found = Diagnostics::accepting(diagnostics.take_accepted());
        let ladder = super::ladder(&document, diagnostics)?;
        advice::ladder(&document, &ladder, day, &mut found);
        for file in unused {
            advice::add_unused_learning(file, &mut found);
        }
        Ok(found)
    });
    file(
        read.text,
        read.included,
        Some(DocumentKind::Ladder),
        advised,
    )
}

/// All that can be found in a part of a ladder without the rest of it: whether its form is right. `None` where the file
/// is no part.
pub fn inspect_part(text: &Text, files: &mut dyn Files) -> Option<File> {
    let mut included = Vec::new();
    let found = load::part_alone(text, files, &mut included)?;
    let kind = Some(DocumentKind::Ladder);
    Some(file(text.clone(), included, kind, Err(found)))
}

/// A file with what was found in it and in those that it includes: advice, or only what comes before that.
fn file(
    text: Text,
    included: Vec<Text>,
    kind: Option<DocumentKind>,
    found: Result<Diagnostics, Diagnostics>,
) -> File {
    let is_advised = found.is_ok();
    let mut diagnostics = found.unwrap_or_else(|diagnostics| diagnostics);
    let mut file = File::new(text, kind.map(DocumentKind::name), Diagnostics::default());
    file.included = included;
    for text in file.texts() {
        hidden(text, &mut diagnostics);
    }
    diagnostics.leave_out_accepted(file.texts(), is_advised);
    file.diagnostics = diagnostics;
    file
}
