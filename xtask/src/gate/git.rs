//! What the gate asks of git: hashes of trees, a working tree of another revision.

use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::cause::Cause;
use crate::error::{Error, Result};
use crate::host::Revision;
use crate::process;
use crate::workspace;

/// Where other revisions are put and built, below the workspace.
const FOLDER: &str = "target/gate";

/// A file in each checkout that is written when it is used.
const STAMP: &str = "used";

/// How long a checkout is kept that nobody uses: it is larger than everything else here.
const KEPT: Duration = Duration::from_hours(24);

/// The commit that a name stands for.
pub fn commit(root: &Path, revision: &str) -> Result<String> {
    // With this the name cannot be taken for an option.
    let name = format!("{revision}^{{commit}}");
    let mut git = git(root);
    git.args([
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &name,
    ]);
    let found = process::run(&mut git)?;
    if found.status.success() {
        return Ok(found.answer());
    }
    let complaint = found.complaint();
    Err(Error::Incomparable(Cause::UnknownRevision {
        revision: revision.to_owned(),
        message: if complaint.is_empty() {
            "git does not know it; is the history complete (`git fetch --unshallow`)?".to_owned()
        } else {
            complaint
        },
    }))
}

/// Git's hash of all files of a working tree that it does not ignore, committed or not.
pub fn tree(root: &Path) -> Result<String> {
    // In an index of its own, which begins as the usual one: what has not changed is not read again.
    let scratch = workspace::scratch()?;
    let index = scratch.path().join("index");
    let usual = ask(
        root,
        ["rev-parse", "--path-format=absolute", "--git-path", "index"],
    )?;
    if Path::new(&usual).is_file() {
        fs::copy(&usual, &index).map_err(|source| Error::file("copy", usual, source))?;
    }
    let with_index = |arguments: &[&str]| {
        let mut git = git(root);
        git.env("GIT_INDEX_FILE", &index).args(arguments);
        process::run_successfully(&mut git).map(|finished| finished.answer())
    };
    with_index(&["add", "--all", "."])?;
    with_index(&["write-tree"])
}

/// Another revision's files in a folder of their own.
#[derive(Debug)]
pub struct Checkout {
    /// The workspace of that revision.
    pub source: PathBuf,
    /// What cargo builds of it.
    pub target: PathBuf,
    /// The revision.
    pub revision: Revision,
}

/// Puts a revision in place, once; checkouts that nobody used for a day are removed.
pub fn check_out(root: &Path, revision: &str) -> Result<Checkout> {
    let commit = commit(root, revision)?;
    let name = commit.get(..12).unwrap_or(&commit).to_owned();
    let all = root.join(FOLDER);
    let folder = all.join(&name);
    let source = folder.join("source");
    if !is_intact(&source, &commit) {
        remove_unused(root, &all)?;
        remove(&folder)?;
        ask(root, ["worktree", "prune"])?;
        fs::create_dir_all(&folder)
            .map_err(|error| Error::file("create directory", &folder, error))?;
        let mut git = git(root);
        git.args(["worktree", "add", "--force", "--detach"])
            .arg(&source)
            .arg(&commit);
        process::run_successfully(&mut git)?;
    }
    // Its time says when it was used last.
    let stamp = folder.join(STAMP);
    fs::write(&stamp, "").map_err(|error| Error::file("write", &stamp, error))?;
    Ok(Checkout {
        source,
        target: folder.join("target"),
        revision: Revision {
            commit: Some(commit),
            dirty: false,
        },
    })
}

/// Whether a checkout is there and nobody has changed it.
fn is_intact(source: &Path, commit: &str) -> bool {
    // Without this a folder that is no checkout would be taken for a part of the workspace around it.
    source.join(".git").exists()
        && ask(source, ["rev-parse", "HEAD"]).is_ok_and(|head| head == commit)
        && ask(source, ["status", "--porcelain"]).is_ok_and(|changes| changes.is_empty())
}

/// Removes checkouts that were not used for a while. One in use has just been stamped.
fn remove_unused(root: &Path, all: &Path) -> Result<()> {
    let list = |source| Error::file("list", all, source);
    if !all.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(all).map_err(list)? {
        let folder = entry.map_err(list)?.path();
        let used = fs::metadata(folder.join(STAMP)).and_then(|stamp| stamp.modified());
        let unused = used.is_ok_and(|used| used.elapsed().is_ok_and(|time| time > KEPT));
        if unused {
            remove(&folder)?;
        }
    }
    ask(root, ["worktree", "prune"]).map(|_| ())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::file("remove", folder, error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// What git answers in a folder.
pub fn ask<const N: usize>(root: &Path, arguments: [&str; N]) -> Result<String> {
    let mut git = git(root);
    git.args(arguments.map(OsStr::new));
    Ok(process::run_successfully(&mut git)?.answer())
}

/// Git in a folder, whatever repository surrounding variables name.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(variable);
    }
    git
}
