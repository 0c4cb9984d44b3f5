//! How a person meets alternatives and points.

use std::{cmp::Reverse, collections::HashMap};

use smol_str::{SmolStr, ToSmolStr, format_smolstr};

use crate::{
    model::{
        Alternative, Alternatives, Exemption, Item, Ladder, Level, Points, RoleIndex, SkillIndex,
        SourceIndex,
    },
    order::Order as _,
    vocabulary::RequirementKind,
};

use super::{
    answer::{Number, Shared},
    answer_builder::AnswerBuilder,
    assess::missing,
    candidate::Candidate,
    effort::Hours,
    gap::{CountedSkill, Gap, Have, Need, PointsGap, Raise},
    open_group::group_id,
    person_state::PersonState,
    route::TakenAtStart,
    standing::{Roles, Standing},
};

/// Alternatives or points that a person counts as meeting.
#[derive(Debug, Clone)]
pub struct MetItem {
    /// The alternatives or the points.
    pub item: Item,
    /// The role that asks for them, where the person is only taken to meet them as one who holds or held it.
    pub role: Option<RoleIndex>,
}

impl MetItem {
    /// Whether whoever counts as meeting this counts as meeting the other.
    pub fn covers(&self, other: &Item) -> bool {
        match (&self.item, other) {
            (Item::AnyOf(known), Item::AnyOf(group)) => {
                group.need <= known.need && known.is_same(group)
            }
            (Item::Points(known), Item::Points(points)) => {
                points.need <= known.need && known.counts_as(points)
            }
            _ => false,
        }
    }
}

/// What a person counts as meeting, and the role that this rests on, if it does.
pub(super) struct Met(pub Option<RoleIndex>);

/// A group of alternatives, each of them judged by itself.
pub(super) fn any_of(
    builder: &AnswerBuilder,
    state: &PersonState,
    group: &Alternatives,
    source: Option<SourceIndex>,
    members: Vec<Gap>,
) -> Gap {
    let ids: Vec<SmolStr> = members.iter().map(|member| member.id.clone()).collect();
    let need = group.need;
    let title = match &group.title {
        Some(title) => title.to_string(),
        None => name(&members, need),
    };
    let id = group_id(group.id.as_ref(), ids.iter().map(SmolStr::as_str));
    let kind = RequirementKind::AnyOf;
    let mut gap = missing(
        kind,
        &id,
        &title,
        Need::AnyOf {
            any_of: ids.into(),
            need,
        },
    );
    gap.is_titled = group.title.is_some();
    let is_met = |member: &&Gap| member.credit >= 1.0;
    let met = members.iter().filter(is_met).count();
    gap.have = state.known.then_some(Have::AnyOf { met });
    gap.assumed = members.iter().any(|member| member.assumed);
    let standing = Standing::of_group(builder.ladder, state, group, source);
    gap.baseline = standing
        .baseline
        .map(|role| builder.ladder[role].id.clone());
    gap.alternatives = members.into();
    gap.credited(standing)
}

