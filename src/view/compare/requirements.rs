//! What two roles ask for, and what the person has of it.

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, Comparison, Need, Side},
    vocabulary::{Difference, RequirementKind},
};

use super::super::{
    Columns, Records, Section, Sources, StyledText, TextStyle, Value, display, meaning,
};
use super::is_one_role;

/// What stands where a role does not ask for something.
const NOT_ASKED: &str = "not asked";

/// Requirements as each of the two roles has them.
pub(super) fn differing<'a>(
    heading: &str,
    compare: &'a CompareAnswer,
    rows: impl Iterator<Item = &'a Comparison>,
    need: fn(&Need) -> String,
    sources: &mut Sources,
) -> Section {
    let right = (!is_one_role(compare)).then_some(&compare.right.role);
    let judged = compare.header.person.is_some();
    let columns = columns(&compare.left.role, right, judged, need);
    section(
        compare,
        StyledText::strong(heading),
        &columns,
        rows,
        sources,
    )
}

pub(super) fn same(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let rows = compare.requirements.iter();
    let rows = rows.filter(|row| row.difference == Difference::Same);
    let judged = compare.header.person.is_some();
    let columns = columns("Need", None, judged, display::need);
    let heading = "Both ask for the same".into();
    section(compare, heading, &columns, rows, sources)
}

fn section<'a>(
    compare: &CompareAnswer,
    heading: StyledText,
    columns: &Columns<'a, (&'a Comparison, bool)>,
    rows: impl Iterator<Item = &'a Comparison>,
    sources: &mut Sources,
) -> Section {
    let rows: Vec<&Comparison> = rows.collect();
    let asked = rows.iter().map(|row| (*row, true));
    let section = columns.section(heading, asked, sources);
    section.noted(rows.iter().flat_map(|row| composed(compare, row)))
}

/// Two roles as one table for programs.
pub(super) fn records(compare: &CompareAnswer) -> Records {
    let required = compare.requirements.iter().map(|row| (row, true));
    let recommended = compare.recommended.iter().map(|row| (row, false));
    columns("", None, true, display::need).records(required.chain(recommended))
}

type SideValue = fn(&Comparison, &Side) -> Value;

/// The columns of requirements, each with whether it is required.
///
/// The left role stands under `left`, the right one under `right` if it is shown.
fn columns<'a>(
    left: &str,
    right: Option<&SmolStr>,
    judged: bool,
    need: fn(&Need) -> String,
) -> Columns<'a, (&'a Comparison, bool)> {
    let is_right_shown = right.is_some();
    let columns = Columns::<(&Comparison, bool)>::new()
        .field("kind", |(row, _)| row.kind)
        .field("id", |(row, _)| row.id.clone())
        .field("title", |(row, _)| row.title.clone())
        .left("Requirement", |(row, _), _| title(row))
        .field("required", |(_, required)| *required)
        .field("difference", |(row, _)| row.difference)
        .left(left, move |(row, _), sources| {
            asked(row.kind, row.left.as_ref(), need, sources)
        })
        .left(
            right.cloned().unwrap_or_default(),
            move |(row, _), sources| {
                is_right_shown.then(|| asked(row.kind, row.right.as_ref(), need, sources))
            },
        )
        .left("Have", move |(row, _), _| judged.then(|| have(row)));
    let values: [(&str, SideValue); 9] = [
        ("need", |_, side| display::needed(&side.need).into()),
        ("have", |row, side| {
            let have = side.held.have.as_ref();
            have.map(|have| display::held(row.kind, have)).into()
        }),
        ("status", |_, side| side.held.status.into()),
        ("baseline", |_, side| side.held.baseline.clone().into()),
        ("introduced_by", |_, side| {
            side.origin.introduced_by.clone().into()
        }),
        ("source", |_, side| side.origin.cited.source.clone().into()),
        ("text", |_, side| side.origin.wording.text.clone().into()),
        ("examples", |_, side| {
            meaning::examples_in_lines(&side.origin.wording).into()
        }),
        ("means", |_, side| side.means.clone().into()),
    ];
    values.into_iter().fold(columns, |columns, (name, value)| {
        columns
            .field(format!("left_{name}"), move |(row, _)| {
                row.left.as_ref().map(|side| value(row, side))
            })
            .field(format!("right_{name}"), move |(row, _)| {
                row.right.as_ref().map(|side| value(row, side))
            })
    })
}

/// What is asked for.
fn title(row: &Comparison) -> StyledText {
    match (row.kind, row.members.as_slice()) {
        (RequirementKind::Certification, [first, ..]) => StyledText::from(first).plain(" or other"),
        _ => StyledText::from(&row.title),
    }
}

/// The members of a group that has only its name in the table, and what counts for points.
fn composed(compare: &CompareAnswer, row: &Comparison) -> Vec<StyledText> {
    let left = row.left.iter().map(|side| (&compare.left, &side.need));
    let right = row.right.iter().map(|side| (&compare.right, &side.need));
    let needs = left.chain(right);
    let mut needs = needs.map(|(role, need)| (role.role.as_str(), need));
    let is_named_alone = row.is_titled && !row.members.is_empty();
    match needs.next() {
        Some((_, need)) if is_named_alone => {
            vec![display::members_of(title(row), &row.members, need)]
        }
        first => display::points_of(first.into_iter().chain(needs)),
    }
}

/// What is asked; with a person, led in by the sign of whether it is met.
fn asked(
    kind: RequirementKind,
    side: Option<&Side>,
    need: fn(&Need) -> String,
    sources: &mut Sources,
) -> StyledText {
    let Some(side) = side else {
        return StyledText::quiet(NOT_ASKED);
    };
    let sign = side.held.status.map(display::sign).map(|(tone, sign)| {
        let sign = StyledText::new(tone, sign);
        sign.plain(display::UNBROKEN)
    });
    let mark = match kind {
        RequirementKind::Skill => StyledText::default(),
        _ => sources.mark(&side.origin.cited),
    };
    let needed = match &side.need {
        Need::Certification { one_of } if one_of.len() == 1 => "asked".to_owned(),
        needed => need(needed),
    };
    let needed = StyledText::from(needed);
    sign.unwrap_or_default().then(needed).then(mark)
}

/// What the person has, for both sides once if it is the same.
fn have(row: &Comparison) -> StyledText {
    let sides = [row.left.as_ref(), row.right.as_ref()];
    let mut known: Vec<String> = sides
        .into_iter()
        .flatten()
        .map(|side| had(row.kind, side))
        .collect();
    known.dedup();
    let assumed = sides.into_iter().flatten().any(|side| side.held.assumed);
    let assumed = if assumed { " (assumed)" } else { "" };
    StyledText::from(known.join(", ")).and(TextStyle::Middling, assumed)
}

fn had(kind: RequirementKind, side: &Side) -> String {
    if let Some(reason) = &side.held.reason {
        return reason.to_string();
    }
    let have = display::had(kind, side.held.have.as_ref(), side.held.expired.as_deref());
    format!("{have}{}", display::as_role(side.held.baseline.as_deref()))
}
