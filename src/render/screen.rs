//! An answer on a screen: as many rows as fit, what is left out, and the command worth typing next.

use std::iter;

use crate::view::{Body, Carried, Next, Section, Sheet, StyledText, TextStyle, View, counted};

use super::{
    Medium, cross_table, fitting, gantt, paint,
    table::{self, Indents},
    wrap::wrap,
};

/// The room of a screen, and the command that it answers.
#[derive(Debug, Clone, Default)]
pub struct Screen {
    /// How many lines the answer may have; `None`: as many as it takes.
    pub lines: Option<usize>,
    /// The command as it was typed, which shows everything with `--all`.
    pub command: String,
    /// The options that the next command needs too.
    pub options: Carried,
    /// The notes above the last lines.
    pub notes: String,
}

/// Writes the longest form of an answer that fits.
pub fn render(answer: &dyn View, medium: Medium, screen: &Screen) -> String {
    let mut forms = Forms {
        medium,
        screen,
        parts: Vec::new(),
        paragraphs: Paragraphs {
            medium,
            drawn: Vec::new(),
        },
    };
    let chosen = forms.fitting(answer);
    forms.text(&chosen)
}

/// A part of an answer.
#[derive(PartialEq)]
enum Part {
    /// The title and the lead.
    Prose(StyledText, Vec<StyledText>),
    /// A section.
    Section(Section),
}

impl Part {
    /// Whether an empty line stands before it.
    fn is_apart(&self) -> bool {
        !matches!(self, Self::Section(section) if section.is_part)
    }
}

/// One form of an answer.
struct Form {
    /// The positions of its parts that are not empty.
    parts: Vec<usize>,
    /// The notes and the last lines.
    closing: String,
    /// The lines of the screen that it takes.
    lines: usize,
}

/// The paragraphs of an answer, as they are drawn: each is drawn once.
struct Paragraphs {
    medium: Medium,
    drawn: Vec<(StyledText, Indents, String)>,
}

impl Paragraphs {
    /// A text as it is drawn.
    fn draw(&mut self, text: &StyledText, indents: Indents) -> String {
        let mut known = self.drawn.iter();
        let is_same =
            |(known, under, _): &&(StyledText, Indents, String)| *under == indents && known == text;
        if let Some((.., drawn)) = known.find(is_same) {
            return drawn.clone();
        }
        let [first, others] = indents;
        let drawn = wrap(&paint::mark(text), first, others, self.medium.width);
        let drawn = paint::finish_for(&drawn, self.medium);
        self.drawn.push((text.clone(), indents, drawn.clone()));
        drawn
    }
}

/// The forms of an answer, which share most of their parts: each part is drawn once.
struct Forms<'a> {
    medium: Medium,
    screen: &'a Screen,
    /// The parts, as they are drawn, and their lines.
    parts: Vec<(Part, String, usize)>,
    paragraphs: Paragraphs,
}

