//! Reading a path that has no symbolic link in it: folder after folder is opened, and a link is an error.

use super::{FileKind, FolderEntry, OWNER_EXECUTES, Refusal, Status};
use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, openat, readlinkat, statat};
use rustix::io::Errno;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Component, Path, PathBuf};

/// The flags that keep opening from waiting for whoever writes into a pipe, and from taking a terminal over.
pub const WITHOUT_WAITING: i32 = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits() as i32;

/// The flag that makes opening a link an error.
pub const WITHOUT_FOLLOWING: i32 = OFlags::NOFOLLOW.bits() as i32;

/// A folder on the way: it needs no right but to be passed through.
#[cfg(target_os = "linux")]
const PASSED: OFlags = OFlags::PATH.union(OFlags::DIRECTORY);
#[cfg(not(target_os = "linux"))]
const PASSED: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY);

/// What every opening has in common.
const ALWAYS: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC);

/// The folder of a path, opened, and the path's last name.
struct Place<'p> {
    folder: OwnedFd,
    name: &'p OsStr,
}

/// What is at a path.
pub fn status(path: &Path) -> io::Result<Status> {
    let place = walk(path)?;
    let found = statat(&place.folder, place.name, AtFlags::SYMLINK_NOFOLLOW)?;
    Ok(Status {
        kind: kind(FileType::from_raw_mode(found.st_mode)),
        size: u64::try_from(found.st_size).unwrap_or_default(),
        executable: found.st_mode & OWNER_EXECUTES != 0,
    })
}

/// Opens a file for reading; what it is, the file itself says.
pub fn open(path: &Path) -> io::Result<File> {
    let place = walk(path)?;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
    open_in(&place.folder, place.name, flags, path).map(File::from)
}

/// Where a link leads.
pub fn read_link(path: &Path) -> io::Result<PathBuf> {
    let place = walk(path)?;
    let target = readlinkat(&place.folder, place.name, Vec::new())?;
    Ok(PathBuf::from(OsString::from_vec(target.into_bytes())))
}

/// The entries of a folder.
pub fn read_folder(path: &Path) -> io::Result<Vec<FolderEntry>> {
    let place = walk(path)?;
    let flags = OFlags::RDONLY | OFlags::DIRECTORY;
    let folder = open_in(&place.folder, place.name, flags, path)?;
    let mut entries = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let entry = entry?;
        let name = entry.file_name().to_bytes();
        if name == b"." || name == b".." {
            continue;
        }
        // Not every file system tells the kind along with the name.
        let kind = match entry.file_type() {
            FileType::Unknown => {
                let found = statat(&folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?;
                kind(FileType::from_raw_mode(found.st_mode))
            }
            known => kind(known),
        };
        entries.push((OsStr::from_bytes(name).to_owned(), kind));
    }
    Ok(entries)
}

fn kind(kind: FileType) -> FileKind {
    match kind {
        FileType::RegularFile => FileKind::Regular,
        FileType::Directory => FileKind::Directory,
        FileType::Symlink => FileKind::Symlink,
        _ => FileKind::Unknown,
    }
}

/// Opens every folder on the way to a path.
fn walk(path: &Path) -> io::Result<Place<'_>> {
    let mut folder = openat(CWD, "/", PASSED | ALWAYS, Mode::empty())?;
    let mut passed = PathBuf::from("/");
    let mut left = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            None
        }
    });
    let Some(mut name) = left.next() else {
        return Ok(Place {
            folder,
            name: OsStr::new("."),
        });
    };
    for next in left {
        passed.push(name);
        folder = open_in(&folder, name, PASSED, &passed)?;
        name = next;
    }
    Ok(Place { folder, name })
}

/// Opens one name in a folder; `path` is both together.
fn open_in(folder: &OwnedFd, name: &OsStr, flags: OFlags, path: &Path) -> io::Result<OwnedFd> {
    openat(folder, name, flags | ALWAYS, Mode::empty()).map_err(|error| {
        // Systems disagree on what is wrong with opening a link.
        let found = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW);
        let is_link =
            found.is_ok_and(|found| FileType::from_raw_mode(found.st_mode) == FileType::Symlink);
        if is_link && [Errno::LOOP, Errno::NOTDIR, Errno::MLINK].contains(&error) {
            Refusal::Link(path.to_owned()).into_error()
        } else {
            error.into()
        }
    })
}
