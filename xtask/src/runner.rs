//! The binary that is measured, `runner` of the package `framelab-benches`: built, and told what to do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_benches::build::Build;
use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::process;
use crate::workspace;

/// The binary, built.
#[derive(Debug)]
pub struct Runner {
    binary: PathBuf,
    build: Build,
    /// The folder of the copy that is run, if it is one.
    #[allow(dead_code, reason = "it is removed with the runner")]
    folder: Option<TempDir>,
}

impl Runner {
    /// Builds the binary and takes a copy, which no later build replaces while it is measured.
    pub fn build() -> Result<Self> {
        let folder = workspace::scratch()?;
        let mut runner = Self::build_in(workspace::root(), &[], &folder.path().join("runner"))?;
        runner.folder = Some(folder);
        Ok(runner)
    }

    /// Builds the binary of the workspace in a folder, with more arguments to `cargo build`, and copies it.
    pub fn build_in(folder: &Path, more: &[&str], copy: &Path) -> Result<Self> {
        let mut arguments = vec!["--release", "--package", "framelab-benches"];
        arguments.extend(more);
        let binary = workspace::build_in(folder, "runner", &arguments)?;
        Self::copied(&binary, copy)
    }

    /// Copies a binary that was built before.
    pub fn copied(binary: &Path, copy: &Path) -> Result<Self> {
        fs::copy(binary, copy).map_err(|source| Error::file("copy", binary, source))?;
        Self::at(copy)
    }

    /// A binary that was built before.
    pub fn at(binary: &Path) -> Result<Self> {
        let mut command = bare_command(binary);
        command.arg("describe");
        Ok(Self {
            binary: binary.to_owned(),
            build: description(&mut command)?,
            folder: None,
        })
    }

    /// The file.
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// What it was built with.
    pub fn described(&self) -> &Build {
        &self.build
    }

    /// A command on it, with an environment that is the same everywhere.
    pub fn command(&self, name: &str) -> Command {
        let mut command = bare_command(&self.binary);
        command.arg(name);
        command
    }
}

/// What a command on the binary prints of it.
pub fn description(command: &mut Command) -> Result<Build> {
    let described = process::run_successfully(command)?;
    serde_json::from_slice(&described.stdout).map_err(|error| {
        Error::Failed(format!(
            "`{}` does not describe itself: {error}",
            process::command_line(command)
        ))
    })
}

/// A command on a binary with an environment that is the same everywhere: an environment takes room on the stack, and
/// some variables change what an allocator does.
pub fn bare_command(binary: &Path) -> Command {
    let mut command = Command::new(binary);
    command.env_clear();
    command
}
