//! What two roles pay.

use smol_str::SmolStr;

use crate::{
    query::{CompareAnswer, Pay, PayComparison, PayTerms},
    vocabulary::Basis,
};

use super::super::{Columns, Section, Sources, StyledText, display};
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
    let terms = format!("Pay a year, {}", terms(pay));
    let section = Columns::<(&SmolStr, &Pay)>::new()
        .left("Role", |(role, pay), sources| {
            sources.cite(StyledText::name(role), &pay.cited)
        })
        .pay(|(_, pay)| pay)
        .section(StyledText::strong(terms), rows, sources);
    section.noted((!is_one_role).then(|| difference(pay, compare, sources)))
}

/// `USD US base`
pub(super) fn terms(pay: &PayComparison) -> String {
    words(&pay.currency, pay.region.as_ref(), pay.basis)
}

/// The same of terms.
pub(super) fn named(terms: &PayTerms) -> String {
    words(&terms.currency, terms.region.as_ref(), terms.basis)
}

fn words(currency: &SmolStr, region: Option<&SmolStr>, basis: Basis) -> String {
    let basis = SmolStr::from(basis.name());
    let words = [Some(currency), region, Some(&basis)];
    display::join(words.into_iter().flatten(), " ")
}

pub(super) fn difference(
    pay: &PayComparison,
    compare: &CompareAnswer,
    sources: &mut Sources,
) -> StyledText {
    let (left, right) = (&compare.left.role, &compare.right.role);
    let change = &pay.change;
    let mut end = |pay: &Option<Pay>| match pay {
        Some(pay) => sources.figure(display::starred(pay), &pay.cited),
        None => display::UNKNOWN.into(),
    };
    let (from, to) = (end(&change.from), end(&change.to));
    let Some(amount) = change.amount else {
        let why = display::why_not_compared(change, left, right).unwrap_or_default();
        return StyledText::from(format!("{left}: "))
            .then(from)
            .plain(format!("; {right}: "))
            .then(to)
            .plain(format!(". Not compared: {why}."));
    };
    let difference = StyledText::strong(display::difference(amount));
    let difference = StyledText::from(format!("From {left} to {right}: "))
        .then(display::estimate(difference, change.is_estimated()));
    if from == to {
        return difference.plain(", ").then(to).plain(".");
    }
    difference
        .plain(", from ")
        .then(from)
        .plain(" to ")
        .then(to)
        .plain(".")
}
