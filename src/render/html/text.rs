//! Turns styled text into HTML, with links within the page and to addresses.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::render::{link::link, markup::escape};
use crate::view::{Body, Part, StyledText, TextStyle};

/// The targets of links within the page.
#[derive(Default)]
pub struct Anchors<'a> {
    pub known: HashSet<&'a str>,
    pub sources: usize,
}

impl<'a> Anchors<'a> {
    /// Those of a page with these parts, those within others included.
    pub fn new(parts: &[&'a Part<'a>]) -> Self {
        let sections = parts.iter().flat_map(|part| &part.sections);
        let sources = sections.map(|section| match &section.body {
            Body::Sources(entries) => entries.len(),
            _ => 0,
        });
        let anchors = parts.iter().filter_map(|part| part.anchor.as_deref());
        Self {
            known: anchors.collect(),
            sources: sources.sum(),
        }
    }
}

/// Escaped text; right-to-left text is isolated from its surroundings, and dates are marked, since a
/// line must not break within one.
pub fn escape_mixed(text: &str) -> String {
    let escaped = mark_dates(&escape(text));
    if text.chars().any(is_right_to_left) {
        format!("<bdi>{escaped}</bdi>")
    } else {
        escaped
    }
}

/// Text with its days and months as elements.
fn mark_dates(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(hyphen) = rest.find('-') {
        let start = hyphen.saturating_sub(4);
        let found = rest.get(start..).and_then(|from| {
            let length = date(from.as_bytes())?;
            let before = rest[..start]
                .bytes()
                .last()
                .or_else(|| marked.bytes().last());
            before.is_none_or(is_apart).then_some(start + length)
        });
        let end = found.unwrap_or(hyphen + 1);
        match found {
            Some(end) => {
                marked.push_str(&rest[..start]);
                marked.push_str(&element("time", &rest[start..end]));
            }
            None => marked.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    marked + rest
}

/// The length of the day or month at the start of a text, if it stands alone.
fn date(text: &[u8]) -> Option<usize> {
    let number = |range: std::ops::Range<usize>| {
        let digits = str::from_utf8(text.get(range)?).ok()?;
        let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| is_number)
    };
    number(0..4)?;
    let follows = |at: usize, highest: u32| {
        let value = number(at + 1..at + 3).filter(|value| (1..=highest).contains(value));
        text.get(at) == Some(&b'-') && value.is_some()
    };
    let length = match (follows(4, 12), follows(7, 31)) {
        (false, _) => return None,
        (true, false) => 7,
        (true, true) => 10,
    };
    text.get(length)
        .copied()
        .is_none_or(is_apart)
        .then_some(length)
}

/// Whether a byte beside a date is no part of a longer word.
fn is_apart(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && !b"-_/".contains(&byte)
}

/// A phrase with its paragraphs and lists; without any, the phrase itself.
pub fn flow(phrase: &StyledText, anchors: Option<&Anchors>) -> String {
    if !phrase.has_blocks() {
        return self::phrase(phrase, anchors);
    }
    let blocks = phrase.blocks();
    let list = |marker: Option<&str>| {
        marker.map(|marker| if marker.starts_with('-') { "ul" } else { "ol" })
    };
    let parts = blocks.chunk_by(|(one, _), (other, _)| list(*one) == list(*other));
    let parts = parts.map(|blocks| {
        let written = |tag| {
            let texts = blocks.iter();
            let texts = texts.map(|(_, text)| element(tag, &self::phrase(text, anchors)));
            texts.collect::<String>()
        };
        match list(blocks[0].0) {
            Some("ul") => element("ul", &written("li")),
            // A list may go on after a paragraph.
            Some(_) => format!("<ol{}>{}</ol>", start(blocks[0].0), written("li")),
            None => written("p"),
        }
    });
    parts.collect()
}

/// The paragraphs and lists of a phrase, each as an element of its own.
pub fn paragraphs(phrase: &StyledText, anchors: Option<&Anchors>) -> String {
    let written = flow(phrase, anchors);
    if phrase.has_blocks() {
        written
    } else {
        element("p", &written)
    }
}

/// The first number of a list, unless it is 1.
fn start(marker: Option<&str>) -> String {
    let number = marker.unwrap_or_default().trim_end_matches(". ");
    match number {
        "1" => String::new(),
        number => format!(" start=\"{number}\""),
    }
}

/// A phrase with its styles; without anchors, it has no links within the page.
pub fn phrase(phrase: &StyledText, anchors: Option<&Anchors>) -> String {
    let (sign, pieces) = match phrase.0.as_slice() {
        [(style, text), rest @ ..] if !rest.is_empty() => match symbol(*style, text) {
            Some(symbol) => (sign(symbol, rest), rest),
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

/// The symbol of a status: its class, its shape, and what it means.
fn symbol(style: TextStyle, text: &str) -> Option<[&'static str; 3]> {
    Some(match (style, text) {
        (TextStyle::Bad, "[ ]") => ["bad", "○", "missing"],
        (TextStyle::Middling, "[-]") => ["middling", "◐", "met in part"],
        (TextStyle::Good, "[x]") => ["good", "●", "met"],
        (TextStyle::Good, "[=]") => ["good", "◉", "met by a role held"],
        (TextStyle::Quiet, "[/]") => ["quiet", "–", "does not apply"],
        _ => return None,
    })
}

/// The symbol of a status before other text: hidden from screen readers where the status is said in words.
fn sign([class, shape, meaning]: [&str; 3], rest: &[(TextStyle, SmolStr)]) -> String {
    // A space alone stands between the symbol and what it is about.
    let is_said = rest.first().is_none_or(|(_, text)| text != " ");
    let label = if is_said {
        "aria-hidden=\"true\"".to_owned()
    } else {
        format!("role=\"img\" aria-label=\"{meaning}\"")
    };
    format!("<span class=\"sign {class}\" {label}>{shape}\u{a0}</span>")
}

fn piece(style: TextStyle, text: &str, anchors: Option<&Anchors>) -> String {
    if let Some([class, shape, _]) = symbol(style, text) {
        return format!("<span class=\"sign {class}\" aria-hidden=\"true\">{shape}</span>");
    }
    let escaped = escape_mixed(text);
    match style {
        TextStyle::Plain => escaped,
        TextStyle::Paragraph | TextStyle::Item => format!(" {}", text.trim_start()),
        TextStyle::Strong => element("strong", &escaped),
        TextStyle::Name | TextStyle::Code => element("code", &escaped),
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
        TextStyle::Name | TextStyle::Role | TextStyle::Code => element("code", &escape_mixed(text)),
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
    fn dates_are_marked() {
        for (text, marked) in [
            ("2026-11-27", "<time>2026-11-27</time>"),
            (
                "2026-01-02 to 2029-06.",
                "<time>2026-01-02</time> to <time>2029-06</time>.",
            ),
            ("a-2026-11, ai-900-x, 12-30", "a-2026-11, ai-900-x, 12-30"),
            (
                "x2026-11-27 2026-13 2026-00-01",
                "x2026-11-27 2026-13 2026-00-01",
            ),
            ("é-2026-11 – 2026-11-", "é-2026-11 – 2026-11-"),
        ] {
            assert_eq!(escape_mixed(text), marked);
        }
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
