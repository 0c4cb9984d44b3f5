//! What differs between two versions of a ladder.

mod lines;
mod person;
mod records;
mod value;

use std::iter;

use crate::order::Order as _;
use crate::{
    query::{DiffAnswer, EntryChange, PayFilter, Version},
    vocabulary::{Change, EntryPart, VersionedEntry, Word as _},
};

use super::{
    Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, gaps, quoted,
};
use lines::{Line, Topic, line, lines};

/// How many rows a table of a document has, unless all are asked for.
const DOCUMENT: usize = 25;

/// How much of texts and lists is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Extent {
    /// What differs in a text, and the first few of a list.
    Brief,
    /// All of it.
    Whole,
}

/// How many rows the tables have.
#[derive(Debug, Clone, Copy)]
enum Rows {
    /// Each so many at most.
    Each(usize),
    /// So many together, of all that there are; each table has its share of them.
    Together(usize, usize),
}

impl Rows {
    fn of(self, count: usize) -> usize {
        match self {
            Self::Each(most) => count.min(most),
            Self::Together(rows, all) if all <= rows => count,
            Self::Together(rows, all) => (rows * count / all).clamp(1, count.max(1)).min(count),
        }
    }
}

/// Counts the rows that a table leaves out: a screen at its end, a document under the table.
fn leaving_out(section: Section, count: usize, what: &'static str, rows: Rows) -> Section {
    match rows {
        Rows::Together(..) => section.leaving_out(count, what),
        Rows::Each(_) if count == 0 => section,
        Rows::Each(_) => {
            let more = display::counted(count, &format!("more {what}"));
            section.noted([StyledText::quiet(format!(
                "And {more}: `--all` writes all of them."
            ))])
        }
    }
}

impl View for DiffAnswer {
    fn name(&self) -> &'static str {
        "diff"
    }

    fn sheet(&self) -> Sheet {
        sheet(self, Extent::Whole, Rows::Each(usize::MAX), Tables::One)
    }

    fn screen(&self, rows: usize) -> Sheet {
        let lines = lines(self, Extent::Brief).len();
        let named = self.entries.iter().filter(|entry| is_named(entry)).count();
        let roles = self.readiness.as_ref().map_or(0, Vec::len);
        let all = lines + named + roles + person::count_gaps(self);
        sheet(self, Extent::Brief, Rows::Together(rows, all), Tables::One)
    }

    fn document(&self) -> Sheet {
        let (extent, rows) = if self.is_whole {
            (Extent::Whole, Rows::Each(usize::MAX))
        } else {
            (Extent::Brief, Rows::Each(DOCUMENT))
        };
        sheet(self, extent, rows, Tables::ByTopic)
    }

    fn records(&self) -> Records {
        records::records(self)
    }
}

/// In which tables the changes stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tables {
    /// All in one.
    One,
    /// Each topic in its own.
    ByTopic,
}

/// The tables of a document, each with its heading.
const TOPICS: [(Topic, &str); 6] = [
    (Topic::Requirements, "Requirements"),
    (Topic::Recommended, "Recommended, never counted"),
    (Topic::Pay, "Pay"),
    (Topic::Moves, "Moves"),
    (Topic::Entries, "Other properties"),
    (Topic::Texts, "Texts"),
];

fn sheet(diff: &DiffAnswer, extent: Extent, rows: Rows, tables: Tables) -> Sheet {
    let mut sections = vec![
        person::section(diff, rows),
        person::gaps_section(diff, extent, rows),
    ];
    if tables == Tables::ByTopic {
        sections.push(names(diff, rows));
    }
    let mut lines = lines(diff, extent);
    if tables == Tables::One {
        lines.splice(0..0, diff.entries.iter().filter_map(named));
    }
    // What can be counted comes before texts, roles before what they ask for.
    lines.order_by_key(|line| (line.topic == Topic::Texts, is_beside(line.entry)));
    let of_topic = |topic: Topic| {
        lines
            .iter()
            .filter(move |line| line.topic == topic)
            .collect()
    };
    let tables: Vec<(&str, Vec<&Line>)> = match tables {
        Tables::One => vec![("Changes", lines.iter().collect())],
        Tables::ByTopic => TOPICS
            .map(|(topic, heading)| (heading, of_topic(topic)))
            .into(),
    };
    for (heading, lines) in tables {
        let shown = rows.of(lines.len());
        let first = lines[..shown].iter().copied();
        let section = columns().section(heading, first, &mut Sources::new(&[]));
        sections.push(leaving_out(section, lines.len() - shown, "change", rows));
    }
    let about = gaps::about(diff.header.person.as_ref(), &diff.header.as_of);
    let lead = [versions(diff)]
        .into_iter()
        .chain(about)
        .chain([summary(diff)]);
    Sheet::new(title(diff), lead, sections).before(next(diff))
}

