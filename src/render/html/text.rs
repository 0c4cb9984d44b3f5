//! Turns styled text into HTML, with links within the page and to addresses.

use std::collections::HashSet;

use crate::render::{link::link, markup::escape};
use crate::view::{StyledText, TextStyle};

/// The targets of links within the page.
#[derive(Default)]
pub struct Anchors<'a> {
    pub known: HashSet<&'a str>,
    pub sources: usize,
}

/// Escaped text; right-to-left text is isolated from its surroundings.
pub fn escape_mixed(text: &str) -> String {
    let escaped = escape(text);
    if text.chars().any(is_right_to_left) {
        format!("<bdi>{escaped}</bdi>")
    } else {
        escaped
    }
}

/// A phrase with its styles; without anchors, it has no links within the page.
pub fn phrase(phrase: &StyledText, anchors: Option<&Anchors>) -> String {
    let (sign, pieces) = match phrase.0.as_slice() {
        [(style, text), rest @ ..] if !rest.is_empty() => match sign(*style, text) {
            Some(sign) => (sign, rest),
            None => (String::new(), phrase.0.as_slice()),
        },
        pieces => (String::new(), pieces),
    };
    let is_source = |position: usize| matches!(pieces.get(position), Some((TextStyle::Source, _)));
    let written = pieces.iter().enumerate().map(|(position, (style, text))| {
        let text = match text.as_str() {
            // No line break between a figure and its source, or a symbol and its status.
            " " if is_source(position + 1) => "\u{a0}",
            text if position == 0 && !sign.is_empty() => text.trim_start(),
            text => text,
        };
        piece(*style, text, anchors)
    });
    let written: String = written.collect();
    sign + &written
}

/// The symbol of a status, hidden from screen readers, which read the words after it.
fn sign(style: TextStyle, text: &str) -> Option<String> {
    let (class, shape) = match (style, text) {
        (TextStyle::Bad, "[ ]") => ("bad", "○"),
        (TextStyle::Middling, "[~]") => ("middling", "◐"),
        (TextStyle::Good, "[x]") => ("good", "●"),
        (TextStyle::Quiet, "[-]") => ("quiet", "–"),
        _ => return None,
    };
    Some(format!(
        "<span class=\"sign {class}\" aria-hidden=\"true\">{shape}\u{a0}</span>"
    ))
}

fn piece(style: TextStyle, text: &str, anchors: Option<&Anchors>) -> String {
    let escaped = escape_mixed(text);
    match style {
        TextStyle::Plain => escaped,
        TextStyle::Strong => element("strong", &escaped),
        TextStyle::Name => element("code", &escaped),
        TextStyle::Quiet => span("quiet", &escaped),
        TextStyle::Good => span("good", &escaped),
        TextStyle::Middling => span("middling", &escaped),
        TextStyle::Bad => span("bad", &escaped),
        TextStyle::Role => {
            let name = element("code", &escaped);
            let anchor = format!("role-{text}");
            match anchors {
                Some(anchors) if anchors.known.contains(anchor.as_str()) => {
                    format!("<a href=\"#{}\">{name}</a>", escape(&anchor))
                }
                _ => name,
            }
        }
        TextStyle::Source => {
            let number: Option<usize> = text.trim_matches(['[', ']']).parse().ok();
            let sources = anchors.map_or(0, |anchors| anchors.sources);
            match number.filter(|number| *number <= sources) {
                Some(number) => {
                    format!("<a class=\"mark\" href=\"#source-{number}\">{escaped}</a>")
                }
                None => span("quiet", &escaped),
            }
        }
        TextStyle::Link => address(text),
    }
}

/// A phrase for a heading: what is strong there is the heading itself.
pub fn plain(heading: &StyledText) -> String {
    let pieces = heading.0.iter().map(|(style, text)| match style {
        TextStyle::Name | TextStyle::Role => element("code", &escape_mixed(text)),
        TextStyle::Quiet => span("quiet", &escape_mixed(text)),
        _ => escape_mixed(text),
    });
    pieces.collect()
}

/// An address as a link, if it may be one; it is shown without what goes without saying.
pub fn address(text: &str) -> String {
    let Some(address) = link(text) else {
        return span("quiet", &escape_mixed(text));
    };
    let shown = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("mailto:"))
        .unwrap_or(address);
    format!(
        "<a class=\"address\" rel=\"noreferrer noopener\" href=\"{}\">{}</a>",
        escape(address),
        escape(shown.trim_end_matches('/'))
    )
}

fn element(name: &str, content: &str) -> String {
    format!("<{name}>{content}</{name}>")
}

fn span(class: &str, content: &str) -> String {
    format!("<span class=\"{class}\">{content}</span>")
}

/// Whether a letter is of a script that is written from right to left.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_to_left_text_is_isolated() {
        assert_eq!(escape_mixed("עברית <b>"), "<bdi>עברית &lt;b&gt;</bdi>");
        assert_eq!(escape_mixed("日本 <b>"), "日本 &lt;b&gt;");
    }

    #[test]
    fn links_lead_only_to_anchors_of_the_page() {
        let anchors = Anchors {
            known: HashSet::from(["role-mid"]),
            sources: 1,
        };
        for (style, text, expected) in [
            (
                TextStyle::Role,
                "mid",
                "<a href=\"#role-mid\"><code>mid</code></a>",
            ),
            (TextStyle::Role, "vp", "<code>vp</code>"),
            (
                TextStyle::Source,
                "[1]",
                "<a class=\"mark\" href=\"#source-1\">[1]</a>",
            ),
            (TextStyle::Source, "[2]", "<span class=\"quiet\">[2]</span>"),
        ] {
            assert_eq!(
                phrase(&StyledText::new(style, text), Some(&anchors)),
                expected
            );
        }
    }

    #[test]
    fn only_an_address_is_a_link() {
        assert_eq!(
            address("https://example.org/?a=1&b=2"),
            "<a class=\"address\" rel=\"noreferrer noopener\" \
             href=\"https://example.org/?a=1&amp;b=2\">example.org/?a=1&amp;b=2</a>"
        );
        assert_eq!(
            address("javascript:alert(1)"),
            "<span class=\"quiet\">javascript:alert(1)</span>"
        );
    }
}
