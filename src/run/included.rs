//! Opens the files that a ladder includes: regular files below the folder of the first one.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{
    cli::Options,
    diagnostic::UsageError,
    load::{Files, Opening},
    text::{FileId, Text},
};

use super::{
    destination::is_stream,
    output::reason,
    read::{self, Kept},
};

/// The files of a ladder.
pub struct IncludedFiles<'a> {
    /// The folders below which files may be read.
    roots: Vec<Root>,
    /// The folder of the first file; `None` for a pipe.
    first: Option<PathBuf>,
    /// The files that were opened, each as the system names it.
    opened: Vec<PathBuf>,
    /// The file that each `include` named.
    named: Vec<FileId>,
    /// How many bytes may still be read.
    left: u64,
    /// How many times a similar name may still be looked for.
    similar_left: usize,
    /// The bytes of files that are read more than once.
    kept: Option<&'a Kept>,
    options: &'a Options,
}

/// Refuses a folder for included files that is none.
pub fn ensure_root(options: &Options) -> Result<(), UsageError> {
    let Some(root) = options.include_root.as_ref().filter(|root| !root.is_dir()) else {
        return Ok(());
    };
    let (name, why) = (
        root.display(),
        if root.exists() {
            "no folder"
        } else {
            "not there"
        },
    );
    let message = format!("the folder `{name}`, given by --include-root, is {why}");
    Err(UsageError::new(message).help(
        "name the folder that files may be included from, or leave the option out".to_owned(),
    ))
}

/// How many times a similar name is looked for in a folder, which may be a large one.
const SIMILAR: usize = 20;

/// A folder as the system names it, and as the user does.
struct Root {
    folder: PathBuf,
    name: PathBuf,
}

impl<'a> IncludedFiles<'a> {
    /// The files that the ladder at a path includes; `-` is a pipe.
    pub fn new(path: &Path, text: &Text, options: &'a Options) -> Self {
        let is_pipe = path == Path::new("-") || is_stream(path);
        let file = fs::canonicalize(path).ok().filter(|_| !is_pipe);
        let first = file
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_path_buf);
        let own = first.as_ref().map(|first| {
            let name = path.parent().unwrap_or(Path::new(""));
            let is_behind_link =
                fs::canonicalize(Path::new(".").join(name)).ok().as_ref() != Some(first);
            Root {
                folder: first.clone(),
                name: if is_behind_link { first } else { name }.to_path_buf(),
            }
        });
        let named = options.include_root.as_ref().map(|name| Root {
            folder: fs::canonicalize(name).unwrap_or_else(|_| name.clone()),
            name: name.clone(),
        });
        let read = u64::try_from(text.content().len()).unwrap_or(u64::MAX);
        Self {
            roots: own.into_iter().chain(named).collect(),
            first,
            opened: vec![file.unwrap_or_default()],
            named: Vec::new(),
            left: read::limit(options).saturating_sub(read),
            similar_left: SIMILAR,
            kept: None,
            options,
        }
    }

    /// The same files, which are read only once.
    pub fn keeping(mut self, kept: &'a Kept) -> Self {
        self.kept = Some(kept);
        self
    }

    /// The files that were opened after the first one, each as the system names it.
    pub fn into_included(self) -> impl Iterator<Item = PathBuf> {
        self.opened.into_iter().skip(1)
    }

    /// The file that each `include` named, in the order in which they were read.
    pub fn into_named(self) -> Vec<FileId> {
        self.named
    }

    /// The folder that the paths in a file start from.
    fn folder_of(&self, file: FileId) -> Option<&Path> {
        match file {
            FileId::MAIN => {
                let root = self.roots.first().map(|root| root.folder.as_path());
                self.first.as_deref().or(root)
            }
            other => self.opened.get(other.0 as usize)?.parent(),
        }
    }

    /// The path of the file with the nearest name, where a file is not there.
    fn similar(&mut self, path: &str, file: &Path, error: &io::Error) -> Option<String> {
        let folder = fs::canonicalize(file.parent()?).ok()?;
        let is_missing = error.kind() == io::ErrorKind::NotFound && !file.is_symlink();
        self.name(&folder).filter(|_| is_missing)?;
        self.similar_left = self.similar_left.checked_sub(1)?;
        let similar = read::similar_name(file)?;
        let path = Path::new(path).with_file_name(similar);
        Some(format!("did you mean `{}`?", path.display()))
    }

    /// The name of a file as the user knows its folder; `None` where it may not be read.
    fn name(&self, file: &Path) -> Option<String> {
        let mut names = self.roots.iter().filter_map(|root| {
            let below = file.strip_prefix(&root.folder).ok()?;
            Some(root.name.join(below))
        });
        names.next().map(|name| name.display().to_string())
    }
}

impl Files for IncludedFiles<'_> {
    fn open(&mut self, path: &str, by: FileId) -> Opening {
        let Some(folder) = self.folder_of(by) else {
            let message = format!("a ladder from a pipe cannot include `{path}`");
            let help = "`--include-root DIR` names the folder that it includes files from";
            return Opening::Refused(message, Some(help.to_owned()));
        };
        let written = folder.join(path);
        let file = match fs::canonicalize(&written) {
            Ok(file) => file,
            Err(error) => {
                let similar = self.similar(path, &written, &error);
                return unreadable(path, &written, &error, similar);
            }
        };
        let Some(name) = self.name(&file) else {
            let message = format!("`{path}` is not below the folder of the ladder");
            let help = "`--include-root DIR` names another folder that files may be included from";
            return Opening::Refused(message, Some(help.to_owned()));
        };
        if let Some(known) = self.opened.iter().position(|known| *known == file) {
            let known = FileId(u32::try_from(known).unwrap_or(u32::MAX));
            self.named.push(known);
            return Opening::Known(known);
        }
        match fs::metadata(&file) {
            Ok(metadata) if metadata.is_file() => (),
            Ok(metadata) => {
                let what = if metadata.is_dir() {
                    "a folder"
                } else {
                    "no regular file"
                };
                return Opening::Refused(format!("`{path}` is {what}"), None);
            }
            Err(error) => return unreadable(path, &file, &error, None),
        }
        let content = match self.kept {
            Some(kept) => kept.content(&file, self.left),
            None => read::content(&file, self.left),
        };
        let bytes = match content {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let limit = read::limit_in_megabytes(self.options);
                let message = format!("with `{path}` the ladder is larger than {limit} MB");
                return Opening::Refused(message, Some("`--limit MB` raises the limit".to_owned()));
            }
            Err(error) => return unreadable(path, &file, &error, None),
        };
        self.left -= u64::try_from(bytes.len())
            .unwrap_or(self.left)
            .min(self.left);
        let id = FileId(u32::try_from(self.opened.len()).unwrap_or(u32::MAX));
        self.named.push(id);
        self.opened.push(file);
        match Text::decode(name, bytes) {
            Ok(text) => Opening::Text(text),
            Err(undecodable) => Opening::Undecodable(undecodable),
        }
    }
}

fn unreadable(path: &str, file: &Path, error: &io::Error, help: Option<String>) -> Opening {
    let cause = match error.kind() {
        io::ErrorKind::NotFound if file.is_symlink() => "it is a broken link".to_owned(),
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => reason(error),
    };
    let message = format!("cannot read the included file `{path}`: {cause}");
    Opening::Refused(message, help)
}
