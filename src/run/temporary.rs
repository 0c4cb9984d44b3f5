//! Temporary files: a text is on the disk under a name of its own before it takes the place of a file.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use super::{output::written, signals::Waiting};

/// The names of temporary files: `.ladder-`, random letters and digits, `.tmp`.
const PREFIX: &str = ".ladder-";
const RANDOM: usize = 12;
const SUFFIX: &str = ".tmp";

/// How often a temporary file that cannot be locked is made anew.
const ATTEMPTS: usize = 3;

/// A temporary file beside its target. Until it is in its place or removed, signals wait.
pub struct Temporary {
    // Dropped in this order.
    file: NamedTempFile,
    signals: Waiting,
}

impl Temporary {
    /// Writes to the disk, in the folder of its target; its owner alone may read it unless permissions are given. What runs
    /// that were killed have left there is removed.
    pub fn new(
        permissions: Option<fs::Permissions>,
        target: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        let signals = Waiting::begin();
        let folder = folder(target);
        let file = create(permissions, &folder).map_err(|error| of_folder(&error))?;
        remove_leftovers(&folder, file.as_file());
        written(write, &mut file.as_file())?;
        file.as_file().sync_data()?;
        Ok(Self { file, signals })
    }

    /// Takes the owner, the group and the mode of another file, as far as the system lets.
    #[cfg(unix)]
    pub fn resemble(&self, other: &fs::Metadata) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

        const SET_USER: u32 = 0o4000;
        const SET_GROUP: u32 = 0o2000;
        let file = self.file.as_file();
        let own = file.metadata()?;
        let mut mode = other.mode() & 0o7777;
        if own.uid() != other.uid() && fchown(file, Some(other.uid()), None).is_err() {
            mode &= !SET_USER;
        }
        if own.gid() != other.gid() && fchown(file, None, Some(other.gid())).is_err() {
            // What its group may is meant for another group: this one may what all others may.
            mode = mode & !(SET_GROUP | 0o070) | (mode & 0o007) << 3;
        }
        file.set_permissions(fs::Permissions::from_mode(mode))
    }

    /// Takes the permissions of another file.
    #[cfg(not(unix))]
    pub fn resemble(&self, other: &fs::Metadata) -> io::Result<()> {
        self.file.as_file().set_permissions(other.permissions())
    }

    /// Takes the place of its target.
    pub fn replace(self, target: &Path) -> io::Result<()> {
        self.file.persist(target).map_err(|error| error.error)?;
        sync_folder(target);
        drop(self.signals);
        Ok(())
    }

    /// Takes the place of its target, which does not exist yet.
    pub fn place(self, target: &Path) -> io::Result<()> {
        let placed = self.file.persist_noclobber(target);
        placed.map_err(|error| error.error)?;
        sync_folder(target);
        drop(self.signals);
        Ok(())
    }
}

/// Why a folder takes no file. The error of a temporary file would show its name.
fn of_folder(error: &io::Error) -> io::Error {
    use io::ErrorKind;

    match error.kind() {
        ErrorKind::NotFound => io::Error::other("the directory does not exist"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            io::Error::other("the directory is read-only")
        }
        kind => kind.into(),
    }
}

/// An empty temporary file with a lock: no other run takes it for a leftover.
fn create(permissions: Option<fs::Permissions>, folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    for _ in 0..ATTEMPTS {
        if lock(&file) {
            break;
        }
        // Another run took it for a leftover before it was locked.
        file = builder.tempfile_in(folder)?;
    }
    Ok(file)
}

/// Whether a new file is locked, where the file system has locks, and still there.
#[cfg(unix)]
fn lock(file: &NamedTempFile) -> bool {
    let is_taken = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
    !is_taken && is_at(file.as_file(), file.path())
}

/// Elsewhere than on Unix, a lock would keep the file from its place.
#[cfg(not(unix))]
fn lock(_: &NamedTempFile) -> bool {
    true
}

/// Removes the temporary files of runs that were killed: files of the same owner with such a name that
/// no run holds. Nothing else is touched, and links are not followed.
#[cfg(unix)]
fn remove_leftovers(folder: &Path, own: &fs::File) {
    use std::os::unix::fs::MetadataExt as _;

    let (Ok(entries), Ok(own)) = (fs::read_dir(folder), own.metadata()) else {
        return;
    };
    let entries = entries.filter_map(Result::ok);
    for entry in entries.filter(|entry| is_temporary(&entry.file_name())) {
        let path = entry.path();
        let is_own = |metadata: &fs::Metadata| metadata.is_file() && metadata.uid() == own.uid();
        if !fs::symlink_metadata(&path).is_ok_and(|metadata| is_own(&metadata)) {
            continue;
        }
        // What can be locked is held by no run.
        let file = fs::File::open(&path).ok();
        let leftover = file.filter(|file| file.try_lock().is_ok() && is_at(file, &path));
        if leftover.is_some() {
            let _ = fs::remove_file(&path);
        }
    }
}

#[cfg(not(unix))]
fn remove_leftovers(_: &Path, _: &fs::File) {}

#[cfg(unix)]
fn is_temporary(name: &std::ffi::OsStr) -> bool {
    let random = name.to_str().and_then(|name| {
        let name = name.strip_prefix(PREFIX)?;
        name.strip_suffix(SUFFIX)
    });
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Whether a path, and no link there, is the name of an open file.
#[cfg(unix)]
pub fn is_at(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let there = fs::symlink_metadata(path).map(identity).ok();
    there.is_some() && there == file.metadata().map(identity).ok()
}

/// Brings the name of a file that was written to the disk; not every system can.
fn sync_folder(path: &Path) {
    if cfg!(unix)
        && let Ok(folder) = fs::File::open(folder(path))
    {
        let _ = folder.sync_all();
    }
}

/// The folder of a file.
pub fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
