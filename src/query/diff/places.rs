//! The places of pay entries that count the same: the first of them is the figure of the role.

use std::collections::HashMap;

use smol_str::{SmolStr, format_smolstr};

use crate::{
    model::{Ladder, Pay},
    order::Order as _,
    query::pay::precedence,
};

use super::parts::StatedPart;

/// The place of a part in its entry, and what the parts that count the same have in common.
#[derive(Debug)]
pub(super) struct Place {
    number: usize,
    equals: SmolStr,
}

impl Place {
    /// The place of a pay entry in its role; `None` where it is no figure of the role.
    pub fn of_pay(ladder: &Ladder, pay: &Pay, number: usize) -> Option<Self> {
        let region = pay.terms.region.as_ref();
        let region = region.map(|region| region.to_ascii_lowercase());
        let terms = (&pay.terms.currency, pay.terms.basis, region);
        pay.occupation.is_none().then(|| Self {
            number,
            equals: format_smolstr!("{terms:?}{:?}", precedence(ladder, pay)),
        })
    }
}

/// For each pair of parts its place before and after among those that count the same in both versions, from 1; `None` where
/// both places are the same.
pub(super) fn places(
    pairs: &[(Option<StatedPart>, Option<StatedPart>)],
) -> Vec<Option<[usize; 2]>> {
    let mut equals: HashMap<[&SmolStr; 2], Vec<(usize, usize)>> = HashMap::new();
    for (at, (old, new)) in pairs.iter().enumerate() {
        if let (Some(old), Some(new)) = (old, new)
            && let (Some(before), Some(after)) = (&old.place, &new.place)
        {
            let same = equals.entry([&before.equals, &after.equals]).or_default();
            same.push((at, before.number));
        }
    }
    let mut places = vec![None; pairs.len()];
    for same in equals.into_values() {
        let mut before: Vec<usize> = (0..same.len()).collect();
        before.order_by_key(|after| same[*after].1);
        for (before, after) in before.into_iter().enumerate() {
            let (at, _) = same[after];
            places[at] = (before != after).then_some([before + 1, after + 1]);
        }
    }
    places
}
