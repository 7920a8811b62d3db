//! Writing into a store's folder: under another name first, so that nothing in it is ever half there.

use super::Store;
use super::error::StoreError;
use super::path::StorePath;
use super::walk::{Sink, failure};
use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, utimensat};
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// A file or folder that is being written under a name of its own, and removed if nobody keeps it.
#[derive(Debug)]
pub(super) struct FolderWriter {
    begin: PathBuf,
    path: PathBuf,
    file: Option<File>,
    /// Folders, outer ones first. They become read-only at the end, so that their files can be written or removed.
    folders: Vec<PathBuf>,
    is_executable: bool,
    is_kept: bool,
}

impl FolderWriter {
    pub(super) fn new(begin: PathBuf) -> Self {
        Self {
            path: begin.clone(),
            begin,
            file: None,
            folders: Vec::new(),
            is_executable: false,
            is_kept: false,
        }
    }

    /// Gives it its name for good, unless that is there already.
    pub(super) fn keep_as(mut self, path: &Path) -> io::Result<()> {
        if fs::symlink_metadata(path).is_ok() {
            return Ok(());
        }
        for folder in self.folders.iter().rev() {
            fs::set_permissions(folder, Permissions::from_mode(0o555))?;
            settle_time(folder)?;
        }
        match fs::rename(&self.begin, path) {
            Err(_) if fs::symlink_metadata(path).is_ok() => Ok(()), // another process was faster
            Err(error) => Err(error),
            Ok(()) => {
                self.is_kept = true;
                Ok(())
            }
        }
    }
}

impl Drop for FolderWriter {
    fn drop(&mut self) {
        if self.is_kept {
            return;
        }
        for folder in &self.folders {
            // What cannot be removed is left behind under a name that is nobody's.
            fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap_or_default();
        }
        if self.folders.is_empty() {
            fs::remove_file(&self.begin).unwrap_or_default();
        } else {
            fs::remove_dir_all(&self.begin).unwrap_or_default();
        }
    }
}

/// Files in a store are of one second after the epoch, whenever they were written.
fn settle_time(path: &Path) -> io::Result<()> {
    let time = Timespec {
        tv_sec: 1,
        tv_nsec: 0,
    };
    let times = Timestamps {
        last_access: time,
        last_modification: time,
    };
    Ok(utimensat(CWD, path, &times, AtFlags::SYMLINK_NOFOLLOW)?)
}

impl Sink for FolderWriter {
    fn directory(&mut self) -> io::Result<()> {
        fs::create_dir(&self.path)?;
        self.folders.push(self.path.clone());
        Ok(())
    }

    fn entry(&mut self, name: &[u8]) -> io::Result<()> {
        self.path.push(OsStr::from_bytes(name));
        Ok(())
    }

    fn end_entry(&mut self) -> io::Result<()> {
        self.path.pop();
        Ok(())
    }

    fn end_directory(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn symlink(&mut self, target: &[u8]) -> io::Result<()> {
        symlink(OsStr::from_bytes(target), &self.path)?;
        settle_time(&self.path)
    }

    fn file(&mut self, executable: bool, _size: u64) -> io::Result<()> {
        self.is_executable = executable;
        self.file = Some(File::create_new(&self.path)?);
        Ok(())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file
            .as_mut()
            .map_or(Ok(()), |file| file.write_all(bytes))
    }

    fn end_file(&mut self, _size: u64) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            let mode = if self.is_executable { 0o555 } else { 0o444 };
            file.set_permissions(Permissions::from_mode(mode))?;
        }
        settle_time(&self.path)
    }
}

impl<B> Store<B> {
    /// What writes a new file or folder into the store's folder, if anything is written.
    pub(super) fn writer(&mut self) -> Option<FolderWriter> {
        self.root.as_ref()?;
        self.begun += 1;
        let name = format!(".framelab-{}-{}.tmp", std::process::id(), self.begun);
        Some(FolderWriter::new(self.folder().join(name)))
    }

    /// Writes a text, unless it is there.
    pub(super) fn write_text(&mut self, path: &StorePath, text: &[u8]) -> Result<(), StoreError> {
        let target = self.file(path);
        if fs::symlink_metadata(&target).is_ok() {
            return Ok(());
        }
        let Some(mut writer) = self.writer() else {
            return Ok(());
        };
        let size = text.len() as u64;
        writer
            .file(false, size)
            .and_then(|()| writer.data(text))
            .and_then(|()| writer.end_file(size))
            .and_then(|()| writer.keep_as(&target))
            .map_err(|error| failure("writing file", &target, error))
    }
}
