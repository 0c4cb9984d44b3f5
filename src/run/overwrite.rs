//! Keeps an answer from replacing a file that people write by hand.

use std::{fs, path::Path};

use crate::{
    cli::Options,
    diagnostic::UsageError,
    load::{self, DocumentKind},
};

use super::{output, read};

/// Refuses an input that is also the output.
pub fn ensure_not_output(input: &Path, options: &Options) -> Result<(), UsageError> {
    let Some(output) = output::file(options).filter(|_| !options.force) else {
        return Ok(());
    };
    let is_output = match (fs::canonicalize(input), fs::canonicalize(output)) {
        (Ok(input), Ok(output)) => input == output && output.is_file(),
        _ => false,
    };
    if is_output {
        return Err(refusal(output, "this command reads it"));
    }
    Ok(())
}

/// Refuses an output that is a ladder or a profile.
pub fn ensure_no_document(output: &Path, options: &Options) -> Result<(), UsageError> {
    if options.force || !output.is_file() {
        return Ok(());
    }
    let text = read::any(output, options);
    let reason = match text.and_then(|text| load::kind(&text)) {
        None => return Ok(()),
        Some(DocumentKind::Ladder) => "it is a ladder",
        Some(DocumentKind::Profile) => "it is a profile",
    };
    Err(refusal(output, reason))
}

fn refusal(output: &Path, reason: &str) -> UsageError {
    UsageError::new(format!("cannot write `{}`: {reason}", output.display()))
        .help("name another file, or replace it with `--force`".to_owned())
}
