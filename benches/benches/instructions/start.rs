//! What is needed to count, and the second process, in which iai-callgrind does.

use std::env;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use framelab_benches::iai;
use framelab_benches::request::Request;

/// Starts this binary again, with `variable` set to what is wanted, and the runner where iai-callgrind looks for it.
pub fn again(
    request: &Request,
    variable: &str,
    runner: &Path,
    home: &Path,
) -> Result<ExitStatus, String> {
    let failed = |error: &dyn Display| format!("cannot start the bench again: {error}");
    let path = env::var_os("PATH").unwrap_or_default();
    let folder = runner.parent().map(Path::to_owned);
    let folders = folder.into_iter().chain(env::split_paths(&path));
    let path = env::join_paths(folders).map_err(|error| failed(&error))?;
    Command::new(env::current_exe().map_err(|error| failed(&error))?)
        .args(&request.rest)
        .arg("--save-summary=json")
        .arg(format!("--home={}", home.display()))
        .env("PATH", path)
        .env(variable, request.wanted.join("\n"))
        .status()
        .map_err(|error| failed(&error))
}

/// The folder of everything that cargo builds here: this binary is in `PROFILE/deps` below it.
pub fn products() -> Result<PathBuf, String> {
    let binary = env::current_exe().map_err(|error| format!("cannot find this binary: {error}"))?;
    let folder = binary.ancestors().nth(3).map(Path::to_owned);
    folder.ok_or_else(|| format!("{} is in no folder of cargo's", binary.display()))
}

/// The runner, if everything is here that is needed; otherwise what is missing.
pub fn tools() -> Result<PathBuf, String> {
    let mut missing = Vec::new();
    let valgrind = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !valgrind.is_ok_and(|status| status.success()) {
        missing.push("valgrind is not installed".to_owned());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    match iai::find_runner(&iai::tools(), &path) {
        Ok(runner) if missing.is_empty() => return Ok(runner),
        Ok(_) => {}
        Err(problem) => missing.push(problem.to_string()),
    }
    Err(missing.join(", "))
}
