//! Builds certifications, and the groups of certifications that roles ask for.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{
        CertificationEntry, FeeEntry, Field, GroupEntry, List, RequiredCertification, types::Id,
    },
    model::{Certification, CertificationIndex, Fee, SourceIndex},
    text::PointerRef,
};

use super::{
    build::{LadderBuilder, text, texts},
    references::contains,
    values,
};

impl LadderBuilder<'_> {
    pub(super) fn certification(
        &mut self,
        id: SmolStr,
        entry: &Field<CertificationEntry>,
        at: PointerRef,
    ) -> Certification {
        let empty = CertificationEntry::default();
        let entry = entry.valid().unwrap_or(&empty);
        let source = self.own_source(&entry.source, at);
        let (first, last) = (("launched", &entry.launched), ("retired", &entry.retired));
        let (launched, retired) = values::period(first, last, at, self.diagnostics);
        Certification {
            id,
            title: text(&entry.title).unwrap_or_default(),
            issuer: text(&entry.issuer),
            code: text(&entry.code),
            about: text(&entry.about),
            url: text(&entry.url),
            aliases: texts(&entry.aliases),
            valid_years: self.figure(&entry.valid_years, source, at.key("valid_years")),
            launched,
            retired,
            replaced_by: self.certifications(&entry.replaced_by, at.key("replaced_by")),
            fee: self.fee(&entry.fee, source, at.key("fee")),
            source,
            note: text(&entry.note),
        }
    }

    fn fee(
        &mut self,
        entry: &Field<FeeEntry>,
        inherited: Option<SourceIndex>,
        at: PointerRef,
    ) -> Option<Fee> {
        let entry = entry.valid()?;
        let currency = self.currency(&entry.currency, at);
        let source = self.own_source(&entry.source, at).or(inherited);
        Some(Fee {
            amount: entry.amount.valid()?.0,
            currency,
            source,
        })
    }

    /// Groups of certifications; one by itself is a group of one.
    pub(super) fn groups(
        &mut self,
        entries: &List<RequiredCertification>,
        at: PointerRef,
    ) -> Vec<Vec<CertificationIndex>> {
        let alone = || {
            entries.items().filter_map(|(position, entry)| match entry {
                RequiredCertification::One(id) => Some((position, id.as_str())),
                RequiredCertification::Group(_) => None,
            })
        };
        values::once("certification", alone(), at, self.diagnostics);
        let is_used = contains(|| alone().map(|(_, id)| id));
        let mut groups = Vec::new();
        let mut seen = HashSet::new();
        for (position, entry) in entries.items() {
            let item = at.item(position);
            match entry {
                RequiredCertification::One(id) => {
                    let certifications = &self.ids.certifications;
                    let found = certifications.find(id, &is_used, item, self.diagnostics);
                    groups.extend(found.map(|certification| vec![certification]));
                }
                RequiredCertification::Group(GroupEntry { one_of }) => {
                    if one_of.valid().is_some_and(Vec::is_empty) {
                        let message = "a group needs at least one certification";
                        self.diagnostics.add(Code::Empty, item, message);
                        continue;
                    }
                    let group = self.certifications(one_of, item.key("one_of"));
                    if group.len() > 1 && !seen.insert(group.clone()) {
                        let message = "the same group of certifications is listed twice";
                        self.diagnostics.add(Code::RepeatedName, item, message);
                    }
                    groups.extend(Some(group).filter(|group| !group.is_empty()));
                }
            }
        }
        groups
    }

    fn certifications(&mut self, ids: &List<Id>, at: PointerRef) -> Vec<CertificationIndex> {
        let named = || ids.items().map(|(position, id)| (position, id.as_str()));
        values::once("certification", named(), at, self.diagnostics);
        let is_used = contains(|| named().map(|(_, id)| id));
        let table = &self.ids.certifications;
        named()
            .filter_map(|(position, id)| {
                table.find(id, &is_used, at.item(position), self.diagnostics)
            })
            .collect()
    }
}
