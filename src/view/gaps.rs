//! What lies between a person and a role.

use crate::{
    query::{
        CertificationOption, Gap, GapsAnswer, Have, Named, Need, Person, Readiness, Resource, Study,
    },
    vocabulary::RequirementKind,
};

use super::{
    View, display,
    sheet::{Align, Body, Records, Section, Sheet, StyledText, Table, TextStyle, Value},
    sources::Sources,
};

impl View for GapsAnswer {
    fn name(&self) -> &'static str {
        "gaps"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let title = if self.person.is_some() {
            "Gaps to "
        } else {
            "What is asked of "
        };
        let mut sections = vec![
            requirements(&self.gaps, self.person.is_some(), &mut sources),
            resources(&self.gaps, false, &mut sources),
            certifications(&self.gaps),
            recommended(self, &mut sources),
        ];
        sections.push(sources.section());
        Sheet {
            title: StyledText::new(TextStyle::Strong, title).then(display::named(&self.role)),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records(&self.gaps)
    }
}

/// The gaps of a person one by one, with how to close them, where addresses can be followed.
pub(super) fn told(gaps: &[Gap], sources: &mut Sources) -> Vec<Section> {
    vec![
        requirements(gaps, true, sources),
        resources(gaps, true, sources),
        certifications(gaps),
    ]
}

fn lead(gaps: &GapsAnswer) -> Vec<StyledText> {
    let mut lead = Vec::new();
    lead.extend(gaps.person.as_ref().map(|person| who(person, &gaps.as_of)));
    lead.extend(gaps.readiness.map(|found| readiness(found, &gaps.gaps)));
    lead.extend(gaps.person.as_ref().and_then(assumed));
    if gaps.person.is_some()
        && !gaps.any_open()
        && gaps
            .readiness
            .is_some_and(|readiness| readiness.required > 0)
    {
        lead.push(StyledText::new(TextStyle::Good, "Nothing is missing."));
    }
    if let Some(study) = study(&gaps.study) {
        lead.push(study);
    }
    lead
}

/// Whom the answer is about, and as of when.
pub(super) fn who(person: &Person, as_of: &str) -> StyledText {
    let role = |role: &Named| format!("{} ({})", role.title, role.id);
    let whom = match (&person.name, &person.role, person.from) {
        (_, Some(from), true) => format!("Anyone who just meets {}", role(from)),
        (Some(name), Some(present), false) => format!("{name}, {}", role(present)),
        (None, Some(present), false) => role(present),
        (Some(name), None, _) => format!("{name}, not on the ladder yet"),
        (None, None, _) => "Somebody who is not on the ladder yet".to_owned(),
    };
    StyledText::from(whom).and(TextStyle::Quiet, format!(", as of {as_of}"))
}

/// How much is met; the mean stands beside the count, never alone.
pub(super) fn readiness(readiness: Readiness, gaps: &[Gap]) -> StyledText {
    match readiness.ratio {
        Some(ratio) => StyledText::new(
            TextStyle::Strong,
            format!("{} of {} met", readiness.met, readiness.required),
        )
        .and(
            TextStyle::Plain,
            format!(", readiness {}", display::ratio(ratio)),
        ),
        None if gaps.is_empty() => "The role asks for nothing, so there is no readiness.".into(),
        None => "Nothing that the role asks for applies, so there is no readiness.".into(),
    }
}

/// What was taken for true, so that nobody takes it for a fact.
pub(super) fn assumed(person: &Person) -> Option<StyledText> {
    let facts = person.assumed.join(", ");
    (!facts.is_empty()).then(|| StyledText::new(TextStyle::Middling, format!("Assumed: {facts}")))
}

pub(super) fn study(study: &Study) -> Option<StyledText> {
    if study.hours.is_none() && study.unknown.is_empty() {
        return None;
    }
    let hours = match study.hours {
        None => "hours unknown".to_owned(),
        Some(hours) => format!("{} hours", display::hours(Some(hours))),
    };
    let unknown = match study.unknown.len() {
        0 => String::new(),
        _ if study.hours.is_none() => String::new(),
        1 => " (unknown in part for 1 skill)".to_owned(),
        several => format!(" (unknown in part for {several} skills)"),
    };
    let weeks = study.weeks.zip(study.hours_per_week).map(|(weeks, pace)| {
        let weeks = display::hours(Some(weeks));
        format!(
            ", {weeks} weeks at {} a week",
            display::counted(pace, "hour")
        )
    });
    let weeks = weeks.unwrap_or_default();
    Some(StyledText::from(format!("Study: {hours}{unknown}{weeks}")))
}

