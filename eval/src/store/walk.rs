//! Walking a file or folder into a sink, asking on the way what belongs to it.
//!
//! The walk pauses at each file of a folder instead of calling a filter, because a filter is a function of the program:
//! whoever evaluates it has to be able to suspend. [`Walk::run`] is for those who have a plain function.

use super::error::StoreError;
pub use crate::access::FileKind;
use crate::access::{Refusal, SourceAccess};
use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What is done first with every file.
const STATUS: &str = "getting status of";

/// What is read at once.
const BUFFER: usize = 64 << 10;

/// Whether a file below the beginning of a walk belongs to it.
pub type Filter<'f> = dyn FnMut(&Path, FileKind) -> bool + 'f;

/// What a walk fills.
pub trait Sink {
    /// A folder begins.
    fn directory(&mut self) -> io::Result<()>;
    /// A file in the folder begins, of this name; names come in the order of their bytes.
    fn entry(&mut self, name: &[u8]) -> io::Result<()>;
    /// That file ends.
    fn end_entry(&mut self) -> io::Result<()>;
    /// The folder ends.
    fn end_directory(&mut self) -> io::Result<()>;
    /// A link with its target.
    fn symlink(&mut self, target: &[u8]) -> io::Result<()>;
    /// A regular file of so many bytes, which follow.
    fn file(&mut self, executable: bool, size: u64) -> io::Result<()>;
    /// The next bytes of the file.
    fn data(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// All bytes have come.
    fn end_file(&mut self, size: u64) -> io::Result<()>;
}

/// Where a walk is.
enum State {
    /// At a file that belongs to the tree and was not read yet.
    Node,
    /// Behind a file.
    Behind,
    /// At a file that nobody has decided on.
    Asked,
    /// Behind everything.
    Done,
}

/// A walk through a file or folder.
pub struct Walk {
    /// What may be read: other files do not belong to the tree.
    access: Rc<SourceAccess>,
    path: PathBuf,
    /// What is left of each folder above the path, the last file first.
    folders: Vec<Vec<OsString>>,
    state: State,
    buffer: Vec<u8>,
}

impl Walk {
    /// A walk that begins at a file, which belongs to the tree in any case.
    pub fn new(path: PathBuf) -> Self {
        Self::through(Rc::default(), path)
    }

    /// As [`Self::new`], reading what may be read.
    pub fn through(access: Rc<SourceAccess>, path: PathBuf) -> Self {
        Self {
            access,
            path,
            folders: Vec::new(),
            state: State::Node,
            buffer: Vec::new(),
        }
    }

    /// Goes on until a decision is needed, which [`Self::decide`] takes; nothing at the end.
    pub fn advance(&mut self, sink: &mut dyn Sink) -> Result<Option<&Path>, StoreError> {
        loop {
            match self.state {
                State::Node => self.node(sink)?,
                State::Behind => self.next(sink)?,
                State::Asked => return Ok(Some(&self.path)),
                State::Done => return Ok(None),
            }
        }
    }

    /// The file that a decision is needed on.
    pub fn asked(&self) -> Option<&Path> {
        matches!(self.state, State::Asked).then_some(self.path.as_path())
    }

    /// The kind of the file that a decision is needed on.
    pub fn kind(&self) -> Result<FileKind, StoreError> {
        kind(&self.access, &self.path)
    }

    /// Whether the file belongs to the tree, with all that is below it.
    pub fn decide(&mut self, include: bool, sink: &mut dyn Sink) -> Result<(), StoreError> {
        if !matches!(self.state, State::Asked) {
            return Ok(());
        }
        if include {
            let name = self.path.file_name().unwrap_or_default().to_owned();
            self.told(sink.entry(name.as_bytes()))?;
            self.state = State::Node;
        } else {
            self.path.pop();
            self.state = State::Behind;
        }
        Ok(())
    }

    /// Walks to the end.
    pub fn run(
        mut self,
        sink: &mut dyn Sink,
        mut filter: Option<&mut Filter<'_>>,
    ) -> Result<(), StoreError> {
        while self.advance(sink)?.is_some() {
            let include = match &mut filter {
                Some(filter) => {
                    let kind = self.kind()?;
                    filter(&self.path, kind)
                }
                None => true,
            };
            self.decide(include, sink)?;
        }
        Ok(())
    }

    /// Reads the file at the path.
    fn node(&mut self, sink: &mut dyn Sink) -> Result<(), StoreError> {
        match self.kind()? {
            FileKind::Regular => self.file(sink)?,
            FileKind::Symlink => {
                let target = (self.access.read_link_exactly(&self.path))
                    .map_err(|error| failure("reading symbolic link", &self.path, error))?;
                self.told(sink.symlink(target.as_os_str().as_bytes()))?;
            }
            FileKind::Directory => {
                let names = names(&self.access, &self.path)?;
                self.told(sink.directory())?;
                self.folders.push(names);
                self.state = State::Behind;
                return Ok(());
            }
            FileKind::Unknown => return Err(StoreError::UnsupportedType(self.path.clone())),
        }
        self.leave(sink)
    }

