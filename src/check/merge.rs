//! Makes one document of the files of a ladder.
//!
//! What holds in one of the files alone (its market, levels, source and track) is written into its entries where the
//! one document would say otherwise. So the one document means what the files mean, and can be written as one file.

use std::{
    collections::{HashMap, HashSet},
    mem::take,
};

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics, did_you_mean},
    load::{
        Entries, Field, LadderDocument, Loaded, MarketEntry, Part,
        types::{HoursPerYear, Id},
    },
    model::Market,
    order::Order as _,
    text::{FileId, PointerRef},
    vocabulary::{PayPeriod, Severity},
};

use super::{build::UnstatedTerm, file_levels, file_tracks, values};

/// One document of all files, the first one's entries first. Places in entries are those of the first file: an id leads
/// to the file that has it.
pub fn merge(loaded: Loaded<Vec<Part>>) -> Loaded<LadderDocument> {
    let mut diagnostics = loaded.diagnostics;
    let repeats = loaded.repeats;
    let mut parts = loaded.document;
    if parts.len() > 1 {
        ids(&mut parts, &mut diagnostics);
        sources(&mut parts, &mut diagnostics);
        markets(&mut parts, &mut diagnostics);
        file_levels::write(&mut parts, &mut diagnostics);
        file_tracks::write(&mut parts);
    }
    Loaded {
        document: concatenated(parts, &mut diagnostics),
        diagnostics,
        repeats,
    }
}

/// Reports ids of included files that break the rule for ids.
fn ids(parts: &mut [Part], diagnostics: &mut Diagnostics) {
    for (part, file) in parts.iter_mut().zip(0..).skip(1) {
        let root = PointerRef::root(FileId(file));
        let before = diagnostics.count(Severity::Error);
        if let Some(id) = part.document.id.valid() {
            values::id(id, |_| false, root.key("id"), diagnostics);
        }
        if diagnostics.count(Severity::Error) > before {
            part.document.id = Field::Invalid;
        }
    }
}

/// Whether all parts that have entries say the same.
fn are_alike<T: PartialEq>(mut all: impl Iterator<Item = T>) -> bool {
    all.next()
        .is_none_or(|first| all.all(|other| other == first))
}

/// Writes the source of a file into its entries, unless it is that of all files.
fn sources(parts: &mut [Part], diagnostics: &mut Diagnostics) {
    let known = parts
        .iter()
        .flat_map(|part| part.document.sources.entries());
    let known: HashSet<SmolStr> = known.map(|(id, _)| id.0.clone()).collect();
    let is_complete = parts.iter().all(|part| !part.document.sources.is_invalid());
    for (part, file) in parts.iter_mut().zip(0..) {
        let source = &mut part.document.source;
        let Some(id) = source
            .valid()
            .filter(|id| is_complete && !known.contains(&id.0))
        else {
            continue;
        };
        let message = format!("unknown source `{}`", id.0);
        let root = PointerRef::root(FileId(file));
        let mut near: Vec<&str> = Vec::new();
        if diagnostics.may_compare(known.len()) {
            near.extend(known.iter().map(SmolStr::as_str));
            near.order();
        }
        let help = did_you_mean(id, near);
        diagnostics
            .add(Code::UnknownSource, root.key("source"), message)
            .help(help);
        *source = Field::Invalid;
    }
    let has_figures = |document: &LadderDocument| {
        !document.skills.entries().is_empty()
            || !document.certifications.entries().is_empty()
            || !document.roles.entries().is_empty()
            || document.facts.items().next().is_some()
    };
    let used = || {
        let documents = parts.iter().map(|part| &part.document);
        documents.filter(|document| has_figures(document))
    };
    if are_alike(used().map(|document| document.source.valid())) {
        let only = used().next().map(|document| document.source.clone());
        parts[0].document.source = only.unwrap_or_default();
        return;
    }
    for part in parts {
        let document = &mut part.document;
        let source = take(&mut document.source);
        let fill = |own: &mut Field<Id>| {
            if own.is_absent() {
                own.clone_from(&source);
            }
        };
        if let Some(learning) = document.learning.valid_mut() {
            fill(&mut learning.source);
        }
        let facts = document.facts.valid_mut().into_iter().flatten();
        for fact in facts.filter_map(Field::valid_mut) {
            fill(&mut fact.source);
        }
        document
            .skills
            .entries_mut()
            .for_each(|(_, entry)| fill(&mut entry.source));
        document
            .certifications
            .entries_mut()
            .for_each(|(_, entry)| fill(&mut entry.source));
        document
            .roles
            .entries_mut()
            .for_each(|(_, entry)| fill(&mut entry.source));
    }
}

