//! Text in pieces, each with a style from which a format chooses how it looks.

use smol_str::SmolStr;

use crate::vocabulary::Word;

use super::{Value, display::UNKNOWN};

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
    /// The start of a further paragraph; its text is an empty line.
    Paragraph,
    /// The start of a list item; its text is a line break and the marker.
    Item,
    /// A state that needs nothing.
    Good,
    /// A state that is partly good, or a warning.
    Middling,
    /// A state that needs something.
    Bad,
}

/// So many pieces take no more room than they need.
const FEW: usize = 4;

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
            // A cell of a large table has few pieces: without room for more.
            if self.0.len() < FEW {
                self.0.reserve_exact(1);
            }
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
        if self.is_empty() {
            return other;
        }
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
