//! Puts a finished report in place as a whole: a reader sees the old one or the new one, never a mixture.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::error::{Error, Result};

/// A file of the report: its name, which may be in a folder of its own, and its contents.
pub type File<'f> = (&'f str, &'f str);

/// Says early whether `target` may be replaced: a folder that holds anything else than a report is left alone.
pub fn check_target(target: &Path, names: &[&str]) -> Result<()> {
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::file("list", target, source)),
    };
    for entry in entries {
        let name = entry
            .map_err(|source| Error::file("list", target, source))?
            .file_name();
        if !names.iter().any(|known| name == **known) {
            return Err(Error::Usage(format!(
                "{} holds `{}`, which is no part of a report; a report replaces the whole folder, \
                 so name another one",
                target.display(),
                name.to_string_lossy()
            )));
        }
    }
    Ok(())
}

/// Replaces the folder `target` by one with these files.
pub fn publish(target: &Path, files: &[File<'_>]) -> Result<()> {
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|source| Error::file("create", parent, source))?;
    let temporary = parent.join(format!(".report-{}", process::id()));
    let published = write(&temporary, files).and_then(|()| {
        exchange(&temporary, target).map_err(|source| Error::file("replace", target, source))
    });
    // What is there now is the old report, or what is left of a failure: nobody needs it.
    let _ = fs::remove_dir_all(&temporary);
    published
}

fn write(directory: &Path, files: &[File<'_>]) -> Result<()> {
    fs::create_dir(directory).map_err(|source| Error::file("create", directory, source))?;
    for (name, contents) in files {
        let path = directory.join(name);
        let folder = path.parent().unwrap_or(directory);
        fs::create_dir_all(folder).map_err(|source| Error::file("create", folder, source))?;
        fs::write(&path, contents).map_err(|source| Error::file("write", path, source))?;
    }
    Ok(())
}

/// Puts `new` at `target`, in one step where the system can exchange two names.
fn exchange(new: &Path, target: &Path) -> io::Result<()> {
    if !target.exists() {
        return fs::rename(new, target);
    }
    if renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE).is_ok() {
        return Ok(());
    }
    let old: PathBuf = new.with_extension("old");
    fs::rename(target, &old)?;
    let renamed = fs::rename(new, target);
    match renamed {
        Ok(()) => fs::remove_dir_all(&old),
        Err(error) => {
            fs::rename(&old, target)?;
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(directory)
            .expect("it can be listed")
            .map(|entry| entry.expect("it can be read").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_report_appears_and_is_replaced_without_a_trace() {
        let place = tempfile::tempdir().expect("a directory can be made");
        let target = place.path().join("reports/latest");
        publish(&target, &[("a", "1"), ("b", "2")]).expect("there is none yet");
        publish(&target, &[("a", "3"), ("folder/c", "4")]).expect("it can be replaced");
        assert_eq!(names(&target), ["a", "folder"]);
        assert_eq!(
            fs::read_to_string(target.join("a")).expect("it is there"),
            "3"
        );
        assert_eq!(names(&place.path().join("reports")), ["latest"]);
    }

    #[test]
    fn a_failure_leaves_the_old_report() {
        let place = tempfile::tempdir().expect("a directory can be made");
        let target = place.path().join("latest");
        publish(&target, &[("a", "1")]).expect("there is none yet");
        publish(&target, &[("a", "2"), ("a/b", "3")]).expect_err("a file is no folder");
        assert_eq!(
            fs::read_to_string(target.join("a")).expect("it is there"),
            "1"
        );
        assert_eq!(names(place.path()), ["latest"]);
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let place = tempfile::tempdir().expect("a directory can be made");
        check_target(&place.path().join("none"), &["a"]).expect("nothing is replaced");
        fs::write(place.path().join("a"), "").expect("it is writable");
        check_target(place.path(), &["a"]).expect("it is a report");
        fs::write(place.path().join("diary"), "").expect("it is writable");
        let error = check_target(place.path(), &["a"]).expect_err("it is more");
        assert!(error.to_string().contains("holds `diary`"), "{error}");
    }
}
