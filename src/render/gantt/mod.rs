//! Draws a Gantt chart as text, with one bar for all steps of a kind.

pub mod style;

use smol_str::ToSmolStr;
use unicode_width::UnicodeWidthStr;

use crate::view::{Gantt, GanttBar, GanttLane, StyledText, TextStyle};

use super::{
    cells::{GUIDE, GUTTER, column},
    drawing::shortened,
    paint,
    time_scale::TimeScale,
    wrap::{line, wrap},
};

/// The width of a chart if that of the output is unknown.
const DEFAULT_WIDTH: usize = 100;
/// A narrower output gets no chart, nor a brief one, for its room is better used.
const LEAST_WIDTH: usize = 80;
const LEAST_BRIEF: usize = 100;
/// With more lines, a lane is one line.
const MOST_LINES: usize = 12;
/// The largest number of columns of a name.
const NAME: usize = 20;

const BAR: char = '█';
const ESTIMATE: char = '▒';
const OPEN: char = '╌';
const ARROW: char = '►';
const ELIGIBLE: char = '◆';
const NOT_BEFORE: char = '◇';
const DEADLINE: char = '║';

/// A line of a chart.
struct Row<'a> {
    name: StyledText,
    bars: Vec<&'a GanttBar>,
    lane: Option<&'a GanttLane>,
    text: String,
}

/// Whether a brief chart has no room within a width where a whole one has.
pub fn is_left_out(gantt: &Gantt, width: Option<usize>) -> bool {
    let has_room = width.is_some_and(|width| (LEAST_WIDTH..LEAST_BRIEF).contains(&width));
    gantt.is_brief && has_room && !gantt.is_empty()
}

/// Draws a chart within a width; nothing where that is too small.
pub fn draw(gantt: &Gantt, width: Option<usize>) -> String {
    let width = width.map_or(DEFAULT_WIDTH, |width| width.min(DEFAULT_WIDTH));
    let least = if gantt.is_brief {
        LEAST_BRIEF
    } else {
        LEAST_WIDTH
    };
    if width < least || gantt.is_empty() {
        return String::new();
    }
    let summed = gantt.summed();
    let rows = rows(&summed);
    let names: Vec<String> = rows.iter().map(|row| paint::mark(&row.name)).collect();
    let name = names.iter().map(|name| name.width()).max().unwrap_or(0);
    let text = rows.iter().map(|row| row.text.width()).max().unwrap_or(0);
    let columns = width.saturating_sub(name + text + 2 * GUTTER);
    let scale = TimeScale::of(&summed);
    let ticks = scale.ticks(columns, 0);
    let guides: Vec<usize> = ticks.iter().map(|tick| column(tick.at, columns)).collect();
    let gutter = " ".repeat(GUTTER);
    let mut written = String::new();
    let mut axis = String::new();
    for (tick, at) in ticks.iter().zip(&guides) {
        let first = if tick.is_before {
            (at + 1).saturating_sub(tick.label.len())
        } else {
            *at
        };
        axis.push_str(&" ".repeat(first.saturating_sub(axis.len())));
        axis.push_str(&tick.label);
    }
    let margin = " ".repeat(name + GUTTER);
    line(
        &mut written,
        &paint::mark(&StyledText::quiet(format!("{margin}{axis}"))),
    );
    for (row, painted) in rows.iter().zip(&names) {
        let mut cells = vec![' '; columns];
        for guide in &guides {
            cells[*guide] = GUIDE;
        }
        if let Some(day) = gantt.deadline {
            cells[column(scale.position(day), columns)] = DEADLINE;
        }
        for bar in &row.bars {
            paint_bar(&mut cells, &scale, bar);
        }
        if let Some(milestone) = row.lane.and_then(|lane| lane.eligible) {
            let sign = if milestone.is_not_before {
                NOT_BEFORE
            } else {
                ELIGIBLE
            };
            cells[column(scale.position(milestone.day), columns)] = sign;
        }
        let apart = " ".repeat(name - painted.width());
        let drawn = paint::mark(&styled(&cells));
        line(
            &mut written,
            &format!("{painted}{apart}{gutter}{drawn}{gutter}{}", row.text),
        );
    }
    let legend = paint::mark(&StyledText::quiet(legend(&summed)));
    written.push_str(&wrap(&legend, "", "", Some(width)));
    written
}

