//! What a value of the file format is, and the declarations of its maps: each key is named once.

use crate::text::{NodeId, Yaml};

use super::decode::Decoder;
#[cfg(test)]
use {
    super::{
        roundtrip::Chance,
        schema::{KeySchema, reference},
    },
    schemars::{Schema, SchemaGenerator},
    std::borrow::Cow,
};

/// A value of the file format: how it is read and written; for the tests, its schema and any value.
pub(crate) trait Codec: Sized {
    /// Reads a value, or notes what is wrong with the node and gives nothing.
    fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self>;

    fn encode(&self) -> Yaml;

    /// The name of the type in a schema, if it has one there.
    #[cfg(test)]
    fn name() -> Option<Cow<'static, str>> {
        None
    }

    /// The whole schema of the type.
    #[cfg(test)]
    fn definition(generator: &mut SchemaGenerator) -> Schema;

    /// The schema of the type where it is used.
    #[cfg(test)]
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        reference::<Self>(generator)
    }

    /// Any value of the type.
    #[cfg(test)]
    fn draw(chance: &mut Chance) -> Self;
}

/// A key of a map.
pub(crate) struct Key {
    pub name: &'static str,
    pub presence: Presence,
    #[cfg(test)]
    pub schema: KeySchema,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Optional,
    Required,
    /// Required in a ladder of one file: a part of one may lack it, and so may a file that includes others.
    Whole,
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
            fn decode(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                Self::read(decoder, node)
            }

            fn encode(&self) -> Yaml {
                self.write()
            }

            #[cfg(test)]
            fn name() -> Option<Cow<'static, str>> {
                keyed!(@name $name $($inline)?)
            }

            #[cfg(test)]
            fn definition(generator: &mut SchemaGenerator) -> Schema {
                let named = Self::name().is_some();
                let mut schema = object(Self::KEYS, generator, named);
                let text = if named { concat!($($text),*) } else { "" };
                describe(&mut schema, text, json!({ $($($more)*)? }));
                schema
            }

            #[cfg(test)]
            fn schema(generator: &mut SchemaGenerator) -> Schema {
                let entry = reference::<Self>(generator);
                match Self::KEYS.iter().find(|key| key.presence == Presence::Short) {
                    Some(key) => any_of(&[(key.schema.reference)(generator), entry]),
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

/// A map with declared keys, and how it is read and written. The keys after a semicolon are behind a pointer: most
/// maps of that kind leave all of them out, and there are many.
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
            const KEYS: &'static [Key] = &[
                $(keyed!(@key $need $key [$($key_text)*] [$($($more)*)?] $type),)*
            ];

            fn read(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                $(keyed!(@read $need $key decoder node);)*
                let fields = decoder.fields(node, Self::WHAT, Self::KEYS)?;
                let mut keys = 0..Self::KEYS.len();
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
    (
        $(#[doc = $text:literal])*
        $name:ident $what:literal {
            $(
                $(#[doc = $key_text:literal])*
                $need:ident $key:ident: $type:ty $(= { $($more:tt)* })?,
            )*
            ; $rare:ident {
                $(
                    $(#[doc = $rare_text:literal])*
                    $rare_need:ident $rare_key:ident: $rare_type:ty $(= { $($rare_more:tt)* })?,
                )*
            }
        }
    ) => {
        #[doc = concat!("The keys of ", $what, " that most leave out.")]
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $rare {
            $(
                $(#[doc = $rare_text])*
                #[doc = concat!("\n\nThe key `", stringify!($rare_key), "`.")]
                pub $rare_key: Field<$rare_type>,
            )*
        }

        $(#[doc = $text])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $(
                $(#[doc = $key_text])*
                #[doc = concat!("\n\nThe key `", stringify!($key), "`.")]
                pub $key: Field<$type>,
            )*
            /// The other keys, where one of them is there.
            pub rare: Option<Box<$rare>>,
        }

        impl std::ops::Deref for $name {
            type Target = $rare;

            fn deref(&self) -> &$rare {
                static NONE: $rare = $rare { $($rare_key: Field::Absent,)* };
                self.rare.as_deref().unwrap_or(&NONE)
            }
        }

        impl std::ops::DerefMut for $name {
            fn deref_mut(&mut self) -> &mut $rare {
                self.rare.get_or_insert_default()
            }
        }

        impl Keyed for $name {
            const WHAT: &'static str = $what;
            const KEYS: &'static [Key] = &[
                $(keyed!(@key $need $key [$($key_text)*] [$($($more)*)?] $type),)*
                $(keyed!(@key $rare_need $rare_key [$($rare_text)*] [$($($rare_more)*)?] $rare_type),)*
            ];

            fn read(decoder: &mut Decoder, node: NodeId) -> Option<Self> {
                $(keyed!(@read $need $key decoder node);)*
                let fields = decoder.fields(node, Self::WHAT, Self::KEYS)?;
                let mut keys = 0..Self::KEYS.len();
                $(let $key = decoder.field(&fields, keys.next()?);)*
                let rare = $rare { $($rare_key: decoder.field(&fields, keys.next()?),)* };
                let is_absent = true $(&& rare.$rare_key.is_absent())*;
                let rare = (!is_absent).then(|| Box::new(rare));
                Some(Self { $($key,)* rare })
            }

            fn values(&self) -> Vec<Option<Yaml>> {
                vec![
                    $(self.$key.valid().map(Codec::encode),)*
                    $(self.$rare_key.valid().map(Codec::encode),)*
                ]
            }

            #[cfg(test)]
            fn any(chance: &mut Chance) -> Self {
                let mut keys = Self::KEYS.iter();
                $(let $key = chance.field(keys.next());)*
                let rare = $rare { $($rare_key: chance.field(keys.next()),)* };
                let rare = Some(rare).filter(|rare| *rare != $rare::default()).map(Box::new);
                Self { $($key,)* rare }
            }
        }
    };
    (@key $need:ident $key:ident [$($text:literal)*] [$($more:tt)*] $type:ty) => {
        Key {
            name: stringify!($key),
            presence: keyed!(@need $need),
            #[cfg(test)]
            schema: KeySchema {
                text: concat!($($text),*),
                more: || json!({ $($more)* }),
                reference: <$type as Codec>::schema,
                definition: <$type as Codec>::definition,
            },
        }
    };
    (@need optional) => { Presence::Optional };
    (@need required) => { Presence::Required };
    (@need whole) => { Presence::Whole };
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

            #[cfg(test)]
            fn name() -> Option<Cow<'static, str>> {
                Some($title.into())
            }

            #[cfg(test)]
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
    pub(crate) use super::{Codec, Key, Keyed, Presence, entries, keyed, unions};
    pub(crate) use crate::{
        load::{
            decode::Decoder,
            field::{Entries, Field, Items, OneOrMore},
        },
        text::{NodeId, Yaml},
    };
    #[cfg(test)]
    pub(crate) use {
        crate::load::{
            roundtrip::Chance,
            schema::{KeySchema, any_of, describe, object, reference},
        },
        schemars::{Schema, SchemaGenerator},
        serde_json::json,
        std::borrow::Cow,
    };
}

pub(crate) use {entries, keyed, unions};
