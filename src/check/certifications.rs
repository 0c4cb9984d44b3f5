//! Certifications, and the groups in which roles ask for them.

use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{CertificationEntry, FeeEntry, RequiredCertification},
    model::{Certification, CertificationIndex, Fee, SourceIndex},
    text::Path,
};

use super::{build::Builder, words};

impl Builder<'_> {
    pub(super) fn certification(
        &mut self,
        (id, entry): (SmolStr, CertificationEntry),
        at: Path,
    ) -> Certification {
        let source = self.own_source(entry.source.as_ref(), at);
        let valid_years = entry.valid_years.as_ref();
        let valid_years =
            valid_years.map(|years| self.figure(years, source, at.key("valid_years")));
        if valid_years.is_some_and(|years| years.value <= 0.0 || years.value > 100.0) {
            self.report.error(
                Code::InvalidNumber,
                at.key("valid_years"),
                "a certification is valid for more than 0 and at most 100 years".to_owned(),
            );
        }
        Certification {
            id,
            title: entry.title,
            issuer: entry.issuer,
            code: entry.code,
            about: entry.about,
            url: entry.url,
            aliases: entry.aliases,
            valid_years,
            launched: words::date(entry.launched.as_ref(), at.key("launched"), self.report),
            retired: words::date(entry.retired.as_ref(), at.key("retired"), self.report),
            replaced_by: self.certifications(&entry.replaced_by, at.key("replaced_by")),
            fee: entry.fee.map(|fee| self.fee(fee, source, at.key("fee"))),
            source,
            note: entry.note,
        }
    }

    fn fee(&mut self, entry: FeeEntry, inherited: Option<SourceIndex>, at: Path) -> Fee {
        Fee {
            amount: entry.amount,
            currency: self.currency(entry.currency, at),
            source: self.own_source(entry.source.as_ref(), at).or(inherited),
        }
    }

    /// Groups of which one member is enough; a certification by itself is a group of one.
    pub(super) fn groups(
        &mut self,
        entries: &[RequiredCertification],
        at: Path,
    ) -> Vec<Vec<CertificationIndex>> {
        let mut groups = Vec::with_capacity(entries.len());
        for (position, entry) in entries.iter().enumerate() {
            let item = at.item(position);
            match entry.one_of.as_slice() {
                [] => {
                    self.report.error(
                        Code::Empty,
                        item,
                        "a group needs at least one certification".to_owned(),
                    );
                }
                [id] if !entry.grouped => {
                    let found = self.ids.certification(id, item, self.report);
                    groups.extend(found.map(|certification| vec![certification]));
                }
                ids => groups.push(self.certifications(ids, item.key("one_of"))),
            }
        }
        groups
    }

    fn certifications(&mut self, ids: &[SmolStr], at: Path) -> Vec<CertificationIndex> {
        let mut found = Vec::with_capacity(ids.len());
        for (position, id) in ids.iter().enumerate() {
            found.extend(self.ids.certification(id, at.item(position), self.report));
        }
        found
    }
}
