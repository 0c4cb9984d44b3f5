//! What two roles pay.

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, Pay, PayComparison},
    view::{
        display, role,
        sheet::{Align, Body, Section, StyledText, Table, TextStyle},
        sources::Sources,
    },
    vocabulary::Incomparable,
};

use super::is_one_role;

/// What both pay on the same terms, with the difference between two midpoints or why there is none.
pub(super) fn on_terms(
    pay: &PayComparison,
    compare: &CompareAnswer,
    sources: &mut Sources,
) -> Section {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("Mid", Align::Right),
        ("Low to high", Align::Left),
        ("Sample", Align::Right),
        ("As of", Align::Left),
        ("Of whom", Align::Left),
    ]);
    let mut row = |id: &SmolStr, pay: &Pay| {
        let [mid, ends, sample, as_of, whom] = role::pay_cells(pay);
        let id = StyledText::new(TextStyle::Name, id).then(sources.mark(&pay.cited));
        table.row([id, mid, ends, sample, as_of, whom]);
    };
    for entry in &pay.left {
        row(&compare.left.role, entry);
    }
    if !is_one_role(compare) {
        for entry in &pay.right {
            row(&compare.right.role, entry);
        }
    }
    let region = pay.region.as_deref().unwrap_or_default();
    let terms = format!("Pay a year, {} {region} {}", pay.currency, pay.basis).replace("  ", " ");
    let table = Body::Table(table.without_empty_columns());
    let mut section = Section::new(StyledText::new(TextStyle::Strong, terms), table);
    if !is_one_role(compare) {
        section.notes.push(difference(pay, compare, sources));
    }
    section
}

fn difference(pay: &PayComparison, compare: &CompareAnswer, sources: &mut Sources) -> StyledText {
    let (left, right) = (&compare.left.role, &compare.right.role);
    if let Some(change) = &pay.change {
        let mut end =
            |pay: &Pay| StyledText::from(display::middle(pay)).then(sources.mark(&pay.cited));
        let (from, to) = (end(&change.from), end(&change.to));
        let is_wider = |pay: &Pay| pay.population.is_some();
        let wider = if is_wider(&change.from) || is_wider(&change.to) {
            ". This compares with the pay of a wider group than the role."
        } else {
            "."
        };
        return StyledText::from(format!("From {left} to {right}: "))
            .and(TextStyle::Strong, display::difference(change.amount))
            .and(TextStyle::Plain, ", from ")
            .then(from)
            .and(TextStyle::Plain, " to ")
            .then(to)
            .and(TextStyle::Plain, wider);
    }
    StyledText::from(match pay.reason {
        Some(Incomparable::LeftOnly) => format!("Not compared: known of {left} alone."),
        Some(Incomparable::RightOnly) => format!("Not compared: known of {right} alone."),
        Some(Incomparable::DatedLater) => {
            "Not compared: a figure is dated later than the day of the answer.".to_owned()
        }
        Some(Incomparable::NoMidpoint) => {
            "Not compared: the midpoint is not known of both.".to_owned()
        }
        Some(Incomparable::SameGroup) | None => {
            "Not compared: the figures describe one and the same wider group.".to_owned()
        }
    })
}
