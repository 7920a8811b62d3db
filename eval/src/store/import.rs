//! Adding files and folders to a store.

use super::Store;
use super::contents::Content;
use super::error::StoreError;
use super::folder::FolderWriter;
use super::hash::{Algorithm, Hash, Hasher};
use super::nar::{NarWriter, hashing};
use super::path::{Method, References, StorePath};
use super::walk::{FileKind, Filter, Sink, Walk, failure, read_file};
use rustc_hash::FxHashSet;
use std::io;
use std::path::{Path, PathBuf};

/// A file or folder that is being added.
pub struct Import {
    source: PathBuf,
    method: Method,
    algorithm: Algorithm,
    walk: Walk,
    sink: Both,
    left_out: FxHashSet<PathBuf>,
}

/// Hashes the archive and writes the files at once, so that what is stored is what was hashed.
struct Both {
    nar: NarWriter<Hasher>,
    folder: Option<FolderWriter>,
}

impl Both {
    fn each(&mut self, tell: impl Fn(&mut dyn Sink) -> io::Result<()>) -> io::Result<()> {
        tell(&mut self.nar)?;
        match &mut self.folder {
            Some(folder) => tell(folder),
            None => Ok(()),
        }
    }
}

impl Sink for Both {
    fn directory(&mut self) -> io::Result<()> {
        self.each(|sink| sink.directory())
    }

    fn entry(&mut self, name: &[u8]) -> io::Result<()> {
        self.each(|sink| sink.entry(name))
    }

    fn end_entry(&mut self) -> io::Result<()> {
        self.each(|sink| sink.end_entry())
    }

    fn end_directory(&mut self) -> io::Result<()> {
        self.each(|sink| sink.end_directory())
    }

    fn symlink(&mut self, target: &[u8]) -> io::Result<()> {
        self.each(|sink| sink.symlink(target))
    }

    fn file(&mut self, executable: bool, size: u64) -> io::Result<()> {
        self.each(|sink| sink.file(executable, size))
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.each(|sink| sink.data(bytes))
    }

    fn end_file(&mut self, size: u64) -> io::Result<()> {
        self.each(|sink| sink.end_file(size))
    }
}

impl Import {
    /// Goes on to the next file that needs a decision: its path and kind; nothing at the end.
    pub fn advance(&mut self) -> Result<Option<(PathBuf, FileKind)>, StoreError> {
        if self.method != Method::Recursive {
            return Ok(None);
        }
        let Some(path) = self.walk.advance(&mut self.sink)? else {
            return Ok(None);
        };
        let path = path.to_owned();
        Ok(Some((path, self.walk.kind()?)))
    }

    /// Whether the file that [`Self::advance`] stopped at is added, with all that is below it.
    pub fn decide(&mut self, include: bool) -> Result<(), StoreError> {
        if let (false, Some(path)) = (include, self.walk.asked()) {
            self.left_out.insert(path.to_owned());
        }
        self.walk.decide(include, &mut self.sink)
    }

    /// The hash of everything, and the copy if one was made.
    fn finish(self) -> Result<(Hash, Option<FolderWriter>), StoreError> {
        let Both { nar, mut folder } = self.sink;
        if self.method == Method::Recursive {
            return Ok((nar.into_inner().finish(), folder));
        }
        let refused = |error| failure("writing file", &self.source, error);
        let mut hasher = Hasher::new(self.algorithm);
        if let Some(folder) = &mut folder {
            folder.file(false, 0).map_err(refused)?;
        }
        read_file(&self.source, &mut |bytes| {
            hasher.update(bytes);
            folder
                .as_mut()
                .map_or(Ok(()), |folder| folder.data(bytes))
                .map_err(refused)
        })?;
        if let Some(folder) = &mut folder {
            folder.end_file(0).map_err(refused)?;
        }
        Ok((hasher.finish(), folder))
    }
}

impl Store {
    /// Begins to add a file or folder. A link at the end of `source` is added as a link.
    pub fn begin(&mut self, source: &Path, method: Method, algorithm: Algorithm) -> Import {
        Import {
            source: source.to_owned(),
            method,
            algorithm,
            walk: Walk::new(source.to_owned()),
            sink: Both {
                nar: hashing(algorithm),
                folder: self.writer(),
            },
            left_out: FxHashSet::default(),
        }
    }

    /// Adds what was read under a name; it has to have the hash that is expected.
    pub fn finish(
        &mut self,
        mut import: Import,
        name: &[u8],
        expected: Option<&Hash>,
    ) -> Result<StorePath, StoreError> {
        while import.advance()?.is_some() {
            import.decide(true)?;
        }
        let (source, method) = (import.source.clone(), import.method);
        let left_out = std::mem::take(&mut import.left_out);
        let (hash, folder) = import.finish()?;
        let path = self.settle(&source, name, method, &hash, expected)?;
        let content = match folder {
            Some(folder) => {
                let target = self.file(&path);
                folder
                    .keep_as(&target)
                    .map_err(|error| failure("writing file", &target, error))?;
                Content::Written
            }
            None => Content::Source {
                path: source.clone(),
                left_out: left_out.clone(),
            },
        };
        if left_out.is_empty() {
            self.hashes.insert((source, method, hash.algorithm), hash);
        }
        self.record(path.clone(), content, &References::default());
        Ok(path)
    }

    /// Adds a file or folder under a name. Without a filter it is read once in an evaluation.
    pub fn add_path(
        &mut self,
        name: &[u8],
        source: &Path,
        method: Method,
        algorithm: Algorithm,
        filter: Option<&mut Filter<'_>>,
        expected: Option<&Hash>,
    ) -> Result<StorePath, StoreError> {
        if filter.is_none() {
            let key = (source.to_owned(), method, algorithm);
            if let Some(hash) = self.hashes.get(&key) {
                let path = self.settle(source, name, method, hash, expected)?;
                if !self.writes() || self.has(&path) {
                    let content = if self.writes() {
                        Content::Written
                    } else {
                        Content::Source {
                            path: source.to_owned(),
                            left_out: FxHashSet::default(),
                        }
                    };
                    self.record(path.clone(), content, &References::default());
                    return Ok(path);
                }
            }
        }
        let mut import = self.begin(source, method, algorithm);
        if let Some(filter) = filter {
            while let Some((path, kind)) = import.advance()? {
                import.decide(filter(&path, kind))?;
            }
        }
        self.finish(import, name, expected)
    }

    /// The path of a content; an error if another is expected.
    fn settle(
        &self,
        source: &Path,
        name: &[u8],
        method: Method,
        hash: &Hash,
        expected: Option<&Hash>,
    ) -> Result<StorePath, StoreError> {
        let path = self
            .dir
            .fixed_path(name, method, hash, &References::default())?;
        match expected {
            Some(expected) if expected != hash => Err(StoreError::Mismatch(source.to_owned())),
            Some(_) | None => Ok(path),
        }
    }
}
