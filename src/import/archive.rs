//! Archives: the parts of one that are read, within limits. Nothing is ever unpacked to a disk.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ImportError, linkedin};

/// An export has about forty entries.
const ENTRIES: u16 = 1000;
/// The most bytes of a part that is read.
const BYTES: u64 = 16 << 20;
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

/// The parts of an export that are read, each with its name.
pub fn parts(name: &str, bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let refused =
        |why: String| ImportError::input(format!("cannot read the archive `{name}`: {why}"));
    // The number of entries is known before any of them is read.
    if entries(bytes).is_some_and(|entries| entries > ENTRIES) {
        return Err(refused(format!("it has more than {ENTRIES} entries")));
    }
    let damaged = |error: &zip::result::ZipError| refused(error.to_string().to_lowercase());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for position in 0..archive.len() {
        let entry = archive
            .by_index_raw(position)
            .map_err(|error| damaged(&error))?;
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let (size, packed) = (entry.size(), entry.compressed_size());
        drop(entry);
        if leaves(&path) {
            let shown = path.escape_debug();
            return Err(refused(format!(
                "its part `{shown}` points out of the archive"
            )));
        }
        if !linkedin::is_part(&path) {
            continue;
        }
        if parts
            .iter()
            .any(|(known, _)| linkedin::base(known) == linkedin::base(&path))
        {
            return Err(refused(format!(
                "it has two parts with the name of `{path}`"
            )));
        }
        let large = || {
            refused(format!(
                "its part `{path}` has more than {} MB",
                BYTES >> 20
            ))
        };
        if size > BYTES {
            return Err(large());
        }
        if size > FREE && size / RATIO > packed {
            return Err(refused(format!(
                "its part `{path}` is more than {RATIO} times as large as its packed form"
            )));
        }
        let entry = archive
            .by_index(position)
            .map_err(|error| damaged(&error))?;
        let mut content = Vec::new();
        // The sizes above are claims of the archive.
        let read = entry.take(BYTES + 1).read_to_end(&mut content);
        let why = |error: std::io::Error| refused(format!("its part `{path}`: {error}"));
        if read.map_err(why)? as u64 > BYTES {
            return Err(large());
        }
        parts.push((path, content));
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