/// Takes members of an open group, or says that points are missing.
pub(super) fn take(gap: &mut Gap, is_taken: TakenAtStart) {
    gap.taken = is_taken;
    let chosen: Vec<&Gap> = taken(gap).collect();
    if !chosen.is_empty() {
        let skills = chosen.iter().flat_map(|member| &member.effort);
        let mut hours = Hours::of(skills);
        hours.at_least |= gap.taken.is_short;
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
}

/// The name of a group without a title: `Statistics (working) or 9 years of experience`.
fn name(members: &[Gap], need: usize) -> String {
    let names = names(members);
    match need {
        1 => names.join(" or "),
        several => format!("{several} of {}", names.join(", ")),
    }
}

/// The alternatives of a group in words.
pub(super) fn names(members: &[Gap]) -> Vec<SmolStr> {
    let names = members.iter().map(|member| match &member.need {
        Need::Skill(level) => format_smolstr!("{} ({})", member.title, level.name),
        Need::Experience { years, max, .. } => {
            let plural = if *max == Number(1.0) { "" } else { "s" };
            if years == max {
                format_smolstr!("{years} year{plural} of experience")
            } else if max.0.is_infinite() {
                format_smolstr!("{years} or more years of experience")
            } else {
                format_smolstr!("{years}–{max} years of experience")
            }
        }
        Need::Education(asked) if asked.fields.is_empty() => asked.degree.to_smolstr(),
        Need::Education(asked) => {
            format_smolstr!("{} in {}", asked.degree, asked.fields.join(" or "))
        }
        _ => member.title.clone(),
    });
    names.collect()
}

/// Whether the person counts as meeting a group that a role asked for in the same way, as far as the profile does
/// not say otherwise: enough members can still be met by skills that it does not name.
pub(super) fn rests_on(
    state: &impl Candidate,
    group: &Alternatives,
    met: usize,
    roles: Roles,
) -> Option<Met> {
    let is_same = |known: &Item| match known {
        Item::AnyOf(known) => group.need <= known.need && known.is_same(group),
        _ => false,
    };
    let is_open = |member: &&Alternative| match member {
        Alternative::Skill(skill, level) => {
            let has = state.level(*skill);
            state.is_silent_on(*skill) && has.is_none_or(|has| has < *level)
        }
        _ => false,
    };
    let open = group.members.iter().filter(is_open).count();
    let mut known = met_items(state, roles).filter(|known| is_same(&known.item));
    let known = known.find(|known| known.role.is_none() || met + open >= group.need);
    known.map(|known| Met(known.role))
}

/// The alternatives and points that a person counts as meeting, with those that rest on roles or without.
fn met_items(state: &impl Candidate, roles: Roles) -> impl Iterator<Item = &MetItem> {
    let known = state.met_items();
    known.filter(move |known| roles == Roles::Counted || known.role.is_none())
}

/// Points, and what would bring more.
pub(super) fn points(builder: &AnswerBuilder, state: &PersonState, points: &Points) -> Gap {
    let need = Need::Points {
        points: Number(points.need),
        of: points
            .skills
            .iter()
            .map(|skill| builder.skill_name(*skill))
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
    let missing_points = |have: f64| Number::rounded((points.need - have).max(0.0));
    let detail = PointsGap {
        missing: missing_points(have),
        by_required: Number(0.0),
        to_choose: missing_points(have),
        counted: counted.collect(),
        raises: raises(builder, state, points, &HashMap::new()),
    };
    let standing = Standing::of_points(builder.ladder, state, points);
    gap.baseline = standing
        .baseline
        .map(|role| builder.ladder[role].id.clone());
    let granted =
        granted(builder.ladder, state, points, Roles::Counted).map(|(granted, _)| granted);
    gap.points = Some(detail);
    if let Some(granted) = granted.filter(|granted| have < *granted) {
        // Which levels these points are of is not said, so neither is what would bring more.
        gap.have = Some(Have::Points {
            points: Number::rounded(granted),
        });
        gap.points = Some(PointsGap {
            missing: missing_points(granted),
            to_choose: missing_points(granted),
            by_required: Number(0.0),
            counted: Shared::default(),
            raises: Shared::default(),
        });
    }
    gap.credited(standing)
}

/// Tells which of the missing points come with levels that the role requires besides.
pub(super) fn count_required(
    builder: &AnswerBuilder,
    state: &PersonState,
    points: &Points,
    required: &HashMap<SkillIndex, Level>,
    gap: &mut Gap,
) {
    let Some(Have::Points {
        points: Number(have),
    }) = gap.have
    else {
        return;
    };
    let Some(detail) = &mut gap.points else {
        return;
    };
    let level = |skill: &SkillIndex| {
        let has = state.skills.get(skill).copied();
        has.max(required.get(skill).copied())
    };
    let skills = points.skills.iter();
    let then: f64 = skills.map(|skill| points.worth(level(skill))).sum();
    if then <= have {
        return;
    }
    detail.by_required = Number::rounded(then - have);
    detail.to_choose = Number::rounded((points.need - then).max(0.0));
    detail.raises = raises(builder, state, points, required);
}

/// What would bring more points; what is required for itself comes last.
fn raises(
    builder: &AnswerBuilder,
    state: &PersonState,
    points: &Points,
    required: &HashMap<SkillIndex, Level>,
) -> Shared<Raise> {
    let (mut to_choose, mut anyway) = (Vec::new(), Vec::new());
    for skill in points.skills.iter().copied() {
        if state.exemption(Exemption::Skill(skill)).is_some() {
            continue;
        }
        let have = state.skills.get(&skill).copied();
        let then = have.max(required.get(&skill).copied());
        let gain = |from: Option<Level>, to: Level| points.worth(Some(to)) - points.worth(from);
        if let Some(to) = then.filter(|then| gain(have, *then) > 0.0) {
            anyway.push(Raise {
                required: true,
                ..raise(builder, skill, have, (to, gain(have, to)))
            });
        }
        let scale = builder.ladder.scale(skill);
        let top = u8::try_from(scale.names().len()).ok();
        let top = top.and_then(|top| scale.level(top));
        let mut above = top.into_iter().flat_map(|top| top.levels_from(then));
        if let Some(to) = above.find(|level| gain(then, *level) > 0.0) {
            to_choose.push(raise(builder, skill, then, (to, gain(then, to))));
        }
    }
    to_choose.order_by_key(|raise| Reverse(raise.gain.0.to_bits()));
    anyway.order_by_key(|raise| Reverse(raise.gain.0.to_bits()));
    to_choose.into_iter().chain(anyway).collect()
}

fn raise(
    builder: &AnswerBuilder,
    skill: SkillIndex,
    have: Option<Level>,
    (to, gain): (Level, f64),
) -> Raise {
    let mut meanings = builder.ladder[skill].levels.iter();
    Raise {
        named: builder.skill_name(skill),
        have: have.map(|level| builder.level(skill, level)),
        to: builder.level(skill, to),
        gain: Number::rounded(gain),
        required: false,
        means: meanings
            .find(|(level, _)| *level == to)
            .map(|(_, text)| text.clone()),
    }
}

/// The points that the person counts as having, since a role asked for them in the same way, and the role, where that is one
/// that the person holds or held: then only as many as the skills can be worth that the profile does not name.
pub(super) fn granted(
    ladder: &Ladder,
    state: &impl Candidate,
    points: &Points,
    roles: Roles,
) -> Option<(f64, Option<RoleIndex>)> {
    let most = |skill: &SkillIndex| {
        let top = ladder.scale(*skill).names().len();
        let top = u8::try_from(top).ok();
        let top = top.and_then(|top| ladder.scale(*skill).level(top));
        let level = state.level(*skill);
        points.worth(if state.is_silent_on(*skill) {
            top
        } else {
            level
        })
    };
    let most: f64 = points.skills.iter().map(most).sum();
    let known = met_items(state, roles).filter_map(|known| match &known.item {
        Item::Points(asked) if asked.counts_as(points) => {
            let limit = if known.role.is_some() {
                most
            } else {
                f64::INFINITY
            };
            Some((asked.need.min(limit), known.role))
        }
        _ => None,
    });
    known.reduce(|best, other| if best.0 < other.0 { other } else { best })
}

/// The alternatives of a group that a move takes.
pub(super) fn taken(gap: &Gap) -> impl Iterator<Item = &Gap> {
    let members = gap.taken.members.iter();
    members.map(|member| &gap.alternatives[*member])
}
