//! `cargo xtask report`: every workload on every engine, each pair in a process of its own.

#[allow(dead_code, reason = "filled section by section")]
mod html;
mod markdown;
pub mod measure;
mod measurement;
#[allow(dead_code, unused_imports, reason = "filled section by section")]
mod model;
mod publish;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use framelab_workloads::{PreparedProgram, Size, Workload};

use crate::error::{Error, Result};
use crate::host::Provenance;
use crate::process;
use crate::progress::Progress;
use crate::workspace;
use framelab_eval::engine;
use measure::Outcome;
use measurement::{Measurement, Mode, Report, SCHEMA_VERSION, WorkloadReport};

/// Files of a report.
const JSON: &str = "report.json";
const MARKDOWN: &str = "report.md";

/// Measures everything.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Use the workloads' quick sizes and few runs: a look in less than a minute
    #[arg(long)]
    quick: bool,
    /// Only these workloads
    #[arg(long = "workload", value_name = "NAME")]
    workloads: Vec<String>,
    /// The folder to replace, `reports/latest` unless given
    #[arg(long, value_name = "DIRECTORY")]
    output: Option<PathBuf>,
    /// The directory of another manifest of workloads
    #[arg(long, value_name = "DIRECTORY")]
    manifest: Option<PathBuf>,
}

/// Measures, then writes the report; nothing is written if anything went wrong.
pub fn run(arguments: &Arguments) -> Result<()> {
    let provenance = Provenance::detect(workspace::root());
    let output = match &arguments.output {
        Some(output) => output.clone(),
        None => workspace::root().join("reports/latest"),
    };
    publish::check_target(&output, &[JSON, MARKDOWN])?;
    let manifest = workspace::manifest(arguments.manifest.as_deref())?;
    let selected = workspace::select(&manifest, &arguments.workloads)?;
    let mode = if arguments.quick {
        Mode::Quick
    } else {
        Mode::Full
    };
    let report = Report {
        schema_version: SCHEMA_VERSION,
        mode,
        provenance,
        engines: engine::NAMES.iter().map(|&name| name.to_owned()).collect(),
        workloads: measure_all(&selected, mode)?,
    };
    let mut json = serde_json::to_string_pretty(&report)
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))?;
    json.push('\n');
    let markdown = markdown::render(&report);
    publish::publish(&output, &[(JSON, &json), (MARKDOWN, &markdown)])?;
    eprintln!("wrote {}", output.join(MARKDOWN).display());
    Ok(())
}

fn measure_all(selected: &[&Workload], mode: Mode) -> Result<Vec<WorkloadReport>> {
    let cache = workspace::workload_cache();
    let mut progress = Progress::new((selected.len() * engine::NAMES.len()) as u64);
    let mut reports = Vec::with_capacity(selected.len());
    for workload in selected {
        let size = size_for(workload, mode);
        let prepared = workload.prepare(size, &cache)?;
        let mut engines = Vec::with_capacity(engine::NAMES.len());
        for &engine in engine::NAMES {
            progress.begin(&format!("{} at {} on {engine}", workload.name, size.value));
            engines.push(measure_apart(workload, &prepared, engine, mode)?);
            progress.advance(1);
        }
        reports.push(WorkloadReport {
            name: workload.name.clone(),
            stresses: workload.stresses.clone(),
            size_name: size.name.clone(),
            size: size.value,
            answer: size.answer.clone(),
            engines,
        });
    }
    Ok(reports)
}

fn size_for(workload: &Workload, mode: Mode) -> &Size {
    match mode {
        Mode::Full => &workload.default_size,
        Mode::Quick => &workload.quick_size,
    }
}

/// Measures in a new process: its peak memory is the program's own, its allocator has no past.
fn measure_apart(
    workload: &Workload,
    prepared: &PreparedProgram,
    engine: &str,
    mode: Mode,
) -> Result<Measurement> {
    let (runs, milliseconds) = match mode {
        Mode::Full => ("5", "1000"),
        Mode::Quick => ("3", "100"),
    };
    let mut worker = Command::new(own_binary()?);
    worker
        .args(["measure", "--engine", engine])
        .args(["--runs", runs, "--milliseconds", milliseconds])
        .args(["--answer", &prepared.answer])
        .args(["--size", &prepared.argument.to_string()])
        .arg(&prepared.program);
    let finished = process::run(&mut worker)?;
    let failed = |message| Error::Evaluation {
        workload: workload.name.clone(),
        size: prepared.argument,
        subject: engine.to_owned(),
        message,
    };
    if !finished.status.success() {
        return Err(failed(format!(
            "`{}` ended with {}\n{}",
            process::command_line(&worker),
            finished.status,
            finished.complaint()
        )));
    }
    let outcome = serde_json::from_slice(&finished.stdout).map_err(|error| {
        failed(format!(
            "`{}` printed what is no measurement: {error}",
            process::command_line(&worker)
        ))
    })?;
    match outcome {
        Outcome::Measured(measurement) => Ok(*measurement),
        Outcome::NoAnswer { message } => Err(failed(message)),
        Outcome::WrongAnswer { got } => Err(Error::WrongAnswer {
            workload: workload.name.clone(),
            size: prepared.argument,
            subject: engine.to_owned(),
            expected: prepared.answer.clone(),
            got,
        }),
    }
}

fn own_binary() -> Result<PathBuf> {
    env::current_exe().map_err(|source| Error::file("find", Path::new("xtask"), source))
}
