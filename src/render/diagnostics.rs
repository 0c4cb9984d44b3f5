//! Turns diagnostics, errors and notes into text in the style of rustc.

use std::{borrow::Cow, collections::HashSet, ops::Range};

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet,
};
use anstyle::{AnsiColor, Style};

use crate::{
    diagnostic::{Finding, Findings, InvalidFile, Label, Location, Selection, UsageError},
    view::counted,
    vocabulary::Severity,
};

use super::{Medium, clean::clean, wrap};

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
    let counts = [
        (findings.errors, Severity::Error),
        (findings.warnings, Severity::Warning),
        (findings.notes, Severity::Note),
    ];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let counts: Vec<String> = counts
        .map(|(number, severity)| counted(number, severity.name()))
        .collect();
    let concerned = findings.problems.iter().map(|problem| &problem.file);
    let concerned = concerned.collect::<HashSet<_>>().len();
    let files = match findings.files.len() {
        1 => String::new(),
        several if several == concerned => format!(" in {several} files"),
        several => format!(" in {concerned} of {several} files"),
    };
    let more = explained(findings).map(|more| format!("; for more: {more}"));
    format!("{}{files}{}\n", counts.join(", "), more.unwrap_or_default())
}

/// The command that explains the worst problem, the first of them.
fn explained(findings: &Findings) -> Option<String> {
    let worst = findings.problems.iter().rev();
    let worst = worst.max_by_key(|problem| problem.severity)?;
    Some(format!("ladder check --explain {}", worst.code))
}

/// Draws the errors of a file that cannot be used.
pub fn invalid_file(invalid_file: &InvalidFile, medium: Medium) -> String {
    let findings = Findings::of([&invalid_file.file], Selection::ERRORS);
    let more = explained(&findings).map(|more| format!("for more: `{more}`"));
    let help = invalid_file.help.iter().chain(&more);
    let help = help.map(|help| message("help", AnsiColor::Cyan, help, medium.color));
    let drawn = [diagnostics(&findings, medium)].into_iter().chain(help);
    drawn.collect::<Vec<_>>().join("\n")
}

/// Wraps a text after a head of `head` columns, if the width suffices.
fn fit(text: &str, head: usize, medium: Medium) -> String {
    const LEAST: usize = 20;
    let text = drawable(text);
    match medium.width.and_then(|width| width.checked_sub(head)) {
        Some(room) if room >= LEAST => textwrap::fill(&text, wrap::options(room)),
        _ => text,
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
        .clone()
        .primary_title(fit(&problem.message, head, medium))
        .id(code);
    let here = &problem.location;
    let (beside, elsewhere): (Vec<&Label>, Vec<&Label>) = problem
        .also
        .iter()
        .partition(|label| label.file.is_none() && label.location.shares_line_with(here));
    let mut main = snippet(here, AnnotationKind::Primary, None);
    for label in beside {
        let (_, mark) = excerpt(&label.location);
        let annotation = AnnotationKind::Context.span(mark);
        main = main.annotation(annotation.label(drawable(&label.message)));
    }
    let context = AnnotationKind::Context;
    let others = elsewhere.iter();
    let others = others.map(|label| snippet(&label.location, context, Some(&label.message)));
    let mut origins = elsewhere.iter().map(|label| {
        let file = label.file.as_ref().unwrap_or(&problem.file);
        origin(file, &label.location)
    });
    // A snippet that names its file would be given the column of what is shown of its line. So it
    // names none, and stands first in its group; the groups are drawn one below the other.
    let group = || Group::with_level(level.clone());
    let mut groups = vec![group(), title.element(origin(&problem.file, here))];
    for snippet in [main].into_iter().chain(others) {
        let group = group().element(snippet);
        groups.push(match origins.next() {
            Some(origin) => group.element(Padding).element(origin),
            None => group,
        });
    }
    let lines = elsewhere.iter().map(|label| label.location.line);
    let most = lines.fold(here.line, usize::max);
    let head = most.to_string().len() + "  = help: ".len();
    let help = problem.help.iter();
    let help = help.map(|help| Level::HELP.message(fit(help, head, medium)));
    if !problem.help.is_empty()
        && let Some(last) = groups.pop()
    {
        groups.push(last.element(Padding).elements(help));
    }
    let renderer = if medium.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(medium.width.unwrap_or(UNLIMITED));
    let drawn = renderer.render(&groups).replace(STAND_IN, JOINER);
    format!("{}\n", drawn.trim_start_matches('\n'))
}

/// The character that joins emoji and letters, which the renderer leaves out.
const JOINER: &str = "\u{200d}";
/// What stands for it while the text is drawn: it has no width either, and no cleaned text has it.
const STAND_IN: &str = "\u{2060}";

/// A text as the renderer takes it: cleaned, with what belongs together together.
fn drawable(text: &str) -> String {
    clean(text).replace(JOINER, STAND_IN)
}

/// The cleaned excerpt of a location, and the range to underline.
fn excerpt(location: &Location) -> (String, Range<usize>) {
    let excerpt = &location.excerpt;
    let before = if excerpt.cut_before { "…" } else { "" };
    let after = if excerpt.cut_after { "…" } else { "" };
    // Cleaning may lengthen the text.
    let within = |byte: usize| before.len() + drawable(&excerpt.text[..byte]).len();
    let mark = within(excerpt.mark.start)..within(excerpt.mark.end);
    (format!("{before}{}{after}", drawable(&excerpt.text)), mark)
}

/// The line of a place, with what is underlined.
fn snippet<'a>(
    location: &Location,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, Annotation<'a>> {
    let (text, mark) = excerpt(location);
    let annotation = kind.span(mark).label(label.map(drawable));
    Snippet::source(text)
        .line_start(location.line)
        .annotation(annotation)
}

