//! The programs compared: how each is found and asked to evaluate.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use framelab_workloads::PreparedProgram;
use serde_json::Value;

use super::front_end;
use crate::error::{Error, Result};
use crate::process::{self, Finished, Usage};
use crate::usage;
use crate::workspace;

/// Names the nix-instantiate to use when `--nix` does not.
const VARIABLE: &str = "FRAMELAB_NIX";

/// A command that evaluates Nix files.
pub struct Evaluator {
    /// The command with the arguments that all its evaluations share.
    path: PathBuf,
    common: &'static [&'static str],
    /// The arguments before the name of a file that is only to be read.
    reading: &'static [&'static str],
    counting: Counting,
    version: String,
}

/// How a command is asked for its statistics.
#[derive(Clone, Copy)]
enum Counting {
    /// By `--stats=json`, which makes them the last line on standard error.
    Option,
    /// By variables of the environment, one of which names the file they go to.
    Variables,
}

impl Evaluator {
    /// The `framelab` at a path.
    pub fn framelab(path: &Path) -> Result<Self> {
        // Selecting one attribute makes it compile the whole file, which is more than Nix is asked for.
        Self::new(
            path,
            &["eval", "--strict"],
            &["eval", "-A", front_end::FIRST],
            Counting::Option,
        )
    }

    /// The `nix-instantiate` at the path given, or named by the environment, or on PATH.
    ///
    /// It evaluates without a store: the workloads need none, and opening one would count as theirs.
    pub fn find_nix(given: Option<&Path>) -> Result<Self> {
        let path = locate_nix(
            given,
            env::var_os(VARIABLE).filter(|path| !path.is_empty()),
            env::var_os("PATH"),
        )
        .ok_or_else(|| {
            Error::Usage(format!(
                "no nix-instantiate to compare with: none is on PATH; \
                 name one with --nix PATH or {VARIABLE}=PATH"
            ))
        })?;
        if !path.is_file() {
            return Err(Error::Usage(format!(
                "no nix-instantiate to compare with: {} is no file",
                path.display()
            )));
        }
        Self::new(
            &path,
            &[
                "--eval",
                "--strict",
                "--store",
                "dummy://",
                "--readonly-mode",
            ],
            &["--parse"],
            Counting::Variables,
        )
    }

    fn new(
        path: &Path,
        common: &'static [&'static str],
        reading: &'static [&'static str],
        counting: Counting,
    ) -> Result<Self> {
        let mut ask = Command::new(path);
        ask.arg("--version");
        let version = process::run_successfully(&mut ask)?.answer();
        Ok(Self {
            path: path.to_owned(),
            common,
            reading,
            counting,
            version: version.lines().next().unwrap_or("unknown").to_owned(),
        })
    }

    /// What the command says of itself.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Evaluates a workload and checks the answer.
    pub fn evaluate(&self, workload: &str, prepared: &PreparedProgram) -> Result<Usage> {
        Ok(self.run(self.command(), workload, prepared)?.usage)
    }

    /// Evaluates a workload, checks the answer, and gives the command's own statistics; null where it has none. Counting
    /// takes time: what it took is no measurement.
    pub fn count(&self, workload: &str, prepared: &PreparedProgram) -> Result<Value> {
        let folder = workspace::scratch()?;
        let file = folder.path().join("statistics.json");
        let mut command = self.command();
        match self.counting {
            Counting::Option => command.arg("--stats=json"),
            Counting::Variables => command
                .env("NIX_SHOW_STATS", "1")
                .env("NIX_SHOW_STATS_PATH", &file),
        };
        let finished = self.run(command, workload, prepared)?;
        let told = match self.counting {
            Counting::Option => finished.complaint().lines().last().map(str::to_owned),
            Counting::Variables => fs::read_to_string(&file).ok(),
        };
        Ok(told
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    fn run(
        &self,
        mut command: Command,
        workload: &str,
        prepared: &PreparedProgram,
    ) -> Result<Finished> {
        command
            .arg(&prepared.program)
            .args(["--arg", "size", &prepared.argument.to_string()]);
        let finished = usage::run(&command)?;
        check(
            &self.version,
            workload,
            prepared.argument,
            &prepared.answer,
            &command,
            &finished,
        )?;
        Ok(finished)
    }

    /// Evaluates an expression that is the work of the name given, at a size, and checks the answer.
    pub fn evaluate_expression(
        &self,
        name: &str,
        size: i64,
        expression: &str,
        answer: &str,
    ) -> Result<Usage> {
        let mut command = self.command();
        command.args(["-E", expression]);
        let finished = usage::run(&command)?;
        check(&self.version, name, size, answer, &command, &finished)?;
        Ok(finished.usage)
    }

    /// Evaluates `1`.
    pub fn start(&self) -> Result<Usage> {
        self.evaluate_expression("start-up", 1, "1", "1")
    }

    /// Reads a file and evaluates next to nothing of it.
    pub fn read(&self, file: &Path) -> Result<Usage> {
        let mut command = Command::new(&self.path);
        command.args(self.reading).arg(file).env_remove("NIX_PATH");
        Ok(usage::run_successfully(&command)?.usage)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.args(self.common).env_remove("NIX_PATH");
        command
    }
}

/// Checks that a program ended well and printed what is expected.
pub fn check(
    subject: &str,
    workload: &str,
    size: i64,
    expected: &str,
    command: &Command,
    finished: &Finished,
) -> Result<()> {
    if !finished.status.success() {
        return Err(Error::Evaluation {
            workload: workload.to_owned(),
            size,
            subject: subject.to_owned(),
            message: format!(
                "{} ({})\n{}",
                process::command_line(command),
                finished.status,
                finished.complaint()
            ),
        });
    }
    let got = finished.answer();
    if got == expected {
        return Ok(());
    }
    Err(Error::WrongAnswer {
        workload: workload.to_owned(),
        size,
        subject: subject.to_owned(),
        expected: expected.to_owned(),
        got,
    })
}

fn locate_nix(
    given: Option<&Path>,
    variable: Option<OsString>,
    search_path: Option<OsString>,
) -> Option<PathBuf> {
    given
        .map(Path::to_owned)
        .or_else(|| variable.map(PathBuf::from))
        .or_else(|| {
            env::split_paths(&search_path?)
                .map(|directory| directory.join("nix-instantiate"))
                .find(|candidate| candidate.is_file())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_beats_the_variable() {
        let found = locate_nix(
            Some(Path::new("/option")),
            Some("/variable".into()),
            Some("/nowhere".into()),
        );
        assert_eq!(found, Some("/option".into()));
        let found = locate_nix(None, Some("/variable".into()), Some("/nowhere".into()));
        assert_eq!(found, Some("/variable".into()));
    }

    #[test]
    fn the_path_is_searched_last() {
        assert_eq!(locate_nix(None, None, Some("/nowhere".into())), None);
        assert_eq!(locate_nix(None, None, None), None);
        let directory = tempfile::tempdir().expect("a directory can be made");
        let program = directory.path().join("nix-instantiate");
        std::fs::write(&program, "").expect("it is writable");
        let path = env::join_paths([Path::new("/nowhere"), directory.path()]).expect("no colon");
        assert_eq!(locate_nix(None, None, Some(path)), Some(program));
    }
}
