//! Everything there is to say of one file.

use crate::{
    diagnostic::{File, Report},
    load::{self, Document, Kind, Loaded, ProfileDocument},
    model::{Day, Ladder},
    text::Text,
};

use super::advice::{self, hidden};

/// Reads and checks a ladder or a profile, whichever it is, and gives advice as of a day.
///
/// A profile is checked against the ladder that is found for it; without one, only its form is known.
pub fn inspect<'ladder>(
    text: Text,
    day: Day,
    ladder_of: impl FnOnce(&ProfileDocument) -> Option<&'ladder Ladder>,
) -> File {
    let (kind, mut report) = match load::document(&text) {
        Err(report) => (None, report),
        Ok(Document::Ladder(loaded)) => (Some(Kind::Ladder), ladder(*loaded, day)),
        Ok(Document::Profile(loaded)) => {
            let ladder = ladder_of(&loaded.document);
            (Some(Kind::Profile), profile(*loaded, ladder, day))
        }
    };
    hidden(&text, &mut report);
    File {
        text,
        kind: kind.map(Kind::name),
        report,
    }
}

fn ladder(loaded: Loaded<load::LadderDocument>, day: Day) -> Report {
    let Loaded { document, report } = loaded;
    match super::ladder(&document, report) {
        Ok(ladder) => advice::ladder(&document, &ladder, day),
        Err(report) => report,
    }
}

fn profile(loaded: Loaded<ProfileDocument>, ladder: Option<&Ladder>, day: Day) -> Report {
    let Loaded { document, report } = loaded;
    let Some(ladder) = ladder else {
        return report;
    };
    match super::profile(&document, report, ladder) {
        Ok(mut checked) => {
            advice::profile(&document, ladder, day, &mut checked.report);
            checked.report
        }
        Err(report) => report,
    }
}
