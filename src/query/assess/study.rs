//! The hours of study for what is missing.

use std::{borrow::Cow, collections::HashMap};

use smol_str::SmolStr;

use crate::vocabulary::RequirementKind;

use super::super::{
    alternatives,
    answer::{Estimate, Number},
    effort::{Effort, Hours, Times},
    gap::{Gap, Study},
    open_group::{OpenGroup, to_earn},
};

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

/// The hours of study of the open gaps without estimates, none of which is of alternatives or points.
pub(super) fn firm_hours(gaps: &[Gap], times: &Times) -> Option<Estimate> {
    let open = || gaps.iter().filter(|gap| gap.status.is_open());
    let efforts = open().map(|gap| times.without_estimates(&gap.effort));
    let efforts: Vec<Cow<'_, [Effort]>> = efforts.collect();
    let mut sum = Hours::of(efforts.iter().flat_map(|efforts| efforts.iter()));
    let groups = open().filter_map(|gap| gap.group.as_ref());
    let groups = groups.map(|group| group.timed(|member| times.certification(member)));
    let groups: Vec<OpenGroup> = groups.collect();
    let mut groups: Vec<&OpenGroup> = groups.iter().collect();
    OpenGroup::order(&mut groups, |group| group);
    for (group, _) in to_earn(groups, |group| group, |_| false) {
        match group.study {
            Some(study) => sum.add(study),
            None => sum.at_least = true,
        }
    }
    sum.estimates().0
}

/// Adds up the study hours of the open gaps.
pub(in crate::query) fn study<'g>(gaps: &'g [Gap], hours_per_week: Option<f64>) -> Study {
    let all = studied(gaps);
    let open = |kind: RequirementKind| all.iter().copied().filter(move |gap| gap.kind == kind);
    let skills = || open(RequirementKind::Skill);
    let has_unknown = |gap: &&Gap| gap.effort.iter().any(|effort| !effort.is_study_known());
    let unknown = skills().filter(has_unknown).map(|gap| gap.id.clone());
    // Which levels are learnt for points is not said.
    let is_short = |gap: &&&Gap| gap.taken.is_short;
    let short = all.iter().filter(is_short).map(|gap| gap.id.clone());
    let mut unknown: Vec<SmolStr> = unknown.chain(short).collect();
    let mut sum = Hours::of(skills().flat_map(|gap| &gap.effort));
    sum.at_least |= all.iter().any(|gap| gap.taken.is_short);
    let with_group = |gap: &'g Gap| Some((gap, gap.group.as_deref()?));
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
