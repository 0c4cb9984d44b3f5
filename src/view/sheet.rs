//! An answer for people: a title, sentences, tables and lists.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::{Bars, CrossTable, Diagram, Gantt, Sources, StyledText, Table, TextStyle, display};

/// A command worth typing next.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// A command, without the name of the program.
    Command(String),
    /// The command of the answer with more options.
    Again(&'static str),
}

/// The options of the command that was typed which the commands that its answer names need too.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// What every command takes, such as ` --profile robin.yaml`.
    pub general: String,
    /// What only some commands take.
    pub own: Vec<CarriedOption>,
}

/// An option that only some commands take.
#[derive(Debug, Clone)]
pub struct CarriedOption {
    /// Its name, such as `--hours`.
    pub name: &'static str,
    /// The name with its value, such as `--hours 6`.
    pub typed: String,
    /// The commands that take it.
    pub commands: Vec<String>,
}

impl Carried {
    /// A command, without the name of the program, with the options that it takes and does not have yet.
    #[must_use]
    pub fn onto(&self, command: &str) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        let is_missing = |option: &&CarriedOption| {
            let takes = words.first().map(|word| (*word).to_owned());
            takes.is_some_and(|name| option.commands.contains(&name))
                && !words.contains(&option.name)
        };
        let mut carried = command.to_owned();
        for option in self.own.iter().filter(is_missing) {
            carried.extend([" ", &option.typed]);
        }
        carried + &self.general
    }
}

/// An answer for people.
#[derive(Debug, Default, PartialEq)]
pub struct Sheet {
    /// The title of the answer.
    pub title: StyledText,
    /// Sentences under the title.
    pub lead: Vec<StyledText>,
    /// The parts of the answer.
    pub sections: Vec<Section>,
    /// The sources in few words, by their numbers from 1 on.
    pub brief_sources: Vec<String>,
    /// The command worth typing next.
    pub next: Option<Next>,
    /// The start of the command for roles that a crossed table has no room for; their ids follow.
    pub of_roles: Option<String>,
}

impl Sheet {
    /// A sheet that cites no sources.
    pub fn new(
        title: StyledText,
        lead: impl IntoIterator<Item = StyledText>,
        sections: Vec<Section>,
    ) -> Self {
        Self {
            title,
            lead: lead.into_iter().collect(),
            sections: explained(sections),
            ..Self::default()
        }
    }

    /// Adds the command worth typing next.
    #[must_use]
    pub fn before(mut self, next: impl Into<Option<String>>) -> Self {
        self.next = next.into().map(Next::Command);
        self
    }

    /// Adds the same command with more options as the one worth typing next.
    #[must_use]
    pub fn again_with(mut self, options: &'static str) -> Self {
        self.next = Some(Next::Again(options));
        self
    }

    /// Adds options to the commands that it names in its sections.
    pub fn add_options(&mut self, options: &Carried) {
        let sections = self.sections.iter_mut();
        let texts = sections.flat_map(|section| {
            let body: Vec<&mut StyledText> = match &mut section.body {
                Body::Facts(facts) => facts.iter_mut().map(|(_, value)| value).collect(),
                Body::Items(items) => items.iter_mut().collect(),
                _ => Vec::new(),
            };
            body.into_iter().chain(&mut section.notes)
        });
        for (style, text) in texts.flat_map(|text| &mut text.0) {
            if *style == TextStyle::Name
                && let Some(command) = text.strip_prefix("ladder ")
            {
                *text = format!("ladder {}", options.onto(command)).into();
            }
        }
    }

