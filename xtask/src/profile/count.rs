//! What one evaluation does and asks of the allocator, counted by the binary `count` of the package `framelab-benches`.
//!
//! It is a build of its own, because it has an allocator that counts, which what is timed has not.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::subject::Subject;
use crate::error::Result;
use crate::process;
use crate::runner::bare_command;
use crate::workspace;

/// The binary, built.
#[derive(Debug)]
pub struct Counter {
    binary: PathBuf,
}

/// What was counted. It is the same in every run, but for the times in the statistics.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// What the program printed, as its manifest demands.
    pub answer: String,
    /// The evaluation's statistics; `docs/statistics.md` describes the fields.
    pub statistics: Value,
    /// What was asked of the allocator.
    pub allocator: AllocatorUse,
}

/// What was asked of the global allocator between the making of the heap and the printed answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocatorUse {
    /// Blocks allocated; one that grows or shrinks counts as a new one.
    pub calls: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Most bytes held at once; a block that moves counts once.
    pub peak_bytes: u64,
}

impl Counter {
    /// Builds the binary.
    pub fn build() -> Result<Self> {
        Self::build_in(workspace::root(), &[])
    }

    /// As [`Self::build`], of the workspace in a folder, with more arguments to `cargo build`.
    pub fn build_in(folder: &Path, more: &[&str]) -> Result<Self> {
        let mut arguments = vec![
            "--profile",
            "counting",
            "--package",
            "framelab-benches",
            "--no-default-features",
            "--features",
            "count",
        ];
        arguments.extend(more);
        let binary = workspace::build_in(folder, "count", &arguments)?;
        Ok(Self { binary })
    }

    /// Evaluates once, checks the answer and counts; that the program fails is an error.
    pub fn count(&self, subject: &Subject<'_>) -> Result<Counted> {
        self.try_count(subject)?
            .map_err(|message| subject.failed(message))
    }

    /// As [`Self::count`], but the text of the program's own error is a result.
    pub fn try_count(&self, subject: &Subject<'_>) -> Result<std::result::Result<Counted, String>> {
        let mut command = bare_command(&self.binary);
        subject.give_to(&mut command);
        let finished = process::run(&mut command)?;
        match serde_json::from_slice(&finished.stdout) {
            Ok(Printed::Counted(counted)) => Ok(Ok(*counted)),
            Ok(Printed::Failed { error }) => Ok(Err(error)),
            Err(_) => Err(subject.failed(format!(
                "`{}` ended with {}\n{}",
                process::command_line(&command),
                finished.status,
                finished.complaint()
            ))),
        }
    }
}

/// What the binary prints.
#[derive(Deserialize)]
#[serde(untagged)]
enum Printed {
    Counted(Box<Counted>),
    Failed { error: String },
}
