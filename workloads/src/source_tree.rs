//! A tree of source files held in memory until it is written whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::PrepareError;

/// Files by relative path with `/` between its parts, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTree {
    files: BTreeMap<String, Vec<u8>>,
}

/// Tells apart the temporary directories of one process.
static WRITES: AtomicU64 = AtomicU64::new(0);

impl SourceTree {
    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: impl Into<String>, contents: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), contents.into());
    }

    /// Adds every file of another tree below a directory.
    pub fn graft(&mut self, directory: &str, tree: SourceTree) {
        for (path, contents) in tree.files {
            self.files.insert(format!("{directory}/{path}"), contents);
        }
    }

    /// Adds the Nix files that stand directly in a directory on disk.
    pub fn read_nix_files(&mut self, directory: &Path, prefix: &str) -> Result<(), PrepareError> {
        let failed = |path: &Path, source| PrepareError::new("read", path, source);
        for entry in fs::read_dir(directory).map_err(|source| failed(directory, source))? {
            let path = entry.map_err(|source| failed(directory, source))?.path();
            let is_nix = path.extension().is_some_and(|extension| extension == "nix");
            if let (true, Some(name)) = (is_nix, path.file_name().and_then(|name| name.to_str())) {
                let contents = fs::read(&path).map_err(|source| failed(&path, source))?;
                self.insert(format!("{prefix}/{name}"), contents);
            }
        }
        Ok(())
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_slice()))
    }

    /// Sum of the files' lengths in bytes.
    pub fn bytes(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// A number that changes with any path or content: 64-bit FNV-1a over lengths and bytes.
    pub fn stamp(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut absorb = |bytes: &[u8]| {
            for byte in bytes.len().to_le_bytes().iter().chain(bytes) {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        };
        for (path, contents) in &self.files {
            absorb(path.as_bytes());
            absorb(contents);
        }
        hash
    }

    /// Puts the tree at `cache/NAME-STAMP` unless it stands there already, and gives that path.
    ///
    /// The files are written beside it and moved into place at once, so that nobody finds half a
    /// tree; of two processes that do so at the same time one wins and both go on.
    pub fn materialise(&self, cache: &Path, name: &str) -> Result<PathBuf, PrepareError> {
        let target = cache.join(format!("{name}-{:016x}", self.stamp()));
        if self.stands_at(&target) {
            return Ok(target);
        }
        let unique = WRITES.fetch_add(1, Ordering::Relaxed);
        let temporary = cache.join(format!(".{name}-{}-{unique}", process::id()));
        self.write(&temporary)?;
        if target.exists() && !self.stands_at(&target) {
            fs::remove_dir_all(&target)
                .map_err(|source| PrepareError::new("remove the damaged", &target, source))?;
        }
        if let Err(source) = fs::rename(&temporary, &target) {
            let lost_the_race = self.stands_at(&target);
            // Failing to tidy up is worth no error of its own.
            let _ = fs::remove_dir_all(&temporary);
            if !lost_the_race {
                return Err(PrepareError::new("create", &target, source));
            }
        }
        Ok(target)
    }

    /// Whether every file is there at its length; the stamp in the name vouches for the rest.
    fn stands_at(&self, directory: &Path) -> bool {
        self.files.iter().all(|(path, contents)| {
            fs::metadata(directory.join(path))
                .is_ok_and(|found| found.len() == contents.len() as u64)
        })
    }

    fn write(&self, directory: &Path) -> Result<(), PrepareError> {
        for (path, contents) in &self.files {
            let file = directory.join(path);
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent)
                    .map_err(|source| PrepareError::new("create", parent, source))?;
            }
            fs::write(&file, contents)
                .map_err(|source| PrepareError::new("write", &file, source))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stamp_depends_on_paths_contents_and_their_borders() {
        let tree = |files: &[(&str, &str)]| {
            let mut tree = SourceTree::default();
            for (path, contents) in files {
                tree.insert(*path, *contents);
            }
            tree.stamp()
        };
        let stamp = tree(&[("a", "bc"), ("d", "e")]);
        assert_eq!(stamp, tree(&[("d", "e"), ("a", "bc")]));
        assert_ne!(stamp, tree(&[("ab", "c"), ("d", "e")]));
        assert_ne!(stamp, tree(&[("a", "bd"), ("d", "e")]));
        assert_ne!(stamp, tree(&[("a", "bc")]));
    }
}
