//! An answer for programs: one table of values.

use smol_str::{SmolStr, ToSmolStr};

use crate::{query::Number, vocabulary::Word};

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
