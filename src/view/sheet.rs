//! An answer as text: a title, sentences, tables and lists; or as records for programs.

use smol_str::{SmolStr, ToSmolStr};

use crate::{query::Number, vocabulary::Word};

use super::{Bars, Diagram, Gantt, Sources, display::UNKNOWN};

/// What a piece of text means, from which a format chooses how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Without any emphasis.
    Plain,
    /// Emphasis.
    Strong,
    /// Less important than plain text.
    Quiet,
    /// A name that can be typed.
    Name,
    /// The id of a role; a page links it to the part about the role.
    Role,
    /// A command, an option or a key within a sentence; backticks set it apart where code has no look of its own.
    Code,
    /// The mark of a source, such as `[1]`.
    Source,
    /// An address.
    Link,
    /// A state that needs nothing.
    Good,
    /// A state that is partly good, or a warning.
    Middling,
    /// A state that needs something.
    Bad,
}

/// Pieces of text in a row, each with its style.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StyledText(pub Vec<(TextStyle, SmolStr)>);

impl StyledText {
    /// One piece of text.
    pub fn new(style: TextStyle, text: impl AsRef<str>) -> Self {
        Self::default().and(style, text)
    }

    /// A figure, or the word for an unknown one.
    pub fn known(figure: Option<impl Into<Self>>) -> Self {
        figure.map_or_else(|| Self::quiet(UNKNOWN), Into::into)
    }

    /// Appends a piece, unless it is empty.
    #[must_use]
    pub fn and(mut self, style: TextStyle, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if !text.is_empty() {
            self.0.push((style, text.into()));
        }
        self
    }

    /// Appends plain text.
    #[must_use]
    pub fn plain(self, text: impl AsRef<str>) -> Self {
        self.and(TextStyle::Plain, text)
    }

    /// Appends code.
    #[must_use]
    pub fn code(self, text: impl AsRef<str>) -> Self {
        self.and(TextStyle::Code, text)
    }

    /// Appends a sentence of the program, with code between its backticks. Text from files is never
    /// `'static`, so that a backtick in it marks nothing.
    #[must_use]
    pub fn sentence(self, style: TextStyle, sentence: &'static str) -> Self {
        let parts = sentence.split('`').enumerate();
        parts.fold(self, |text, (position, part)| {
            let is_code = position % 2 == 1;
            text.and(if is_code { TextStyle::Code } else { style }, part)
        })
    }

    /// Appends other pieces.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Appends an address, if there is one.
    pub fn followed_by(self, url: Option<&SmolStr>) -> Self {
        match url {
            Some(url) => self.plain("  ").and(TextStyle::Link, url),
            None => self,
        }
    }

