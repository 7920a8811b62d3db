//! What can go wrong in the laboratory, and the exit code it ends with.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use framelab_workloads::{ManifestError, PrepareError};
use thiserror::Error;

use crate::gate::cause::{self, Cause};

/// A command that did not do what was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// The list of workloads is wrong, or has no such workload.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// A generated program could not be put in place.
    #[error(transparent)]
    Prepare(#[from] PrepareError),
    /// A program gave another answer than its manifest says.
    #[error(
        "workload `{workload}` at size {size} gave a wrong answer on {subject}; nothing is reported\n  \
         expected: {expected}\n       got: {got}"
    )]
    WrongAnswer {
        /// The workload.
        workload: String,
        /// The argument `size`.
        size: i64,
        /// The engine or command that gave it.
        subject: String,
        /// What the manifest says.
        expected: String,
        /// What was printed.
        got: String,
    },
    /// A program gave no answer.
    #[error(
        "workload `{workload}` at size {size} failed on {subject}; nothing is reported\n{message}"
    )]
    Evaluation {
        /// The workload.
        workload: String,
        /// The argument `size`.
        size: i64,
        /// The engine or command that failed.
        subject: String,
        /// Its message.
        message: String,
    },
    /// Something other than a program failed.
    #[error("{0}")]
    Failed(String),
    /// A file or directory could not be used.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        /// What was attempted.
        action: &'static str,
        /// On which file or directory.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Another program could not be started or waited for.
    #[error("cannot run {program}: {source}")]
    Process {
        /// The program.
        program: String,
        /// Why it failed.
        source: io::Error,
    },
    /// Another program failed where it should not.
    #[error("`{command}` failed ({status}){message}")]
    Command {
        /// What was run.
        command: String,
        /// How it ended.
        status: String,
        /// What it said, after a line feed; may be empty.
        message: String,
    },
    /// The command line asks for what cannot be.
    #[error("{0}")]
    Usage(String),
    /// The gate finds that something became dearer.
    #[error("{0}")]
    Regression(String),
    /// The gate cannot compare.
    #[error("cannot compare: {0}")]
    Incomparable(Cause),
}

impl Error {
    /// An error about a file.
    pub fn file(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::File {
            action,
            path: path.into(),
            source,
        }
    }

    /// 2 if the command line is at fault, 3 if the gate cannot compare, 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_)
            | Self::Manifest(
                ManifestError::UnknownWorkload { .. } | ManifestError::UnknownSize { .. },
            ) => ExitCode::from(2),
            Self::Manifest(
                ManifestError::Unreadable { .. }
                | ManifestError::Malformed { .. }
                | ManifestError::Invalid { .. }
                | ManifestError::Empty { .. },
            )
            | Self::Prepare(_)
            | Self::WrongAnswer { .. }
            | Self::Evaluation { .. }
            | Self::Failed(_)
            | Self::File { .. }
            | Self::Process { .. }
            | Self::Command { .. }
            | Self::Regression(_) => ExitCode::FAILURE,
            Self::Incomparable(_) => ExitCode::from(cause::EXIT_CODE),
        }
    }
}

/// A result of the laboratory.
pub type Result<T> = std::result::Result<T, Error>;
