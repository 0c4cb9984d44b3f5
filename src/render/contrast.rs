//! The contrast of two colours, and tests of those of a page in both schemes.

#![cfg(test)]

use std::collections::BTreeMap;

use super::html::STYLE;

/// Colours of text: at least 4.5 to 1.
const TEXT: [&str; 6] = ["ink", "quiet", "link", "good", "middling", "bad"];
/// Colours of graphics: at least 3 to 1.
const GRAPHICS: [&str; 4] = ["edge", "bar", "mark", "link"];
const BACKGROUNDS: [&str; 2] = ["paper", "panel"];
/// Lines between rows: no requirement.
const DECORATION: [&str; 1] = ["line"];

/// The contrast ratio of two colours such as `#1d2127`, as defined by WCAG: from 1 to 21.
pub fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: &str) -> f64 {
    let channel = |position: usize| {
        let digits = &color[position..position + 2];
        let channel = u8::from_str_radix(digits, 16).expect("two digits");
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[test]
fn black_on_white_has_the_highest_contrast() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
    assert!((contrast("#777777", "#777777") - 1.0).abs() < 0.01);
}

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
