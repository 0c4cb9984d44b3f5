//! The difference in pay between two roles.

use crate::{
    model::{Day, Ladder, Pay, RoleIndex},
    query::{
        answer::{Number, PayChange},
        answer_builder::AnswerBuilder,
    },
};

use super::PayFilter;

/// Compares what two roles pay: entries of one source first, else in the file's order, and only
/// where basis, currency and region agree.
pub(in crate::query) fn change(
    builder: &mut AnswerBuilder,
    from: RoleIndex,
    to: RoleIndex,
    filter: &PayFilter,
    as_of: Day,
) -> Option<PayChange> {
    let ladder: &Ladder = builder.ladder;
    let shown = |role: RoleIndex| -> Vec<&Pay> {
        let pay = ladder[role].pay.iter();
        let counts = |pay: &&Pay| filter.shows(pay) && ladder.is_known_on(pay, as_of);
        pay.filter(counts).collect()
    };
    change_between(builder, &shown(from), &shown(to))
}

/// Compares entries of pay: those of one source first, else in their order.
pub(in crate::query) fn change_between(
    builder: &mut AnswerBuilder,
    before: &[&Pay],
    after: &[&Pay],
) -> Option<PayChange> {
    let pairs = || {
        before.iter().flat_map(|before| {
            let comparable = after
                .iter()
                .filter(|after| after.terms == before.terms && !describe_one_group(before, after))
                .filter(|after| before.midpoint().is_some() && after.midpoint().is_some());
            comparable.map(move |after| (*before, *after))
        })
    };
    let (before, after) = pairs()
        .find(|(before, after)| before.source.is_some() && before.source == after.source)
        .or_else(|| pairs().next())?;
    Some(PayChange {
        amount: Number::rounded(after.midpoint()? - before.midpoint()?),
        terms: before.terms.clone(),
        from: builder.pay(before),
        to: builder.pay(after),
    })
}

/// Whether both describe the same wider group, so that their difference says nothing of a move.
fn describe_one_group(before: &Pay, after: &Pay) -> bool {
    before.population.is_some()
        && before.population == after.population
        && before.source == after.source
}
