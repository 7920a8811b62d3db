//! A laboratory in a temporary directory: a manifest, scripts that pose as evaluators, the command under test.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The directory and what stands in it.
pub struct Laboratory(TempDir);

impl Laboratory {
    /// With one workload, `double`, whose true answer at its only size is 42.
    pub fn with_answer(answer: &str) -> Self {
        let laboratory = Self(tempfile::tempdir().expect("a directory can be made"));
        fs::create_dir(laboratory.path("double")).expect("it is empty");
        laboratory.write("double/default.nix", "{ size }: 2 * size\n");
        laboratory.write(
            "manifest.toml",
            &format!(
                "[[workload]]\nname = 'double'\nfolder = 'double'\nstresses = 'Nothing.'\n\
                 resembles = 'Nothing.'\ndefault = 'tiny'\nquick = 'tiny'\n\
                 sizes = [{{ name = 'tiny', value = 21, answer = '{answer}' }}]\n"
            ),
        );
        laboratory
    }

    /// A path in the directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, contents: &str) {
        fs::write(self.path(name), contents).expect("the directory is writable");
    }

    /// Runs `cargo xtask COMMAND` on the manifest.
    #[allow(dead_code, reason = "not every test has all programs")]
    pub fn run(&self, command: &str, arguments: &[&str]) -> Outcome {
        finish(self.command(command, arguments))
    }

    /// The same with another search path for programs.
    #[allow(dead_code, reason = "not every test hides programs")]
    pub fn run_with_path(&self, command: &str, arguments: &[&str], path: &str) -> Outcome {
        let mut xtask = self.command(command, arguments);
        xtask.env("PATH", path);
        finish(xtask)
    }

    /// `cargo xtask COMMAND` on the manifest.
    pub fn command(&self, command: &str, arguments: &[&str]) -> Command {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask
            .arg(command)
            .arg("--manifest")
            .arg(self.0.path())
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("FRAMELAB_NIX")
            .env_remove("FRAMELAB_LUA");
        xtask
    }

    /// Runs `cargo xtask ARGUMENTS` in the directory, on the workspace's own manifest.
    #[allow(dead_code, reason = "most tests have a manifest of their own")]
    pub fn run_plain(&self, arguments: &[&str]) -> Outcome {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(arguments).current_dir(self.0.path());
        finish(xtask)
    }
}

/// A folder with links to every program on PATH but one.
#[allow(dead_code, reason = "not every test hides programs")]
pub fn programs_without(hidden: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a directory can be made");
    let search_path = std::env::var_os("PATH").unwrap_or_default();
    for place in std::env::split_paths(&search_path) {
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if name != hidden {
                // The first of several of a name is the one that counts.
                let _ = symlink(entry.path(), folder.path().join(name));
            }
        }
    }
    folder
}

fn finish(mut xtask: Command) -> Outcome {
    Outcome(xtask.output().expect("the binary under test starts"))
}

/// Makes a script that may be run.
#[allow(dead_code, reason = "not every test needs scripts")]
pub fn script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}")).expect("the directory is writable");
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(path, executable).expect("the file is ours");
}

/// What a command printed and how it ended.
pub struct Outcome(Output);

impl Outcome {
    pub fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}
