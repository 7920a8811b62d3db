//! Child processes: run to their end, with what they printed, how long they took and what they used.

use std::ffi::OsStr;
use std::io::Read;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use wait4::{ResourceUsage, Wait4};

use crate::error::{Error, Result};
use crate::interrupt;

/// What a process cost, as the system accounts for it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Usage {
    /// From before it was started until it was reaped, in nanoseconds.
    pub wall_nanoseconds: u64,
    /// User and system time of all its threads and reaped children, in nanoseconds.
    pub cpu_nanoseconds: u64,
    /// The part of it spent in the system, most of it handing out memory.
    pub system_nanoseconds: u64,
    /// Peak resident memory of its largest process, in bytes.
    pub peak_resident_bytes: u64,
}

impl Usage {
    /// Of a process that was reaped after some time.
    pub fn of(wall: Duration, used: &ResourceUsage) -> Self {
        Self {
            wall_nanoseconds: nanoseconds(wall),
            cpu_nanoseconds: nanoseconds(used.utime + used.stime),
            system_nanoseconds: nanoseconds(used.stime),
            peak_resident_bytes: used.maxrss,
        }
    }
}

/// A process that has ended.
#[derive(Debug)]
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: Vec<u8>,
    /// What it complained about.
    pub stderr: Vec<u8>,
    /// What it cost.
    pub usage: Usage,
}

impl Finished {
    /// Standard output as text without surrounding blanks.
    pub fn answer(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim().to_owned()
    }

    /// Standard error as text without surrounding blanks.
    pub fn complaint(&self) -> String {
        String::from_utf8_lossy(&self.stderr).trim().to_owned()
    }
}

/// Runs a command without input until it ends; that it ends badly is no error here.
pub fn run(command: &mut Command) -> Result<Finished> {
    let start = Instant::now();
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |source| Error::Process {
        program: program.clone(),
        source,
    };
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = interrupt::spawn(command).map_err(failed)?;
    // Both pipes are drained while the process runs: it would wait for ever on a full one.
    let complaints = child
        .stderr
        .take()
        .map(|pipe| thread::spawn(|| drain(pipe)));
    let stdout = child.stdout.take().map(drain).transpose().map_err(failed)?;
    let id = child.id();
    let ended = child.wait4().map_err(failed);
    interrupt::reaped(id);
    let ended = ended?;
    let wall = start.elapsed();
    let stderr = complaints
        .and_then(|reader| reader.join().ok())
        .transpose()
        .map_err(failed)?;
    Ok(Finished {
        status: ended.status,
        stdout: stdout.unwrap_or_default(),
        stderr: stderr.unwrap_or_default(),
        usage: Usage::of(wall, &ended.rusage),
    })
}

/// Runs a command that has to succeed.
pub fn run_successfully(command: &mut Command) -> Result<Finished> {
    let finished = run(command)?;
    successful(command, finished)
}

/// What a command came to, which has to be success.
pub fn successful(command: &Command, finished: Finished) -> Result<Finished> {
    if finished.status.success() {
        return Ok(finished);
    }
    let complaint = finished.complaint();
    Err(Error::Command {
        command: command_line(command),
        status: finished.status.to_string(),
        message: if complaint.is_empty() {
            complaint
        } else {
            format!("\n{complaint}")
        },
    })
}

/// The command as one would type it.
pub fn command_line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(quote)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word as one would type it: quoted where a shell would take it apart.
pub fn quote(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:+,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A duration in whole nanoseconds; five hundred years are enough.
pub fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

fn drain(mut pipe: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    pipe.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_status_and_usage_are_those_of_the_process() {
        let finished =
            run(&mut shell("echo out; echo oops >&2; exit 3")).expect("there is a shell");
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!(finished.answer(), "out");
        assert_eq!(finished.complaint(), "oops");
        assert!(finished.usage.peak_resident_bytes > 100_000);
    }

    #[test]
    fn waiting_is_wall_time_and_working_is_cpu_time() {
        let asleep = run(&mut shell("sleep 0.2")).expect("there is a shell");
        assert!(asleep.usage.wall_nanoseconds >= 200_000_000);
        assert!(asleep.usage.cpu_nanoseconds < 150_000_000);
    }

    #[test]
    fn more_than_a_pipe_holds_can_be_printed() {
        let finished = run(&mut shell(
            "i=0; while [ $i -lt 3000 ]; do printf '%0100d\\n' 1; printf '%0100d\\n' 1 >&2; i=$((i+1)); done",
        ))
        .expect("there is a shell");
        assert_eq!(finished.stdout.len(), 303_000);
        assert_eq!(finished.stderr.len(), 303_000);
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("/nonexistent/program")).expect_err("there is none");
        assert!(
            error.to_string().contains("/nonexistent/program"),
            "{error}"
        );
    }

    #[test]
    fn a_failed_command_is_shown_with_its_complaint() {
        let error = run_successfully(&mut shell("echo oops >&2; exit 3")).expect_err("it fails");
        let message = error.to_string();
        assert!(
            message.contains("sh -c 'echo oops >&2; exit 3'"),
            "{message}"
        );
        assert!(message.contains("exit status: 3"), "{message}");
        assert!(message.ends_with("\noops"), "{message}");
    }
}
