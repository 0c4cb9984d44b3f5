//! The next steps.

use crate::query::{Next, Pay, PayChange, Step};

use super::{
    View, gaps,
    sheet::{Align, Body, Phrase, Records, Section, Sheet, Table, Tone, Value},
    sources::Sources,
    words,
};

/// How many gaps of each step are shown; `ladder gaps` shows them all.
const SHOWN: usize = 5;

impl View for Next {
    fn name(&self) -> &'static str {
        "next"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = tables(self, &mut sources);
        if self.person.is_some() {
            sections.extend(
                self.steps
                    .iter()
                    .chain(&self.fits)
                    .map(|step| open(step, &mut sources)),
            );
        }
        sections.push(sources.section());
        Sheet {
            title: Phrase::new(Tone::Strong, "Next steps"),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(self)
    }
}

/// All steps below each other.
pub(super) fn tables(next: &Next, sources: &mut Sources) -> Vec<Section> {
    let heading = match next.person.as_ref().and_then(|person| person.role.as_ref()) {
        Some(_) => "Moves",
        None => "Ways in",
    };
    vec![
        steps(heading, &next.steps, sources),
        steps("Closest to what is there", &next.fits, sources),
    ]
}

fn lead(next: &Next) -> Vec<Phrase> {
    let mut lead = Vec::new();
    if let Some(person) = &next.person {
        lead.push(gaps::who(person, &next.as_of));
        lead.extend(gaps::assumed(person));
    }
    lead.extend(nowhere(next));
    lead
}

/// That there is no step.
pub(super) fn nowhere(next: &Next) -> Option<Phrase> {
    let person = next.person.as_ref();
    let nowhere = match person.and_then(|person| person.role.as_ref()) {
        Some(role) => Phrase::from(format!(
            "No move leads on from {} ({}).",
            role.title, role.id
        )),
        None => Phrase::from("The ladder marks no role as a way in."),
    };
    next.steps.is_empty().then_some(nowhere)
}

fn steps(heading: &str, steps: &[Step], sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Title", Align::Left),
        ("Move", Align::Left),
        ("Met", Align::Right),
        ("Ready", Align::Right),
        ("Years missing", Align::Right),
        ("To serve", Align::Left),
        ("Pay", Align::Left),
        ("Share", Align::Right),
        ("Gate", Align::Left),
    ]);
    for step in steps {
        let years = step.years_missing;
        let (met, ready) = readiness(step);
        let share = step.share.map(|share| {
            let mark = sources.mark_id(step.share_source.as_deref());
            Phrase::from(words::percent(share)).then(mark)
        });
        table.row([
            Phrase::new(Tone::Role, &step.role),
            // With a person, every role has a section of its own with its title.
            if step.readiness.is_some() {
                Phrase::default()
            } else {
                Phrase::from(&step.title)
            },
            Phrase::from(step.kind.unwrap_or_default()),
            met,
            ready,
            step.readiness.map_or_else(Phrase::default, |_| {
                Phrase::from(years.map_or(words::UNKNOWN.to_owned(), |years| years.to_string()))
            }),
            step.to_serve.as_ref().map_or_else(Phrase::default, |left| {
                Phrase::from(words::span_of_years(left)).then(sources.mark(&left.cited))
            }),
            pay(step, sources),
            share.unwrap_or_default(),
            step.gate
                .as_ref()
                .map_or_else(Phrase::default, Phrase::from),
        ]);
    }
    let mut section = Section::new(heading, Body::Table(table.without_empty_columns()));
    let mut changes = steps.iter().filter_map(|step| step.pay_change.as_ref());
    if changes.any(describes_a_wider_group) {
        section.notes.push(Phrase::new(
            Tone::Quiet,
            "* compares with the pay of a wider group than the role, which is named below.",
        ));
    }
    section
}

fn readiness(step: &Step) -> (Phrase, Phrase) {
    match step.readiness {
        None => (Phrase::default(), Phrase::default()),
        Some(readiness) => match readiness.ratio {
            None => (Phrase::new(Tone::Quiet, "nothing asked"), Phrase::default()),
            Some(ratio) => (
                Phrase::from(format!("{} of {}", readiness.met, readiness.required)),
                Phrase::from(words::ratio(ratio)),
            ),
        },
    }
}

fn pay(step: &Step, sources: &mut Sources) -> Phrase {
    let Some(change) = &step.pay_change else {
        return Phrase::default();
    };
    let tone = if change.amount.0 < 0.0 {
        Tone::Middling
    } else {
        Tone::Good
    };
    let wider = if describes_a_wider_group(change) {
        "*"
    } else {
        ""
    };
    let amount = words::difference(change.amount);
    let written = format!("{} {amount} {}{wider}", change.currency, change.basis);
    Phrase::new(tone, written).then(both(change, sources))
}

