//! How a person meets the requirements of a role.

mod certification;
mod skill;
mod study;

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{
        Alternative, Alternatives, EducationRequirement, Exemption, Group, Item, Ladder, Level,
        Requirement, SkillIndex, SourceIndex, Span,
    },
    order::Order as _,
    vocabulary::{RequirementKind, Status},
};

use super::{
    alternatives,
    answer::{Number, Origin, Shared},
    answer_builder::AnswerBuilder,
    effort::Times,
    gap::{Gap, Have, Need, Readiness, Study},
    person_state::PersonState,
    route::{TakenAtStart, taken_at_start},
    standing::{self, Counted, Inherited, Standing},
};
use certification::certification;
pub(super) use certification::held_certification;
pub(super) use skill::skill;
use study::{firm_hours, study};

/// Compares requirements with a person: open ones first, those that would raise the readiness most
/// before others, then those that are met, then those that do not apply.
pub(super) fn assess(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    requirements: &[Requirement],
) -> Vec<Gap> {
    taking(builder, state, requirements, &mut Judged::default())
}

/// Compares the requirements of one of several roles with a person, without what is taken of alternatives.
pub(super) fn assess_each(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    requirements: &[Requirement],
    judged: &mut Judged,
) -> Vec<Gap> {
    assess_taking(builder, state, requirements, judged, None::<fn() -> _>)
}

/// The gaps that several roles ask for alike, for one person: each is judged once.
#[derive(Default)]
pub(super) struct Judged {
    /// Of alternatives and points.
    groups: HashMap<Inherited, Gap>,
    /// Of skills.
    skills: HashMap<(SkillIndex, Level), Gap>,
}

impl Judged {
    fn gap(
        &mut self,
        builder: &mut AnswerBuilder,
        state: &PersonState,
        requirement: &Requirement,
    ) -> Gap {
        if let Item::Skill(skill, level) = requirement.item {
            let known = self.skills.entry((skill, level));
            let known = known.or_insert_with(|| gap(builder, state, requirement));
            return Gap {
                origin: builder.origin(requirement),
                ..known.clone()
            };
        }
        match Inherited::of(requirement) {
            None => gap(builder, state, requirement),
            Some(key) => {
                let known = self.groups.entry(key);
                known
                    .or_insert_with(|| gap(builder, state, requirement))
                    .clone()
            }
        }
    }
}

/// The same with what is taken of alternatives and points, by the position of the requirement.
pub(super) fn assess_taking(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    requirements: &[Requirement],
    judged: &mut Judged,
    taken: Option<impl FnOnce() -> HashMap<usize, TakenAtStart>>,
) -> Vec<Gap> {
    let mut gaps: Vec<(usize, Gap)> = Vec::with_capacity(requirements.len());
    for (position, requirement) in requirements.iter().enumerate() {
        let is_left_out = matches!(requirement.item, Item::Years(_))
            && state.leaves_out(builder.ladder, requirement.source);
        if requirement.item.asks_for_something() && !is_left_out {
            gaps.push((position, judged.gap(builder, state, requirement)));
        }
    }
    let takes = |(_, gap): &(usize, Gap)| takes_alternatives(gap);
    if let Some(taken) = taken.filter(|_| gaps.iter().any(takes)) {
        let mut taken = taken();
        for (position, gap) in gaps.iter_mut().filter(|gap| takes(gap)) {
            alternatives::take(gap, taken.remove(position).unwrap_or_default());
        }
        count_points(builder, state, requirements, &mut gaps);
    }
    let mut gaps: Vec<Gap> = gaps.into_iter().map(|(_, gap)| gap).collect();
    let rank = |gap: &Gap| match gap.status {
        Status::Missing | Status::Partial => 0,
        Status::Met => 1,
        Status::NotApplicable => 2,
    };
    // What would move the readiness most comes first. The bits of non-negative numbers have their order.
    let left = |gap: &Gap| gap.origin.weight.0 * (1.0 - gap.credit);
    gaps.order_by_cached_key(|gap| (rank(gap), Reverse(left(gap).to_bits())));
    gaps
}

