//! What is profiled: a workload at a size, on an engine or on the default engine without an optimization.

use std::process::Command;

use framelab_benches::Phase;
use framelab_benches::catalogue::Benchmark;
use framelab_workloads::PreparedProgram;

use crate::error::{Error, Result};
use crate::process::{self, Finished};

/// A prepared workload and the engine it runs on.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The workload's name.
    pub workload: &'a str,
    /// Its program at a size.
    pub prepared: &'a PreparedProgram,
    /// What of the evaluation counts.
    pub phase: Phase,
    /// The engine's name.
    pub engine: &'a str,
    /// The optimization that the engine, the default one, does without.
    pub without: Option<&'a str>,
}

impl<'a> Subject<'a> {
    /// What a benchmark of the catalogue evaluates.
    pub fn of(benchmark: &'a Benchmark) -> Self {
        Self {
            workload: &benchmark.workload,
            prepared: &benchmark.prepared,
            phase: benchmark.phase,
            engine: benchmark.running_engine(),
            without: None,
        }
    }

    /// What every evaluating binary is told: `--phase P --engine E --size N --answer A PROGRAM`, or `--without O` in place of the engine.
    pub fn give_to(&self, command: &mut Command) {
        match self.without {
            Some(optimization) => command.args(["--without", optimization]),
            None => command.args(["--engine", self.engine]),
        };
        command
            .args(["--phase", self.phase.name()])
            .args(["--size", &self.prepared.argument.to_string()])
            .args(["--answer", &self.prepared.answer])
            .arg(&self.prepared.program);
    }

    /// Runs a command that evaluates the subject; that it fails is the evaluation's failure.
    pub fn run(&self, command: &mut Command) -> Result<Finished> {
        let finished = process::run(command)?;
        if finished.status.success() {
            return Ok(finished);
        }
        Err(self.failed(format!(
            "`{}` ended with {}\n{}\n{}",
            process::command_line(command),
            finished.status,
            finished.complaint(),
            finished.answer()
        )))
    }

    /// An error of the evaluation.
    pub fn failed(&self, message: String) -> Error {
        Error::Evaluation {
            workload: self.workload.to_owned(),
            size: self.prepared.argument,
            subject: self.engine.to_owned(),
            message,
        }
    }
}
