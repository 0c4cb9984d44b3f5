//! Problems as rustc draws them.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use crate::{
    diagnostic::{Diagnostic, Refusal, Rejected, Severity},
    text::{Place, Text},
};

use super::clean::clean;

/// Draws every problem of a file, from top to bottom.
pub fn rejected(rejected: &Rejected, color: bool) -> String {
    let Rejected { text, report } = rejected;
    let located = report.diagnostics().iter();
    let mut located: Vec<(usize, &Diagnostic)> = located
        .map(|diagnostic| (text.locate(&diagnostic.place).start, diagnostic))
        .collect();
    located.sort_by_key(|(start, _)| *start);
    let drawn = located
        .into_iter()
        .map(|(_, diagnostic)| draw(diagnostic, text, color));
    drawn.collect::<Vec<_>>().join("\n")
}

fn draw(diagnostic: &Diagnostic, text: &Text, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
    };
    let title = level
        .primary_title(clean(&diagnostic.message))
        .id(diagnostic.code.name());
    let mut elements: Vec<Element> = vec![snippet(
        text,
        &diagnostic.place,
        AnnotationKind::Primary,
        diagnostic.label.as_deref(),
    )];
    for (place, label) in &diagnostic.also {
        elements.push(snippet(text, place, AnnotationKind::Context, Some(label)));
    }
    for help in &diagnostic.help {
        elements.push(Level::HELP.message(clean(help)).into());
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let group: Group = title.elements(elements);
    format!("{}\n", renderer.render(&[group]))
}

/// The line of a place, with what matters on it underlined.
fn snippet<'a>(
    text: &'a Text,
    place: &Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Element<'a> {
    let content = text.content();
    let bytes = text.locate(place);
    let start = bytes.start.min(content.len());
    let line_start = content[..start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let line_end = content[start..]
        .find('\n')
        .map_or(content.len(), |newline| start + newline);
    let end = bytes.end.clamp(start, line_end);
    let line = content[line_start..line_end].trim_end_matches('\r');
    let within = |byte: usize| (byte - line_start).min(line.len());
    let annotation = kind.span(within(start)..within(end));
    Snippet::source(line)
        .line_start(text.position(start).line)
        .path(clean(text.name()))
        .annotation(annotation.label(label.map(clean)))
        .into()
}

/// Draws what was asked for on the command line and cannot be done.
pub fn refused(refusal: &Refusal, color: bool) -> String {
    let mut written = message("error", AnsiColor::Red, &refusal.message, color);
    for help in &refusal.help {
        written.push_str("  = ");
        written.push_str(&message("help", AnsiColor::Cyan, help, color));
    }
    written
}

/// Draws what is wrong with the world.
pub fn failure(error: &anyhow::Error, color: bool) -> String {
    message("error", AnsiColor::Red, &format!("{error:#}"), color)
}

/// Draws something that is worth knowing and changes nothing.
pub fn note(text: &str, color: bool) -> String {
    message("note", AnsiColor::Green, text, color)
}

fn message(word: &str, word_color: AnsiColor, text: &str, color: bool) -> String {
    let style = if color {
        word_color.on_default().bold()
    } else {
        Style::new()
    };
    format!("{style}{word}{style:#}: {}\n", clean(text))
}
