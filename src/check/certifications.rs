//! Builds certifications, and the groups of certifications that roles ask for.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::Code,
    load::{
        CertificationEntry, FeeEntry, Field, GroupEntry, List, RequiredCertification, types::Id,
    },
    model::{Asked, Certification, CertificationIndex, Fee, Group, SourceIndex, Terms},
    text::PointerRef,
};

use super::{
    build::{LadderBuilder, terms, text, texts, title},
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
        let source = self.entry_source(&entry.source, at);
        let (first, last) = (
            ("launched", &entry.launched),
            ("retired", &entry.retired, None),
        );
        let (launched, retired) = values::period(first, last, at, self.diagnostics);
        for (position, resource) in entry.resources.items() {
            if !resource.level.is_absent() {
                let resources = at.key("resources");
                let resource = resources.item(position);
                let message = "a certification has no levels";
                self.diagnostics
                    .add(Code::UnknownLevel, resource.key("level"), message)
                    .help("leave the key out".to_owned());
            }
        }
        Certification {
            title: title(&entry.title, &id),
            id,
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
            hours: self.figure(&entry.hours, source, at.key("hours")),
            resources: self.resources(&entry.resources, None, source, at.key("resources")),
            facts: self.facts(&entry.facts, source, at.key("facts")),
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
        source: Option<SourceIndex>,
        at: PointerRef,
    ) -> Vec<Asked<Group>> {
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
                    groups.extend(found.map(|certification| Asked {
                        value: Group {
                            id: None,
                            members: [certification].into(),
                        },
                        terms: Terms::of(source),
                    }));
                }
                RequiredCertification::Group(group) => {
                    let GroupEntry { id, one_of, .. } = group;
                    if one_of.valid().is_some_and(Vec::is_empty) {
                        let message = "a group needs at least one certification";
                        self.diagnostics.add(Code::Empty, item, message);
                        continue;
                    }
                    let id = self.group_id(id, "group", item.key("id"));
                    let members = self.certifications(one_of, item.key("one_of"));
                    if members.len() > 1 && !seen.insert(members.clone()) {
                        let message = "the same group of certifications is listed twice";
                        self.diagnostics.add(Code::RepeatedName, item, message);
                    }
                    if !members.is_empty() {
                        let terms = terms(source, &group.weight, &group.text, &group.examples);
                        let members = members.into();
                        let value = Group { id, members };
                        groups.push(Asked { value, terms });
                    }
                }
            }
        }
        groups
    }

    /// The id of a group or of points, by which `without` names them; `kind` says what has the id.
    pub(super) fn group_id(
        &mut self,
        id: &Field<Id>,
        kind: &str,
        at: PointerRef,
    ) -> Option<SmolStr> {
        let id = id.valid()?;
        values::id(id, |_| false, at, self.diagnostics);
        let taken = if self.ids.certifications.get(id).is_some() {
            "certification"
        } else if self.ids.skills.get(id).is_some() {
            "skill"
        } else {
            return Some(id.0.clone());
        };
        let (has, its, prefix) = match kind {
            "points" => ("have", "their", "points"),
            _ => ("has", "its", "any"),
        };
        let message = format!("the {kind} {has} the id of the {taken} `{}`", id.0);
        let help = format!(
            "`without` could not tell them apart: give the {kind} an id of {its} own, such as `{prefix}-{}`",
            id.0
        );
        self.diagnostics
            .add(Code::RepeatedName, at, message)
            .help(help);
        None
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
