//! Draws a Gantt chart as text, with one bar for all steps of a kind; the colours and the signs of every
//! form of it.

use std::fmt::Write as _;

use smol_str::ToSmolStr;
use unicode_width::UnicodeWidthStr;

use crate::view::{BarKind, Gantt, GanttBar, GanttLane, Milestone, StyledText, TextStyle};

use super::{
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
/// Spaces between two columns.
const GUTTER: usize = 2;
/// The least distance between two days of the scale, in columns.
const TICK: usize = 8;

const BAR: char = '█';
const ESTIMATE: char = '▒';
const OPEN: char = '╌';
const ARROW: char = '►';
const ELIGIBLE: char = '◆';
const NOT_BEFORE: char = '◇';
const GUIDE: char = '┊';

/// The colours of the kinds, in the light and in the dark scheme.
const COLORS: [(BarKind, &str, &str); 6] = [
    (BarKind::Study, "#1d4ed8", "#7db1ff"),
    (BarKind::Practice, "#0f766e", "#4fd1bd"),
    (BarKind::Certification, "#b45309", "#f0a04b"),
    (BarKind::Degree, "#7c3aed", "#b794f6"),
    (BarKind::Serving, "#4b5563", "#a9b4c0"),
    (BarKind::Experience, "#9d174d", "#f08bb4"),
];

/// The rules of the style sheet for bars and milestones.
pub fn style() -> String {
    let mut written = String::from(
        ".gantt .estimate{fill-opacity:.35;stroke-dasharray:3 2}\n\
         .gantt .open{fill:none;stroke-dasharray:5 3}\n",
    );
    let rules =
        |written: &mut String,
         scheme: fn(&(BarKind, &'static str, &'static str)) -> &'static str| {
            for color in &COLORS {
                let (name, value) = (color.0.name(), scheme(color));
                // Writing to a string cannot fail.
                let _ = writeln!(written, ".gantt .{name}{{fill:{value};stroke:{value}}}");
            }
        };
    rules(&mut written, |(_, light, _)| light);
    written.push_str("@media screen and (prefers-color-scheme:dark){\n");
    rules(&mut written, |(.., dark)| dark);
    written.push_str("}\n");
    // After the colours of the kinds.
    written.push_str(".gantt .bar.open{fill:none}\n");
    written
}

/// The classes of a bar.
pub fn classes(bar: &GanttBar) -> String {
    let mut classes = format!("bar {}", bar.kind.name());
    if bar.is_estimate {
        classes.push_str(" estimate");
    }
    if bar.last.is_none() {
        classes.push_str(" open");
    }
    classes
}

/// The classes of a milestone.
pub fn milestone_class(milestone: Milestone) -> &'static str {
    if milestone.is_not_before {
        "milestone open"
    } else {
        "milestone"
    }
}

/// The kinds of bars that occur.
pub fn kinds(gantt: &Gantt) -> impl Iterator<Item = BarKind> {
    let occurs = |kind: &BarKind| gantt.bars().any(|bar| bar.kind == *kind);
    BarKind::ALL.into_iter().filter(occurs)
}

/// What the signs beside the kinds mean; only those that occur.
pub fn notes(gantt: &Gantt) -> Vec<&'static str> {
    let milestones = gantt.lanes.iter().filter_map(|lane| lane.eligible);
    let estimated = gantt.bars().any(|bar| bar.is_estimate)
        || milestones.clone().any(|milestone| milestone.is_estimate);
    let is_open = gantt.bars().any(|bar| bar.last.is_none());
    let notes = [
        (estimated, "A pale bar and ~ rest on an estimate."),
        (is_open, "A dashed bar has no known end."),
    ];
    let notes = notes.into_iter().filter(|(occurs, _)| *occurs);
    notes.map(|(_, note)| note).collect()
}

/// A line of a chart.
struct Row<'a> {
    name: StyledText,
    bars: Vec<&'a GanttBar>,
    lane: Option<&'a GanttLane>,
    text: String,
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
    let ticks = scale.ticks(columns / TICK);
    let guides: Vec<usize> = ticks.iter().map(|(at, _)| column(*at, columns)).collect();
    let gutter = " ".repeat(GUTTER);
    let mut written = String::new();
    let mut axis = String::new();
    for ((_, label), at) in ticks.iter().zip(&guides) {
        // The last one may have no room.
        if at + label.len() <= columns {
            axis.push_str(&" ".repeat(at.saturating_sub(axis.len())));
            axis.push_str(label);
        }
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

/// The column of a position.
fn column(position: f64, columns: usize) -> usize {
    let last = columns.saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a column is a small number"
    )]
    let column = (position * last as f64).round() as usize;
    column
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
        ELIGIBLE | NOT_BEFORE => (TextStyle::Strong, cell.to_smolstr()),
        _ => (TextStyle::Plain, cell.to_smolstr()),
    });
    StyledText(styled.collect())
}

/// The meaning of the signs that occur.
fn legend(gantt: &Gantt) -> String {
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
    let entries: Vec<&str> = entries.map(|(_, entry)| entry).collect();
    entries.join("   ")
}

#[cfg(test)]
pub mod tests {
    use jiff::civil::{Date, date};

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
            start: day(2026, 11),
            lanes: vec![senior, lead],
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

    #[test]
    fn bars_have_enough_contrast_in_both_schemes() {
        use crate::render::contrast::contrast;
        for (kind, light, dark) in COLORS {
            for (color, background) in [
                (light, "#ffffff"),
                (light, "#f3f5f7"),
                (dark, "#14181d"),
                (dark, "#1c2229"),
            ] {
                assert!(
                    contrast(color, background) >= 3.0,
                    "{kind:?}: {color} on {background}"
                );
            }
        }
    }
}
