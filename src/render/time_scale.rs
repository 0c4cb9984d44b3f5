//! The scale of a line of days.

use jiff::{ToSpan as _, civil::Date};

use crate::view::{Gantt, GanttBar};

/// A longer scale has no days, but months.
const MOST_DAYS: i32 = 62;

/// The days of a chart on a line from 0 to 1.
#[derive(Debug)]
pub struct TimeScale {
    start: Date,
    end: Date,
    days: f64,
}

impl TimeScale {
    /// The scale from the first day to the last; a bar without an end reaches beyond.
    pub fn of(gantt: &Gantt) -> Self {
        let milestones = gantt.lanes.iter().filter_map(|lane| lane.eligible);
        let days = milestones.map(|milestone| milestone.day);
        let days = days.chain(gantt.bars().map(|bar| bar.last.unwrap_or(bar.first)));
        let days = days.chain(gantt.deadline);
        let end = days.max().unwrap_or(gantt.start).max(gantt.start);
        let is_open = gantt.bars().any(|bar| bar.last.is_none());
        let beyond = if is_open { 1.15 } else { 1.0 };
        Self {
            start: gantt.start,
            end,
            days: f64::from((end - gantt.start).get_days()).max(1.0) * beyond,
        }
    }

    /// The position of a day.
    pub fn position(&self, day: Date) -> f64 {
        (f64::from((day - self.start).get_days()) / self.days).clamp(0.0, 1.0)
    }

    /// The first and the last position of a bar.
    pub fn ends(&self, bar: &GanttBar) -> (f64, f64) {
        let last = bar.last.map_or(1.0, |last| self.position(last));
        let first = self.position(bar.first);
        (first, last.max(first))
    }

    /// The first days of weeks, months or years, or all days: as many as have room for their labels in a
    /// line of so many characters, after which there is room for `after` more.
    pub fn ticks(&self, room: usize, after: usize) -> Vec<Tick> {
        let days = [1, 7, 14].map(Step::Days);
        let months = [1, 3, 6].map(Step::Months).into_iter();
        let years = (0..5).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_i32.pow(power)));
        let longer = months.chain(years.map(|years| Step::Months(12 * years)));
        let mut scales = days.into_iter().chain(longer).filter_map(|step| {
            let mut ticks = self.within(step, room, after)?;
            // Before the last day there may be no room either.
            if !are_apart(&ticks, room) && ticks.last().is_some_and(|last| last.is_before) {
                ticks.pop();
            }
            (!ticks.is_empty() && are_apart(&ticks, room)).then_some(ticks)
        });
        scales.next().unwrap_or_else(|| {
            let start = (0.0, self.start.to_string());
            vec![Tick::new(start, room, after)]
        })
    }

    /// The first days of steps after the start; `None` if they are too many.
    fn within(&self, step: Step, room: usize, after: usize) -> Option<Vec<Tick>> {
        let dated: Vec<(Date, String)> = match step {
            Step::Days(days) => {
                let after_monday = i32::from(self.start.weekday().to_monday_zero_offset());
                let first = if days == 1 { 1 } else { 7 - after_monday };
                let last = (self.end - self.start).get_days();
                if last > MOST_DAYS {
                    return None;
                }
                let at = |offset: i32| self.start.checked_add(offset.days()).ok();
                let offsets = (0..).map(|count| first + count * days);
                let days = offsets.take_while(|offset| *offset <= last).filter_map(at);
                days.map(|day| (day, format!("{:02}-{:02}", day.month(), day.day())))
                    .collect()
            }
            Step::Months(months) => {
                let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
                let (first, last) = (month(self.start), month(self.end));
                let ticks = (first + months) / months..=last / months;
                if usize::try_from(ticks.end() - ticks.start()).is_ok_and(|count| count > room) {
                    return None;
                }
                let of = |tick: i32| {
                    let (year, month) = (tick * months / 12, tick * months % 12 + 1);
                    let first = Date::new(year.try_into().ok()?, month.try_into().ok()?, 1).ok()?;
                    let label = match months {
                        ..12 => format!("{year}-{month:02}"),
                        _ => year.to_string(),
                    };
                    Some((first, label))
                };
                ticks.filter_map(of).collect()
            }
        };
        let ticks = dated.into_iter();
        let ticks = ticks.map(|(day, label)| Tick::new((self.position(day), label), room, after));
        Some(ticks.collect())
    }
}

