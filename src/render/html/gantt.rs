//! Turns a Gantt chart into lists with a bar for each step, which fit every width.

use std::fmt::Write as _;

use crate::{
    render::{
        gantt::{classes, kinds, milestone_class, notes},
        time_scale::TimeScale,
    },
    view::{Gantt, GanttBar, GanttLane},
};

use super::text::escape_mixed;

/// The height of a bar's line.
const HEIGHT: u32 = 16;
/// The largest number of days of the scale that are written.
const TICKS: usize = 4;

/// The chart; `name` is escaped already.
pub fn gantt(gantt: &Gantt, name: &str) -> String {
    if gantt.is_empty() {
        return String::new();
    }
    let scale = TimeScale::of(gantt);
    let mut written = format!("<div class=\"gantt\" role=\"group\" aria-label=\"{name}\">\n");
    let labels = ticks(&scale, |at, label| {
        // The last label ends at its day.
        let anchor = if at > 88.0 {
            " text-anchor=\"end\""
        } else {
            ""
        };
        format!("<text class=\"day\" x=\"{at:.2}%\" y=\"12\"{anchor}>{label}</text>")
    });
    // Writing to a string cannot fail.
    let _ = writeln!(written, "<div class=\"row\">{}</div>", drawing(&labels));
    let rails = ticks(&scale, |at, _| {
        format!("<line class=\"rail\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"0\" y2=\"{HEIGHT}\"/>")
    });
    for lane in &gantt.lanes {
        role(&mut written, lane, &scale, &rails);
        written.push_str("<ul>\n");
        for bar in &lane.bars {
            step(&mut written, bar, &scale, &rails);
        }
        written.push_str("</ul>\n");
    }
    written.push_str("</div>\n");
    let kinds = kinds(gantt).map(|kind| {
        let name = kind.name();
        format!(
            "<svg class=\"gantt key\" width=\"18\" height=\"{HEIGHT}\" aria-hidden=\"true\">\
             <rect class=\"bar {name}\" x=\"1\" y=\"4\" width=\"16\" height=\"9\" rx=\"3\"/></svg> {name}"
        )
    });
    let kinds: Vec<String> = kinds.collect();
    let notes = notes(gantt).join(" ");
    let _ = writeln!(
        written,
        "<p class=\"note\">{}. {notes}</p>",
        kinds.join(", ")
    );
    written
}

/// The days of the scale, by their positions in percent.
fn ticks(scale: &TimeScale, draw: impl Fn(f64, &str) -> String) -> String {
    let ticks = scale.ticks(TICKS).into_iter();
    ticks.map(|(at, label)| draw(100.0 * at, &label)).collect()
}

/// A drawing; hidden from screen readers, which read the days.
fn drawing(content: &str) -> String {
    format!("<svg width=\"100%\" height=\"{HEIGHT}\" aria-hidden=\"true\">{content}</svg>")
}

fn role(written: &mut String, lane: &GanttLane, scale: &TimeScale, rails: &str) {
    let title = escape_mixed(&lane.title);
    let (mut words, mut drawn) = (String::new(), rails.to_owned());
    if let Some(milestone) = lane.eligible {
        let at = 100.0 * scale.position(milestone.day);
        words = format!("eligible {}", escape_mixed(&milestone.text()));
        let _ = write!(
            drawn,
            "<svg class=\"{}\" x=\"{at:.2}%\" overflow=\"visible\"><path d=\"M0 1l7 7-7 7-7-7z\"/></svg>",
            milestone_class(milestone)
        );
    }
    let _ = writeln!(
        written,
        "<div class=\"row\"><strong>{title}</strong> <span class=\"when\">{words}</span>{}</div>",
        drawing(&drawn)
    );
}

fn step(written: &mut String, bar: &GanttBar, scale: &TimeScale, rails: &str) {
    let (first, last) = scale.ends(bar);
    let drawn = format!(
        "{rails}<rect class=\"{}\" x=\"{:.2}%\" y=\"3\" width=\"{:.2}%\" height=\"10\" rx=\"3\"/>",
        classes(bar),
        100.0 * first,
        100.0 * (last - first).max(0.005)
    );
    let _ = writeln!(
        written,
        "<li class=\"row\"><span>{}</span> <span class=\"when\">{} to {}</span>{}</li>",
        escape_mixed(&bar.name),
        escape_mixed(&bar.first.to_string()),
        escape_mixed(&bar.until()),
        drawing(&drawn)
    );
}

#[cfg(test)]
mod tests {
    use crate::render::gantt::tests::two_roles;

    use super::*;

    #[test]
    fn every_step_and_every_role_stands_with_its_days() {
        let written = gantt(&two_roles(), "Plan");
        for (text, count) in [
            ("<li class=\"row\">", 6),
            ("<path", 2),
            ("class=\"bar practice estimate\" x=\"0.00%\"", 1),
            ("eligible not before ~<time>2031-01</time>", 1),
            ("<time>2029-01-15</time> to end unknown", 1),
            ("A dashed bar has no known end.", 1),
        ] {
            assert_eq!(written.matches(text).count(), count, "{text}\n{written}");
        }
    }
}
