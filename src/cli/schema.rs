//! `ladder schema`.

use clap::{Args, ValueEnum};

/// Print a JSON Schema, with which an editor completes and checks a file as it is written
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder schema ladder -o ladder.schema.json
  ladder schema profile -o profile.schema.json

The first line of a file tells an editor with a YAML language server of its schema:
  # yaml-language-server: $schema=./ladder.schema.json")]
pub struct SchemaArgs {
    /// What the files are
    pub kind: Document,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Document {
    Ladder,
    Profile,
}
