//! Turns the text of one file into all its diagnostics.

use crate::{
    diagnostic::{Diagnostics, File},
    load::{self, Document, DocumentKind, Files, Loaded, ProfileDocument},
    model::{Day, Ladder},
    text::Text,
};

use super::advice::{self, hidden};

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
    let mut included = Vec::new();
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
                let loaded = load::include(first, files, &mut included);
                let advised = loaded.and_then(|loaded| {
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
                (Some(DocumentKind::Ladder), advised)
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
    let is_advised = checked.is_ok();
    let mut diagnostics = checked.unwrap_or_else(|diagnostics| diagnostics);
    let mut file = File::new(text, kind.map(DocumentKind::name), Diagnostics::default());
    file.included = included;
    for text in file.texts() {
        hidden(text, &mut diagnostics);
    }
    diagnostics.leave_out_accepted(file.texts(), is_advised);
    file.diagnostics = diagnostics;
    file
}

/// All that can be found in a part of a ladder without the rest of it: whether its form is right.
pub fn inspect_part(text: Text) -> File {
    let found = load::part_alone(&text).map(|loaded| loaded.diagnostics);
    let mut diagnostics = found.unwrap_or_else(|diagnostics| diagnostics);
    hidden(&text, &mut diagnostics);
    let mut file = File::new(
        text,
        Some(DocumentKind::Ladder.name()),
        Diagnostics::default(),
    );
    diagnostics.leave_out_accepted(file.texts(), false);
    file.diagnostics = diagnostics;
    file
}
