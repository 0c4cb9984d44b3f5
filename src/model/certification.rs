//! Certifications: how long they hold, and whether they can still be earned.

use super::{Date, Day, Figure, SourceIndex};

#[derive(Debug)]
pub struct Certification {
    pub id: String,
    pub title: String,
    pub issuer: Option<String>,
    pub code: Option<String>,
    pub about: Option<String>,
    pub url: Option<String>,
    pub aliases: Vec<String>,
    pub valid_years: Option<Figure<f64>>,
    pub launched: Option<Date>,
    /// The last day on which it could be earned.
    pub retired: Option<Date>,
    pub replaced_by: Vec<CertificationIndex>,
    pub fee: Option<Fee>,
    pub source: Option<SourceIndex>,
    pub note: Option<String>,
}

impl Certification {
    /// Whether it can no longer be earned on a day.
    pub fn is_retired(&self, day: Day) -> bool {
        self.retired.is_some_and(|date| date.last_day() < day)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificationIndex(pub usize);

/// What an attempt costs.
#[derive(Debug)]
pub struct Fee {
    pub amount: u64,
    pub currency: String,
    pub source: Option<SourceIndex>,
}
