//! The difference in pay between two roles.

use std::collections::HashMap;

use crate::{
    model::{Day, Ladder, Pay, PayTerms, RoleIndex, SourceIndex},
    order::Order as _,
    query::{
        answer::{Number, PayChange},
        answer_builder::AnswerBuilder,
    },
    vocabulary::Incomparable,
};

use super::figure::{counts, figure, precedence};

/// What two roles pay on the same terms, with the difference where both figures describe exactly
/// their roles: of one source that has both, else of the figures of the roles.
pub(in crate::query) fn change(
    builder: &mut AnswerBuilder,
    from: RoleIndex,
    to: RoleIndex,
    terms: &PayTerms,
    day: Day,
) -> PayChange {
    let ladder: &Ladder = builder.ladder;
    let mut ends = [from, to].map(|role| figure(ladder, role, terms, day));
    let reason = match ends {
        [Some(before), Some(after)] => {
            let are_of_roles = before.is_of_role() && after.is_of_role();
            if are_of_roles && let Some(pair) = of_one_source(ladder, from, to, terms, day) {
                ends = pair.map(Some);
            }
            (!are_of_roles).then_some(Incomparable::WiderGroup)
        }
        [before, _] => {
            let role = if before.is_none() { from } else { to };
            Some(why_no_figure(ladder, role, terms))
        }
    };
    let midpoints = ends.map(|pay| pay.and_then(Pay::midpoint));
    let (amount, reason) = match (reason, midpoints) {
        (Some(reason), _) => (None, Some(reason)),
        (None, [Some(before), Some(after)]) => (Some(Number::rounded(after - before)), None),
        (None, _) => (None, Some(Incomparable::NoMidpoint)),
    };
    PayChange {
        amount,
        reason,
        terms: terms.clone(),
        from: ends[0].map(|pay| builder.pay(pay)),
        to: ends[1].map(|pay| builder.pay(pay)),
    }
}

/// The best entries of one source that has both roles: of the source that comes first for the role
/// before.
fn of_one_source<'a>(
    ladder: &'a Ladder,
    from: RoleIndex,
    to: RoleIndex,
    terms: &PayTerms,
    day: Day,
) -> Option<[&'a Pay; 2]> {
    let exact = |role: RoleIndex| {
        let entries = ladder[role].pay.iter();
        let mut exact: Vec<(SourceIndex, &Pay)> = entries
            .filter(|pay| pay.terms.match_with(terms) && counts(ladder, pay, day))
            .filter(|pay| pay.is_of_role() && pay.midpoint().is_some())
            .filter_map(|pay| Some((pay.source?, pay)))
            .collect();
        exact.order_by_key(|(_, pay)| precedence(ladder, pay));
        exact
    };
    let after = exact(to);
    let mut best = HashMap::with_capacity(after.len());
    for (source, pay) in after {
        best.entry(source).or_insert(pay);
    }
    let mut before = exact(from).into_iter();
    before.find_map(|(source, pay)| Some([pay, *best.get(&source)?]))
}

/// Why a role has no figure on these terms: an entry that could be it is dated later.
fn why_no_figure(ladder: &Ladder, role: RoleIndex, terms: &PayTerms) -> Incomparable {
    let entries = || ladder[role].pay.iter();
    let on_terms = || entries().filter(|pay| pay.terms.match_with(terms));
    if on_terms().any(|pay| pay.occupation.is_none()) {
        Incomparable::DatedLater
    } else if ladder[role].pay_left_out > 0 {
        Incomparable::EstimateLeftOut
    } else if on_terms().next().is_some() {
        Incomparable::Occupation
    } else if entries().next().is_some() {
        Incomparable::OtherTerms
    } else {
        Incomparable::NoFigure
    }
}
