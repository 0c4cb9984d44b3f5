//! Warnings and notes about a valid ladder or profile: what is probably not meant, or worth
//! knowing.

mod certifications;
mod doubtful_pay;
mod durations;
mod figures;
mod hidden;
mod learning;
mod levels;
mod prerequisites;
mod profile;
mod promotions;
mod reachability;
mod unneeded;

use crate::{
    diagnostic::Diagnostics,
    load::LadderDocument,
    model::{Day, Ladder},
};

pub use hidden::hidden;
pub use learning::{add_unused_learning, unused_learning};
pub use profile::profile;

/// Advises on a valid ladder as of `day`.
pub fn ladder(document: &LadderDocument, ladder: &Ladder, day: Day, diagnostics: &mut Diagnostics) {
    reachability::unreachable(ladder, diagnostics);
    reachability::dead_ends(ladder, diagnostics);
    let doubted = doubtful_pay::ladder(ladder, diagnostics);
    figures::falling_pay(ladder, doubted, diagnostics);
    figures::shares(ladder, diagnostics);
    figures::unsourced(ladder, diagnostics);
    figures::wider_populations(ladder, diagnostics);
    figures::old_sources(ladder, day, diagnostics);
    certifications::retired(ladder, day, diagnostics);
    certifications::retired_alternatives(ladder, day, diagnostics);
    levels::unrequired(document, ladder, diagnostics);
    prerequisites::unasked(ladder, diagnostics);
    levels::unraised(ladder, diagnostics);
    levels::falling(ladder, diagnostics);
    promotions::falling_grade(ladder, diagnostics);
    promotions::falling_years(ladder, diagnostics);
    unneeded::requirements(ladder, diagnostics);
    durations::ladder(document, diagnostics);
    super::names::colliding(ladder, diagnostics);
}
