//! Escapes text for HTML and SVG.

use super::clean::clean;

/// Cleans and escapes a text for elements and quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not allowed in XML.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(
            escape("</style><a href=\"javascript:x\">'&amp;'\u{1b}\u{202e}\u{ffff}"),
            "&lt;/style&gt;&lt;a href=&quot;javascript:x&quot;&gt;&#39;&amp;amp;&#39;␛\\u{202e}\u{fffd}"
        );
    }
}
