//! What the requirements of two roles mean, side by side.

use crate::query::{CompareAnswer, Comparison, Side};

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

fn is_different(row: &Comparison) -> bool {
    means(row.left.as_ref(), Extent::Whole) != means(row.right.as_ref(), Extent::Whole)
}

/// The level, and what it means in the role.
fn means(side: Option<&Side>, extent: Extent) -> StyledText {
    let Some(side) = side else {
        return StyledText::default();
    };
    let Some(means) = meaning::of(&side.origin, side.means.as_ref(), extent) else {
        return StyledText::default();
    };
    StyledText::quiet(format!("{}: ", need_briefly(&side.need))).then(means)
}
