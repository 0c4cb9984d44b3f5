//! What the requirements of two roles mean, side by side.

use crate::query::{CompareAnswer, Comparison, SeveralAnswer, Side};

use super::super::{
    Columns, Section, Sources, StyledText,
    display::{self, need_briefly},
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

/// The first `rows` meanings of requirements that do not mean the same in all roles, each with the roles in which it
/// is meant.
pub(super) fn of_several(compare: &SeveralAnswer, rows: usize, extent: Extent) -> Section {
    let mut facts = Vec::new();
    for row in &compare.requirements {
        let mut meanings: Vec<(String, &Side, Vec<&str>)> = Vec::new();
        for role in &compare.roles {
            let Some(side) = row.roles.get(&role.role) else {
                continue;
            };
            let name = display::asked(row.kind, &row.title, &side.need);
            let is_same = |(known, other, _): &&mut (String, &Side, _)| {
                *known == name
                    && other.means == side.means
                    && other.origin.wording == side.origin.wording
            };
            match meanings.iter_mut().find(is_same) {
                Some((.., roles)) => roles.push(&role.role),
                None => meanings.push((name, side, vec![&role.role])),
            }
        }
        for (name, side, roles) in meanings {
            let means = meaning::of(&side.origin.wording, side.means.as_ref(), extent);
            if roles.len() < compare.roles.len()
                && let Some(means) = means
            {
                facts.push((format!("{name} ({})", roles.join(", ")), means));
            }
        }
    }
    meaning::section(facts, rows)
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
