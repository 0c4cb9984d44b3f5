//! The answer itself, for programs.

use anyhow::Result;
use serde::Serialize;

use crate::view::View;

/// Raised by every change that could break a reader; fields may be added without.
const SCHEMA_VERSION: u32 = 1;

pub fn render<V: View>(answer: &V) -> Result<String> {
    let envelope = Envelope {
        schema_version: SCHEMA_VERSION,
        answer: answer.name(),
        content: answer,
    };
    let mut written = serde_json::to_string_pretty(&envelope)?;
    written.push('\n');
    Ok(written)
}

#[derive(Serialize)]
struct Envelope<'a, V: Serialize> {
    schema_version: u32,
    answer: &'static str,
    #[serde(flatten)]
    content: &'a V,
}