/// Whether alternatives or points are taken for a gap.
fn takes_alternatives(gap: &Gap) -> bool {
    let is_group = matches!(gap.kind, RequirementKind::AnyOf | RequirementKind::Points);
    is_group && gap.status.is_open()
}

/// Tells of missing points how many come with the levels that a role requires besides.
fn count_points(
    builder: &AnswerBuilder,
    state: &PersonState,
    requirements: &[Requirement],
    gaps: &mut [(usize, Gap)],
) {
    let is_open = |gap: &Gap| gap.kind == RequirementKind::Points && gap.status.is_open();
    if !gaps.iter().any(|(_, gap)| is_open(gap)) {
        return;
    }
    let mut levels: HashMap<SkillIndex, Level> = HashMap::new();
    for (position, gap) in gaps.iter() {
        if let Item::Skill(skill, level) = &requirements[*position].item
            && gap.status.is_open()
        {
            let known = levels.entry(*skill).or_insert(*level);
            *known = (*level).max(*known);
        }
    }
    for (position, gap) in gaps.iter_mut().filter(|(_, gap)| is_open(gap)) {
        if let Item::Points(points) = &requirements[*position].item {
            alternatives::count_required(builder, state, points, &levels, gap);
        }
    }
}

/// What a person meets of the requirements of a role, and what is missing.
#[derive(Debug, PartialEq, Serialize)]
pub struct Fit {
    /// How much of the requirements is met; `null` without a person.
    pub readiness: Option<Readiness>,
    /// The requirements that are not met, those first that would raise the readiness most.
    pub gaps: Vec<Gap>,
    /// The study hours of the gaps.
    pub study: Study,
    /// Years of experience still missing; `null` where they are unknown.
    pub years_missing: Option<Number>,
}

/// How much of the requirements of a role a person meets; `None` where nothing is known of the person.
pub(super) fn readiness_for(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    required: &[Requirement],
) -> Option<Readiness> {
    state
        .known
        .then(|| readiness(&assess(builder, state, required)))
}

/// What one person meets of several roles, and what the rest takes to study.
pub(super) struct Fits<'a> {
    state: &'a PersonState,
    judged: Judged,
    /// The same without estimates; the sources of that answer are not those of this one.
    without: Option<(PersonState, AnswerBuilder<'a>, Judged)>,
}

impl<'a> Fits<'a> {
    pub fn new(ladder: &'a Ladder, state: &'a PersonState) -> Self {
        let without = state.without_estimates(ladder);
        Self {
            state,
            judged: Judged::default(),
            without: without.map(|state| (state, AnswerBuilder::new(ladder), Judged::default())),
        }
    }

    /// What the person meets of the requirements of a role.
    pub fn of(&mut self, builder: &mut AnswerBuilder, required: &[Requirement]) -> Fit {
        let state = self.state;
        let mut gaps = taking(builder, state, required, &mut self.judged);
        let years_missing = years_missing(builder.ladder, &gaps, state, required);
        let readiness = state.known.then(|| readiness(&gaps));
        gaps.retain(|gap| gap.status != Status::Met);
        gaps.shrink_to_fit();
        Fit {
            readiness,
            study: self.study(&gaps, required),
            gaps,
            years_missing,
        }
    }

    /// The study hours of the gaps of a role, firm only where leaving estimates out gives the same.
    pub fn study(&mut self, gaps: &[Gap], required: &[Requirement]) -> Study {
        let mut study = study(gaps, self.state.hours_per_week);
        let is_firm = study.hours.is_some_and(|hours| !hours.at_least);
        if let Some((state, builder, judged)) = self.without.as_mut().filter(|_| is_firm) {
            // Without estimates, other alternatives may be taken.
            let without = if gaps.iter().any(takes_alternatives) {
                let gaps = taking(builder, state, required, judged);
                self::study(&gaps, state.hours_per_week).hours
            } else {
                firm_hours(gaps, &Times::new(builder.ladder, state))
            };
            study.mark_estimates(without);
        }
        study
    }
}

