//! A worker as the coordinator sees it: a process that answers line by line.

use super::protocol::{Answer, AttributePath};
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

/// How workers are started.
pub struct Launch {
    program: std::path::PathBuf,
    arguments: Vec<OsString>,
}

impl Launch {
    /// Workers that get the arguments of this process, and `more`.
    pub fn of_this_process(more: Vec<OsString>) -> io::Result<Self> {
        let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
        arguments.extend(more);
        Ok(Self {
            program: std::env::current_exe()?,
            arguments,
        })
    }

    /// Starts a worker.
    pub fn start(&self) -> io::Result<Worker> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let missing = || io::Error::other("a worker without pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Worker {
            child,
            input,
            output,
            questions: 0,
        })
    }
}

/// A process that evaluates.
pub struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    questions: u64,
}

impl Worker {
    /// Whether it was asked before.
    pub fn is_used(&self) -> bool {
        self.questions > 0
    }

    /// Asks for an attribute; nothing if the worker has died.
    pub fn ask(&mut self, path: &AttributePath) -> Option<Answer> {
        self.questions += 1;
        let mut question = serde_json::to_vec(path).ok()?;
        question.push(b'\n');
        self.input.write_all(&question).ok()?;
        self.input.flush().ok()?;
        let mut line = Vec::new();
        self.output.read_until(b'\n', &mut line).ok()?;
        // Half a line is the end of a worker too.
        serde_json::from_slice(&line).ok()
    }

    /// Lets the worker end; how it did.
    pub fn end(self) -> io::Result<ExitStatus> {
        let Self {
            mut child, input, ..
        } = self;
        drop(input);
        child.wait()
    }
}
