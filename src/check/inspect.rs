//! Turns the text of one file into all its diagnostics.

use crate::{
    diagnostic::{Diagnostics, File},
    load::{self, Document, DocumentKind, Loaded, ProfileDocument},
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
        Ok(Document::Ladder(loaded)) => (Some(DocumentKind::Ladder), ladder(*loaded, day)),
        Ok(Document::Profile(loaded)) => {
            let ladder = ladder_of(&loaded.document);
            (Some(DocumentKind::Profile), profile(*loaded, ladder, day))
        }
    };
    hidden(&text, &mut diagnostics);
    File::new(text, kind.map(DocumentKind::name), diagnostics)
}

fn ladder(loaded: Loaded<load::LadderDocument>, day: Day) -> Diagnostics {
    super::ladder(&loaded.document, loaded.diagnostics).map_or_else(
        |diagnostics| diagnostics,
        |ladder| advice::ladder(&loaded.document, &ladder, day),
    )
}

fn profile(loaded: Loaded<ProfileDocument>, ladder: Option<&Ladder>, day: Day) -> Diagnostics {
    let Some(ladder) = ladder else {
        return loaded.diagnostics;
    };
    match super::profile(&loaded.document, loaded.diagnostics, ladder) {
        Ok(mut checked) => {
            advice::profile(&loaded.document, ladder, day, &mut checked.diagnostics);
            checked.diagnostics
        }
        Err(diagnostics) => diagnostics,
    }
}