/// Writes the market of a file into its pay and fees, unless it is that of the ladder: the first one that a file states.
fn markets(parts: &mut [Part], diagnostics: &mut Diagnostics) {
    for (part, file) in parts.iter_mut().zip(0..).skip(1) {
        let root = PointerRef::root(FileId(file));
        let at = root.key("market");
        if let Some(market) = part.document.market.valid_mut() {
            if let Some(currency) = market.currency.valid()
                && !values::currency(currency, at.key("currency"), diagnostics)
            {
                market.currency = Field::Invalid;
            }
            if !market.basis.is_absent()
                && values::basis(&market.basis, at.key("basis"), diagnostics).is_none()
            {
                market.basis = Field::Invalid;
            }
        }
    }
    let mut stated = parts.iter().map(|part| &part.document.market);
    let Some(ladder) = stated.find_map(Field::valid).cloned() else {
        return;
    };
    for (part, file) in parts.iter_mut().zip(0..) {
        let market = take(&mut part.document.market);
        let own = match market {
            Field::Valid(own) if own == ladder => continue,
            Field::Valid(own) => own,
            Field::Absent => MarketEntry::default(),
            Field::Invalid => MarketEntry {
                region: Field::Invalid,
                currency: Field::Invalid,
                basis: Field::Invalid,
                hours_per_year: Field::Invalid,
            },
        };
        let mut terms = FileTerms {
            root: PointerRef::root(FileId(file)),
            own,
            ladder: &ladder,
            reported: Vec::new(),
            diagnostics,
        };
        terms.write(&mut part.document);
    }
    parts[0].document.market = Field::Valid(ladder);
}

/// What a file says of its amounts, and what the ladder says.
struct FileTerms<'a> {
    root: PointerRef<'a>,
    own: MarketEntry,
    ladder: &'a MarketEntry,
    /// What was reported as said nowhere, by its keys.
    reported: Vec<&'static str>,
    diagnostics: &'a mut Diagnostics,
}

impl FileTerms<'_> {
    fn write(&mut self, document: &mut LadderDocument) {
        let (own, ladder) = (self.own.clone(), self.ladder);
        let root = self.root;
        let all = root.key("certifications");
        for (id, entry) in document.certifications.entries_mut() {
            if let Some(fee) = entry.fee.valid_mut() {
                let entry = all.key(id);
                let at = entry.key("fee");
                let currency = (&own.currency, &ladder.currency);
                self.fill(&mut fee.currency, currency, &UnstatedTerm::CURRENCY, at);
            }
        }
        let all = root.key("roles");
        for (id, entry) in document.roles.entries_mut() {
            let role = all.key(id);
            let list = role.key("pay");
            let pay = entry
                .pay
                .valid_mut()
                .into_iter()
                .flat_map(|pay| pay.0.iter_mut().enumerate());
            for (position, pay) in pay {
                let Some(pay) = pay.valid_mut() else {
                    continue;
                };
                let at = list.item(position);
                let currency = (&own.currency, &ladder.currency);
                self.fill(&mut pay.currency, currency, &UnstatedTerm::CURRENCY, at);
                let basis = (&own.basis, &ladder.basis);
                self.fill(&mut pay.basis, basis, &UnstatedTerm::BASIS, at);
                let region = (&own.region, &ladder.region);
                self.fill(&mut pay.region, region, &UnstatedTerm::REGION, at);
                let is_hourly = pay
                    .per
                    .valid()
                    .is_some_and(|per| per.0 == PayPeriod::Hour.name());
                if is_hourly
                    && pay.hours_per_year.is_absent()
                    && own.hours_per_year != ladder.hours_per_year
                {
                    pay.hours_per_year.clone_from(&own.hours_per_year);
                    if own.hours_per_year.is_absent() {
                        pay.hours_per_year = Field::Valid(HoursPerYear(Market::HOURS_PER_YEAR));
                    }
                }
            }
        }
    }

    /// Gives an entry what its file says. Where the file does not say it, and the ladder does, it is missing.
    fn fill<T: Clone>(
        &mut self,
        entry: &mut Field<T>,
        (own, ladder): (&Field<T>, &Field<T>),
        term: &UnstatedTerm,
        at: PointerRef,
    ) {
        if !entry.is_absent() {
            return;
        }
        entry.clone_from(own);
        if !own.is_absent() || ladder.is_absent() {
            return;
        }
        *entry = Field::Invalid;
        if !self.reported.contains(&term.keys) {
            self.reported.push(term.keys);
            term.report(self.diagnostics, at, "all of this file");
        }
    }
}

