//! The next steps.

use crate::query::{NextAnswer, NextRole, Pay, PayChange};

use super::{
    View, display, gaps, move_text,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
    sources::Sources,
};

/// How many gaps of each step are shown; `ladder gaps` shows them all.
const SHOWN: usize = 5;

impl View for NextAnswer {
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
            title: StyledText::new(TextStyle::Strong, "Next steps"),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(self)
    }
}

/// All steps below each other.
pub(super) fn tables(next: &NextAnswer, sources: &mut Sources) -> Vec<Section> {
    let heading = match next.person.as_ref().and_then(|person| person.role.as_ref()) {
        Some(_) => "Moves",
        None => "Ways in",
    };
    vec![
        steps(heading, &next.steps, sources),
        steps("Closest to what is there", &next.fits, sources),
    ]
}

fn lead(next: &NextAnswer) -> Vec<StyledText> {
    let mut lead = Vec::new();
    if let Some(person) = &next.person {
        lead.push(gaps::who(person, &next.as_of));
        lead.extend(gaps::assumed(person));
    }
    lead.extend(nowhere(next));
    lead
}

/// That there is no step.
pub(super) fn nowhere(next: &NextAnswer) -> Option<StyledText> {
    let person = next.person.as_ref();
    let nowhere = match person.and_then(|person| person.role.as_ref()) {
        Some(role) => StyledText::from(format!(
            "No move leads on from {} ({}).",
            role.title, role.id
        )),
        None => StyledText::from("The ladder marks no role as a way in."),
    };
    next.steps.is_empty().then_some(nowhere)
}

fn steps(heading: &str, steps: &[NextRole], sources: &mut Sources) -> Section {
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
        let facts = &step.facts;
        let share = move_text::share(facts, "", sources);
        table.row([
            StyledText::new(TextStyle::Role, &step.role),
            // With a person, every role has a section of its own with its title.
            if step.readiness.is_some() {
                StyledText::default()
            } else {
                StyledText::from(&step.title)
            },
            move_text::kind(facts),
            met,
            ready,
            step.readiness.map_or_else(StyledText::default, |_| {
                StyledText::from(
                    years.map_or(display::UNKNOWN.to_owned(), |years| years.to_string()),
                )
            }),
            step.to_serve
                .as_ref()
                .map_or_else(StyledText::default, |left| {
                    StyledText::from(display::span_of_years(left)).then(sources.mark(&left.cited))
                }),
            pay(step, sources),
            share.unwrap_or_default(),
            move_text::gate_cell(facts.gate.as_ref(), &facts.cited, sources),
        ]);
    }
    let mut section = Section::new(heading, Body::Table(table.without_empty_columns()));
    let mut changes = steps.iter().filter_map(|step| step.pay_change.as_ref());
    if changes.any(describes_a_wider_group) {
        section.notes.push(StyledText::new(
            TextStyle::Quiet,
            "* compares with the pay of a wider group than the role, which is named below.",
        ));
    }
    section
}

fn readiness(step: &NextRole) -> (StyledText, StyledText) {
    match step.readiness {
        None => (StyledText::default(), StyledText::default()),
        Some(readiness) => match readiness.ratio {
            None => (
                StyledText::new(TextStyle::Quiet, "nothing asked"),
                StyledText::default(),
            ),
            Some(ratio) => (
                StyledText::from(format!("{} of {}", readiness.met, readiness.required)),
                StyledText::from(display::ratio(ratio)),
            ),
        },
    }
}

fn pay(step: &NextRole, sources: &mut Sources) -> StyledText {
    let Some(change) = &step.pay_change else {
        return StyledText::default();
    };
    let tone = if change.amount.0 < 0.0 {
        TextStyle::Middling
    } else {
        TextStyle::Good
    };
    let wider = if describes_a_wider_group(change) {
        "*"
    } else {
        ""
    };
    let amount = display::difference(change.amount);
    let written = format!("{} {amount} {}{wider}", change.currency, change.basis);
    StyledText::new(tone, written).then(both(change, sources))
}

fn describes_a_wider_group(change: &PayChange) -> bool {
    change.from.population.is_some() || change.to.population.is_some()
}

/// The marks of both ends, or the one that they share.
fn both(change: &PayChange, sources: &mut Sources) -> StyledText {
    let from = sources.mark(&change.from.cited);
    let to = sources.mark(&change.to.cited);
    if from == to { to } else { from.then(to) }
}

/// The gaps of one step that matter most.
fn open(step: &NextRole, sources: &mut Sources) -> Section {
    let open = || step.gaps.iter().filter(|gap| gap.status.is_open());
    let items: Vec<StyledText> = open().take(SHOWN).map(gaps::step).collect();
    let heading = display::titled(&step.title, &step.role);
    let mut section = Section::new(heading, Body::Items(items));
    let more = open().count().saturating_sub(SHOWN);
    if open().next().is_none() {
        section
            .notes
            .push(StyledText::new(TextStyle::Good, "Nothing is missing."));
    }
    if more > 0 {
        let all = format!("and {more} more: ");
        section
            .notes
            .push(StyledText::from(all).and(TextStyle::Name, format!("ladder gaps {}", step.role)));
    }
    section.notes.extend(notes(step, sources));
    section
}

/// What was compared, and what else is known of the move.
pub(super) fn notes(step: &NextRole, sources: &mut Sources) -> Vec<StyledText> {
    let mut notes: Vec<StyledText> = pay_note(step, sources).into_iter().collect();
    notes.extend(move_text::note(&step.facts, sources));
    notes
}

/// What exactly was compared.
fn pay_note(step: &NextRole, sources: &mut Sources) -> Option<StyledText> {
    let change = step.pay_change.as_ref()?;
    let mut end = |pay: &Pay| {
        let whom = pay.population.as_ref().map(|whom| format!(" ({whom})"));
        StyledText::new(TextStyle::Quiet, display::middle(pay))
            .then(sources.mark(&pay.cited))
            .and(TextStyle::Quiet, whom.unwrap_or_default())
    };
    let (from, to) = (end(&change.from), end(&change.to));
    let terms = display::terms(&change.currency, change.region.as_deref(), change.basis);
    let terms = format!("Pay, {terms} a year: ");
    let phrase = StyledText::new(TextStyle::Quiet, terms).then(from);
    Some(phrase.and(TextStyle::Quiet, " to ").then(to))
}

fn records(next: &NextAnswer) -> Records {
    let rows = next.steps.iter().chain(&next.fits).map(|step| {
        let readiness = step.readiness;
        let change = step.pay_change.as_ref();
        let open = step.gaps.iter().filter(|gap| gap.status.is_open());
        let gaps: Vec<&str> = open.map(|gap| gap.id.as_str()).collect();
        vec![
            Value::text(&step.role),
            Value::text(&step.title),
            Value::maybe(step.facts.kind, Value::text),
            Value::maybe(readiness, |readiness| Value::number(readiness.met)),
            Value::maybe(readiness, |readiness| Value::number(readiness.required)),
            Value::maybe(
                readiness.and_then(|readiness| readiness.ratio),
                Value::number,
            ),
            Value::maybe(step.years_missing, Value::number),
            Value::maybe(step.facts.after.as_ref(), |after| Value::number(after.min)),
            Value::maybe(step.facts.after.as_ref(), |after| Value::number(after.max)),
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
            Value::maybe(step.facts.share, Value::number),
            Value::maybe(step.facts.share_source.as_ref(), Value::text),
            Value::maybe(step.facts.gate.as_ref(), Value::text),
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
