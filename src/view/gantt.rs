//! A plan on a line of days, as a Gantt chart: a lane for each role, and in it a bar for each step.

use smol_str::{SmolStr, ToSmolStr};

use crate::query::Day;

use super::display;

/// A plan on a line of days.
#[derive(Debug, Default, PartialEq)]
pub struct Gantt {
    /// The title of the plan.
    pub title: SmolStr,
    /// Who plans, and the day of the answer.
    pub who: String,
    /// The first day of the plan.
    pub start: Day,
    /// A lane for each role of the route, the next one first.
    pub lanes: Vec<GanttLane>,
    /// The last day to be there.
    pub deadline: Option<Day>,
    /// Whether each lane is one line as text, where there is much room.
    pub is_brief: bool,
}

/// What a role takes.
#[derive(Debug, Default, PartialEq)]
pub struct GanttLane {
    /// The id of the role.
    pub role: SmolStr,
    /// The title of the role.
    pub title: SmolStr,
    /// The steps.
    pub bars: Vec<GanttBar>,
    /// The first day in the role.
    pub eligible: Option<Milestone>,
}

/// A step that takes time.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttBar {
    /// What the time is spent on.
    pub kind: BarKind,
    /// The step.
    pub name: String,
    /// The first day; where the end is unknown, the step does not begin before it.
    pub first: Day,
    /// The last day; `None` where it is unknown.
    pub last: Option<Day>,
    /// Whether the first day rests on an estimate.
    pub is_first_estimate: bool,
    /// Whether the last day does.
    pub is_estimate: bool,
}

/// The day on which something becomes possible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Milestone {
    /// The day.
    pub day: Day,
    /// Whether the day is unknown, but not before this one.
    pub is_not_before: bool,
    /// Whether the day rests on an estimate.
    pub is_estimate: bool,
}

/// What the time of a bar is spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarKind {
    /// Study.
    Study,
    /// The preparation for a certification.
    Certification,
    /// A degree.
    Degree,
    /// Practice at work.
    Practice,
    /// Time in a role.
    Serving,
    /// Years of experience.
    Experience,
}

impl BarKind {
    /// Every kind, in the order of a chart.
    pub const ALL: [Self; 6] = [
        Self::Study,
        Self::Certification,
        Self::Degree,
        Self::Practice,
        Self::Serving,
        Self::Experience,
    ];

    /// The kind in one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::Practice => "practice",
            Self::Certification => "certification",
            Self::Degree => "degree",
            Self::Serving => "serving",
            Self::Experience => "experience",
        }
    }
}

impl GanttBar {
    /// The first day in words.
    pub fn from(&self) -> String {
        day(self.first, self.is_first_estimate)
    }

    /// The end in words.
    pub fn until(&self) -> String {
        self.last.map_or_else(
            || "end unknown".to_owned(),
            |last| day(last, self.is_estimate),
        )
    }
}

/// A day in words; a chart explains its own signs.
fn day(day: Day, estimated: bool) -> String {
    let written = display::day(&day.to_smolstr(), estimated);
    written.replace(display::ESTIMATED, "~")
}

impl Milestone {
    /// The day in words.
    pub fn text(&self) -> String {
        let words = if self.is_not_before {
            "not before "
        } else {
            ""
        };
        let day = day(self.day, self.is_estimate);
        format!("{words}{day}")
    }
}

impl Gantt {
    /// The same with one bar for all steps of a kind that have days, and one for those without an end, each with a name
    /// of its own.
    #[must_use]
    pub fn summed(&self) -> Self {
        let lanes = self.lanes.iter().map(|lane| {
            let bars = BarKind::ALL.iter().flat_map(|kind| {
                let known = |is_known: bool| {
                    let bars = lane.bars.iter().filter(|bar| bar.kind == *kind);
                    sum(&bars.filter(|bar| bar.last.is_some() == is_known))
                };
                let (ended, mut open) = (known(true), known(false));
                if let (Some(_), Some(open)) = (&ended, &mut open) {
                    open.name.insert_str(0, "more ");
                }
                [ended, open]
            });
            GanttLane {
                role: lane.role.clone(),
                title: lane.title.clone(),
                bars: bars.flatten().collect(),
                eligible: lane.eligible,
            }
        });
        Self {
            title: self.title.clone(),
            who: self.who.clone(),
            start: self.start,
            lanes: lanes.collect(),
            deadline: self.deadline,
            is_brief: self.is_brief,
        }
    }

    /// The last day to be there in words.
    pub fn deadline_text(&self) -> Option<String> {
        self.deadline.map(|day| format!("to be there by {day}"))
    }

    /// Every bar of every lane.
    pub fn bars(&self) -> impl Iterator<Item = &GanttBar> + Clone {
        self.lanes.iter().flat_map(|lane| &lane.bars)
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.lanes
            .iter()
            .all(|lane| lane.bars.is_empty() && lane.eligible.is_none())
    }
}

/// One bar from the first day of several to the last.
fn sum<'a>(bars: &(impl Iterator<Item = &'a GanttBar> + Clone)) -> Option<GanttBar> {
    let one = bars.clone().next()?;
    let first = bars.clone().map(|bar| (bar.first, bar.is_first_estimate));
    let first = first.min()?;
    Some(GanttBar {
        kind: one.kind,
        name: one.kind.name().to_owned(),
        first: first.0,
        last: bars.clone().map(|bar| bar.last).max()?,
        is_first_estimate: first.1,
        is_estimate: bars.clone().any(|bar| bar.is_estimate),
    })
}