/// One document with the entries of all.
fn concatenated(parts: Vec<Part>, diagnostics: &mut Diagnostics) -> LadderDocument {
    let mut documents = parts
        .into_iter()
        .map(|part| part.document)
        .zip((0..).map(FileId));
    let Some((mut first, _)) = documents.next() else {
        return LadderDocument::default();
    };
    first.include = Field::Absent;
    let mut owners = [(); 5].map(|()| HashMap::new());
    for (other, file) in documents {
        let [tracks, sources, skills, certifications, roles] = &mut owners;
        let mut section = Section { file, diagnostics };
        section.add("tracks", &mut first.tracks, other.tracks, tracks);
        section.add("sources", &mut first.sources, other.sources, sources);
        section.add("skills", &mut first.skills, other.skills, skills);
        let key = "certifications";
        section.add(
            key,
            &mut first.certifications,
            other.certifications,
            certifications,
        );
        section.add("roles", &mut first.roles, other.roles, roles);
        match (&mut first.facts, other.facts) {
            (_, Field::Absent) => (),
            (Field::Valid(all), Field::Valid(more)) => all.extend(more),
            (all @ Field::Absent, more) => *all = more,
            (all, _) => *all = Field::Invalid,
        }
    }
    first
}

/// The entries of one kind in one file.
struct Section<'a> {
    file: FileId,
    diagnostics: &'a mut Diagnostics,
}

impl Section<'_> {
    /// Adds the entries of a file to those of the files before it; an id stands in one file.
    fn add<T>(
        &mut self,
        key: &'static str,
        all: &mut Field<Entries<Id, T>>,
        more: Field<Entries<Id, T>>,
        owners: &mut HashMap<SmolStr, FileId>,
    ) {
        let more = match more {
            Field::Absent => return,
            Field::Valid(more) if !all.is_invalid() => more,
            // What cannot be read may be anything that other entries name.
            _ => return *all = Field::Invalid,
        };
        if all.is_absent() {
            *all = Field::Valid(Entries::default());
        }
        let Some(Entries(all)) = all.valid_mut() else {
            return;
        };
        if owners.is_empty() {
            owners.extend(all.iter().map(|(id, _)| (id.0.clone(), FileId::MAIN)));
        }
        for (id, entry) in more.0 {
            match owners.get(&id.0) {
                None => {
                    owners.insert(id.0.clone(), self.file);
                    all.push((id, entry));
                }
                Some(owner) => self.repeated(key, &id, *owner),
            }
        }
    }

    fn repeated(&mut self, key: &'static str, id: &Id, owner: FileId) {
        let [here, there] = [self.file, owner].map(PointerRef::root);
        let what = key.trim_end_matches('s');
        let message = format!("the {what} `{}` is in two files", id.0);
        self.diagnostics
            .add(Code::RepeatedKey, here.key(key).name(id), message)
            .also(there.key(key).name(id), "first here")
            .help("keep one of them, or give one another id".to_owned());
    }
}
