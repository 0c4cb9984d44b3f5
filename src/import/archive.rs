//! Archives: the parts of one that are read, within limits. Nothing is ever unpacked to a disk.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::diagnostic::UsageError;

use super::{ImportError, linkedin};

/// An export has about forty entries.
const ENTRIES: u16 = 1000;
/// The most bytes of a part that is read.
const BYTES: u64 = 16 << 20;
/// The most bytes of all parts that are read.
const ALL_BYTES: usize = 256 << 20;
/// How much larger than its packed form a part of more than [`FREE`] bytes may be.
const RATIO: u64 = 100;
const FREE: u64 = 1 << 20;

/// The beginning of an entry, and of the end of an archive.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Whether bytes begin as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    SIGNATURES
        .iter()
        .any(|signature| bytes.starts_with(signature))
}

/// An archive that is read part by part.
pub struct Archive<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The path of each part, in the archive's order.
    paths: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens an archive whose paths all stay within it.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, ImportError> {
        // The number of entries is known before any of them is read.
        if entries(bytes).is_some_and(|entries| entries > ENTRIES) {
            let why = format!("it has more than {ENTRIES} entries");
            return Err(refused(name, &why));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(name, &error))?;
        // Of parts with one path, the library keeps the last.
        if entries(bytes).is_some_and(|entries| usize::from(entries) != zip.len()) {
            return Err(refused(name, "it has two parts with the same path"));
        }
        let mut archive = Self {
            name,
            zip,
            paths: Vec::new(),
        };
        for position in 0..archive.zip.len() {
            let entry = archive.zip.by_index_raw(position);
            let entry = entry.map_err(|error| damaged(name, &error))?;
            let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if leaves(&path) {
                let shown = path.escape_debug();
                let why = format!("its part `{shown}` points out of the archive");
                return Err(refused(name, &why));
            }
            archive.paths.push(path);
        }
        Ok(archive)
    }

    /// The path of each part, in the archive's order.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The content of the part at a position, of at most so many bytes; where that is given, at most so many times as
    /// large as its packed form.
    pub fn part(
        &mut self,
        position: usize,
        limit: u64,
        ratio: Option<u64>,
    ) -> Result<Vec<u8>, ImportError> {
        let name = self.name;
        let path = &self.paths[position];
        let entry = self.zip.by_index(position);
        let entry = entry.map_err(|error| damaged(name, &error))?;
        let (size, packed) = (entry.size(), entry.compressed_size());
        let large = || {
            let limit = limit >> 20;
            refused(name, &format!("its part `{path}` has more than {limit} MB"))
        };
        if size > limit {
            return Err(large());
        }
        if let Some(ratio) = ratio
            && size > FREE
            && size / ratio > packed
        {
            let why =
                format!("its part `{path}` is more than {ratio} times as large as its packed form");
            return Err(refused(name, &why));
        }
        let mut content = Vec::new();
        // The sizes above are claims of the archive.
        let read = entry.take(limit + 1).read_to_end(&mut content);
        let why = |error: std::io::Error| refused(name, &format!("its part `{path}`: {error}"));
        if read.map_err(why)? as u64 > limit {
            return Err(large());
        }
        Ok(content)
    }
}

fn refused(name: &str, why: &str) -> ImportError {
    ImportError::input(format!("cannot read the archive `{name}`: {why}"))
}

fn damaged(name: &str, error: &ZipError) -> ImportError {
    match error {
        ZipError::InvalidArchive(_) | ZipError::Io(_) => {
            let why = "it is damaged, or only the beginning of one";
            let message = format!("cannot read the archive `{name}`: {why}");
            let help = "download it or save it again";
            ImportError::Input(UsageError::new(message).help(help.to_owned()))
        }
        error => refused(name, &error.to_string().to_lowercase()),
    }
}

/// The parts that are read, each with its name.
pub fn parts(
    name: &str,
    packed: &[u8],
    is_part: fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let mut archive = Archive::open(name, packed)?;
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut bytes = 0;
    for (position, path) in archive.paths().to_vec().into_iter().enumerate() {
        if !is_part(&path) {
            continue;
        }
        let base = linkedin::base(&path);
        if parts.iter().any(|(known, _)| linkedin::base(known) == base) {
            let why = format!("it has two parts with the name of `{path}`");
            return Err(refused(name, &why));
        }
        let part = archive.part(position, BYTES, Some(RATIO))?;
        bytes += part.len();
        if bytes > ALL_BYTES {
            let why = format!("its parts have more than {} MB", ALL_BYTES >> 20);
            return Err(refused(name, &why));
        }
        parts.push((path, part));
    }
    Ok(parts)
}

/// The number of entries by the record at the end of an archive; the form for more entries than it can
/// count is not read.
fn entries(bytes: &[u8]) -> Option<u16> {
    const LENGTH: usize = 22;
    const COMMENT: usize = u16::MAX as usize;
    const LOCATOR: usize = 20;
    let tail = &bytes[bytes.len().saturating_sub(LENGTH + COMMENT + LOCATOR)..];
    let mut windows = tail.windows(LENGTH).enumerate().rev();
    let (at, end) = windows.find(|(_, window)| window.starts_with(SIGNATURES[1]))?;
    let before = &tail[at.saturating_sub(LOCATOR)..at];
    if before.starts_with(b"PK\x06\x07") {
        return Some(u16::MAX);
    }
    Some(u16::from_le_bytes([end[10], end[11]]))
}

/// Whether a path leads out of the folder that an archive would be unpacked in.
fn leaves(path: &str) -> bool {
    let mut steps = path.split(['/', '\\']);
    path.starts_with(['/', '\\']) || path.contains([':', '\0']) || steps.any(|step| step == "..")
}
