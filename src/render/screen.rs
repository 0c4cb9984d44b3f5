//! An answer on a screen: as many rows as fit, what is left out, and the command worth typing next.

use crate::view::{Body, Next, Section, Sheet, StyledText, TextStyle, View, counted};

use super::{Medium, cross_table, gantt, paint, table, wrap::wrap};

/// The room of a screen, and the command that it answers.
#[derive(Debug, Clone, Default)]
pub struct Screen {
    /// How many lines the answer may have; `None`: as many as it takes.
    pub lines: Option<usize>,
    /// The command as it was typed, which shows everything with `--all`.
    pub command: String,
    /// The options that the next command needs too, such as ` --profile robin.yaml`.
    pub options: String,
    /// The notes above the last lines.
    pub notes: String,
}

/// Writes the longest form of an answer that fits.
pub fn render(answer: &dyn View, medium: Medium, screen: &Screen) -> String {
    let write = |sheet: Sheet| write(sheet, medium, screen);
    let Some(lines) = screen.lines else {
        return write(answer.sheet());
    };
    let fits = |text: &str| lines_of(text, medium) <= lines;
    let form = |rows| {
        let mut sheet = answer.screen(rows);
        sheet.leave_out_addresses(medium.width.unwrap_or(usize::MAX));
        sheet
    };
    let whole = answer.sheet();
    // A drawing takes long, and is no part of what fits.
    let takes_long = |one: &Section| match &one.body {
        Body::Diagram(_) => true,
        Body::CrossTable(crossed) => crossed.rows.len() > lines,
        _ => false,
    };
    if !whole.sections.iter().any(takes_long) {
        // A form with fewer columns is preferred to rows with their cells below each other.
        let is_stacked = table::is_stacked(&whole, medium);
        let written = write(whole);
        if fits(&written) && (!is_stacked || table::is_stacked(&form(lines), medium)) {
            return written;
        }
    }
    let longest = form(lines);
    let shortest = form(1);
    let is_shortest = shortest == longest;
    let written = write(longest);
    if fits(&written) || is_shortest {
        return written;
    }
    let all = shortest.lines();
    let written = write(shortest);
    // More rows never take fewer lines, nor do more lines of the form with the fewest rows.
    if fits(&written) {
        most(lines, written, |rows| write(form(rows)), fits)
    } else {
        let cut = |lines| write(form(1).cut(lines));
        most(all, cut(1), cut, fits)
    }
}

/// The text of the greatest size, below one that is too large, whose text fits; that of size 1 is given.
fn most(
    mut too_large: usize,
    mut written: String,
    write: impl Fn(usize) -> String,
    fits: impl Fn(&str) -> bool,
) -> String {
    let mut fitting = 1;
    while too_large > fitting + 1 {
        let size = usize::midpoint(fitting, too_large);
        let text = write(size);
        if fits(&text) {
            (fitting, written) = (size, text);
        } else {
            too_large = size;
        }
    }
    written
}

/// The lines that a text takes on the screen: a word that is too long, such as an address, goes on below.
fn lines_of(text: &str, medium: Medium) -> usize {
    let width = medium.width.unwrap_or(usize::MAX).max(1);
    let lines = text.lines().map(textwrap::core::display_width);
    lines.map(|line| line.div_ceil(width).max(1)).sum()
}

fn write(mut sheet: Sheet, medium: Medium, screen: &Screen) -> String {
    let sources = sheet.brief_sources();
    sheet.sections.push(sources);
    sheet.add_options(&screen.options);
    cross_table::cut(&mut sheet, medium.width);
    let mut closing = String::new();
    let mut close = |before: String, command: String| {
        let mut line = StyledText::quiet(before);
        if !command.is_empty() {
            line = line.plain(" ").and(TextStyle::Name, command);
        }
        let marked = paint::mark(&line);
        closing.push_str(&wrap(&marked, "", "  ", medium.width));
    };
    for section in &mut sheet.sections {
        if let Body::Gantt(gantt) = &section.body
            && gantt::is_left_out(gantt, medium.width)
        {
            section.left_out.push((1, "time line"));
        }
    }
    let left_out = sheet.left_out();
    if !left_out.is_empty() {
        close(more(&left_out), format!("{} --all", screen.command));
    }
    let next = sheet.next.as_ref().map(|next| match next {
        Next::Command(command) => format!("ladder {command}{}", screen.options),
        Next::Again(options) => format!("{} {options}", screen.command),
    });
    if let Some(next) = next {
        close("Next:".to_owned(), next);
    }
    let closing = screen.notes.clone() + &paint::finish_for(&closing, medium);
    let mut written = table::draw(&sheet, medium);
    if !closing.is_empty() {
        written.push('\n');
        written.push_str(&closing);
    }
    written
}

/// `12 more gaps and 3 courses:`
fn more(left_out: &[(usize, &str)]) -> String {
    let mut counts: Vec<String> = Vec::new();
    for (position, (count, what)) in left_out.iter().enumerate() {
        let more = if position == 0 { "more " } else { "" };
        counts.push(counted(count, &format!("{more}{what}")));
    }
    format!("{}:", crate::view::list(&counts))
}
