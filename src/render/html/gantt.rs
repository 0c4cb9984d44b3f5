//! Turns a Gantt chart into lists with a bar for each step, which fit every width.

use std::fmt::Write as _;

use crate::{
    render::{
        gantt::style::{classes, milestone_class, samples},
        time_scale::{Tick, TimeScale},
    },
    view::{Gantt, GanttBar, GanttLane},
};

use super::text::escape_mixed;

/// The height of a bar's line.
const HEIGHT: u32 = 16;
/// The characters that stand beside each other in the narrowest chart.
const ROOM: usize = 26;

/// The chart; `name` is escaped already.
pub fn gantt(gantt: &Gantt, name: &str) -> String {
    if gantt.is_empty() {
        return String::new();
    }
    let scale = TimeScale::of(gantt);
    let mut written = format!("<div class=\"gantt\" role=\"group\" aria-label=\"{name}\">\n");
    let labels = ticks(&scale, |at, tick| {
        let anchor = if tick.is_before {
            " text-anchor=\"end\""
        } else {
            ""
        };
        let label = &tick.label;
        format!("<text class=\"day\" x=\"{at:.2}%\" y=\"12\"{anchor}>{label}</text>")
    });
    // Writing to a string cannot fail.
    let _ = writeln!(written, "<div class=\"row\">{}</div>", drawing(&labels));
    let rails = ticks(&scale, |at, _| {
        format!("<line class=\"rail\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"0\" y2=\"{HEIGHT}\"/>")
    });
    let deadline = gantt.deadline.map(|day| {
        let at = 100.0 * scale.position(day);
        format!(
            "<line class=\"deadline\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"0\" y2=\"{HEIGHT}\"/>"
        )
    });
    let rails = rails + &deadline.unwrap_or_default();
    for lane in &gantt.lanes {
        role(&mut written, lane, &scale, &rails);
        written.push_str("<ul>\n");
        for bar in &lane.bars {
            step(&mut written, bar, &scale, &rails);
        }
        written.push_str("</ul>\n");
    }
    written.push_str("</div>\n");
    let samples = samples(gantt).into_iter().map(|(classes, meaning)| {
        format!(
            "<span class=\"sample\"><svg class=\"gantt key\" width=\"26\" height=\"{HEIGHT}\" aria-hidden=\"true\">\
             <rect class=\"{classes}\" x=\"1\" y=\"4\" width=\"24\" height=\"9\" rx=\"3\"/></svg> {meaning}</span>"
        )
    });
    let deadline = gantt.deadline_text().map(|text| {
        let text = escape_mixed(&text);
        format!(
            "<span class=\"sample\"><svg class=\"gantt key\" width=\"26\" height=\"{HEIGHT}\" aria-hidden=\"true\">\
             <line class=\"deadline\" x1=\"13\" x2=\"13\" y1=\"0\" y2=\"{HEIGHT}\"/></svg> {text}</span>"
        )
    });
    let samples: Vec<String> = samples.chain(deadline).collect();
    let _ = writeln!(written, "<p class=\"note\">{}</p>", samples.join(" "));
    written
}

/// The days of the scale, by their positions in percent.
fn ticks(scale: &TimeScale, draw: impl Fn(f64, &Tick) -> String) -> String {
    let ticks = scale.ticks(ROOM, 0).into_iter();
    ticks.map(|tick| draw(100.0 * tick.at, &tick)).collect()
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
        escape_mixed(&bar.from()),
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
            ("</svg> an estimate (~)</span>", 1),
            ("</svg> end unknown</span>", 1),
        ] {
            assert_eq!(written.matches(text).count(), count, "{text}\n{written}");
        }
    }
}