    /// What its sections leave out, counted by the singular of what it is.
    pub fn left_out(&self) -> Vec<(usize, &'static str)> {
        let mut counts: Vec<(usize, &'static str)> = Vec::new();
        for (count, what) in self.sections.iter().flat_map(|section| &section.left_out) {
            match counts.iter_mut().find(|(_, known)| known == what) {
                Some((known, _)) => *known += count,
                None => counts.push((*count, what)),
            }
        }
        counts.retain(|(count, _)| *count > 0);
        counts
    }

    /// How many of its texts are shown by their first line.
    pub fn shortened(&self) -> usize {
        let sections = self.sections.iter();
        let texts = sections.flat_map(|section| section.body.texts());
        let texts = self.lead.iter().chain(texts);
        texts.filter(|text| text.is_shortened()).count()
    }

    /// How many rows and notes can be cut off.
    pub fn lines(&self) -> usize {
        let sections = self.sections.iter();
        sections
            .map(|section| section.body.rows() + section.notes.len())
            .sum()
    }

    /// The least number of lines that it takes: its title, its lead, the rows and notes, and the headings above them.
    pub fn least_lines(&self) -> usize {
        let prose = [&self.title].into_iter().chain(&self.lead);
        let prose = prose.filter(|phrase| !phrase.is_empty()).count();
        // A line of days is left out where there is no room for it.
        let is_shown =
            |section: &&Section| !section.is_empty() && !matches!(section.body, Body::Gantt(_));
        let sections = self.sections.iter().filter(is_shown);
        let above = sections.map(|section| {
            usize::from(!section.is_part) + usize::from(!section.heading.is_empty())
        });
        prose + above.sum::<usize>() + self.lines()
    }

    /// Cuts off the rows and notes after so many of them, and counts them.
    #[must_use]
    pub fn cut(mut self, mut lines: usize) -> Self {
        for section in &mut self.sections {
            let (rows, notes) = (section.body.rows(), section.notes.len());
            section.body.truncate(lines);
            lines = lines.saturating_sub(rows);
            section.notes.truncate(lines);
            lines = lines.saturating_sub(notes);
            let left_out = [
                (rows - section.body.rows(), "line"),
                (notes - section.notes.len(), "note"),
            ];
            section.left_out.extend(left_out);
        }
        self
    }

    /// Adds the sources that its sections cite, in few words.
    pub fn citing_briefly(mut self, sources: Sources) -> Self {
        self.brief_sources = sources.brief();
        self
    }

    /// The sources in few words, those whose numbers stand in what is left of it.
    pub fn brief_sources(&self) -> Section {
        let sections = self.sections.iter();
        let texts = sections.flat_map(|section| {
            let own = [&section.heading].into_iter().chain(&section.notes);
            section.body.texts().into_iter().chain(own)
        });
        let texts = [&self.title].into_iter().chain(&self.lead).chain(texts);
        let bars = self
            .sections
            .iter()
            .filter_map(|section| match &section.body {
                Body::Bars(bars) => Some(bars.sentences()),
                _ => None,
            });
        let bars: Vec<StyledText> = bars.flatten().collect();
        let marks: HashSet<&str> = texts
            .chain(&bars)
            .flat_map(|text| &text.0)
            .filter(|(style, _)| *style == TextStyle::Source)
            .map(|(_, mark)| mark.as_str())
            .collect();
        let entries = self.brief_sources.iter().zip(1_usize..);
        let entries = entries.filter_map(|(entry, number)| {
            let mark = format!("[{number}]");
            marks.contains(&*mark).then(|| format!("{mark} {entry}"))
        });
        let entries = display::join(entries, "; ");
        let note = (!entries.is_empty()).then(|| StyledText::quiet(format!("Sources: {entries}")));
        Section::new("", Body::Nothing).noted(note)
    }

    /// Explains signs and words under each table that has them, where the first may be out of sight.
    pub fn explain_each(&mut self) {
        let (mut signs, mut notes) = (Vec::new(), Vec::new());
        for section in &mut self.sections {
            if !section.heading.is_empty() && !section.is_part {
                signs.clear();
                notes.clear();
            }
            let mut above = std::mem::take(&mut section.explained);
            above.notes_above.retain(|note| !notes.contains(note));
            above.signs_above.retain(|sign| !signs.contains(sign));
            let all = above.signs_above.iter().chain(&above.signs);
            let all: Vec<&str> = all.copied().collect();
            signs.extend(&all);
            notes.extend(section.notes.iter().chain(&above.notes_above).cloned());
            section.notes.splice(0..0, above.notes_above);
            if !above.signs_above.is_empty() {
                section.notes.retain(|note| *note != meaning(&above.signs));
                section.explain(&all);
            }
        }
    }

    /// Leaves out the addresses of its lead that are wider than a screen, and counts them.
    pub fn leave_out_addresses(&mut self, width: usize) {
        let before = self.lead.len();
        let is_wide = |text: &StyledText| {
            let is_address = matches!(text.0.as_slice(), [(TextStyle::Link, _)]);
            is_address && text.text().chars().count() > width
        };
        self.lead.retain(|text| !is_wide(text));
        let left_out = before - self.lead.len();
        self.sections
            .push(Section::new("", Body::Nothing).leaving_out(left_out, "address"));
    }

    /// Adds the sources that its sections cite.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "nothing is cited after the list"
    )]
    pub fn citing(mut self, sources: Sources) -> Self {
        self.sections.push(sources.section());
        self
    }
}

