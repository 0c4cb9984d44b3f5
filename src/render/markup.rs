//! Escapes text for HTML and SVG.

use super::clean::clean;

/// Cleans and escapes a text for elements and quoted attributes.
pub fn escape(text: &str) -> String {
    let text = clean(text).replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('>', "&gt;").replace('"', "&quot;");
    // The last two are not allowed in XML.
    text.replace('\'', "&#39;")
        .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
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