fn title(diff: &DiffAnswer) -> StyledText {
    StyledText::strong("Changes of ").and(TextStyle::Strong, &diff.new.ladder.title)
}

fn versions(diff: &DiffAnswer) -> StyledText {
    let name = |version: &Version| match version.file.as_str() {
        "-" => StyledText::from("standard input"),
        file => StyledText::name(file),
    };
    StyledText::from("From ")
        .then(name(&diff.old))
        .plain(" to ")
        .then(name(&diff.new))
}

/// Whether the entry is new, gone or renamed.
fn is_named(entry: &EntryChange) -> bool {
    entry.change != Change::Changed
}

/// The entries that are new, gone or renamed.
fn names(diff: &DiffAnswer, rows: Rows) -> Section {
    let named = diff.entries.iter().filter(|entry| is_named(entry));
    let mut named: Vec<&EntryChange> = named.collect();
    named.order_by_key(|entry| is_beside(entry));
    let shown = rows.of(named.len());
    let first = named[..shown].iter().copied();
    let heading = "Added, removed, renamed";
    let section = name_columns().section(heading, first, &mut Sources::new(&[]));
    leaving_out(section, named.len() - shown, "name", rows)
}

/// The same of one entry as a row among the other changes.
fn named(entry: &EntryChange) -> Option<Line<'_>> {
    let kind = entry.kind;
    let title = display::titled(&entry.title, &entry.id);
    let counted = || {
        let about = about(entry);
        let title = StyledText::strong(&entry.title);
        if about.is_empty() {
            title
        } else {
            title.plain(": ").then(about)
        }
    };
    let (what, before, after) = match entry.change {
        Change::Changed => return None,
        Change::Added => ("Added", None, Some(counted())),
        Change::Removed => ("Removed", Some(counted()), None),
        Change::Renamed => {
            let was = entry.was.as_ref().map(display::named);
            ("Renamed", was, Some(title.then(not_found(entry))))
        }
    };
    Some(Line {
        before,
        after,
        ..line(Topic::Entries, entry, format!("{what} {kind}").into())
    })
}

/// Whether the entry is no role.
fn is_beside(entry: &EntryChange) -> bool {
    entry.kind != VersionedEntry::Role
}

/// Which figures are compared, where those are not all of them.
fn compared_figures(diff: &DiffAnswer) -> Option<String> {
    let PayFilter { basis, region } = &diff.pay;
    let basis = basis.map(|basis| format!("on the basis {basis}"));
    let region = region.as_ref();
    let region = region.map(|region| format!("in the region {region}"));
    let terms: Vec<String> = [basis, region].into_iter().flatten().collect();
    let pay = (!terms.is_empty())
        .then(|| format!("Of pay, only that {} is compared.", terms.join(" and ")));
    let no_estimates = diff
        .no_estimates
        .then(|| "Estimates are left out.".to_owned());
    let compared: Vec<String> = pay.into_iter().chain(no_estimates).collect();
    (!compared.is_empty()).then(|| compared.join(" "))
}

/// How many entries of each kind differ, and which figures are compared.
fn summary(diff: &DiffAnswer) -> StyledText {
    let compared = compared_figures(diff);
    let counts = match (diff.differs, &compared) {
        (true, _) => counts(diff),
        (false, None) => "No difference: both versions say the same.".to_owned(),
        (false, Some(_)) => "No difference.".to_owned(),
    };
    let texts = iter::once(counts).chain(compared);
    display::join(texts, " ").into()
}

/// How many entries of each kind differ: `Roles: 1 added, 2 changed; skills: 1 removed.`
fn counts(diff: &DiffAnswer) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for kind in VersionedEntry::ALL.iter().rev() {
        let counts = Change::ALL.iter().filter_map(|change| {
            let entries = diff.entries.iter();
            let count = entries.filter(|entry| (entry.kind, entry.change) == (*kind, *change));
            match (count.count(), kind) {
                (0, _) => None,
                (_, VersionedEntry::Ladder) => Some(change.to_string()),
                (count, _) => Some(format!("{count} {change}")),
            }
        });
        let counts: Vec<String> = counts.collect();
        let name = match kind {
            VersionedEntry::Ladder => "the ladder".to_owned(),
            kind => format!("{kind}s"),
        };
        if !counts.is_empty() {
            kinds.push(format!("{name}: {}", counts.join(", ")));
        }
    }
    let text = kinds.join("; ");
    let mut letters = text.chars();
    let first: String = letters
        .next()
        .iter()
        .flat_map(|first| first.to_uppercase())
        .collect();
    format!("{first}{}.", letters.as_str())
}

