//! Turns a Gantt chart into an SVG file.

use std::fmt::Write as _;

use crate::{
    render::{
        clean::clean,
        color::{self, FONTS, Rule, schemes},
        gantt::style::{classes, milestone_class, samples, style},
        markup::escape,
        time_scale::TimeScale,
    },
    view::{Gantt, GanttBar, GanttLane, counted},
};

use super::text::{lines, regular_lines, regular_width, width};

/// The left edge of the names, and the least and the most width of them.
const LEFT: usize = 24;
const NAMES: (usize, usize) = (360, 560);
/// The width of the days, that of the ends, and what is free before each.
const DAYS: usize = 500;
const ENDS: usize = 180;
const GUTTER: (usize, usize) = (16, 20);
/// The height of a step, and of a role.
const STEP: usize = 22;
const ROLE: usize = 36;
/// The height of the title and the scale.
const TOP: usize = 96;
/// The font size of a step, and of a role.
const TEXT: usize = 12;
const TITLE: usize = 14;
/// The characters that stand beside each other above the days; those of a label after the last day.
const ROOM: usize = 68;
const AFTER: usize = 8;
/// The entries of the legend in a line.
const A_LINE: usize = 7;

const RULES: [Rule; 9] = [
    (".paper", "fill", color::PAPER),
    (".band", "fill", color::BAND),
    (".title", "fill", color::TITLE),
    (".text", "fill", color::TEXT),
    (".day", "fill", color::QUIET),
    (".rail", "stroke", ("#d5dbe1", "#37414c")),
    (".milestone", "fill", color::RED),
    (".milestone", "stroke", color::RED),
    (".deadline", "stroke", color::RED),
];

const SHAPES: &str = "\
.gantt .title{font-size:14px;font-weight:600}
.gantt .heading{font-size:16px}
.gantt .rail{stroke-width:1}
.gantt .deadline{stroke-width:2;stroke-dasharray:6 3}
";

/// Draws a chart with a line for each step.
pub fn render(gantt: &Gantt) -> String {
    let heights = gantt
        .lanes
        .iter()
        .map(|lane| ROLE + STEP * lane.bars.len() + 8);
    let bottom = TOP + heights.sum::<usize>();
    let height = bottom + 40 + 20 * ((samples(gantt).len() + 1) / A_LINE);
    let mut chart = Chart {
        scale: TimeScale::of(gantt),
        names: names(gantt),
        written: String::new(),
    };
    chart.open(gantt, height);
    let mut y = TOP;
    for lane in &gantt.lanes {
        let height = ROLE + STEP * lane.bars.len();
        chart.line(&format!(
            "<rect class=\"band\" x=\"12\" y=\"{y}\" width=\"{}\" height=\"{height}\" rx=\"10\"/>",
            chart.width() - 24
        ));
        y += height + 8;
    }
    for tick in chart.scale.ticks(ROOM, AFTER) {
        let (x, label) = (chart.x(tick.at), &tick.label);
        chart.line(&format!(
            "<path class=\"rail\" d=\"M{x:.1} {}V{}\"/>\
             <text class=\"day\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{}\">{label}</text>",
            TOP - 4,
            bottom - 8,
            TOP - 10
        ));
    }
    if let Some(day) = gantt.deadline {
        let x = chart.x(chart.scale.position(day));
        chart.line(&format!(
            "<path class=\"deadline\" d=\"M{x:.1} {}V{}\"/>",
            TOP - 4,
            bottom - 8
        ));
    }
    y = TOP;
    for lane in &gantt.lanes {
        chart.lane(lane, y);
        y += ROLE + STEP * lane.bars.len() + 8;
    }
    chart.legend(gantt, bottom + 16);
    chart.line("</svg>");
    chart.written
}

/// The width that the names need, within its limits.
fn names(gantt: &Gantt) -> usize {
    let names = gantt
        .bars()
        .map(|bar| regular_width(&clean(&bar.name), TEXT));
    let titles = gantt.lanes.iter();
    let titles = titles.map(|lane| width(&clean(&lane.title), TITLE));
    let widest = names.chain(titles).max().unwrap_or(0);
    widest.div_ceil(100).clamp(NAMES.0, NAMES.1)
}

