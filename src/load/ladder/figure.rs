//! A figure: a plain number, or a number with the source of its own.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{
    load::{Field, decode::Decoder, types::Id},
    text::NodeId,
};

/// A figure: a plain number, or a number with the source of its own.
#[derive(Debug, Default, Clone, PartialEq)]
#[cfg_attr(test, derive(serde::Serialize))]
pub struct Figure<T> {
    pub value: Field<T>,
    pub source: Field<Id>,
}

impl<T: JsonSchema> JsonSchema for Figure<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Figure", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        let source = generator.subschema_for::<Id>();
        json_schema!({
            "anyOf": [
                value,
                {
                    "type": "object",
                    "properties": { "value": value, "source": source },
                    "required": ["value"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// Reads a figure, its number with the reader of its kind.
pub fn figure<'tree, 'text, T>(
    decoder: &mut Decoder<'tree, 'text>,
    node: NodeId,
    read: fn(&mut Decoder<'tree, 'text>, NodeId) -> Option<T>,
) -> Option<Figure<T>> {
    if decoder.is_scalar(node) {
        return read(decoder, node).map(|value| Figure {
            value: Field::Valid(value),
            source: Field::Absent,
        });
    }
    if decoder.is_sequence(node) {
        decoder.wrong_type(node, "a number, or a map of `value` and `source`");
        return None;
    }
    let fields = decoder.fields(node, "a figure", &["value", "source"])?;
    Some(Figure {
        value: decoder.required(&fields, "value", read),
        source: decoder.optional(&fields, "source", Decoder::text),
    })
}
