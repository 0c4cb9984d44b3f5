//! Turns ranges on one scale into a table of their figures, with a bar for each.

use std::fmt::Write as _;

use crate::{
    render::{bars::Scale, markup::escape},
    view::{Bar, Bars, Point},
};

use super::text::{self, Anchors};

/// The height of a bar's row.
const HEIGHT: u32 = 18;
/// The vertical middle of a bar.
const MIDDLE: u32 = HEIGHT / 2;
/// The margin on each side of the scale, in percent of the width.
const MARGIN: f64 = 1.5;

/// Adds the ranges; `name` is escaped already.
pub fn bars(bars: &Bars, name: &str, anchors: &Anchors, written: &mut String) {
    let Some(scale) = Scale::of(bars) else {
        return;
    };
    // Writing to a string cannot fail.
    let _ = writeln!(
        written,
        "<table class=\"bars\">\n<caption>{name}</caption>\n<tbody>"
    );
    for bar in &bars.rows {
        let name = text::phrase(&bar.name, Some(anchors));
        let note = text::phrase(&bar.note, Some(anchors));
        let note = if note.is_empty() {
            note
        } else {
            format!(" <span class=\"quiet\">{note}</span>")
        };
        let _ = writeln!(
            written,
            "<tr><th scope=\"row\">{name}</th><td>{}{note}{}</td></tr>",
            figures(bar),
            draw(&scale, bar)
        );
    }
    let ends = format!(
        "Scale: {} to {}",
        escape(&scale.least.label),
        escape(&scale.most.label)
    );
    let mark = bars.mark.as_ref().map(|(name, point)| {
        let name = text::phrase(name, None);
        let key = format!(
            "<svg class=\"key\" width=\"10\" height=\"{HEIGHT}\" aria-hidden=\"true\">\
             <line class=\"mark-line\" x1=\"5\" x2=\"5\" y1=\"1\" y2=\"{}\"/></svg>",
            HEIGHT - 1
        );
        format!(". {key} {name}: {}", escape(&point.label))
    });
    let _ = writeln!(
        written,
        "</tbody>\n</table>\n<p class=\"note\">{ends}{}.</p>",
        mark.unwrap_or_default()
    );
}

/// The figures of a bar.
fn figures(bar: &Bar) -> String {
    if let Some(figures) = &bar.figures {
        return format!("<span class=\"figure\">{}</span>", escape(figures));
    }
    let label = |point: &Point| format!("<span class=\"figure\">{}</span>", escape(&point.label));
    let ends = match (&bar.low, &bar.high) {
        (Some(low), Some(high)) if low.label == high.label => Some(label(low)),
        (Some(low), Some(high)) => Some(format!("{} to {}", label(low), label(high))),
        (Some(low), None) => Some(format!("from {}", label(low))),
        (None, Some(high)) => Some(format!("up to {}", label(high))),
        (None, None) => None,
    };
    match (ends, &bar.mid) {
        (Some(ends), Some(mid)) => format!("{ends}, middle {}", label(mid)),
        (Some(ends), None) => ends,
        (None, Some(mid)) => label(mid),
        (None, None) => String::new(),
    }
}

/// The position of a point in percent of the width; the middle if all points are equal.
fn percent(scale: &Scale, point: &Point) -> f64 {
    MARGIN + scale.position(point).unwrap_or(0.5) * (100.0 - 2.0 * MARGIN)
}

/// The bar, its middle and the mark; hidden from screen readers, which read the figures.
fn draw(scale: &Scale, bar: &Bar) -> String {
    let percent = |point: &Point| percent(scale, point);
    let [low, mid, high] = [&bar.low, &bar.mid, &bar.high].map(|point| point.as_ref().map(percent));
    let mut drawn = format!(
        "<svg class=\"bar\" width=\"100%\" height=\"{HEIGHT}\" aria-hidden=\"true\">\
         <line class=\"rail\" x1=\"0\" x2=\"100%\" y1=\"{MIDDLE}\" y2=\"{MIDDLE}\"/>"
    );
    let known = || [low, mid, high].into_iter().flatten();
    let first = known().min_by(f64::total_cmp);
    let last = known().max_by(f64::total_cmp);
    if let (Some(first), Some(last)) = (first, last)
        && first < last
    {
        // Writing to a string cannot fail.
        let _ = write!(
            drawn,
            "<rect class=\"range\" x=\"{first:.2}%\" width=\"{:.2}%\" y=\"{}\" height=\"8\" rx=\"4\"/>",
            last - first,
            MIDDLE - 4
        );
    }
    let points = if first == last { first } else { mid };
    if let Some(point) = points {
        let _ = write!(
            drawn,
            "<circle class=\"middle\" cx=\"{point:.2}%\" cy=\"{MIDDLE}\" r=\"4.5\"/>"
        );
    }
    if let Some(at) = scale.mark.map(percent) {
        for class in ["mark-halo", "mark-line"] {
            let _ = write!(
                drawn,
                "<line class=\"{class}\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"0\" y2=\"{HEIGHT}\"/>"
            );
        }
    }
    drawn.push_str("</svg>");
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(value: f64) -> Point {
        Point {
            value,
            label: value.to_string(),
        }
    }

    #[test]
    fn every_point_has_its_place_within_the_drawing() {
        for (low, high) in [(0.0, 0.0), (0.0, 9e15), (-1.0, 1.0), (100.0, 200.0)] {
            let bar = Bar {
                low: Some(point(low)),
                high: Some(point(high)),
                ..Bar::default()
            };
            let bars = Bars {
                rows: vec![bar],
                mark: Some(("Ada".into(), point(f64::midpoint(low, high)))),
                ..Bars::default()
            };
            let scale = Scale::of(&bars).expect("there are points");
            for value in [low, high, f64::midpoint(low, high)] {
                let place = percent(&scale, &point(value));
                assert!((0.0..=100.0).contains(&place), "{value}: {place}");
            }
            assert!((percent(&scale, &point(f64::midpoint(low, high))) - 50.0).abs() < 0.01);
        }
    }
}
