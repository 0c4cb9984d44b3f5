//! Tells what a path leads to: a stream of this process, something to write to, or a regular file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::cli::Options;

use super::temporary::folder;

/// A descriptor that a path such as `/dev/stdout` or `/proc/self/fd/3` names, also behind links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Descriptor {
    Input,
    Output,
    Error,
    Other,
}

/// More links than a system follows.
const LINKS: usize = 64;

/// The descriptor that a path names.
pub fn descriptor(path: &Path) -> Option<Descriptor> {
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        let folder = fs::canonicalize(folder(&path)).ok()?;
        let is_own = folder == Path::new("/dev/fd")
            || fs::canonicalize("/proc/self/fd").is_ok_and(|own| own == folder);
        if is_own || folder.starts_with("/proc") && folder.ends_with("fd") {
            return Some(match path.file_name()?.to_str()? {
                "0" if is_own => Descriptor::Input,
                "1" if is_own => Descriptor::Output,
                "2" if is_own => Descriptor::Error,
                _ => Descriptor::Other,
            });
        }
        path = folder.join(fs::read_link(&path).ok()?);
    }
    None
}

/// Whether a path is standard input: `-`, or its name as a file.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-") || descriptor(path) == Some(Descriptor::Input)
}

/// `-` for every name of standard input.
pub fn standard_input(path: PathBuf) -> PathBuf {
    if is_standard_input(&path) {
        return PathBuf::from("-");
    }
    path
}

/// Whether a path leads to a pipe, a device or a descriptor, which is written to and never replaced.
pub fn is_stream(path: &Path) -> bool {
    let is_special = |metadata: fs::Metadata| !metadata.is_file() && !metadata.is_dir();
    fs::metadata(path).is_ok_and(is_special) || descriptor(path).is_some()
}

/// Notes that a named pipe waits for its other end.
#[cfg(unix)]
pub fn note_named_pipe(path: &Path, other_end: &str, options: &Options) {
    use std::os::unix::fs::FileTypeExt as _;

    let is_pipe = fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo());
    if is_pipe && !options.quiet && descriptor(path).is_none() {
        let name = path.display();
        let note = format!("`{name}` is a named pipe, which waits for {other_end}; Ctrl-C ends it");
        super::terminal::note(&note, options);
    }
}

#[cfg(not(unix))]
pub fn note_named_pipe(_: &Path, _: &str, _: &Options) {}