fn requirements(gaps: &[Gap], judged: bool, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Status", Align::Left),
        ("Requirement", Align::Left),
        ("Have", Align::Left),
        ("Need", Align::Left),
        ("From", Align::Left),
        ("Hours", Align::Right),
    ]);
    for gap in gaps {
        let hours = match gap.hours {
            _ if gap.kind != RequirementKind::Skill || !gap.status.is_open() => {
                StyledText::default()
            }
            None => StyledText::new(TextStyle::Quiet, display::UNKNOWN),
            known => StyledText::from(display::hours(known)),
        };
        table.row([
            if judged {
                display::status(gap.status)
            } else {
                StyledText::default()
            },
            title(gap),
            if judged {
                have(gap)
            } else {
                StyledText::default()
            },
            StyledText::from(display::need(&gap.need)),
            StyledText::new(TextStyle::Role, &gap.introduced_by).then(sources.mark(&gap.cited)),
            hours,
        ]);
    }
    let heading = if judged { "Requirements" } else { "Asks for" };
    Section::new(heading, Body::Table(table.without_empty_columns()))
}

fn title(gap: &Gap) -> StyledText {
    let phrase = StyledText::from(&gap.title);
    match &gap.retired {
        Some(day) => phrase.and(TextStyle::Bad, format!(" (retired {day})")),
        None => phrase,
    }
}

fn have(gap: &Gap) -> StyledText {
    if let Some(reason) = &gap.reason {
        return StyledText::new(TextStyle::Quiet, reason);
    }
    let phrase = StyledText::from(display::have(gap));
    if gap.assumed {
        phrase.and(TextStyle::Middling, " (assumed)")
    } else {
        phrase
    }
}

fn resources(gaps: &[Gap], linked: bool, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Skill", Align::Left),
        ("To reach", Align::Left),
        ("Resource", Align::Left),
        ("Hours", Align::Right),
    ]);
    for gap in gaps.iter().filter(|gap| gap.status.is_open()) {
        for resource in &gap.resources {
            let level = resource.level.as_ref();
            table.row([
                StyledText::from(&gap.title),
                level.map_or_else(StyledText::default, |level| {
                    StyledText::from(display::level(level))
                }),
                self::resource(resource, linked, sources),
                resource.hours.as_ref().map_or_else(
                    || StyledText::new(TextStyle::Quiet, display::UNKNOWN),
                    |hours| StyledText::from(display::range(hours.min, hours.max)),
                ),
            ]);
        }
    }
    Section::new("Learn from", Body::Table(table))
}

/// A resource with its source, and what there is to say of it.
fn resource(resource: &Resource, linked: bool, sources: &mut Sources) -> StyledText {
    let mut title = StyledText::from(&resource.title).then(sources.mark(&resource.cited));
    if let Some(url) = resource.url.as_ref().filter(|_| linked) {
        title = title.and(TextStyle::Plain, "  ").and(TextStyle::Link, url);
    }
    match &resource.note {
        Some(note) => title.and(TextStyle::Quiet, format!("  {note}")),
        None => title,
    }
}

/// The certifications that would close a gap, with what has become of them.
fn certifications(gaps: &[Gap]) -> Section {
    let mut candidates: Vec<(&CertificationOption, Vec<&str>)> = Vec::new();
    for gap in gaps.iter().filter(|gap| gap.status.is_open()) {
        for candidate in &gap.options {
            let known = candidates
                .iter_mut()
                .find(|(known, _)| known.id == candidate.id);
            match known {
                Some((_, rungs)) if rungs.contains(&gap.introduced_by.as_str()) => (),
                Some((_, rungs)) => rungs.push(&gap.introduced_by),
                None => candidates.push((candidate, vec![&gap.introduced_by])),
            }
        }
    }
    let mut table = Table::new([
        ("Certification", Align::Left),
        ("Status", Align::Left),
        ("Counts for", Align::Left),
        ("Title", Align::Left),
    ]);
    let mut notes = Vec::new();
    for (candidate, rungs) in candidates {
        notes.extend(candidate.note.as_ref().map(|note| {
            StyledText::new(TextStyle::Name, &candidate.id)
                .and(TextStyle::Quiet, format!(": {note}"))
        }));
        table.row([
            StyledText::new(TextStyle::Name, &candidate.id),
            candidate_status(candidate),
            StyledText::new(TextStyle::Name, rungs.join(", ")),
            StyledText::from(&candidate.title),
        ]);
    }
    let mut section = Section::new("Certifications that would count", Body::Table(table));
    section.notes = notes;
    section
}

