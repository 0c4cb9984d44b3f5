//! From a document to what is known to hold; every problem is reported.

mod build;
mod circles;
mod names;
mod profile;
mod request;
mod words;

pub use build::ladder;
pub use profile::{Checked, profile};
pub use request::{Subject, assumption, role, subject};
