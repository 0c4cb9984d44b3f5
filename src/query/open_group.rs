//! Groups of certifications that a person does not meet, and which certification is earned for each.

use std::cmp::Reverse;

use smol_str::SmolStr;

use crate::{
    model::{Alternative, CertificationIndex, Day, Group, Item, Ladder, Requirement},
    order::Order as _,
};

use super::effort::{Time, shorter};

/// A group of certifications; the person holds none of them.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenGroup {
    /// The id of the group, else those of its certifications joined by `|`.
    pub id: SmolStr,
    /// The certifications that meet it.
    pub members: Box<[CertificationIndex]>,
    /// Of those that can be earned, those with known and least hours; empty where none can be earned.
    pub least: Box<[CertificationIndex]>,
    /// The hours of study for each of these; `None` where they are unknown.
    pub study: Option<Time>,
    /// Those that can be earned.
    ways: Box<[CertificationIndex]>,
}

impl OpenGroup {
    /// The group of these certifications, and those that can be earned, each with its hours.
    pub fn new(
        id: SmolStr,
        members: Vec<CertificationIndex>,
        can_be_earned: impl IntoIterator<Item = (CertificationIndex, Option<Time>)>,
    ) -> Self {
        let ways: Vec<_> = can_be_earned.into_iter().collect();
        let by_hours = |study: &Option<Time>, other: &Option<Time>| match (study, other) {
            (Some(study), Some(other)) => shorter(study.span, other.span),
            (study, other) => study.is_none().cmp(&other.is_none()),
        };
        let best = ways.iter().min_by(|(one, study), (other, other_study)| {
            by_hours(study, other_study).then(one.cmp(other))
        });
        let study = best.and_then(|(_, study)| *study);
        let least = ways
            .iter()
            .filter(|(_, other)| by_hours(other, &study).is_eq());
        let mut least: Vec<CertificationIndex> = least.map(|(member, _)| *member).collect();
        least.order();
        Self {
            id,
            members: members.into(),
            least: least.into(),
            study,
            ways: ways.iter().map(|(member, _)| *member).collect(),
        }
    }

    /// The same group with other hours.
    pub fn timed(&self, hours: impl Fn(CertificationIndex) -> Option<Time>) -> Self {
        let ways = self.ways.iter().map(|member| (*member, hours(*member)));
        Self::new(self.id.clone(), self.members.to_vec(), ways)
    }

    /// The first in the file's order of those to earn; `None` where none can be earned.
    pub fn first(&self) -> Option<CertificationIndex> {
        self.least.first().copied()
    }

    /// Sorts groups: those with the fewest ways to meet them first.
    pub fn order<G>(groups: &mut [G], group: impl Fn(&G) -> &Self) {
        groups.order_by_key(|one| group(one).ways.len());
    }
}

/// The groups for which a certification is earned, one after another, each with that certification: those that
/// the person does not meet, without those that one of the earlier choices meets too.
pub fn to_earn<'g, G: Copy>(
    groups: impl IntoIterator<Item = G>,
    group: impl Fn(G) -> &'g OpenGroup,
    has: impl Fn(CertificationIndex) -> bool,
) -> Vec<(G, Option<CertificationIndex>)> {
    let groups = groups.into_iter();
    let open: Vec<G> = groups
        .filter(|one| !group(*one).members.iter().any(|member| has(*member)))
        .collect();
    if let [only] = *open {
        return vec![(only, group(only).first())];
    }
    let mut members: Vec<(CertificationIndex, usize)> = Vec::new();
    for (position, one) in open.iter().enumerate() {
        members.extend(group(*one).members.iter().map(|member| (*member, position)));
    }
    members.order();
    let with = |member: CertificationIndex| {
        let first = members.partition_point(|(known, _)| *known < member);
        let same = members[first..].iter();
        let same = same.take_while(move |(known, _)| *known == member);
        same.map(|(_, position)| *position)
    };
    let mut is_open = vec![true; open.len()];
    let mut earned = Vec::with_capacity(open.len());
    for (position, one) in open.iter().enumerate() {
        if !is_open[position] {
            continue;
        }
        is_open[position] = false;
        // The one that meets most of the other groups that are open, then the first in the file's order.
        let met = |member: CertificationIndex| with(member).filter(|other| is_open[*other]).count();
        let least = group(*one).least.iter().copied();
        let choice = least.min_by_key(|member| Reverse(met(*member)));
        for other in choice.into_iter().flat_map(with) {
            is_open[other] = false;
        }
        earned.push((*one, choice));
    }
    earned
}

/// The id of a group, else those of its certifications joined by `|`.
pub fn id_of(ladder: &Ladder, group: &Group) -> SmolStr {
    let members = group.members.iter();
    let ids = members.map(|member| ladder[*member].id.as_str());
    group_id(group.id.as_ref(), ids)
}

/// The id of a group that has one, else the ids of its members joined by `|`.
pub fn group_id<'a>(own: Option<&SmolStr>, members: impl Iterator<Item = &'a str>) -> SmolStr {
    own.cloned()
        .unwrap_or_else(|| members.collect::<Vec<_>>().join("|").into())
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

/// The certifications that count for each of these requirements on a day.
pub fn asked_groups(
    ladder: &Ladder,
    requirements: &[Requirement],
    day: Day,
) -> Vec<Vec<CertificationIndex>> {
    let groups = requirements
        .iter()
        .filter_map(|requirement| match &requirement.item {
            Item::Certification(group) => Some(accepted(ladder, &group.members, day)),
            Item::AnyOf(group) => {
                let members = group.members.iter();
                let members = members.filter_map(|member| match member {
                    Alternative::Certification(one) => Some(accepted(ladder, &[*one], day)),
                    _ => None,
                });
                Some(members.flatten().collect())
            }
            _ => None,
        });
    groups.collect()
}

/// Whether a certification counts for a requirement on a day, itself or as the successor of a retired one.
pub fn counts_for(
    ladder: &Ladder,
    item: &Item,
    certification: CertificationIndex,
    day: Day,
) -> bool {
    let counts =
        |group: &[CertificationIndex]| accepted(ladder, group, day).contains(&certification);
    match item {
        Item::Certification(group) => counts(&group.members),
        Item::AnyOf(group) => group.members.iter().any(|member| match member {
            Alternative::Certification(one) => counts(&[*one]),
            _ => false,
        }),
        _ => false,
    }
}
