//! How a person meets the requirements of a role.

use std::{cmp::Reverse, collections::HashMap};

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{
        Alternative, Alternatives, CertificationIndex, EducationRequirement, Exemption, Group,
        Item, Ladder, Level as Rank, Requirement, SkillIndex, SourceIndex,
    },
    order::Order as _,
    vocabulary::{RequirementKind, Status},
};

use super::{
    alternatives,
    answer::{Estimate, Number, Origin},
    answer_builder::AnswerBuilder,
    effort::{Hours, Times, practice},
    gap::{CertificationOption, Gap, Have, HeldCertification, Need, Readiness, Study},
    open_group::{OpenGroup, accepted, id_of, to_earn},
    person_state::PersonState,
    route::{TakenAtStart, taken_at_start},
};

/// Compares requirements with a person: open ones first, those that would raise the readiness most
/// before others, then those that are met, then those that do not apply.
pub(super) fn assess(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    requirements: &[Requirement],
) -> Vec<Gap> {
    let mut gaps = Vec::with_capacity(requirements.len());
    let mut taken = taken_at_start(builder.ladder, state, requirements);
    for (position, requirement) in requirements.iter().enumerate() {
        let is_left_out = matches!(requirement.item, Item::Years(_))
            && state.leaves_out(builder.ladder, requirement.source);
        if requirement.item.asks_for_something() && !is_left_out {
            let taken = taken.remove(&position).unwrap_or_default();
            gaps.push(gap(builder, state, requirement, taken));
        }
    }
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

/// Determines what a person meets of the requirements of a role.
pub(super) fn fit(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    required: &[Requirement],
) -> Fit {
    let mut gaps = assess(builder, state, required);
    let years_missing = years_missing(builder.ladder, &gaps, state, required);
    let readiness = state.known.then(|| readiness(&gaps));
    gaps.retain(|gap| gap.status != Status::Met);
    Fit {
        readiness,
        study: study(&gaps, state.hours_per_week),
        gaps,
        years_missing,
    }
}

/// Years of experience still missing for a role; `None` where they are unknown.
pub(super) fn years_missing(
    ladder: &Ladder,
    all: &[Gap],
    state: &PersonState,
    required: &[Requirement],
) -> Option<Number> {
    let is_left_out = |requirement: &Requirement| {
        matches!(requirement.item, Item::Years(_)) && state.leaves_out(ladder, requirement.source)
    };
    if required.iter().any(is_left_out) {
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
    let counted = || {
        gaps.iter()
            .filter(|gap| gap.status != Status::NotApplicable)
    };
    let met = || counted().filter(|gap| gap.status == Status::Met);
    let weights: f64 = counted().map(|gap| gap.origin.weight.0).sum();
    let mean =
        |credit: f64| (weights > 0.0).then(|| Number((credit / weights * 1e4).round() / 1e4));
    let weighted = |gap: &Gap| gap.origin.weight.0 * gap.credit;
    let stated = counted().filter(|gap| gap.baseline.is_none());
    Readiness {
        met: met().count(),
        required: counted().count(),
        ratio: mean(counted().map(weighted).sum()),
        baseline: met().filter(|gap| gap.baseline.is_some()).count(),
        ratio_without_baseline: mean(stated.map(weighted).sum()),
    }
}

/// The open gaps, and the alternatives that are studied for them; what several of them ask for is there once.
fn studied(gaps: &[Gap]) -> Vec<&Gap> {
    let mut studied: Vec<&Gap> = gaps.iter().filter(|gap| gap.status.is_open()).collect();
    let positions = studied.iter().enumerate();
    let mut positions: HashMap<_, usize> = positions
        .map(|(position, gap)| ((gap.kind, &gap.id), position))
        .collect();
    for gap in gaps.iter().filter(|gap| gap.status.is_open()) {
        for member in alternatives::taken(gap) {
            let position = *positions
                .entry((member.kind, &member.id))
                .or_insert(studied.len());
            match studied.get_mut(position) {
                Some(known) if known.effort.len() < member.effort.len() => *known = member,
                Some(_) => (),
                None => studied.push(member),
            }
        }
    }
    studied
}

/// Adds up the study hours of the open gaps.
pub(super) fn study<'g>(gaps: &'g [Gap], hours_per_week: Option<f64>) -> Study {
    let all = studied(gaps);
    let open = |kind: RequirementKind| all.iter().copied().filter(move |gap| gap.kind == kind);
    let skills = || open(RequirementKind::Skill);
    let has_unknown = |gap: &&Gap| gap.effort.iter().any(|effort| !effort.is_known());
    let unknown = skills().filter(has_unknown).map(|gap| gap.id.clone());
    // Which levels are learnt for points is not said.
    let is_short = |gap: &&&Gap| gap.taken.is_short;
    let short = all.iter().filter(is_short).map(|gap| gap.id.clone());
    let mut unknown: Vec<SmolStr> = unknown.chain(short).collect();
    let mut sum = Hours::of(skills().flat_map(|gap| &gap.effort));
    sum.at_least |= all.iter().any(|gap| gap.taken.is_short);
    let with_group = |gap: &'g Gap| Some((gap, gap.group.as_ref()?));
    let is_open = |gap: &&Gap| gap.status.is_open();
    let mut groups: Vec<(&Gap, &OpenGroup)> =
        gaps.iter().filter(is_open).filter_map(with_group).collect();
    OpenGroup::order(&mut groups, |(_, group)| group);
    let mut earned = to_earn(groups, |(_, group)| group, |_| false);
    // What is taken of alternatives is earned beside them.
    let alternatives = gaps.iter().filter(is_open).flat_map(alternatives::taken);
    for (gap, group) in alternatives.filter_map(with_group) {
        let mut choices = earned.iter().filter_map(|(_, choice)| *choice);
        if !choices.any(|choice| group.members.contains(&choice)) {
            earned.push(((gap, group), group.first()));
        }
    }
    for ((gap, group), _) in earned {
        if let Some(study) = group.study {
            sum.add(study);
        } else {
            sum.at_least = true;
            unknown.push(gap.id.clone());
        }
    }
    let (hours, hours_estimated) = sum.estimates();
    let pace = hours_per_week.filter(|pace| *pace > 0.0);
    let known = hours.is_some() || hours_estimated.is_some();
    Study {
        hours,
        hours_estimated,
        unknown,
        hours_per_week: hours_per_week.map(Number),
        weeks: pace.filter(|_| known).map(|pace| {
            let total = sum.total();
            Estimate {
                min: Number((total.min / pace).ceil()),
                max: Number((total.max / pace).ceil()),
                at_least: sum.at_least,
                estimated: hours_estimated.is_some(),
            }
        }),
    }
}

fn gap(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    requirement: &Requirement,
    taken: TakenAtStart,
) -> Gap {
    let estimated = builder.ladder.is_estimate(requirement.source);
    let mut gap = match &requirement.item {
        Item::Years(years) => experience(state, years.min, estimated),
        Item::Education(education) => self::education(state, education),
        Item::Skill(skill, level) => self::skill(builder, state, *skill, *level),
        Item::Certification(group) => certification(builder, state, group),
        Item::AnyOf(group) => any_of(builder, state, group, (requirement.source, taken)),
        Item::Points(points) => Gap {
            taken,
            ..alternatives::points(builder, state, points)
        },
    };
    gap.origin = builder.origin(requirement);
    for member in &mut gap.alternatives {
        member.origin = gap.origin.of_member();
    }
    if let Some(reason) = exempt(state, &requirement.item) {
        gap.status = Status::NotApplicable;
        gap.reason = Some(reason);
    }
    gap
}

/// Each alternative is judged as if it were asked for by itself.
fn any_of(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    group: &Alternatives,
    (source, taken): (Option<SourceIndex>, TakenAtStart),
) -> Gap {
    let estimated = builder.ladder.is_estimate(source);
    let mut members = Vec::with_capacity(group.members.len());
    for member in &group.members {
        let mut gap = match member {
            Alternative::Years(years) if state.leaves_out(builder.ladder, source) => Gap {
                have: None,
                status: Status::Missing,
                credit: 0.0,
                ..experience(state, years.min, estimated)
            },
            Alternative::Years(years) => experience(state, years.min, estimated),
            Alternative::Education(education) => self::education(state, education),
            Alternative::Skill(skill, level) => self::skill(builder, state, *skill, *level),
            Alternative::Certification(certification) => {
                let alone = Group {
                    id: None,
                    members: vec![*certification],
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
    alternatives::any_of(builder, state, group, members, taken)
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

pub(super) fn missing(kind: RequirementKind, id: &str, title: &str, need: Need) -> Gap {
    Gap {
        kind,
        id: id.to_smolstr(),
        title: title.to_smolstr(),
        have: None,
        need,
        means: None,
        status: Status::Missing,
        origin: Origin::default(),
        hours: None,
        hours_estimated: None,
        practice: None,
        resources: Vec::new(),
        options: Vec::new(),
        alternatives: Vec::new(),
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
        effort: Vec::new(),
        group: None,
    }
}

impl Gap {
    pub(super) fn credited(mut self, credit: f64) -> Self {
        self.credit = credit.clamp(0.0, 1.0);
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

fn experience(state: &PersonState, years: f64, estimated: bool) -> Gap {
    let need = Need::Experience {
        years: Number(years),
        estimated,
    };
    let kind = RequirementKind::Experience;
    let mut gap = missing(kind, "years", "Years of experience", need);
    gap.have = state.years.map(|years| Have::Experience {
        years: Number::years(years),
    });
    gap.assumed = state.assumed.years;
    gap.credited(state.years.unwrap_or(0.0) / years)
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
    gap.credited(f64::from(u8::from(meeting.is_some())))
}

pub(super) fn skill(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    skill: SkillIndex,
    need: Rank,
) -> Gap {
    let ladder = builder.ladder;
    let have = state.skills.get(&skill).copied();
    let asked = Need::Skill(builder.level(skill, need));
    let (id, title) = (&ladder[skill].id, &ladder[skill].title);
    let mut gap = missing(RequirementKind::Skill, id, title, asked);
    gap.have = have.map(|level| Have::Skill(builder.level(skill, level)));
    gap.baseline = state
        .baseline
        .get(&skill)
        .map(|role| ladder[*role].id.clone());
    gap.assumed = state.assumed.skills.contains(&skill);
    let mut levels = ladder[skill].levels.iter();
    let meaning = levels.find(|(level, _)| *level == need);
    gap.means = meaning.map(|(_, text)| text.clone());
    gap = gap.credited(f64::from(have.map_or(0, Rank::rank)) / f64::from(need.rank()));
    if gap.status.is_open() {
        let efforts = Times::new(ladder, state).up_to(skill, need).into_iter();
        gap.effort = efforts.filter(|effort| Some(effort.level) > have).collect();
        (gap.hours, gap.hours_estimated) = Hours::of(&gap.effort).estimates();
        let since = state.practising_since.get(&skill).copied();
        gap.practice = practice(&gap.effort, since.unwrap_or(0.0));
        let climb: Vec<Rank> = need.levels_from(have).collect();
        gap.resources = ladder[skill]
            .resources
            .iter()
            .filter(|resource| resource.level.is_some_and(|level| climb.contains(&level)))
            .map(|resource| builder.resource(skill, resource))
            .collect();
    }
    gap
}

/// A retired certification counts where it is held. Where it alone is required, its successors count too;
/// a group names all that count.
fn certification(builder: &AnswerBuilder, state: &PersonState, group: &Group) -> Gap {
    let ladder = builder.ladder;
    let own = group;
    let group = group.members.as_slice();
    let counting = accepted(ladder, group, state.as_of);
    let ids = group.iter().map(|member| ladder[*member].id.clone());
    let ids: Vec<SmolStr> = ids.collect();
    let title = match group {
        [only] => ladder[*only].title.clone(),
        _ => "One of several certifications".into(),
    };
    let mut gap = missing(
        RequirementKind::Certification,
        &ids.join("|"),
        &title,
        Need::Certification {
            one_of: ids.clone(),
        },
    );
    let held: Vec<HeldCertification> = counting
        .iter()
        .filter(|member| state.holds(**member))
        .map(|member| held_certification(builder, state, *member))
        .collect();
    let met = !held.is_empty();
    gap.have = met.then_some(Have::Certification {
        certifications: held,
    });
    gap.assumed = counting
        .iter()
        .any(|member| state.assumed.certifications.contains(member));
    gap.expired = group
        .iter()
        .filter_map(|member| state.expired(*member))
        .max()
        .map(|day| day.to_smolstr());
    if let [only] = group {
        gap.retired = retired(builder, state, *only);
    }
    let applies = |member: &CertificationIndex| {
        let exemption = Exemption::Certification(*member);
        state.exemption(exemption).is_none()
    };
    let is_preferred = |member: &CertificationIndex| {
        let member = Exemption::Certification(*member);
        state.preferred.contains(&member)
    };
    let options = counting.iter().copied().filter(applies);
    gap.options = options
        .clone()
        .map(|member| option(builder, state, member))
        .collect();
    if !met {
        let times = Times::new(ladder, state);
        let ways = options.filter(|member| ladder[*member].can_be_earned(state.as_of));
        let mut ways: Vec<CertificationIndex> = ways.collect();
        if ways.iter().any(is_preferred) {
            ways.retain(is_preferred);
        }
        let ways = ways.into_iter();
        let ways = ways.map(|member| (member, times.certification(member)));
        let group = OpenGroup::new(id_of(ladder, own), counting.clone(), ways);
        let mut hours = Hours::default();
        match group.study {
            Some(study) => hours.add(study),
            None => hours.at_least = true,
        }
        (gap.hours, gap.hours_estimated) = hours.estimates();
        gap.group = Some(group);
    }
    gap.credited(f64::from(u8::from(met)))
}

pub(super) fn held_certification(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> HeldCertification {
    let expires = state.certifications.get(&member).copied().flatten();
    HeldCertification {
        named: builder.certification_name(member),
        expires: expires.map(|day| day.to_smolstr()),
        retired: retired(builder, state, member),
    }
}

fn option(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> CertificationOption {
    let retired = retired(builder, state, member);
    let successors = builder.ladder[member].replaced_by.iter();
    CertificationOption {
        named: builder.certification_name(member),
        held: state.holds(member),
        expired: state.expired(member).map(|day| day.to_smolstr()),
        replaced_by: retired
            .iter()
            .flat_map(|_| successors.clone())
            .map(|successor| builder.certification_name(*successor))
            .collect(),
        retired,
        upcoming: upcoming(builder, state, member),
        note: builder.ladder[member].note.clone(),
    }
}

fn upcoming(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> Option<SmolStr> {
    let launched = builder.ladder[member].launched;
    let upcoming = launched.filter(|date| state.as_of < date.first_day());
    upcoming.map(|date| date.to_smolstr())
}

fn retired(
    builder: &AnswerBuilder,
    state: &PersonState,
    member: CertificationIndex,
) -> Option<SmolStr> {
    let entry = &builder.ladder[member];
    let retired = entry.retired.filter(|_| entry.is_retired(state.as_of));
    retired.map(|date| date.to_smolstr())
}
