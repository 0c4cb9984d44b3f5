//! What two roles ask for, and what the person has of it.

use smol_str::SmolStr;

use crate::{
    query::{Compare, Comparison, Difference, Kind, Side, Want},
    view::{
        sheet::{Align, Body, Phrase, Section, Table, Tone},
        sources::Sources,
        words,
    },
};

use super::is_one_role;

/// What stands where a role does not ask for something.
const NOT_ASKED: &str = "not asked";

/// Requirements as each of the two roles has them.
pub(super) fn differing<'a>(
    heading: &str,
    compare: &Compare,
    rows: impl Iterator<Item = &'a Comparison>,
    sources: &mut Sources,
) -> Section {
    let mut table = Table::new([
        (SmolStr::from("Requirement"), Align::Left),
        (compare.left.role.clone(), Align::Left),
        (compare.right.role.clone(), Align::Left),
        (SmolStr::from("Have"), Align::Left),
    ]);
    let mut notes = Vec::new();
    for row in rows {
        notes.extend(members(row));
        table.row([
            title(row),
            asked(row.kind, row.left.as_ref(), sources),
            if is_one_role(compare) {
                Phrase::default()
            } else {
                asked(row.kind, row.right.as_ref(), sources)
            },
            have(row, compare),
        ]);
    }
    let mut section = Section::new(
        Phrase::new(Tone::Strong, heading),
        Body::Table(table.without_empty_columns()),
    );
    section.notes = notes;
    section
}

/// Requirements that both roles have alike.
pub(super) fn same(compare: &Compare, sources: &mut Sources) -> Section {
    let mut table = Table::new([
        ("Requirement", Align::Left),
        ("Need", Align::Left),
        ("Have", Align::Left),
    ]);
    let rows = compare.requirements.iter();
    let mut notes = Vec::new();
    for row in rows.filter(|row| row.difference == Difference::Same) {
        notes.extend(members(row));
        table.row([
            title(row),
            asked(row.kind, row.left.as_ref(), sources),
            have(row, compare),
        ]);
    }
    let mut section = Section::new(
        "Both ask for the same",
        Body::Table(table.without_empty_columns()),
    );
    section.notes = notes;
    section
}

/// What is asked for; a certification by its id, since its title is long.
fn title(row: &Comparison) -> Phrase {
    match row.kind {
        Kind::Certification if members(row).is_none() => Phrase::new(Tone::Name, &row.id),
        Kind::Certification => Phrase::from("Certification"),
        _ => Phrase::from(&row.title),
    }
}

/// The certifications of a group, of which the table has no more than their number.
fn members(row: &Comparison) -> Option<Phrase> {
    let side = row.left.as_ref().or(row.right.as_ref())?;
    match &side.need {
        Want::Certification { one_of } if one_of.len() > 1 => Some(
            Phrase::new(Tone::Quiet, format!("1 of {}: ", one_of.len()))
                .and(Tone::Name, one_of.join(", ")),
        ),
        _ => None,
    }
}

/// What is asked; with a person, led in by the sign of whether it is met.
fn asked(kind: Kind, side: Option<&Side>, sources: &mut Sources) -> Phrase {
    let Some(side) = side else {
        return Phrase::new(Tone::Quiet, NOT_ASKED);
    };
    let sign = side.status.map(words::sign).map(|(tone, sign)| {
        let sign = Phrase::new(tone, sign);
        sign.and(Tone::Plain, " ")
    });
    let mark = match kind {
        Kind::Skill => Phrase::default(),
        _ => sources.mark(&side.cited),
    };
    let want = match &side.need {
        Want::Certification { one_of } if one_of.len() == 1 => "asked".to_owned(),
        need => words::want(need),
    };
    let want = Phrase::from(want);
    sign.unwrap_or_default().then(want).then(mark)
}

/// What the person has, for both sides once if it is the same.
fn have(row: &Comparison, compare: &Compare) -> Phrase {
    if compare.person.is_none() {
        return Phrase::default();
    }
    let sides = [row.left.as_ref(), row.right.as_ref()];
    let mut known: Vec<String> = sides
        .into_iter()
        .flatten()
        .map(|side| had(row.kind, side))
        .collect();
    known.dedup();
    let assumed = sides.into_iter().flatten().any(|side| side.assumed);
    let assumed = if assumed { " (assumed)" } else { "" };
    Phrase::from(known.join(", ")).and(Tone::Middling, assumed)
}

fn had(kind: Kind, side: &Side) -> String {
    if let Some(reason) = &side.reason {
        return reason.to_string();
    }
    words::had(kind, side.have.as_ref(), side.expired.as_deref())
}
