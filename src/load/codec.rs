//! What a value of the file format is, and the declarations of its maps: each key is named once.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::text::{NodeId, Yaml};

use super::decode::Decoder;
#[cfg(test)]
use super::roundtrip::Chance;

/// A value of the file format: how it is read, written and described to an editor.
pub(crate) trait Codec: Sized {
    /// The name of the type in a schema, if it has one there.
    fn name() -> Option<Cow<'static, str>> {
        None
    }

    /// Reads a value, or notes what is wrong with the node and gives nothing.
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self>;

    fn encode(&self) -> Yaml;

    /// The whole schema of the type.
    fn definition(generator: &mut SchemaGenerator) -> Schema;

    /// The schema of the type where it is used.
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        reference::<Self>(generator)
    }

    /// Any value of the type.
    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self;
}

/// A type by its name in a schema.
pub(crate) struct Definition<T>(T);

impl<T: Codec> JsonSchema for Definition<T> {
    fn schema_name() -> Cow<'static, str> {
        T::name().unwrap_or_default()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::definition(generator)
    }
}

/// A reference to the definition of a type, or the definition itself if the type has no name.
pub(crate) fn reference<T: Codec>(generator: &mut SchemaGenerator) -> Schema {
    match T::name() {
        Some(_) => generator.subschema_for::<Definition<T>>(),
        None => T::definition(generator),
    }
}

/// Either of two schemas.
pub(crate) fn any_of(schemas: &[Schema; 2]) -> Schema {
    json_schema!({ "anyOf": schemas })
}

/// A key of a map.
pub(crate) struct Key {
    pub name: &'static str,
    /// What the key says, for a schema.
    pub text: &'static str,
    pub presence: Presence,
    /// What its schema says beside the type.
    pub more: fn() -> Value,
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    pub definition: fn(&mut SchemaGenerator) -> Schema,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Optional,
    Required,
    /// Required, and its value alone stands for a map that has no other key.
    Short,
}

/// A map whose keys are declared.
pub(crate) trait Keyed: Sized {
    /// What the map is called in messages.
    const WHAT: &'static str;
    const KEYS: &'static [Key];

    /// Reads the map, or its short form.
    fn read(decoder: &mut Decoder, node: NodeId) -> Option<Self>;

    /// The value of each key, in the order of the declaration.
    fn values(&self) -> Vec<Option<Yaml>>;

    #[cfg(test)]
    fn any(chance: &mut Chance) -> Self;

    /// Writes the map, or its short form. A value that could not be read is left out.
    fn write(&self) -> Yaml {
        let keys = Self::KEYS.iter().zip(self.values());
        let keys = keys.filter_map(|(key, value)| Some((key, value?)));
        let mut valid: Vec<(&Key, Yaml)> = keys.collect();
        if valid.len() == 1 && valid[0].0.presence == Presence::Short {
            return valid.remove(0).1;
        }
        Yaml::mapping(valid.into_iter().map(|(key, value)| (key.name, value)))
    }

    /// The schema of the map without its short form; the types of required keys are referred to or
    /// spelt out.
    fn object(generator: &mut SchemaGenerator, spelt_out: bool) -> Schema {
        let mut schema = json_schema!({ "type": "object", "additionalProperties": false });
        let mut properties = serde_json::Map::new();
        let mut required = Vec::new();
        for key in Self::KEYS {
            if key.presence != Presence::Optional {
                required.push(key.name);
            }
            let mut property = if spelt_out && key.presence != Presence::Optional {
                (key.definition)(generator)
            } else {
                (key.schema)(generator)
            };
            describe(&mut property, key.text, (key.more)());
            properties.insert(key.name.to_owned(), property.to_value());
        }
        schema.insert("properties".to_owned(), properties.into());
        if !required.is_empty() {
            schema.insert("required".to_owned(), required.into());
        }
        schema
    }
}

/// Adds to a schema what is said beside the type.
pub(crate) fn describe(schema: &mut Schema, text: &str, more: Value) {
    if !text.is_empty() {
        schema.insert("description".to_owned(), text.trim().into());
    }
    if let Value::Object(more) = more {
        schema.ensure_object().extend(more);
    }
}

/// Maps of a file: what each is, its name, what messages call it, what its schema says beside its
/// keys, and the keys: whether each must be there, its name, the type of its value, and what its
/// schema says beside the type. An `inline` map has no name in a schema.
macro_rules! entries {
    ($(
        $(#[doc = $text:literal])*
        $name:ident $($inline:ident)? $what:literal $(= { $($more:tt)* })? { $($keys:tt)* }
    )*) => {$(
        keyed! { $(#[doc = $text])* $name $what { $($keys)* } }

        impl Codec for $name {
            fn name() -> Option<Cow<'static, str>> {
                keyed!(@name $name $($inline)?)
            }

            fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                Self::read(decoder, node)
            }

            fn encode(&self) -> Yaml {
                self.write()
            }

            fn definition(generator: &mut SchemaGenerator) -> Schema {
                let named = Self::name().is_some();
                let mut schema = Self::object(generator, named);
                let text = if named { concat!($($text),*) } else { "" };
                describe(&mut schema, text, json!({ $($($more)*)? }));
                schema
            }

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                let entry = reference::<Self>(generator);
                match Self::KEYS.iter().find(|key| key.presence == Presence::Short) {
                    Some(key) => any_of(&[(key.schema)(generator), entry]),
                    None => entry,
                }
            }

            #[cfg(test)]
            fn draw(chance: &mut Chance) -> Self {
                Self::any(chance)
            }
        }
    )*};
}

