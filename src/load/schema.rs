//! The JSON Schemas of the documents, generated from the declarations of their maps.

#![cfg(test)]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Value, json};
use snapbox::{Assert, Data, data::DataFormat};

use super::{
    DocumentKind, LadderDocument, ProfileDocument,
    codec::{Codec, Key, Presence},
    decode::{ACCEPT, OWN},
    field::Items,
    types::AcceptedCode,
};

/// What a schema says of a key.
pub(crate) struct KeySchema {
    pub text: &'static str,
    /// What stands beside the type.
    pub more: fn() -> Value,
    /// The type where it is used.
    pub reference: fn(&mut SchemaGenerator) -> Schema,
    pub definition: fn(&mut SchemaGenerator) -> Schema,
}

/// A type by its name in a schema.
struct Definition<T>(T);

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

/// The schema of a map without its short form; the types of required keys are referred to or spelt
/// out.
pub(crate) fn object(keys: &[Key], generator: &mut SchemaGenerator, spelt_out: bool) -> Schema {
    let mut schema = json_schema!({ "type": "object", "additionalProperties": false });
    let mut properties = serde_json::Map::new();
    let mut required = Vec::new();
    for key in keys {
        if !matches!(key.presence, Presence::Optional | Presence::Whole) {
            required.push(key.name);
        }
        let mut property = if spelt_out && key.presence != Presence::Optional {
            (key.schema.definition)(generator)
        } else {
            (key.schema.reference)(generator)
        };
        describe(&mut property, key.schema.text, (key.schema.more)());
        properties.insert(key.name.to_owned(), property.to_value());
    }
    let mut accepted = Items::<AcceptedCode>::definition(generator);
    let what = "Warnings and notes of `ladder check` that are accepted here.";
    describe(&mut accepted, what, json!({ "uniqueItems": true }));
    properties.insert(ACCEPT.to_owned(), accepted.to_value());
    let own = json!({ format!("^{OWN}"): true });
    schema.insert("patternProperties".to_owned(), own);
    schema.insert("properties".to_owned(), properties.into());
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
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

/// The schema of one kind of document.
fn generated(kind: DocumentKind) -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    match kind {
        DocumentKind::Ladder => generator.into_root_schema_for::<Definition<LadderDocument>>(),
        DocumentKind::Profile => generator.into_root_schema_for::<Definition<ProfileDocument>>(),
    }
}

/// `SNAPSHOTS=overwrite` writes the files.
#[test]
fn the_schemas_of_the_program_are_those_of_the_declarations() {
    let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    for kind in [DocumentKind::Ladder, DocumentKind::Profile] {
        let schema = serde_json::to_string_pretty(&generated(kind)).expect("a schema is JSON");
        let path = format!("schema/{}.schema.json", kind.name());
        assert.eq(
            format!("{schema}\n"),
            Data::read_from(path.as_ref(), Some(DataFormat::Text)).raw(),
        );
    }
}
