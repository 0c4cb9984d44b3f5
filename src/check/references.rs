//! Collects the ids of a document, and resolves references to them.

use std::{
    cell::{Cell, LazyCell},
    collections::{HashMap, HashSet},
};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, did_you_mean, list, nearest},
    load::{
        CertificationEntry, Entries, Field, LadderDocument, List, RoleEntry, SkillEntry,
        SourceEntry, TrackEntry,
        types::{Id, Title},
    },
    model::{CertificationIndex, RoleIndex, SkillIndex, SourceIndex, TrackIndex, fold},
    order::Order as _,
    text::{Place, PointerRef},
};

use super::{fields::RequirementFields, values};

/// The largest number of ids that a message suggests.
const SUGGESTED: usize = 5;

/// An entry of a section, which people call by other names than its id too.
trait Named {
    /// The title and the other names.
    fn names(&self) -> impl Iterator<Item = &SmolStr>;
}

fn titles<'e>(
    title: &'e Field<Title>,
    aliases: &'e List<Title>,
) -> impl Iterator<Item = &'e SmolStr> {
    let aliases = aliases.items().map(|(_, alias)| alias);
    title.valid().into_iter().chain(aliases).map(|name| &name.0)
}

impl Named for TrackEntry {
    fn names(&self) -> impl Iterator<Item = &SmolStr> {
        titles(&self.title, &Field::Absent)
    }
}

impl Named for SourceEntry {
    fn names(&self) -> impl Iterator<Item = &SmolStr> {
        titles(&self.title, &Field::Absent)
    }
}

impl Named for SkillEntry {
    fn names(&self) -> impl Iterator<Item = &SmolStr> {
        titles(&self.title, &self.aliases)
    }
}

impl Named for CertificationEntry {
    fn names(&self) -> impl Iterator<Item = &SmolStr> {
        let code = self.code.valid().map(|code| &code.0);
        titles(&self.title, &self.aliases).chain(code)
    }
}

impl Named for RoleEntry {
    fn names(&self) -> impl Iterator<Item = &SmolStr> {
        titles(&self.title, &self.aliases)
    }
}

/// The index of every id of a document.
pub struct Ids<'d> {
    pub tracks: Table<'d, TrackIndex>,
    pub sources: Table<'d, SourceIndex>,
    pub skills: Table<'d, SkillIndex>,
    pub certifications: Table<'d, CertificationIndex>,
    pub roles: Table<'d, RoleIndex>,
    /// The ids of groups and of points, of all roles.
    groups: HashSet<SmolStr>,
}

/// What a role does not ask for.
pub enum Without {
    Skill(SkillIndex),
    Certification(CertificationIndex),
    /// The id of a group, or of points.
    Group(SmolStr),
}

impl<'d> Ids<'d> {
    /// Collects the ids, and reports those that break the rule for ids.
    pub fn collect(document: &'d LadderDocument, diagnostics: &mut Diagnostics) -> Self {
        Self {
            tracks: Table::new("tracks", Code::UnknownTrack).fill(
                &document.tracks,
                TrackIndex,
                diagnostics,
            ),
            sources: Table::new("sources", Code::UnknownSource).fill(
                &document.sources,
                SourceIndex,
                diagnostics,
            ),
            skills: Table::new("skills", Code::UnknownSkill).fill(
                &document.skills,
                SkillIndex,
                diagnostics,
            ),
            certifications: Table::new("certifications", Code::UnknownCertification).fill(
                &document.certifications,
                CertificationIndex,
                diagnostics,
            ),
            roles: Table::new("roles", Code::UnknownRole).fill(
                &document.roles,
                RoleIndex::new,
                diagnostics,
            ),
            groups: group_ids(document),
        }
    }

    /// Resolves a reference to a certification, a group, points or a skill.
    pub fn without(
        &self,
        id: &str,
        at: PointerRef,
        diagnostics: &mut Diagnostics,
    ) -> Option<Without> {
        if let Some(certification) = self.certifications.get(id) {
            return Some(Without::Certification(certification));
        }
        if let Some(group) = self.groups.get(id) {
            return Some(Without::Group(group.clone()));
        }
        if let Some(skill) = self.skills.get(id) {
            return Some(Without::Skill(skill));
        }
        let tables = [
            self.certifications.id_of_name(id, &|_| false, diagnostics),
            self.skills.id_of_name(id, &|_| false, diagnostics),
        ];
        if let Some(help) = tables.into_iter().flatten().next() {
            let message = format!("unknown skill, certification, group or points `{id}`");
            diagnostics.add(Code::UnknownSkill, at, message).help(help);
            return None;
        }
        let others = self.certifications.ids.keys().chain(&self.groups);
        let mut others: Vec<&str> = others.map(SmolStr::as_str).collect();
        others.order();
        if diagnostics.may_compare(others.len())
            && let Some(help) = did_you_mean(id, others)
        {
            let message = format!("unknown certification, group or points `{id}`");
            diagnostics
                .add(Code::UnknownCertification, at, message)
                .help(help);
            return None;
        }
        if !(self.skills.complete && self.certifications.complete) {
            return None;
        }
        let message = format!("unknown skill, certification, group or points `{id}`");
        let known = self.skills.known(&|_| false, diagnostics);
        let help = did_you_mean(id, known).unwrap_or_else(|| {
            "name what this role inherits: a skill, a certification, or a group or points by `id`".into()
        });
        diagnostics.add(Code::UnknownSkill, at, message).help(help);
        None
    }
}

