//! Of all that is known of a role's pay, what a picture or a table has room for.

use crate::{
    query::{Pay, Role},
    vocabulary::Basis,
};

/// The figure of a role on a basis.
pub fn shown_pay(role: &Role, basis: Basis) -> Option<&Pay> {
    let mut figures = role.pay.iter().filter(|listed| listed.is_figure);
    let found = figures.find(|listed| listed.pay.terms.basis == basis);
    found.map(|listed| &listed.pay)
}
