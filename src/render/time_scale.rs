//! The scale of a line of days.

use jiff::civil::{Date, date};

use crate::view::{Gantt, GanttBar};

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

    /// The first days of months or years within the scale, at most `most` of them, with their positions.
    pub fn ticks(&self, most: usize) -> Vec<(f64, String)> {
        let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let (first, last) = (month(self.start), month(self.end));
        let steps = [1, 3, 6].into_iter().chain(
            (0..5).flat_map(|power| [1, 2, 5].map(|factor| 12 * factor * 10_i32.pow(power))),
        );
        let within = |step: i32| ((first + step) / step..=last / step).map(move |tick| tick * step);
        let mut steps = steps.filter(|step| within(*step).count() <= most);
        let step = steps.next().unwrap_or(i32::MAX);
        let ticks = within(step).filter_map(|tick| {
            let (year, month) = (
                i16::try_from(tick / 12).ok()?,
                i8::try_from(tick % 12).ok()?,
            );
            let label = if step < 12 {
                format!("{year}-{:02}", month + 1)
            } else {
                year.to_string()
            };
            Some((self.position(date(year, month + 1, 1)), label))
        });
        ticks.collect()
    }
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
            let ticks = scale.ticks(4);
            assert!(ticks.is_sorted_by(|one, other| one.0 < other.0));
            assert!(ticks.iter().all(|(at, _)| (0.0..=1.0).contains(at)));
            let labels = ticks.into_iter().map(|(_, label)| label);
            labels.collect::<Vec<String>>().join(" ")
        };
        assert_eq!(of(day(2026, 11), day(2026, 11)), "");
        assert_eq!(of(day(2026, 11), day(2027, 2)), "2026-12 2027-01 2027-02");
        assert_eq!(
            of(day(2026, 11), day(2027, 10)),
            "2027-01 2027-04 2027-07 2027-10"
        );
        assert_eq!(of(day(2026, 11), day(2029, 2)), "2027 2028 2029");
        assert_eq!(of(day(2026, 11), day(2041, 2)), "2030 2035 2040");
        assert_eq!(of(Date::MIN, Date::MAX), "0 5000");
    }
}