impl Forms<'_> {
    /// The longest form that fits.
    fn fitting(&mut self, answer: &dyn View) -> Form {
        let Some(lines) = self.screen.lines else {
            let mut sheet = answer.sheet();
            sheet.explain_each();
            return self.form(sheet);
        };
        let medium = self.medium;
        let sheet = |rows| {
            let mut sheet = answer.screen(rows);
            sheet.leave_out_addresses(medium.width.unwrap_or(usize::MAX));
            sheet
        };
        let (longest, shortest) = (sheet(lines), sheet(1));
        let is_drawing = |one: &Section| matches!(one.body, Body::Diagram(_));
        let has_drawing = shortest.sections.iter().any(is_drawing);
        let is_shortest = shortest == longest;
        // The size that is too large, and the lines that it takes, or more than fit.
        let mut too_large = (lines, longest.least_lines());
        if is_shortest || too_large.1 <= lines {
            let form = self.form(longest);
            if form.lines <= lines {
                let whole = self.whole(answer.sheet(), &sheet(lines), lines);
                return whole.unwrap_or(form);
            }
            if is_shortest {
                return form;
            }
            too_large.1 = form.lines;
        }
        let all = shortest.lines();
        let form = self.form(shortest);
        // More rows never take fewer lines, nor do more lines of the form with the fewest rows.
        if has_drawing {
            form
        } else if form.lines <= lines {
            self.most(too_large, form, lines, sheet)
        } else {
            let least = self.form(sheet(1).cut(1));
            self.most((all, form.lines), least, lines, |lines| sheet(1).cut(lines))
        }
    }

    /// The whole answer, if it fits. A form with fewer columns is preferred to rows with their cells below each other.
    fn whole(&mut self, whole: Sheet, longest: &Sheet, lines: usize) -> Option<Form> {
        // A drawing takes long, and is no part of what fits; of a long list the first rows say enough.
        let takes_long = |one: &Section| match &one.body {
            _ if one.is_long => true,
            Body::Diagram(_) => true,
            Body::CrossTable(crossed) => crossed.rows.len() > lines,
            _ => false,
        };
        if whole.least_lines() > lines || whole.sections.iter().any(takes_long) {
            return None;
        }
        let is_stacked = |sheet: &Sheet| table::is_stacked(sheet, self.medium);
        if is_stacked(&whole) && !is_stacked(longest) {
            return None;
        }
        Some(self.form(whole)).filter(|form| form.lines <= lines)
    }

    /// The form of the greatest size that fits, below one that is too large, of which the lines are known; that of size 1
    /// is given.
    fn most(
        &mut self,
        too_large: (usize, usize),
        mut form: Form,
        lines: usize,
        sheet: impl Fn(usize) -> Sheet,
    ) -> Form {
        let smallest = (1, form.lines);
        fitting::search(lines, smallest, too_large, |size| {
            let larger = sheet(size);
            let least = larger.least_lines();
            if least > lines {
                return least;
            }
            let larger = self.form(larger);
            let taken = larger.lines;
            if taken <= lines {
                form = larger;
            }
            taken
        });
        form
    }

    /// Draws what is new in a sheet.
    fn form(&mut self, mut sheet: Sheet) -> Form {
        let sources = sheet.brief_sources();
        sheet.sections.push(sources);
        sheet.add_options(&self.screen.options);
        cross_table::cut(&mut sheet, self.medium.width);
        for section in &mut sheet.sections {
            if let Body::Gantt(gantt) = &section.body
                && gantt::is_left_out(gantt, self.medium.width)
            {
                section.left_out.push((1, TIME_LINE));
            }
        }
        let closing = self.closing(&sheet);
        let prose = Part::Prose(sheet.title, sheet.lead);
        let sections = sheet.sections.into_iter().map(Part::Section);
        let parts = iter::once(prose).chain(sections);
        let mut parts: Vec<usize> = parts.map(|part| self.position(part)).collect();
        parts.retain(|part| !self.parts[*part].1.is_empty());
        let apart = parts.iter().skip(1);
        let apart = apart.filter(|part| self.parts[**part].0.is_apart());
        let blank = apart.count() + usize::from(!closing.is_empty());
        let lines = parts.iter().map(|part| self.parts[*part].2);
        Form {
            lines: lines.sum::<usize>() + blank + lines_of(&closing, self.medium),
            parts,
            closing,
        }
    }

    /// The position of a part, drawn if it is new.
    fn position(&mut self, part: Part) -> usize {
        let mut known = self.parts.iter();
        if let Some(position) = known.position(|(known, ..)| *known == part) {
            return position;
        }
        let drawn = match &part {
            Part::Prose(title, lead) => table::prose(title, lead, self.medium.width),
            Part::Section(section) => {
                let paragraphs = &mut self.paragraphs;
                table::section_of(section, self.medium.width, &mut |text, indents| {
                    paragraphs.draw(text, indents)
                })
            }
        };
        let drawn = paint::finish_for(drawn.trim_end(), self.medium);
        let lines = lines_of(&drawn, self.medium);
        self.parts.push((part, drawn, lines));
        self.parts.len() - 1
    }

    /// The notes, how to see what is left out, and the command worth typing next.
    fn closing(&mut self, sheet: &Sheet) -> String {
        let Screen {
            command, options, ..
        } = self.screen;
        let mut left_out = sheet.left_out();
        let shortened = self.screen.lines.map_or(0, |_| sheet.shortened());
        if shortened > 0 {
            left_out.push((shortened, TEXT));
        }
        let all = (!left_out.is_empty()).then(|| (more(&left_out), format!("{command} --all")));
        let next = sheet.next.as_ref().map(|next| match next {
            Next::Command(next) => format!("ladder {}", options.onto(next)),
            Next::Again(options) => format!("{command} {options}"),
        });
        let next = next.map(|next| ("Next:".to_owned(), next));
        let paragraphs = &mut self.paragraphs;
        let lines = all.into_iter().chain(next).map(|(before, command)| {
            let mut line = StyledText::quiet(before);
            if !command.is_empty() {
                line = line.plain(" ").and(TextStyle::Name, command);
            }
            paragraphs.draw(&line, ["", "  "])
        });
        let closing: String = lines.collect();
        self.screen.notes.clone() + &closing
    }

    /// The text of a form.
    fn text(&self, form: &Form) -> String {
        let mut text = String::new();
        for (part, drawn, _) in form.parts.iter().map(|part| &self.parts[*part]) {
            if !text.is_empty() {
                text.push_str(if part.is_apart() { "\n\n" } else { "\n" });
            }
            text.push_str(drawn);
        }
        text.push('\n');
        if !form.closing.is_empty() {
            text.push('\n');
            text.push_str(&form.closing);
        }
        text
    }
}

/// The lines that a text takes on the screen: a word that is too long, such as an address, goes on below.
fn lines_of(text: &str, medium: Medium) -> usize {
    let width = medium.width.unwrap_or(usize::MAX).max(1);
    let lines = text.lines().map(|line| {
        // No character has more columns than bytes.
        if line.len() <= width {
            return 1;
        }
        let columns = textwrap::core::display_width(line);
        columns.div_ceil(width).max(1)
    });
    lines.sum()
}

/// What there is only one of.
const TIME_LINE: &str = "time line";

/// A text that is shown by its first line.
const TEXT: &str = "text";

/// `12 more gaps, 3 courses, the rest of 2 texts and the time line:`
fn more(left_out: &[(usize, &str)]) -> String {
    let is_whole = |(_, what): &&(usize, &str)| ![TIME_LINE, TEXT].contains(what);
    let (several, others): (Vec<_>, Vec<_>) = left_out.iter().partition(is_whole);
    let mut counts: Vec<String> = Vec::new();
    for (position, (count, what)) in several.into_iter().enumerate() {
        let more = if position == 0 { "more " } else { "" };
        counts.push(counted(count, &format!("{more}{what}")));
    }
    counts.extend(others.into_iter().map(|(count, what)| match what {
        TEXT => format!("the rest of {}", counted(count, what)),
        what => format!("the {what}"),
    }));
    let list = crate::view::list(&counts);
    // A sentence begins with a capital.
    let list = match list.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => list,
    };
    format!("{list}:")
}
