//! The style sheet of a diagram, with a light and a dark colour scheme.

use crate::render::color::{self, FONTS, Rule, schemes};

const RULES: [Rule; 25] = [
    (".paper", "fill", color::PAPER),
    (".band", "fill", color::BAND),
    (".block", "fill", ("#e9edf1", "#262e37")),
    (".track", "fill", color::QUIET),
    (".box", "fill", ("#ffffff", "#232b34")),
    (".box", "stroke", ("#7b8794", "#7a8797")),
    (".name", "fill", color::QUIET),
    (".title", "fill", color::TITLE),
    (".fact", "fill", color::TEXT),
    (".present .box", "fill", ("#e6f0ff", "#12315c")),
    (".present .box", "stroke", color::BLUE),
    (".present .mark", "fill", ("#1d4ed8", "#9cc4ff")),
    (".goal .box", "fill", ("#fdf2d8", "#43320b")),
    (".goal .box", "stroke", ("#92580a", "#f0b94a")),
    (".goal .mark", "fill", ("#7c4a05", "#f6cf7e")),
    (".next .box", "stroke", color::BLUE),
    (".next .mark", "fill", ("#1d4ed8", "#9cc4ff")),
    (".promotion", "stroke", color::QUIET),
    (".lateral", "stroke", ("#0e7490", "#53c7de")),
    (".track-switch", "stroke", color::VIOLET),
    (".entry", "stroke", color::TEAL),
    (".step-back", "stroke", color::ORANGE),
    (".way", "stroke", color::RED),
    (".link:hover .box", "stroke", ("#111827", "#ffffff")),
    (".link:focus .box", "stroke", ("#111827", "#ffffff")),
];

const SHAPES: &str = "\
.diagram .track{font-size:13px;font-weight:600}
.diagram .name{font-size:11px}
.diagram .title{font-size:14px;font-weight:600}
.diagram .fact{font-size:12px}
.diagram .mark{font-size:12px;font-weight:700}
.diagram .box{stroke-width:1}
.diagram .present .box,.diagram .goal .box{stroke-width:3}
.diagram .next .box{stroke-width:2}
.diagram .link:focus .box{stroke-width:4}
.diagram .move,.diagram .sample{fill:none;stroke-width:1.5}
.diagram .lateral{stroke-dasharray:14 4}
.diagram .track-switch{stroke-dasharray:6 4}
.diagram .entry{stroke-dasharray:.1 5;stroke-linecap:round;stroke-width:3}
.diagram .step-back{stroke-dasharray:10 3 2 3}
.diagram .step{stroke-width:2.5}
.diagram .way{stroke-width:4}
.diagram .head{stroke-dasharray:none;stroke-linejoin:round;stroke-width:1.5}
";

/// The style sheet.
pub fn style() -> String {
    // An arrow head is filled with the colour of its line.
    let is_line =
        |(selector, property, _): &&Rule| *property == "stroke" && !selector.contains(".box");
    let lines = RULES.iter().filter(is_line);
    let heads: Vec<(String, color::Color)> = lines
        .map(|(selector, _, color)| (format!(".head{selector}"), *color))
        .collect();
    let heads = heads
        .iter()
        .map(|(selector, color)| (selector.as_str(), "fill", *color));
    let rules = schemes(".diagram", RULES.iter().copied().chain(heads));
    format!(".diagram{{{FONTS}}}\n{SHAPES}{rules}")
}

#[cfg(test)]
mod tests {
    use crate::render::contrast::contrast;

    use super::*;

    /// A selector, its property, and the selector of its background.
    const TEXT: [(&str, &str, &str); 12] = [
        (".track", "fill", ".band"),
        (".name", "fill", ".box"),
        (".title", "fill", ".box"),
        (".fact", "fill", ".box"),
        (".fact", "fill", ".paper"),
        (".name", "fill", ".present .box"),
        (".title", "fill", ".present .box"),
        (".fact", "fill", ".goal .box"),
        (".name", "fill", ".goal .box"),
        (".present .mark", "fill", ".present .box"),
        (".goal .mark", "fill", ".goal .box"),
        (".next .mark", "fill", ".box"),
    ];

    fn colors(selector: &str, property: &str) -> [&'static str; 2] {
        let mut rules = RULES.iter();
        let rule = rules.find(|(known, of, ..)| *known == selector && *of == property);
        rule.map(|(.., color)| [color.0, color.1]).expect("a rule")
    }

    #[test]
    fn text_and_lines_have_enough_contrast_in_both_schemes() {
        let of_text = TEXT
            .iter()
            .map(|(one, property, background)| (*one, *property, *background, 4.5));
        let lines = RULES
            .iter()
            .filter(|(_, property, ..)| *property == "stroke");
        let of_lines = lines.flat_map(|(one, property, ..)| {
            [".band", ".block", ".paper"].map(|background| (*one, *property, background, 3.0))
        });
        for (one, property, background, least) in of_text.chain(of_lines) {
            let (colors, backgrounds) = (colors(one, property), colors(background, "fill"));
            for (color, background_color) in colors.into_iter().zip(backgrounds) {
                let contrast = contrast(color, background_color);
                assert!(
                    contrast >= least,
                    "{one} on {background}: {color} {background_color} {contrast:.2}"
                );
            }
        }
    }
}
