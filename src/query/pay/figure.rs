//! One pay figure for a role, the same in every command.

use std::cmp::Reverse;

use smol_str::SmolStr;

use crate::{
    model::{Date, Day, Ladder, Pay, PayTerms, RoleIndex},
    query::person_state::PersonState,
    vocabulary::{Basis, Word},
};

use super::PayFilter;

/// The terms of the figures of all roles: of the pay that the filter shows, that in the region of the
/// person's pay, else in the market's; base pay before total pay; in the person's currency there, else
/// in the market's; then the first in the file.
pub fn terms(ladder: &Ladder, state: &PersonState, filter: &PayFilter) -> Option<PayTerms> {
    let person = state.pay.as_ref().map(|pay| &pay.terms);
    let market = &ladder.market;
    let rank = |terms: &PayTerms| {
        let home = person.filter(|person| terms.is_in(person.region.as_deref()));
        let is_market = terms.is_in(market.region.as_deref());
        let currency = home.map(|person| &person.currency);
        (
            home.is_none(),
            !is_market,
            terms.region.is_some(),
            terms.basis != Basis::Base,
            currency != Some(&terms.currency),
            market.currency.as_ref() != Some(&terms.currency),
        )
    };
    // A market says where its ladder's pay is paid: no other region stands for it unasked.
    let is_there = |terms: &PayTerms| {
        let (elsewhere, away, ..) = rank(terms);
        filter.region.is_some() || market.region.is_none() || !elsewhere || !away
    };
    let entries = ladder.roles().flat_map(|role| &ladder[role].pay);
    let entries = entries.filter(|pay| pay.occupation.is_none() && filter.shows(pay));
    let terms = entries.map(|pay| &pay.terms);
    terms
        .filter(|terms| is_there(terms))
        .min_by_key(|terms| rank(terms))
        .cloned()
}

/// The figure of a role on these terms on a day.
pub fn figure<'a>(
    ladder: &'a Ladder,
    role: RoleIndex,
    terms: &PayTerms,
    day: Day,
) -> Option<&'a Pay> {
    let entries = ladder[role].pay.iter();
    entries
        .filter(|pay| pay.terms.match_with(terms) && counts(ladder, pay, day))
        .min_by_key(|pay| precedence(ladder, pay))
}

/// Whether an entry can be the figure of a role on a day.
pub(super) fn counts(ladder: &Ladder, pay: &Pay, day: Day) -> bool {
    pay.occupation.is_none() && ladder.is_known_on(pay, day)
}

/// The order of the entries of a role on the same terms: those with a midpoint before those with one end
/// alone, of exactly the role before a wider population, the newest before older ones, undated ones last;
/// equals stay in the file's order.
pub fn precedence(ladder: &Ladder, pay: &Pay) -> (bool, bool, Reverse<Option<Day>>) {
    let date = ladder.dated(pay).map(Date::last_day);
    (
        pay.midpoint().is_none(),
        pay.population.is_some(),
        Reverse(date),
    )
}

/// The pay of a ladder that is listed, and the terms of the figures among it, one for each basis.
pub struct ShownPay<'a> {
    pub filter: &'a PayFilter,
    pub terms: Vec<PayTerms>,
    pub day: Day,
}

impl<'a> ShownPay<'a> {
    pub fn new(ladder: &Ladder, state: &PersonState, filter: &'a PayFilter) -> Self {
        let bases = Basis::ALL
            .iter()
            .filter(|basis| filter.basis.is_none_or(|it| it == **basis));
        let terms = bases.filter_map(|basis| {
            let filter = PayFilter {
                basis: Some(*basis),
                region: filter.region.clone(),
            };
            terms(ladder, state, &filter)
        });
        Self {
            filter,
            terms: terms.collect(),
            day: state.as_of,
        }
    }

    /// What the terms of all figures have in common.
    pub fn common(&self, part: impl Fn(&PayTerms) -> Option<SmolStr>) -> Option<SmolStr> {
        let mut parts = self.terms.iter().map(part);
        let first = parts.next()??;
        parts
            .all(|part| part.as_ref() == Some(&first))
            .then_some(first)
    }

    /// The figures of a role, one for each basis.
    pub fn figures<'l>(
        &self,
        ladder: &'l Ladder,
        role: RoleIndex,
    ) -> impl Iterator<Item = &'l Pay> {
        let terms = self.terms.iter();
        terms.filter_map(move |terms| figure(ladder, role, terms, self.day))
    }
}