fn candidate_status(candidate: &CertificationOption) -> StyledText {
    let mut phrase = match (&candidate.retired, &candidate.upcoming) {
        (Some(day), _) => StyledText::new(TextStyle::Bad, format!("retired {day}")),
        (None, Some(day)) => StyledText::new(TextStyle::Middling, format!("to come, from {day}")),
        (None, None) => StyledText::new(TextStyle::Good, "can be earned"),
    };
    if !candidate.replaced_by.is_empty() {
        let ids: Vec<&str> = candidate
            .replaced_by
            .iter()
            .map(|other| other.id.as_str())
            .collect();
        phrase = phrase.and(
            TextStyle::Plain,
            format!(", replaced by {}", ids.join(", ")),
        );
    }
    if let Some(day) = &candidate.expired {
        phrase = phrase.and(TextStyle::Middling, format!(", yours expired {day}"));
    }
    phrase
}

pub(super) fn recommended(gaps: &GapsAnswer, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Requirement", Align::Left),
        ("Have", Align::Left),
        ("Recommended", Align::Left),
        ("From", Align::Left),
    ]);
    for gap in &gaps.recommended {
        let have = if gaps.person.is_some() {
            have(gap)
        } else {
            StyledText::default()
        };
        table.row([
            title(gap),
            have,
            StyledText::from(display::need(&gap.need)),
            StyledText::new(TextStyle::Role, &gap.introduced_by).then(sources.mark(&gap.cited)),
        ]);
    }
    Section::new(
        "Recommended, never counted",
        Body::Table(table.without_empty_columns()),
    )
}

/// The open gaps first seen: the sign, the thing, from what to what.
pub(super) fn step(gap: &Gap) -> StyledText {
    let (tone, sign) = display::sign(gap.status);
    let what = match &gap.need {
        Need::Certification { .. } => format!("{}: {}", gap.title, display::have(gap)),
        need => format!(
            "{}: {} → {}",
            gap.title,
            display::have(gap),
            display::need(need)
        ),
    };
    StyledText::new(tone, sign).and(TextStyle::Plain, format!(" {what}"))
}

/// What the person has, certifications by their ids.
fn has(gap: &Gap, have: &Have) -> String {
    match have {
        Have::Certification { certifications } => {
            let ids: Vec<&str> = certifications.iter().map(|held| held.id.as_str()).collect();
            ids.join("|")
        }
        _ => display::have(gap),
    }
}

/// What is needed, with the ids of all certifications that would do.
fn need(gap: &Gap) -> String {
    match &gap.need {
        Need::Certification { one_of } => one_of.join("|"),
        need => display::need(need),
    }
}

fn records(gaps: &[Gap]) -> Records {
    let rows = gaps.iter().map(|gap| {
        vec![
            Value::text(gap.kind.name()),
            Value::text(&gap.id),
            Value::text(&gap.title),
            Value::maybe(gap.have.as_ref(), |have| Value::text(has(gap, have))),
            Value::text(need(gap)),
            Value::text(gap.status.name()),
            Value::text(&gap.introduced_by),
            Value::maybe(gap.hours, |hours| Value::number(hours.min)),
            Value::maybe(gap.hours, |hours| Value::number(hours.max)),
            Value::maybe(gap.hours, |hours| Value::text(hours.at_least.to_string())),
            Value::text(gap.assumed.to_string()),
            Value::maybe(gap.expired.as_ref(), Value::text),
            Value::maybe(gap.retired.as_ref(), Value::text),
            Value::maybe(gap.reason.as_ref(), Value::text),
            Value::maybe(gap.cited.source.as_ref(), Value::text),
        ]
    });
    Records {
        columns: vec![
            "kind",
            "id",
            "title",
            "have",
            "need",
            "status",
            "introduced_by",
            "hours_min",
            "hours_max",
            "hours_at_least",
            "assumed",
            "expired",
            "retired",
            "reason",
            "source",
        ],
        rows: rows.collect(),
    }
}
