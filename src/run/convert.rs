//! `ladder convert`: a ladder as one file.

use anyhow::Result;

use crate::{
    cli::{self, Options},
    diagnostic::UsageError,
    model::Day,
    render::Format,
};

use super::{
    ANSWERED, destination::standard_input, files, ladder_file::LadderFile, note::Note, output,
    show::as_seen, terminal,
};

/// Runs `ladder convert`, and returns the exit code.
pub fn convert(asked: &cli::ConvertArgs, as_of: Day, options: &Options) -> Result<u8> {
    let format = output::format_or(options, Format::Yaml)?;
    if !matches!(format, Format::Yaml | Format::Json) {
        return Err(not_a_format_of_ladders().into());
    }
    let path = standard_input(asked.file.clone());
    let (_, file) = files::ladder_for_new(Some(path), options)?;
    let file = file.unwrap_or_else(LadderFile::embedded);
    let found = file.inspect(as_of);
    let note = Note::warnings(&output::name(options), &found);
    let one = file.one(found)?;
    let text = match format {
        Format::Json => one.to_json(),
        _ => one.to_string(),
    };
    output::write_as(&as_seen(text, options), format, options)?;
    if let Some(note) = note.filter(|_| !options.quiet) {
        let medium = terminal::stderr(options.color, options.width);
        terminal::eprint(&note.drawn(medium, options.all));
    }
    Ok(ANSWERED)
}

/// The error of a format in which no ladder is written.
pub fn not_a_format_of_ladders() -> UsageError {
    let error = UsageError::new("a ladder is written as YAML or JSON");
    let help = "choose `--format yaml` or `--format json`, or a file that ends in .yaml or .json";
    error.help(help.to_owned())
}
