//! Of all that is known of a role's pay, what a picture or a table has room for.

use crate::{
    query::{OverviewAnswer, Pay, Role},
    vocabulary::Basis,
};

/// The first entry in the ladder's own market, one that describes exactly the role before others.
pub fn shown_pay<'a>(overview: &OverviewAnswer, role: &'a Role, basis: Basis) -> Option<&'a Pay> {
    let at_home = |pay: &&Pay| {
        pay.terms.basis == basis
            && overview
                .currency
                .as_ref()
                .is_none_or(|currency| *currency == pay.terms.currency)
            && pay.terms.is_in(overview.region.as_deref())
    };
    let pay = || role.pay.iter().filter(at_home);
    pay()
        .find(|pay| pay.population.is_none())
        .or_else(|| pay().next())
}
