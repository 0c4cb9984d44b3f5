//! An item of a plan: a task with its days.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{Day, EducationRequirement},
    query::{
        answer::{Cited, Estimate, Fee, Level, Named, Prerequisite, Resource, Wording},
        gap::OtherField,
        route::{Choice, Examination, MissingPoints},
    },
    vocabulary::{Degree, MoveKind, TaskKind, TimeUse, Unstated},
};

/// An item of a plan.
#[derive(Debug, PartialEq, Serialize)]
pub struct PlanItem {
    /// An id that stays the same as long as the plan contains the task.
    pub id: SmolStr,
    /// The first day of the task, or the latest on which it can begin; `null` where it is unknown.
    pub start: Option<SmolStr>,
    /// The last day of the task, or its day; `null` where it is unknown.
    pub end: Option<SmolStr>,
    /// Where a day is unknown, the day before which it cannot be, an ISO date.
    pub not_before: Option<SmolStr>,
    /// Whether `start` rests on an estimate: without estimates it is another day, or unknown.
    pub start_estimated: bool,
    /// Whether `end` or `not_before` does.
    pub estimated: bool,
    /// The id of the role that it is for.
    pub role: SmolStr,
    /// The kind of the task.
    pub kind: TaskKind,
    /// The task.
    #[serde(flatten)]
    pub task: Task,
    /// What the role says of the requirement that the task meets.
    #[serde(flatten)]
    pub wording: Wording,
    /// The first and the last day; where they are unknown, days before which they cannot be.
    #[serde(skip)]
    pub days: (Day, Day),
}

impl PlanItem {
    /// An item from one day to another.
    pub(super) fn dated(id: SmolStr, (start, end): (Day, Day), role: SmolStr, task: Task) -> Self {
        Self {
            id,
            start: Some(start.to_smolstr()),
            end: Some(end.to_smolstr()),
            not_before: None,
            start_estimated: false,
            estimated: false,
            role,
            kind: task.kind(),
            task,
            wording: Wording::default(),
            days: (start, end),
        }
    }

    /// Whether it is practice whose time has passed before the plan.
    pub fn has_passed(&self) -> bool {
        let is_before = |since: &Option<SmolStr>| since.is_some() && self.days.0 == self.days.1;
        matches!(&self.task, Task::Practice { since, .. } if self.end.is_some() && is_before(since))
    }

    /// The same with what of its days rests on an estimate.
    pub(super) fn estimated(self, start_estimated: bool, estimated: bool) -> Self {
        Self {
            start_estimated: start_estimated && self.start.is_some(),
            estimated,
            ..self
        }
    }

    /// Marks the days that are not the same in the plan without estimates.
    pub(super) fn mark_estimates(&mut self, without: Option<&Self>) {
        let same = |other: &Self| match &self.not_before {
            Some(day) => other.not_before.as_ref().or(other.end.as_ref()) == Some(day),
            None => other.end == self.end,
        };
        let is_known = self.end.is_some() || self.not_before.is_some();
        // A day before which it cannot be is firm where it is the same without estimates.
        let is_day = self.end.is_some();
        self.estimated = is_known && !without.is_some_and(same) || self.estimated && is_day;
        // What has no end there can begin on the same day.
        let starts = |other: &Self| other.end.is_none() || other.start == self.start;
        self.start_estimated |= self.start.is_some() && !without.is_none_or(starts);
    }

    /// The same where its days are unknown: none is before this one.
    pub(super) fn not_before(self, day: Day) -> Self {
        Self {
            start: None,
            end: None,
            not_before: Some(day.to_smolstr()),
            days: (day, day),
            ..self
        }
    }
}