fn describes_a_wider_group(change: &PayChange) -> bool {
    change.from.population.is_some() || change.to.population.is_some()
}

/// The marks of both ends, or the one that they share.
fn both(change: &PayChange, sources: &mut Sources) -> Phrase {
    let from = sources.mark(&change.from.cited);
    let to = sources.mark(&change.to.cited);
    if from == to { to } else { from.then(to) }
}

/// The gaps of one step that matter most.
fn open(step: &Step, sources: &mut Sources) -> Section {
    let open = || step.gaps.iter().filter(|gap| gap.status.is_open());
    let items: Vec<Phrase> = open().take(SHOWN).map(gaps::step).collect();
    let heading = words::titled(&step.title, &step.role);
    let mut section = Section::new(heading, Body::Items(items));
    let more = open().count().saturating_sub(SHOWN);
    if open().next().is_none() {
        section
            .notes
            .push(Phrase::new(Tone::Good, "Nothing is missing."));
    }
    if more > 0 {
        let all = format!("and {more} more: ");
        section
            .notes
            .push(Phrase::from(all).and(Tone::Name, format!("ladder gaps {}", step.role)));
    }
    section.notes.extend(notes(step, sources));
    section
}

/// What was compared, and what else is known of the move.
pub(super) fn notes(step: &Step, sources: &mut Sources) -> Vec<Phrase> {
    let mut notes: Vec<Phrase> = pay_note(step, sources).into_iter().collect();
    if let Some(note) = &step.note {
        let note = Phrase::new(Tone::Quiet, format!("About the move: {note}"));
        notes.push(note.then(sources.mark_id(step.share_source.as_deref())));
    }
    notes
}

/// What exactly was compared.
fn pay_note(step: &Step, sources: &mut Sources) -> Option<Phrase> {
    let change = step.pay_change.as_ref()?;
    let mut end = |pay: &Pay| {
        let whom = pay.population.as_ref().map(|whom| format!(" ({whom})"));
        Phrase::new(Tone::Quiet, words::middle(pay))
            .then(sources.mark(&pay.cited))
            .and(Tone::Quiet, whom.unwrap_or_default())
    };
    let (from, to) = (end(&change.from), end(&change.to));
    let terms = words::terms(&change.currency, change.region.as_deref(), change.basis);
    let terms = format!("Pay, {terms} a year: ");
    let phrase = Phrase::new(Tone::Quiet, terms).then(from);
    Some(phrase.and(Tone::Quiet, " to ").then(to))
}

fn records(next: &Next) -> Records {
    let rows = next.steps.iter().chain(&next.fits).map(|step| {
        let readiness = step.readiness;
        let change = step.pay_change.as_ref();
        let open = step.gaps.iter().filter(|gap| gap.status.is_open());
        let gaps: Vec<&str> = open.map(|gap| gap.id.as_str()).collect();
        vec![
            Value::text(&step.role),
            Value::text(&step.title),
            Value::maybe(step.kind, Value::text),
            Value::maybe(readiness, |readiness| Value::number(readiness.met)),
            Value::maybe(readiness, |readiness| Value::number(readiness.required)),
            Value::maybe(
                readiness.and_then(|readiness| readiness.ratio),
                Value::number,
            ),
            Value::maybe(step.years_missing, Value::number),
            Value::maybe(step.after.as_ref(), |after| Value::number(after.min)),
            Value::maybe(step.after.as_ref(), |after| Value::number(after.max)),
            Value::maybe(step.to_serve.as_ref(), |left| Value::number(left.min)),
            Value::maybe(step.to_serve.as_ref(), |left| Value::number(left.max)),
            Value::maybe(change, |change| Value::number(change.amount)),
            Value::maybe(change, |change| Value::text(&change.currency)),
            Value::maybe(change, |change| Value::text(change.basis)),
            Value::maybe(
                change.and_then(|change| change.from.cited.source.as_ref()),
                Value::text,
            ),
            Value::maybe(
                change.and_then(|change| change.to.cited.source.as_ref()),
                Value::text,
            ),
            Value::maybe(step.share, Value::number),
            Value::maybe(step.share_source.as_ref(), Value::text),
            Value::maybe(step.gate.as_ref(), Value::text),
            Value::text(gaps.join(" ")),
        ]
    });
    Records {
        columns: vec![
            "role",
            "title",
            "kind",
            "met",
            "required",
            "ratio",
            "years_missing",
            "after_min",
            "after_max",
            "to_serve_min",
            "to_serve_max",
            "pay_change",
            "currency",
            "basis",
            "pay_from_source",
            "pay_to_source",
            "share",
            "share_source",
            "gate",
            "gaps",
        ],
        rows: rows.collect(),
    }
}
