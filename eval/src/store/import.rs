//! Adding files and folders to a store.

use super::Store;
use super::contents::Content;
use super::derivation::Text;
use super::error::StoreError;
use super::folder::FolderWriter;
use super::hash::{Algorithm, Hash, Hasher};
use super::nar::{NarWriter, hashing};
use super::path::{Method, References, StorePath};
use super::walk::{FileKind, Filter, Sink, Walk, failure, read_file};
use crate::access::SourceAccess;
use rustc_hash::FxHashSet;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// A file or folder that is being added.
pub struct Import {
    access: Rc<SourceAccess>,
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
        read_file(&self.access, &self.source, &mut |bytes| {
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

impl<B: Text> Store<B> {
    /// Begins to add a file or folder. A link at the end of `source` is added as a link.
    pub fn begin(&mut self, source: &Path, method: Method, algorithm: Algorithm) -> Import {
        Import {
            source: source.to_owned(),
            method,
            algorithm,
            walk: Walk::through(Rc::clone(&self.access), source.to_owned()),
            access: Rc::clone(&self.access),
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

    /// Adds a text as if it were a file of this name.
    pub fn add_file_of(
        &mut self,
        text: &[u8],
        name: &[u8],
        method: Method,
        expected: Option<&Hash>,
    ) -> Result<StorePath, StoreError> {
        let source = PathBuf::from(OsStr::from_bytes(name));
        let refused = |error| failure("writing file", &source, error);
        let hash = if method == Method::Recursive {
            let mut nar = hashing(Algorithm::Sha256);
            let size = text.len() as u64;
            nar.file(false, size)
                .and_then(|()| nar.data(text))
                .and_then(|()| nar.end_file(size))
                .map_err(refused)?;
            nar.into_inner().finish()
        } else {
            Algorithm::Sha256.hash(text)
        };
        let path = self.settle(&source, name, method, &hash, expected)?;
        let content = if self.writes() {
            self.write_text(&path, text)?;
            Content::Written
        } else {
            Content::Text(text.into())
        };
        self.record(path.clone(), content, &References::default());
        Ok(path)
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

#[cfg(test)]
mod tests {
    use super::super::StoreDir;
    use super::super::contents::Located;
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn tree() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("sub/empty")).expect("folders");
        for (name, text) in [
            ("a", "hello"),
            ("run", "#!x"),
            ("sub/e", ""),
            ("B", "x"),
            ("é", "12345678"),
        ] {
            fs::write(at(name), text).expect("a file");
        }
        fs::set_permissions(at("run"), Permissions::from_mode(0o755)).expect("a mode");
        symlink("a", at("link")).expect("a link");
        dir
    }

    fn add(store: &mut Store, source: &Path, name: &str, method: Method) -> StorePath {
        let added = store.add_path(
            name.as_bytes(),
            source,
            method,
            Algorithm::Sha256,
            None,
            None,
        );
        added.expect("it can be added")
    }

    /// Adds without `sub`.
    fn add_without(store: &mut Store, source: &Path) -> StorePath {
        let mut import = store.begin(source, Method::Recursive, Algorithm::Sha256);
        while let Some((path, _)) = import.advance().expect("it can be read") {
            import
                .decide(!path.ends_with("sub"))
                .expect("it can be read");
        }
        store.finish(import, b"x", None).expect("it can be added")
    }

    fn check(store: &mut Store, source: &Path) {
        for _ in 0..2 {
            let path = add(store, source, "x", Method::Recursive);
            assert_eq!(path.base(), "13micvsyg1jpy7fgkscnbr79qsv7wp1p-x");
        }
        let run = source.join("run");
        let path = add(store, &run, "run", Method::Flat);
        assert_eq!(path.base(), "0v9z09l1hl1d0j1yclh3i3c1jfn1ws6a-run");
        let path = add(store, &run, "run", Method::Recursive);
        assert_eq!(path.base(), "jgb4fz5665ciya7w9v7bjs4y4p90bqvr-run");
        let path = add_without(store, source);
        assert_eq!(path.base(), "zd4n0vg1irl15s82fmhps194m0si4r57-x");
    }

    #[test]
    fn what_was_added_is_read_where_it_is() {
        let source = tree();
        let mut store = Store::default();
        check(&mut store, source.path());
        for (below, expected) in [
            (
                "13micvsyg1jpy7fgkscnbr79qsv7wp1p-x/sub/e",
                Located::File(source.path().join("sub/e")),
            ),
            (
                "zd4n0vg1irl15s82fmhps194m0si4r57-x/a",
                Located::File(source.path().join("a")),
            ),
            ("zd4n0vg1irl15s82fmhps194m0si4r57-x/sub/e", Located::Missing),
            (
                "0v9z09l1hl1d0j1yclh3i3c1jfn1ws6a-run",
                Located::File(source.path().join("run")),
            ),
        ] {
            assert_eq!(store.locate(&Path::new("/nix/store").join(below)), expected);
        }
        let text = store
            .add_text("t", b"abc", &References::default())
            .expect("a text");
        let path = store.dir().print(&text);
        assert_eq!(
            store.locate(Path::new(&path)),
            Located::Text(b"abc"[..].into())
        );
        assert_eq!(store.locate(&Path::new(&path).join("x")), Located::Missing);
        assert_eq!(
            store.locate(Path::new("/etc")),
            Located::File("/etc".into())
        );
        assert_eq!(store.text_bytes(), 3);
    }

    #[test]
    fn what_is_written_is_as_in_any_store() {
        let source = tree();
        let root = tempfile::tempdir().expect("a folder");
        let mut store =
            Store::writing(StoreDir::default(), root.path().to_owned()).expect("a store");
        check(&mut store, source.path());
        let text = store
            .add_text("t", b"abc", &References::default())
            .expect("a text");
        let folder = root.path().join("nix/store");
        let mut names: Vec<_> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("a file")
                    .file_name()
                    .into_string()
                    .expect("a name")
            })
            .collect();
        names.sort();
        let text = text.base();
        let mut expected = vec![
            "0v9z09l1hl1d0j1yclh3i3c1jfn1ws6a-run",
            "13micvsyg1jpy7fgkscnbr79qsv7wp1p-x",
            "jgb4fz5665ciya7w9v7bjs4y4p90bqvr-run",
            "zd4n0vg1irl15s82fmhps194m0si4r57-x",
            text,
        ];
        expected.sort_unstable();
        assert_eq!(names, expected);
        for (name, mode) in [
            ("0v9z09l1hl1d0j1yclh3i3c1jfn1ws6a-run", 0o100_444),
            ("jgb4fz5665ciya7w9v7bjs4y4p90bqvr-run", 0o100_555),
            ("13micvsyg1jpy7fgkscnbr79qsv7wp1p-x/sub", 0o040_555),
            ("13micvsyg1jpy7fgkscnbr79qsv7wp1p-x/link", 0o120_777),
            (text, 0o100_444),
        ] {
            let meta = fs::symlink_metadata(folder.join(name)).expect("it is there");
            assert_eq!((meta.mode(), meta.mtime()), (mode, 1), "{name}");
        }
        let copy = folder.join("13micvsyg1jpy7fgkscnbr79qsv7wp1p-x");
        let again = super::super::nar::nar_hash(copy, Algorithm::Sha256, None).expect("an archive");
        assert_eq!(
            store.hashes.get(&(
                source.path().to_owned(),
                Method::Recursive,
                Algorithm::Sha256
            )),
            Some(&again)
        );
        assert!(
            !folder
                .join("zd4n0vg1irl15s82fmhps194m0si4r57-x/sub")
                .exists()
        );
    }

    #[test]
    fn a_failure_leaves_nothing_behind() {
        let source = tree();
        let root = tempfile::tempdir().expect("a folder");
        let mut store: Store =
            Store::writing(StoreDir::default(), root.path().to_owned()).expect("a store");
        let other = Algorithm::Sha256.hash(b"other");
        for method in [Method::Flat, Method::Recursive] {
            let file = source.path().join("a");
            let error = store
                .add_path(b"a", &file, method, Algorithm::Sha256, None, Some(&other))
                .expect_err("another hash");
            let message = format!(
                "store path mismatch in (possibly filtered) path added from '{}'",
                file.display()
            );
            assert_eq!(error.to_string(), message);
        }
        let error = store
            .add_path(
                b"a b",
                source.path(),
                Method::Recursive,
                Algorithm::Sha256,
                None,
                None,
            )
            .expect_err("a bad name");
        assert!(
            error
                .to_string()
                .ends_with("name 'a b' contains illegal character ' '"),
            "{error}"
        );
        let left = fs::read_dir(root.path().join("nix/store"))
            .expect("a folder")
            .count();
        assert_eq!(left, 0);
    }
}
