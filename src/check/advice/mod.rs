//! Warnings and notes about a valid ladder or profile: what is probably not meant, or worth
//! knowing.

mod certifications;
mod doubtful_pay;
mod figures;
mod hidden;
mod levels;
mod profile;
mod reachability;

use crate::{
    diagnostic::Diagnostics,
    load::LadderDocument,
    model::{Day, Ladder},
};

pub use hidden::hidden;
pub use profile::profile;

/// Advises on a valid ladder as of `day`.
pub fn ladder(document: &LadderDocument, ladder: &Ladder, day: Day) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    reachability::unreachable(ladder, &mut diagnostics);
    reachability::dead_ends(ladder, &mut diagnostics);
    figures::falling_pay(ladder, &mut diagnostics);
    doubtful_pay::ladder(ladder, &mut diagnostics);
    figures::shares(ladder, &mut diagnostics);
    figures::unsourced(ladder, &mut diagnostics);
    figures::wider_populations(ladder, &mut diagnostics);
    figures::old_sources(ladder, day, &mut diagnostics);
    certifications::retired(ladder, day, &mut diagnostics);
    certifications::retired_alternatives(ladder, day, &mut diagnostics);
    levels::unrequired(document, ladder, &mut diagnostics);
    levels::falling(ladder, &mut diagnostics);
    super::names::colliding(ladder, &mut diagnostics);
    diagnostics
}