/// Compares the requirements of one of several roles with a person, with what is taken of alternatives.
fn taking(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    required: &[Requirement],
    judged: &mut Judged,
) -> Vec<Gap> {
    let ladder = builder.ladder;
    let taken = || taken_at_start(ladder, state, required);
    assess_taking(builder, state, required, judged, Some(taken))
}

/// Whether the years of experience that a role asks for are an estimate that is left out.
pub(super) fn are_years_left_out(
    ladder: &Ladder,
    state: &PersonState,
    required: &[Requirement],
) -> bool {
    let is_left_out = |requirement: &Requirement| {
        let is_years = matches!(requirement.item, Item::Years(_));
        is_years
            && requirement.item.asks_for_something()
            && state.leaves_out(ladder, requirement.source)
    };
    state.exemption(Exemption::Years).is_none() && required.iter().any(is_left_out)
}

/// Years of experience still missing for a role; `None` where they are unknown.
pub(super) fn years_missing(
    ladder: &Ladder,
    all: &[Gap],
    state: &PersonState,
    required: &[Requirement],
) -> Option<Number> {
    if are_years_left_out(ladder, state, required) {
        return None;
    }
    let asked = all.iter().find_map(|gap| match gap.need {
        Need::Experience { years, .. } => Some((gap, years)),
        _ => None,
    });
    let Some((gap, years)) = asked else {
        return Some(Number(0.0));
    };
    if gap.status == Status::NotApplicable {
        return Some(Number(0.0));
    }
    let have = state.years?;
    Some(Number::years((years.0 - have).max(0.0)))
}

/// Counts the requirements that are met; those that do not apply are not counted.
pub(super) fn readiness(gaps: &[Gap]) -> Readiness {
    let counted = gaps.iter();
    let counted = counted.filter(|gap| gap.status != Status::NotApplicable);
    standing::readiness(&counted.map(|gap| Counted {
        weight: gap.origin.weight.0,
        credit: gap.credit,
        without_roles: gap.without_roles,
    }))
}

fn gap(builder: &mut AnswerBuilder, state: &PersonState, requirement: &Requirement) -> Gap {
    let estimated = builder.ladder.is_estimate(requirement.source);
    let mut gap = match &requirement.item {
        Item::Years(years) => experience(state, *years, estimated),
        Item::Education(education) => self::education(state, education),
        Item::Skill(skill, level) => skill::skill(builder, state, *skill, *level),
        Item::Certification(group) => certification(builder, state, group),
        Item::AnyOf(group) => any_of(builder, state, group, requirement.source),
        Item::Points(points) => alternatives::points(builder, state, points),
    };
    gap.origin = builder.origin(requirement);
    if !gap.alternatives.is_empty() {
        let of_member = Arc::new(gap.origin.of_member());
        for member in gap.alternatives.to_mut() {
            member.origin = of_member.clone();
        }
    }
    if let Some(reason) = exempt(state, &requirement.item) {
        gap.status = Status::NotApplicable;
        gap.reason = Some(reason);
    }
    gap
}

/// The id of a requirement among the gaps.
pub(super) fn gap_id(ladder: &Ladder, requirement: &Requirement) -> SmolStr {
    let unknown = PersonState::default();
    gap(&mut AnswerBuilder::new(ladder), &unknown, requirement).id
}

/// Each alternative is judged as if it were asked for by itself.
fn any_of(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    group: &Alternatives,
    source: Option<SourceIndex>,
) -> Gap {
    let estimated = builder.ladder.is_estimate(source);
    let mut members = Vec::with_capacity(group.members.len());
    for member in group.members.iter() {
        let mut gap = match member {
            Alternative::Years(years) if state.leaves_out(builder.ladder, source) => Gap {
                have: None,
                status: Status::Missing,
                credit: 0.0,
                without_roles: 0.0,
                ..experience(state, *years, estimated)
            },
            Alternative::Years(years) => experience(state, *years, estimated),
            Alternative::Education(education) => self::education(state, education),
            Alternative::Skill(skill, level) => skill::skill(builder, state, *skill, *level),
            Alternative::Certification(certification) => {
                let alone = Group {
                    id: None,
                    members: [*certification].into(),
                };
                self::certification(builder, state, &alone)
            }
        };
        if let Some(reason) = exempt_alternative(state, member) {
            gap.status = Status::NotApplicable;
            gap.reason = Some(reason.into());
        }
        members.push(gap);
    }
    alternatives::any_of(builder, state, group, source, members)
}

