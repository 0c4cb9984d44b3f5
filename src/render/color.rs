//! The colours of drawings and charts in the light and in the dark scheme.
//!
//! The style sheets use no custom properties, for not every SVG viewer supports them.

use std::fmt::Write as _;

/// A colour in the light and in the dark scheme.
pub type Color = (&'static str, &'static str);

/// A colour of the style sheet: its selector, its property, and its value.
pub type Rule = (&'static str, &'static str, Color);

pub const PAPER: Color = ("#ffffff", "#14181d");
pub const BAND: Color = ("#f3f5f7", "#1c2229");
pub const TITLE: Color = ("#111827", "#f1f4f7");
pub const TEXT: Color = ("#374151", "#c9d1da");
pub const QUIET: Color = ("#4b5563", "#a9b4c0");
pub const BLUE: Color = ("#1d4ed8", "#7db1ff");
pub const TEAL: Color = ("#0f766e", "#4fd1bd");
pub const ORANGE: Color = ("#b45309", "#f0a04b");
pub const VIOLET: Color = ("#7c3aed", "#b794f6");
pub const RED: Color = ("#c02656", "#ff7aa2");

/// The fonts of drawings and charts.
pub const FONTS: &str =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/// The rules below a selector in both schemes; print uses the light one.
pub fn schemes<'a>(scope: &str, rules: impl Iterator<Item = (&'a str, &'a str, Color)>) -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for (selector, property, color) in rules {
        // Writing to a string cannot fail.
        let _ = writeln!(light, "{scope} {selector}{{{property}:{}}}", color.0);
        let _ = writeln!(dark, "{scope} {selector}{{{property}:{}}}", color.1);
    }
    format!("{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n")
}
