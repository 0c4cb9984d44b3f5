//! Writes an answer to a file or to standard output, complete or not at all.

use std::{
    fs,
    io::{self, BufWriter, ErrorKind, Write},
    mem,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Result, anyhow};

use crate::{
    cli::Options,
    diagnostic::{UsageError, did_you_mean, list},
    render::{Format, Medium, Screen},
};

use super::{
    destination::{Descriptor, descriptor, is_stream, note_named_pipe},
    overwrite,
    temporary::{Temporary, folder},
    terminal, typed,
};

/// The format of the options, else that of the output's extension, else a table.
pub fn format(options: &Options) -> Result<Format> {
    format_or(options, Format::Table)
}

/// The same with another default.
pub fn format_or(options: &Options, default: Format) -> Result<Format> {
    if let Some(format) = options.format {
        return Ok(format);
    }
    let Some(extension) = file(options).and_then(Path::extension) else {
        return Ok(default);
    };
    let extension = extension.to_string_lossy();
    Format::of_extension(&extension).ok_or_else(|| {
        let known = || Format::EXTENSIONS.map(|(extension, _)| extension);
        UsageError::new(format!("no format has the extension `{extension}`"))
            .help(did_you_mean(&extension, known()))
            .help(format!(
                "expected {}; or name a format with `--format`",
                list(known())
            ))
            .into()
    })
}

/// The properties of the output.
pub fn medium(options: &Options) -> Medium {
    match file(options) {
        Some(_) => terminal::file(options.color, options.width),
        None => terminal::stdout(options.color, options.width),
    }
}

/// The lines of an answer on a screen.
const LINES: usize = 40;

/// The screen that an answer is written for: a terminal, or the width that was asked for. On a terminal
/// the notes are a part of it; else they take their lines of it.
pub fn screen(
    format: Format,
    medium: Medium,
    notes: &mut String,
    options: &Options,
) -> Option<Screen> {
    if format != Format::Table || medium.width.is_none() {
        return None;
    }
    let shown = match file(options) {
        None if terminal::is_one() => mem::take(notes),
        _ => String::new(),
    };
    let taken = notes.lines().count();
    Some(Screen {
        lines: (!options.all).then_some(LINES.saturating_sub(taken)),
        command: typed::command(options),
        options: typed::carried(options),
        notes: shown,
    })
}

/// The output file; `None` for standard output, also by its names as a file.
pub fn file(options: &Options) -> Option<&Path> {
    let output = options.output.as_deref()?;
    let is_stdout = output == Path::new("-") || descriptor(output) == Some(Descriptor::Output);
    (!is_stdout).then_some(output)
}

/// What the output is called on a command line: `-` where it is no file.
pub fn name(options: &Options) -> String {
    file(options).map_or_else(|| "-".to_owned(), |path| path.display().to_string())
}

/// Writes a finished answer; of a file that was written, a note says so.
pub fn write(text: &str, options: &Options) -> Result<()> {
    write_as(text, format(options)?, options)
}

/// Writes a text of a format; of a file that was written, a note says so.
pub fn write_as(text: &str, format: Format, options: &Options) -> Result<()> {
    write_by(|to| to.write_all(text.as_bytes()), format, options)
}

/// The same with what writes piece by piece.
pub fn write_by(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    format: Format,
    options: &Options,
) -> Result<()> {
    let Some(path) = file(options) else {
        return print_by(write);
    };
    let failed = |error: io::Error| {
        unwritable(path, &error).help("name another file, or `-o -` for standard output".to_owned())
    };
    if is_stream(path) {
        note_named_pipe(path, "a reader", options);
        return Ok(append(path, write).map_err(failed)?);
    }
    overwrite::ensure_no_document(path, options)?;
    replace(path, write).map_err(failed)?;
    if !options.quiet {
        let is_chosen = path.extension().is_some() || options.format.is_some();
        let other = if is_chosen || format != Format::Table {
            ""
        } else {
            " as text; an extension such as `.html` or `.md`, or `--format`, chooses another form"
        };
        terminal::note(&format!("wrote `{}`{other}", path.display()), options);
    }
    Ok(())
}

