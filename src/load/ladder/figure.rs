//! A figure: a plain number, or a number with the source of its own.

use crate::load::{codec::prelude::*, types::Id};

keyed! {
    /// A figure: a plain number, or a number with the source of its own.
    Figure<T> "a figure" {
        short value: T,
        optional source: Id,
    }
}

impl<T: Clone> Figure<T> {
    /// A number without a source of its own.
    pub fn plain(value: &T) -> Self {
        Self {
            value: Field::Valid(value.clone()),
            source: Field::Absent,
        }
    }
}

impl<T: Codec + Default> Codec for Figure<T> {
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
        if decoder.is_sequence(node) {
            decoder.wrong_type(node, "a number, or a map of `value` and `source`");
            return None;
        }
        Self::read(decoder, node)
    }

    fn encode(&self) -> Yaml {
        self.write()
    }

    #[cfg(test)]
    fn name() -> Option<Cow<'static, str>> {
        T::name().map(|name| format!("{name}Figure").into())
    }

    #[cfg(test)]
    fn definition(generator: &mut SchemaGenerator) -> Schema {
        any_of(&[T::schema(generator), object(Self::KEYS, generator, false)])
    }

    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self {
        Self::any(chance)
    }
}