/// A heading, a body and notes.
#[derive(Debug, PartialEq)]
pub struct Section {
    /// The number of headings above this one, besides the title of the sheet.
    pub depth: usize,
    /// Whether it is a part of the section before it.
    pub is_part: bool,
    /// Whether a screen has only the first rows of it, even where there is room for all.
    pub is_long: bool,
    /// The heading; empty for a section that continues the one before.
    pub heading: StyledText,
    /// What stands under the heading.
    pub body: Body,
    /// Sentences after the body.
    pub notes: Vec<StyledText>,
    /// What is left out on a screen, counted by the singular of what it is.
    pub left_out: Vec<(usize, &'static str)>,
    /// What its notes explain, and what those of a section above do.
    pub explained: Explained,
}

/// Where signs and words are explained.
#[derive(Debug, Default, PartialEq)]
pub struct Explained {
    /// What its signs mean, in its notes.
    signs: Vec<&'static str>,
    /// What its other signs mean, which a section above explains.
    signs_above: Vec<&'static str>,
    /// Notes that stand above.
    notes_above: Vec<StyledText>,
}

impl Section {
    /// A section without notes, at the top.
    pub fn new(heading: impl Into<StyledText>, body: Body) -> Self {
        Self {
            depth: 0,
            is_part: false,
            is_long: false,
            heading: heading.into(),
            body,
            notes: Vec::new(),
            left_out: Vec::new(),
            explained: Explained::default(),
        }
    }

    /// A part of the section before it, under a heading of its own.
    pub fn part(heading: impl Into<StyledText>, body: Body) -> Self {
        Self {
            depth: 1,
            is_part: true,
            ..Self::new(heading, body)
        }
    }

    /// Counts what it leaves out.
    pub fn leaving_out(mut self, count: usize, what: &'static str) -> Self {
        self.left_out.push((count, what));
        self
    }

    /// Leaves out the columns of its table where every row says one of these words.
    pub fn leave_out_columns_of(&mut self, words: &[&str]) {
        for word in words {
            if let Body::Table(table) = &mut self.body {
                *table = std::mem::take(table).without_columns_of(word);
            }
        }
    }

