//! Which members of the groups of a role are taken for a move.
//!
//! Each move decides by itself, the same under every criterion. What the person has, and what the role asks for
//! beside its groups, is there. The groups follow in the order of the role, each after what was taken for
//! those before. The members that are met count first; the rest of the number that is asked for is taken by the
//! time that each member takes by itself: preferred ones first, then known times by the least and by the most;
//! unknown times last, by their study hours; of equal ones the first in the file's order.

use std::collections::HashMap;

use crate::{
    model::{CertificationIndex, Item, Ladder, Points, Requirement},
    order::Order as _,
    query::person_state::PersonState,
    vocabulary::Degree,
};

use super::{
    alternatives::{Asked, AskedGroup, AskedYears, WayKind},
    gained::{Gained, is_set, set},
    problem::{Problem, RouteNode},
    required::Required,
    time::{Ticks, ticks, time_units},
    totals::PathTotals,
    unit::UnitsCost,
    units::Units,
};

/// What is taken for a move.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// The groups that are not met before the move.
    pub groups: Vec<TakenGroup>,
    /// Units of study and practice that the role does not ask for itself.
    pub units: Box<[u64]>,
    /// Certifications to earn, each after the position of its group in `groups`.
    pub certifications: Vec<(usize, CertificationIndex)>,
    /// Requirements of a degree, each after the position of its group in `groups`, with the degrees to earn.
    pub educations: Vec<(usize, usize, Vec<Degree>)>,
    pub years: Vec<AskedYears>,
    /// The points that the person has with all of this, where they are too few.
    pub points: Option<f64>,
}

/// What is taken of one group.
#[derive(Debug, Clone)]
pub struct TakenGroup {
    /// The position of the group in `Required::alternatives`.
    pub group: usize,
    /// The positions of the members that are met.
    pub met: Vec<usize>,
    /// The positions of the members that are taken.
    pub members: Vec<usize>,
    /// The positions of the members of unknown time that would do too: they may be quicker than what is taken. None
    /// where the person prefers what is taken.
    pub untimed: Vec<usize>,
    /// Whether the hours of study of these are known, so that only hours a week are lacking.
    pub lacks_pace: bool,
    /// How many of those that are asked for cannot be met.
    pub short: usize,
}

/// The time that a member takes by itself, as members are ordered.
type MemberOrder = (bool, bool, bool, [i128; 2]);

/// What is taken for a move to a node after a path; `None` where all groups and points are met.
pub fn taken(
    problem: &Problem,
    node: RouteNode,
    totals: &PathTotals,
    gained: &Gained,
) -> Option<Box<Taken>> {
    let required = problem.required(node);
    take(problem.ladder, &problem.units, required, totals, gained)
}

/// What is taken for what a role requires.
pub fn take(
    ladder: &Ladder,
    units: &Units,
    required: &Required,
    totals: &PathTotals,
    gained: &Gained,
) -> Option<Box<Taken>> {
    let mut asked = required.asked();
    if asked.all(|number| is_set(&gained.asked, number)) {
        return None;
    }
    let mut choice = Choice {
        ladder,
        units,
        totals,
        required,
        gained: gained.with(units, required),
        taken: Taken {
            units: units.none(),
            ..Taken::default()
        },
    };
    for (position, group) in required.alternatives.iter().enumerate() {
        if !is_set(&gained.asked, group.number) {
            choice.take_of(position, group);
        }
    }
    choice.count_points(gained);
    let Choice { taken, .. } = choice;
    let is_none = taken.groups.is_empty() && taken.points.is_none();
    (!is_none).then(|| Box::new(taken))
}

/// What is taken for the requirements of one role by a person who has learnt nothing more.
pub fn taken_at_start(
    ladder: &Ladder,
    state: &PersonState,
    requirements: &[Requirement],
) -> HashMap<usize, TakenAtStart> {
    let is_counted = |item: &Requirement| matches!(item.item, Item::AnyOf(_) | Item::Points(_));
    if !requirements.iter().any(is_counted) {
        return HashMap::new();
    }
    let units = Units::new(ladder, state, &Asked::of_role(requirements));
    let required = Required::new(&units, ladder, requirements);
    // Without a profile, a person has no experience.
    let years = state.years.or((!state.known).then_some(0.0));
    let totals = PathTotals {
        experience_since: years.map(|years| [-ticks(years); 2]),
        ..PathTotals::default()
    };
    let taken = take(ladder, &units, &required, &totals, &units.at_start());
    taken_for(&required, requirements, taken.map(|taken| *taken))
}

