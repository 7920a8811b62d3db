//! The guard of the file system: what an evaluation may read, and every way of reading it.
//!
//! Whatever the language reads goes through a [`SourceAccess`]. Without rules it asks the operating system and nothing
//! else. With rules it follows symbolic links itself, one by one, refuses what lies outside of the allowed paths, and then
//! opens what it has found without following any link (`exact`): exchanging a folder for a link in between gains nothing.

mod exact;
mod refusal;
mod rules;

pub use refusal::Refusal;
pub use rules::AccessOptions;

use crate::kernel::files::{to_bytes, to_path};
use rules::Rules;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Symbolic links followed before a path counts as a loop.
pub const MAX_LINKS: usize = 1024;

/// Bytes of the longest path that a system looks at.
const LONGEST: usize = 4096;

/// What a path leads to, as far as the language tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file with contents.
    Regular,
    /// A folder.
    Directory,
    /// A symbolic link.
    Symlink,
    /// A pipe, socket or device.
    Unknown,
}

impl FileKind {
    /// The name in `readDir` and `readFileType`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Directory => "directory",
            Self::Symlink => "symlink",
            Self::Unknown => "unknown",
        }
    }
}

impl From<fs::FileType> for FileKind {
    fn from(kind: fs::FileType) -> Self {
        if kind.is_dir() {
            Self::Directory
        } else if kind.is_symlink() {
            Self::Symlink
        } else if kind.is_file() {
            Self::Regular
        } else {
            Self::Unknown
        }
    }
}

/// What the file system says of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// What is there.
    pub kind: FileKind,
    /// Bytes of a file.
    pub size: u64,
    /// Whether its owner may execute it.
    pub executable: bool,
}

impl From<fs::Metadata> for Status {
    fn from(metadata: fs::Metadata) -> Self {
        Self {
            kind: metadata.file_type().into(),
            size: metadata.len(),
            executable: metadata.mode() & OWNER_EXECUTES != 0,
        }
    }
}

/// The bit of a file's mode that lets its owner execute it.
const OWNER_EXECUTES: u32 = 0o100;

/// One entry of a folder.
pub type FolderEntry = (OsString, FileKind);

/// What an evaluation may read.
///
/// Paths are absolute and normalised. Errors are those of the operating system, or carry a [`Refusal`].
#[derive(Debug, Default)]
pub struct SourceAccess {
    rules: Option<Rules>,
}

impl SourceAccess {
    /// The access that the options give.
    pub fn new(options: &AccessOptions) -> Self {
        Self {
            rules: Rules::new(options),
        }
    }

    /// Whether anything is refused.
    pub fn is_limited(&self) -> bool {
        self.rules.is_some()
    }

    /// Allows a path and what is below it: an entry of the search path, or a path that the evaluation put into the store.
    pub fn allow(&self, path: &Path) {
        if let Some(rules) = &self.rules {
            rules.allow(path);
        }
    }

    /// Refuses a path outside of the allowed ones. Nothing is asked of the file system.
    pub fn check(&self, path: &Path) -> io::Result<()> {
        match &self.rules {
            None => Ok(()),
            Some(rules) => rules.check(path).map_err(Refusal::into_error),
        }
    }

    /// Refuses an address that is neither allowed nor below an allowed one; one of a file is checked as its path.
    pub fn check_uri(&self, uri: &str) -> Result<(), Refusal> {
        self.rules
            .as_ref()
            .map_or(Ok(()), |rules| rules.check_uri(uri))
    }