/// What lies between two days of the scale: weeks begin on Mondays, months on their first days.
#[derive(Debug, Clone, Copy)]
enum Step {
    Days(i32),
    Months(i32),
}

/// A day of the scale.
#[derive(Debug)]
pub struct Tick {
    /// Its position.
    pub at: f64,
    /// The month and the day, the month, or the year.
    pub label: String,
    /// Whether the label ends at the day, since there is no room after it.
    pub is_before: bool,
}

impl Tick {
    fn new((at, label): (f64, String), room: usize, after: usize) -> Self {
        let first = at * characters(room.saturating_sub(1));
        let is_before = first + characters(label.len()) > characters(room + after);
        Self {
            at,
            label,
            is_before,
        }
    }

    /// The first and the last character of the label.
    fn ends(&self, room: usize) -> (f64, f64) {
        let (at, length) = (self.at * characters(room), characters(self.label.len()));
        if self.is_before {
            (at - length, at)
        } else {
            (at, at + length)
        }
    }
}

/// Whether there is a space between every two labels, also where their places are rounded.
fn are_apart(ticks: &[Tick], room: usize) -> bool {
    let mut pairs = ticks.windows(2);
    pairs.all(|pair| pair[1].ends(room).0 - pair[0].ends(room).1 >= 1.2)
}

fn characters(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a line has few characters")]
    let count = count as f64;
    count
}

#[cfg(test)]
mod tests {
    use crate::{
        render::gantt::tests::{bar, day},
        view::{BarKind, GanttLane},
    };

    use super::*;

    #[test]
    fn a_scale_has_few_days_at_the_start_of_months_and_years() {
        let of = |first: Date, last: Date| {
            let scale = TimeScale::of(&Gantt {
                start: first,
                lanes: vec![GanttLane {
                    bars: vec![bar(BarKind::Study, "a", first, Some(last))],
                    ..GanttLane::default()
                }],
                ..Gantt::default()
            });
            let ticks = scale.ticks(32, 0);
            assert!(are_apart(&ticks, 32), "{ticks:?}");
            assert!(ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.at)));
            let labels = ticks.into_iter().map(|tick| tick.label);
            labels.collect::<Vec<String>>().join(" ")
        };
        let on = |month: i8, day: i8| Date::constant(2026, month, day);
        for (first, last, expected) in [
            (day(2026, 11), day(2026, 11), "2026-11-15"),
            (on(11, 20), on(11, 22), "11-21 11-22"),
            (on(11, 20), on(11, 25), "11-21 11-22 11-23 11-24"),
            (on(11, 20), on(12, 5), "11-23 11-30"),
            (on(11, 20), on(12, 13), "11-23 11-30 12-07"),
            (on(11, 20), on(12, 20), "11-23 11-30 12-07 12-14"),
            (on(11, 20), on(12, 31), "11-23 12-07 12-21"),
            (on(1, 10), on(12, 20), "2026-04 2026-07 2026-10"),
            (day(2026, 11), day(2027, 2), "2026-12 2027-01"),
            (day(2026, 11), day(2027, 10), "2027-01 2027-04 2027-07"),
            (day(2026, 11), day(2029, 2), "2027 2028 2029"),
            (day(2026, 11), day(2041, 2), "2030 2035 2040"),
        ] {
            assert_eq!(of(first, last), expected, "{first} to {last}");
        }
        assert_eq!(of(Date::MIN, Date::MAX), "0 5000");
    }
}
