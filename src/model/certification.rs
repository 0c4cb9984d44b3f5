//! Certifications: how long they hold, and whether they can still be earned.

use smol_str::SmolStr;

use super::{Date, Day, Figure, SourceIndex, years_after};

#[derive(Debug)]
pub struct Certification {
    pub id: SmolStr,
    pub title: SmolStr,
    pub issuer: Option<SmolStr>,
    pub code: Option<SmolStr>,
    pub about: Option<SmolStr>,
    pub url: Option<SmolStr>,
    pub aliases: Vec<SmolStr>,
    pub valid_years: Option<Figure<f64>>,
    pub launched: Option<Date>,
    /// The last day on which it could be earned.
    pub retired: Option<Date>,
    pub replaced_by: Vec<CertificationIndex>,
    pub fee: Option<Fee>,
    pub source: Option<SourceIndex>,
    pub note: Option<SmolStr>,
}

impl Certification {
    /// Whether it can no longer be earned on a day.
    pub fn is_retired(&self, day: Day) -> bool {
        self.retired.is_some_and(|date| date.last_day() < day)
    }

    /// The last day on which one that was earned counts: the stated one, else by its validity.
    pub fn expiry(&self, earned: Option<Date>, stated: Option<Date>) -> Option<Day> {
        let valid = self.valid_years.as_ref();
        let counted = || Some(years_after(earned?.last_day(), valid?.value));
        stated.map(Date::last_day).or_else(counted)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificationIndex(pub usize);

/// What an attempt costs.
#[derive(Debug)]
pub struct Fee {
    pub amount: u64,
    pub currency: SmolStr,
    pub source: Option<SourceIndex>,
}