/// The file, the line and the column of a place.
fn origin<'a>(file: &'a str, location: &Location) -> Origin<'a> {
    Origin::path(drawable(file))
        .line(location.line)
        .char_column(location.column)
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
pub fn note(text: &str, medium: Medium) -> String {
    let plain = wrap::wrap(&clean(text), "note: ", "  ", medium.width);
    let text = plain.strip_prefix("note: ").unwrap_or_default();
    word("note", AnsiColor::Green, medium.color) + text
}

/// Draws a note, followed by lines to paste into a file.
pub fn pattern(text: &str, lines: &str, medium: Medium) -> String {
    let lines = lines.lines().map(|line| format!("  {}\n", clean(line)));
    format!("{}\n{}", note(text, medium), lines.collect::<String>())
}

/// Lines of files, without what a terminal would obey.
pub fn lines(lines: &str) -> String {
    let lines = lines.lines().map(|line| format!("{}\n", clean(line)));
    lines.collect()
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
    format!("{}{}\n", self::word(word, word_color, color), clean(text))
}

/// The word before a message.
fn word(word: &str, word_color: AnsiColor, color: bool) -> String {
    let style = if color {
        word_color.on_default().bold()
    } else {
        Style::new()
    };
    format!("{style}{word}{style:#}: ")
}

#[cfg(test)]
mod tests {
    use crate::{
        diagnostic::{Code, Diagnostics, File},
        text::{FileId, PointerRef, Text},
    };

    use super::{
        super::{json, sarif},
        *,
    };

    /// A problem in a file that is included, with a label in the file that includes it.
    fn findings() -> Findings {
        let included = FileId(1);
        let main = Text::new("ladder.yaml", "roles:\n  a: { title: A }\n");
        let other = Text::new("more.yaml", "# more\nroles:\n  a: { title: B }\n").with_id(included);
        let mut diagnostics = Diagnostics::default();
        let (here, there) = (PointerRef::root(included), PointerRef::ROOT);
        diagnostics
            .add(
                Code::RepeatedKey,
                here.key("roles").name("a"),
                "the key `a` stands twice",
            )
            .also(there.key("roles").name("a"), "first here");
        diagnostics
            .add(
                Code::Empty,
                there.key("roles").key("a").key("title"),
                "a title",
            )
            .also(there.key("roles").name("a"), "of this role")
            .help("write it out".to_owned());
        let mut file = File::new(main, None, diagnostics);
        file.included.push(other);
        Findings::of([&file], Selection::ERRORS)
    }

    #[test]
    fn each_place_is_drawn_with_its_own_file() {
        let drawn = diagnostics(&findings(), Medium::default());
        let expected = "\
error[empty]: a title
 --> ladder.yaml:2:15
  |
2 |   a: { title: A }
  |   -           ^
  |   |
  |   of this role
  |
  = help: write it out

error[repeated-key]: the key `a` stands twice
 --> more.yaml:3:3
  |
3 |   a: { title: B }
  |   ^
  |
 ::: ladder.yaml:2:3
  |
2 |   a: { title: A }
  |   - first here
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_label_names_its_file_only_where_it_is_another() {
        let findings = findings();
        let written = json::write(&findings.problems);
        let problems: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(problems[0]["file"], "ladder.yaml");
        assert_eq!(problems[0]["also"][0].get("file"), None);
        assert_eq!(problems[1]["file"], "more.yaml");
        assert_eq!(problems[1]["also"][0]["file"], "ladder.yaml");
        let written = sarif(&findings);
        let log: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        let results = &log["runs"][0]["results"];
        let uri = |place: &serde_json::Value| {
            place["physicalLocation"]["artifactLocation"]["uri"].clone()
        };
        assert_eq!(uri(&results[0]["relatedLocations"][0]), "ladder.yaml");
        assert_eq!(uri(&results[1]["locations"][0]), "more.yaml");
        assert_eq!(uri(&results[1]["relatedLocations"][0]), "ladder.yaml");
    }

    #[test]
    fn a_joined_emoji_stays_and_a_lone_joiner_is_visible() {
        let text = Text::new("x.yaml", "a: \u{1f469}\u{200d}\u{1f4bb} b\u{200d}c\n");
        let mut diagnostics = Diagnostics::default();
        let message = "\u{1f469}\u{200d}\u{1f4bb} is wrong";
        diagnostics.add(Code::Empty, text.place(3..14), message);
        let file = File::new(text, None, diagnostics);
        let findings = Findings::of([&file], Selection::ERRORS);
        let drawn = super::diagnostics(&findings, Medium::default());
        assert!(
            drawn.contains("a: \u{1f469}\u{200d}\u{1f4bb} b\\u{200d}c\n"),
            "{drawn}"
        );
        assert!(
            drawn.contains("\u{1f469}\u{200d}\u{1f4bb} is wrong"),
            "{drawn}"
        );
    }

    #[test]
    fn the_column_is_that_of_the_file_though_the_line_is_cut_and_cleaned() {
        let text = Text::new("x.yaml", format!("a: \u{202e}{}b\n", "é".repeat(200)));
        let mut diagnostics = Diagnostics::default();
        let at = text.content().find('b').expect("it is there");
        diagnostics.add(Code::Empty, text.place(at..at + 1), "b");
        let file = File::new(text, None, diagnostics);
        let findings = Findings::of([&file], Selection::ERRORS);
        let drawn = super::diagnostics(&findings, Medium::default());
        assert!(drawn.contains(" --> x.yaml:1:205\n"), "{drawn}");
    }
}
