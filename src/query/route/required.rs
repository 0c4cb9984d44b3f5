//! What a role requires, resolved once for a person.

use std::rc::Rc;

use crate::{
    model::{
        Alternative, Alternatives, CertificationIndex, Exemption, Group, Item, Ladder, Points,
        Requirement, SourceIndex, Span,
    },
    query::open_group::{OpenGroup, accepted, id_of},
};

use super::{
    alternatives::{AskedGroup, AskedYears, Way, WayKind},
    time::{Ticks, ticks},
    units::Units,
};

/// What a node requires, resolved once.
#[derive(Debug, Clone)]
pub struct Required {
    /// Whether it asks for anything.
    pub asks: bool,
    /// The units of study and practice that the person does not have.
    pub units: Box<[u64]>,
    /// The groups of certifications that the person does not meet, those with the fewest ways to meet them first.
    pub groups: Box<[OpenGroup]>,
    /// The groups of alternatives.
    pub alternatives: Box<[AskedGroup]>,
    /// The number of the points among all that is asked for at once, and the points.
    pub points: Option<(usize, Points)>,
    /// The requirement of a degree that the person does not meet.
    pub education: Option<usize>,
    /// Years of experience.
    pub years: Option<Ticks>,
    /// Whether these are an estimate.
    pub are_years_estimated: bool,
    /// Whether these are an estimate that is left out, and so unknown.
    pub are_years_unknown: bool,
}

impl Required {
    /// Resolves what a role requires.
    pub fn new(units: &Units, ladder: &Ladder, items: &[Requirement]) -> Self {
        let mut required = Self {
            asks: items.iter().any(|item| item.item.asks_for_something()),
            units: units.none(),
            groups: Box::default(),
            alternatives: Box::default(),
            points: None,
            education: None,
            years: None,
            are_years_estimated: false,
            are_years_unknown: false,
        };
        let (mut groups, mut alternatives) = (Vec::new(), Vec::new());
        for (item, requirement) in items.iter().enumerate() {
            match &requirement.item {
                Item::Skill(skill, level) => {
                    units.add_up_to(*skill, *level, &mut required.units);
                }
                Item::Years(years) if years.min > 0.0 && !units.years_exempt => {
                    let asked = asked_years(units, ladder, *years, requirement.source);
                    required.are_years_estimated = asked.estimated;
                    required.are_years_unknown = asked.unknown;
                    required.years = Some(asked.years).filter(|_| !asked.unknown);
                }
                Item::Education(education) => {
                    required.education = units.degrees.number(education);
                }
                Item::Certification(group) => {
                    groups.extend(open_group(units, ladder, group));
                }
                Item::AnyOf(group) => {
                    let source = requirement.source;
                    alternatives.extend(asked_group(units, ladder, group, item, source));
                }
                // They do not apply where none of their skills does.
                Item::Points(points) if points.skills.iter().any(|skill| units.applies(*skill)) => {
                    required.points = Some((units.asked.points(points), points.clone()));
                }
                Item::Years(_) | Item::Points(_) => (),
            }
        }
        OpenGroup::order(&mut groups, |group| group);
        required.groups = groups.into();
        required.alternatives = alternatives.into();
        required
    }
}

impl Required {
    /// The numbers of the groups of alternatives and of the points.
    pub fn asked(&self) -> impl Iterator<Item = usize> {
        let groups = self.alternatives.iter().map(|group| group.number);
        groups.chain(self.points.iter().map(|(number, _)| *number))
    }
}

/// A group of certifications, unless the person meets it or none of it applies.
fn open_group(units: &Units, ladder: &Ladder, group: &Group) -> Option<OpenGroup> {
    let exempt = |member: &CertificationIndex| units.exempt.contains(member);
    let members = accepted(ladder, &group.members, units.as_of);
    if group.members.iter().all(exempt) || members.iter().any(|member| units.holds(*member)) {
        return None;
    }
    let is_way =
        |member: &CertificationIndex| !exempt(member) && ladder[*member].can_be_earned(units.as_of);
    let mut ways: Vec<CertificationIndex> = members.iter().copied().filter(is_way).collect();
    let is_preferred = |member: &CertificationIndex| {
        let member = Exemption::Certification(*member);
        units.preferred.contains(&member)
    };
    if ways.iter().any(is_preferred) {
        ways.retain(is_preferred);
    }
    let ways = ways.into_iter();
    let ways = ways.map(|member| (member, units.certification_time(member)));
    Some(OpenGroup::new(id_of(ladder, group), members, ways))
}

fn asked_years(
    units: &Units,
    ladder: &Ladder,
    years: Span,
    source: Option<SourceIndex>,
) -> AskedYears {
    let is_estimate = ladder.is_estimate(source);
    AskedYears {
        years: ticks(years.min),
        estimated: is_estimate && !units.no_estimates,
        unknown: is_estimate && units.no_estimates,
        applies: !units.years_exempt,
    }
}

/// A group of alternatives, unless none of them applies to the person.
fn asked_group(
    units: &Units,
    ladder: &Ladder,
    group: &Alternatives,
    item: usize,
    source: Option<SourceIndex>,
) -> Option<AskedGroup> {
    let applies = |member: &Alternative| match member {
        Alternative::Years(_) => !units.years_exempt,
        Alternative::Education(_) => units.degrees.apply(),
        Alternative::Skill(skill, _) => units.applies(*skill),
        Alternative::Certification(certification) => !units.exempt.contains(certification),
    };
    let ways = || -> Rc<[Way]> {
        let ways = group.members.iter().map(|member| Way {
            kind: way(units, ladder, member, source),
            is_preferred: units.preferred.contains(&member.subject()),
        });
        ways.collect()
    };
    group.members.iter().any(applies).then(|| AskedGroup {
        number: units.asked.group(group),
        item,
        need: group.need,
        ways: units.ways(group, ladder.is_estimate(source), ways),
    })
}

fn way(
    units: &Units,
    ladder: &Ladder,
    member: &Alternative,
    source: Option<SourceIndex>,
) -> WayKind {
    match member {
        Alternative::Years(years) => WayKind::Years(asked_years(units, ladder, *years, source)),
        Alternative::Education(education) => match units.degrees.number(education) {
            Some(number) => WayKind::Education(number),
            None if units.degrees.is_met(education) => WayKind::Met,
            None => WayKind::None,
        },
        Alternative::Skill(skill, level) => {
            if level.rank() <= units.base(*skill) {
                WayKind::Met
            } else if units.applies(*skill) {
                WayKind::Skill(units.words_up_to(*skill, *level))
            } else {
                WayKind::None
            }
        }
        Alternative::Certification(certification) => {
            let alone = Group {
                id: None,
                members: [*certification].into(),
            };
            let exempt = units.exempt.contains(certification);
            match open_group(units, ladder, &alone) {
                Some(group) => {
                    let earn = group.first();
                    WayKind::Certification(group.members, earn)
                }
                None if exempt && !units.holds(*certification) => WayKind::None,
                None => WayKind::Met,
            }
        }
    }
}
