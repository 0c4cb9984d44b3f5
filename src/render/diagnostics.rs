//! Turns diagnostics, errors and notes into text in the style of rustc.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use textwrap::WordSplitter;

use crate::{
    diagnostic::{Finding, Findings, InvalidFile, Label, Location, Selection, UsageError},
    vocabulary::Severity,
};

use super::{Medium, clean::clean};

/// Draws the problems of findings.
pub fn diagnostics(findings: &Findings, medium: Medium) -> String {
    let problems = findings.problems.iter();
    let mut drawn: Vec<String> = problems.map(|problem| draw(problem, medium)).collect();
    if findings.omitted > 0 {
        let more = format!("and {} more problems", findings.omitted);
        drawn.push(message("note", AnsiColor::Green, &more, medium.color));
    }
    drawn.join("\n")
}

/// The number of problems, and how to read more about the worst.
pub fn summary(findings: &Findings) -> String {
    let count = |number: usize, what: &str| match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    };
    let counts = [
        count(findings.errors, Severity::Error.name()),
        count(findings.warnings, Severity::Warning.name()),
        count(findings.notes, Severity::Note.name()),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let files = match findings.files.len() {
        1 => String::new(),
        several => format!(" in {several} files"),
    };
    let worst = findings.problems.iter().rev();
    let worst = worst.max_by_key(|problem| problem.severity);
    let more = worst.map(|problem| format!("; for more: ladder check --explain {}", problem.code));
    format!("{}{files}{}\n", counts.join(", "), more.unwrap_or_default())
}

/// Draws the errors of a file that cannot be used.
pub fn invalid_file(invalid_file: &InvalidFile, medium: Medium) -> String {
    let findings = Findings::of([&invalid_file.file], Selection::ERRORS);
    let help = invalid_file.help.iter();
    let help = help.map(|help| message("help", AnsiColor::Cyan, help, medium.color));
    let drawn = [diagnostics(&findings, medium)].into_iter().chain(help);
    drawn.collect::<Vec<_>>().join("\n")
}

/// Wraps a text after a head of `head` columns, if the width suffices.
fn fit(text: &str, head: usize, medium: Medium) -> String {
    const LEAST: usize = 20;
    let text = clean(text);
    match medium.width.and_then(|width| width.checked_sub(head)) {
        Some(room) if room >= LEAST => {
            let options = textwrap::Options::new(room).break_words(false);
            textwrap::fill(&text, options.word_splitter(WordSplitter::NoHyphenation))
        }
        _ => text.into_owned(),
    }
}

/// The width of an output with unknown width.
const UNLIMITED: usize = 10_000;

fn draw(problem: &Finding, medium: Medium) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let code = problem.code.name();
    let head = problem.severity.name().len() + code.len() + "[]: ".len();
    let title = level
        .primary_title(fit(&problem.message, head, medium))
        .id(code);
    let path = clean(&problem.file);
    let here = &problem.location;
    let (beside, elsewhere): (Vec<&Label>, Vec<&Label>) = problem
        .also
        .iter()
        .partition(|label| label.location.shares_line_with(here));
    let mut snippet =
        snippet(here, &path).annotation(annotation(here, AnnotationKind::Primary, None));
    for label in beside {
        snippet = snippet.annotation(annotation(
            &label.location,
            AnnotationKind::Context,
            Some(&label.message),
        ));
    }
    let mut elements: Vec<Element> = vec![snippet.into()];
    for label in &elsewhere {
        let annotation = annotation(
            &label.location,
            AnnotationKind::Context,
            Some(&label.message),
        );
        elements.push(
            self::snippet(&label.location, &path)
                .annotation(annotation)
                .into(),
        );
    }
    let lines = [here]
        .into_iter()
        .chain(elsewhere.iter().map(|label| &label.location));
    let digits = lines.map(|location| location.line.to_string().len()).max();
    let head = digits.unwrap_or_default() + "  = help: ".len();
    let help = problem.help.iter();
    elements.extend(help.map(|help| Level::HELP.message(fit(help, head, medium)).into()));
    let renderer = if medium.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(medium.width.unwrap_or(UNLIMITED));
    let group: Group = title.elements(elements);
    let mut drawn = format!("{}\n", renderer.render(&[group]));
    for location in [here]
        .into_iter()
        .chain(elsewhere.iter().map(|label| &label.location))
    {
        drawn = place(drawn, location, &path);
    }
    drawn
}

/// The cleaned excerpt of a location, and the range to underline.
fn excerpt(location: &Location) -> (String, std::ops::Range<usize>) {
    let excerpt = &location.excerpt;
    let before = if excerpt.cut_before { "…" } else { "" };
    let after = if excerpt.cut_after { "…" } else { "" };
    // Cleaning may lengthen the text.
    let within = |byte: usize| before.len() + clean(&excerpt.text[..byte]).len();
    let mark = within(excerpt.mark.start)..within(excerpt.mark.end);
    (format!("{before}{}{after}", clean(&excerpt.text)), mark)
}

fn snippet<'a>(location: &Location, path: &Cow<'a, str>) -> Snippet<'a, Annotation<'a>> {
    let (text, _) = excerpt(location);
    Snippet::source(text)
        .line_start(location.line)
        .path(path.clone())
}

fn annotation<'a>(
    location: &Location,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Annotation<'a> {
    kind.span(excerpt(location).1).label(label.map(clean))
}

/// Replaces the column of the excerpt by the column of the file.
fn place(drawn: String, location: &Location, path: &str) -> String {
    let (text, mark) = excerpt(location);
    let column = text[..mark.start].chars().count() + 1;
    if column == location.column {
        return drawn;
    }
    let wrong = format!("{path}:{}:{column}", location.line);
    let right = format!("{path}:{}:{}", location.line, location.column);
    drawn.replacen(&wrong, &right, 1)
}

/// Draws a usage error.
pub fn usage_error(usage_error: &UsageError, color: bool) -> String {
    let mut written = message("error", AnsiColor::Red, &usage_error.message, color);
    for help in &usage_error.help {
        written.push_str("  = ");
        written.push_str(&message("help", AnsiColor::Cyan, help, color));
    }
    written
}

/// Draws an error of reading or writing.
pub fn failure(error: &str, color: bool) -> String {
    message("error", AnsiColor::Red, error, color)
}

/// Draws a note.
pub fn note(text: &str, color: bool) -> String {
    message("note", AnsiColor::Green, text, color)
}

/// Draws a note, followed by lines to paste into a file.
pub fn pattern(text: &str, lines: &str, color: bool) -> String {
    let lines = lines.lines().map(|line| format!("  {}\n", clean(line)));
    format!("{}\n{}", note(text, color), lines.collect::<String>())
}

/// Draws a message of the argument parser: in its own colours, unless arguments have to be cleaned.
pub fn usage(plain: &str, painted: &str, color: bool) -> String {
    let is_clean = |line: &str| matches!(clean(line), Cow::Borrowed(_));
    match (color, plain.lines().all(is_clean)) {
        (true, true) => painted.to_owned(),
        (false, true) => plain.to_owned(),
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
