//! What closes gaps: resources to learn from, and certifications.

use std::collections::HashSet;

use crate::query::{CertificationOption, Gap, Resource};

use super::super::{Body, Columns, Section, Sources, StyledText, TextStyle, display, prose_in};

pub fn resources(gaps: &[Gap], linked: bool, sources: &mut Sources) -> Section {
    let open = gaps.iter().flat_map(Gap::with_alternatives);
    let open = open.filter(|gap| gap.status.is_open());
    let rows = open.flat_map(|gap| gap.resources.iter().map(move |resource| (gap, resource)));
    learn_from(rows, linked, sources)
}

pub fn learn_from<'a>(
    rows: impl Iterator<Item = (&'a Gap, &'a Resource)>,
    linked: bool,
    sources: &mut Sources,
) -> Section {
    // Several requirements can ask for the same level of a skill.
    let mut known = HashSet::new();
    let rows = rows.filter(|(gap, resource)| {
        let level = resource.level.as_ref().map(|level| level.rank);
        known.insert((&gap.id, level, &resource.title, &resource.url))
    });
    let columns = Columns::<(&Gap, &Resource)>::new()
        .left("Skill", |(gap, _), _| &gap.title)
        .left("To reach", |(_, resource), _| {
            resource.level.as_ref().map(display::level)
        })
        .left("Resource", move |(_, resource), sources| {
            self::resource(resource, linked, sources)
        })
        .right("Hours", |(_, resource), _| {
            display::span_of_hours(resource.hours.as_ref())
        });
    Section::new("Learn from", Body::Table(columns.table(rows, sources)))
}

/// A resource with its source, and what there is to say of it.
fn resource(resource: &Resource, linked: bool, sources: &mut Sources) -> StyledText {
    let title = sources.cite(&resource.title, &resource.cited);
    let title = title.followed_by(resource.url.as_ref().filter(|_| linked));
    match &resource.note {
        Some(note) => title.plain("  ").then(prose_in(TextStyle::Quiet, note)),
        None => title,
    }
}

/// The certifications that would close a gap, with what has become of them.
pub fn certifications(gaps: &[Gap]) -> Section {
    let mut candidates: Vec<(&CertificationOption, Vec<&str>)> = Vec::new();
    let gaps = gaps.iter().flat_map(Gap::with_alternatives);
    for gap in gaps.filter(|gap| gap.status.is_open()) {
        for candidate in &gap.options {
            let known = candidates
                .iter_mut()
                .find(|(known, _)| known.named.id == candidate.named.id);
            match known {
                Some((_, rungs)) if rungs.contains(&gap.origin.introduced_by.as_str()) => (),
                Some((_, rungs)) => rungs.push(&gap.origin.introduced_by),
                None => candidates.push((candidate, vec![&gap.origin.introduced_by])),
            }
        }
    }
    let notes = candidates.iter().filter_map(|(candidate, _)| {
        let id = StyledText::name(&candidate.named.id);
        let note = prose_in(TextStyle::Quiet, candidate.note.as_ref()?);
        Some(id.and(TextStyle::Quiet, ": ").then(note))
    });
    let columns = Columns::<(&CertificationOption, Vec<&str>)>::new()
        .left("Certification", |(candidate, _), _| {
            StyledText::name(&candidate.named.id)
        })
        .left("Status", |(candidate, _), _| candidate_status(candidate))
        .left("Counts for", |(_, rungs), _| {
            StyledText::name(rungs.join(", "))
        })
        .left("Title", |(candidate, _), _| &candidate.named.title);
    let table = columns.table(&candidates, &mut Sources::default());
    Section::new("Certifications that would count", Body::Table(table)).noted(notes)
}

fn candidate_status(candidate: &CertificationOption) -> StyledText {
    let mut phrase = match (&candidate.retired, &candidate.upcoming) {
        (Some(day), _) => StyledText::bad(format!("retired {day}")),
        (None, Some(day)) => StyledText::middling(format!("to come, from {day}")),
        (None, None) => StyledText::good("can be earned"),
    };
    if !candidate.replaced_by.is_empty() {
        let ids = display::join(candidate.replaced_by.iter().map(|other| &other.id), ", ");
        phrase = phrase.plain(format!(", replaced by {ids}"));
    }
    if let Some(day) = &candidate.expired {
        phrase = phrase.and(TextStyle::Middling, format!(", yours expired {day}"));
    }
    phrase
}
