//! The next steps.

use crate::query::{Next, Step};

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
        let heading = match self.person.as_ref().and_then(|person| person.role.as_ref()) {
            Some(_) => "Moves",
            None => "Ways in",
        };
        let mut sections = vec![
            steps(heading, &self.steps, &mut sources),
            steps("Closest to what is there", &self.fits, &mut sources),
        ];
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

fn lead(next: &Next) -> Vec<Phrase> {
    let mut lead = Vec::new();
    if let Some(person) = &next.person {
        lead.push(gaps::who(person, &next.as_of));
        lead.extend(gaps::assumed(person));
    }
    if next.steps.is_empty() {
        lead.push(
            match next.person.as_ref().and_then(|person| person.role.as_ref()) {
                Some(role) => Phrase::from(format!(
                    "No move leads on from {} ({}).",
                    role.title, role.id
                )),
                None => Phrase::from("The ladder marks no role as a way in."),
            },
        );
    }
    lead
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
            Phrase::new(Tone::Name, &step.role),
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
            step.after.as_ref().map_or_else(Phrase::default, |after| {
                Phrase::from(words::span_of_years(after)).then(sources.mark(&after.cited))
            }),
            pay(step, sources),
            share.unwrap_or_default(),
            step.gate
                .as_ref()
                .map_or_else(Phrase::default, Phrase::from),
        ]);
    }
    Section::new(heading, Body::Table(table.without_empty_columns()))
}

fn readiness(step: &Step) -> (Phrase, Phrase) {
    match step.readiness {
        None => (Phrase::default(), Phrase::default()),
        Some(readiness) => match readiness.ratio {
            None => (Phrase::new(Tone::Quiet, "asks nothing"), Phrase::default()),
            Some(ratio) => (
                Phrase::from(format!("{} of {}", readiness.met, readiness.required)),
                Phrase::from(words::ratio(ratio)),
            ),
        },
    }
}

fn pay(step: &Step, sources: &mut Sources) -> Phrase {
    step.pay_change
        .as_ref()
        .map_or_else(Phrase::default, |change| {
            let tone = if change.amount.0 < 0.0 {
                Tone::Middling
            } else {
                Tone::Good
            };
            let written = format!(
                "{} {} {}",
                change.currency,
                words::difference(change.amount),
                change.basis
            );
            let mark = sources.mark(&change.to.cited);
            Phrase::new(tone, written).then(mark)
        })
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
    section.notes.extend(pay_note(step));
    if let Some(note) = &step.note {
        let note = Phrase::new(Tone::Quiet, format!("About the move: {note}"));
        section
            .notes
            .push(note.then(sources.mark_id(step.share_source.as_deref())));
    }
    section
}

/// What exactly was compared.
fn pay_note(step: &Step) -> Option<Phrase> {
    let change = step.pay_change.as_ref()?;
    let from = words::middle(&change.from);
    let to = words::middle(&change.to);
    let region = change
        .region
        .as_deref()
        .map(|region| format!(" {region}"))
        .unwrap_or_default();
    let whom = [("from", &change.from), ("to", &change.to)]
        .into_iter()
        .filter_map(|(end, pay)| Some(format!("{end}: {}", pay.population.as_ref()?)))
        .collect::<Vec<_>>();
    let whom = if whom.is_empty() {
        String::new()
    } else {
        format!(" ({})", whom.join("; "))
    };
    Some(Phrase::new(
        Tone::Quiet,
        format!(
            "Pay: {from} to {to} {}{region} {} a year{whom}",
            change.currency, change.basis
        ),
    ))
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
            Value::maybe(change, |change| Value::number(change.amount)),
            Value::maybe(change, |change| Value::text(&change.currency)),
            Value::maybe(change, |change| Value::text(change.basis)),
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
            "pay_change",
            "currency",
            "basis",
            "pay_source",
            "share",
            "share_source",
            "gate",
            "gaps",
        ],
        rows: rows.collect(),
    }
}
