//! `ladder schema`.

use clap::{Args, ValueEnum};

/// Print a JSON Schema, so that an editor completes and checks a file while you write
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder schema ladder -o ladder.schema.json
  ladder schema profile -o profile.schema.json

With a YAML language server, the first line of a file names its schema:
  # yaml-language-server: $schema=./ladder.schema.json")]
pub struct SchemaArgs {
    /// The kind of file
    pub kind: SchemaKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    Ladder,
    Profile,
}
