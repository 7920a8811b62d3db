//! The command under test as a process that has to end.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::fs;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a command may take before it counts as hanging.
const LIMIT: Duration = Duration::from_secs(90);

/// What a finished command left behind.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub output: String,
    /// Standard error.
    pub errors: String,
}

impl Outcome {
    /// Asserts success, and standard output without its last newline.
    #[track_caller]
    pub fn prints(&self, expected: &str) {
        assert_eq!(self.code, Some(0), "{self:?}");
        assert_eq!(self.output.trim_end_matches('\n'), expected, "{self:?}");
    }

    /// Asserts failure with a code, nothing on standard output, and all of `parts` on standard error.
    #[track_caller]
    pub fn fails(&self, code: i32, parts: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.output, "", "{self:?}");
        for part in parts {
            assert!(self.errors.contains(part), "{part:?} is not in {self:?}");
        }
    }
}

/// A folder of a test's own, empty.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    // Messages show the path without symbolic links.
    path.canonicalize().unwrap()
}

/// The command with arguments, in an environment without a search path.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_framelab"));
    command.args(arguments).env_remove("NIX_PATH");
    command
}

/// Runs a command with this standard input; one that does not end is a failed test.
#[track_caller]
pub fn finish(command: &mut Command, input: &[u8]) -> Outcome {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut pipe = child.stdin.take().expect("it was asked for");
    let input = input.to_owned();
    // Each on a thread of its own, so that a full pipe blocks nobody.
    let writer = thread::spawn(move || {
        let _ = pipe.write_all(&input);
    });
    let output = drain(child.stdout.take());
    let errors = drain(child.stderr.take());
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        if started.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            panic!("{command:?} did not end within {} s", LIMIT.as_secs());
        }
        thread::sleep(Duration::from_millis(1));
    };
    let _ = writer.join();
    Outcome {
        code: status.code(),
        output: output.join().unwrap_or_default(),
        errors: errors.join().unwrap_or_default(),
    }
}

fn drain<R: Read + Send + 'static>(pipe: Option<R>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Runs the command.
#[track_caller]
pub fn framelab(arguments: &[&str]) -> Outcome {
    finish(&mut command(arguments), b"")
}

/// Evaluates an expression.
#[track_caller]
pub fn eval(expression: &str, flags: &[&str]) -> Outcome {
    let mut arguments = vec!["eval", "-E", expression];
    arguments.extend_from_slice(flags);
    framelab(&arguments)
}

/// Runs `framelab eval` in a folder.
#[track_caller]
pub fn eval_in(folder: &Path, arguments: &[&str]) -> Outcome {
    let mut command = command(&["eval"]);
    finish(command.args(arguments).current_dir(folder), b"")
}
