//! Which pay is shown.

use smol_str::SmolStr;

use crate::{model::Pay, vocabulary::Basis};

/// Which pay is shown; by default all of it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct PayFilter {
    /// Only pay on this basis.
    pub basis: Option<Basis>,
    /// Only pay in this region, in any case.
    pub region: Option<SmolStr>,
}

impl PayFilter {
    /// Whether an entry is shown.
    pub fn shows(&self, pay: &Pay) -> bool {
        self.basis.is_none_or(|basis| pay.terms.basis == basis)
            && self
                .region
                .as_ref()
                .is_none_or(|region| pay.terms.is_in(Some(region)))
    }
}
