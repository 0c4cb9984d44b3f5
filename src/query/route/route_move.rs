//! The description of one move of a route: its time, what to learn for it, and the pay after it.

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{CertificationIndex, Date, Day, Requirement, RoleIndex},
    query::{
        answer::{Cited, Estimate, Move, Named, Number, Pay, Shared, Span},
        answer_builder::AnswerBuilder,
        assess::{Judged, assess_taking},
        effort::{Hours, Times},
        gap::Gap,
        person_state::PersonState,
    },
    vocabulary::{TimeUse, Unstated},
};

use super::{
    arrival::{Arrival, LearningStep, PracticeStep, arrive, meet, steps},
    chosen::{
        Asks, Choice, DegreeStep, MissingPoints, choices, degrees, earned_of_groups, levels,
        missing_points, skills,
    },
    gained::Gained,
    problem::{After, Edge, Problem},
    required::Required,
    taken::{Taken, taken_for},
    time::{differ, duration, years},
    totals::MoveTime,
    unit::known_hours,
};

/// One move of a route.
#[derive(Debug, PartialEq, Serialize)]
pub struct RouteMove {
    /// The id of the role before; `null` for an entry.
    pub from: Option<SmolStr>,
    /// The role after, and what the ladder says of the move.
    #[serde(flatten)]
    pub step: Move,
    /// The duration of the move, where those before take their least time.
    pub years: Estimate,
    /// The longest of the parts, which pass at the same time; `null` where none takes time.
    pub spent_on: Option<TimeUse>,
    /// Years still to serve in the role before; `null` where none are stated.
    pub serving: Option<Span>,
    /// Years of experience still missing.
    pub experience: Estimate,
    /// Years of study at the person's hours a week.
    pub study: Estimate,
    /// Years of practice at work until the levels of all skills are reached.
    pub practice: Estimate,
    /// Years until the degree is earned.
    pub education: Estimate,
    /// The parts with an unknown duration.
    pub unstated: Vec<Unstated>,
    /// Those of these parts of which an estimate is left out; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Unstated>,
    /// The day of arrival after the least time, an ISO date; `null` where a duration up to then is unknown.
    pub earliest: Option<SmolStr>,
    /// The day of arrival after the most time, an ISO date; `null` where that is unknown.
    pub latest: Option<SmolStr>,
    /// The day before which the arrival cannot be, an ISO date, where `earliest` is unknown.
    pub not_before: Option<SmolStr>,
    /// Whether these days rest on an estimate.
    pub days_estimated: bool,
    /// The requirements of the role that are not met before the move.
    pub gaps: Vec<Gap>,
    /// Study hours for what was not learnt before on the route; those of estimates are left out.
    pub hours: Option<Estimate>,
    /// The study hours that rest on estimates; `null` where none do.
    pub hours_estimated: Option<Estimate>,
    /// One certification for each group that is not met: of those that can be earned with known and least
    /// hours, the one that meets most other groups.
    pub earn: Vec<Examination>,
    /// What is taken of each group of alternatives that is not met: the members with known and least time, each by
    /// itself; left out where all are met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// The points that are missing on arrival; they have no time. Left out where none are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_points: Option<MissingPoints>,
    /// The pay of the role.
    pub pay: Option<Pay>,
    /// The days of `earliest` and `latest`, and those before.
    #[serde(skip)]
    pub days: Days,
    /// The levels to learn, skill by skill, lowest first.
    #[serde(skip)]
    pub(in crate::query) steps: Vec<LearningStep>,
    /// The practice of each skill.
    #[serde(skip)]
    pub(in crate::query) practices: Vec<PracticeStep>,
    /// The certifications of `earn`.
    #[serde(skip)]
    pub(in crate::query) earned: Vec<CertificationIndex>,
    /// The ids of the groups that each of these is for.
    #[serde(skip)]
    pub(in crate::query) earned_for: Vec<SmolStr>,
    /// The degrees to earn, one after another.
    #[serde(skip)]
    pub(in crate::query) degrees: Vec<DegreeStep>,
}

