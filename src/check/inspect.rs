//! Turns the text of one file into all its diagnostics.

use crate::{
    diagnostic::{Diagnostics, File},
    load::{self, Document, DocumentKind, ProfileDocument},
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
    let (kind, checked) = match load::document(&text) {
        Err(diagnostics) => (None, Err(diagnostics)),
        Ok(loaded) => {
            let mut diagnostics = loaded.diagnostics;
            match loaded.document {
                Document::Ladder(document) => {
                    let mut found = Diagnostics::accepting(diagnostics.take_accepted());
                    let advised = super::ladder(&document, diagnostics).map(|ladder| {
                        advice::ladder(&document, &ladder, day, &mut found);
                        found
                    });
                    (Some(DocumentKind::Ladder), advised)
                }
                Document::Profile(document) => {
                    let advised = match ladder_of(&document) {
                        None => Err(diagnostics),
                        Some(ladder) => {
                            super::profile(&document, diagnostics, ladder).map(|checked| {
                                let mut found = checked.diagnostics;
                                let profile = &checked.profile;
                                advice::profile(&document, profile, ladder, day, &mut found);
                                found
                            })
                        }
                    };
                    (Some(DocumentKind::Profile), advised)
                }
            }
        }
    };
    let is_advised = checked.is_ok();
    let mut diagnostics = checked.unwrap_or_else(|diagnostics| diagnostics);
    hidden(&text, &mut diagnostics);
    diagnostics.leave_out_accepted(&text, is_advised);
    File::new(text, kind.map(DocumentKind::name), diagnostics)
}