/// Whether standard output was closed when the program was started.
static IS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Finds out whether standard output is closed; later it no longer shows.
#[cfg(unix)]
pub extern "C" fn find_closed_output() {
    use std::os::fd::AsFd as _;

    let is_closed = io::stdout().as_fd().try_clone_to_owned().is_err();
    IS_CLOSED.store(is_closed, Ordering::Relaxed);
}

/// Writes a text to standard output.
pub fn print(text: &str) -> Result<()> {
    print_by(|to| to.write_all(text.as_bytes()))
}

fn print_by(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    if IS_CLOSED.load(Ordering::Relaxed) {
        return Err(anyhow!("cannot write to standard output: it is closed"));
    }
    let written = send(write, &mut io::stdout().lock());
    written.map_err(|error| anyhow!("cannot write to standard output: {}", reason(&error)))
}

/// The bytes that are written at once.
const PIECE: usize = 1 << 16;

/// Writes in pieces of some size, and all of it.
pub fn written(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut pieces = BufWriter::with_capacity(PIECE, to);
    write(&mut pieces)?;
    pieces.flush()
}

/// Writes; a reader that has seen enough is no error.
fn send(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    to: &mut dyn Write,
) -> io::Result<()> {
    match written(write, to) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes to a pipe, a device or a descriptor, after what is there.
fn append(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if descriptor(path) == Some(Descriptor::Error) {
        return send(write, &mut io::stderr().lock());
    }
    // Whoever opened the descriptor of a file has chosen what stays in it.
    let is_file = fs::metadata(path)?.is_file();
    let opened = fs::File::options().write(true).append(is_file).open(path);
    send(write, &mut opened?)
}

/// The error of a file that cannot be written.
fn unwritable(path: &Path, error: &io::Error) -> UsageError {
    let (name, reason) = (path.display(), reason(error));
    UsageError::new(format!("cannot write `{name}`: {reason}"))
}

/// Why a file cannot be read or written, without the number of the system's error.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::FileTooLarge => "it is larger than a file may be (`ulimit -f`)".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is no directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            let number = text.find(" (os error ").unwrap_or(text.len());
            text[..number].to_owned()
        }
    }
}

/// Replaces a file in one step: it contains the old text or the new one, never a part of it.
///
/// A link stays a link.
fn replace(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let target = target(path)?;
    if target.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    persist(&target, write, || Ok(()))
}

/// Replaces a file in the same way, unless it is no longer what was read from it.
pub fn rewrite(path: &Path, read: &[u8], written: &[u8]) -> Result<(), UsageError> {
    rewrite_file(path, read, written).map_err(|error| unwritable(path, &error))
}

fn rewrite_file(path: &Path, read: &[u8], written: &[u8]) -> io::Result<()> {
    let target = target(path)?;
    if !fs::metadata(&target)?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let _lock = lock(&target)?;
    let is_as_read = || {
        if fs::read(&target)? == read {
            return Ok(());
        }
        Err(io::Error::other(CHANGED))
    };
    persist(&target, |to| to.write_all(written), is_as_read)
}

const CHANGED: &str = "it has changed meanwhile; nothing was written";

/// Keeps other runs of the program from replacing a file. Elsewhere than on Unix a file that is open
/// cannot be replaced, so that only its content is compared.
#[cfg(unix)]
fn lock(target: &Path) -> io::Result<fs::File> {
    let file = fs::File::open(target)?;
    if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
        return Err(io::Error::other(
            "another program is changing it; nothing was written",
        ));
    }
    if !super::temporary::is_at(&file, target) {
        return Err(io::Error::other(CHANGED));
    }
    Ok(file)
}