/// The entries that are new, gone or renamed.
fn name_columns<'a>() -> Columns<'a, &'a EntryChange> {
    Columns::<&EntryChange>::new()
        .left("Change", |entry, _| change(entry.change))
        .left("Entry", |entry, _| entry.kind)
        .left("Name", |entry, _| display::titled(&entry.title, &entry.id))
        .left("What it is", |entry, _| about(entry))
}

fn change(change: Change) -> StyledText {
    let style = match change {
        Change::Added => TextStyle::Good,
        Change::Removed => TextStyle::Bad,
        Change::Renamed | Change::Changed => TextStyle::Middling,
    };
    StyledText::new(style, change)
}

/// What a new or removed entry states, counted; what a renamed one was.
fn about(entry: &EntryChange) -> StyledText {
    if let Some(was) = &entry.was {
        let was = StyledText::from("was ").then(display::named(was));
        return was.then(not_found(entry));
    }
    if !entry.replaced_by.is_empty() {
        let ids = display::list(&entry.replaced_by);
        return format!("its name is an alias of {ids}").into();
    }
    let counted = [
        (EntryPart::Requirement, "requirement"),
        (EntryPart::Pay, "pay entry"),
        (EntryPart::Move, "move"),
        (EntryPart::Level, "level"),
        (EntryPart::Resource, "resource"),
    ];
    let counts = counted.into_iter().filter_map(|(part, name)| {
        let count = entry.parts.iter().filter(|one| one.part == part).count();
        let name = match (count, name) {
            (0 | 1, name) => name.to_owned(),
            (_, "pay entry") => "pay entries".to_owned(),
            (_, name) => format!("{name}s"),
        };
        (count > 0).then(|| format!("{count} {name}"))
    });
    display::join(counts.collect::<Vec<_>>(), ", ").into()
}

/// How profiles find a renamed entry that they do not find by its old id.
fn not_found(entry: &EntryChange) -> StyledText {
    let is_looked_up = !matches!(entry.kind, VersionedEntry::Track | VersionedEntry::Source);
    match &entry.was {
        Some(was) if entry.found_by_old_id == Some(false) && is_looked_up => {
            let alias = format!("aliases: [{}]", was.id);
            StyledText::from("; ")
                .code(alias)
                .plain(" would let profiles find it")
        }
        _ => StyledText::default(),
    }
}

/// What was and what is.
fn columns<'a>() -> Columns<'a, &'a Line<'a>> {
    let side = |text: &Option<StyledText>, topic: Topic| {
        let none = || match topic {
            Topic::Requirements => StyledText::quiet("not asked"),
            _ => StyledText::quiet("none"),
        };
        text.clone().unwrap_or_else(none)
    };
    Columns::<&Line>::new()
        .left("Entry", |line, _| match line.entry.kind {
            VersionedEntry::Role => StyledText::role(&line.entry.id),
            VersionedEntry::Ladder => "the ladder".into(),
            _ => StyledText::name(&line.entry.id),
        })
        .left("What", |line, _| line.what.clone())
        .left("Before", move |line, _| side(&line.before, line.topic))
        .left("After", move |line, _| {
            let after = side(&line.after, line.topic);
            match &line.ratio {
                Some(ratio) => after.plain(format!(" ({ratio})")),
                None => after,
            }
        })
        .left("Inherited by", |line, _| line.inherited_by.clone())
}

/// The gaps or the role for which most changes; the same with a profile, where one would be found.
fn next(diff: &DiffAnswer) -> Option<String> {
    if let Some(profile) = &diff.suggested_profile {
        let [old, new] = [&diff.old, &diff.new].map(|version| quoted(&version.file));
        return Some(format!("diff {old} {new} --profile {profile}"));
    }
    if !diff.differs || !diff.new.can_be_named {
        return None;
    }
    let of_person = person::next(diff);
    let roles = diff.entries.iter();
    let mut roles =
        roles.filter(|entry| entry.kind == VersionedEntry::Role && entry.change != Change::Removed);
    let command = match (of_person, roles.next()) {
        (Some(command), _) => command,
        (None, Some(role)) => format!("show {}", role.id),
        (None, None) => "show".to_owned(),
    };
    Some(format!("{command} --ladder {}", quoted(&diff.new.file)))
}