    /// Steps behind the file at the path.
    fn leave(&mut self, sink: &mut dyn Sink) -> Result<(), StoreError> {
        if self.folders.is_empty() {
            self.state = State::Done;
            return Ok(());
        }
        self.told(sink.end_entry())?;
        self.path.pop();
        self.state = State::Behind;
        Ok(())
    }

    /// Steps to the next file of the folder at the path.
    fn next(&mut self, sink: &mut dyn Sink) -> Result<(), StoreError> {
        match self.folders.last_mut().map(Vec::pop) {
            Some(Some(name)) => {
                self.path.push(name);
                self.state = State::Asked;
                Ok(())
            }
            Some(None) => {
                self.folders.pop();
                self.told(sink.end_directory())?;
                self.leave(sink)
            }
            None => {
                self.state = State::Done;
                Ok(())
            }
        }
    }

    fn file(&mut self, sink: &mut dyn Sink) -> Result<(), StoreError> {
        let path = &self.path;
        let told =
            |result: io::Result<()>| result.map_err(|error| failure("copying file", path, error));
        let (file, meta) = open(&self.access, path)?;
        told(sink.file(meta.mode() & 0o100 != 0, meta.len()))?;
        read_whole(path, file, &meta, &mut self.buffer, &mut |bytes| {
            told(sink.data(bytes))
        })?;
        told(sink.end_file(meta.len()))
    }

    fn told(&self, result: io::Result<()>) -> Result<(), StoreError> {
        result.map_err(|error| failure("copying file", &self.path, error))
    }
}

/// Reads a regular file piece by piece, without following a link at its end.
pub fn read_file(
    access: &SourceAccess,
    path: &Path,
    piece: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    match kind(access, path)? {
        FileKind::Regular => {}
        FileKind::Directory => return Err(StoreError::IsDirectory),
        FileKind::Symlink | FileKind::Unknown => {
            return Err(StoreError::UnsupportedType(path.to_owned()));
        }
    }
    let (file, meta) = open(access, path)?;
    read_whole(path, file, &meta, &mut Vec::new(), piece)
}

/// The file and what it is now. What is not a regular file by now is not waited for.
fn open(access: &SourceAccess, path: &Path) -> Result<(File, Metadata), StoreError> {
    let file = access
        .open_exactly(path)
        .map_err(|error| failure("opening file", path, error))?;
    let meta = file
        .metadata()
        .map_err(|error| failure(STATUS, path, error))?;
    if meta.is_file() {
        Ok((file, meta))
    } else {
        Err(StoreError::UnsupportedType(path.to_owned()))
    }
}

/// Reads as many bytes as the file has; an error if it has others at the end.
fn read_whole(
    path: &Path,
    mut file: File,
    meta: &Metadata,
    buffer: &mut Vec<u8>,
    piece: &mut dyn FnMut(&[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    buffer.resize(BUFFER, 0);
    let changed = || StoreError::Changed(path.to_owned());
    let mut left = meta.len();
    loop {
        let count = match file.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failure("reading from file", path, error)),
        };
        left = left.checked_sub(count as u64).ok_or_else(changed)?;
        if count == 0 {
            break;
        }
        piece(&buffer[..count])?;
    }
    let now = file
        .metadata()
        .map_err(|error| failure(STATUS, path, error))?;
    let stamp = |meta: &Metadata| (meta.len(), meta.mtime(), meta.mtime_nsec());
    if left == 0 && stamp(&now) == stamp(meta) {
        Ok(())
    } else {
        Err(changed())
    }
}

fn kind(access: &SourceAccess, path: &Path) -> Result<FileKind, StoreError> {
    match access.status_of_entry(path) {
        Ok(status) => Ok(status.kind),
        Err(error) => Err(failure(STATUS, path, error)),
    }
}

/// The names in a folder, the last one first.
fn names(access: &SourceAccess, path: &Path) -> Result<Vec<OsString>, StoreError> {
    let entries = access.read_folder_exactly(path).map_err(|error| {
        if Refusal::of(&error).is_some() {
            return failure("reading directory", path, error);
        }
        StoreError::Folder {
            path: path.to_owned(),
            source: error,
        }
    })?;
    let mut names: Vec<OsString> = entries.into_iter().map(|(name, _)| name).collect();
    names.sort_unstable_by(|left, right| right.as_bytes().cmp(left.as_bytes()));
    Ok(names)
}

pub(super) fn failure(action: &'static str, path: &Path, source: io::Error) -> StoreError {
    if let Some(refusal) = Refusal::of(&source) {
        return StoreError::Refused(refusal.clone());
    }
    let path = path.to_owned();
    match source.kind() {
        io::ErrorKind::NotFound => StoreError::Missing(path),
        // Nothing is below a file.
        io::ErrorKind::NotADirectory if action == STATUS => StoreError::Missing(path),
        _ => StoreError::Io {
            action,
            path,
            source,
        },
    }
}
