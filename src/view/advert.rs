//! A person against the words of a job advertisement.

use crate::{
    query::{AdvertAnswer, AdvertEntry, AdvertYears, Gap},
    vocabulary::{EntryKind, RequirementKind, Status},
};

use super::{
    Columns, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, gaps,
};

impl View for AdvertAnswer {
    fn name(&self) -> &'static str {
        "advert"
    }

    fn sheet(&self) -> Sheet {
        self.sheet_of(usize::MAX, true)
    }

    fn screen(&self, rows: usize) -> Sheet {
        self.sheet_of(rows, false)
    }

    fn records(&self) -> Records {
        let judged = self.header.person.is_some();
        columns(judged, true).records(&self.asked)
    }
}

impl AdvertAnswer {
    /// The first rows; the tables of names with the sentences or without.
    fn sheet_of(&self, rows: usize, quoted: bool) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let judged = self.header.person.is_some();
        let title = StyledText::strong("A job advertisement");
        let title = match &self.role {
            Some(role) => title.plain(" beside ").then(display::named(role)),
            None => title,
        };
        let is_open = |entry: &&AdvertEntry| entry.status.is_none_or(Status::is_open);
        let (open, held): (Vec<_>, Vec<_>) = self.asked.iter().partition(is_open);
        let mut room = rows;
        let mut first = |all: &[&AdvertEntry], heading: &str| {
            let shown = &all[..all.len().min(room)];
            room -= shown.len();
            let rows = shown.iter().copied();
            let section = columns(judged, quoted).section(heading, rows, &mut Sources::default());
            section.leaving_out(all.len() - shown.len(), "name")
        };
        let heading = if judged { "Asked and missing" } else { "Asked" };
        let asked = [first(&open, heading), first(&held, "Asked and held")];
        let others = [
            years(self),
            doubtful(self),
            not_named(self, room, &mut sources),
        ];
        let lead = gaps::about(self.header.person.as_ref(), &self.header.as_of);
        // Signs in quoted sentences are not those of this program.
        let sheet = Sheet {
            title,
            lead: lead.chain([sum(self)]).collect(),
            sections: asked.into_iter().chain(others).collect(),
            ..Sheet::default()
        };
        if quoted {
            sheet.citing(sources)
        } else {
            sheet.citing_briefly(sources)
        }
    }
}

/// How much of what is asked is held, and what is not told.
fn sum(answer: &AdvertAnswer) -> StyledText {
    let asked = display::counted(answer.asked.len(), "name");
    let text = format!("It has {asked} of skills and certifications on this ladder");
    let held = answer.asked.iter();
    let held = held.filter(|entry| entry.status.is_some_and(|status| !status.is_open()));
    let held = match answer.header.person {
        Some(_) => format!(": {} held", held.count()),
        None => String::new(),
    };
    let note = " What is no id, title or alias on the ladder is not listed.";
    StyledText::from(format!("{text}{held}.")).and(TextStyle::Quiet, note)
}

fn columns<'a>(judged: bool, quoted: bool) -> Columns<'a, AdvertEntry> {
    Columns::<AdvertEntry>::new()
        .field("kind", |entry| entry.kind)
        .field("id", |entry| entry.named.id.clone())
        .field("title", |entry| entry.named.title.clone())
        .left("Title", |entry, _| entry.named.title.clone())
        .field("status", |entry| entry.status)
        .field("have", |entry| {
            Some(display::held(kind(entry), entry.have.as_ref()?))
        })
        .left("Have", move |entry, _| {
            let expired = entry.expired.as_deref();
            judged.then(|| display::had(kind(entry), entry.have.as_ref(), expired))
        })
        .field("need", |entry| entry.need.as_ref().map(display::needed))
        .left("Role needs", |entry, _| {
            entry.need.as_ref().map(display::need)
        })
        .field("count", |entry| entry.count)
        .field("line", |entry| entry.quote.line)
        .right("Line", |entry, _| entry.quote.line.to_string())
        .field("words", |entry| entry.quote.words.clone())
        .field("sentence", |entry| entry.quote.sentence.clone())
        .left("Sentence", move |entry, _| {
            quoted.then(|| entry.quote.sentence.clone())
        })
}

fn kind(entry: &AdvertEntry) -> RequirementKind {
    match entry.kind {
        EntryKind::Certification => RequirementKind::Certification,
        EntryKind::Skill | EntryKind::Role => RequirementKind::Skill,
    }
}

/// The numbers of years, each with what the person has.
fn years(answer: &AdvertAnswer) -> Section {
    let have = answer.experience;
    let columns = Columns::<AdvertYears>::new()
        .left("Years", |years, _| match years.min {
            Some(_) => years.quote.words.clone(),
            None => "not read".into(),
        })
        .left("Have", move |years, _| {
            let have = have.filter(|_| years.is_experience);
            have.map(display::passed)
        })
        .right("Line", |years, _| years.quote.line.to_string())
        .left("Sentence", |years, _| years.quote.sentence.clone());
    columns.section("Years", &answer.years, &mut Sources::default())
}

/// Names that may be other words.
fn doubtful(answer: &AdvertAnswer) -> Section {
    let columns = Columns::<AdvertEntry>::new()
        .left("Words", |entry, _| entry.quote.words.clone())
        .left("Perhaps", |entry, _| entry.named.title.clone())
        .right("Line", |entry, _| entry.quote.line.to_string())
        .left("Sentence", |entry, _| entry.quote.sentence.clone());
    let heading = "Perhaps asked: the words may mean something else";
    columns.section(heading, &answer.doubtful, &mut Sources::default())
}

/// What the role requires and the advertisement does not name.
fn not_named(answer: &AdvertAnswer, rows: usize, sources: &mut Sources) -> Section {
    let judged = answer.header.person.is_some();
    let columns = Columns::<Gap>::new()
        .left("Requirement", |gap, _| gaps::name(gap))
        .left("Have", move |gap, _| judged.then(|| gaps::have(gap)))
        .left("Need", |gap, _| display::need(&gap.need))
        .left("From", gaps::from);
    let shown = answer.not_named.iter().take(rows);
    let left_out = answer.not_named.len().saturating_sub(rows);
    let section = columns.section("Asked by the role, not named here", shown, sources);
    section.leaving_out(left_out, "requirement")
}
