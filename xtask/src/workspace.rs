//! The workspace this binary was built from: its root, its caches, its other binaries.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_workloads::{Manifest, Workload};
use serde::Deserialize;
use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::process;

/// The workspace's top directory.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Where generated programs are kept: beside the build's products.
pub fn workload_cache() -> PathBuf {
    let products = env::current_exe()
        .ok()
        .and_then(|binary| Some(binary.parent()?.parent()?.to_owned()));
    products
        .unwrap_or_else(|| root().join("target"))
        .join("workloads")
}

/// A folder for what is needed for a while; it goes with the value.
pub fn scratch() -> Result<TempDir> {
    tempfile::tempdir()
        .map_err(|source| Error::file("create directory in", env::temp_dir(), source))
}

/// The cargo that started this process, or the one on PATH.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// The manifest in a directory, or the workspace's own.
pub fn manifest(directory: Option<&Path>) -> Result<Manifest> {
    Ok(match directory {
        Some(directory) => Manifest::load(directory)?,
        None => Manifest::bundled()?,
    })
}

/// The workloads of those names in the manifest's order; all if no name is given.
pub fn select<'m>(manifest: &'m Manifest, names: &[String]) -> Result<Vec<&'m Workload>> {
    for name in names {
        manifest.workload(name)?;
    }
    let wanted = |workload: &&Workload| names.is_empty() || names.contains(&workload.name);
    Ok(manifest.workloads.iter().filter(wanted).collect())
}

/// One line of `cargo build --message-format json`, as far as it matters here.
#[derive(Deserialize)]
struct BuildMessage {
    executable: Option<PathBuf>,
}

/// Builds the release `framelab` command and says where it is.
pub fn build_framelab() -> Result<PathBuf> {
    build("framelab", &["--release", "--package", "framelab-eval"])
}

/// Builds a binary, with more arguments to `cargo build`, and says where it is.
pub fn build(binary: &str, arguments: &[&str]) -> Result<PathBuf> {
    build_in(root(), binary, arguments)
}

/// As [`build`], of the workspace in a folder.
pub fn build_in(folder: &Path, binary: &str, arguments: &[&str]) -> Result<PathBuf> {
    build_with(folder, binary, arguments, &[])
}

/// As [`build_in`], with more variables in cargo's environment.
pub fn build_with(
    folder: &Path,
    binary: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<PathBuf> {
    let mut build = cargo();
    build
        .current_dir(folder)
        .envs(variables.iter().copied())
        .args(["build", "--bin", binary])
        .args(["--message-format", "json-render-diagnostics"])
        .args(arguments);
    let finished = process::run_successfully(&mut build)?;
    String::from_utf8_lossy(&finished.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<BuildMessage>(line).ok())
        .filter_map(|message| message.executable)
        .next_back()
        .ok_or_else(|| Error::Failed(format!("cargo built no `{binary}`")))
}
