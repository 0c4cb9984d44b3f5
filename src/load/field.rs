//! What a file says under a key, whether or not it can be understood.

use std::ops::Deref;

use smol_str::SmolStr;

use super::{codec::Codec, decode::Decoder};
#[cfg(test)]
use super::{roundtrip::Chance, schema::any_of};
use crate::text::{NodeId, Yaml};
#[cfg(test)]
use {
    schemars::{Schema, SchemaGenerator, json_schema},
    std::borrow::Cow,
};

/// What stands under a key or at a position of a list.
///
/// What cannot be read has been reported already.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Field<T> {
    /// The key is left out, and may be.
    #[default]
    Absent,
    /// Something else than what is expected, or nothing where something is needed.
    Invalid,
    /// What can be read.
    Valid(T),
}

impl<T> Field<T> {
    /// The value, if it can be read.
    pub fn valid(&self) -> Option<&T> {
        match self {
            Self::Valid(value) => Some(value),
            Self::Absent | Self::Invalid => None,
        }
    }

    /// The value to change, if it can be read.
    pub fn valid_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Valid(value) => Some(value),
            Self::Absent | Self::Invalid => None,
        }
    }

    /// Whether the key is left out.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the value cannot be read.
    pub fn is_invalid(&self) -> bool {
        matches!(self, Self::Invalid)
    }
}

impl<T> Field<T> {
    /// The same with another value, if it can be read.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Invalid => Field::Invalid,
            Self::Valid(value) => Field::Valid(change(value)),
        }
    }
}

impl<T> From<Option<T>> for Field<T> {
    /// What was decoded; `None` means that the reason has been reported.
    fn from(read: Option<T>) -> Self {
        read.map_or(Self::Invalid, Self::Valid)
    }
}

/// The items of a list, each with what it says.
pub type Items<T> = Vec<Field<T>>;

/// A list under a key.
pub type List<T> = Field<Items<T>>;

impl<T, L: Deref<Target = [Field<T>]>> Field<L> {
    /// The items that can be read, each with its position.
    pub fn items<'a>(&'a self) -> impl Iterator<Item = (usize, &'a T)>
    where
        T: 'a,
    {
        let items = self.valid().map(|list| &**list).unwrap_or_default();
        let items = items.iter().enumerate();
        items.filter_map(|(position, item)| Some((position, item.valid()?)))
    }
}

impl<T: Codec> Codec for Items<T> {
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
        decoder.items(node)
    }

    fn encode(&self) -> Yaml {
        let items = self.iter().filter_map(Field::valid);
        Yaml::Sequence(items.map(Codec::encode).collect())
    }

    #[cfg(test)]
    fn definition(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": T::schema(generator) })
    }

    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self {
        chance.items()
    }
}

/// A value that few entries have, which then take no room for it.
impl<T: Codec> Codec for Box<T> {
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
        T::decode(decoder, node).map(Self::new)
    }

    fn encode(&self) -> Yaml {
        (**self).encode()
    }

    #[cfg(test)]
    fn name() -> Option<Cow<'static, str>> {
        T::name()
    }

    #[cfg(test)]
    fn definition(generator: &mut SchemaGenerator) -> Schema {
        T::definition(generator)
    }

    #[cfg(test)]
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }

    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self {
        Self::new(T::draw(chance))
    }
}

/// A list, whose only item may stand for itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OneOrMore<T>(pub Items<T>);

impl<T> From<T> for OneOrMore<T> {
    /// A list of one.
    fn from(only: T) -> Self {
        Self(vec![Field::Valid(only)])
    }
}

impl<T> Deref for OneOrMore<T> {
    type Target = [Field<T>];

    fn deref(&self) -> &[Field<T>] {
        &self.0
    }
}

impl<T: Codec> Codec for OneOrMore<T> {
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
        Some(Self(if decoder.is_sequence(node) {
            decoder.items(node)?
        } else {
            vec![T::decode(decoder, node).into()]
        }))
    }

    fn encode(&self) -> Yaml {
        match self.0.as_slice() {
            [Field::Valid(only)] => only.encode(),
            _ => self.0.encode(),
        }
    }

    #[cfg(test)]
    fn definition(generator: &mut SchemaGenerator) -> Schema {
        any_of(&[T::schema(generator), Items::<T>::definition(generator)])
    }

    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self {
        Self(chance.items())
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

impl<K, T> Field<Entries<K, T>> {
    /// The entries to change that can be read, each with its name.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = (&K, &mut T)> {
        let entries = self
            .valid_mut()
            .into_iter()
            .flat_map(|entries| &mut entries.0);
        entries.filter_map(|(name, entry)| Some((&*name, entry.valid_mut()?)))
    }
}

impl<K: Clone, T> Entries<K, T> {
    /// The same names with other entries.
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Entries<K, U> {
        let entries = self.0.iter();
        let entries = entries.map(|(name, entry)| (name.clone(), entry.map(&change)));
        Entries(entries.collect())
    }
}

impl<K, T> Default for Entries<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, T: Codec> Codec for Entries<K, T>
where
    K: Codec + From<SmolStr> + Deref<Target = SmolStr>,
{
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
        decoder.map(node)
    }

    fn encode(&self) -> Yaml {
        let entries = self.0.iter();
        let entries = entries.filter_map(|(name, entry)| Some((name, entry.valid()?)));
        Yaml::mapping(entries.map(|(name, entry)| (name.as_str(), entry.encode())))
    }

    #[cfg(test)]
    fn definition(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": K::schema(generator),
            "additionalProperties": T::schema(generator),
        })
    }

    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self {
        chance.entries()
    }
}
