//! Turns the text of one file into all its diagnostics.

use crate::{
    diagnostic::{Diagnostics, File},
    load::{self, Document, DocumentKind, LadderDocument, Loaded, ProfileDocument},
    model::{Day, Ladder},
    text::Text,
};

use super::advice::{self, hidden};

/// Reads and checks a ladder or a profile, and advises on it as of `day`.
///
/// A profile is checked against the ladder that `ladder_of` returns; for `None`, only its form is
/// checked.
pub fn inspect<'ladder>(
    text: Text,
    day: Day,
    ladder_of: impl FnOnce(&ProfileDocument) -> Option<&'ladder Ladder>,
) -> File {
    let (kind, mut diagnostics) = match load::document(&text) {
        Err(diagnostics) => (None, diagnostics),
        Ok(Loaded {
            document,
            diagnostics,
        }) => match document {
            Document::Ladder(document) => (
                Some(DocumentKind::Ladder),
                ladder(&document, diagnostics, day),
            ),
            Document::Profile(document) => {
                let ladder = ladder_of(&document);
                (
                    Some(DocumentKind::Profile),
                    profile(&document, diagnostics, ladder, day),
                )
            }
        },
    };
    hidden(&text, &mut diagnostics);
    File::new(text, kind.map(DocumentKind::name), diagnostics)
}

fn ladder(document: &LadderDocument, diagnostics: Diagnostics, day: Day) -> Diagnostics {
    match super::ladder(document, diagnostics) {
        Ok(ladder) => advice::ladder(document, &ladder, day),
        Err(diagnostics) => diagnostics,
    }
}

fn profile(
    document: &ProfileDocument,
    diagnostics: Diagnostics,
    ladder: Option<&Ladder>,
    day: Day,
) -> Diagnostics {
    let Some(ladder) = ladder else {
        return diagnostics;
    };
    match super::profile(document, diagnostics, ladder) {
        Ok(mut checked) => {
            advice::profile(document, ladder, day, &mut checked.diagnostics);
            checked.diagnostics
        }
        Err(diagnostics) => diagnostics,
    }
}
