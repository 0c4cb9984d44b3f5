//! Certifications: their validity, retirement and fee.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::order::Order as _;

use super::{Date, Day, Fact, Figure, Resource, SourceIndex, Span, years_after};

/// A certification of the ladder.
#[derive(Debug)]
pub struct Certification {
    /// Unique among the certifications of the ladder.
    pub id: SmolStr,
    /// The name for display.
    pub title: SmolStr,
    /// The body that grants it.
    pub issuer: Option<SmolStr>,
    /// The issuer's short code of its exam.
    pub code: Option<SmolStr>,
    /// A description.
    pub about: Option<SmolStr>,
    /// The issuer's page about it.
    pub url: Option<SmolStr>,
    /// Other names; a lookup finds it by these too.
    pub aliases: Vec<SmolStr>,
    /// Years from the day it is earned until it expires; `None`: it does not expire.
    pub valid_years: Option<Figure<Span>>,
    /// The first date on which it could be earned.
    pub launched: Option<Date>,
    /// The last date on which it could be earned.
    pub retired: Option<Date>,
    /// The certifications that the issuer offers instead.
    pub replaced_by: Vec<CertificationIndex>,
    /// The price of one attempt.
    pub fee: Option<Fee>,
    /// Hours of study for the examination.
    pub hours: Option<Figure<Span>>,
    /// Learning resources; none of them has a level.
    pub resources: Vec<Resource>,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// The source of this entry.
    pub source: Option<SourceIndex>,
    /// A remark about this entry.
    pub note: Option<SmolStr>,
}

impl Certification {
    /// Whether it can no longer be earned on `day`.
    pub fn is_retired(&self, day: Day) -> bool {
        self.retired.is_some_and(|date| date.last_day() < day)
    }

    /// Whether it can be earned on `day`.
    pub fn can_be_earned(&self, day: Day) -> bool {
        let is_launched = self.launched.is_none_or(|date| date.first_day() <= day);
        is_launched && !self.is_retired(day)
    }

    /// The last day on which an earned certification counts: the stated date, else the date it was
    /// earned plus its shortest validity.
    pub fn expiry(&self, earned: Option<Date>, stated: Option<Date>) -> Option<Day> {
        let valid = self.valid_years.as_ref();
        let counted = || Some(years_after(earned?.last_day(), valid?.value.min));
        stated.map(Date::last_day).or_else(counted)
    }
}

/// The position of a certification in [`Ladder::certifications`](super::Ladder::certifications).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificationIndex(pub usize);

/// Certifications, one of them enough; one that is asked for by itself is a group of one.
#[derive(Debug, Clone)]
pub struct Group {
    /// The name by which `without` takes the group away.
    pub id: Option<SmolStr>,
    /// The certifications, in the file's order; never empty.
    pub members: Arc<[CertificationIndex]>,
}

impl Group {
    /// The certifications in the ladder's order: equal for groups with the same members.
    pub fn sorted(&self) -> Vec<CertificationIndex> {
        let mut members = self.members.to_vec();
        members.order();
        members
    }
}

/// The price of one attempt at a certification.
#[derive(Debug)]
pub struct Fee {
    /// In whole units of the currency.
    pub amount: u64,
    /// ISO 4217 code.
    pub currency: SmolStr,
    /// The source of the amount.
    pub source: Option<SourceIndex>,
}