/// What to do, or what happens.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Task {
    /// Learn a level of a skill.
    Study {
        /// The skill.
        skill: Named,
        /// The level before.
        have: Option<Level>,
        /// The id of the role that the level before rests on; `null` where the profile says it.
        baseline: Option<SmolStr>,
        /// The level after.
        level: Level,
        /// What the level after means, where the ladder says so.
        means: Option<SmolStr>,
        /// Study hours; `null` where they are unknown.
        hours: Option<Estimate>,
        /// Whether the hours are unknown because an estimate is left out.
        #[serde(skip)]
        is_left_out: bool,
        /// The source of the hours.
        #[serde(flatten)]
        cited: Cited,
        /// Whether a resource that was studied before teaches it too.
        taught: bool,
        /// Whether its time at work, which has passed at the least, may still be too short.
        #[serde(skip)]
        may_last: bool,
        /// The shortest resource that leads to the level.
        resource: Option<Box<Resource>>,
        /// Skills to learn before, which are missing and which the role does not require.
        first: Vec<Prerequisite>,
    },
    /// Do a skill at work until the level is reached.
    Practice {
        /// The skill.
        skill: Named,
        /// The level before.
        have: Option<Level>,
        /// The id of the role that the level before rests on; `null` where the profile says it.
        baseline: Option<SmolStr>,
        /// The level after.
        level: Level,
        /// What the level after means, where the ladder says so.
        means: Option<SmolStr>,
        /// The years that it takes.
        years: Estimate,
        /// The day from which on the practice counts, where that is before the plan; where its time has
        /// passed too, the item begins and ends on the first day of the plan.
        since: Option<SmolStr>,
        /// Whether the longest time reaches beyond the first day of the plan.
        #[serde(skip)]
        may_last: bool,
        /// The sources of the years.
        practice_sources: Vec<SmolStr>,
    },
    /// Earn a certification by the last day.
    Certification {
        /// The certification; `null` where none of them can be earned.
        earn: Option<Examination>,
        /// The ids of all that meet the requirement, this one included.
        one_of: Vec<SmolStr>,
        /// The fee of the examination.
        fee: Option<Fee>,
    },
    /// Have a degree by the last day.
    Education {
        /// The degree and its fields.
        #[serde(flatten)]
        education: EducationRequirement,
        /// The years that it takes; `null` where they are unknown.
        years: Option<Estimate>,
        /// The degrees whose years are unknown: this one, or those on the way to it.
        #[serde(skip)]
        unknown: Vec<Degree>,
        /// The degree that is high enough, but in another field; `null` where there is none.
        other_field: Option<OtherField>,
    },
    /// Meet a number of alternatives by the last day: what is taken, and what else would do.
    AnyOf(Box<Choice>),
    /// Gain the points that are missing; the time is unknown.
    Points(Box<MissingPoints>),
    /// A certification expires.
    Expiry {
        /// The certification.
        certification: Named,
        /// The ids of the roles that it would count for: the later ones of the route, or its last one; where
        /// none of these asks for it, all roles of the route that do.
        needed_for: Vec<SmolStr>,
        /// The last day on which it can be earned, where that is before it expires.
        retired: Option<SmolStr>,
        /// The certifications that replace it.
        replaced_by: Vec<Named>,
        /// The first role after that day that asks for it; `null` where none does.
        still_asked: Option<StillAsked>,
    },
    /// The first day on which the person is eligible for the role.
    Eligible {
        /// The title of the role.
        title: SmolStr,
        /// The kind of the move.
        move_kind: Option<MoveKind>,
        /// The part of the move that takes longest.
        bound_by: Option<TimeUse>,
        /// Whether an alternative of unknown time, here or before, may make the arrival earlier.
        #[serde(skip)]
        may_be_earlier: bool,
        /// Whether the time of that part is an estimate.
        #[serde(skip)]
        is_bound_estimated: bool,
        /// The parts of the move with an unknown duration.
        unstated: Vec<Unstated>,
        /// Those of these parts of which an estimate is left out; left out where there are none.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        left_out: Vec<Unstated>,
        /// The day after the most time; `null` where that is unknown.
        latest: Option<SmolStr>,
        /// A condition outside the person's control, such as an opening.
        gate: Option<SmolStr>,
        /// The source of the move and of its gate.
        #[serde(flatten)]
        cited: Cited,
    },
}

/// A role that asks for a certification after it has ended. What a person holds counts for the whole route.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StillAsked {
    /// The id of the role.
    pub role: SmolStr,
    /// The hours of study to earn it again; `null` where they are unknown.
    pub hours: Option<Estimate>,
    /// Whether it can be earned again on the day on which it ends.
    pub can_be_renewed: bool,
    /// The ids of the others that the role accepts for it.
    pub others: Vec<SmolStr>,
    /// How many groups of the later roles accept it.
    pub groups: usize,
    /// The ids of the others that can be earned on that day and meet all of these groups.
    pub meets_all: Vec<SmolStr>,
}

impl Task {
    pub(super) fn kind(&self) -> TaskKind {
        match self {
            Self::Study { .. } => TaskKind::Study,
            Self::Practice { .. } => TaskKind::Practice,
            Self::Certification { .. } => TaskKind::Certification,
            Self::Education { .. } => TaskKind::Education,
            Self::AnyOf(_) => TaskKind::AnyOf,
            Self::Points(_) => TaskKind::Points,
            Self::Expiry { .. } => TaskKind::Expiry,
            Self::Eligible { .. } => TaskKind::Eligible,
        }
    }

    /// What the level after means, where the ladder says so.
    pub(crate) fn means(&self) -> Option<&SmolStr> {
        match self {
            Self::Study { means, .. } | Self::Practice { means, .. } => means.as_ref(),
            _ => None,
        }
    }
}