#[cfg(not(unix))]
fn lock(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The file that a path leads to, behind a link.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(_) => fs::canonicalize(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => io::Error::other("it is a broken link"),
            _ => error,
        }),
        Err(_) => Ok(path.to_path_buf()),
    }
}

/// Writes a file beside another one, and puts it in its place if it is still `ready` for that.
fn persist(
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ready: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let old = fs::metadata(target).ok();
    let permissions_of = old.as_ref().map(fs::Metadata::permissions);
    if permissions_of.is_some_and(|permissions| permissions.readonly()) {
        return Err(io::Error::other("it is read-only"));
    }
    if !folder(target).is_dir() {
        return Err(io::Error::other("the directory does not exist"));
    }
    // Until it is like the old file, it is its owner's alone.
    let usual = usual_permissions().filter(|_| old.is_none());
    let file = Temporary::new(usual, target, write)?;
    if let Some(old) = old {
        file.resemble(&old)?;
    }
    ready()?;
    file.replace(target)
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone.
    Owner,
    /// Those that the umask lets.
    Usual,
}

/// Writes a new file in one step. What exists is replaced only with `--force`; it keeps its
/// readers, or has its owner alone.
pub fn create(
    path: &Path,
    text: &str,
    readers: Readers,
    options: &Options,
) -> Result<(), UsageError> {
    let failed = |error: io::Error| unwritable(path, &error);
    let write = |to: &mut dyn Write| to.write_all(text.as_bytes());
    if is_stream(path) {
        note_named_pipe(path, "a reader", options);
        return append(path, write).map_err(failed);
    }
    if options.force && path.exists() {
        if readers == Readers::Owner && path.is_file() {
            keep_to_owner(path).map_err(failed)?;
        }
        return replace(path, write).map_err(failed);
    }
    // A temporary file is its owner's alone.
    let usual = usual_permissions().filter(|_| readers == Readers::Usual);
    let file = Temporary::new(usual, path, write).map_err(failed)?;
    file.place(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(path),
        _ => failed(error),
    })
}

/// Takes a file from all readers but its owner, before its new text is there.
#[cfg(unix)]
fn keep_to_owner(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn keep_to_owner(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// The error for a new file where there is one.
fn exists(path: &Path) -> UsageError {
    let help = "name another file with `-o`, or replace it with `--force`";
    UsageError::new(format!(
        "cannot write `{}`: it exists already",
        path.display()
    ))
    .help(help.to_owned())
}

/// Refuses a new file that cannot be written, before it is made.
pub fn ensure_creatable(path: &Path, options: &Options) -> Result<(), UsageError> {
    let refused = |why: &str| unwritable(path, &io::Error::other(why));
    if path.is_dir() {
        return Err(refused("it is a directory").help("name a file".to_owned()));
    }
    if is_stream(path) {
        return Ok(());
    }
    match fs::symlink_metadata(path) {
        Ok(_) if !path.exists() => return Err(refused("it is a broken link")),
        Ok(_) if !options.force => return Err(exists(path)),
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(refused("it is read-only"));
        }
        _ => (),
    }
    let folder = match fs::canonicalize(path) {
        Ok(target) => folder(&target),
        Err(_) => folder(path),
    };
    if !folder.is_dir() {
        return Err(refused("the directory does not exist"));
    }
    let tried = Temporary::new(None, &folder.join("tried"), |_| Ok(()));
    tried.map(drop).map_err(|error| unwritable(path, &error))
}

/// The permissions of a new file, reduced by the umask.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;

    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("me.yaml");
        fs::write(&path, "newer").expect("a file");
        let error = rewrite(&path, b"read", b"written").expect_err("refused");
        assert!(error.to_string().ends_with(CHANGED), "{error}");
        assert_eq!(fs::read(&path).expect("a file"), b"newer");
        rewrite(&path, b"newer", b"written").expect("it is replaced");
        assert_eq!(fs::read(&path).expect("a file"), b"written");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "no other file is left behind");
    }
}