impl RouteMove {
    /// Whether an alternative of unknown time, which is not taken, may make the move quicker.
    pub fn may_be_quicker(&self) -> bool {
        self.choices.iter().any(|choice| !choice.untimed.is_empty())
    }

    /// The time of the part that takes longest; `None` where none takes time.
    pub fn bound(&self) -> Option<Estimate> {
        Some(match self.spent_on? {
            TimeUse::Serving => {
                let serving = self.serving.as_ref()?;
                Estimate {
                    min: serving.min,
                    max: serving.max,
                    at_least: false,
                    estimated: serving.cited.estimated,
                }
            }
            TimeUse::Experience => self.experience,
            TimeUse::Study => self.study,
            TimeUse::Practice => self.practice,
            TimeUse::Education => self.education,
        })
    }
}

/// A certification to earn, and its study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Examination {
    /// The id and the title of the certification.
    #[serde(flatten)]
    pub named: Named,
    /// Hours of study; `null` where they are unknown.
    pub hours: Option<Estimate>,
    /// Whether the hours are unknown because an estimate is left out.
    #[serde(skip)]
    pub is_left_out: bool,
    /// The source of the hours.
    #[serde(flatten)]
    pub cited: Cited,
    /// The least years of study at the person's hours a week; `None` where they are unknown.
    #[serde(skip)]
    pub years: Option<f64>,
    /// The last day on which it can be earned; `None` where it is not retired.
    #[serde(skip)]
    pub last: Option<Day>,
}

/// When a move begins and ends.
#[derive(Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each end is known or not, and estimated or not"
)]
pub struct Days {
    /// The least years from the start of the route to the start of the move.
    pub begun: f64,
    /// The least years from the start of the route to the arrival.
    pub ended: f64,
    /// The first day of the move after the least time; after the end of the calendar, of the last move before.
    pub begin: Day,
    /// The day of arrival after the least time; `begin` where that is after the end of the calendar.
    pub end: Day,
    /// The day of arrival after the most time; `None` where it has no limit or the calendar ends before.
    pub last: Option<Day>,
    /// Whether every duration before the move is known, and `begin` is its day.
    pub is_begin_known: bool,
    /// Whether every duration up to the arrival is known, and `end` is its day.
    pub is_end_known: bool,
    /// Whether the begin rests on an estimate: without estimates it is another day, or unknown.
    pub is_begin_estimated: bool,
    /// Whether the arrival does.
    pub is_end_estimated: bool,
}

pub struct Walk<'a> {
    pub problem: &'a Problem<'a>,
    /// The person at the start of the route.
    pub state: &'a PersonState,
    /// The person before the move.
    pub person: PersonState,
    /// What was gained before the move.
    pub gained: Gained,
}