    /// A path with every symbolic link followed, as far as it exists and may be looked at.
    pub fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut left: Vec<OsString> = names(path);
        let mut resolved = PathBuf::from("/");
        let mut links = 0;
        while let Some(name) = left.pop() {
            if name == ".." {
                resolved.pop();
                continue;
            }
            resolved.push(&name);
            // Asking at each of a hundred thousand folders would take hours.
            if resolved.as_os_str().len() > LONGEST || self.check(&resolved).is_err() {
                continue;
            }
            if let Ok(target) = fs::read_link(&resolved) {
                links += 1;
                if links > MAX_LINKS {
                    return Err(Refusal::Loop(path.to_owned()).into_error());
                }
                resolved.pop();
                if target.is_absolute() {
                    resolved = PathBuf::from("/");
                }
                left.extend(names(&target));
            }
        }
        Ok(resolved)
    }

    /// As [`Self::resolve`], but a link at the end of the path stays.
    pub fn resolve_folder(&self, path: &Path) -> io::Result<PathBuf> {
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => Ok(self.resolve(folder)?.join(name)),
            _ => Ok(path.to_owned()),
        }
    }

    /// What is at a path; links on the way are followed, one at its end is not.
    pub fn status(&self, path: &Path) -> io::Result<Status> {
        if self.rules.is_none() {
            return fs::symlink_metadata(path).map(Status::from);
        }
        self.status_exactly(&self.resolve_folder(path)?)
    }

    /// What is at a path on which there are no links; one on the way is an error.
    pub fn status_exactly(&self, path: &Path) -> io::Result<Status> {
        self.check(path)?;
        exact::status(path)
    }

    /// What a path leads to, every link followed.
    pub fn target_status(&self, path: &Path) -> io::Result<Status> {
        if self.rules.is_none() {
            return fs::metadata(path).map(Status::from);
        }
        self.status_exactly(&self.resolve(path)?)
    }

    /// What is at a path of which only the end may be a link. With rules, a link on the way is an error; without, nobody
    /// looks for one.
    pub fn status_of_entry(&self, path: &Path) -> io::Result<Status> {
        match &self.rules {
            None => fs::symlink_metadata(path).map(Status::from),
            Some(_) => self.status_exactly(path),
        }
    }

    /// Opens a file; a link at its end is an error, and with rules also one on the way.
    pub fn open_exactly(&self, path: &Path) -> io::Result<File> {
        if self.rules.is_none() {
            return fs::OpenOptions::new()
                .read(true)
                .custom_flags(exact::WITHOUT_WAITING | exact::WITHOUT_FOLLOWING)
                .open(path);
        }
        self.check(path)?;
        exact::open(path)
    }

    /// The allowed entries of a folder; with rules, a link on the way or in its place is an error.
    pub fn read_folder_exactly(&self, path: &Path) -> io::Result<Vec<FolderEntry>> {
        match &self.rules {
            None => entries(path),
            Some(rules) => allowed_entries(rules, path),
        }
    }

    /// Where a link leads; with rules, a link on the way is an error.
    pub fn read_link_exactly(&self, path: &Path) -> io::Result<PathBuf> {
        if self.rules.is_none() {
            return fs::read_link(path);
        }
        self.check(path)?;
        exact::read_link(path)
    }

    /// Where a link leads; links on the way to it are followed.
    pub fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        if self.rules.is_none() {
            return fs::read_link(path);
        }
        self.read_link_exactly(&self.resolve_folder(path)?)
    }

    /// Opens what a path leads to, every link followed. Opening never waits: a pipe is opened as it is.
    pub fn open(&self, path: &Path) -> io::Result<File> {
        if self.rules.is_none() {
            return fs::OpenOptions::new()
                .read(true)
                .custom_flags(exact::WITHOUT_WAITING)
                .open(path);
        }
        self.open_exactly(&self.resolve(path)?)
    }

    /// The allowed entries of the folder that a path leads to, every link followed; in no order.
    pub fn read_folder(&self, path: &Path) -> io::Result<Vec<FolderEntry>> {
        match &self.rules {
            None => entries(path),
            Some(rules) => allowed_entries(rules, &self.resolve(path)?),
        }
    }
}

fn entries(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let entries = fs::read_dir(folder)?;
    entries
        .map(|entry| {
            let entry = entry?;
            Ok((entry.file_name(), entry.file_type()?.into()))
        })
        .collect()
}

fn allowed_entries(rules: &Rules, folder: &Path) -> io::Result<Vec<FolderEntry>> {
    rules.check(folder).map_err(Refusal::into_error)?;
    let mut entries = exact::read_folder(folder)?;
    entries.retain(|(name, _)| rules.check(&folder.join(name)).is_ok());
    Ok(entries)
}

/// The names of a path, last one first.
fn names(path: &Path) -> Vec<OsString> {
    to_bytes(path)
        .split(|&byte| byte == b'/')
        .rev()
        .filter(|name| !name.is_empty() && *name != b".")
        .map(|name| OsStr::from_bytes(name).to_owned())
        .collect()
}

/// The path of a `file:` address.
fn file_of(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://").unwrap_or(uri);
    path.starts_with('/').then(|| to_path(path.as_bytes()))
}

#[cfg(test)]
mod tests;
