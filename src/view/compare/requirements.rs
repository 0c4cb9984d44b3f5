//! What two roles ask for, and what the person has of it.

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, Comparison, Need, Side},
    view::{
        display,
        sheet::{Align, Body, Section, StyledText, Table, TextStyle},
        sources::Sources,
    },
    vocabulary::{Difference, RequirementKind},
};

use super::is_one_role;

/// What stands where a role does not ask for something.
const NOT_ASKED: &str = "not asked";

/// Requirements as each of the two roles has them.
pub(super) fn differing<'a>(
    heading: &str,
    compare: &CompareAnswer,
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
                StyledText::default()
            } else {
                asked(row.kind, row.right.as_ref(), sources)
            },
            have(row, compare),
        ]);
    }
    let mut section = Section::new(
        StyledText::new(TextStyle::Strong, heading),
        Body::Table(table.without_empty_columns()),
    );
    section.notes = notes;
    section
}

/// Requirements that both roles have alike.
pub(super) fn same(compare: &CompareAnswer, sources: &mut Sources) -> Section {
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
fn title(row: &Comparison) -> StyledText {
    match row.kind {
        RequirementKind::Certification if members(row).is_none() => {
            StyledText::new(TextStyle::Name, &row.id)
        }
        RequirementKind::Certification => StyledText::from("Certification"),
        _ => StyledText::from(&row.title),
    }
}

/// The certifications of a group, of which the table has no more than their number.
fn members(row: &Comparison) -> Option<StyledText> {
    let side = row.left.as_ref().or(row.right.as_ref())?;
    match &side.need {
        Need::Certification { one_of } if one_of.len() > 1 => Some(
            StyledText::new(TextStyle::Quiet, format!("1 of {}: ", one_of.len()))
                .and(TextStyle::Name, one_of.join(", ")),
        ),
        _ => None,
    }
}

/// What is asked; with a person, led in by the sign of whether it is met.
fn asked(kind: RequirementKind, side: Option<&Side>, sources: &mut Sources) -> StyledText {
    let Some(side) = side else {
        return StyledText::new(TextStyle::Quiet, NOT_ASKED);
    };
    let sign = side.status.map(display::sign).map(|(tone, sign)| {
        let sign = StyledText::new(tone, sign);
        sign.and(TextStyle::Plain, " ")
    });
    let mark = match kind {
        RequirementKind::Skill => StyledText::default(),
        _ => sources.mark(&side.cited),
    };
    let need = match &side.need {
        Need::Certification { one_of } if one_of.len() == 1 => "asked".to_owned(),
        need => display::need(need),
    };
    let need = StyledText::from(need);
    sign.unwrap_or_default().then(need).then(mark)
}

/// What the person has, for both sides once if it is the same.
fn have(row: &Comparison, compare: &CompareAnswer) -> StyledText {
    if compare.person.is_none() {
        return StyledText::default();
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
    StyledText::from(known.join(", ")).and(TextStyle::Middling, assumed)
}

fn had(kind: RequirementKind, side: &Side) -> String {
    if let Some(reason) = &side.reason {
        return reason.to_string();
    }
    display::had(kind, side.have.as_ref(), side.expired.as_deref())
}
