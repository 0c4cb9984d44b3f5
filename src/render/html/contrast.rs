//! Whether everybody can tell what stands on a page from the page, in light and in dark.

#![cfg(test)]

use std::collections::BTreeMap;

use crate::render::contrast::contrast;

use super::STYLE;

/// What text is written in, and on what: at least 4.5 to 1.
const TEXT: [&str; 6] = ["ink", "quiet", "link", "good", "middling", "bad"];
/// What is drawn and has to be seen: at least 3 to 1.
const GRAPHICS: [&str; 4] = ["edge", "bar", "mark", "link"];
const GROUNDS: [&str; 2] = ["paper", "panel"];
/// Hairlines between rows, on which nothing depends.
const DECORATION: [&str; 1] = ["line"];

#[test]
fn everything_can_be_told_from_its_ground_in_light_and_in_dark() {
    let (light, dark) = STYLE
        .split_once("prefers-color-scheme: dark")
        .expect("both");
    for (scheme, style) in [("light", light), ("dark", dark)] {
        let colors = colors(style);
        let known = [&TEXT[..], &GRAPHICS, &GROUNDS, &DECORATION].concat();
        for name in colors.keys() {
            assert!(known.contains(name), "{name} is not looked at");
        }
        for ground in GROUNDS {
            for (names, least) in [(&TEXT[..], 4.5), (&GRAPHICS, 3.0)] {
                for name in names {
                    let found = contrast(colors[name], colors[ground]);
                    assert!(
                        found >= least,
                        "{scheme}: {name} on {ground} has {found:.2} of {least}"
                    );
                }
            }
        }
    }
}

/// No colour is written but by its name.
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
