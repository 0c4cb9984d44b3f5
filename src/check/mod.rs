//! From a document to what is known to hold; every problem is reported.

mod advice;
mod build;
mod certifications;
mod cycles;
mod inspect;
mod lookup;
mod profile;
mod references;
mod roles;
mod skills;
mod values;

pub use build::ladder;
pub use inspect::inspect;
pub use lookup::{Subject, assumption, role, subject, track};
pub use profile::{Checked, profile};
