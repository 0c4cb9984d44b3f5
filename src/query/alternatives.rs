//! How a person meets alternatives and points.

use std::cmp::Reverse;

use smol_str::SmolStr;

use crate::{
    model::{Alternative, Alternatives, Exemption, Item, Level, Points, RoleIndex, SkillIndex},
    order::Order as _,
    vocabulary::RequirementKind,
};

use super::{
    answer::{Estimate, Number},
    answer_builder::AnswerBuilder,
    assess::missing,
    effort::Hours,
    gap::{CountedSkill, Gap, Have, Need, PointsGap, Raise},
    person_state::PersonState,
};

/// Alternatives or points that a person counts as meeting.
#[derive(Debug, Clone)]
pub struct MetItem {
    /// The alternatives or the points.
    pub item: Item,
    /// The role that asks for them, where the person is only taken to meet them as one who holds or held it.
    pub role: Option<RoleIndex>,
}

/// What a person counts as meeting, and the role that this rests on, if it does.
struct Met(Option<RoleIndex>);

/// A group of alternatives, each of them judged by itself.
pub(super) fn any_of(
    builder: &AnswerBuilder,
    state: &PersonState,
    group: &Alternatives,
    members: Vec<Gap>,
) -> Gap {
    let ids: Vec<SmolStr> = members.iter().map(|member| member.id.clone()).collect();
    let need = group.need;
    let title = group.title.clone().unwrap_or_else(|| match need {
        1 => format!("Any one of {}", members.len()).into(),
        several => format!("{several} of {}", members.len()).into(),
    });
    let id = group.id.clone().unwrap_or_else(|| ids.join("|").into());
    let kind = RequirementKind::AnyOf;
    let mut gap = missing(kind, &id, &title, Need::AnyOf { any_of: ids, need });
    let is_met = |member: &&Gap| member.credit >= 1.0;
    let met = members.iter().filter(is_met).count();
    gap.have = state.known.then_some(Have::AnyOf { met });
    gap.assumed = members.iter().any(|member| member.assumed);
    let mut credits: Vec<f64> = members.iter().map(|member| member.credit).collect();
    credits.order_by(|one, other| other.total_cmp(one));
    #[expect(clippy::cast_precision_loss, reason = "alternatives are few")]
    let credit = if met >= need {
        1.0
    } else {
        credits.iter().take(need).sum::<f64>() / need as f64
    };
    let resting = (met < need).then(|| rests_on(state, group, met));
    if let Some(Met(role)) = resting.flatten() {
        gap.baseline = role.map(|role| builder.ladder[role].id.clone());
        gap.alternatives = members;
        return gap.credited(1.0);
    }
    if met >= need {
        gap.baseline = baseline(&members, need);
    }
    gap.alternatives = members;
    let mut gap = gap.credited(credit);
    let chosen = chosen(&gap);
    if !chosen.is_empty() {
        let skills = chosen.iter().flat_map(|member| &member.effort);
        let mut hours = Hours::of(skills);
        for group in chosen.iter().filter_map(|member| member.group.as_ref()) {
            match group.study {
                Some(study) => hours.add(study),
                None => hours.at_least = true,
            }
        }
        // Where nothing is studied, there are no hours.
        let is_studied = |member: &&Gap| {
            member.hours.is_some() || !member.effort.is_empty() || member.group.is_some()
        };
        if chosen.iter().any(is_studied) {
            (gap.hours, gap.hours_estimated) = hours.estimates();
        }
    }
    gap
}

/// The role that a group rests on: that of the first alternative of those needed that rests on one.
fn baseline(members: &[Gap], need: usize) -> Option<SmolStr> {
    let met = || members.iter().filter(|member| member.credit >= 1.0);
    let stated = met().filter(|member| member.baseline.is_none()).count();
    let mut roles = met().filter_map(|member| member.baseline.clone());
    roles.next().filter(|_| stated < need)
}

/// Whether the person counts as meeting a group that a role asked for in the same way, as far as the profile does
/// not say otherwise: enough members can still be met by skills that it does not name.
fn rests_on(state: &PersonState, group: &Alternatives, met: usize) -> Option<Met> {
    let is_same = |known: &Item| match known {
        Item::AnyOf(known) => group.need <= known.need && known.is_same(group),
        _ => false,
    };
    let known = state.met_items.iter().find(|known| is_same(&known.item))?;
    let is_open = |member: &&Alternative| match member {
        Alternative::Skill(skill, level) => {
            let has = state.skills.get(skill);
            is_unnamed(state, *skill) && has.is_none_or(|has| has < level)
        }
        _ => false,
    };
    let open = group.members.iter().filter(is_open).count();
    (known.role.is_none() || met + open >= group.need).then_some(Met(known.role))
}

/// Whether nothing is said of a skill by the profile.
fn is_unnamed(state: &PersonState, skill: SkillIndex) -> bool {
    !state.named_skills.contains(&skill) && state.exemption(Exemption::Skill(skill)).is_none()
}

