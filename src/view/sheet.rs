//! An answer as text: a title, sentences, tables and lists; or as one table for programs.

use smol_str::{SmolStr, ToSmolStr};

use crate::{query::Number, vocabulary::Word};

use super::diagram::Diagram;

/// What a piece of text means, from which a format chooses how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    Plain,
    /// What the eye should find first.
    Strong,
    /// What may be passed over.
    Quiet,
    /// A name that can be typed.
    Name,
    /// The id of a role, of which more may be said on the same page.
    Role,
    /// The mark of a source, such as `[1]`.
    Source,
    /// An address.
    Link,
    Good,
    Middling,
    Bad,
}

/// Pieces of text in a row, each with its tone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StyledText(pub Vec<(TextStyle, SmolStr)>);

impl StyledText {
    pub fn new(tone: TextStyle, text: impl AsRef<str>) -> Self {
        Self::default().and(tone, text)
    }

    /// A name that can be typed.
    pub fn name(name: impl AsRef<str>) -> Self {
        Self::new(TextStyle::Name, name)
    }

    /// The id of a role.
    pub fn role(id: impl AsRef<str>) -> Self {
        Self::new(TextStyle::Role, id)
    }

    /// Text that may be passed over.
    pub fn quiet(text: impl AsRef<str>) -> Self {
        Self::new(TextStyle::Quiet, text)
    }

    /// A figure, or that it is unknown.
    pub fn known(figure: Option<impl Into<Self>>) -> Self {
        figure.map_or_else(|| Self::quiet("unknown"), Into::into)
    }

    #[must_use]
    pub fn and(mut self, tone: TextStyle, text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if !text.is_empty() {
            self.0.push((tone, text.into()));
        }
        self
    }

    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The text without its tones.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

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

/// An answer as it is read by people.
#[derive(Debug, Default, PartialEq)]
pub struct Sheet {
    pub title: StyledText,
    /// What is said first, one sentence each.
    pub lead: Vec<StyledText>,
    pub sections: Vec<Section>,
}

#[derive(Debug, PartialEq)]
pub struct Section {
    /// How many headings it stands under, besides that of the sheet.
    pub depth: usize,
    pub heading: StyledText,
    pub body: Body,
    /// Sentences after the body.
    pub notes: Vec<StyledText>,
}

impl Section {
    pub fn new(heading: impl Into<StyledText>, body: Body) -> Self {
        Self {
            depth: 0,
            heading: heading.into(),
            body,
            notes: Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
            && match &self.body {
                Body::Nothing => self.heading.is_empty(),
                Body::Diagram(diagram) => diagram.nodes.is_empty(),
                Body::Table(table) => table.rows.is_empty(),
                Body::Facts(facts) => facts.is_empty(),
                Body::Items(items) => items.is_empty(),
                Body::Bars(bars) => bars.rows.is_empty(),
                Body::Todos(todos) => todos.is_empty(),
                Body::Sources(entries) => entries.is_empty(),
            }
    }
}

#[derive(Debug, PartialEq)]
pub enum Body {
    /// Only a heading, under which others stand.
    Nothing,
    /// The answer as boxes and edges, between its words.
    Diagram(Diagram),
    Table(Table),
    /// Names and what they are.
    Facts(Vec<(String, StyledText)>),
    Items(Vec<StyledText>),
    Bars(Bars),
    Todos(Vec<Todo>),
    /// What is cited by its number, from 1 on.
    Sources(Vec<StyledText>),
}

/// Something to do.
#[derive(Debug, PartialEq)]
pub struct Todo {
    /// Whether it can be done, and ticked; else it happens.
    pub is_task: bool,
    pub when: StyledText,
    pub what: StyledText,
    /// What else is known of it, by name; empty where nothing is.
    pub details: Vec<(&'static str, StyledText)>,
    /// Where to do it.
    pub link: Option<SmolStr>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<Header>,
    pub rows: Vec<Vec<StyledText>>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub title: SmolStr,
    pub align: Align,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

impl Table {
    pub fn new<const N: usize>(columns: [(impl Into<SmolStr>, Align); N]) -> Self {
        Self {
            columns: columns
                .into_iter()
                .map(|(title, align)| Header {
                    title: title.into(),
                    align,
                })
                .collect(),
            rows: Vec::new(),
        }
    }

    pub fn row<const N: usize>(&mut self, cells: [StyledText; N]) {
        self.rows.push(cells.into());
    }

    /// Leaves out the columns in which no row has anything to say.
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

fn retain<T>(items: Vec<T>, keep: impl Fn(usize) -> bool) -> Vec<T> {
    let kept = items
        .into_iter()
        .enumerate()
        .filter(|(position, _)| keep(*position));
    kept.map(|(_, item)| item).collect()
}

/// Ranges on one scale, to be drawn or told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    pub rows: Vec<Bar>,
    /// What is held against all of them, under its name.
    pub mark: Option<(StyledText, Point)>,
}

/// A range, or as much of it as is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bar {
    pub name: StyledText,
    pub low: Option<Point>,
    pub mid: Option<Point>,
    pub high: Option<Point>,
    /// What is said beside the figures.
    pub note: StyledText,
}

/// A place on a scale, and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub value: f64,
    pub label: String,
}

/// The answer as one table for programs: names like those of the JSON, numbers as numbers.
#[derive(Debug, Default, PartialEq)]
pub struct Records {
    pub columns: Vec<SmolStr>,
    pub rows: Vec<Vec<Value>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(SmolStr),
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
values!(Number: u8, u32, u64, usize, i64, Number);

impl Value {
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().into())
    }

    #[expect(clippy::needless_pass_by_value, reason = "numbers are small")]
    pub fn number(number: impl ToSmolStr) -> Self {
        Self::Number(number.to_smolstr())
    }

    pub fn maybe<T>(value: Option<T>, write: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, write)
    }
}