    /// The text without its styles.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

macro_rules! constructors {
    ($($name:ident: $style:ident),* $(,)?) => {
        impl StyledText {
            $(#[doc = concat!("One piece of text in [`TextStyle::", stringify!($style), "`].")]
            pub fn $name(text: impl AsRef<str>) -> Self {
                Self::new(TextStyle::$style, text)
            })*
        }
    };
}

constructors!(
    strong: Strong, quiet: Quiet, name: Name, role: Role, link: Link, good: Good, middling: Middling, bad: Bad,
);

macro_rules! plain {
    ($($text:ty),*) => {
        $(impl From<$text> for StyledText {
            fn from(text: $text) -> Self {
                Self::new(TextStyle::Plain, text)
            }
        })*
    };
}

plain!(&str, String, &String, SmolStr, &SmolStr);

impl<W: Word + AsRef<str>> From<W> for StyledText {
    fn from(word: W) -> Self {
        Self::new(TextStyle::Plain, word)
    }
}

impl<T: Into<Self>> From<Option<T>> for StyledText {
    fn from(text: Option<T>) -> Self {
        text.map(Into::into).unwrap_or_default()
    }
}

impl From<&Option<SmolStr>> for StyledText {
    fn from(text: &Option<SmolStr>) -> Self {
        text.as_ref().into()
    }
}

impl From<Value> for StyledText {
    fn from(value: Value) -> Self {
        match value {
            Value::Empty => Self::default(),
            Value::Text(text) | Value::Number(text) => text.into(),
        }
    }
}

/// A command worth typing next.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// A command, without the name of the program.
    Command(String),
    /// The command of the answer with more options.
    Again(&'static str),
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
    /// The command worth typing next.
    pub next: Option<Next>,
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
            next: None,
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
    pub fn add_options(&mut self, options: &str) {
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
            if *style == TextStyle::Name && text.starts_with("ladder ") {
                *text = format!("{text}{options}").into();
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

    /// Adds the sources that its sections cite, in few words.
    pub fn citing_briefly(mut self, sources: Sources) -> Self {
        self.sections.push(sources.brief());
        self
    }

    /// Adds the sources that its sections cite.
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
    /// The heading; empty for a section that continues the one before.
    pub heading: StyledText,
    /// What stands under the heading.
    pub body: Body,
    /// Sentences after the body.
    pub notes: Vec<StyledText>,
    /// What is left out on a screen, counted by the singular of what it is.
    pub left_out: Vec<(usize, &'static str)>,
}

impl Section {
    /// A section without notes, at the top.
    pub fn new(heading: impl Into<StyledText>, body: Body) -> Self {
        Self {
            depth: 0,
            heading: heading.into(),
            body,
            notes: Vec::new(),
            left_out: Vec::new(),
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
    fn explained(mut self, signs: &[&'static str]) -> Self {
        if !signs.is_empty() {
            let note = StyledText::quiet(format!("{}.", signs.join("; ")));
            if !self.notes.contains(&note) {
                self.notes.insert(0, note);
            }
        }
        self
    }

    /// Collects what the signs on its figures mean.
    fn add_signs(&self, signs: &mut Vec<&'static str>) {
        let heading = matches!(self.body, Body::Todos(_)).then_some(&self.heading);
        for text in self.body.texts().into_iter().chain(heading) {
            let text = text.text();
            let mut characters = text.chars().peekable();
            while let Some(character) = characters.next() {
                let following = characters.peek().copied().unwrap_or(' ');
                let sign = match (character, following) {
                    ('~', '0'..='9') => "~ marks an estimate",
                    ('0'..='9', '+') => "+ means at least: a part is unknown",
                    _ => continue,
                };
                if !signs.contains(&sign) {
                    signs.push(sign);
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

/// Explains each sign once, under the first section that has it; of tasks in several sections, under the last of them.
pub fn explained(sections: Vec<Section>) -> Vec<Section> {
    let has_tasks = |section: &Section| matches!(section.body, Body::Todos(_));
    let follow: Vec<bool> = sections.iter().skip(1).map(has_tasks).collect();
    let (mut signs, mut said) = (Vec::new(), Vec::new());
    let mut stars: Vec<StyledText> = Vec::new();
    let sections = sections.into_iter().enumerate();
    sections
        .map(|(position, mut section)| {
            section.notes.retain(|note| !stars.contains(note));
            let starred = section.notes.iter();
            let starred = starred.filter(|note| note.text().starts_with("* "));
            stars.extend(starred.cloned());
            section.add_signs(&mut signs);
            if has_tasks(&section) && follow.get(position) == Some(&true) {
                return section;
            }
            signs.retain(|sign| !said.contains(sign));
            said.extend(&signs);
            section.explained(&std::mem::take(&mut signs))
        })
        .collect()
}

/// What stands under the heading of a section.
#[derive(Debug, PartialEq)]
pub enum Body {
    /// Nothing; the sections below have headings of their own.
    Nothing,
    /// Boxes and edges.
    Diagram(Diagram),
    /// Rows under headers.
    Table(Table),
    /// Names and values.
    Facts(Vec<(String, StyledText)>),
    /// A list.
    Items(Vec<StyledText>),
    /// Ranges on one scale.
    Bars(Bars),
    /// A plan on a line of days.
    Gantt(Gantt),
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

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Diagram(diagram) => diagram.nodes.is_empty(),
            Self::Table(table) => table.rows.is_empty(),
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

/// Rows of cells under headers.
#[derive(Debug, Default, PartialEq)]
pub struct Table {
    /// One header for each column.
    pub columns: Vec<Header>,
    /// Rows with one cell for each column.
    pub rows: Vec<Vec<StyledText>>,
}

/// The header of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The text above the column.
    pub title: SmolStr,
    /// How the cells are aligned.
    pub align: Align,
}

/// The alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Figures.
    Right,
}

impl Table {
    /// Leaves out the columns that are empty in every row.
    #[must_use]
    pub fn without_empty_columns(mut self) -> Self {
        let used: Vec<bool> = (0..self.columns.len())
            .map(|column| self.rows.iter().any(|row| !row[column].is_empty()))
            .collect();
        let keep = |column: usize| used[column];
        self.columns = retain(self.columns, keep);
        self.rows = self.rows.into_iter().map(|row| retain(row, keep)).collect();
        self
    }
}

impl Table {
    /// Leaves out the columns that are unknown in every row.
    #[must_use]
    pub fn without_unknown_columns(self) -> Self {
        self.without_columns_of(UNKNOWN)
    }

    /// Leaves out the columns that say this word in every row.
    fn without_columns_of(mut self, word: &str) -> Self {
        let is_known = |column: usize| {
            let mut cells = self.rows.iter().map(|row| &row[column]);
            self.rows.is_empty() || cells.any(|cell| cell.text() != word)
        };
        let known: Vec<bool> = (0..self.columns.len()).map(is_known).collect();
        let keep = |column: usize| known[column];
        self.columns = retain(self.columns, keep);
        self.rows = self.rows.into_iter().map(|row| retain(row, keep)).collect();
        self
    }
}

fn retain<T>(items: Vec<T>, keep: impl Fn(usize) -> bool) -> Vec<T> {
    let kept = items
        .into_iter()
        .enumerate()
        .filter(|(position, _)| keep(*position));
    kept.map(|(_, item)| item).collect()
}

/// An answer for programs: one table, with names like those of the JSON.
#[derive(Debug, Default, PartialEq)]
pub struct Records {
    /// The names of the fields.
    pub columns: Vec<SmolStr>,
    /// Rows with one value for each field.
    pub rows: Vec<Vec<Value>>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Empty,
    /// A text.
    Text(SmolStr),
    /// A number as it is written.
    Number(SmolStr),
}

impl<W: Word + AsRef<str>> From<W> for Value {
    fn from(word: W) -> Self {
        Self::Text(word.as_ref().into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        if value { "true" } else { "false" }.into()
    }
}

macro_rules! values {
    ($variant:ident: $($value:ty),*) => {
        $(impl From<$value> for Value {
            fn from(value: $value) -> Self {
                Self::$variant(value.to_smolstr())
            }
        })*
    };
}

values!(Text: &str, String, SmolStr);
values!(Number: u8, u32, u64, usize, i64);

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        // The most of something without a limit.
        if number.0.is_infinite() {
            return Self::Empty;
        }
        Self::Number(number.to_smolstr())
    }
}
