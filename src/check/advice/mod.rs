//! What is most likely not meant in a sound ladder or profile, and what is worth knowing of it.

mod certifications;
mod figures;
mod hidden;
mod levels;
mod names;
mod profile;
mod ways;

use crate::{
    diagnostic::Report,
    load::LadderDocument,
    model::{Day, Ladder},
};

pub use hidden::hidden;
pub use profile::profile;

/// Looks at a sound ladder as of a day.
///
/// The document says where everything stands; the ladder, what it means.
pub fn ladder(document: &LadderDocument, ladder: &Ladder, day: Day) -> Report {
    let mut report = Report::default();
    ways::unreachable(ladder, &mut report);
    ways::dead_ends(ladder, &mut report);
    figures::falling_pay(ladder, &mut report);
    figures::shares(ladder, &mut report);
    figures::unsourced(ladder, &mut report);
    figures::wider_populations(ladder, &mut report);
    figures::old_sources(ladder, day, &mut report);
    certifications::retired(ladder, day, &mut report);
    levels::unrequired(document, ladder, &mut report);
    levels::falling(ladder, &mut report);
    names::colliding(ladder, &mut report);
    report
}
