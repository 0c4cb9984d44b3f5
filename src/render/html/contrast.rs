//! Tests the contrast of a page's colours in both schemes.

#![cfg(test)]

use std::collections::BTreeMap;

use crate::render::contrast::contrast;

use super::STYLE;

/// Colours of text: at least 4.5 to 1.
const TEXT: [&str; 6] = ["ink", "quiet", "link", "good", "middling", "bad"];
/// Colours of graphics: at least 3 to 1.
const GRAPHICS: [&str; 4] = ["edge", "bar", "mark", "link"];
const BACKGROUNDS: [&str; 2] = ["paper", "panel"];
/// Lines between rows: no requirement.
const DECORATION: [&str; 1] = ["line"];

#[test]
fn colors_have_enough_contrast_in_both_schemes() {
    let (light, dark) = STYLE
        .split_once("prefers-color-scheme: dark")
        .expect("both");
    for (scheme, style) in [("light", light), ("dark", dark)] {
        let colors = colors(style);
        let known = [&TEXT[..], &GRAPHICS, &BACKGROUNDS, &DECORATION].concat();
        for name in colors.keys() {
            assert!(known.contains(name), "{name} is not tested");
        }
        for background in BACKGROUNDS {
            for (names, least) in [(&TEXT[..], 4.5), (&GRAPHICS, 3.0)] {
                for name in names {
                    let found = contrast(colors[name], colors[background]);
                    assert!(
                        found >= least,
                        "{scheme}: {name} on {background} has {found:.2} of {least}"
                    );
                }
            }
        }
    }
}

/// Rules use colours only by their custom properties.
#[test]
fn every_color_has_a_name() {
    for line in STYLE.lines().filter(|line| line.contains('#')) {
        assert!(line.trim_start().starts_with("--"), "{line}");
    }
}

/// The custom properties of the first rule.
fn colors(style: &str) -> BTreeMap<&str, &str> {
    let (_, rule) = style.split_once(":root {").expect("a rule");
    let (rule, _) = rule.split_once('}').expect("its end");
    let properties = rule
        .split(';')
        .filter_map(|line| line.trim().strip_prefix("--"));
    properties
        .map(|property| {
            let (name, value) = property.split_once(": ").expect("a colour");
            (name, value)
        })
        .collect()
}
