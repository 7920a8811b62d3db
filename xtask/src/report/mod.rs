//! `cargo xtask report`: every workload on every engine, as data, as text and as pictures.

mod collect;
pub mod data;
mod estimate;
pub mod fit;
#[allow(dead_code, reason = "parts of a page that no section has yet")]
pub mod html;
pub mod markdown;
pub mod model;
mod plan;
pub mod publish;
mod sections;

use std::path::PathBuf;

use clap::Args;
use framelab_workloads::Workload;

use crate::error::{Error, Result};
use crate::gate::noise;
use crate::host::Provenance;
use crate::interrupt;
use crate::runner::Runner;
use crate::workspace;
use collect::Sources;
use data::WorkloadData;
use framelab_eval::engine;
use model::{Mode, Report, SCHEMA_VERSION, Source, VARYING, WorkloadEntry};
use sections::Measurements;

/// Files of a report; its pictures have a folder of their own.
const JSON: &str = "report.json";
const MARKDOWN: &str = "report.md";
const PAGE: &str = "index.html";

/// The engine that ratios are relative to, if it is there; otherwise the first one is.
const BASELINE: &str = "trampoline";

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
    let output = match &arguments.output {
        Some(output) => output.clone(),
        None => workspace::root().join("reports/latest"),
    };
    publish::check_target(&output, &[JSON, MARKDOWN, PAGE, collect::PICTURES])?;
    let manifest = workspace::manifest(arguments.manifest.as_deref())?;
    let selected = workspace::select(&manifest, &arguments.workloads)?;
    let mode = if arguments.quick {
        Mode::Quick
    } else {
        Mode::Full
    };
    eprintln!("building what is measured");
    let runner = Runner::build()?;
    let provenance = Provenance::detect(workspace::root(), runner.described());
    let report = make(provenance, runner, mode, &selected)?;
    let mut json = serde_json::to_string_pretty(&report)
        .map_err(|error| Error::Failed(format!("cannot write JSON: {error}")))?;
    json.push('\n');
    let markdown = markdown::render(&report);
    let page = html::render(&report)?;
    let mut files = vec![
        (JSON, json.as_str()),
        (MARKDOWN, markdown.as_str()),
        (PAGE, page.as_str()),
    ];
    let graphs = report.flamegraphs.graphs.iter();
    files.extend(graphs.map(|graph| (graph.file.as_str(), graph.svg.as_str())));
    interrupt::undisturbed(|| publish::publish(&output, &files))?;
    eprintln!("wrote {}", output.join(PAGE).display());
    Ok(())
}

fn make(
    provenance: Provenance,
    runner: Runner,
    mode: Mode,
    selected: &[&Workload],
) -> Result<Report> {
    let (workloads, sources) = collect::measure(selected, runner, mode)?;
    let baseline = engine::NAMES
        .iter()
        .position(|name| *name == BASELINE)
        .unwrap_or_default();
    let measurements = Measurements {
        workloads: &workloads,
        baseline,
    };
    let Sources {
        counts,
        instructions,
        times,
        ablation_times,
        flamegraphs,
    } = sources;
    let everything = || joined(&[&counts, &instructions, &times]);
    let time_section = sections::times::build(measurements, times.clone());
    Ok(Report {
        schema_version: SCHEMA_VERSION,
        varying_fields: VARYING.iter().map(|&name| name.to_owned()).collect(),
        mode,
        provenance,
        engines: engine::NAMES.iter().map(|&name| name.to_owned()).collect(),
        baseline: engine::NAMES
            .get(baseline)
            .copied()
            .unwrap_or_default()
            .to_owned(),
        workloads: workloads.iter().map(entry).collect(),
        summary: sections::summary::build(measurements, &time_section, everything()),
        times: time_section,
        dispatch: sections::dispatch::build(measurements, counts.clone()),
        allocation: sections::allocation::build(measurements, counts.clone()),
        per_operation: sections::per_operation::build(
            measurements,
            joined(&[&counts, &instructions]),
        ),
        scaling: sections::scaling::build(measurements, everything()),
        ablation: sections::ablation::build(
            measurements,
            joined(&[&ablation_times, &instructions]),
        ),
        flamegraphs,
        representativeness: sections::representativeness::build(measurements, counts.clone()),
        gate: noise::read().ok(),
    })
}

fn entry(data: &WorkloadData<'_>) -> WorkloadEntry {
    let size = &data.sizes[data.main].size;
    WorkloadEntry {
        name: data.workload.name.clone(),
        stresses: data.workload.stresses.clone(),
        size_name: size.name.clone(),
        size: size.value,
        answer: size.answer.clone(),
    }
}

/// Everything that several kinds of measurement say of themselves.
fn joined(sources: &[&Source]) -> Source {
    let mut all = Source::default();
    for source in sources {
        all.commands.extend(source.commands.iter().cloned());
        all.notes.extend(source.notes.iter().cloned());
        all.missing_tools
            .extend(source.missing_tools.iter().cloned());
    }
    all
}
