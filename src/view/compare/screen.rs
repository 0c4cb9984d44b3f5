//! Two roles on a screen: where they differ, and what one pays more.

use crate::order::Order as _;
use crate::{
    query::{CompareAnswer, Comparison, PayComparison},
    vocabulary::Status,
};

use super::super::{
    Body, Section, Sheet, Sources, StyledText, display, meaning::Extent, role_screen,
};
use super::{
    DIFFERENCES, count_responsibilities, explain_signs, heading, is_one_role, lead,
    meanings::meanings, next, pay, requirements, roles, title,
};

/// The sheet with the first `rows` differences.
pub(super) fn screen(compare: &CompareAnswer, rows: usize) -> Sheet {
    let mut sources = Sources::new(&compare.sources);
    let mut sections = vec![roles(compare, &mut sources)];
    let all = differences(compare);
    for differences in DIFFERENCES {
        let differing = compare.requirements.iter();
        let differing = differing.filter(|row| differences.contains(&row.difference));
        let mut differing: Vec<&Comparison> = differing.collect();
        // What is not met comes first.
        differing.order_by_key(|row| !is_open(row));
        // Each table has its share of the rows.
        let shown = (rows * differing.len() / all.max(1)).min(differing.len());
        let heading = heading(compare, differences);
        let first = differing[..shown].iter().copied();
        let section = requirements::differing(
            &heading,
            compare,
            first,
            display::need_briefly,
            &mut sources,
        );
        sections.push(section.leaving_out(differing.len() - shown, "difference"));
    }
    explain_signs(&mut sections, compare.header.person.as_ref());
    sections.push(meanings(compare, rows / 8, Extent::FirstLine));
    let same = compare.requirements.len() - all;
    sections.push(pays(compare, rows / 12, &mut sources));
    let shown = [&compare.left, &compare.right].into_iter();
    let responsibilities =
        count_responsibilities(shown.take(if is_one_role(compare) { 1 } else { 2 }));
    sections.push(
        moves(compare, &mut sources)
            .leaving_out(same, "shared requirement")
            .leaving_out(compare.recommended.len(), "recommendation")
            .leaving_out(responsibilities, "responsibility"),
    );
    let sheet = Sheet::new(title(compare), lead(compare), sections);
    sheet.citing_briefly(sources).before(next(compare))
}

fn differences(compare: &CompareAnswer) -> usize {
    let rows = compare.requirements.iter();
    let differs = |row: &&Comparison| {
        DIFFERENCES
            .iter()
            .any(|differences| differences.contains(&row.difference))
    };
    rows.filter(differs).count()
}

fn is_open(row: &Comparison) -> bool {
    let sides = [&row.left, &row.right].into_iter().flatten();
    sides
        .filter_map(|side| side.held.status)
        .any(Status::is_open)
}

/// What both pay, a sentence for each kind of pay.
fn pays(compare: &CompareAnswer, rows: usize, sources: &mut Sources) -> Section {
    if is_one_role(compare) {
        return Section::new("", Body::Nothing).leaving_out(compare.pay.len(), "pay table");
    }
    let known: Vec<&PayComparison> = compare
        .pay
        .iter()
        .filter(|pay| pay.change.from.is_some() || pay.change.to.is_some())
        .collect();
    let shown = known.iter().take(rows.max(1));
    let facts: Vec<(String, StyledText)> = shown
        .map(|terms| (pay::terms(terms), pay::difference(terms, compare, sources)))
        .collect();
    let left_out = compare.pay.len() - facts.len();
    Section::new("Pay a year", Body::Facts(facts)).leaving_out(left_out, "pay comparison")
}

fn moves(compare: &CompareAnswer, sources: &mut Sources) -> Section {
    let between = compare.between.iter().map(|passage| {
        let ends = format!("{} → {}", passage.from, passage.step.role);
        (ends, role_screen::step(&passage.step, sources))
    });
    let between: Vec<(String, StyledText)> = between.collect();
    let none = (between.is_empty() && !is_one_role(compare)).then(|| super::moves::NONE.into());
    let onward = compare.left.next.len() + compare.right.next.len();
    Section::new("Moves between them", Body::Facts(between))
        .noted(none)
        .leaving_out(onward.saturating_sub(compare.between.len()), "onward move")
}