    /// Adds notes.
    pub fn noted(mut self, notes: impl IntoIterator<Item = StyledText>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Explains signs, before other notes.
    fn explain(&mut self, signs: &[&'static str]) {
        if !signs.is_empty() {
            let note = meaning(signs);
            if !self.notes.contains(&note) {
                self.notes.insert(0, note);
            }
        }
    }

    /// Collects what the signs on its figures mean.
    fn add_signs(&self, signs: &mut Vec<&'static str>) {
        let heading = matches!(self.body, Body::Todos(_)).then_some(&self.heading);
        for text in self.body.texts().into_iter().chain(heading) {
            let known = [
                (display::ESTIMATED, "~ marks an estimate"),
                (
                    display::AT_LEAST,
                    "+ means at least or not before: a part is unknown",
                ),
            ];
            for (sign, meaning) in known {
                let is_used = text.0.iter().any(|(_, text)| text.contains(sign));
                if is_used && !signs.contains(&meaning) {
                    signs.push(meaning);
                }
            }
        }
    }

    /// Whether there is something to show in words; the rest of a plan says what its line of days does.
    pub fn has_words(&self) -> bool {
        !self.is_empty() && !matches!(self.body, Body::Gantt(_))
    }

    /// Whether there is nothing to show; a heading alone counts for nothing before a body.
    pub fn is_empty(&self) -> bool {
        let is_heading = matches!(self.body, Body::Nothing) && !self.heading.is_empty();
        self.notes.is_empty() && self.body.is_empty() && !is_heading
    }
}

/// What signs mean, in a sentence.
fn meaning(signs: &[&str]) -> StyledText {
    StyledText::quiet(format!("{}.", signs.join("; ")))
}

/// Explains each sign and each word once, under the first section that has it; of tasks in several sections, under the
/// last of them. A screen shows all of them at once.
pub fn explained(sections: Vec<Section>) -> Vec<Section> {
    let has_tasks = |section: &Section| matches!(section.body, Body::Todos(_));
    let follow: Vec<bool> = sections.iter().skip(1).map(has_tasks).collect();
    let (mut signs, mut said) = (Vec::new(), Vec::new());
    let mut notes: Vec<StyledText> = Vec::new();
    let explains = |note: &&StyledText| note.0.iter().all(|(style, _)| *style == TextStyle::Quiet);
    let sections = sections.into_iter().enumerate();
    sections
        .map(|(position, mut section)| {
            let own = std::mem::take(&mut section.notes).into_iter();
            let (above, own) = own.partition(|note| notes.contains(note));
            section.notes = own;
            notes.extend(section.notes.iter().filter(explains).cloned());
            section.explained.notes_above = above;
            section.add_signs(&mut signs);
            if has_tasks(&section) && follow.get(position) == Some(&true) {
                return section;
            }
            let all = std::mem::take(&mut signs).into_iter();
            let (above, own): (_, Vec<&str>) = all.partition(|sign| said.contains(sign));
            said.extend(&own);
            section.explain(&own);
            section.explained.signs = own;
            section.explained.signs_above = above;
            section
        })
        .collect()
}

/// What stands under the heading of a section.
#[derive(Debug, PartialEq)]
pub enum Body {
    /// Nothing; the sections below have headings of their own.
    Nothing,
    /// Boxes and edges.
    Diagram(Box<Diagram>),
    /// Rows under headers.
    Table(Table),
    /// Two lists crossed.
    CrossTable(Box<CrossTable>),
    /// Names and values.
    Facts(Vec<(String, StyledText)>),
    /// A list.
    Items(Vec<StyledText>),
    /// Ranges on one scale.
    Bars(Box<Bars>),
    /// A plan on a line of days.
    Gantt(Box<Gantt>),
    /// Tasks and dated events.
    Todos(Vec<Todo>),
    /// The sources, cited by their numbers from 1 on.
    Sources(Vec<StyledText>),
}

impl Body {
    /// Names and values; those without a value are left out.
    pub fn facts<const N: usize>(facts: [(&str, StyledText); N]) -> Self {
        let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
        Self::Facts(
            known
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// What is written in it for people, but for drawings and sources.
    pub fn texts(&self) -> Vec<&StyledText> {
        match self {
            Self::Table(table) => table.rows.iter().flatten().collect(),
            Self::CrossTable(crossed) => {
                let cells = crossed.cells.iter().flatten();
                cells.map(|(_, cell)| cell).collect()
            }
            Self::Facts(facts) => facts.iter().map(|(_, value)| value).collect(),
            Self::Items(items) => items.iter().collect(),
            Self::Todos(todos) => {
                let texts = todos.iter().flat_map(|todo| {
                    let details = todo.details.iter().map(|(_, value)| value);
                    [&todo.when, &todo.what].into_iter().chain(details)
                });
                texts.collect()
            }
            Self::Nothing
            | Self::Diagram(_)
            | Self::Bars(_)
            | Self::Gantt(_)
            | Self::Sources(_) => Vec::new(),
        }
    }

    /// How many rows can be cut off one by one.
    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Table(table) => table.rows.len(),
            Self::Facts(facts) => facts.len(),
            Self::Items(items) => items.len(),
            Self::Todos(todos) => todos.len(),
            Self::Sources(entries) => entries.len(),
            Self::Nothing
            | Self::CrossTable(_)
            | Self::Diagram(_)
            | Self::Bars(_)
            | Self::Gantt(_) => 0,
        }
    }

    /// Cuts off the rows after so many of them.
    fn truncate(&mut self, rows: usize) {
        match self {
            Self::Table(table) => table.rows.truncate(rows),
            Self::Facts(facts) => facts.truncate(rows),
            Self::Items(items) => items.truncate(rows),
            Self::Todos(todos) => todos.truncate(rows),
            Self::Sources(entries) => entries.truncate(rows),
            Self::Nothing
            | Self::CrossTable(_)
            | Self::Diagram(_)
            | Self::Bars(_)
            | Self::Gantt(_) => (),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Diagram(diagram) => diagram.nodes.is_empty(),
            Self::Table(table) => table.rows.is_empty(),
            Self::CrossTable(crossed) => crossed.rows.is_empty(),
            Self::Facts(facts) => facts.is_empty(),
            Self::Items(items) => items.is_empty(),
            Self::Bars(bars) => bars.rows.is_empty(),
            Self::Gantt(gantt) => gantt.is_empty(),
            Self::Todos(todos) => todos.is_empty(),
            Self::Sources(entries) => entries.is_empty(),
        }
    }
}

/// A task, or an event that happens by itself.
#[derive(Debug, PartialEq)]
pub struct Todo {
    /// Whether it is a task, which can be ticked off.
    pub is_task: bool,
    /// A day or a span of days.
    pub when: StyledText,
    /// The task or the event.
    pub what: StyledText,
    /// Names and values; an empty value is not shown.
    pub details: Vec<(&'static str, StyledText)>,
    /// The address for the task.
    pub link: Option<SmolStr>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_explained_once_on_a_screen_and_under_each_table_elsewhere() {
        let items = |heading: &str, text: [&str; 2], note: Option<&str>| {
            let section = Section::new(heading, Body::Items(vec![text.concat().into()]));
            section.noted(note.map(StyledText::quiet))
        };
        let mut sheet = Sheet::new(
            "answer".into(),
            [],
            vec![
                items("one", [display::ESTIMATED, "5"], None),
                items(
                    "two",
                    [display::ESTIMATED, display::AT_LEAST],
                    Some("* is wider."),
                ),
                items("", [display::ESTIMATED, "7"], None),
                items("three", ["none", ""], Some("* is wider.")),
                items("four", [display::ESTIMATED, display::AT_LEAST], None),
            ],
        );
        let notes = |sheet: &Sheet| {
            let sections = sheet.sections.iter();
            let notes = sections
                .map(|section| display::join(section.notes.iter().map(StyledText::text), " "));
            notes.collect::<Vec<String>>()
        };
        let estimate = "~ marks an estimate";
        let least = "+ means at least or not before: a part is unknown";
        let once = [
            "~ marks an estimate.",
            &format!("{least}. * is wider."),
            "",
            "",
            "",
        ];
        assert_eq!(notes(&sheet), once);
        sheet.explain_each();
        let each = [
            "~ marks an estimate.",
            &format!("{estimate}; {least}. * is wider."),
            "",
            "* is wider.",
            &format!("{estimate}; {least}."),
        ];
        assert_eq!(notes(&sheet), each);
    }
}
