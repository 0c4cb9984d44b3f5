//! Problems as rustc draws them.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use crate::{
    diagnostic::{Diagnostic, Refusal, Rejected, Severity},
    text::{Locator, Place},
};

use super::clean::clean;

/// Draws every problem of a file, from top to bottom.
pub fn rejected(rejected: &Rejected, color: bool) -> String {
    let Rejected { text, report, help } = rejected;
    let locator = text.locator();
    let located = report.diagnostics().iter();
    let mut located: Vec<(usize, &Diagnostic)> = located
        .map(|diagnostic| (locator.locate(&diagnostic.place).start, diagnostic))
        .collect();
    located.sort_by_key(|(start, _)| *start);
    let pen = Pen {
        path: clean(text.name()),
        locator,
        color,
    };
    let drawn = located
        .into_iter()
        .map(|(_, diagnostic)| pen.draw(diagnostic));
    let mut drawn: Vec<String> = drawn.collect();
    if report.omitted() > 0 {
        let more = format!("and {} more problems", report.omitted());
        drawn.push(message("error", AnsiColor::Red, &more, color));
    }
    drawn.extend(
        help.iter()
            .map(|help| message("help", AnsiColor::Cyan, help, color)),
    );
    drawn.join("\n")
}

/// What all problems of a file are drawn with.
struct Pen<'a> {
    path: Cow<'a, str>,
    locator: Locator<'a>,
    color: bool,
}

impl Pen<'_> {
    fn draw(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
        };
        let title = level
            .primary_title(clean(&diagnostic.message))
            .id(diagnostic.code.name());
        let mut elements: Vec<Element> =
            vec![self.snippet(&diagnostic.place, AnnotationKind::Primary, None)];
        for (place, label) in &diagnostic.also {
            elements.push(self.snippet(place, AnnotationKind::Context, Some(label)));
        }
        for help in &diagnostic.help {
            elements.push(Level::HELP.message(clean(help)).into());
        }
        let renderer = if self.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let group: Group = title.elements(elements);
        format!("{}\n", renderer.render(&[group]))
    }

    /// The line of a place, with what matters on it underlined.
    fn snippet<'a>(
        &'a self,
        place: &Place,
        kind: AnnotationKind,
        label: Option<&'a str>,
    ) -> Element<'a> {
        let bytes = self.locator.locate(place);
        let (number, line_start, line) = self.locator.line(bytes.start);
        // What is made visible is longer than what was written.
        let within = |byte: usize| {
            let end = byte.saturating_sub(line_start).min(line.len());
            clean(&line[..line.floor_char_boundary(end)]).len()
        };
        let annotation = kind.span(within(bytes.start)..within(bytes.end.max(bytes.start)));
        Snippet::source(clean(line))
            .line_start(number)
            .path(self.path.as_ref())
            .annotation(annotation.label(label.map(clean)))
            .into()
    }
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

/// Draws lines that are meant to be pasted into a file, led in by a note.
pub fn pattern(text: &str, lines: &[String], color: bool) -> String {
    let lines = lines.iter().map(|line| format!("  {}\n", clean(line)));
    format!("{}\n{}", note(text, color), lines.collect::<String>())
}

/// Draws what clap says of the command line: in its own colours, unless the words of the user are
/// not to be trusted.
pub fn usage(error: &clap::Error, color: bool) -> String {
    let written = error.render();
    let plain = written.to_string();
    let is_clean = |line: &str| matches!(clean(line), Cow::Borrowed(_));
    match (color, plain.lines().all(is_clean)) {
        (true, true) => written.ansi().to_string(),
        (false, true) => plain,
        (_, false) => {
            let lines: Vec<_> = plain.lines().map(clean).collect();
            format!("{}\n", lines.join("\n"))
        }
    }
}

fn message(word: &str, word_color: AnsiColor, text: &str, color: bool) -> String {
    let style = if color {
        word_color.on_default().bold()
    } else {
        Style::new()
    };
    format!("{style}{word}{style:#}: {}\n", clean(text))
}
