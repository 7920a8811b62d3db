//! Processes that are measured: each is the only child of a small process, which says what the child took.
//!
//! Linux counts the resident set of whoever starts a process as the first of that process's own: a program that takes six
//! mebibytes would seem to take the laboratory's twenty or thirty. So the laboratory starts itself anew, which then has next to nothing
//! in memory, and this one starts the program.
//!
//! ```text
//! laboratory ── xtask MARK FILE PROGRAM ARGUMENT... ── PROGRAM ARGUMENT...
//!     reads FILE          writes FILE at the end
//! ```

use std::env;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use wait4::Wait4;

use crate::error::{Error, Result};
use crate::process::{self, Finished, Usage};
use crate::workspace;

/// The first argument of the small process; no command has such a name.
const MARK: &str = "=measure";

/// What the small process writes.
#[derive(Debug, Serialize, Deserialize)]
enum Outcome {
    /// The program ended: what it took, and its status as the system encodes it.
    Ended { usage: Usage, status: i32 },
    /// It did not start; the reason.
    NotStarted(String),
}

/// Runs a command without input until it ends; that it ends badly is no error here.
pub fn run(command: &Command) -> Result<Finished> {
    let folder = workspace::scratch()?;
    let file = folder.path().join("usage.json");
    let this = env::current_exe().map_err(|source| Error::file("find", "xtask", source))?;
    let mut starter = Command::new(this);
    starter
        .arg(MARK)
        .arg(&file)
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => starter.env(name, value),
            None => starter.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        starter.current_dir(directory);
    }
    let started = process::run(&mut starter)?;
    let program = || process::quote(command.get_program());
    let unread = |problem: &str| {
        let (program, status) = (program(), started.status);
        Error::Failed(format!(
            "what {program} took is not known ({status}): {problem}"
        ))
    };
    let text = fs::read(&file).map_err(|error| unread(&error.to_string()))?;
    match serde_json::from_slice(&text).map_err(|error| unread(&error.to_string()))? {
        Outcome::Ended { usage, status } => Ok(Finished {
            status: ExitStatus::from_raw(status),
            usage,
            ..started
        }),
        Outcome::NotStarted(reason) => {
            Err(Error::Failed(format!("cannot run {}: {reason}", program())))
        }
    }
}

/// As [`run`], of a command that has to succeed.
pub fn run_successfully(command: &Command) -> Result<Finished> {
    process::successful(command, run(command)?)
}

/// What this process is for, if it is the small one; before anything else is in memory.
pub fn started() -> Option<ExitCode> {
    let mut arguments = env::args_os().skip(1);
    if arguments.next()? != *MARK {
        return None;
    }
    let (file, program) = (arguments.next()?, arguments.next()?);
    let outcome = measured(Command::new(program).args(arguments));
    let written = serde_json::to_vec(&outcome).is_ok_and(|text| fs::write(&file, text).is_ok());
    Some(if written {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn measured(command: &mut Command) -> Outcome {
    let start = Instant::now();
    let ended = command.spawn().and_then(Wait4::wait4);
    let wall = start.elapsed();
    match ended {
        Ok(ended) => Outcome::Ended {
            usage: Usage::of(wall, &ended.rusage),
            status: ended.status.into_raw(),
        },
        Err(error) => Outcome::NotStarted(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_child_took_is_told() {
        let mut command = Command::new("sh");
        command.args(["-c", "exit 3"]);
        let Outcome::Ended { usage, status } = measured(&mut command) else {
            panic!("there is a shell");
        };
        assert_eq!(ExitStatus::from_raw(status).code(), Some(3));
        assert!(usage.wall_nanoseconds > 0 && usage.peak_resident_bytes > 100_000);
        let outcome = measured(&mut Command::new("/nonexistent/program"));
        assert!(matches!(outcome, Outcome::NotStarted(_)), "{outcome:?}");
    }
}
