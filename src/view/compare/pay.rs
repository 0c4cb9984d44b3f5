//! What two roles pay.

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, Pay, PayComparison},
    vocabulary::Incomparable,
};

use super::super::{Columns, Section, Sources, StyledText, TextStyle, display};
use super::is_one_role;

/// What both pay on the same terms, with the difference between two midpoints or why there is none.
pub(super) fn on_terms(
    pay: &PayComparison,
    compare: &CompareAnswer,
    sources: &mut Sources,
) -> Section {
    let left = pay.left.iter().map(|pay| (&compare.left.role, pay));
    let right = pay.right.iter().map(|pay| (&compare.right.role, pay));
    let is_one_role = is_one_role(compare);
    let rows = left.chain(right.filter(|_| !is_one_role));
    let region = pay.region.as_deref().unwrap_or_default();
    let terms = format!("Pay a year, {} {region} {}", pay.currency, pay.basis).replace("  ", " ");
    let section = Columns::<(&SmolStr, &Pay)>::new()
        .left("Role", |(role, pay), sources| {
            sources.cite(StyledText::name(role), &pay.cited)
        })
        .pay(|(_, pay)| pay)
        .section(StyledText::strong(terms), rows, sources);
    section.noted((!is_one_role).then(|| difference(pay, compare, sources)))
}

fn difference(pay: &PayComparison, compare: &CompareAnswer, sources: &mut Sources) -> StyledText {
    let (left, right) = (&compare.left.role, &compare.right.role);
    if let Some(change) = &pay.change {
        let mut end = |pay: &Pay| sources.cite(display::middle(pay), &pay.cited);
        let (from, to) = (end(&change.from), end(&change.to));
        let is_wider = |pay: &Pay| pay.population.is_some();
        let wider = if is_wider(&change.from) || is_wider(&change.to) {
            ". This compares with the pay of a wider group than the role."
        } else {
            "."
        };
        return StyledText::from(format!("From {left} to {right}: "))
            .and(TextStyle::Strong, display::difference(change.amount))
            .plain(", from ")
            .then(from)
            .plain(" to ")
            .then(to)
            .plain(wider);
    }
    StyledText::from(match pay.reason {
        Some(Incomparable::LeftOnly) => format!("Not compared: only known for {left}."),
        Some(Incomparable::RightOnly) => format!("Not compared: only known for {right}."),
        Some(Incomparable::DatedLater) => {
            "Not compared: a figure is dated later than the day of the answer.".to_owned()
        }
        Some(Incomparable::NoMidpoint) => "Not compared: a midpoint is unknown.".to_owned(),
        Some(Incomparable::SameGroup) | None => {
            "Not compared: both figures describe the same wider group.".to_owned()
        }
    })
}
