//! Groups of certifications that a person does not meet, and which certification is earned for each.

use crate::{
    model::{CertificationIndex, Day, Ladder},
    order::Order as _,
};

use super::effort::{Time, shorter};

/// A group of certifications of which a person holds none.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenGroup {
    /// The certifications that meet it.
    pub members: Box<[CertificationIndex]>,
    /// The one to earn; `None` where none can be earned.
    pub choice: Option<CertificationIndex>,
    /// The hours of study for the choice; `None` where they are unknown.
    pub study: Option<Time>,
    /// How many of the certifications can be earned.
    ways: usize,
}

impl OpenGroup {
    /// The group of these certifications. Of those that can be earned, each with its hours, the one with known
    /// and least hours is chosen.
    pub fn new(
        members: Vec<CertificationIndex>,
        can_be_earned: impl IntoIterator<Item = (CertificationIndex, Option<Time>)>,
    ) -> Self {
        let ways: Vec<_> = can_be_earned.into_iter().collect();
        let best = ways.iter().min_by(|(one, study), (other, other_study)| {
            let hours = match (study, other_study) {
                (Some(study), Some(other)) => shorter(study.span, other.span),
                (study, other) => study.is_none().cmp(&other.is_none()),
            };
            hours.then(one.cmp(other))
        });
        Self {
            members: members.into(),
            choice: best.map(|(certification, _)| *certification),
            study: best.and_then(|(_, study)| *study),
            ways: ways.len(),
        }
    }

    /// Sorts groups: those with the fewest ways to meet them first.
    pub fn order<G>(groups: &mut [G], group: impl Fn(&G) -> &Self) {
        groups.order_by_key(|one| group(one).ways);
    }
}

/// The groups for which a certification is earned, one after another: those that the person does not meet,
/// without those that one of the earlier choices meets too.
pub fn to_earn<'g, G>(
    groups: impl IntoIterator<Item = G>,
    group: impl Fn(&G) -> &'g OpenGroup,
    has: impl Fn(CertificationIndex) -> bool,
) -> Vec<G> {
    let mut earned: Vec<G> = Vec::new();
    for candidate in groups {
        let is_met = group(&candidate).members.iter().any(|member| {
            let mut earned = earned.iter();
            has(*member) || earned.any(|other| group(other).choice == Some(*member))
        });
        if !is_met {
            earned.push(candidate);
        }
    }
    earned
}

/// The certifications that meet a group on a day.
pub fn accepted(
    ladder: &Ladder,
    group: &[CertificationIndex],
    day: Day,
) -> Vec<CertificationIndex> {
    let mut accepted = group.to_vec();
    if let [only] = group
        && ladder[*only].is_retired(day)
    {
        accepted.extend(ladder.successors(*only));
    }
    accepted
}
