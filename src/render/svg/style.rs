//! The style sheet of a diagram, with a light and a dark colour scheme.
//!
//! It uses no custom properties, for not every SVG viewer supports them.

use std::fmt::Write as _;

/// A colour: its selector, its property, and its value in the light and in the dark scheme.
type Rule = (&'static str, &'static str, &'static str, &'static str);

const RULES: [Rule; 25] = [
    (".paper", "fill", "#ffffff", "#14181d"),
    (".band", "fill", "#f3f5f7", "#1c2229"),
    (".block", "fill", "#e9edf1", "#262e37"),
    (".track", "fill", "#4b5563", "#a9b4c0"),
    (".box", "fill", "#ffffff", "#232b34"),
    (".box", "stroke", "#7b8794", "#7a8797"),
    (".name", "fill", "#4b5563", "#a9b4c0"),
    (".title", "fill", "#111827", "#f1f4f7"),
    (".fact", "fill", "#374151", "#c9d1da"),
    (".present .box", "fill", "#e6f0ff", "#12315c"),
    (".present .box", "stroke", "#1d4ed8", "#7db1ff"),
    (".present .mark", "fill", "#1d4ed8", "#9cc4ff"),
    (".goal .box", "fill", "#fdf2d8", "#43320b"),
    (".goal .box", "stroke", "#92580a", "#f0b94a"),
    (".goal .mark", "fill", "#7c4a05", "#f6cf7e"),
    (".next .box", "stroke", "#1d4ed8", "#7db1ff"),
    (".next .mark", "fill", "#1d4ed8", "#9cc4ff"),
    (".promotion", "stroke", "#4b5563", "#a9b4c0"),
    (".lateral", "stroke", "#0e7490", "#53c7de"),
    (".track-switch", "stroke", "#7c3aed", "#b794f6"),
    (".entry", "stroke", "#0f766e", "#4fd1bd"),
    (".step-back", "stroke", "#b45309", "#f0a04b"),
    (".way", "stroke", "#c02656", "#ff7aa2"),
    (".link:hover .box", "stroke", "#111827", "#ffffff"),
    (".link:focus .box", "stroke", "#111827", "#ffffff"),
];

const SHAPES: &str = "\
.diagram{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}
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

/// The style sheet; print uses the light scheme.
pub fn style() -> String {
    let mut written = String::from(SHAPES);
    for (selector, property, light, _) in RULES {
        rule(&mut written, selector, property, light);
    }
    written.push_str("@media screen and (prefers-color-scheme:dark){\n");
    for (selector, property, _, dark) in RULES {
        rule(&mut written, selector, property, dark);
    }
    written.push_str("}\n");
    written
}

/// A rule; an arrow head is filled with the colour of its line.
fn rule(written: &mut String, selector: &str, property: &str, color: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(written, ".diagram {selector}{{{property}:{color}}}");
    if property == "stroke" && !selector.contains(".box") {
        let _ = writeln!(written, ".diagram .head{selector}{{fill:{color}}}");
    }
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
        rule.map(|(.., light, dark)| [*light, *dark])
            .expect("a rule")
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
