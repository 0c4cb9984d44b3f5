//! Where the answer goes: all of it at once, or not at all.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    cli::Options,
    diagnostic::{UsageError, did_you_mean, list},
    render::{Format, Medium},
};

use super::terminal;

/// The format that was asked for, else what the output's extension says, else a table.
pub fn format(options: &Options) -> Result<Format> {
    format_or(options, Format::Table)
}

/// The same, for an answer that is usually written in another format.
pub fn format_or(options: &Options, usual: Format) -> Result<Format> {
    if let Some(format) = options.format {
        return Ok(format);
    }
    let Some(output) = file(options) else {
        return Ok(usual);
    };
    let Some(extension) = output.extension() else {
        return Ok(usual);
    };
    let extension = extension.to_string_lossy();
    Format::of_extension(&extension).ok_or_else(|| {
        let known = || Format::EXTENSIONS.map(|(extension, _)| extension);
        UsageError::new(format!("no format has the extension `{extension}`"))
            .help(did_you_mean(&extension, known()))
            .help(Some(format!(
                "expected {}; or name a format with `--format`",
                list(known())
            )))
            .into()
    })
}

pub fn medium(options: &Options) -> Medium {
    match file(options) {
        Some(_) => terminal::file(options.color, options.width),
        None => terminal::stdout(options.color, options.width),
    }
}

/// The file that the answer goes to; `-` is standard output.
fn file(options: &Options) -> Option<&Path> {
    options
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"))
}

pub fn is_file(options: &Options) -> bool {
    file(options).is_some()
}

/// Writes a finished answer.
pub fn write(text: &str, options: &Options) -> Result<()> {
    match file(options) {
        None => print(text),
        Some(path) => {
            replace(path, text).with_context(|| format!("cannot write `{}`", path.display()))
        }
    }
}

/// Writes to standard output; a reader that has seen enough is no error.
pub fn print(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to standard output"),
    }
}

/// Replaces a file in one step: it holds the old text or the new one, never a part of it.
///
/// A link stays a link, and what is no regular file (a pipe, a device) is simply written to.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let target = match fs::symlink_metadata(path) {
        Ok(_) => fs::canonicalize(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => io::Error::other("it is a link that leads nowhere"),
            _ => error,
        })?,
        Err(_) => path.to_path_buf(),
    };
    let known = fs::metadata(&target).ok();
    if known.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return fs::write(&target, text);
    }
    if known
        .as_ref()
        .is_some_and(|metadata| metadata.permissions().readonly())
    {
        return Err(io::Error::other("it is read-only"));
    }
    if !folder(&target).is_dir() {
        return Err(io::Error::other("there is no such folder"));
    }
    let mut builder = tempfile::Builder::new();
    builder
        .prefix(".ladder-")
        .permissions(permissions(known.as_ref()));
    // The name of the temporary file is nobody's business.
    let unnamed = |error: io::Error| io::Error::from(error.kind());
    let mut file = builder.tempfile_in(folder(&target)).map_err(unnamed)?;
    file.write_all(text.as_bytes()).map_err(unnamed)?;
    file.as_file().sync_data().map_err(unnamed)?;
    if let Some(known) = known {
        fs::set_permissions(file.path(), known.permissions())?;
    }
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Those of the old file, else what the user's mask leaves of the usual ones.
#[cfg(unix)]
fn permissions(known: Option<&fs::Metadata>) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;

    known.map_or_else(
        || fs::Permissions::from_mode(0o666),
        fs::Metadata::permissions,
    )
}
