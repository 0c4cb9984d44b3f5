//! `ladder find`.

use clap::Args;

/// Find roles, skills and certifications by a part of their name
///
/// A name is an id, a title, a code or an alias, in any case. The best match comes first: a whole
/// name, its beginning, the beginnings of words, any part.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  ladder find engineer
  ladder find machine learning     names that contain both words
  ladder find aws --format json")]
pub struct FindArgs {
    /// The words that the name contains
    #[arg(required = true, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub words: Vec<String>,
}