/// The ids of the groups and points that roles ask for or recommend.
fn group_ids(document: &LadderDocument) -> HashSet<SmolStr> {
    let roles = document.roles.entries().iter();
    let roles = roles.filter_map(|(_, role)| role.valid());
    let fields = roles.flat_map(|role| {
        let recommended = role.recommended.valid();
        let recommended = recommended.map(|entry| RequirementFields::from(&**entry));
        std::iter::once(role.into()).chain(recommended)
    });
    let ids = fields.flat_map(RequirementFields::ids);
    ids.map(|stated| stated.id.0.clone()).collect()
}

/// Whether a list contains a name; its names are collected on first use.
pub fn contains<'a, I: Iterator<Item = &'a str>>(
    names: impl FnOnce() -> I,
) -> impl Fn(&str) -> bool {
    let names: LazyCell<HashSet<&str>, _> = LazyCell::new(|| names().collect());
    move |name| names.contains(name)
}

/// The ids of one section.
pub struct Table<'d, I> {
    ids: HashMap<SmolStr, I>,
    /// What people call the entries besides, each with its id, in the file's order.
    names: Vec<(&'d str, &'d str)>,
    /// `false` if the section is invalid: an unknown id may then be right.
    complete: bool,
    /// Whether the file has no such section.
    missing: bool,
    /// Whether the missing section was reported.
    reported: Cell<bool>,
    key: &'static str,
    unknown: Code,
}

impl<'d, I: Copy> Table<'d, I> {
    /// The entry with this id, if it exists; nothing is reported.
    pub fn get(&self, id: &str) -> Option<I> {
        self.ids.get(id).copied()
    }

    fn new(key: &'static str, unknown: Code) -> Self {
        Self {
            ids: HashMap::new(),
            names: Vec::new(),
            complete: true,
            missing: false,
            reported: Cell::new(false),
            key,
            unknown,
        }
    }

    fn fill<T: Named>(
        mut self,
        field: &'d Field<Entries<Id, T>>,
        index: fn(usize) -> I,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        self.complete = !field.is_invalid();
        self.missing = field.is_absent();
        let ids = || field.entries().iter().map(|(id, _)| id).zip(0..);
        self.ids = ids().map(|(id, at)| (id.0.clone(), index(at))).collect();
        for (id, entry) in field.entries() {
            let names = entry.valid().into_iter().flat_map(Named::names);
            self.names
                .extend(names.map(|name| (name.as_str(), id.as_str())));
        }
        for (id, position) in ids() {
            let all = PointerRef::ROOT.key(self.key);
            let is_taken = |slug: &str| self.ids.contains_key(slug);
            if let Some(slug) = values::id(id, is_taken, all.name(id), diagnostics) {
                // The invalid id is reported once; references to the corrected id resolve.
                self.ids.entry(slug).or_insert(index(position));
            }
        }
        self
    }

    /// Resolves the reference of a key.
    pub fn field(
        &self,
        id: &Field<Id>,
        at: PointerRef,
        diagnostics: &mut Diagnostics,
    ) -> Option<I> {
        self.find(id.valid()?, &|_| false, at, diagnostics)
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
                let key = self.key;
                let example = match self.unknown {
                    Code::UnknownSkill | Code::UnknownCertification => example(key, id),
                    _ => String::new(),
                };
                let help =
                    format!("describe it under `{key}`{example}; the file has no such key yet");
                diagnostics.add(self.unknown, at, message).help(help);
            }
            return None;
        }
        let help = (self.id_of_name(id, is_used, diagnostics))
            .or_else(|| did_you_mean(id, self.known(is_used, diagnostics)))
            .or_else(|| self.id_of_near_name(id, is_used, diagnostics));
        diagnostics.add(self.unknown, at, message).help(help);
        None
    }

    /// The id of the entry that has this name as its title, an alias or a code.
    fn id_of_name(
        &self,
        name: &str,
        is_used: &dyn Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        if !diagnostics.may_compare(self.names.len()) {
            return None;
        }
        let wanted = fold(name);
        let named = self.names.iter();
        let named = named.filter(|(known, id)| fold(known) == wanted && !is_used(id));
        let mut ids: Vec<&str> = named.map(|(_, id)| *id).collect();
        ids.dedup();
        match ids.as_slice() {
            [] => None,
            [only] => Some(format!("the id is `{only}`")),
            several => {
                let first = several.iter().copied().take(SUGGESTED);
                let first = list(first);
                Some(format!(
                    "several have this name: write the id, such as {first}"
                ))
            }
        }
    }

    /// The id of the entry with the title, alias or code that is nearest to this one.
    fn id_of_near_name(
        &self,
        name: &str,
        is_used: &dyn Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        if !diagnostics.may_compare(self.names.len()) {
            return None;
        }
        let named = || self.names.iter().filter(|(_, id)| !is_used(id));
        let meant = nearest(name, named().map(|(known, _)| *known))?;
        let (_, id) = named().find(|(known, _)| *known == meant)?;
        Some(format!("did you mean `{id}` ({meant})?"))
    }

    /// The ids that may be suggested for an unknown one.
    fn known(&self, is_used: &dyn Fn(&str) -> bool, diagnostics: &mut Diagnostics) -> Vec<&str> {
        let mut known: Vec<&str> = Vec::new();
        if diagnostics.may_compare(self.ids.len()) {
            let ids = self.ids.keys().map(SmolStr::as_str);
            known.extend(ids.filter(|known| !is_used(known)));
            known.order();
        }
        known
    }
}

/// An entry for an id, or for what stands in its place.
fn example(key: &str, id: &str) -> String {
    match Id::nearest(id) {
        Some(valid) if valid == id => format!(", such as `{key}: {{ {id}: {{}} }}`"),
        Some(valid) => {
            format!(", such as `{key}: {{ {valid}: {{}} }}`, and refer to it as `{valid}`")
        }
        None => String::new(),
    }
}