impl Walk<'_> {
    /// Since when the person practises the skills that are asked for, in years before the move.
    fn keep_clocks(&mut self, items: &[Requirement], begun: f64) {
        for skill in skills(items) {
            if let Some(clock) = self.problem.units.clock_of(skill, &self.gained) {
                let since = begun - years(clock.since[0]);
                self.person.practising_since.insert(skill, since);
            }
        }
    }

    /// What of the requirements is not met before the move.
    fn open_gaps(
        &self,
        builder: &mut AnswerBuilder,
        Asks { items, required }: Asks,
        taken: Option<&Taken>,
    ) -> Vec<Gap> {
        let taken_for = || taken_for(required, items, taken.cloned());
        let judged = &mut Judged::default();
        let mut gaps = assess_taking(builder, &self.person, items, judged, Some(taken_for));
        gaps.retain(|gap| gap.status.is_open());
        // Of many moves, the room of what is met already would be most.
        gaps.shrink_to_fit();
        // `gaps` and `plan` list the resources; of many long routes they would be too many.
        for gap in &mut gaps {
            gap.resources = Shared::default();
            gap.effort = Shared::default();
        }
        gaps
    }

    /// The groups for which certifications are earned on a move, and these.
    fn earned(
        &self,
        required: &Required,
        taken: Option<&Taken>,
        choices: &[Choice],
    ) -> (Vec<SmolStr>, Vec<CertificationIndex>) {
        let to_earn = self.gained.to_earn(required).into_iter();
        let to_earn = to_earn.filter_map(|(group, choice)| Some((group.id.clone(), choice?)));
        to_earn.chain(earned_of_groups(taken, choices)).unzip()
    }

    /// Describes a move, and takes the person over it. The time of the move is given with and without
    /// estimates.
    pub fn step(
        &mut self,
        builder: &mut AnswerBuilder,
        edge: &Edge,
        [move_time, sourced]: [&MoveTime; 2],
        taken: Option<&Taken>,
        days: Days,
    ) -> RouteMove {
        let problem = self.problem;
        let required = problem.required(edge.to);
        let items = problem.requirements(RoleIndex::new(edge.to));
        let asks = Asks {
            items: &items,
            required,
        };
        self.keep_clocks(&items, days.begun);
        let gaps = self.open_gaps(builder, asks, taken);
        let choices = choices(builder, asks, taken);
        let (earned_for, earned) = self.earned(required, taken, &choices);
        let levels = levels(asks, taken);
        let (steps, practices) = steps(problem, self.state, &self.person, &levels, &self.gained);
        let role = RoleIndex::new(edge.to);
        let step = builder.step(role, problem.step(edge));
        let after = step.facts.after.as_ref();
        let serving = after.map(|after| serving(edge, after.cited.clone()));
        let no_study = [
            Unstated::Study,
            Unstated::Certification,
            Unstated::HoursPerWeek,
        ];
        // What counts from a day before the move depends on when the move begins.
        let counts_from_before = |part: TimeUse| match part {
            TimeUse::Experience => {
                required.years.is_some() || taken.is_some_and(|taken| !taken.years.is_empty())
            }
            TimeUse::Practice => practices.iter().any(|step| step.since < days.begun),
            TimeUse::Serving | TimeUse::Study | TimeUse::Education => false,
        };
        let depends = |part: TimeUse| days.is_begin_estimated && counts_from_before(part);
        let part = |part: TimeUse, what: &[Unstated]| {
            let of = |time: &MoveTime| time.part(part);
            let at_least = |time: &MoveTime| time.unknown.iter().any(|one| what.contains(&one));
            let is_lost = !at_least(move_time) && at_least(sourced);
            let estimated = is_lost || depends(part) || differ(of(move_time), of(sourced));
            duration(of(move_time), at_least(move_time), estimated)
        };
        let (hours, hours_estimated) = known_hours(
            sourced.hours,
            (
                [0, 1].map(|end| move_time.hours[end] - sourced.hours[end]),
                move_time.are_hours_estimated,
            ),
            move_time.unknown_study,
        );
        let mut route_move = RouteMove {
            from: problem
                .role(edge.from)
                .map(|from| problem.ladder[from].id.clone()),
            step,
            years: duration(
                move_time.duration(),
                !move_time.unknown.is_empty(),
                sourced.left_out > 0 || depends(TimeUse::Experience) || depends(TimeUse::Practice),
            ),
            spent_on: spent_on(move_time),
            serving,
            experience: part(TimeUse::Experience, &[Unstated::Experience]),
            study: part(TimeUse::Study, &no_study),
            practice: part(TimeUse::Practice, &[Unstated::Study, Unstated::Practice]),
            education: part(TimeUse::Education, &[Unstated::Education]),
            unstated: move_time.unknown.iter().collect(),
            left_out: Vec::new(),
            earliest: days.is_end_known.then(|| days.end.to_smolstr()),
            latest: days
                .last
                .filter(|_| days.is_end_known)
                .map(|day| day.to_smolstr()),
            not_before: (!days.is_end_known).then(|| days.end.to_smolstr()),
            days_estimated: days.is_end_estimated,
            hours,
            hours_estimated,
            earn: earned
                .iter()
                .map(|certification| self.examination(builder, *certification))
                .collect(),
            gaps,
            degrees: degrees(&problem.units, required, taken, &choices, &self.gained),
            choices,
            missing_points: None,
            pay: problem.pay(edge.to).map(|pay| builder.pay(pay)),
            days,
            steps,
            practices,
            earned: earned.clone(),
            earned_for,
        };
        let arrival = Arrival {
            role,
            levels: &levels,
            earned: &earned,
            taken,
        };
        arrive(problem, &mut self.person, &self.gained, &arrival);
        route_move.left_out = self.left_out(&route_move, edge, required, taken);
        route_move.missing_points =
            missing_points(builder, &self.person, (required, &route_move.gaps), taken);
        meet(&mut self.person, &items);
        route_move
    }

    /// The parts of unknown time of which an estimate is left out.
    fn left_out(
        &self,
        route_move: &RouteMove,
        edge: &Edge,
        required: &Required,
        taken: Option<&Taken>,
    ) -> Vec<Unstated> {
        let times = Times::new(self.problem.ladder, self.state);
        let is_left_out = |what: &Unstated| match what {
            Unstated::Serving => edge.after == After::LeftOut,
            Unstated::Experience => {
                let mut taken = taken.into_iter().flat_map(|taken| &taken.years);
                required.are_years_unknown || taken.any(|years| years.unknown)
            }
            Unstated::Study => {
                let mut efforts = route_move.steps.iter().map(|step| &step.effort);
                efforts.any(|effort| effort.is_study_left_out && !effort.is_study_known())
            }
            Unstated::Practice => true,
            Unstated::Certification => {
                let mut earned = route_move.earned.iter();
                earned.any(|certification| times.leaves_out_certification(*certification))
            }
            Unstated::Education => {
                let degrees = route_move.degrees.iter();
                let mut unknown = degrees.flat_map(|degree| &degree.unknown);
                unknown.any(|degree| times.leaves_out_degree(*degree))
            }
            Unstated::HoursPerWeek | Unstated::Gate | Unstated::AnyOf | Unstated::Points => false,
        };
        let unstated = route_move.unstated.iter().copied();
        unstated.filter(is_left_out).collect()
    }

    fn examination(
        &self,
        builder: &mut AnswerBuilder,
        certification: CertificationIndex,
    ) -> Examination {
        let units = &self.problem.units;
        let unit = units.certification(certification);
        let times = Times::new(self.problem.ladder, self.state);
        let time = times.certification(certification);
        let hours = time.map(|time| {
            let mut hours = Hours::default();
            hours.add(time);
            hours.estimates()
        });
        let (sourced, estimated) = hours.unwrap_or_default();
        let is_known = unit.known && (unit.hours[1] == 0 || units.has_pace());
        Examination {
            named: builder.certification_name(certification),
            hours: estimated.or(sourced),
            is_left_out: times.leaves_out_certification(certification),
            cited: builder.cite(time.and_then(|time| time.source)),
            years: is_known.then(|| years(unit.time[0])),
            last: self.problem.ladder[certification]
                .retired
                .map(Date::last_day),
        }
    }
}

/// The longest part of the least time; where the least time is 0, of the most.
fn spent_on(move_time: &MoveTime) -> Option<TimeUse> {
    let longest = |end: usize| {
        let longest = move_time.duration()[end];
        let mut parts = move_time.parts().into_iter();
        let found = parts.find(|(_, part)| part[end] == longest);
        found.filter(|_| longest > 0).map(|(part, _)| part)
    };
    longest(0).or_else(|| longest(1))
}

/// The time that a move asks to be served.
fn serving(edge: &Edge, cited: Cited) -> Span {
    Span {
        min: Number::years(years(edge.serving[0])),
        max: super::time::most(edge.serving[1]).map_or(Number(f64::INFINITY), Number::years),
        cited,
    }
}
