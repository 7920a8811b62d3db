//! `cargo xtask release`: the evaluator built by a profile of what it does.
//!
//! ```text
//! instrumented build ── training programs ── llvm-profdata ── HASH.profdata ── optimized build
//! ```
//!
//! Everything is below `target/profile-guided`. Nothing is done twice: cargo builds what changed, training is left out where
//! neither the instrumented binary nor its programs changed, and the profile is named after its contents, so that cargo sees a
//! new flag exactly where there is a new profile.

mod flags;
pub mod profdata;
mod profiles;
mod training;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use framelab_benches::build::Build;
use framelab_workloads::Manifest;

use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::workspace;
use profdata::Profdata;
use profiles::Profiles;
use training::Lesson;

/// Where it is built, below the workspace.
const FOLDER: &str = "target/profile-guided";

/// Builds the evaluator by a profile.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Leave this workload out of the training, to see what the profile does for a program it does not know
    #[arg(long = "without", value_name = "NAME")]
    without: Vec<String>,
}

/// Builds it and prints where it is.
pub fn run(arguments: &Arguments) -> Result<()> {
    let binary = build(&Profdata::here()?, &arguments.without)?;
    println!("{}", binary.display());
    Ok(())
}

/// Builds the evaluator by a profile of the training programs, some left out; where it is.
pub fn build(profdata: &Profdata, without: &[String]) -> Result<PathBuf> {
    let folder = workspace::root().join(FOLDER);
    let lessons = training::lessons(without)?;
    let progress = building("with counters");
    let instrumented = compile(&folder.join("instrumented"), "-Cprofile-generate")?;
    drop(progress);
    let profile = profile(&folder, &instrumented, &lessons, profdata)?;
    let progress = building("by its profile");
    let used = format!("-Cprofile-use={}", profile.display());
    let optimized = compile(&folder.join("optimized"), &used)?;
    drop(progress);
    put_in_place(&optimized, &folder.join("release"))
}

/// Says what is built, until the value goes. How long it takes, cargo alone knows.
fn building(how: &str) -> Progress {
    let mut progress = Progress::new(1);
    progress.begin(&format!(
        "building `framelab` {how}: some minutes, if anything changed"
    ));
    progress
}

/// The profile of the training programs: the one that stands there if it is theirs, otherwise a new one.
fn profile(
    folder: &Path,
    instrumented: &Path,
    lessons: &[Lesson],
    profdata: &Profdata,
) -> Result<PathBuf> {
    let profiles = Profiles::new(folder);
    let stamp = profiles::stamp(instrumented, lessons, Manifest::bundled_root())?;
    if let Some(profile) = profiles.of(&stamp) {
        return Ok(profile);
    }
    let scratch = workspace::scratch()?;
    let mut progress = Progress::new(lessons.len() as u64);
    let mut counted = Vec::with_capacity(lessons.len());
    for lesson in lessons {
        progress.begin(&format!("training: {lesson}"));
        counted.push(lesson.run(instrumented, scratch.path())?);
        progress.advance(1);
    }
    let merged = scratch.path().join("merged.profdata");
    profdata.merge(&counted, &merged)?;
    let kept = profiles.keep(&stamp, &merged)?;
    if kept.is_new {
        // Cargo would keep a whole build for every profile there ever was.
        remove(&folder.join("optimized").join(target()))?;
    }
    Ok(kept.path)
}

/// Builds the command with one more flag for the compiler; where it is.
fn compile(products: &Path, flag: &str) -> Result<PathBuf> {
    let products = products.to_string_lossy();
    let target = target();
    let mut arguments = vec!["--release", "--package", "framelab-eval"];
    // With a target, cargo keeps the flags away from build scripts and procedural macros, even where it is this machine's.
    arguments.extend(["--target", &target, "--target-dir", &products]);
    let flags = flags::with(flag);
    let variables = [(flags::ENCODED, flags.as_str())];
    workspace::build_with(workspace::root(), "framelab", &arguments, &variables)
}

fn target() -> String {
    Build::of_this_binary().target
}

/// Copies a binary into a folder at once, so that nobody starts half of it, or replaces what somebody is running.
fn put_in_place(binary: &Path, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(|source| Error::file("create directory", folder, source))?;
    let place = folder.join("framelab");
    let beside = folder.join(".framelab");
    fs::copy(binary, &beside).map_err(|source| Error::file("copy", binary, source))?;
    fs::rename(&beside, &place).map_err(|source| Error::file("write", &place, source))?;
    Ok(place)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file("remove", folder, source))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_binary_replaces_the_one_before() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let (binary, release) = (folder.path().join("built"), folder.path().join("release"));
        for contents in ["one", "two"] {
            fs::write(&binary, contents).expect("it can be written");
            let place = put_in_place(&binary, &release).expect("it can be copied");
            assert_eq!(place, release.join("framelab"));
            assert_eq!(fs::read_to_string(place).ok().as_deref(), Some(contents));
        }
        let left = fs::read_dir(&release).expect("it is there").count();
        assert_eq!(left, 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_removed_already() {
        let folder = tempfile::tempdir().expect("a directory can be made");
        let products = folder.path().join("optimized");
        remove(&products).expect("there is none");
        fs::create_dir(&products).expect("it is new");
        remove(&products).expect("it can be removed");
        assert!(!products.exists());
    }
}