/// What is taken for each requirement of a role, by its position.
pub fn taken_for(
    required: &Required,
    requirements: &[Requirement],
    taken: Option<Taken>,
) -> HashMap<usize, TakenAtStart> {
    let Some(taken) = taken else {
        return HashMap::new();
    };
    let groups = taken.groups.into_iter().map(|group| {
        let taken = TakenAtStart {
            members: group.members,
            is_short: group.short > 0,
        };
        (required.alternatives[group.group].item, taken)
    });
    let is_points = |item: &Requirement| matches!(item.item, Item::Points(_));
    let points = requirements.iter().position(is_points);
    let points = points.filter(|_| taken.points.is_some()).map(|item| {
        let taken = TakenAtStart {
            members: Vec::new(),
            is_short: true,
        };
        (item, taken)
    });
    groups.chain(points).collect()
}

/// What is taken of a group of alternatives, or of points.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TakenAtStart {
    /// The positions of the members that are taken.
    pub members: Vec<usize>,
    /// Whether a part stays open in any time: too few members can be met, or points are missing.
    pub is_short: bool,
}

struct Choice<'a> {
    ladder: &'a Ladder,
    units: &'a Units,
    totals: &'a PathTotals,
    required: &'a Required,
    /// What is there with all that is taken so far.
    gained: Gained,
    taken: Taken,
}