struct Chart {
    scale: TimeScale,
    /// The width of the names.
    names: usize,
    written: String,
}

impl Chart {
    /// The left edge of the days.
    fn days(&self) -> usize {
        LEFT + self.names + GUTTER.0
    }

    /// The left edge of the ends.
    fn ends(&self) -> usize {
        self.days() + DAYS + GUTTER.1
    }

    fn width(&self) -> usize {
        self.ends() + ENDS
    }

    /// The x of a position.
    fn x(&self, position: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "points of a page are few")]
        let (left, width) = (self.days() as f64, DAYS as f64);
        left + position * width
    }

    fn line(&mut self, text: &str) {
        self.written.push_str(text);
        self.written.push('\n');
    }

    fn text(&mut self, class: &str, x: usize, y: usize, text: &str) {
        let text = escape(text);
        self.line(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"
        ));
    }

    fn open(&mut self, gantt: &Gantt, height: usize) {
        let width = self.width();
        self.line(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gantt\" role=\"img\" \
             aria-labelledby=\"gantt-title gantt-about\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">"
        ));
        self.line(&format!("<style>\n{}</style>", sheet()));
        let title = escape(&gantt.title);
        self.line(&format!("<title id=\"gantt-title\">{title}</title>"));
        let about = escape(&about(gantt));
        self.line(&format!("<desc id=\"gantt-about\">{about}</desc>"));
        self.line(&format!(
            "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>"
        ));
        let room = width - 2 * LEFT;
        for heading in lines(&clean(&gantt.title), 16, room, 1) {
            self.text("title heading", LEFT, 34, &heading);
        }
        for who in lines(&clean(&gantt.who), TEXT, room, 1) {
            self.text("day", LEFT, 56, &who);
        }
    }

    /// A role: its title and first day, then its steps.
    fn lane(&mut self, lane: &GanttLane, top: usize) {
        for title in lines(&clean(&lane.title), TITLE, self.names, 1) {
            self.text("title", LEFT, top + 23, &title);
        }
        if let Some(milestone) = lane.eligible {
            let (x, y) = (self.x(self.scale.position(milestone.day)), top + 11);
            let class = milestone_class(milestone);
            self.line(&format!(
                "<path class=\"{class}\" d=\"M{x:.1} {y}l7 7-7 7-7-7z\"/>"
            ));
            self.text("title", self.ends(), top + 23, &milestone.text());
        }
        for (bar, y) in lane.bars.iter().zip((top + ROLE..).step_by(STEP)) {
            self.bar(bar, y);
        }
    }

    fn bar(&mut self, bar: &GanttBar, top: usize) {
        for name in regular_lines(&clean(&bar.name), TEXT, self.names, 1) {
            self.text("text", LEFT, top + 14, &name);
        }
        let (first, last) = self.scale.ends(bar);
        let (left, right) = (self.x(first), self.x(last));
        self.line(&format!(
            "<rect class=\"{}\" x=\"{left:.1}\" y=\"{}\" width=\"{:.1}\" height=\"12\" rx=\"3\"><title>{}</title></rect>",
            classes(bar),
            top + 4,
            (right - left).max(2.0),
            escape(&format!("{}: {} to {}", bar.name, bar.from(), bar.until()))
        ));
        self.text("day", self.ends(), top + 14, &bar.until());
    }

    /// What the colours and shapes that occur mean.
    fn legend(&mut self, gantt: &Gantt, y: usize) {
        let mut places = (0..).map(|entry| (LEFT + entry % A_LINE * 150, y + entry / A_LINE * 20));
        for ((classes, name), (x, y)) in samples(gantt).into_iter().zip(&mut places) {
            self.line(&format!(
                "<rect class=\"{classes}\" x=\"{x}\" y=\"{}\" width=\"24\" height=\"10\" rx=\"3\"/>",
                y - 9
            ));
            self.text("text", x + 30, y, name);
        }
        for (is_not_before, class, name) in [
            (false, "milestone", "eligible"),
            (true, "milestone open", "not before"),
        ] {
            let mut milestones = gantt.lanes.iter().filter_map(|lane| lane.eligible);
            let occurs = milestones.any(|milestone| milestone.is_not_before == is_not_before);
            if let Some((x, y)) = occurs.then(|| places.next()).flatten() {
                let (left, top) = (x + 7, y - 11);
                self.line(&format!(
                    "<path class=\"{class}\" d=\"M{left} {top}l7 7-7 7-7-7z\"/>"
                ));
                self.text("text", x + 22, y, name);
            }
        }
        if let Some((text, (x, y))) = gantt.deadline_text().zip(places.next()) {
            let (left, top) = (x + 7, y - 11);
            self.line(&format!(
                "<path class=\"deadline\" d=\"M{left} {top}v14\"/>"
            ));
            self.text("text", x + 22, y, &text);
        }
    }
}