/// A map with declared keys, and how it is read and written.
macro_rules! keyed {
    (
        $(#[doc = $text:literal])*
        $name:ident $(<$kind:ident>)? $what:literal {
            $(
                $(#[doc = $key_text:literal])*
                $need:ident $key:ident: $type:ty $(= { $($more:tt)* })?,
            )*
        }
    ) => {
        $(#[doc = $text])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name $(<$kind>)? {
            $(
                $(#[doc = $key_text])*
                #[doc = concat!("\n\nThe key `", stringify!($key), "`.")]
                pub $key: Field<$type>,
            )*
        }

        impl $(<$kind: Codec + Default>)? Keyed for $name $(<$kind>)? {
            const WHAT: &'static str = $what;
            const KEYS: &'static [Key] = &[$(Key {
                name: stringify!($key),
                text: concat!($($key_text),*),
                presence: keyed!(@need $need),
                more: || json!({ $($($more)*)? }),
                schema: <$type as Codec>::schema,
                definition: <$type as Codec>::definition,
            },)*];

            fn read(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                $(keyed!(@read $need $key decoder node);)*
                let fields = decoder.fields(node, Self::WHAT, Self::KEYS)?;
                let mut keys = Self::KEYS.iter();
                Some(Self { $($key: decoder.field(&fields, keys.next()?),)* })
            }

            fn values(&self) -> Vec<Option<Yaml>> {
                vec![$(self.$key.valid().map(Codec::encode)),*]
            }

            #[cfg(test)]
            fn any(chance: &mut Chance) -> Self {
                let mut keys = Self::KEYS.iter();
                Self { $($key: chance.field(keys.next()),)* }
            }
        }
    };
    (@need optional) => { Presence::Optional };
    (@need required) => { Presence::Required };
    (@need short) => { Presence::Short };
    (@read short $key:ident $decoder:ident $node:ident) => {
        if $decoder.is_scalar($node) {
            let $key = Field::Valid(Codec::decode($decoder, $node)?);
            return Some(Self { $key, ..Self::default() });
        }
    };
    (@read $need:ident $key:ident $decoder:ident $node:ident) => {};
    (@name $name:ident) => { Some(stringify!($name).into()) };
    (@name $name:ident inline) => { None };
}

/// Values that are a scalar or a map: what each is, its name, that in a schema, what its schema says
/// besides, what messages call the map, and both forms.
macro_rules! unions {
    ($(
        $(#[doc = $text:literal])*
        $name:ident $title:literal = $more:tt $what:literal {
            $(#[doc = $scalar_text:literal])*
            $scalar:ident($scalar_type:ty),
            $(#[doc = $map_text:literal])*
            $map:ident($map_type:ty),
        }
    )*) => {$(
        $(#[doc = $text])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name {
            $(#[doc = $scalar_text])*
            $scalar($scalar_type),
            $(#[doc = $map_text])*
            $map($map_type),
        }

        impl Codec for $name {
            fn name() -> Option<Cow<'static, str>> {
                Some($title.into())
            }

            fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                if decoder.is_scalar(node) {
                    return Codec::decode(decoder, node).map(Self::$scalar);
                }
                decoder.what = $what;
                Codec::decode(decoder, node).map(Self::$map)
            }

            fn encode(&self) -> Yaml {
                match self {
                    Self::$scalar(value) => value.encode(),
                    Self::$map(value) => value.encode(),
                }
            }

            fn definition(generator: &mut SchemaGenerator) -> Schema {
                let forms = [<$scalar_type>::schema(generator), <$map_type>::schema(generator)];
                let mut schema = any_of(&forms);
                describe(&mut schema, "", json!($more));
                schema
            }

            #[cfg(test)]
            fn draw(chance: &mut Chance) -> Self {
                match chance.below(2) {
                    0 => Self::$scalar(Codec::draw(chance)),
                    _ => Self::$map(Codec::draw(chance)),
                }
            }
        }
    )*};
}

/// Everything that a declaration uses.
pub(crate) mod prelude {
    pub(crate) use std::borrow::Cow;

    pub(crate) use schemars::{Schema, SchemaGenerator};
    pub(crate) use serde_json::json;

    pub(crate) use super::{Codec, Key, Keyed, Presence, any_of, describe, reference};
    pub(crate) use super::{entries, keyed, unions};
    #[cfg(test)]
    pub(crate) use crate::load::roundtrip::Chance;
    pub(crate) use crate::{
        load::{
            decode::Decoder,
            field::{Entries, Field, Items, OneOrMore},
        },
        text::{NodeId, Yaml},
    };
}

pub(crate) use {entries, keyed, unions};