impl Choice<'_> {
    fn take_of(&mut self, position: usize, group: &AskedGroup) {
        let mut met = Vec::new();
        let mut open: Vec<(MemberOrder, usize)> = Vec::new();
        for (member, way) in group.ways.iter().enumerate() {
            if self.is_met(&way.kind) {
                met.push(member);
            } else if let Some((is_unknown, hours_unknown, time)) = self.alone(&way.kind) {
                let order = (!way.is_preferred, is_unknown, hours_unknown, time);
                open.push((order, member));
            }
        }
        let missing = group.need.saturating_sub(met.len());
        if missing == 0 {
            return;
        }
        open.order();
        let others = open.split_off(missing.min(open.len()));
        let is_preferred = open.iter().any(|((not_preferred, ..), _)| !not_preferred);
        let is_untimed = |((_, is_unknown, ..), _): &&(MemberOrder, usize)| *is_unknown;
        let untimed = others.iter().filter(is_untimed).filter(|_| !is_preferred);
        let lacks_pace = |((_, _, hours_unknown, _), _): &(MemberOrder, usize)| !hours_unknown;
        let lacks_pace = !self.units.has_pace() && untimed.clone().all(lacks_pace);
        let mut untimed: Vec<usize> = untimed.map(|(_, member)| *member).collect();
        untimed.order();
        let members: Vec<usize> = open.into_iter().map(|(_, member)| member).collect();
        for member in &members {
            self.take(&group.ways[*member].kind);
        }
        self.taken.groups.push(TakenGroup {
            group: position,
            met,
            untimed,
            lacks_pace,
            short: missing - members.len(),
            members,
        });
    }

    fn is_met(&self, kind: &WayKind) -> bool {
        match kind {
            WayKind::Met => true,
            WayKind::None => false,
            WayKind::Skill(asked) => {
                let mut words = asked.iter();
                words.all(|(word, asked)| asked & !self.gained.units[*word] == 0)
            }
            WayKind::Certification(accepted, _) => accepted
                .iter()
                .any(|member| is_set(&self.gained.certifications, member.0)),
            WayKind::Education(number) => {
                let degrees = &self.units.degrees;
                degrees.to_earn(*number, &self.gained).is_empty()
            }
            WayKind::Years(asked) => {
                let beside = self.taken.years.iter().filter(|other| !other.unknown);
                let beside = beside.map(|other| other.years).chain(self.required.years);
                let wait = self.wait(asked);
                let is_there = wait.is_some_and(|wait| wait.map(time_units) == [0; 2]);
                !asked.unknown && (is_there || beside.max() >= Some(asked.years))
            }
        }
    }

    /// The time until the years of experience are there; `None` where it is unknown.
    fn wait(&self, asked: &AskedYears) -> Option<[Ticks; 2]> {
        let since = self.totals.experience_since.filter(|_| !asked.unknown)?;
        Some([0, 1].map(|end| (since[end] + asked.years - self.totals.elapsed[end]).max(0)))
    }

    /// The time that a member takes by itself: whether it is unknown, whether its study hours are too, and the
    /// least and the most of the one that is known. `None` where it cannot be met.
    fn alone(&self, kind: &WayKind) -> Option<(bool, bool, [i128; 2])> {
        let units = self.units;
        let study = |time: [Ticks; 2], hours: [i64; 2], is_known: bool| {
            if is_known && (hours[1] == 0 || units.has_pace()) {
                (false, false, time.map(time_units))
            } else if is_known {
                (true, false, hours.map(i128::from))
            } else {
                (true, true, [0; 2])
            }
        };
        let known = |time: [Ticks; 2], is_known: bool| {
            let time = if is_known { time } else { [0; 2] };
            (!is_known, !is_known, time.map(time_units))
        };
        match kind {
            WayKind::Met | WayKind::None => None,
            WayKind::Skill(asked) => {
                let mut cost = UnitsCost::default();
                units.add_cost(&mut cost, asked.iter().copied(), &self.gained, true);
                let practice = cost.practice_after(self.totals.elapsed);
                let time = [0, 1].map(|end| practice[end].max(cost.study[end]));
                let (is_unknown, are_hours_unknown, time) =
                    study(time, cost.hours, cost.unknown == 0);
                Some(if cost.is_practice_left_out && !are_hours_unknown {
                    (true, false, cost.hours.map(i128::from))
                } else {
                    (is_unknown, are_hours_unknown, time)
                })
            }
            WayKind::Certification(_, earn) => {
                let unit = units.certification((*earn)?);
                Some(study(unit.time, unit.hours, unit.known))
            }
            WayKind::Education(number) => {
                let degrees = units.degrees.to_earn(*number, &self.gained);
                let (years, is_known) = units.degrees.years_of(&degrees, true);
                Some(known(years, is_known))
            }
            WayKind::Years(asked) => {
                let wait = self.wait(asked);
                let time = known(wait.unwrap_or_default(), wait.is_some());
                asked.applies.then_some(time)
            }
        }
    }

    fn take(&mut self, kind: &WayKind) {
        match kind {
            WayKind::Met | WayKind::None => (),
            WayKind::Skill(asked) => {
                for (word, asked) in asked.iter().copied() {
                    self.taken.units[word] |= asked & !self.gained.units[word];
                    self.gained.units[word] |= asked;
                }
            }
            WayKind::Certification(_, earn) => {
                if let Some(earn) = earn.filter(|_| !self.is_met(kind)) {
                    set(&mut self.gained.certifications, earn.0);
                    let group = self.taken.groups.len();
                    self.taken.certifications.push((group, earn));
                }
            }
            WayKind::Education(number) => {
                let degrees = &self.units.degrees;
                let degrees = degrees.to_earn(*number, &self.gained);
                if !degrees.is_empty() {
                    set(&mut self.gained.educations, *number);
                    let group = self.taken.groups.len();
                    self.taken.educations.push((group, *number, degrees));
                }
            }
            WayKind::Years(asked) => self.taken.years.push(*asked),
        }
    }

    /// Points are counted and not planned: those that are missing have no time.
    fn count_points(&mut self, before: &Gained) {
        let Some((number, points)) = &self.required.points else {
            return;
        };
        if is_set(&before.asked, *number) {
            return;
        }
        let has = self.points(points);
        self.taken.points = (has < points.need - POINTS_UNIT).then_some(has);
    }

    fn points(&self, points: &Points) -> f64 {
        let skills = points.skills.iter();
        let worths = skills.map(|skill| {
            let rank = self.units.rank(*skill, &self.gained);
            points.worth(self.ladder.scale(*skill).level(rank))
        });
        worths.sum()
    }
}

/// Points that differ by less are equal.
const POINTS_UNIT: f64 = 1e-9;
