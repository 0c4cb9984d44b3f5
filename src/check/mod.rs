//! From a document to what is known to hold; every problem is reported.

mod advice;
mod build;
mod certifications;
mod circles;
mod inspect;
mod profile;
mod references;
mod request;
mod roles;
mod skills;
mod words;

pub use build::ladder;
pub use inspect::inspect;
pub use profile::{Checked, profile};
pub use request::{Subject, assumption, role, subject, track};
