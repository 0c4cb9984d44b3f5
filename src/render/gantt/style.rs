//! The colours and shapes of Gantt charts in pages and drawings.

use crate::{
    render::color::{self, Color, schemes},
    view::{BarKind, Gantt, GanttBar, Milestone},
};

/// The colours of the kinds.
const COLORS: [(BarKind, Color); 6] = [
    (BarKind::Study, color::BLUE),
    (BarKind::Practice, color::TEAL),
    (BarKind::Certification, color::ORANGE),
    (BarKind::Degree, color::VIOLET),
    (BarKind::Serving, color::QUIET),
    (BarKind::Experience, ("#9d174d", "#f08bb4")),
];

/// The rules of the style sheet for bars: pale ones rest on an estimate, dashed ones have no known end.
pub fn style() -> String {
    let selectors = COLORS.map(|(kind, color)| (format!(".{}", kind.name()), color));
    let rules = selectors.iter();
    let rules = rules.map(|(selector, color)| (selector.as_str(), "color", *color));
    let signs = ".gantt .bar{fill:currentColor;stroke:currentColor}\n\
                 .gantt .bar.estimate{fill-opacity:.35}\n\
                 .gantt .bar.open{fill:none;stroke-dasharray:5 3}\n";
    schemes(".gantt", rules) + signs
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

/// The classes of a bar of each kind, of an estimate and of one without an end, with their meaning; only
/// those that occur.
pub fn samples(gantt: &Gantt) -> Vec<(String, &'static str)> {
    let occurs = |kind: &BarKind| gantt.bars().any(|bar| bar.kind == *kind);
    let kinds = BarKind::ALL.into_iter().filter(occurs);
    let kinds = kinds.map(|kind| (format!("bar {}", kind.name()), kind.name()));
    let mut bars = gantt.bars();
    let estimate = bars.find(|bar| bar.is_estimate && bar.last.is_some());
    let open = gantt.bars().find(|bar| bar.last.is_none());
    let signs = [(estimate, "an estimate (~)"), (open, "end unknown")];
    let signs = signs
        .into_iter()
        .filter_map(|(bar, meaning)| Some((classes(bar?), meaning)));
    kinds.chain(signs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_enough_contrast_in_both_schemes() {
        use crate::render::contrast::contrast;
        for (kind, (light, dark)) in COLORS {
            for (color, background) in [
                (light, color::PAPER.0),
                (light, color::BAND.0),
                (dark, color::PAPER.1),
                (dark, color::BAND.1),
            ] {
                assert!(
                    contrast(color, background) >= 3.0,
                    "{kind:?}: {color} on {background}"
                );
            }
        }
    }
}
