//! The Nix archive: a file or folder as one stream of bytes, the same wherever it is made.

use super::error::StoreError;
use super::hash::{Algorithm, Hash, Hasher};
use super::walk::{Filter, Sink, Walk, read_file};
use crate::access::SourceAccess;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes the archive of what a walk tells it.
pub struct NarWriter<W> {
    out: W,
}

impl<W: Write> NarWriter<W> {
    /// An archive into `out`, which is flushed by nobody.
    pub fn new(mut out: W) -> io::Result<Self> {
        strings(&mut out, &[b"nix-archive-1"])?;
        Ok(Self { out })
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

/// Each string after its length, filled up to eight bytes.
fn strings(out: &mut impl Write, texts: &[&[u8]]) -> io::Result<()> {
    for text in texts {
        out.write_all(&(text.len() as u64).to_le_bytes())?;
        out.write_all(text)?;
        fill(out, text.len() as u64)?;
    }
    Ok(())
}

fn fill(out: &mut impl Write, length: u64) -> io::Result<()> {
    let zeros = (8 - length % 8) % 8;
    out.write_all(&[0; 8][..zeros as usize])
}

impl<W: Write> Sink for NarWriter<W> {
    fn directory(&mut self) -> io::Result<()> {
        strings(&mut self.out, &[b"(", b"type", b"directory"])
    }

    fn entry(&mut self, name: &[u8]) -> io::Result<()> {
        strings(&mut self.out, &[b"entry", b"(", b"name", name, b"node"])
    }

    fn end_entry(&mut self) -> io::Result<()> {
        strings(&mut self.out, &[b")"])
    }

    fn end_directory(&mut self) -> io::Result<()> {
        strings(&mut self.out, &[b")"])
    }

    fn symlink(&mut self, target: &[u8]) -> io::Result<()> {
        let texts: [&[u8]; 6] = [b"(", b"type", b"symlink", b"target", target, b")"];
        strings(&mut self.out, &texts)
    }

    fn file(&mut self, executable: bool, size: u64) -> io::Result<()> {
        strings(&mut self.out, &[b"(", b"type", b"regular"])?;
        if executable {
            strings(&mut self.out, &[b"executable", b""])?;
        }
        strings(&mut self.out, &[b"contents"])?;
        self.out.write_all(&size.to_le_bytes())
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    fn end_file(&mut self, size: u64) -> io::Result<()> {
        fill(&mut self.out, size)?;
        strings(&mut self.out, &[b")"])
    }
}

/// The hash of the archive of a file or folder.
pub fn nar_hash(
    path: PathBuf,
    algorithm: Algorithm,
    filter: Option<&mut Filter<'_>>,
) -> Result<Hash, StoreError> {
    let mut writer = hashing(algorithm);
    Walk::new(path).run(&mut writer, filter)?;
    Ok(writer.into_inner().finish())
}

/// An archive that is only hashed.
pub fn hashing(algorithm: Algorithm) -> NarWriter<Hasher> {
    let mut hasher = Hasher::new(algorithm);
    let texts = strings(&mut hasher, &[b"nix-archive-1"]);
    debug_assert!(texts.is_ok(), "a hasher takes everything");
    NarWriter { out: hasher }
}

/// The hash of the bytes of a regular file.
pub fn flat_hash(path: &Path, algorithm: Algorithm) -> Result<Hash, StoreError> {
    let mut hasher = Hasher::new(algorithm);
    read_file(&SourceAccess::default(), path, &mut |bytes| {
        hasher.update(bytes);
        Ok(())
    })?;
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::super::hash::Format;
    use super::super::walk::FileKind;
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

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
        fs::set_permissions(at("run"), fs::Permissions::from_mode(0o755)).expect("a mode");
        symlink("a", at("link")).expect("a link");
        dir
    }

    fn sri(path: PathBuf) -> String {
        nar_hash(path, Algorithm::Sha256, None)
            .expect("an archive")
            .format(Format::Sri)
    }

    #[test]
    fn archives_hash_as_elsewhere() {
        let dir = tree();
        assert_eq!(
            sri(dir.path().to_owned()),
            "sha256-GT/oTFZAKw/mAHvx47zsjcN+T4at/pzZJChFkKGWpkc="
        );
        assert_eq!(
            sri(dir.path().join("link")),
            "sha256-stRxoI0wZi8UwK4ecYsW+fwfON5CX0fMoEN+npO8HyQ="
        );
        assert_eq!(
            sri(dir.path().join("run")),
            "sha256-GdaSw5BuJFLQrFTl7EO83lxwHjAVMfqIS64IzJb8mOU="
        );
    }

    #[test]
    fn a_filter_is_asked_in_order_and_obeyed() {
        let dir = tree();
        let mut seen = Vec::new();
        let mut filter = |path: &Path, kind: FileKind| {
            let below = path.strip_prefix(dir.path()).expect("below");
            seen.push(format!("{} {}", below.display(), kind.name()));
            !below.ends_with("empty")
        };
        let hash = nar_hash(dir.path().to_owned(), Algorithm::Sha256, Some(&mut filter));
        assert_eq!(
            seen,
            [
                "B regular",
                "a regular",
                "link symlink",
                "run regular",
                "sub directory",
                "sub/e regular",
                "sub/empty directory",
                "é regular"
            ]
        );
        fs::remove_dir(dir.path().join("sub/empty")).expect("removed");
        assert_eq!(
            hash.expect("an archive").format(Format::Sri),
            sri(dir.path().to_owned())
        );
    }

    #[test]
    fn only_files_folders_and_links() {
        let dir = tempfile::tempdir().expect("a folder");
        let socket = dir.path().join("socket");
        let _listener = UnixListener::bind(&socket).expect("a socket");
        let message = format!("file '{}' has an unsupported type", socket.display());
        for path in [dir.path(), &socket] {
            let error = nar_hash(path.to_owned(), Algorithm::Sha256, None).expect_err("a socket");
            assert_eq!(error.to_string(), message);
        }
        let error = flat_hash(&socket, Algorithm::Sha256).expect_err("a socket");
        assert_eq!(error.to_string(), message);
        let error = flat_hash(dir.path(), Algorithm::Sha256).expect_err("a folder");
        assert_eq!(error.to_string(), "read of 4096 bytes: Is a directory");
        let error = flat_hash(&dir.path().join("no"), Algorithm::Sha256).expect_err("nothing");
        assert!(error.to_string().ends_with("no' does not exist"), "{error}");
        let mut none = |_: &Path, _: FileKind| false;
        nar_hash(dir.path().to_owned(), Algorithm::Sha256, Some(&mut none)).expect("without it");
    }

    /// A sink that writes to the file while it is being read.
    struct Meddler(PathBuf, &'static str);

    impl Sink for Meddler {
        fn directory(&mut self) -> io::Result<()> {
            Ok(())
        }
        fn entry(&mut self, _: &[u8]) -> io::Result<()> {
            Ok(())
        }
        fn end_entry(&mut self) -> io::Result<()> {
            Ok(())
        }
        fn end_directory(&mut self) -> io::Result<()> {
            Ok(())
        }
        fn symlink(&mut self, _: &[u8]) -> io::Result<()> {
            Ok(())
        }
        fn file(&mut self, _: bool, _: u64) -> io::Result<()> {
            fs::write(&self.0, self.1)
        }
        fn data(&mut self, _: &[u8]) -> io::Result<()> {
            Ok(())
        }
        fn end_file(&mut self, _: u64) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_file_that_changes_is_an_error() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("f");
        for text in ["", "longer than before"] {
            fs::write(&path, "before").expect("a file");
            let error = Walk::new(path.clone())
                .run(&mut Meddler(path.clone(), text), None)
                .expect_err("it changed");
            let message = format!(
                "file '{}' changed while it was being read; evaluate again once nothing writes to it",
                path.display()
            );
            assert_eq!(error.to_string(), message);
        }
    }
}