/// The description of a chart.
fn about(gantt: &Gantt) -> String {
    let steps = counted(gantt.bars().count(), "step");
    let mut about = format!("{steps}, from {} on.", gantt.start);
    for lane in &gantt.lanes {
        if let Some(milestone) = lane.eligible {
            // Writing to a string cannot fail.
            let _ = write!(about, " {}: {}.", lane.role, milestone.text());
        }
    }
    if let Some(deadline) = gantt.deadline_text() {
        let _ = write!(about, " Last day {deadline}.");
    }
    about
}

/// The style sheet of a file.
fn sheet() -> String {
    let rules = schemes(".gantt", RULES.iter().copied());
    format!(
        ".gantt{{{FONTS};font-size:12px}}\n{SHAPES}{}{rules}.gantt .milestone.open{{fill:none}}\n",
        style()
    )
}

#[cfg(test)]
mod tests {
    use crate::render::{contrast::contrast, gantt::tests::two_roles};

    use super::*;

    #[test]
    fn every_step_and_every_role_is_drawn_with_its_days() {
        let written = render(&two_roles());
        for (text, count) in [
            ("class=\"bar study", 5),
            ("class=\"bar study open\"", 2),
            ("class=\"bar practice estimate\"", 2),
            ("class=\"milestone\"", 2),
            ("class=\"milestone open\"", 2),
            (">Senior &lt;Engineer&gt;<", 1),
            (">Ada, as of 2026-11-15<", 1),
            (">not before ~2031-01<", 1),
            (">end unknown<", 2),
            (">degree<", 0),
        ] {
            assert_eq!(written.matches(text).count(), count, "{text}\n{written}");
        }
    }

    #[test]
    fn names_have_as_much_room_as_they_need() {
        let drawn = |name: &str| {
            let mut gantt = two_roles();
            gantt.lanes[0].bars[0].name = name.to_owned();
            render(&gantt)
        };
        let short = drawn("MLOps");
        let long = "AWS Certified Generative AI Developer - Professional, renewed";
        let wide = drawn(long);
        assert!(wide.contains(&format!(">{long}</text>")), "{wide}");
        assert!(short.contains("width=\"1100\""), "{short}");
        assert!(!wide.contains("width=\"1100\""), "{wide}");
        assert!(drawn(&"long ".repeat(40)).contains("…</text>"));
        // Labels stand over their lines.
        let labels = short.matches("text-anchor=\"middle\"").count();
        assert_eq!(labels, short.matches("class=\"rail\"").count(), "{short}");
    }

    #[test]
    fn text_has_enough_contrast_in_both_schemes() {
        let of = |selector: &str| {
            let rule = RULES.iter().find(|(known, ..)| *known == selector);
            rule.map(|(.., color)| [color.0, color.1]).expect("a rule")
        };
        for (selector, least) in [
            (".title", 4.5),
            (".text", 4.5),
            (".day", 4.5),
            (".milestone", 3.0),
        ] {
            for background in [".paper", ".band"] {
                for (color, other) in of(selector).into_iter().zip(of(background)) {
                    assert!(
                        contrast(color, other) >= least,
                        "{selector} on {background}"
                    );
                }
            }
        }
    }
}
