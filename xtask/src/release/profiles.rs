//! The profile that is kept, and how it is known to be of today.

use std::fmt::{Display, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// What a profile depends on, as a number: the binary, the lessons by name and size, and the programs' files in a folder.
pub fn stamp(instrumented: &Path, lessons: &[impl Display], programs: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    absorb_file(&mut hash, instrumented)?;
    for lesson in lessons {
        absorb(&mut hash, lesson.to_string().as_bytes());
    }
    let mut files = Vec::new();
    list_files(programs, &mut files)?;
    files.sort();
    for file in files {
        let name = file.strip_prefix(programs).unwrap_or(&file);
        absorb(&mut hash, name.as_os_str().as_encoded_bytes());
        absorb_file(&mut hash, &file)?;
    }
    Ok(in_digits(hash))
}

/// With its length, so that no two lists of texts are one.
fn absorb(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

fn absorb_file(hash: &mut Sha256, file: &Path) -> Result<()> {
    absorb(hash, &read(file)?);
    Ok(())
}

fn list_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |source| Error::file("list", folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            list_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|source| Error::file("read", file, source))
}

/// Half of the digits: enough to tell profiles apart.
fn in_digits(hash: Sha256) -> String {
    let mut digits = String::new();
    for byte in hash.finalize().iter().take(16) {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// The folder of profiles: at most one, and the stamp of what it was made of.
#[derive(Debug)]
pub struct Profiles {
    folder: PathBuf,
}

/// A profile that is kept.
#[derive(Debug)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// Whether it differs from the one before.
    pub is_new: bool,
}

impl Profiles {
    /// Those in a folder.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The file that says which profile was made of what: the stamp, and the profile's name.
    fn index(&self) -> PathBuf {
        self.folder.join("trained")
    }

    /// The profile of a stamp, if it is there.
    pub fn of(&self, stamp: &str) -> Option<PathBuf> {
        let index = fs::read_to_string(self.index()).ok()?;
        let name = index.strip_prefix(stamp)?.trim();
        let profile = self.folder.join(name);
        (!name.is_empty() && profile.is_file()).then_some(profile)
    }

    /// Keeps a profile under the name of its contents, and no other.
    pub fn keep(&self, stamp: &str, profile: &Path) -> Result<Kept> {
        let contents = read(profile)?;
        let mut hash = Sha256::new();
        hash.update(&contents);
        let name = format!("{}.profdata", in_digits(hash));
        let path = self.folder.join(&name);
        let is_new = !path.is_file();
        if is_new {
            self.remove_all()?;
            // At once: the name vouches for the contents.
            let beside = self.folder.join("unfinished");
            fs::write(&beside, contents)
                .and_then(|()| fs::rename(&beside, &path))
                .map_err(|source| Error::file("write", &path, source))?;
        }
        // Last, so that it speaks of nothing that is not there.
        let index = self.index();
        fs::write(&index, format!("{stamp} {name}\n"))
            .map_err(|source| Error::file("write", index, source))?;
        Ok(Kept { path, is_new })
    }

    fn remove_all(&self) -> Result<()> {
        let failed = |source| Error::file("list", &self.folder, source);
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let is_profile = path.extension().is_some_and(|kind| kind == "profdata");
            if is_profile {
                fs::remove_file(&path).map_err(|source| Error::file("remove", path, source))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_binary_programs_and_sizes_only() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let (binary, programs) = (folder.path().join("binary"), folder.path().join("programs"));
        let inner = programs.join("inner");
        fs::create_dir_all(&inner).expect("it is new");
        let write = |path: &Path, text: &str| fs::write(path, text).expect("it can be written");
        write(&binary, "one");
        write(&inner.join("a.nix"), "1");
        let stamp = |lessons: &[&str]| stamp(&binary, lessons, &programs).expect("all is there");
        let lessons = ["a at 1", "b at 2"];
        let first = stamp(&lessons);
        assert_eq!(first, stamp(&lessons));
        assert_eq!(first.len(), 32);
        let mut seen = vec![first, stamp(&lessons[..1]), stamp(&["a at 1", "b at 3"])];
        write(&inner.join("a.nix"), "2");
        seen.push(stamp(&lessons));
        fs::rename(inner.join("a.nix"), inner.join("b.nix")).expect("it is there");
        seen.push(stamp(&lessons));
        write(&binary, "two");
        seen.push(stamp(&lessons));
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 6);
    }

    #[test]
    fn one_profile_is_kept_under_the_name_of_its_contents() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let profiles = Profiles::new(folder.path());
        let merged = folder.path().join("merged");
        let keep = |stamp: &str, contents: &str| {
            fs::write(&merged, contents).expect("it can be written");
            profiles.keep(stamp, &merged).expect("it can be kept")
        };
        assert_eq!(profiles.of("s1"), None);
        let first = keep("s1", "one");
        assert!(first.is_new);
        assert_eq!(profiles.of("s1").as_ref(), Some(&first.path));
        assert_eq!(profiles.of("s2"), None);
        // Another binary, the same counts.
        let same = keep("s2", "one");
        assert!(!same.is_new && same.path == first.path);
        assert_eq!(
            (profiles.of("s1"), profiles.of("s2")),
            (None, Some(same.path))
        );
        let second = keep("s3", "two");
        assert!(second.is_new && second.path != first.path && !first.path.exists());
        let contents = fs::read_to_string(&second.path);
        assert_eq!(contents.ok().as_deref(), Some("two"));
        fs::remove_file(&second.path).expect("it was there");
        assert_eq!(profiles.of("s3"), None, "a profile that is gone is none");
    }
}