/// A line for each kind of step and for the first day of each role; where these are too many, a line for
/// each role.
fn rows(gantt: &Gantt) -> Vec<Row<'_>> {
    let name = |lane: &GanttLane| StyledText::role(shortened(&lane.role, NAME, 1).concat());
    let text = |lane: &GanttLane| {
        let milestone = lane.eligible.map(|milestone| milestone.text());
        milestone.unwrap_or_default()
    };
    let lines: usize = gantt.lanes.iter().map(|lane| lane.bars.len() + 1).sum();
    let lanes = gantt.lanes.iter();
    if gantt.is_brief || lines > MOST_LINES {
        let row = |lane| Row {
            name: name(lane),
            bars: lane.bars.iter().collect(),
            lane: Some(lane),
            text: text(lane),
        };
        return lanes.map(row).collect();
    }
    let rows = lanes.flat_map(|lane| {
        let bars = lane.bars.iter().map(|bar| Row {
            name: StyledText::from(format!("  {}", bar.name)),
            bars: vec![bar],
            lane: None,
            text: bar.until(),
        });
        let role = Row {
            name: name(lane),
            bars: Vec::new(),
            lane: Some(lane),
            text: text(lane),
        };
        [role].into_iter().chain(bars)
    });
    rows.collect()
}

/// A bar without an end does not cover others, nor an estimate known days.
fn paint_bar(cells: &mut [char], scale: &TimeScale, bar: &GanttBar) {
    let (first, last) = scale.ends(bar);
    let (first, last) = (column(first, cells.len()), column(last, cells.len()));
    let is_free = |cell: char| cell == ' ' || cell == GUIDE;
    if bar.last.is_some() {
        for cell in &mut cells[first..=last] {
            *cell = match *cell {
                BAR => BAR,
                DEADLINE => DEADLINE,
                _ if bar.is_estimate => ESTIMATE,
                _ => BAR,
            };
        }
        return;
    }
    for cell in &mut cells[first..last] {
        if is_free(*cell) {
            *cell = OPEN;
        }
    }
    if is_free(cells[last]) {
        cells[last] = ARROW;
    }
}

fn styled(cells: &[char]) -> StyledText {
    let styled = cells.iter().map(|cell| match *cell {
        GUIDE => (TextStyle::Quiet, cell.to_smolstr()),
        ELIGIBLE | NOT_BEFORE | DEADLINE => (TextStyle::Strong, cell.to_smolstr()),
        _ => (TextStyle::Plain, cell.to_smolstr()),
    });
    StyledText(styled.collect())
}

/// The meaning of the signs that occur.
fn legend(gantt: &Gantt) -> String {
    let deadline = gantt.deadline_text().map(|text| format!("║ {text}"));
    let known = |is_estimate: bool| {
        let mut bars = gantt.bars().filter(|bar| bar.last.is_some());
        bars.any(|bar| bar.is_estimate == is_estimate)
    };
    let milestones = || gantt.lanes.iter().filter_map(|lane| lane.eligible);
    let marked = known(true) || milestones().any(|milestone| milestone.is_estimate);
    let entries = [
        (known(false), "█ known days"),
        (marked, "▒ ~ an estimate"),
        (gantt.bars().any(|bar| bar.last.is_none()), "╌► end unknown"),
        (
            milestones().any(|milestone| !milestone.is_not_before),
            "◆ eligible",
        ),
        (
            milestones().any(|milestone| milestone.is_not_before),
            "◇ not before",
        ),
    ];
    let entries = entries.into_iter().filter(|(occurs, _)| *occurs);
    let entries = entries.map(|(_, entry)| entry.to_owned());
    let entries: Vec<String> = entries.chain(deadline).collect();
    entries.join("   ")
}

#[cfg(test)]
pub mod tests {
    use jiff::civil::{Date, date};

    use crate::view::{BarKind, Milestone};

    use super::*;

    pub fn day(year: i16, month: i8) -> Date {
        date(year, month, 15)
    }