/// Why a requirement does not apply: a group only where all its members are exempt.
fn exempt(state: &PersonState, item: &Item) -> Option<SmolStr> {
    let reason = |exemption| state.exemption(exemption);
    let reasons: Option<Vec<&str>> = match item {
        Item::Years(_) => return reason(Exemption::Years).map(SmolStr::new),
        Item::Education(_) => return reason(Exemption::Education).map(SmolStr::new),
        Item::Skill(skill, _) => return reason(Exemption::Skill(*skill)).map(SmolStr::new),
        Item::Certification(group) => {
            let members = group.members.iter();
            members
                .map(|member| reason(Exemption::Certification(*member)))
                .collect()
        }
        Item::AnyOf(group) => {
            let members = group.members.iter();
            members
                .map(|member| exempt_alternative(state, member))
                .collect()
        }
        Item::Points(points) => {
            let skills = points.skills.iter();
            skills
                .map(|skill| reason(Exemption::Skill(*skill)))
                .collect()
        }
    };
    let mut reasons = reasons?;
    reasons.dedup();
    Some(reasons.join("; ").into())
}

/// Why an alternative does not apply.
fn exempt_alternative<'s>(state: &'s PersonState, member: &Alternative) -> Option<&'s str> {
    state.exemption(match member {
        Alternative::Years(_) => Exemption::Years,
        Alternative::Education(_) => Exemption::Education,
        Alternative::Skill(skill, _) => Exemption::Skill(*skill),
        Alternative::Certification(certification) => Exemption::Certification(*certification),
    })
}

/// The origin of a gap until its requirement is known.
static NO_ORIGIN: LazyLock<Arc<Origin>> = LazyLock::new(Arc::default);

pub(super) fn missing(kind: RequirementKind, id: &str, title: &str, need: Need) -> Gap {
    Gap {
        kind,
        id: id.to_smolstr(),
        title: title.to_smolstr(),
        have: None,
        need,
        means: None,
        status: Status::Missing,
        origin: NO_ORIGIN.clone(),
        hours: None,
        hours_estimated: None,
        practice: None,
        studies_before_practice: false,
        resources: Shared::default(),
        options: Vec::new(),
        alternatives: Shared::default(),
        points: None,
        baseline: None,
        assumed: false,
        taken: TakenAtStart::default(),
        expired: None,
        retired: None,
        reason: None,
        proof: None,
        is_titled: true,
        credit: 0.0,
        without_roles: 0.0,
        effort: Shared::default(),
        group: None,
    }
}

impl Gap {
    pub(super) fn credited(mut self, standing: Standing) -> Self {
        let credit = standing.credit;
        self.credit = credit;
        self.without_roles = standing.without_roles;
        self.status = if credit >= 1.0 {
            Status::Met
        } else if credit > 0.0 {
            Status::Partial
        } else {
            Status::Missing
        };
        self
    }
}

fn experience(state: &PersonState, years: Span, estimated: bool) -> Gap {
    let need = Need::Experience {
        years: Number(years.min),
        max: Number(years.max),
        estimated,
    };
    let kind = RequirementKind::Experience;
    let mut gap = missing(kind, "years", "Years of experience", need);
    gap.have = state.years.map(|years| Have::Experience {
        years: Number::years(years),
    });
    gap.assumed = state.assumed.years;
    gap.credited(Standing::of_years(state, years.min))
}

fn education(state: &PersonState, education: &EducationRequirement) -> Gap {
    let need = Need::Education(education.clone());
    let mut gap = missing(RequirementKind::Education, "education", "Education", need);
    let meeting = state.degree_for(education.degree, &education.fields);
    gap.have = meeting
        .or_else(|| state.highest_degree())
        .map(|earned| Have::Education {
            degree: earned.degree,
            field: earned.field.clone(),
        });
    gap.assumed = state.assumed.education;
    gap.credited(Standing::of_education(state, education))
}
