//! What a file says under a key, whether or not it can be understood.

use std::{borrow::Cow, marker::PhantomData};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
/// What stands under a key or at a position of a list.
///
/// What cannot be read has been shown already, so that nothing else need be said of it.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize), serde(untagged))]
pub enum Field<T> {
    /// The key is left out, and may be.
    #[default]
    Absent,
    /// Something else than what is expected, or nothing where something is needed.
    Invalid,
    Valid(T),
}

impl<T> Field<T> {
    pub fn into_valid(self) -> Option<T> {
        match self {
            Self::Valid(value) => Some(value),
            Self::Absent | Self::Invalid => None,
        }
    }

    pub fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Invalid => Field::Invalid,
            Self::Valid(value) => Field::Valid(value),
        }
    }

    /// What is said, if it can be read.
    pub fn valid(&self) -> Option<&T> {
        self.as_ref().into_valid()
    }

    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub fn is_invalid(&self) -> bool {
        matches!(self, Self::Invalid)
    }

    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_valid().unwrap_or_default()
    }
}

impl<T> From<Option<T>> for Field<T> {
    /// What a reader made of a value: nothing means that it shown why.
    fn from(read: Option<T>) -> Self {
        read.map_or(Self::Invalid, Self::Valid)
    }
}

impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }

    /// A key may be left out unless its field says that it is required.
    fn _schemars_private_is_option() -> bool {
        true
    }
}

/// A list, each item with what it says.
pub type List<T> = Field<Vec<Field<T>>>;

impl<T> List<T> {
    /// The items that can be read, each with its position.
    pub fn items(&self) -> impl Iterator<Item = (usize, &T)> {
        let items = self.valid().map(Vec::as_slice).unwrap_or_default();
        let items = items.iter().enumerate();
        items.filter_map(|(position, item)| Some((position, item.valid()?)))
    }
}

/// Entries under names that the file chooses, in the file's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Entries<K, T>(pub Vec<(K, Field<T>)>);

impl<K, T> Field<Entries<K, T>> {
    /// The entries, if they can be read.
    pub fn entries(&self) -> &[(K, Field<T>)] {
        let entries = self.valid().map(|entries| entries.0.as_slice());
        entries.unwrap_or_default()
    }
}

impl<K, T> Default for Entries<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[cfg(test)]
impl<K: serde::Serialize, T: serde::Serialize> serde::Serialize for Entries<K, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, entry)| (name, entry)))
    }
}

impl<K: JsonSchema, T: JsonSchema> JsonSchema for Entries<K, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{} by {}", T::schema_name(), K::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<K>(),
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}

/// The schema of one item that may stand for a list of one.
pub struct OneOrMore<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for OneOrMore<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("One or more of {}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// The schema of a map that may be written as one word.
pub struct Short<W, T>(PhantomData<(W, T)>);

impl<W: JsonSchema, T: JsonSchema> JsonSchema for Short<W, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{} or {}", W::schema_name(), T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let word = generator.subschema_for::<W>();
        let entry = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [word, entry] })
    }
}
