//! Collects the ids of a document, and resolves references to them.

use std::{
    cell::{Cell, LazyCell},
    collections::{HashMap, HashSet},
};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, did_you_mean},
    load::{Entries, Field, LadderDocument, types::Id},
    model::{CertificationIndex, RoleIndex, SkillIndex, SourceIndex, TrackIndex},
    text::{Place, PointerRef},
};

use super::values;

/// The index of every id of a document.
pub struct Ids {
    pub tracks: Table<TrackIndex>,
    pub sources: Table<SourceIndex>,
    pub skills: Table<SkillIndex>,
    pub certifications: Table<CertificationIndex>,
    pub roles: Table<RoleIndex>,
}

impl Ids {
    /// Collects the ids, and reports those that break the rule for ids.
    pub fn collect(document: &LadderDocument, diagnostics: &mut Diagnostics) -> Self {
        let LadderDocument {
            tracks,
            sources,
            skills,
            certifications,
            roles,
            ..
        } = document;
        Self {
            tracks: Table::new(
                "tracks",
                Code::UnknownTrack,
                tracks,
                TrackIndex,
                diagnostics,
            ),
            sources: Table::new(
                "sources",
                Code::UnknownSource,
                sources,
                SourceIndex,
                diagnostics,
            ),
            skills: Table::new(
                "skills",
                Code::UnknownSkill,
                skills,
                SkillIndex,
                diagnostics,
            ),
            certifications: Table::new(
                "certifications",
                Code::UnknownCertification,
                certifications,
                CertificationIndex,
                diagnostics,
            ),
            roles: Table::new(
                "roles",
                Code::UnknownRole,
                roles,
                RoleIndex::new,
                diagnostics,
            ),
        }
    }

    /// Resolves a reference to a skill or a certification.
    pub fn without(
        &self,
        id: &str,
        at: PointerRef,
        diagnostics: &mut Diagnostics,
    ) -> (Option<SkillIndex>, Option<CertificationIndex>) {
        match self.certifications.get(id) {
            Some(certification) => (None, Some(certification)),
            None => (self.skills.find(id, &|_| false, at, diagnostics), None),
        }
    }
}

/// The names of a list as a set, collected on first use.
pub fn lazy_set<'a, I: Iterator<Item = &'a str>>(
    names: impl FnOnce() -> I,
) -> LazyCell<HashSet<&'a str>, impl FnOnce() -> HashSet<&'a str>> {
    LazyCell::new(|| names().collect())
}

/// The ids of one section.
pub struct Table<I> {
    ids: HashMap<SmolStr, I>,
    /// `false` if the section is invalid: an unknown id may then be right.
    complete: bool,
    /// Whether the file has no such section.
    missing: bool,
    /// Whether the missing section was reported.
    reported: Cell<bool>,
    key: &'static str,
    unknown: Code,
}

impl<I: Copy> Table<I> {
    /// The entry with this id, if it exists; nothing is reported.
    pub fn get(&self, id: &str) -> Option<I> {
        self.ids.get(id).copied()
    }

    fn new<T>(
        key: &'static str,
        unknown: Code,
        entries: &Field<Entries<Id, T>>,
        index: fn(usize) -> I,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut table = Self {
            ids: HashMap::new(),
            complete: !entries.is_invalid(),
            missing: entries.is_absent(),
            reported: Cell::new(false),
            key,
            unknown,
        };
        let entries = entries.entries();
        let indexed = entries.iter().enumerate();
        table.ids = indexed
            .map(|(position, (id, _))| (id.0.clone(), index(position)))
            .collect();
        for (position, (id, _)) in entries.iter().enumerate() {
            let all = PointerRef::ROOT.key(key);
            let at = all.name(id);
            let Some(slug) = values::id(id, |slug| table.ids.contains_key(slug), at, diagnostics)
            else {
                continue;
            };
            // The invalid id is reported once; references to the corrected id resolve.
            table.ids.entry(slug).or_insert(index(position));
        }
        table
    }

    /// Resolves a reference. Ids for which `is_used` holds are not suggested for an unknown one.
    pub fn find(
        &self,
        id: &str,
        is_used: &dyn Fn(&str) -> bool,
        at: impl Into<Place>,
        diagnostics: &mut Diagnostics,
    ) -> Option<I> {
        let found = self.get(id);
        if found.is_some() || !self.complete {
            return found;
        }
        let message = format!("unknown {} `{id}`", self.key.trim_end_matches('s'));
        if self.missing {
            if !self.reported.replace(true) {
                let help = format!(
                    "describe it under `{}`; the file has no such key yet",
                    self.key
                );
                diagnostics.add(self.unknown, at, message).help(help);
            }
            return None;
        }
        let mut known: Vec<&str> = Vec::new();
        if diagnostics.may_compare(self.ids.len()) {
            let ids = self.ids.keys().map(SmolStr::as_str);
            known.extend(ids.filter(|known| !is_used(known)));
            known.sort_unstable();
        }
        let help = did_you_mean(id, known);
        diagnostics.add(self.unknown, at, message).help(help);
        None
    }
}
