//! Reads one file or standard input up to a size limit.

use std::{
    cell::RefCell,
    collections::HashMap,
    fs::{self, File},
    io::{self, IsTerminal, Read},
    path::{Path, PathBuf},
};

use crate::{
    cli::Options,
    diagnostic::{self, UsageError, nearest},
    embedded,
    load::{self, DocumentKind},
    order::Order as _,
    text::Text,
};

use super::{destination::note_named_pipe, output::reason, overwrite, terminal};

/// The name of standard input in messages.
const STDIN: &str = "<stdin>";

/// What a file is called whose kind is unknown.
const ANY_KIND: &str = "file";

/// The default of `--limit`, in megabytes.
const LIMIT: u32 = 64;

/// The same for a job advertisement.
const ADVERT_LIMIT: u32 = 1;

const MEGABYTE: u64 = 1 << 20;

/// A text, or the diagnostics of bytes that are not text.
pub type Decoded = Result<Text, Box<diagnostic::File>>;

/// Reads a file of a kind, if that is known. A file that cannot be opened or is too large is a usage error.
pub fn bytes(
    path: &Path,
    kind: Option<DocumentKind>,
    options: &Options,
) -> Result<Decoded, UsageError> {
    raw(path, kind, options).map(|(name, bytes)| decode(name, bytes))
}

/// Reads a job advertisement, which is short.
pub fn advert(path: &Path, options: &Options) -> Result<Decoded, UsageError> {
    let read = up_to_limit(path, None, ADVERT_LIMIT, options);
    read.map(|(name, bytes)| decode(name, bytes))
}

/// Reads the bytes of a file, and its name for messages.
pub fn raw(
    path: &Path,
    kind: Option<DocumentKind>,
    options: &Options,
) -> Result<(String, Vec<u8>), UsageError> {
    up_to_limit(path, kind, LIMIT, options)
}

/// The same with a default of `--limit`.
fn up_to_limit(
    path: &Path,
    kind: Option<DocumentKind>,
    limit: u32,
    options: &Options,
) -> Result<(String, Vec<u8>), UsageError> {
    let what = kind.map_or(ANY_KIND, DocumentKind::name);
    let limit = options.limit.unwrap_or(limit);
    let (name, read) = if path == Path::new("-") {
        if io::stdin().is_terminal() {
            let note = format!("reading the {what} from the terminal; Ctrl-D ends it");
            terminal::note(&note, options);
        }
        let stdin = io::stdin().lock();
        (STDIN.to_owned(), up_to(megabytes(limit), stdin, None))
    } else {
        overwrite::ensure_not_output(path, options)?;
        note_named_pipe(path, "a writer", options);
        (path.display().to_string(), content(path, megabytes(limit)))
    };
    match read {
        Ok(Some(bytes)) => Ok((name, bytes)),
        Ok(None) => Err(too_large(&name, what, limit)),
        Err(error) if path == Path::new("-") => Err(UsageError::new(format!(
            "cannot read the {what} from standard input: {}",
            reason(&error)
        ))),
        Err(error) => Err(unreadable(path, kind, &error)),
    }
}

/// The text of a file, if it has one.
pub fn any(path: &Path, options: &Options) -> Option<Text> {
    let bytes = content(path, limit(options)).ok()??;
    Text::decode(path.display().to_string(), bytes).ok()
}

/// The bytes of files that are looked at before they are read, each under the name that the system gives it.
#[derive(Default)]
pub struct Kept(RefCell<HashMap<PathBuf, Vec<u8>>>);

impl Kept {
    /// The bytes of a file, which are kept; `None` if it exceeds the limit.
    pub fn content(&self, file: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let mut kept = self.0.borrow_mut();
        if let Some(bytes) = kept.get(file) {
            return Ok(Some(bytes.clone()).filter(|bytes| bytes.len() as u64 <= limit));
        }
        let read = content(file, limit)?;
        if let Some(bytes) = &read {
            kept.insert(file.to_path_buf(), bytes.clone());
        }
        Ok(read)
    }

    /// What is kept of a file, under the name that the user gives it; it is kept no longer.
    pub fn take(&self, file: &Path, name: &Path) -> Option<Decoded> {
        let is_pipe = name == Path::new("-");
        let bytes = (!is_pipe).then(|| self.0.borrow_mut().remove(file))??;
        Some(decode(name.display().to_string(), bytes))
    }
}

/// How many megabytes a file may have.
pub fn limit_in_megabytes(options: &Options) -> u32 {
    options.limit.unwrap_or(LIMIT)
}

/// How many bytes a ladder with all its files may have.
pub fn limit(options: &Options) -> u64 {
    megabytes(limit_in_megabytes(options))
}

/// Megabytes in bytes.
pub fn megabytes(number: u32) -> u64 {
    u64::from(number) * MEGABYTE
}

fn decode(name: String, bytes: Vec<u8>) -> Decoded {
    Text::decode(name, bytes).map_err(|undecodable| {
        let diagnostics = load::undecodable(&undecodable);
        Box::new(diagnostic::File::new(undecodable.text, None, diagnostics))
    })
}

/// Reads a file; `None` if it exceeds the limit.
pub fn content(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let size = metadata.is_file().then_some(metadata.len());
    up_to(limit, file, size)
}

/// Reads everything; `None` if it exceeds the limit in bytes.
fn up_to(limit: u64, from: impl Read, size: Option<u64>) -> io::Result<Option<Vec<u8>>> {
    if size.is_some_and(|size| size > limit) {
        return Ok(None);
    }
    let expected = size.and_then(|size| usize::try_from(size).ok());
    let mut bytes = Vec::with_capacity(expected.map_or(0, |size| size + 1));
    let read = from.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|_| read as u64 <= limit))
}

fn too_large(name: &str, what: &str, limit: u32) -> UsageError {
    let message = format!("cannot read the {what} `{name}`: it is larger than {limit} MB");
    UsageError::new(message).help("`--limit MB` raises the limit".to_owned())
}

fn unreadable(path: &Path, kind: Option<DocumentKind>, error: &io::Error) -> UsageError {
    let what = kind.map_or(ANY_KIND, DocumentKind::name);
    let cause = match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => "it is a broken link".to_owned(),
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => reason(error),
    };
    let name = path.display();
    let usage_error = UsageError::new(format!("cannot read the {what} `{name}`: {cause}"));
    if error.kind() != io::ErrorKind::NotFound || path.is_symlink() {
        return usage_error;
    }
    let embedded = (kind == Some(DocumentKind::Ladder))
        .then(|| format!("the embedded ladder is `{}`", embedded::ID));
    usage_error.help(similar_file(path)).help(embedded)
}

/// The file in the same directory with the nearest name.
fn similar_file(path: &Path) -> Option<String> {
    let similar = path.with_file_name(similar_name(path)?);
    Some(format!("did you mean `{}`?", similar.display()))
}

/// The nearest name of a file in the same directory.
pub fn similar_name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let entries = fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.order();
    nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}
