//! What the requirements of two roles mean, side by side.

use crate::query::{CompareAnswer, ComparedRole, Comparison, MatrixRow, SeveralAnswer, Side};

use super::super::{
    Columns, Section, Sources, StyledText,
    display::need_briefly,
    meaning::{self, Extent},
};

/// The first `rows` requirements that mean something else in each role.
pub(super) fn meanings(compare: &CompareAnswer, rows: usize, extent: Extent) -> Section {
    let differing = compare.requirements.iter();
    let differing: Vec<&Comparison> = differing.filter(|row| is_different(row)).collect();
    let shown = differing.len().min(rows);
    Columns::<&Comparison>::new()
        .left("Requirement", |row, _| row.title.clone())
        .left(compare.left.role.clone(), move |row, _| {
            means(row.left.as_ref(), extent)
        })
        .left(compare.right.role.clone(), move |row, _| {
            means(row.right.as_ref(), extent)
        })
        .section(
            "What the level means",
            &differing[..shown],
            &mut Sources::default(),
        )
        .leaving_out(differing.len() - shown, "meaning")
}

/// The first `rows` requirements that do not mean the same in all roles.
pub(super) fn of_several(compare: &SeveralAnswer, rows: usize, extent: Extent) -> Section {
    let is_different = |row: &&MatrixRow| {
        let mut roles = compare.roles.iter();
        let of = |role: &ComparedRole| means(row.roles.get(&role.role), Extent::Whole);
        let first = roles.next().map(of);
        roles.any(|role| Some(of(role)) != first)
    };
    let differing: Vec<&MatrixRow> = compare.requirements.iter().filter(is_different).collect();
    let shown = differing.len().min(rows);
    let columns =
        Columns::<&MatrixRow>::new().left("Requirement", |row, _| row.title.clone());
    let columns = compare.roles.iter().fold(columns, |columns, role| {
        columns.left(role.role.clone(), move |row, _| {
            means(row.roles.get(&role.role), extent)
        })
    });
    columns
        .section(
            "What the level means",
            &differing[..shown],
            &mut Sources::default(),
        )
        .leaving_out(differing.len() - shown, "meaning")
}

fn is_different(row: &Comparison) -> bool {
    means(row.left.as_ref(), Extent::Whole) != means(row.right.as_ref(), Extent::Whole)
}

/// The level, and what it means in the role.
fn means(side: Option<&Side>, extent: Extent) -> StyledText {
    let Some(side) = side else {
        return StyledText::default();
    };
    let Some(means) = meaning::of(&side.origin.wording, side.means.as_ref(), extent) else {
        return StyledText::default();
    };
    StyledText::quiet(format!("{}: ", need_briefly(&side.need))).then(means)
}