    pub fn bar(kind: BarKind, name: &str, first: Date, last: Option<Date>) -> GanttBar {
        GanttBar {
            kind,
            name: name.into(),
            first,
            last,
            is_first_estimate: false,
            is_estimate: kind == BarKind::Practice,
        }
    }

    /// Two roles: one with known days, and one that a step without an end leads to.
    pub fn two_roles() -> Gantt {
        let senior = GanttLane {
            role: "senior".into(),
            title: "Senior <Engineer>".into(),
            bars: vec![
                bar(
                    BarKind::Study,
                    "MLOps: working → practitioner",
                    day(2026, 11),
                    Some(day(2027, 6)),
                ),
                bar(
                    BarKind::Study,
                    "Statistics: working → expert",
                    day(2027, 6),
                    Some(day(2027, 12)),
                ),
                bar(
                    BarKind::Practice,
                    "MLOps: working → practitioner",
                    day(2026, 11),
                    Some(day(2029, 1)),
                ),
                bar(
                    BarKind::Certification,
                    "Cloud 1",
                    day(2028, 9),
                    Some(day(2029, 1)),
                ),
            ],
            eligible: Some(Milestone {
                day: day(2029, 1),
                is_not_before: false,
                is_estimate: true,
            }),
        };
        let lead = GanttLane {
            role: "lead".into(),
            title: "Lead Engineer".into(),
            bars: vec![
                bar(
                    BarKind::Study,
                    "Strategy: none → working",
                    day(2029, 1),
                    None,
                ),
                bar(
                    BarKind::Serving,
                    "2 years as senior",
                    day(2029, 1),
                    Some(day(2031, 1)),
                ),
            ],
            eligible: Some(Milestone {
                day: day(2031, 1),
                is_not_before: true,
                is_estimate: true,
            }),
        };
        Gantt {
            title: "Plan for Lead Engineer".into(),
            who: "Ada, as of 2026-11-15".into(),
            start: day(2026, 11),
            lanes: vec![senior, lead],
            deadline: None,
            is_brief: false,
        }
    }

    fn drawn(gantt: &Gantt, width: usize) -> String {
        paint::finish(&draw(gantt, Some(width)), false)
    }

    #[test]
    fn each_kind_of_a_role_has_its_line() {
        let expected = "
                  2027     2028    2029     2030    2031
senior            ┊        ┊       ┊◆       ┊       ┊        ~2029-01
  study          ██████████┊       ┊        ┊       ┊        2027-12-15
  certification   ┊        ┊     ████       ┊       ┊        2029-01-15
  practice       ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒       ┊       ┊        ~2029-01
lead              ┊        ┊       ┊        ┊       ┊◇       not before ~2031-01
  study           ┊        ┊       ┊╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌►  end unknown
  serving         ┊        ┊       ┊██████████████████       2031-01-15
█ known days   ▒ ~ an estimate   ╌► end unknown   ◆ eligible   ◇ not before
";
        assert_eq!(format!("\n{}", drawn(&two_roles(), 80)), expected);
        assert_eq!(drawn(&two_roles(), 79), "");
    }

    #[test]
    fn many_roles_have_a_line_each() {
        let mut many = two_roles();
        let lane = || GanttLane {
            role: "a-role-with-a-very-long-name".into(),
            ..two_roles().lanes.swap_remove(1)
        };
        many.lanes.extend([lane(), lane(), lane()]);
        let expected = "
                       2027      2028     2029      2030      2031
senior                ███████████▒▒▒▒▒▒▒███◆        ┊         ┊        ~2029-01
lead                   ┊         ┊        ┊███████████████████◇╌╌╌╌╌►  not before ~2031-01
a-role-with-a-very-…   ┊         ┊        ┊███████████████████◇╌╌╌╌╌►  not before ~2031-01
a-role-with-a-very-…   ┊         ┊        ┊███████████████████◇╌╌╌╌╌►  not before ~2031-01
a-role-with-a-very-…   ┊         ┊        ┊███████████████████◇╌╌╌╌╌►  not before ~2031-01
█ known days   ▒ ~ an estimate   ╌► end unknown   ◆ eligible   ◇ not before
";
        assert_eq!(format!("\n{}", drawn(&many, 90)), expected);
    }
}