/// Points, and what would bring more.
pub(super) fn points(builder: &AnswerBuilder, state: &PersonState, points: &Points) -> Gap {
    let need = Need::Points {
        points: Number(points.need),
        of: points
            .skills
            .iter()
            .map(|skill| builder.ladder[*skill].id.clone())
            .collect(),
        worth: points.worth.iter().copied().map(Number).collect(),
    };
    let mut gap = missing(RequirementKind::Points, "points", "Points", need);
    let level = |skill: &SkillIndex| state.skills.get(skill).copied();
    let worth = |skill: &SkillIndex| points.worth(level(skill));
    let have: f64 = points.skills.iter().map(worth).sum();
    gap.have = state.known.then(|| Have::Points {
        points: Number::rounded(have),
    });
    gap.assumed = points
        .skills
        .iter()
        .any(|skill| state.assumed.skills.contains(skill));
    let counted = points.skills.iter().filter_map(|skill| {
        let level = level(skill)?;
        Some(CountedSkill {
            named: builder.skill_name(*skill),
            level: builder.level(*skill, level),
            worth: Number(points.worth(Some(level))),
        })
    });
    let mut raises: Vec<Raise> = points
        .skills
        .iter()
        .filter_map(|skill| raise(builder, state, points, *skill))
        .collect();
    raises.order_by_key(|raise| Reverse(raise.gain.0.to_bits()));
    let detail = PointsGap {
        missing: Number::rounded((points.need - have).max(0.0)),
        counted: counted.collect(),
        raises,
    };
    if have < points.need
        && let Some(Met(role)) = points_rest_on(builder, state, points)
    {
        gap.baseline = role.map(|role| builder.ladder[role].id.clone());
        return gap.credited(1.0);
    }
    if have >= points.need {
        let stated = points
            .skills
            .iter()
            .filter(|skill| !state.baseline.contains_key(skill));
        let stated: f64 = stated.map(worth).sum();
        let mut roles = points
            .skills
            .iter()
            .filter_map(|skill| state.baseline.get(skill));
        let role = roles.next().filter(|_| stated < points.need);
        gap.baseline = role.map(|role| builder.ladder[*role].id.clone());
    }
    gap.points = Some(detail);
    gap.credited(have / points.need)
}

/// The next level of a skill that is worth more than the person's.
fn raise(
    builder: &AnswerBuilder,
    state: &PersonState,
    points: &Points,
    skill: SkillIndex,
) -> Option<Raise> {
    if state.exemption(Exemption::Skill(skill)).is_some() {
        return None;
    }
    let ladder = builder.ladder;
    let have = state.skills.get(&skill).copied();
    let gain = |level: Level| points.worth(Some(level)) - points.worth(have);
    let top = u8::try_from(ladder.scale(skill).names().len()).ok()?;
    let mut above = ladder.scale(skill).level(top)?.levels_from(have);
    let to = above.find(|level| gain(*level) > 0.0)?;
    let mut meanings = ladder[skill].levels.iter();
    Some(Raise {
        named: builder.skill_name(skill),
        have: have.map(|level| builder.level(skill, level)),
        to: builder.level(skill, to),
        gain: Number::rounded(gain(to)),
        means: meanings
            .find(|(level, _)| *level == to)
            .map(|(_, text)| text.clone()),
    })
}

/// Whether the person counts as having points that a role asked for in the same way, as far as the profile does not
/// say otherwise: the skills that it does not name can be worth that much.
fn points_rest_on(builder: &AnswerBuilder, state: &PersonState, points: &Points) -> Option<Met> {
    let is_same = |known: &Item| match known {
        Item::Points(known) => points.need <= known.need && known.counts_as(points),
        _ => false,
    };
    let known = state.met_items.iter().find(|known| is_same(&known.item))?;
    let most = |skill: &SkillIndex| {
        let top = builder.ladder.scale(*skill).names().len();
        let top = u8::try_from(top)
            .ok()
            .and_then(|top| builder.ladder.scale(*skill).level(top));
        let level = state.skills.get(skill).copied();
        points.worth(if is_unnamed(state, *skill) {
            top
        } else {
            level
        })
    };
    let most: f64 = points.skills.iter().map(most).sum();
    (known.role.is_none() || most >= points.need).then_some(Met(known.role))
}

/// The alternatives of a group that would be studied: of the open ones those with known and least hours first, then
/// those that take no study, as many as are missing.
pub(super) fn chosen(gap: &Gap) -> Vec<&Gap> {
    let Need::AnyOf { need, .. } = gap.need else {
        return Vec::new();
    };
    let met = gap
        .alternatives
        .iter()
        .filter(|member| member.credit >= 1.0);
    let missing = need.saturating_sub(met.count());
    let open = gap
        .alternatives
        .iter()
        .filter(|member| member.status.is_open());
    let mut open: Vec<&Gap> = open.collect();
    open.order_by_cached_key(|member| {
        let least =
            |hours: &Option<Estimate>| hours.map_or([0.0; 2], |hours| [hours.min.0, hours.max.0]);
        let (sourced, estimated) = (least(&member.hours), least(&member.hours_estimated));
        let hours = [0, 1].map(|end| (sourced[end] + estimated[end]).to_bits());
        let is_known = member
            .hours
            .or(member.hours_estimated)
            .map(|hours| !hours.at_least);
        let rank = match (member.kind, is_known) {
            (RequirementKind::Experience | RequirementKind::Education, _) => 1,
            (_, Some(true)) => 0,
            _ => 2,
        };
        (rank, hours)
    });
    open.truncate(missing);
    open
}
